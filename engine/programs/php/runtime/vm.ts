import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { PhpArray, type Key } from './array.js';
import { displayName } from './bind-args.js';
import { Calls } from './calls.js';
import { Classes, type ClassCode } from './classes.js';
import { Frame, type Callable, type FunctionCode } from './code.js';
import { scalarText, textKey, toBool, typeName } from './convert.js';
import { Errors } from './errors.js';
import { fetchDim, fetchDimQuiet } from './fetch.js';
import { Generators } from './generators.js';
import { HttpState } from './http-state.js';
import { Includes, type ParseFile } from './includes.js';
import type { Ini } from './ini.js';
import { Memory } from './memory.js';
import type { NativeTable } from './native.js';
import { PhpObject, type PhpClass } from './object.js';
import { OutputBuffers } from './output.js';
import { arrayKey } from './places.js';
import { Properties } from './properties.js';
import { ExitRequest, FatalError, NeedsClass, Thrown } from './signals.js';
import { ClosureObject, GeneratorObject } from './special-objects.js';
import { coerceTo, formatType } from './types.js';
import { allocation, Ref, UNSET, type Value } from './value.js';

/** Instructions between two looks at the clock. */
const SLICE = 400;
const FLUSH_LENGTH = 16_384;

export interface VmOptions {
  readonly sys: Sys;
  readonly ini: Ini;
  readonly natives: NativeTable;
  /** Where output goes. */
  readonly write: (text: string) => Task<void>;
  /** Where errors are logged. */
  readonly log: (line: string) => Task<void>;
  readonly sapi: string;
  /** Classes that PHP itself brings, by lower-case name. */
  readonly internalClass: (lower: string, extensions: readonly string[]) => ClassCode | undefined;
  readonly internalFunction: (lower: string, extensions: readonly string[]) => FunctionCode | undefined;
  readonly constants: ReadonlyMap<string, Value>;
  /** Compiles source. */
  readonly parse: ParseFile;
}

/** The machine that runs PHP: one for each script or request. */
export class Vm {
  readonly sys: Sys;
  readonly ini: Ini;
  readonly natives: NativeTable;
  readonly sapi: string;
  readonly internalClass: VmOptions['internalClass'];
  readonly internalFunction: VmOptions['internalFunction'];
  readonly includes: Includes;
  readonly #builtIn: ReadonlyMap<string, Value>;
  readonly #write: VmOptions['write'];
  readonly #log: VmOptions['log'];
  readonly functions = new Map<string, Callable>();
  readonly constants = new Map<string, Value>();
  readonly globals = new Map<string, Ref>();
  readonly output = new OutputBuffers();
  readonly memory: Memory;
  readonly errors: Errors;
  readonly classes: Classes;
  readonly calls: Calls;
  readonly props: Properties;
  readonly generators: Generators;
  readonly #statics = new Map<object, Map<number, Ref>>();
  /** What modules keep for this run, by their own keys. */
  readonly modules = new Map<string, unknown>();
  readonly shutdown: { readonly callable: Callable; readonly args: readonly Value[] }[] = [];
  /** Objects whose destructors are still to be called. */
  readonly destructibles = new Set<PhpObject>();
  /** The file that runs, for errors before it does. */
  scriptFile = '';
  /** When `max_execution_time` ends it. */
  deadline = Infinity;
  /** What `json_last_error` tells. */
  jsonError = 0;
  readonly http = new HttpState();
  /** Extensions that were loaded besides those compiled in. */
  extensions: readonly string[] = [];
  current: Frame | undefined;
  /** Makes the machine stop after this instruction and look around. */
  interrupt = false;
  #pending: (() => Task<Value>) | undefined;
  #finished: { readonly value: Value } | undefined;
  readonly #logs: string[] = [];
  #objects = 0;
  turns = 0;

  constructor({ sys, ini, natives, write, log, sapi, internalFunction, internalClass, parse, constants }: VmOptions) {
    this.internalClass = internalClass;
    this.internalFunction = internalFunction;
    this.#builtIn = constants;
    this.includes = new Includes(this, parse);
    this.sys = sys;
    this.ini = ini;
    this.natives = natives;
    this.sapi = sapi;
    this.#write = write;
    this.#log = log;
    this.memory = new Memory(this);
    this.errors = new Errors(this);
    this.classes = new Classes(this);
    this.calls = new Calls(this);
    this.props = new Properties(this);
    this.generators = new Generators(this);
  }

  #resources = 0;

