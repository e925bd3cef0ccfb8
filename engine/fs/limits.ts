/** Linux's own limits (limits.h) and those that keep one host from taking all memory. */
export const limits = {
  /** Bytes of a path, with the closing zero byte that C adds (PATH_MAX). */
  pathBytes: 4096,
  /** Bytes of one name in a directory (NAME_MAX). */
  nameBytes: 255,
  /** Symbolic links followed in one lookup (MAXSYMLINKS). */
  symlinks: 40,
  /** Names of one file (ext4's EXT4_LINK_MAX). */
  links: 65_000,
  /** Directories inside each other; walks over whole trees recurse this deep. */
  treeDepth: 1024,
  /** Logical size of one file: holes take no memory, so this only has to stay far below 2⁵³. */
  fileBytes: 2 ** 44,
  /** Mounts in one namespace (fs.mount-max is 100000 on Linux). */
  mounts: 4096,
  /** Entries of one archive. */
  tarEntries: 200_000,
  /** Bytes of one pax header or GNU long name. */
  tarHeaderBytes: 1 << 20,
} as const;
