import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { readAll, readFile } from '../input.js';
import { PyDict } from './objects/dict.js';
import { exceptionType, isThrown, type PyException, Thrown } from './objects/exception.js';
import { call, type Native } from './objects/functions.js';
import { intOf, PyList, PyModule } from './objects/values.js';
import { systemFile } from './builtins/input.js';
import type { CommandLine } from './options.js';
import { runPrompt } from './prompt.js';
import { Frame } from './vm/frame.js';
import { compileText, findSource, importPath, isKind, readSource } from './vm/import.js';
import { callMethod, repr, str } from './vm/protocol.js';
import { displayException } from './vm/traceback.js';
import type { Vm } from './vm/vm.js';

/** Runs what the command line asks for; the exit code. */
export function* runMain(vm: Vm, asked: CommandLine): Task<number> {
  let code = 0;
  try {
    const result = yield* vm.threads.run(wholeRun(vm, asked));
    code = Number(result);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    code = 1;
  }
  return code;
}

function* wholeRun(vm: Vm, asked: CommandLine): Native {
  const main = yield* prepare(vm);
  let code = yield* guarded(vm, start(vm, asked, main));
  if (vm.options.isInteractive && asked.main.kind !== 'stdin') code = yield* guarded(vm, runPrompt(vm, main, false));
  return yield* finish(vm, code);
}

/** `sys`, `builtins` and `__main__`. */
function* prepare(vm: Vm): Native<PyModule> {
  for (const name of ['sys', 'builtins']) yield* importPath(vm, name);
  const main = new PyModule('__main__', [
    ['__builtins__', vm.module('builtins')],
    ['__package__', null],
    ['__annotations__', new PyDict()],
  ]);
  vm.modules.map.set('__main__', main);
  const paths = vm.options.ignoresEnvironment ? '' : (vm.sys.env.get('PYTHONPATH') ?? '');
  if (paths !== '') pathOf(vm)?.items.unshift(...paths.split(':'));
  return main;
}

function pathOf(vm: Vm): PyList | undefined {
  const sys = vm.module('sys');
  const path = sys instanceof PyModule ? sys.attrs.get('path') : undefined;
  return path instanceof PyList ? path : undefined;
}

/** Runs something; what it left unhandled is shown. */
function* guarded(vm: Vm, work: Native): Native<number> {
  try {
    const answer = yield* work;
    return typeof answer === 'number' ? answer : 0;
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return yield* report(vm, error.exception);
  }
}

export function* report(vm: Vm, exception: PyException): Native<number> {
  if (exception.type.isSubtypeOf(exceptionType('SystemExit'))) return yield* exitCode(vm, exception);
  const sys = vm.module('sys');
  const hook = sys instanceof PyModule ? sys.attrs.get('excepthook') : undefined;
  try {
    if (hook === undefined) yield* displayException(vm, exception);
    else yield* call(hook, [exception.type, exception, exception.traceback ?? null]);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
  }
  return exception.type.isSubtypeOf(exceptionType('KeyboardInterrupt')) ? 130 : 1;
}

function* exitCode(vm: Vm, exception: PyException): Native<number> {
  const code = exception.attrs?.get('code') ?? exception.args.items[0] ?? null;
  if (code === null) return 0;
  const number = intOf(code);
  if (number !== undefined) return Number(BigInt.asUintN(8, BigInt(number)));
  const text = yield* str(vm, code);
  yield* flush(vm, 'stdout');
  yield* callMethod(vm, systemFile(vm, 'stderr'), 'write', `${text}\n`);
  return 1;
}

function* flush(vm: Vm, name: string): Native<boolean> {
  const file = systemFile(vm, name);
  if (file === undefined || file === null) return true;
  try {
    yield* callMethod(vm, file, 'flush');
    return true;
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    if (error.exception.type.isSubtypeOf(exceptionType('ValueError'))) return true;
    yield* vm.sys.write(2, encodeUtf8(`Exception ignored in: <_io.TextIOWrapper name='<${name}>' mode='w' encoding='utf-8'>\n`));
    yield* displayException(vm, error.exception);
    return false;
  }
}

/** Waits for the threads that are no daemons. */
function* joinThreads(vm: Vm): Native<void> {
  const threading = vm.module('threading');
  if (!(threading instanceof PyModule)) return;
  try {
    yield* callMethod(vm, threading, '_shutdown');
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    yield* vm.sys.write(2, encodeUtf8(`Exception ignored in: ${yield* repr(vm, threading)}\n`));
    yield* displayException(vm, error.exception);
  }
}

/** Threads, functions of `atexit`, then what is left in buffers. */
function* finish(vm: Vm, code: number): Native {
  yield* joinThreads(vm);
  for (const work of vm.exitFunctions.toReversed()) yield* guarded(vm, work());
  const isWritten = yield* flush(vm, 'stdout');
  yield* flush(vm, 'stderr');
  for (const stream of vm.files) if (!stream.isClosed) yield* stream.flush();
  if (code === 130 && vm.sys.signalAction('SIGINT') === 'catch') {
    vm.sys.onSignal('SIGINT', 'default');
    vm.sys.kill(vm.sys.pid, 'SIGINT');
    yield* vm.sys.tick();
  }
  return isWritten ? code : 120;
}

