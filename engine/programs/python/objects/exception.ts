import { PyObject, type PyType, type Value } from './object.js';
import type { Frame } from '../vm/frame.js';
import { builtinType, objectType, tracebackType } from './types.js';
import { PyTuple } from './values.js';

/** One step on the way that an exception took, from the outermost frame that it passed. */
export class PyTraceback extends PyObject {
  next: PyTraceback | undefined;
  readonly frame: Frame;
  /** The instruction. */
  readonly at: number;
  constructor(next: PyTraceback | undefined, frame: Frame, at: number) {
    super(tracebackType);
    this.next = next;
    this.frame = frame;
    this.at = at;
  }
}

/** An exception: what is raised in Python. */
export class PyException extends PyObject {
  args: PyTuple;
  traceback: PyTraceback | undefined;
  cause: PyException | undefined;
  context: PyException | undefined;
  suppressContext = false;
  /** The exceptions of a group. */
  readonly members: readonly PyException[] | undefined;
  constructor(type: PyType, args: readonly Value[], members?: readonly PyException[]) {
    super(type);
    this.args = new PyTuple(args);
    this.members = members;
  }
}

/** What carries an exception of Python through TypeScript. */
export class Thrown extends Error {
  readonly exception: PyException;
  constructor(exception: PyException) {
    super(exception.type.name);
    this.exception = exception;
  }
}

const tree: Readonly<Record<string, string>> = {
  BaseException: '',
  BaseExceptionGroup: 'BaseException',
  GeneratorExit: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  SystemExit: 'BaseException',
  Exception: 'BaseException',
  ArithmeticError: 'Exception',
  FloatingPointError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  ZeroDivisionError: 'ArithmeticError',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  BufferError: 'Exception',
  EOFError: 'Exception',
  ImportError: 'Exception',
  ModuleNotFoundError: 'ImportError',
  LookupError: 'Exception',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  MemoryError: 'Exception',
  NameError: 'Exception',
  UnboundLocalError: 'NameError',
  OSError: 'Exception',
  BlockingIOError: 'OSError',
  ChildProcessError: 'OSError',
  ConnectionError: 'OSError',
  BrokenPipeError: 'ConnectionError',
  ConnectionAbortedError: 'ConnectionError',
  ConnectionRefusedError: 'ConnectionError',
  ConnectionResetError: 'ConnectionError',
  FileExistsError: 'OSError',
  FileNotFoundError: 'OSError',
  InterruptedError: 'OSError',
  IsADirectoryError: 'OSError',
  NotADirectoryError: 'OSError',
  PermissionError: 'OSError',
  ProcessLookupError: 'OSError',
  TimeoutError: 'OSError',
  ReferenceError: 'Exception',
  RuntimeError: 'Exception',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  StopAsyncIteration: 'Exception',
  StopIteration: 'Exception',
  SyntaxError: 'Exception',
  IndentationError: 'SyntaxError',
  TabError: 'IndentationError',
  SystemError: 'Exception',
  TypeError: 'Exception',
  ValueError: 'Exception',
  UnicodeError: 'ValueError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeEncodeError: 'UnicodeError',
  UnicodeTranslateError: 'UnicodeError',
  Warning: 'Exception',
  BytesWarning: 'Warning',
  DeprecationWarning: 'Warning',
  EncodingWarning: 'Warning',
  FutureWarning: 'Warning',
  ImportWarning: 'Warning',
  PendingDeprecationWarning: 'Warning',
  ResourceWarning: 'Warning',
  RuntimeWarning: 'Warning',
  SyntaxWarning: 'Warning',
  UnicodeWarning: 'Warning',
  UserWarning: 'Warning',
};

/** Those whose instances have more than others; the rest may stand beside each other as bases. */
const withFields = new Set([
  'BaseException',
  'BaseExceptionGroup',
  'SystemExit',
  'ImportError',
  'AttributeError',
  'NameError',
  'OSError',
  'StopIteration',
  'SyntaxError',
  'UnicodeDecodeError',
  'UnicodeEncodeError',
  'UnicodeTranslateError',
]);

/** All built-in exceptions by name. */
export const exceptionTypes: ReadonlyMap<string, PyType> = makeTree();

function makeTree(): ReadonlyMap<string, PyType> {
  const made = new Map<string, PyType>();
  for (const [name, base] of Object.entries(tree)) {
    const type = builtinType(name, made.get(base) ?? objectType);
    type.hasDict = true;
    const parent = made.get(base);
    if (parent && !withFields.has(name)) type.layout = parent.layout;
    made.set(name, type);
  }
  const group = builtinType('ExceptionGroup', made.get('BaseExceptionGroup'));
  const plain = made.get('Exception');
  if (plain) {
    group.bases = [...group.bases, plain];
    group.mro = [group, ...group.bases, ...plain.mro.slice(1)];
  }
  return made.set('ExceptionGroup', group);
}

/** A built-in exception by name; the name is one of the tree. */
export function exceptionType(name: string): PyType {
  return exceptionTypes.get(name) ?? objectType;
}

/** Makes an exception of a built-in type ready to be thrown: `throw raised('KeyError', key)`. */
export function raised(type: string | PyType, ...args: readonly Value[]): Thrown {
  return new Thrown(new PyException(typeof type === 'string' ? exceptionType(type) : type, args));
}

export const typeError = (message: string): Thrown => raised('TypeError', message);
export const valueError = (message: string): Thrown => raised('ValueError', message);
export const overflowError = (message: string): Thrown => raised('OverflowError', message);

/** Whether a thrown thing is an exception of Python of this built-in type. */
export function isThrown(error: unknown, type: string): error is Thrown {
  return error instanceof Thrown && error.exception.type.isSubtypeOf(exceptionType(type));
}
