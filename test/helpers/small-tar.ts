const blockBytes = 512;

/** A tar archive with one small file. */
export function packTar(name: string, text: string, mode = '0000644'): Buffer {
  return Buffer.concat([packMember(name, Buffer.from(text), { mode }), Buffer.alloc(2 * blockBytes)]);
}

/** A tar archive with a symbolic link and a file. */
export function packLinkAndFile(link: string, target: string, name: string, text: string): Buffer {
  const members = [
    packMember(link, Buffer.alloc(0), { mode: '0000777', target }),
    packMember(name, Buffer.from(text), { mode: '0000644' }),
  ];
  return Buffer.concat([...members, Buffer.alloc(2 * blockBytes)]);
}

function packMember(name: string, data: Buffer, { mode, target }: { readonly mode: string; readonly target?: string }): Buffer {
  const head = Buffer.alloc(blockBytes);
  const put = (value: string, at: number): number => head.write(value, at, 'latin1');
  put(name, 0);
  put(`${mode}\0`, 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  put('        ', 148);
  put(target === undefined ? '0' : '2', 156);
  put(target ?? '', 157);
  put('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((blockBytes - (data.length % blockBytes)) % blockBytes);
  return Buffer.concat([head, data, padding]);
}

/** The first file of a tar archive. */
export function unpackTar(archive: Buffer): { readonly name: string; readonly text: string } {
  const name = archive.toString('latin1', 0, 100).replace(/\0.*$/, '');
  const size = Number.parseInt(archive.toString('latin1', 124, 135), 8);
  return { name, text: archive.toString('utf8', blockBytes, blockBytes + size) };
}
