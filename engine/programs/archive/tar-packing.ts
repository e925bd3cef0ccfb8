import { packBzip2, unpackBzip2 } from './packing/bzip2.js';
import type { Filter } from './packing/filter.js';
import { packGzip, unpackGzip } from './packing/gzip.js';
import { unpackXz } from './packing/xz.js';

/** A way of packing that tar knows: the program that GNU's calls, and what BusyBox's does itself. */
export interface Packing {
  readonly option: string;
  readonly program: string;
  readonly suffixes: RegExp;
  readonly magic: readonly number[];
  readonly unpack?: () => Filter;
  readonly pack?: () => Filter;
}

export const packings = {
  gzip: {
    option: '-z',
    program: 'gzip',
    suffixes: /\.(?:gz|tgz|taz)$/,
    magic: [0x1f, 0x8b],
    unpack: () => unpackGzip({ trailing: 'ignored' }),
    pack: () => packGzip({ mtime: 0 }),
  },
  bzip2: {
    option: '-j',
    program: 'bzip2',
    suffixes: /\.(?:bz2|tbz|tbz2|tz2)$/,
    magic: [0x42, 0x5a, 0x68],
    unpack: unpackBzip2,
    pack: () => packBzip2(9),
  },
  xz: { option: '-J', program: 'xz', suffixes: /\.(?:xz|txz)$/, magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], unpack: unpackXz },
  lzma: { option: '--lzma', program: 'lzma', suffixes: /\.(?:lzma|tlz)$/, magic: [0x5d, 0, 0] },
  zstd: { option: '--zstd', program: 'zstd', suffixes: /\.(?:zst|tzst)$/, magic: [0x28, 0xb5, 0x2f, 0xfd] },
  compress: { option: '-Z', program: 'compress', suffixes: /\.(?:Z|taZ)$/, magic: [0x1f, 0x9d] },
} as const satisfies Readonly<Record<string, Packing>>;

const all: readonly Packing[] = Object.values(packings);

/** The way of packing that the name of a file tells. */
export function packingOfName(path: string): Packing | undefined {
  return all.find(({ suffixes }) => suffixes.test(path));
}

/** The way of packing that a file begins like. */
export function packingOfBytes(bytes: Uint8Array): Packing | undefined {
  return all.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
}
