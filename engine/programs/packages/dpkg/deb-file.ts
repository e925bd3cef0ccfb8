import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { contentOf } from '../../../fs/content.js';
import { ArchiveError, decodeTar, encodeTar, type TarEntry } from '../../../fs/tar.js';
import { gunzipBytes, gzipBytes } from '../../archive/gzip-format.js';
import { InflateError } from '../../archive/inflate.js';
import { concatBytes } from '../../input.js';
import type { Member, PackageArchive } from '../archive.js';

const MAGIC = '!<arch>\n';
const HEADER_BYTES = 60;

/** A .deb that is packed in a way that is not simulated. */
export class UnknownPacking extends Error {
  override readonly name = 'UnknownPacking';
}

/** The two archives of a .deb, packed with gzip, in one of ar(1). */
export function encodeDeb(control: readonly TarEntry[], data: readonly TarEntry[], mtime: number): Uint8Array {
  const packed = (entries: readonly TarEntry[]): Uint8Array => gzipBytes(encodeTar(entries), { mtime: 0 });
  return concatBytes([
    encodeUtf8(MAGIC),
    ...arMember('debian-binary', encodeUtf8('2.0\n'), mtime),
    ...arMember('control.tar.gz', packed(control), mtime),
    ...arMember('data.tar.gz', packed(data), mtime),
  ]);
}

function arMember(name: string, data: Uint8Array, mtime: number): readonly Uint8Array[] {
  const fields = [
    name.padEnd(16),
    String(mtime).padEnd(12),
    '0'.padEnd(6),
    '0'.padEnd(6),
    '100644'.padEnd(8),
    String(data.length).padEnd(10),
  ];
  return [encodeUtf8(`${fields.join('')}\`\n`), data, new Uint8Array(data.length % 2).fill(0x0a)];
}

/** The control and data archives of a .deb's bytes; undefined for what is none. Throws UnknownPacking. */
export function debParts(bytes: Uint8Array): { readonly control: readonly TarEntry[]; readonly data: readonly TarEntry[] } | undefined {
  const parts = new Map<string, Uint8Array>();
  for (let at = MAGIC.length; at + HEADER_BYTES <= bytes.length; ) {
    const header = decodeUtf8(bytes.subarray(at, at + HEADER_BYTES));
    const size = Number(header.slice(48, 58).trim());
    if (!Number.isInteger(size) || size < 0) return undefined;
    parts.set(header.slice(0, 16).trim().replace(/\/$/, ''), bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + size));
    at += HEADER_BYTES + size + (size % 2);
  }
  const control = partOf(parts, 'control.tar');
  const data = partOf(parts, 'data.tar');
  return control && data && { control, data };
}

function partOf(parts: ReadonlyMap<string, Uint8Array>, stem: string): readonly TarEntry[] | undefined {
  const found = [...parts].find(([name]) => name.startsWith(stem));
  if (!found) return undefined;
  const [name, bytes] = found;
  const packing = name.slice(stem.length);
  if (packing !== '' && packing !== '.gz')
    throw new UnknownPacking(`drydock: packages packed as ${name} are not simulated (${stem}.gz is)`);
  try {
    return decodeTar(packing === '' ? bytes : gunzipBytes(bytes).data);
  } catch (error) {
    if (error instanceof InflateError || error instanceof ArchiveError) return undefined;
    throw error;
  }
}

/** What is in a .deb; undefined for what is none. Throws UnknownPacking. */
export function decodeDeb(bytes: Uint8Array): PackageArchive | undefined {
  const parts = debParts(bytes);
  if (!parts) return undefined;
  const texts = parts.control.flatMap(({ path, content }) => (content ? [[path, content.text()] as const] : []));
  const control = texts.find(([name]) => name === 'control')?.[1];
  if (control === undefined) return undefined;
  return {
    control,
    members: parts.data.flatMap(memberOf),
    info: Object.fromEntries(texts.filter(([name]) => name !== 'control' && /^[\w-]+$/.test(name))),
  };
}

function memberOf({ path, kind, mode, uid, gid, content, linkTarget }: TarEntry): readonly Member[] {
  if (path === '.' || path === '') return [];
  const common = { path: `/${path}`, mode, uid, gid };
  if (kind === 'directory') return [{ ...common, kind }];
  if (kind === 'symlink') return [{ ...common, kind, target: linkTarget }];
  if (kind === 'hardlink') return [{ ...common, kind: 'symlink', target: `/${linkTarget}` }];
  return [{ ...common, kind: 'content', content: content ?? contentOf('') }];
}
