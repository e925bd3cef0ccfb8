import { concatBytes } from '../../../core/streams.js';
import { raised, typeError, valueError } from '../objects/exception.js';
import { getters, methods } from '../objects/define.js';
import type { Native } from '../objects/functions.js';
import { PyObject, type PyType, type Value } from '../objects/object.js';
import { builtinType, typeOf } from '../objects/types.js';
import { bytesOf, intOf, PyBytes, PyList, textOf } from '../objects/values.js';
import { itemsOf } from '../vm/protocol.js';
import type { Stream } from '../vm/stream.js';
import { lengthOfText, sliceText } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';
import { decodeBytes, encodeText } from './codecs.js';
import { isErrno } from '../../../core/errno.js';
import { osError } from './os-error.js';

export const textFileType = builtinType('TextIOWrapper', undefined, '_io');
export const binaryFileType = builtinType('BufferedReader', undefined, '_io');
export const binaryWriterType = builtinType('BufferedWriter', binaryFileType, '_io');
export const binaryRandomType = builtinType('BufferedRandom', binaryFileType, '_io');

export interface FileOptions {
  readonly name: Value;
  readonly mode: string;
  readonly encoding?: string;
  readonly errors?: string;
  /** undefined translates `\r\n`; '' leaves line ends as they are. */
  readonly newline?: string | undefined;
}

/** What `open` gives: text, or bytes. */
export class PyFile extends PyObject {
  readonly stream: Stream;
  readonly options: FileOptions;
  readonly isText: boolean;
  constructor(stream: Stream, options: FileOptions, type: PyType) {
    super(type);
    this.stream = stream;
    this.options = options;
    this.isText = type === textFileType;
  }

  get encoding(): string {
    return this.options.encoding ?? 'utf-8';
  }

  decode(bytes: Uint8Array): Value {
    if (!this.isText) return new PyBytes(bytes);
    const text = decodeBytes(bytes, this.encoding, this.options.errors ?? 'strict');
    return this.options.newline === undefined ? text.replace(/\r\n?/g, '\n') : text;
  }

  encode(value: Value): Uint8Array {
    if (!this.isText) {
      const bytes = bytesOf(value);
      if (!bytes) throw typeError(`a bytes-like object is required, not '${typeOf(value).name}'`);
      return bytes;
    }
    const text = textOf(value);
    if (text === undefined) throw typeError(`write() argument must be str, not ${typeOf(value).name}`);
    const ended = this.options.newline === '\r\n' ? text.replaceAll('\n', '\r\n') : text;
    return bytesOf(encodeText(ended, this.encoding, this.options.errors ?? 'strict')) ?? new Uint8Array(0);
  }
}

const asFile = (value: Value): PyFile | undefined => (value instanceof PyFile ? value : undefined);

function check(file: PyFile, need?: 'read' | 'write'): void {
  if (file.stream.isClosed) throw valueError('I/O operation on closed file.');
  const canRead = /[r+]/.test(file.options.mode);
  const canWrite = /[wax+]/.test(file.options.mode);
  if ((need === 'read' && !canRead) || (need === 'write' && !canWrite))
    throw raised(unsupported, file.isText ? (need === 'read' ? 'not readable' : 'not writable') : need);
}

/** `io.UnsupportedOperation` is an OSError and a ValueError. */
export const unsupported = builtinType('UnsupportedOperation', raised('OSError').exception.type, 'io');
unsupported.mro = [unsupported, ...unsupported.mro.slice(1, 2), raised('ValueError').exception.type, ...unsupported.mro.slice(2)];

function defineReading(type: PyType): void {
  methods(type, asFile, {
    __repr__: [
      '',
      (_vm, file) =>
        file.isText
          ? `<_io.TextIOWrapper name=${named(file)} mode='${file.options.mode}' encoding='${file.encoding.toLowerCase() === 'utf-8' ? 'utf-8' : file.encoding}'>`
          : `<_io.${file.type.name} name=${named(file)}>`,
    ],
    __enter__: ['', (_vm, file) => (check(file), file)],
    __exit__: ['*args', (vm, file) => closeFile(vm, file)],
    __iter__: ['', (_vm, file) => (check(file), file)],
    __next__: [
      '',
      function* (vm, file): Native {
        check(file, 'read');
        const line = yield* file.stream.readLine(vm);
        if (line.length === 0) throw raised('StopIteration');
        return file.decode(line);
      },
    ],
    read: ['size?', read],
    readline: [
      'size?',
      function* (vm, file, size): Native {
        check(file, 'read');
        const most = intOf(size) ?? -1;
        return file.decode(yield* file.stream.readLine(vm, most < 0 ? Infinity : Number(most)));
      },
    ],
    readlines: ['hint?', readLines],
  });
}

