/** bzip2 files: packing and unpacking. */
export { packBzip2 } from './pack-bzip2.js';
export { unpackBzip2 } from './unpack-bzip2.js';
