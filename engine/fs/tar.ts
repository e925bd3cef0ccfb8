/** Reading and writing tar archives. */
export { ArchiveError, type TarEntry } from './tar-entry.js';
export { encodeTar, tarChunks, tarSize } from './tar-encoder.js';
export { decodeTar, type TarLimits } from './tar-decoder.js';
