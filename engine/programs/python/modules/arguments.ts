import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import { osError } from '../builtins/os-error.js';
import { typeError, valueError } from '../objects/exception.js';
import { settle, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { bytesOf, intOf, textOf } from '../objects/values.js';
import { callSpecial, special } from '../vm/attributes.js';
import type { Vm } from '../vm/vm.js';

/** A whole number that fits JavaScript's. TypeError for anything else. */
export function wholeOf(value: Value): number {
  const number = intOf(value);
  if (number === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return Number(number);
}

/** A path: text, bytes, or what has `__fspath__`. `name` is that of the function, for the TypeError. */
export function* pathOf(vm: Vm, value: Value, name: string): Native<string> {
  let given = value;
  const method = special(value, '__fspath__');
  if (method !== undefined) given = yield* settle(callSpecial(vm, method, value));
  const bytes = bytesOf(given);
  const path = textOf(given) ?? (bytes && decodeUtf8(bytes));
  if (path === undefined) throw typeError(`${name}: path should be string, bytes or os.PathLike, not ${typeOf(value).name}`);
  if (path.includes('\0')) throw valueError('embedded null byte');
  return path;
}

/** Makes the system call; an error of the kernel is Python's OSError. */
export function attempt<T>(call: () => T, filename?: Value, filename2?: Value): T {
  try {
    return call();
  } catch (error) {
    throw isErrno(error) ? osError(error, filename, filename2) : error;
  }
}

/** The same for calls that wait. */
export function* attemptTask<T>(call: () => Task<T>, filename?: Value): Native<T> {
  try {
    return yield* call();
  } catch (error) {
    throw isErrno(error) ? osError(error, filename) : error;
  }
}
