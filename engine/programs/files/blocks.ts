import type { Stat } from '../../fs/stat.js';

/** 512-byte blocks that a file takes on a file system of 4 KiB pages. */
export function blocksOf({ kind, sizeBytes }: Stat): number {
  if (kind === 'file') return Math.ceil(sizeBytes / 4096) * 8;
  return kind === 'directory' ? Math.floor(sizeBytes / 4096) * 8 : 0;
}
