/** Everything that is bounded in a Python process. */

/** What a freshly started Python occupies. */
export const RESIDENT_BYTES = 9 * 1024 * 1024;
/** Memory of one process; beyond it Python says MemoryError. */
export const MAX_BYTES = 256 * 1024 * 1024;
/** How much may be made between two looks at what is still there. */
export const BYTES_BETWEEN_LOOKS = 32 * 1024 * 1024;
/** Instructions between two looks at the clock and at signals. */
export const INSTRUCTIONS_PER_SLICE = 1000;
/** Steps of the host for each slice. */
export const STEPS_PER_SLICE = 10;
/** Calls of Python in each other (`sys.setrecursionlimit` changes it), and what it may be set to. */
export const RECURSION_LIMIT = 1000;
export const MAX_RECURSION_LIMIT = 20_000;
/** Functions in TypeScript that wait for each other. */
export const MAX_NATIVES = 25_000;
/** Modules whose code is kept for the next process that imports them. */
export const MAX_COMPILED = 300;
/** Work of pbkdf2 and scrypt in one call. */
export const MAX_ROUNDS = 1_000_000;
export const MAX_BLOCKS = 1 << 19;
/** Threads of one process. */
export const MAX_THREADS = 500;
/** Nested natives such as the repr of a list in a list, which lie on JavaScript's stack. */
export const MAX_NATIVE_DEPTH = 200;
