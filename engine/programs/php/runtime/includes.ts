import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { CompileError } from '../syntax/ast.js';
import { readWhole } from './read-file.js';
import { Frame, type FunctionCode } from './code.js';
import { FatalError } from './signals.js';
import type { Value } from './value.js';
import type { Vm } from './vm.js';

export type ParseFile = (source: string, file: string, how: 'file' | 'code') => FunctionCode;

const MAX_NESTING = 120;

/** `include` and its kin. */
export class Includes {
  readonly #vm: Vm;
  readonly #parse: ParseFile;
  /** Files that were included, as `get_included_files` tells them. */
  readonly files: string[] = [];
  #depth = 0;

  constructor(vm: Vm, parse: ParseFile) {
    this.#vm = vm;
    this.#parse = parse;
  }

  *run(frame: Frame, how: 'include' | 'include_once' | 'require' | 'require_once' | 'eval', path: string): Task<Value> {
    if (how === 'eval') return yield* this.#eval(frame, path);
    const found = this.resolve(path);
    const once = how.endsWith('_once');
    if (found !== undefined && once && this.files.includes(found)) return true;
    const source = found === undefined ? undefined : yield* this.read(found);
    if (found === undefined || typeof source !== 'string') return this.#missing(how, path, source);
    if (!this.files.includes(found)) this.files.push(found);
    const code = this.compile(source, found, 'file');
    return yield* this.#execute(frame, code, how);
  }

  #missing(how: string, path: string, error: string | undefined | { readonly reason: string }): Value {
    const { errors, ini } = this.#vm;
    const reason = typeof error === 'object' ? error.reason : path === '' ? undefined : 'No such file or directory';
    if (path === '') {
      throw this.#vm.errors.make('ValueError', 'Path cannot be empty');
    }
    errors.warning(`${how}(${path}): Failed to open stream: ${reason ?? 'No such file or directory'}`);
    const required = how.startsWith('require');
    const message = `Failed opening ${required ? 'required ' : ''}'${path}'${required ? '' : ' for inclusion'} (include_path='${ini.get('include_path') ?? ''}')`;
    if (required) throw errors.error(message);
    errors.warning(`${how}(): ${message}`);
    return false;
  }

  /** Where a file to be included is: in the working folder, on include_path, or beside the file that asks. */
  resolve(path: string): string | undefined {
    const { sys, ini } = this.#vm;
    const real = (candidate: string): string | undefined => {
      try {
        return sys.stat(candidate).kind === 'directory' ? undefined : sys.realpath(candidate);
      } catch (error) {
        if (isErrno(error)) return undefined;
        throw error;
      }
    };
    if (path.includes('\0')) return undefined;
    if (path.startsWith('/') || path.startsWith('./') || path.startsWith('../')) return real(path);
    const { file } = this.#vm.position();
    const own = file.startsWith('/') ? file.slice(0, file.lastIndexOf('/')) || '/' : '.';
    for (const directory of [...(ini.get('include_path') ?? '.').split(':'), own]) {
      const found = real(`${directory}/${path}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The bytes of a file, or why not. */
  *read(path: string): Task<string | { readonly reason: string }> {
    try {
      return yield* readWhole(this.#vm, path);
    } catch (error) {
      if (isErrno(error)) return { reason: error.message };
      throw error;
    }
  }

  compile(source: string, file: string, how: 'file' | 'code'): FunctionCode {
    try {
      return this.#parse(source, file, how);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      if (!error.isParseError) throw new FatalError(error.message, file, error.line);
      const thrown = this.#vm.errors.make('ParseError', error.message);
      thrown.object.set('file', file);
      thrown.object.set('line', error.line);
      throw thrown;
    }
  }

  *#eval(frame: Frame, source: string): Task<Value> {
    const file = `${frame.fn.file}(${frame.line}) : eval()'d code`;
    const code = this.compile(source, file, 'code');
    const value = yield* this.#execute(frame, code, 'eval');
    return value === 1 ? null : value;
  }

  *#execute(frame: Frame, code: FunctionCode, how: string): Task<Value> {
    if (this.#depth >= MAX_NESTING) throw this.#vm.errors.fatal('drydock: files that include each other as deep as this are not simulated');
    const { self, scope, called } = frame.callable;
    const included = new Frame(code, { name: how, code, self, scope, called });
    included.args = how === 'eval' ? [] : [code.file];
    included.scope = frame.names();
    included.syncLocals();
    this.#vm.memory.enter();
    this.#depth++;
    try {
      return yield* this.#vm.loop.execute(included);
    } finally {
      this.#depth--;
      frame.syncLocals();
    }
  }

  /** Runs the first file of a program. */
  *main(code: FunctionCode): Task<Value> {
    if (code.file.startsWith('/')) this.files.push(code.file);
    const frame = new Frame(code, { name: '', code });
    frame.scope = this.#vm.globals;
    frame.syncLocals();
    this.#vm.memory.enter();
    return yield* this.#vm.loop.execute(frame);
  }
}