  /** Numbers of streams are counted apart from those of objects; 1 to 3 are those that every program has. */
  nextResourceId(): number {
    return ++this.#resources;
  }

  nextObjectId(): number {
    allocation.bytes += 56;
    return ++this.#objects;
  }

  /** Where the program is: the innermost place in a file of its own. */
  position(): { file: string; line: number } {
    for (let frame = this.current; frame; frame = frame.parent) if (frame.fn.file !== '') return { file: frame.fn.file, line: frame.line };
    return { file: 'Unknown', line: 0 };
  }

  // ── values ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  toBool(value: Value): boolean {
    return toBool(value);
  }

  /** The text of any value, with the complaints that go with it. */
  text(value: Value): string {
    if (typeof value === 'string') return value;
    if (value instanceof PhpObject) return this.objectText(value);
    if (value instanceof PhpArray) this.errors.warning('Array to string conversion');
    return scalarText(value);
  }

  objectText(object: PhpObject): string {
    const method = object.cls.methods.get('__tostring');
    if (!method) throw this.errors.error(`Object of class ${object.cls.name} could not be converted to string`);
    const text = this.calls.callMethodSync(object, method, []);
    if (typeof text === 'string') return text;
    throw this.errors.typeError(
      `${object.cls.name}::__toString(): Return value must be of type string, ${scalarText(text instanceof PhpObject ? null : text)} returned`,
    );
  }

  /** A value for another owner: arrays are shared until one of both is written. */
  copy(value: Value): Value {
    return value instanceof PhpArray ? value.share() : value;
  }

  key(value: Value): Key {
    return typeof value === 'string' ? textKey(value) : arrayKey(this, value);
  }

  fetchDim(base: Value, key: Value): Value {
    return fetchDim(this, base, key);
  }

  fetchDimQuiet(base: Value, key: Value): Value {
    return fetchDimQuiet(this, base, key);
  }

  /** A variable that is passed by reference has a value from now on. */
  touch(ref: Ref): void {
    if (ref.value === UNSET) ref.value = null;
  }

  /** The global variable of that name, which need not have a value. */
  global(name: string): Ref {
    let ref = this.globals.get(name);
    if (!ref) {
      ref = new Ref(UNSET);
      this.globals.set(name, ref);
    }
    return ref;
  }

  typeName(value: Value): string {
    return typeName(value);
  }

  builtInConstant(name: string): Value | undefined {
    return this.#builtIn.get(name) ?? this.#builtIn.get(name.toUpperCase() === 'NULL' ? 'NULL' : name);
  }

  /** The name of a class that an alias stands for. */
  realClassName(lower: string): string {
    const cls = this.classes.has(lower) ? this.classes.find(lower) : undefined;
    return cls ? cls.lower : lower;
  }

  cloneObject(object: PhpObject): PhpObject {
    if (object.cls.type === 'enum') throw this.errors.error(`Trying to clone an uncloneable object of class ${object.cls.name}`);
    if (object instanceof GeneratorObject) throw this.errors.error('Trying to clone an uncloneable object of class Generator');
    if (object instanceof ClosureObject) return new ClosureObject(object.cls, this.nextObjectId(), object.callable);
    const copy = new PhpObject(object.cls, this.nextObjectId());
    for (const [name, slot] of object.props)
      copy.props.set(name, slot instanceof PhpArray ? slot.share() : slot instanceof Ref && slot.names < 2 ? this.copy(slot.value) : slot);
    copy.frozen = object.frozen && new Set(object.frozen);
    return copy;
  }

  /** The variables that a function declares `static`. */
  staticsOf(frame: Frame): Map<number, Ref> {
    const owner = frame.callable.closure ?? frame.fn;
    let statics = this.#statics.get(owner);
    if (!statics) {
      statics = new Map();
      this.#statics.set(owner, statics);
    }
    return statics;
  }

  exit(status: number): never {
    throw new ExitRequest(status);
  }

  /** Ends the innermost output buffer: its text goes on to the next. */
  *endBuffer(): Task<void> {
    const top = this.output.buffers.pop();
    if (!top) return;
    const changed = top.callback ? yield* this.calls.invoke(top.callback, [top.text, 8]) : top.text;
    this.echo(changed === false ? top.text : this.text(changed));
  }

  /** Calls the destructors of all objects that are left. */
  *destructAll(): Task<void> {
    for (const object of this.destructibles) {
      this.destructibles.delete(object);
      yield* this.calls.invokeMethod(object, '__destruct', []);
    }
  }

  declareFunction(code: FunctionCode): void {
    const lower = code.name.toLowerCase();
    const there = this.functions.get(lower);
    if (there?.code === code) return;
    if (there || this.natives.has(lower)) {
      const where = there?.code ? ` (previously declared in ${there.code.file}:${there.code.line})` : '';
      throw new FatalError(`Cannot redeclare ${code.name}()${where}`, code.file, code.line);
    }
    this.functions.set(lower, { name: code.name, code });
  }

  /** Declares the classes of a file that need no others, or only such as are there. */
  declareEarly(classes: readonly ClassCode[]): void {
    let left = classes;
    for (;;) {
      const later = left.filter(code => !this.#isDeclarable(code));
      for (const code of left) if (!later.includes(code)) this.classes.declare(code);
      if (later.length === left.length || later.length === 0) return;
      left = later;
    }
  }

  #isDeclarable({ declaration }: ClassCode): boolean {
    const traits = declaration.members.flatMap(member => (member.kind === 'traitUse' ? member.names : []));
    const needed = [...(declaration.parent === undefined ? [] : [declaration.parent]), ...declaration.interfaces, ...traits];
    return needed.every(name => this.classes.find(name) !== undefined);
  }

  /** False, with a warning, when there is one already. */
  defineConstant(name: string, value: Value): boolean {
    const cut = name.lastIndexOf('\\');
    const known = cut < 0 ? name : name.slice(0, cut).toLowerCase() + name.slice(cut);
    if (this.constants.has(known) || this.builtInConstant(known) !== undefined) {
      this.errors.warning(`Constant ${name} already defined`);
      return false;
    }
    this.constants.set(known, value);
    return true;
  }

  checkReturn(frame: Frame, value: Value): Value {
    const { returnType } = frame.fn;
    if (!returnType) return value;
    const { scope, called } = frame.callable;
    const coerced = coerceTo(returnType, value, frame.fn.strict, { vm: this, scope, called });
    if (coerced !== undefined) return coerced;
    throw this.errors.typeError(
      `${displayName(frame.callable)}(): Return value must be of type ${formatType(returnType)}, ${typeName(value)} returned`,
    );
  }

  missingReturn(frame: Frame): never {
    const { returnType } = frame.fn;
    const name = displayName(frame.callable);
    if (returnType?.kind === 'name' && returnType.name === 'never')
      throw this.errors.typeError(`${name}(): never-returning function must not implicitly return`);
    throw this.errors.typeError(`${name}(): Return value must be of type ${returnType ? formatType(returnType) : ''}, none returned`);
  }

  // ── output ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  echo(text: string): void {
    if (!this.output.startedAt && this.output.buffers.length === 0 && text !== '') this.output.startedAt = this.position();
    this.output.write(text);
    if (this.output.readyLength > FLUSH_LENGTH) this.interrupt = true;
  }

  log(line: string): void {
    this.#logs.push(`${line}\n`);
  }

  logPlain(text: string): void {
    this.#logs.push(text);
  }

  /** Gives out what is ready. */
  *flush(): Task<void> {
    if (this.output.readyLength > 0) yield* this.#write(this.output.take());
    for (let line = this.#logs.shift(); line !== undefined; line = this.#logs.shift()) yield* this.#log(line);
  }

  // ── running ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Work that may wait, done after this instruction; its value goes onto the stack. */
  defer(task: () => Task<Value>): void {
    this.#pending = task;
    this.interrupt = true;
  }

  /** Ends the function at work. */
  leave(frame: Frame, value: Value): void {
    this.memory.frames--;
    const { locals } = frame;
    for (let i = 0; i < locals.length; i++) {
      const slot = locals[i];
      if (slot instanceof Ref && !frame.fn.isFile) slot.names--;
    }
    this.current = frame.parent;
    const result = frame.creates ?? value;
    if (frame.isBase) {
      this.#finished = { value: result };
      this.interrupt = true;
    } else if (!frame.discards) frame.parent?.push(result);
  }

  /** A generator stops at a `yield`. */
  suspend(frame: Frame): void {
    this.memory.frames--;
    this.current = frame.parent;
    this.#finished = { value: null };
    this.interrupt = true;
  }

  /** Runs a function until it ends. */
  *execute(base: Frame, thrown?: Thrown): Task<Value> {
    base.isBase = true;
    base.parent = this.current;
    if (base.generator) this.memory.enter();
    this.current = base;
    let problem: unknown = thrown;
    for (;;) {
      if (problem !== undefined) {
        const error = problem;
        problem = undefined;
        this.#handle(error, base);
      }
      try {
        this.#slice();
        const finished = this.#finished;
        if (finished) {
          this.#finished = undefined;
          return finished.value;
        }
        yield* this.#between();
      } catch (error) {
        problem = error;
        this.#pending = undefined;
        if (!(error instanceof Thrown) && !(error instanceof NeedsClass) && !isOverflow(error)) {
          this.current = base.parent;
          throw error;
        }
      }
    }
  }

  #slice(): void {
    this.interrupt = this.errors.waiting.length > 0 || this.#pending !== undefined;
    let budget = SLICE;
    allocation.bytes = 0;
    while (budget-- > 0 && !this.interrupt) {
      const frame = this.current;
      if (!frame) return;
      const instruction = frame.fn.code[frame.pc++];
      if (!instruction) throw new Error('the end of a function has no return');
      instruction(this, frame);
    }
    this.turns++;
    this.memory.collect();
  }

  *#between(): Task<void> {
    const { errors } = this;
    const pending = this.#pending;
    this.#pending = undefined;
    if (errors.waiting.length > 0) yield* this.#reports();
    if (pending) {
      yield* this.flush();
      const frame = this.current;
      const value = yield* pending();
      if (frame?.discardsNext) frame.discardsNext = false;
      else frame?.push(value);
      return;
    }
    if (this.output.readyLength > FLUSH_LENGTH) yield* this.flush();
    yield* this.sys.tick();
    if (this.sys.clock.now() > this.deadline) {
      this.deadline = Infinity;
      const seconds = Number(this.ini.get('max_execution_time'));
      throw this.errors.fatal(`Maximum execution time of ${seconds} second${seconds === 1 ? '' : 's'} exceeded`);
    }
  }

  /** Lets the program's own handler hear what went wrong. */
  *#reports(): Task<void> {
    const { errors } = this;
    for (let report = errors.waiting.shift(); report; report = errors.waiting.shift()) {
      const { handler } = errors;
      if (!handler) {
        errors.show(report);
        continue;
      }
      errors.handling = true;
      try {
        const handled = yield* this.calls.invoke(handler.callable, [report.level, report.message, report.file, report.line]);
        if (handled === false) errors.show(report);
      } finally {
        errors.handling = false;
      }
    }
  }

  /** Goes to where an exception is caught, or tells whoever runs this. */
  #handle(error: unknown, base: Frame): void {
    if (error instanceof NeedsClass) return this.#autoload(error.className);
    const thrown = error instanceof Thrown ? error : this.errors.error('Maximum call stack size reached. Infinite recursion?');
    for (let frame = this.current ?? base; ; ) {
      frame.native = undefined;
      frame.silence = 0;
      const at = frame.pc - 1;
      const handler = frame.fn.handlers.find(each => at >= each.start && at < each.end);
      if (handler) {
        this.current = frame;
        frame.stack.length = 0;
        frame.calls.length = 0;
        frame.push(thrown.object);
        frame.pc = handler.target;
        return;
      }
      this.memory.frames--;
      if (frame === base || !frame.parent) {
        this.current = base.parent;
        throw thrown;
      }
      frame = frame.parent;
    }
  }

  /** The instruction that asked is tried again when the autoloaders were called. */
  #autoload(name: string): void {
    const frame = this.current;
    if (!frame) return;
    frame.pc--;
    frame.native = undefined;
    const lower = name.toLowerCase();
    this.defer(() => this.#callAutoloaders(name, lower));
    frame.discardsNext = true;
  }

  *#callAutoloaders(name: string, lower: string): Task<Value> {
    const { classes } = this;
    classes.loading.add(lower);
    try {
      for (const callable of [...classes.autoloaders]) {
        yield* this.calls.invoke(callable, [name]);
        if (classes.has(lower)) break;
      }
    } finally {
      classes.loading.delete(lower);
    }
    if (!classes.has(lower)) classes.tried.add(lower);
    return null;
  }

  /** Computes a constant expression, which waits for nothing. */
  evaluate(code: FunctionCode, scope: PhpClass | undefined): Value {
    const frame = new Frame(code, { name: '', code, scope, called: scope });
    this.memory.enter();
    const { interrupt } = this;
    const pending = this.#pending;
    this.#pending = undefined;
    const value = this.calls.drive(this.execute(frame));
    this.#pending = pending;
    this.interrupt = interrupt || pending !== undefined;
    return value;
  }
}

function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/.test(error.message);
}
