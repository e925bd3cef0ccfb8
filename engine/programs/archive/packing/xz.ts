/** xz files: packing and unpacking. */
export { packXz } from './pack-xz.js';
export { unpackXz } from './unpack-xz.js';
