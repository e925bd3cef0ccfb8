import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { PhpArray, type Key } from './array.js';
import { Calls } from './calls.js';
import { Classes, type ClassCode } from './classes.js';
import type { Callable, Frame, FunctionCode } from './code.js';
import { Constants } from './constants.js';
import { scalarText, textKey, toBool, typeName } from './convert.js';
import { Errors } from './errors.js';
import { fetchDim, fetchDimQuiet } from './fetch.js';
import { Generators } from './generators.js';
import { HttpState } from './http-state.js';
import { Includes, type ParseFile } from './includes.js';
import type { Ini } from './ini.js';
import { Memory } from './memory.js';
import type { NativeTable } from './native.js';
import { PhpObject } from './object.js';
import { Output } from './output.js';
import { arrayKey } from './places.js';
import { Properties } from './properties.js';
import { RunLoop } from './run-loop.js';
import { allocation, Ref, UNSET, type Value } from './value.js';

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
  readonly functions = new Map<string, Callable>();
  readonly constants: Constants;
  readonly globals = new Map<string, Ref>();
  readonly output: Output;
  readonly memory: Memory;
  readonly errors: Errors;
  readonly classes: Classes;
  readonly calls: Calls;
  readonly props: Properties;
  readonly generators: Generators;
  readonly loop: RunLoop;
  readonly #statics = new Map<object, Map<number, Ref>>();
  /** What modules keep for this run, by their own keys. */
  readonly modules = new Map<string, unknown>();
  readonly shutdown: { readonly callable: Callable; readonly args: readonly Value[] }[] = [];
  /** What modules do when all is printed. */
  readonly endings: (() => Task<void>)[] = [];
  /** Objects whose destructors are still to be called. */
  readonly destructibles = new Set<PhpObject>();
  /** What the program's own file returned. */
  returned: Value = null;
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
  #objects = 0;
  #resources = 0;

  constructor({ sys, ini, natives, write, log, sapi, internalFunction, internalClass, parse, constants }: VmOptions) {
    this.internalClass = internalClass;
    this.internalFunction = internalFunction;
    this.includes = new Includes(this, parse);
    this.sys = sys;
    this.ini = ini;
    this.natives = natives;
    this.sapi = sapi;
    this.output = new Output(this, { write, log });
    this.memory = new Memory(this);
    this.constants = new Constants(this, constants);
    this.errors = new Errors(this);
    this.classes = new Classes(this);
    this.calls = new Calls(this);
    this.props = new Properties(this);
    this.generators = new Generators(this);
    this.loop = new RunLoop(this);
  }

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
}
