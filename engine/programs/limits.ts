/** Longest line that a program keeps in memory. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;
/** Most input that a program keeps in memory (sort, tac, awk arrays …). */
export const MAX_INPUT_BYTES = 64 * 1024 * 1024;
/** What one read asks for. */
export const CHUNK_BYTES = 65536;
/** How deep directories are followed. */
export const MAX_DEPTH = 256;
