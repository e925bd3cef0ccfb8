import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { CHUNK_BYTES } from '../limits.js';
import { refused } from '../options.js';
import { coreutils } from '../origins.js';
import { define, type Tool } from '../tool.js';

/** POSIX's checksum: a CRC over the bytes and then their number, most significant bit first. */
export const cksum = define<'algorithm'>({
  name: 'cksum',
  options: { algorithm: refused('-a, --algorithm=TYPE', 'gnu') },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Print the CRC checksum and the number of bytes of each FILE.' },
  busybox: { usage: ['[FILE]...'], about: 'Calculate CRC32 checksum of FILEs' },
  origin: coreutils,
  *run(tool) {
    const { args, out } = tool;
    yield* tool.eachInput(args.operands, function* (fd, path) {
      const { crc, length } = yield* digest(tool, fd);
      yield* out.line(`${String(crc)} ${String(length)}${args.operands.length === 0 ? '' : ` ${path}`}`);
    });
  },
});

let known: Uint32Array | undefined;

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte << 24;
    for (let bit = 0; bit < 8; bit++) value = (value & 0x8000_0000) !== 0 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
    return value >>> 0;
  });
}

function* digest(tool: Tool<'algorithm'>, fd: Fd): Task<{ readonly crc: number; readonly length: number }> {
  let crc = 0;
  let length = 0;
  for (;;) {
    const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
    if (bytes.length === 0) break;
    crc = added(crc, bytes);
    length += bytes.length;
  }
  const size: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size.push(rest % 256);
  return { crc: ~added(crc, Uint8Array.from(size)) >>> 0, length };
}

function added(before: number, bytes: Uint8Array): number {
  const table = (known ??= makeTable());
  let crc = before;
  for (let at = 0; at < bytes.length; at++) crc = (crc << 8) ^ (table[((crc >>> 24) ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return crc;
}

/** The old checksums of BSD (default) and System V. */
export const sum = define<'bsd' | 'sysv'>({
  name: 'sum',
  options: {
    bsd: ['-r', 'use the BSD algorithm (default) and blocks of 1 KiB'],
    sysv: ['-s, --sysv', 'use the System V algorithm and blocks of 512 bytes'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Print a checksum and the number of blocks of each FILE.' },
  busybox: { usage: ['[-rs] [FILE]...'], about: 'Checksum and count the blocks in a file' },
  origin: coreutils,
  *run(tool) {
    const { args, out } = tool;
    const sysv = args.last('bsd', 'sysv') === 'sysv';
    yield* tool.eachInput(args.operands, function* (fd, path) {
      let checksum = 0;
      let length = 0;
      for (let bytes = yield* tool.sys.read(fd, CHUNK_BYTES); bytes.length > 0; bytes = yield* tool.sys.read(fd, CHUNK_BYTES)) {
        checksum = sysv ? bytes.reduce((total, byte) => total + byte, checksum) : bytes.reduce(rotated, checksum);
        length += bytes.length;
      }
      if (sysv) {
        const folded = (checksum & 0xffff) + (Math.floor(checksum / 65_536) & 0xffff);
        yield* out.line(
          `${String((folded & 0xffff) + (folded >>> 16))} ${String(Math.ceil(length / 512))}${args.operands.length > 0 ? ` ${path}` : ''}`,
        );
      } else {
        const named = args.operands.length > (tool.isGnu ? 0 : 1);
        yield* out.line(`${String(checksum).padStart(5, '0')} ${String(Math.ceil(length / 1024)).padStart(5)}${named ? ` ${path}` : ''}`);
      }
    });
  },
});

function rotated(checksum: number, byte: number): number {
  return (((checksum >> 1) | ((checksum & 1) << 15)) + byte) & 0xffff;
}
