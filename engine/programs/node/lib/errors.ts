/** Errors as node makes and prints them: codes, system errors, stacks in V8's form, and what is shown when nobody catches one. */
export const errors = String.raw`
const stacks = require('internal/stacks');
const style = startup.release.style;

const errnos = {
  EPERM: [1, 'operation not permitted'], ENOENT: [2, 'no such file or directory'], ESRCH: [3, 'no such process'],
  EINTR: [4, 'interrupted system call'], EIO: [5, 'i/o error'], ENXIO: [6, 'no such device or address'], E2BIG: [7, 'argument list too long'],
  EBADF: [9, 'bad file descriptor'], EAGAIN: [11, 'resource temporarily unavailable'], ENOMEM: [12, 'not enough memory'],
  EACCES: [13, 'permission denied'], EBUSY: [16, 'resource busy or locked'], EEXIST: [17, 'file already exists'],
  EXDEV: [18, 'cross-device link not permitted'], ENODEV: [19, 'no such device'], ENOTDIR: [20, 'not a directory'],
  EISDIR: [21, 'illegal operation on a directory'], EINVAL: [22, 'invalid argument'], ENFILE: [23, 'file table overflow'],
  EMFILE: [24, 'too many open files'], ENOTTY: [25, 'inappropriate ioctl for device'], ETXTBSY: [26, 'text file is busy'],
  EFBIG: [27, 'file too large'], ENOSPC: [28, 'no space left on device'], ESPIPE: [29, 'invalid seek'], EROFS: [30, 'read-only file system'],
  EMLINK: [31, 'too many links'], EPIPE: [32, 'broken pipe'], ENAMETOOLONG: [36, 'name too long'], ENOTEMPTY: [39, 'directory not empty'],
  ELOOP: [40, 'too many symbolic links encountered'], ENOTSUP: [95, 'operation not supported on socket'],
  EAFNOSUPPORT: [97, 'address family not supported'], EADDRINUSE: [98, 'address already in use'],
  EADDRNOTAVAIL: [99, 'address not available'], ENETUNREACH: [101, 'network is unreachable'], ECONNABORTED: [103, 'software caused connection abort'],
  ECONNRESET: [104, 'connection reset by peer'], EISCONN: [106, 'socket is already connected'], ENOTCONN: [107, 'socket is not connected'],
  ETIMEDOUT: [110, 'connection timed out'], ECONNREFUSED: [111, 'connection refused'], EHOSTUNREACH: [113, 'host is unreachable'],
};
exports.errnos = errnos;

/** The error of a failed system call. */
exports.system = (code, syscall, path, dest) => {
  const [errno, words] = errnos[code] || [0, 'unknown error'];
  const places = (path === undefined ? '' : " '" + path + "'") + (dest === undefined ? '' : " -> '" + dest + "'");
  const error = new Error(code + ': ' + words + ', ' + syscall + places);
  error.errno = -errno;
  if (style < 20) { error.syscall = syscall; error.code = code; } else { error.code = code; error.syscall = syscall; }
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
};

/** The error of a failed network call: 'listen EADDRINUSE: address already in use :::80'. */
exports.network = (code, syscall, address, port) => {
  const words = (errnos[code] || [0, 'unknown error'])[1];
  const place = address === undefined ? '' : ' ' + address + (port === undefined ? '' : ':' + port);
  const error = new Error(syscall + ' ' + code + (syscall === 'connect' || syscall === 'getaddrinfo' ? '' : ': ' + words) + place);
  if (style < 20) { error.errno = -errnos[code][0]; error.syscall = syscall; error.code = code; }
  else { error.code = code; error.errno = -errnos[code][0]; error.syscall = syscall; }
  if (address !== undefined) error.address = address;
  if (port !== undefined) error.port = port;
  return error;
};

/** An error with a code of node's own: its stack begins 'TypeError [CODE]: '. */
exports.coded = (Base, code, message) => {
  const error = new Base(message);
  Object.defineProperty(error, 'code', { value: code, enumerable: style < 22 || true, writable: true, configurable: true });
  stacks.rename(error, error.name + ' [' + code + ']');
  return error;
};

exports.describeReceived = value => {
  if (value === undefined || value === null) return ' Received ' + value;
  if (typeof value === 'function') return ' Received function ' + value.name;
  const { inspect } = require('util');
  if (typeof value === 'object') {
    if (value.constructor && value.constructor.name) return ' Received an instance of ' + value.constructor.name;
    return ' Received ' + inspect(value, { depth: -1 });
  }
  const text = inspect(value);
  return ' Received type ' + typeof value + ' (' + (text.length > 28 ? text.slice(0, 25) + '...' : text) + ')';
};
exports.invalidArgument = (name, expected, value) => {
  if (name === 'callback' && style >= 20) {
    return exports.coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "callback" argument must be of type function.' + exports.describeReceived(value));
  }
  if (name === 'callback') return exports.coded(TypeError, 'ERR_INVALID_CALLBACK', 'Callback must be a function. Received ' + require('util').inspect(value));
  return exports.coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "' + name + '" argument must be ' + expected + '.' + exports.describeReceived(value));
};
exports.outOfRange = (name, range, value) =>
  exports.coded(RangeError, 'ERR_OUT_OF_RANGE', 'The value of "' + name + '" is out of range. It must be ' + range + '. Received ' + value);

/** What is not simulated says so. */
exports.notSimulated = what => {
  const error = new Error('drydock: ' + what + ' is not simulated');
  error.code = 'ERR_NOT_SIMULATED';
  return error;
};

exports.isOutOfMemory = error => error instanceof Error && error.message === 'out of memory' && error.name === 'InternalError';

/** What node prints on standard error before it ends: where, the line, a caret, then the error. */
exports.describeFatal = (error, isFromPromise) => {
  const end = style >= 17 ? '\n\nNode.js v' + startup.release.version + '\n' : '\n';
  if (exports.isOutOfMemory(error)) {
    return '\n<--- Last few GCs --->\n\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n';
  }
  const { inspect } = require('util');
  if (!(error instanceof Error)) {
    const isObject = typeof error === 'object' && error !== null;
    const hint = style >= 14 && !isObject ? '\n(Use ' + '\u0060node --trace-uncaught ...\u0060' + ' to show where the exception was thrown)' : '';
    return stacks.throwPlace() + (isObject ? inspect(error) : String(error)) + hint + end;
  }
  stacks.complete(error);
  const arrow = stacks.arrow(error, isFromPromise) || (isFromPromise ? stacks.promiseArrow : '');
  return (arrow === '' ? '' : arrow + (stacks.isTight(error) ? '\n' : '\n\n')) + inspect(error) + end;
};

/** Puts node's own Error classes in the place of the engine's: their errors have a stack in V8's form. */
exports.install = define => {
  for (const name of ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError']) {
    define(name, stacks.wrap(globalThis[name], name));
  }
  const native = Object.getPrototypeOf(TypeError.prototype).constructor;
  for (const name of ['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError']) {
    Object.setPrototypeOf(globalThis[name], native);
  }
};
`;
