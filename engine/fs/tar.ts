/** Reading and writing tar archives. */
export { ArchiveError, type TarEntry } from './tar-entry.js';
export { encodeTar, headersOf, tarChunks, tarSize } from './tar-encoder.js';
export { decodeTar, TarDecoder } from './tar-decoder.js';
export { BLOCK_BYTES, paddedBytes } from './tar-format.js';