function defineWriting(type: PyType): void {
  methods(type, asFile, {
    write: [
      'text',
      function* (_vm, file, value): Native {
        check(file, 'write');
        const bytes = file.encode(value);
        yield* file.stream.write(bytes);
        return file.isText ? lengthOfText(textOf(value) ?? '') : bytes.length;
      },
    ],
    writelines: [
      'lines',
      function* (vm, file, lines): Native {
        check(file, 'write');
        for (const line of yield* itemsOf(vm, lines)) yield* file.stream.write(file.encode(line));
        return null;
      },
    ],
    flush: [
      '',
      function* (_vm, file): Native {
        check(file);
        yield* file.stream.flush();
        return null;
      },
    ],
    close: ['', (vm, file) => closeFile(vm, file)],
  });
}

function definePlaces(type: PyType): void {
  methods(type, asFile, {
    fileno: ['', (_vm, file) => (check(file), file.stream.fd)],
    isatty: ['', (vm, file) => (check(file), vm.sys.isTerminal(file.stream.fd))],
    readable: ['', (_vm, file) => /[r+]/.test(file.options.mode)],
    writable: ['', (_vm, file) => /[wax+]/.test(file.options.mode)],
    seekable: ['', (vm, file) => isSeekable(vm, file)],
    tell: ['', (_vm, file) => (check(file), file.stream.tell())],
    seek: ['offset, whence?', seek],
    truncate: [
      'size?',
      function* (vm, file, size): Native {
        check(file, 'write');
        yield* file.stream.flush();
        const to = intOf(size) ?? file.stream.tell();
        vm.sys.truncate(file.stream.fd, Number(to));
        return to;
      },
    ],
    reconfigure: [
      '*, encoding=, errors=, newline=, line_buffering=, write_through=',
      (_vm, file, _encoding, _errors, _newline, isLine, isThrough) => {
        if (isLine === true) file.stream.buffering = 'line';
        if (isThrough === true) file.stream.buffering = 'none';
        return null;
      },
    ],
    detach: ['', (_vm, file) => file],
  });
}

function defineFacts(type: PyType): void {
  getters(type, asFile, {
    name: (_vm, file) => file.options.name,
    mode: (_vm, file) => file.options.mode,
    closed: (_vm, file) => file.stream.isClosed,
    encoding: (_vm, file) => file.encoding,
    errors: (_vm, file) => file.options.errors ?? 'strict',
    newlines: () => null,
    line_buffering: (_vm, file) => file.stream.buffering === 'line',
    buffer: (_vm, file) =>
      new PyFile(
        file.stream,
        { name: file.options.name, mode: `${file.options.mode}b` },
        file.options.mode.includes('r') ? binaryFileType : binaryWriterType,
      ),
    raw: (_vm, file) => file,
  });
}
for (const define of [defineReading, defineWriting, definePlaces, defineFacts]) {
  define(textFileType);
  define(binaryFileType);
}

function named(file: PyFile): string {
  const text = textOf(file.options.name);
  return text === undefined ? String(intOf(file.options.name) ?? '') : `'${text}'`;
}

function* closeFile(_vm: Vm, file: PyFile): Native {
  yield* file.stream.close();
  return null;
}

function* read(vm: Vm, file: PyFile, size: Value): Native {
  check(file, 'read');
  const count = intOf(size) ?? -1;
  if (count < 0) return file.decode(yield* file.stream.read(vm));
  if (!file.isText) return file.decode(yield* file.stream.read(vm, Number(count)));
  return yield* readCharacters(vm, file, Number(count));
}

/** So many characters: a few bytes more may be needed for those that take several. */
function* readCharacters(vm: Vm, file: PyFile, count: number): Native {
  let bytes: Uint8Array = new Uint8Array(0);
  for (let length = 0; length < count; ) {
    const more = yield* file.stream.read(vm, count - length);
    if (more.length === 0) break;
    bytes = concatBytes([bytes, more]);
    while (((bytes.at(-1) ?? 0) & 0x80) !== 0 && !isWhole(bytes)) {
      const one = yield* file.stream.read(vm, 1);
      if (one.length === 0) break;
      bytes = concatBytes([bytes, one]);
    }
    length = lengthOfText(textOf(file.decode(bytes)) ?? '');
  }
  return sliceText(textOf(file.decode(bytes)) ?? '', 0, count);
}

function isWhole(bytes: Uint8Array): boolean {
  let at = bytes.length - 1;
  while (at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  const lead = bytes[at] ?? 0;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return bytes.length - at >= needed;
}

function* readLines(vm: Vm, file: PyFile): Native {
  check(file, 'read');
  const lines: Value[] = [];
  for (;;) {
    const line = yield* file.stream.readLine(vm);
    if (line.length === 0) return new PyList(lines);
    lines.push(file.decode(line));
  }
}

function isSeekable(vm: Vm, file: PyFile): boolean {
  try {
    vm.sys.seek(file.stream.fd, 0, 'current');
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function* seek(_vm: Vm, file: PyFile, offset: Value, whence: Value): Native {
  check(file);
  const from = (['start', 'current', 'end'] as const)[Number(intOf(whence) ?? 0)] ?? 'start';
  try {
    return yield* file.stream.seek(Number(intOf(offset) ?? 0), from);
  } catch (error) {
    throw isErrno(error) ? osError(error) : error;
  }
}