function* start(vm: Vm, { main }: CommandLine, module: PyModule): Native {
  switch (main.kind) {
    case 'command':
      addPath(vm, '');
      return yield* runText(vm, module, `${main.text}\n`, '<string>');
    case 'module':
      addPath(vm, vm.sys.cwd());
      return yield* runAsMain(vm, module, main.name);
    case 'file':
      return yield* runFile(vm, module, main.path);
    case 'stdin':
      addPath(vm, '');
      if (vm.sys.isTerminal(0) || vm.options.isInteractive) return yield* runPrompt(vm, module, true);
      return yield* runText(vm, module, decodeUtf8(yield* readAll(vm.sys, 0)).replaceAll('\r\n', '\n'), '<stdin>');
  }
}

function addPath(vm: Vm, folder: string): void {
  if (!vm.options.isSafePath) pathOf(vm)?.items.unshift(folder);
}

function* runText(vm: Vm, module: PyModule, text: string, file: string): Native {
  const code = compileText(vm, text, file);
  yield* vm.runFrame(new Frame(code, new PyDict(module.attrs), vm.builtins));
  return null;
}

function* runFile(vm: Vm, module: PyModule, path: string): Native {
  const full = path.startsWith('/') ? path : `${vm.sys.cwd()}/${path}`.replace('//', '/');
  if (isKind(vm, path, 'directory')) return yield* runFolder(vm, module, path, full);
  let text: string;
  try {
    text = decodeUtf8(yield* readFile(vm.sys, path))
      .replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n');
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* cannotOpen(
      vm,
      full,
      error.code === 'ENOENT' ? 2 : error.code === 'EACCES' ? 13 : error.code === 'ENOTDIR' ? 20 : 5,
      error.message,
    );
  }
  const real = vm.sys.realpath(path);
  addPath(vm, real.slice(0, real.lastIndexOf('/')) || '/');
  module.attrs.set('__file__', full);
  module.attrs.set('__cached__', null);
  return yield* runText(vm, module, text, full === path ? path : full);
}

function* cannotOpen(vm: Vm, path: string, number: number, message: string): Native {
  yield* vm.sys.write(2, encodeUtf8(`${vm.options.executable}: can't open file '${path}': [Errno ${number}] ${message}\n`));
  return 2;
}

function* runFolder(vm: Vm, module: PyModule, path: string, full: string): Native {
  const file = `${path}/__main__.py`;
  if (!isKind(vm, file, 'file')) {
    yield* vm.sys.write(2, encodeUtf8(`${vm.options.executable}: can't find '__main__' module in '${full}'\n`));
    return 1;
  }
  addPath(vm, path);
  module.attrs.set('__file__', file);
  module.attrs.set('__package__', '');
  return yield* runText(vm, module, yield* readSource(vm, file), file);
}

/** `-m name`: the module, or `__main__` of the package, in the place of `__main__`. */
function* runAsMain(vm: Vm, module: PyModule, name: string): Native {
  const dot = name.lastIndexOf('.');
  const parent = dot < 0 ? undefined : yield* parentOf(vm, name.slice(0, dot), name);
  if (parent === 'missing') return 1;
  let found = yield* findSource(vm, name, parent);
  let own = name;
  if (found?.isPackage) {
    const folder = yield* importPath(vm, name);
    own = `${name}.__main__`;
    found = folder instanceof PyModule ? yield* findSource(vm, own, folder) : undefined;
    if (!found) return yield* cannotRun(vm, `No module named ${own}; '${name}' is a package and cannot be directly executed`);
  }
  if (found?.text === undefined)
    return yield* cannotRun(vm, vm.nativeModules.has(name) ? `No code object available for ${name}` : `No module named ${name}`);
  const sys = vm.module('sys');
  const argv = sys instanceof PyModule ? sys.attrs.get('argv') : undefined;
  if (argv instanceof PyList) argv.items[0] = found.file;
  module.attrs.set('__file__', found.file);
  module.attrs.set('__package__', own.includes('.') ? own.slice(0, own.lastIndexOf('.')) : '');
  return yield* runText(vm, module, found.text, found.file);
}

function* parentOf(vm: Vm, package_: string, name: string): Native<PyModule | 'missing'> {
  try {
    const made = yield* importPath(vm, package_);
    if (made instanceof PyModule) return made;
  } catch (error) {
    if (!isThrown(error, 'ModuleNotFoundError')) throw error;
    const missing = yield* str(vm, error.exception);
    yield* cannotRun(vm, `Error while finding module specification for '${name}' (ModuleNotFoundError: ${missing})`);
  }
  return 'missing';
}

function* cannotRun(vm: Vm, message: string): Native {
  yield* vm.sys.write(2, encodeUtf8(`${vm.options.executable}: ${message}\n`));
  return 1;
}
