/** Reading and writing tar archives. */
export { ArchiveError, type TarEntry } from './tar-entry.js';
export { encodeTar, tarChunks, tarSize } from './tar-encoder.js';
export { decodeTar } from './tar-decoder.js';
