import type { Errno } from '../../../core/errno.js';
import { exceptionType, PyException, Thrown } from '../objects/exception.js';
import type { PyType, Value } from '../objects/object.js';
import { intOf } from '../objects/values.js';

/** Numbers that Linux gives errors. */
export const errnoNumbers: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  ERANGE: 34,
  ENAMETOOLONG: 36,
  ENOTEMPTY: 39,
  ELOOP: 40,
  EDQUOT: 122,
  ENOTSUP: 95,
  EAFNOSUPPORT: 97,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ENETUNREACH: 101,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  EISCONN: 106,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
  EALREADY: 114,
  EINPROGRESS: 115,
};

/** The class of OSError that stands for a number. */
const classes: Readonly<Record<number, string>> = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  10: 'ChildProcessError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  32: 'BrokenPipeError',
  103: 'ConnectionAbortedError',
  104: 'ConnectionResetError',
  108: 'BrokenPipeError',
  110: 'TimeoutError',
  111: 'ConnectionRefusedError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
};

/** `OSError(errno, strerror, filename)` becomes the class that fits. */
export function osErrorArguments(type: PyType, args: readonly Value[]): PyException {
  if (args.length < 2 || args.length > 5) return new PyException(type, args);
  const [errno, strerror, filename, , filename2] = args;
  const number = intOf(errno);
  const fitting = type === exceptionType('OSError') && number !== undefined ? classes[Number(number)] : undefined;
  const exception = new PyException(
    fitting === undefined ? type : exceptionType(fitting),
    filename === undefined ? args : args.slice(0, 2),
  );
  exception.attrs = new Map([
    ['errno', errno],
    ['strerror', strerror],
    ['filename', filename ?? null],
    ['filename2', filename2 ?? null],
  ]);
  return exception;
}

/** A failed system call as Python raises it. */
export function osError(error: Errno, filename?: Value, filename2?: Value): Thrown {
  const number = errnoNumbers[error.code] ?? 5;
  const args: Value[] = [number, error.message];
  if (filename !== undefined) args.push(filename);
  if (filename2 !== undefined) args.push(null, filename2);
  return new Thrown(osErrorArguments(exceptionType('OSError'), args));
}
