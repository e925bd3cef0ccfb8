import { crc32 } from '../../archive/crc32.js';
import { deflate } from '../../archive/deflate.js';
import { gunzipBytes, gzipBytes } from '../../archive/gzip-format.js';
import { inflate, InflateError } from '../../archive/inflate.js';
import { MAX_BYTES } from '../limits.js';
import { nativeModule } from '../objects/define.js';
import { exceptionType, PyException, Thrown, typeError } from '../objects/exception.js';
import type { Value } from '../objects/object.js';
import { builtinType } from '../objects/types.js';
import { bytesOf, intOf, PyBytes, PyTuple, type PyModule } from '../objects/values.js';
import type { Vm } from '../vm/vm.js';

const zlibError = builtinType('error', exceptionType('Exception'), 'zlib');
zlibError.hasDict = true;

/** `_zlib`, for `zlib` and `gzip`. */
export function zlibModule(): PyModule {
  return nativeModule(
    '_zlib',
    {
      deflate: ['data', (vm, data) => new PyBytes(deflate(charged(vm, data)))],
      /** What is packed from a place on, and where it ends. */
      inflate: ['data, start', (vm, data, start) => inflated(vm, charged(vm, data), Number(intOf(start) ?? 0))],
      crc32: ['data', (vm, data) => crc32(charged(vm, data))],
      gzip: ['data, mtime', (vm, data, mtime) => new PyBytes(gzipBytes(charged(vm, data), { mtime: Number(intOf(mtime) ?? 0) }))],
      gunzip: ['data', (vm, data) => guarded(() => new PyBytes(gunzipBytes(charged(vm, data)).data))],
    },
    [['error', zlibError]],
  );
}

function charged(vm: Vm, value: Value): Uint8Array {
  const bytes = bytesOf(value);
  if (!bytes) throw typeError(`a bytes-like object is required, not '${typeof value === 'string' ? 'str' : 'int'}'`);
  vm.fuel -= Math.ceil(bytes.length / 64);
  return bytes;
}

function inflated(vm: Vm, bytes: Uint8Array, start: number): Value {
  return guarded(() => {
    const { data, end } = inflate(bytes, start, MAX_BYTES / 2);
    vm.memory.note(data.length);
    return new PyTuple([new PyBytes(data), end]);
  });
}

function guarded(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    const isShort = error.message.includes('end of file');
    const message = isShort
      ? 'Error -5 while decompressing data: incomplete or truncated stream'
      : 'Error -3 while decompressing data: invalid stored block lengths';
    throw new Thrown(new PyException(zlibError, [message]));
  }
}
