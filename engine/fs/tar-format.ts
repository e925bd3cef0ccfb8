import type { TarEntry } from './tar-entry.js';

/** Everything in a tar archive comes in blocks of this size. */
export const BLOCK_BYTES = 512;

/** Where the fields of a ustar header are (POSIX.1-1988): [offset, length]. */
export const field = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  linkName: [157, 100],
  magic: [257, 8],
  userName: [265, 32],
  groupName: [297, 32],
  deviceMajor: [329, 8],
  deviceMinor: [337, 8],
  prefix: [345, 155],
} as const;

export type Field = (typeof field)[keyof typeof field];

/** The type flag of each kind that can be in an archive. */
export const typeFlags: Readonly<Partial<Record<TarEntry['kind'], string>>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};

/** Sum of a header's bytes with the checksum field taken as spaces. */
export function checksumOf(header: Uint8Array): number {
  const [start, length] = field.checksum;
  let sum = 0;
  for (let i = 0; i < BLOCK_BYTES; i++) sum += i >= start && i < start + length ? 0x20 : (header[i] ?? 0);
  return sum;
}

/** `sizeBytes` rounded up to whole blocks. */
export function paddedBytes(sizeBytes: number): number {
  return Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
}
