/** What an xz file begins and ends with. */
export const XZ_MAGIC: readonly number[] = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];
export const XZ_FOOTER: readonly number[] = [0x59, 0x5a];
