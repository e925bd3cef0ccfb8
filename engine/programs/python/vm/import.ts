import { isErrno } from '../../../core/errno.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import { readFile } from '../../input.js';
import { compileProgram } from '../compile/compiler.js';
import { moduleSource } from '../lib/library.js';
import { PyDict } from '../objects/dict.js';
import { isThrown, raised, typeError } from '../objects/exception.js';
import { isNative, type Native } from '../objects/functions.js';
import { keyOf } from '../objects/keys.js';
import type { Value } from '../objects/object.js';
import { intOf, PyList, PyModule, textOf } from '../objects/values.js';
import { parseProgram } from '../syntax/parser.js';
import { Frame } from './frame.js';
import { MAX_COMPILED } from '../limits.js';
import { libraryNames } from './library-names.js';
import { itemsOf } from './protocol.js';
import { syntaxError } from './source-errors.js';
import type { Vm } from './vm.js';

/** `__import__(name, globals, locals, fromlist, level)`. */
export function* importModule(vm: Vm, name: Value, globals: Value, fromList: Value, level: Value): Native {
  const asked = textOf(name);
  if (asked === undefined) throw typeError('module name must be a string');
  const depth = Number(intOf(level) ?? 0);
  const full = depth === 0 ? asked : absoluteName(asked, globals, depth);
  const module = yield* importPath(vm, full);
  const wanted = fromList === null || fromList === undefined ? [] : yield* itemsOf(vm, fromList);
  if (wanted.length === 0) return depth === 0 ? yield* importPath(vm, asked.split('.')[0] ?? asked) : module;
  if (module instanceof PyModule && module.attrs.has('__path__')) yield* importSubmodules(vm, module, full, wanted);
  return module;
}

/** `from package import name` imports the module of that name, where the package has no such attribute. */
function* importSubmodules(vm: Vm, module: PyModule, full: string, wanted: readonly Value[]): Native<void> {
  const listed = wanted.includes('*') ? module.attrs.get('__all__') : undefined;
  const names = listed === undefined ? wanted : yield* itemsOf(vm, listed);
  for (const each of names) {
    const name = textOf(each);
    if (name === undefined || name === '*' || module.attrs.has(name)) continue;
    try {
      yield* importPath(vm, `${full}.${name}`);
    } catch (error) {
      if (!isThrown(error, 'ModuleNotFoundError') || error.exception.attrs?.get('name') !== `${full}.${name}`) throw error;
    }
  }
}

function absoluteName(name: string, globals: Value, level: number): string {
  const names = globals instanceof PyDict ? globals.map : new Map<never, never>();
  const own = textOf(names.get('__package__'));
  if (own === undefined || own === '') throw raised('ImportError', 'attempted relative import with no known parent package');
  const parts = own.split('.');
  if (level - 1 >= parts.length) throw raised('ImportError', 'attempted relative import beyond top-level package');
  const base = parts.slice(0, parts.length - level + 1).join('.');
  return name === '' ? base : `${base}.${name}`;
}

/** A module by its full name, with the packages around it. */
export function* importPath(vm: Vm, full: string): Native {
  let module: Value;
  let parent: PyModule | undefined;
  const parts = full.split('.');
  for (let count = 1; count <= parts.length; count++) {
    const name = parts.slice(0, count).join('.');
    module = vm.module(name);
    if (module === null) throw notFound(full, `import of ${name} halted; None in sys.modules`);
    if (module === undefined) {
      module = yield* load(vm, name, parent, full);
      const child = parts[count - 1] ?? '';
      if (parent) parent.attrs.set(child, vm.module(name) ?? module);
      module = vm.module(name) ?? module;
    }
    parent = module instanceof PyModule ? module : undefined;
  }
  return module;
}

function missing(name: string): string {
  return libraryNames.has(name.split('.')[0] ?? name) ? `drydock: the module ${name} is not simulated` : `No module named '${name}'`;
}

function notFound(name: string, words = missing(name)): Error {
  const error = raised('ModuleNotFoundError', words);
  error.exception.attrs = new Map<string, Value>([
    ['name', name],
    ['path', null],
    ['msg', words],
  ]);
  return error;
}

function* load(vm: Vm, name: string, parent: PyModule | undefined, wanted: string): Native {
  if (name.includes('.') && !parent?.attrs.has('__path__')) {
    const outer = name.slice(0, name.lastIndexOf('.'));
    throw notFound(wanted, `No module named '${wanted}'; '${outer}' is not a package`);
  }
  const native = vm.nativeModules.get(name);
  if (native) {
    const made = native(vm);
    const module = isNative(made) ? yield* made : made;
    vm.modules.map.set(name, module);
    return module;
  }
  const found = yield* findSource(vm, name, parent);
  if (!found) throw notFound(name);
  if (found.text === undefined) return namespacePackage(vm, name, found.file);
  return yield* runModule(vm, name, { ...found, text: found.text });
}

export interface ModuleSource {
  readonly file: string;
  /** Undefined for a folder without `__init__.py`. */
  readonly text: string | undefined;
  readonly isPackage: boolean;
}

export function libraryFolder(vm: Vm): string {
  return `${vm.options.version.basePrefix}/lib/python${vm.options.version.number.split('.').slice(0, 2).join('.')}`;
}

