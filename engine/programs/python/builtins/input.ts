import { latin1Of } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import { exceptionType, raised, Thrown, typeError, valueError } from '../objects/exception.js';
import type { Definition } from '../objects/define.js';
import { settle, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { bytesOf, intOf, PyModule, PyTuple, textOf } from '../objects/values.js';
import { callSpecial, special } from '../vm/attributes.js';
import { callMethod, str, truth } from '../vm/protocol.js';
import { Stream } from '../vm/stream.js';
import type { Vm } from '../vm/vm.js';
import { binaryFileType, binaryRandomType, binaryWriterType, PyFile, textFileType } from './file.js';
import { osError, osErrorArguments } from './os-error.js';

/** Functions that read and write. */
export const inputFunctions: Readonly<Record<string, Definition>> = {
  print: ['*args, sep=, end=, file=, flush=', print],
  input: ['prompt?', input],
  open: ['file:, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=', open],
};

/** `sys.stdout` and so on. */
export function systemFile(vm: Vm, name: string): Value {
  const sys = vm.module('sys');
  return sys instanceof PyModule ? sys.attrs.get(name) : undefined;
}

function* print(vm: Vm, args: Value, separator: Value, end: Value, file: Value, flush: Value): Native {
  const target = file === undefined || file === null ? systemFile(vm, 'stdout') : file;
  if (target === undefined || target === null) return null;
  const words: string[] = [];
  for (const value of args instanceof PyTuple ? args.items : []) words.push(yield* str(vm, value));
  const text = words.join(part(separator, ' ', 'sep')) + part(end, '\n', 'end');
  if (target instanceof PyFile && !target.stream.isClosed) yield* target.stream.write(target.encode(text));
  else yield* callMethod(vm, target, 'write', text);
  if (flush !== undefined && (yield* truth(vm, flush))) yield* callMethod(vm, target, 'flush');
  return null;
}

function part(value: Value, fallback: string, name: string): string {
  if (value === undefined || value === null) return fallback;
  const text = textOf(value);
  if (text === undefined) throw typeError(`${name} must be None or a string, not ${typeOf(value).name}`);
  return text;
}

function* input(vm: Vm, prompt: Value): Native {
  const [stdin, stdout] = [systemFile(vm, 'stdin'), systemFile(vm, 'stdout')];
  const text = prompt === undefined ? '' : yield* str(vm, prompt);
  if (stdout instanceof PyFile) {
    yield* stdout.stream.write(stdout.encode(text));
    yield* stdout.stream.flush();
  } else yield* callMethod(vm, stdout, 'write', text);
  const line = stdin instanceof PyFile ? stdin.decode(yield* stdin.stream.readLine(vm)) : yield* callMethod(vm, stdin, 'readline');
  const read = textOf(line) ?? '';
  if (read === '') throw raised('EOFError', 'EOF when reading a line');
  return read.replace(/\n$/, '');
}

function* pathOf(vm: Vm, file: Value): Native {
  if (textOf(file) !== undefined || bytesOf(file) || intOf(file) !== undefined) return file;
  const method = special(file, '__fspath__');
  if (method === undefined) throw typeError(`expected str, bytes or os.PathLike object, not ${typeOf(file).name}`);
  return yield* settle(callSpecial(vm, method, file));
}

function* open(vm: Vm, given: Value, modeValue: Value, buffering: Value, encoding: Value, errors: Value, newline: Value): Native {
  const path = yield* pathOf(vm, given);
  const mode = modeValue === undefined ? 'r' : textOf(modeValue);
  if (mode === undefined) throw typeError(`open() argument 'mode' must be str, not ${typeOf(modeValue).name}`);
  checkMode(mode);
  const isBinary = mode.includes('b');
  if (isBinary && encoding !== undefined && encoding !== null) throw valueError("binary mode doesn't take an encoding argument");
  const fd = typeof path === 'number' ? path : openPath(vm, path, mode);
  const isTerminal = vm.sys.isTerminal(fd);
  const kind = buffering === 0 ? 'none' : buffering === 1 || (isTerminal && !isBinary) ? 'line' : 'full';
  const stream = new Stream(vm.sys, fd, kind);
  vm.files.add(stream);
  const plain = mode.replace(/[bt]/g, '');
  const type = !isBinary ? textFileType : plain.includes('+') ? binaryRandomType : plain === 'r' ? binaryFileType : binaryWriterType;
  const options = { name: path, mode: isBinary ? (plain.includes('+') ? 'rb+' : `${plain}b`) : mode, newline: textOf(newline) };
  return new PyFile(stream, { ...options, encoding: textOf(encoding) ?? 'UTF-8', errors: textOf(errors) ?? 'strict' }, type);
}

function checkMode(mode: string): void {
  if (!/^[rwxabt+]+$/.test(mode) || new Set(mode).size !== mode.length) throw valueError(`invalid mode: '${mode}'`);
  if (/b/.test(mode) && /t/.test(mode)) throw valueError("can't have text and binary mode at once");
  if ((mode.match(/[rwax]/g) ?? []).length !== 1)
    throw valueError(
      (mode.match(/[rwax]/g) ?? []).length > 1
        ? 'must have exactly one of create/read/write/append mode'
        : 'Must have exactly one of create/read/write/append mode and at most one plus',
    );
}

function openPath(vm: Vm, path: Value, mode: string): number {
  const bytes = bytesOf(path);
  const name = textOf(path) ?? (bytes ? latin1Of(bytes) : '');
  if (name.includes('\0')) throw valueError('embedded null byte');
  const updates = mode.includes('+');
  try {
    const fd = vm.sys.open(name, {
      read: mode.includes('r') || updates,
      write: !mode.includes('r') || updates,
      append: mode.includes('a'),
      create: !mode.includes('r'),
      exclusive: mode.includes('x'),
      truncate: mode.includes('w'),
    });
    if (vm.sys.fstat(fd).kind === 'directory') {
      vm.sys.close(fd);
      throw new Thrown(osErrorArguments(exceptionType('OSError'), [21, 'Is a directory', path]));
    }
    vm.sys.setCloseOnExec(fd, true);
    return fd;
  } catch (error) {
    throw isErrno(error) ? osError(error, path) : error;
  }
}