/** Looks along `sys.path`, or in the package's folders. The library's own modules stand where their folder is. */
export function* findSource(vm: Vm, name: string, parent: PyModule | undefined): Native<ModuleSource | undefined> {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const folders = yield* foldersOf(vm, parent);
  let namespace: ModuleSource | undefined;
  for (const folder of folders) {
    if (folder === libraryFolder(vm) || folder.startsWith(`${libraryFolder(vm)}/`)) {
      const source = folder.includes('/site-packages') ? undefined : moduleSource(name);
      if (source) {
        const path = `${libraryFolder(vm)}/${name.replaceAll('.', '/')}`;
        return { file: source.isPackage ? `${path}/__init__.py` : `${path}.py`, text: source.text, isPackage: source.isPackage };
      }
    }
    const base = folder === '' ? vm.sys.cwd() : folder;
    const found = yield* sourceIn(vm, `${base === '/' ? '' : base}/${last}`);
    if (found?.text !== undefined) return found;
    namespace ??= found;
  }
  return namespace;
}

function* foldersOf(vm: Vm, parent: PyModule | undefined): Native<readonly string[]> {
  const sys = vm.module('sys');
  const path = parent ? parent.attrs.get('__path__') : sys instanceof PyModule ? sys.attrs.get('path') : undefined;
  const items = path === undefined ? [] : yield* itemsOf(vm, path);
  return items.flatMap(item => textOf(item) ?? []);
}

function* sourceIn(vm: Vm, path: string): Native<ModuleSource | undefined> {
  if (isKind(vm, path, 'directory')) {
    const file = `${path}/__init__.py`;
    if (isKind(vm, file, 'file')) return { file, text: yield* readSource(vm, file), isPackage: true };
    if (!isKind(vm, `${path}.py`, 'file')) return { file: path, text: undefined, isPackage: true };
  }
  const file = `${path}.py`;
  return isKind(vm, file, 'file') ? { file, text: yield* readSource(vm, file), isPackage: false } : undefined;
}

export function isKind(vm: Vm, path: string, kind: 'file' | 'directory'): boolean {
  try {
    return vm.sys.stat(path).kind === kind;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

export function* readSource(vm: Vm, file: string): Native<string> {
  return decodeUtf8(yield* readFile(vm.sys, file))
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n');
}

function namespacePackage(vm: Vm, name: string, folder: string): Value {
  const module = new PyModule(name, [
    ['__path__', new PyList([folder])],
    ['__package__', name],
  ]);
  vm.modules.map.set(name, module);
  return module;
}

/** Runs a module's code in a new module. */
export function* runModule(vm: Vm, name: string, { file, text, isPackage }: ModuleSource & { text: string }): Native {
  const module = new PyModule(name, [
    ['__file__', file],
    ['__package__', isPackage ? name : name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : ''],
    ...(isPackage ? [['__path__', new PyList([file.slice(0, file.lastIndexOf('/'))])] as const] : []),
  ]);
  vm.modules.map.set(name, module);
  module.attrs.set('__initializing__', true);
  try {
    const code = compileModule(vm, text, file);
    const frame = new Frame(code, new PyDict(module.attrs), vm.builtins);
    module.attrs.set('__builtins__', vm.module('builtins') ?? null);
    yield* vm.runFrame(frame);
  } catch (error) {
    vm.modules.map.delete(keyOf(name) ?? name);
    throw error;
  } finally {
    module.attrs.delete('__initializing__');
  }
  return module;
}

interface Compiled {
  readonly text: string;
  readonly optimize: number;
  readonly code: ReturnType<typeof compileProgram>;
}

/** Modules that many processes import, such as those of the library: code never changes. */
const compiled = new Map<string, Compiled>();

function compileModule(vm: Vm, text: string, file: string): ReturnType<typeof compileProgram> {
  const { optimize } = vm.options;
  const known = compiled.get(file);
  if (known?.text === text && known.optimize === optimize) return known.code;
  const code = isInstalled(vm, file) ? compileLate(vm, text, file) : compileText(vm, text, file);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(file, { text, optimize, code });
  return code;
}

/** Modules of the library and of packages hold far more functions than a program calls. */
function isInstalled(vm: Vm, file: string): boolean {
  return file.startsWith(`${libraryFolder(vm)}/`) || file.includes('/site-packages/');
}

/** The code of a module whose functions are read when they are called first. */
function compileLate(vm: Vm, text: string, file: string): ReturnType<typeof compileProgram> {
  const failure = (error: unknown): unknown => syntaxError(error, text, file);
  try {
    return compileProgram(parseProgram(text, true), { file, text, isInteractive: false, optimize: vm.options.optimize, failure });
  } catch (error) {
    throw failure(error);
  }
}

/** The code of a program; SyntaxError as Python raises it. */
export function compileText(vm: Vm, text: string, file: string, isInteractive = false): ReturnType<typeof compileProgram> {
  try {
    return compileProgram(parseProgram(text), { file, text, isInteractive, optimize: vm.options.optimize });
  } catch (error) {
    throw syntaxError(error, text, file);
  }
}
