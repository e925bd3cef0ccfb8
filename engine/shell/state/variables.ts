import type { Sys } from '../../process/sys.js';
import type { ShownCommand } from '../syntax/command-text.js';
import { ReadonlyError, ShellError } from './shell-error.js';
import { CowMap } from '../../core/cow.js';
import { elementName, isName, type ElementName } from './variable-names.js';
import { IndexedArray, type ShellArray } from './shell-array.js';

/** What computed variables ask of the shell that reads them. */
export interface VariableHost {
  readonly command: ShownCommand | string | undefined;
  randomSeed: number | undefined;
  readonly sys: Sys;
  readonly shopt: Iterable<string>;
  readonly options: object;
  readonly frames: readonly { readonly name: string; readonly file: string; readonly line: number }[];
  readonly pipeStatus: readonly number[];
  readonly subshellLevel: number;
  readonly sourceName: string;
  readonly directoryStack: readonly string[];
  line: number;
  readonly countedLine: number;
  lastArgument: string;
  startedAt: number;
}

export interface DynamicValue {
  read(host: VariableHost): string;
  write?(value: string, host: VariableHost): void;
}

/** Turns text into a number: for `declare -i`, and for the indexes of arrays. */
export interface IntegerArithmetic {
  evaluateInteger(text: string): string;
}

/** Who may change a variable: after a fork both sides have the same ones, and whoever writes first makes a copy. */
type Owner = object;

/** One variable with its attributes. Only `Variables` changes it, and those who got it from `ensure` or `makeLocal`. */
export interface Variable {
  /** The value of a variable that is no array; undefined when declared but not set. */
  value: string | undefined;
  array: ShellArray | undefined;
  exported: boolean;
  readonly: boolean;
  integer: boolean;
  case: 'as-is' | 'upper' | 'lower' | 'capital';
  /** `declare -t`, which means nothing for variables but is told. */
  traced: boolean;
  /** The value is the name of another variable (`declare -n`). */
  reference: boolean;
  /** Computed when read (`RANDOM`, `SECONDS`); assignments go to `write`. */
  dynamic: DynamicValue | undefined;
  /** The same for a whole array (`PIPESTATUS`, `FUNCNAME`). */
  live: ((host: VariableHost) => ShellArray) | undefined;
  owner: Owner | undefined;
}

export function newVariable(value?: string): Variable {
  return {
    value,
    array: undefined,
    exported: false,
    readonly: false,
    integer: false,
    case: 'as-is',
    traced: false,
    reference: false,
    dynamic: undefined,
    live: undefined,
    owner: undefined,
  };
}

/** The shell's variables, dynamically scoped, with the exported ones kept in the process's environment. */
export class Variables {
  readonly #variables: CowMap<string, Variable>;
  #environmentOf: () => CowMap<string, string>;
  #owner: Owner = {};
  /** What each open function hid by `local`, innermost last. */
  readonly #scopes: Map<string, Variable | undefined>[] = [];
  /** Without it `declare -i` takes text as it is. */
  arithmetic: IntegerArithmetic | undefined;
  /** Told of each change of these variables. */
  onChange: ((name: string) => void) | undefined;
  /** The shell that owns these variables. */
  host: VariableHost | undefined;
  /** `set -a` */
  exportAll = false;

  /** `environment` is asked for when an exported variable changes: a process has one of its own only from then on. */
  constructor(environment: () => CowMap<string, string>, variables = new CowMap<string, Variable>()) {
    this.#environmentOf = environment;
    this.#variables = variables;
  }

  /** Takes over what the process was given. */
  importEnvironment(): void {
    for (const [name, value] of this.#environment) {
      if (isName(name)) this.#add(name, { ...newVariable(value), exported: true });
    }
  }

  /** A copy for a subshell, which gets its environment when it begins. */
  copy(): Variables {
    this.#owner = {};
    const copy = new Variables(() => new CowMap(), this.#variables.fork());
    copy.exportAll = this.exportAll;
    for (const scope of this.#scopes) copy.#scopes.push(new Map(scope));
    return copy;
  }

  /** From now on exported variables are kept in this environment, which has them already. */
  attach(environment: () => CowMap<string, string>): void {
    this.#environmentOf = environment;
  }

  evaluateInteger(text: string): string {
    return this.arithmetic?.evaluateInteger(text) ?? text;
  }

  get #environment(): CowMap<string, string> {
    return this.#environmentOf();
  }

  /** The value of a variable; element 0 of an array. */
  get(name: string): string | undefined {
    const variable = this.#variables.get(name);
    if (variable === undefined) return undefined;
    if (variable.value !== undefined && !variable.reference) return variable.value;
    if (variable.dynamic) return this.host && variable.dynamic.read(this.host);
    if (variable.live) return this.find(name)?.array?.values()[0];
    if (variable.reference) return this.#throughReference(variable);
    return variable.array?.kind === 'associative' ? variable.array.get('0') : variable.array?.get(0);
  }

  /** The variable itself, through references. */
  find(name: string): Variable | undefined {
    const variable = this.#variables.get(this.resolve(name));
    if (variable?.live && this.host) variable.array = variable.live(this.host);
    return variable;
  }

  /** Whether the name is a reference (`declare -n`). */
  isReference(name: string): boolean {
    return this.#variables.get(name)?.reference === true;
  }

  isReadonlyItself(name: string): boolean {
    return this.#variables.get(name)?.readonly === true;
  }

  /** The name that a reference was given. */
  targetOf(name: string): string | undefined {
    return this.#variables.get(name)?.value;
  }

  /** Names that the innermost function has made its own. */
  localNames(): readonly string[] {
    return [...(this.#scopes.at(-1)?.keys() ?? [])];
  }

  /** The name that a reference stands for in the end. */
  resolve(name: string): string {
    let resolved = name;
    for (let turns = 0; turns < 10; turns++) {
      const variable = this.#variables.get(resolved);
      if (!variable?.reference || variable.value === undefined || variable.value === '') return resolved;
      resolved = variable.value;
    }
    return resolved;
  }

  /** The variable, made when there is none. */
  ensure(name: string): Variable {
    const resolved = this.resolve(name);
    const variable = this.#variables.get(resolved);
    return variable ? this.#own(resolved, variable) : this.#add(resolved, newVariable());
  }

  /** The variable of that very name, even where it is a reference. */
  ensureItself(name: string): Variable {
    const variable = this.#variables.get(name);
    return variable ? this.#own(name, variable) : this.#add(name, newVariable());
  }

  #add(name: string, variable: Variable): Variable {
    variable.owner = this.#owner;
    this.#variables.set(name, variable);
    return variable;
  }

  /** The variable, to be changed. */
  #own(name: string, variable: Variable): Variable {
    if (variable.owner === this.#owner) return variable;
    return this.#add(name, { ...variable, array: variable.array?.copy() });
  }

  set(name: string, value: string): void {
    const variable = this.#variables.get(name);
    if (variable === undefined) {
      this.#add(name, newVariable(value));
      if (this.exportAll) this.export(name);
    } else if (variable.reference && variable.value !== undefined && variable.value !== '') {
      const target = this.resolve(name);
      if (this.#variables.get(target)?.reference)
        throw new ShellError(`warning: ${name}: circular name reference`, { status: 1, scope: 'command' });
      const element = elementName(target);
      if (element) this.#setReferred(element, value);
      else this.set(target, value);
      return;
    } else this.#change(name, variable.owner === this.#owner ? variable : this.#own(name, variable), value);
    this.onChange?.(name);
  }

  /** Sets one element; the variable becomes an array if it is none. */
  setElement(name: string, key: string | number, value: string, makeArray: () => ShellArray): void {
    const variable = this.ensure(name);
    if (variable.readonly) throw new ReadonlyError(name);
    if (!variable.array) {
      variable.array = makeArray();
      if (variable.value !== undefined && variable.array.kind === 'indexed') variable.array.set(0, variable.value);
      variable.value = undefined;
    }
    const converted = this.#convert(variable, value);
    if (variable.array.kind === 'associative') variable.array.set(String(key), converted);
    else variable.array.set(Number(key), converted);
    this.#syncEnvironment(name, variable);
  }

  /** Replaces the whole array. */
  setArray(name: string, array: ShellArray): void {
    const variable = this.ensure(name);
    if (variable.readonly) throw new ReadonlyError(name);
    variable.array = array;
    variable.value = undefined;
    this.#syncEnvironment(name, variable);
  }

  /** Applies a variable's attributes to a value: arithmetic, upper or lower case. */
  convert(name: string, value: string): string {
    const variable = this.find(name);
    return variable ? this.#convert(variable, value) : value;
  }

  unset(name: string): void {
    const variable = this.#variables.get(name);
    if (!variable) return;
    if (variable.readonly) throw new ReadonlyError(name);
    this.#variables.delete(name);
    if (variable.exported) this.#environment.delete(name);
    this.onChange?.(name);
  }

  export(name: string, exported = true): void {
    const variable = this.ensure(name);
    variable.exported = exported;
    this.#syncEnvironment(this.resolve(name), variable);
  }

  define(name: string, dynamic: DynamicValue): void {
    this.#variables.set(name, { ...newVariable(), dynamic });
  }

  defineArray(name: string, live: NonNullable<Variable['live']>): void {
    this.#variables.set(name, { ...newVariable(), live });
  }

  names(): readonly string[] {
    return [...this.#variables.keys()];
  }

  get inScope(): boolean {
    return this.#scopes.length > 0;
  }

  pushScope(): void {
    this.#scopes.push(new Map());
  }

  /** Brings back what the innermost scope hid. */
  popScope(): void {
    const scope = this.#scopes.pop();
    if (!scope) return;
    for (const [name, variable] of scope) {
      if (variable) {
        this.#variables.set(name, variable);
        this.#syncEnvironment(name, variable);
      } else {
        this.#variables.delete(name);
        this.#environment.delete(name);
      }
      this.onChange?.(name);
    }
  }

  /** Runs with the variable that functions have hidden by one of their own (`declare -g`). */
  outside(name: string, run: () => void): void {
    const scope = this.#scopes.find(names => names.has(name));
    if (!scope) return run();
    const inner = this.#variables.get(name);
    const outer = scope.get(name);
    if (outer) this.#variables.set(name, outer);
    else this.#variables.delete(name);
    try {
      run();
    } finally {
      scope.set(name, this.#variables.get(name));
      if (inner) this.#variables.set(name, inner);
      else this.#variables.delete(name);
    }
  }

  /** Whether the innermost scope has a variable of its own by this name. */
  isLocal(name: string): boolean {
    return this.#scopes.at(-1)?.has(name) ?? false;
  }

  /** Hides a variable until the scope ends; `inherit` begins with its value, as dash does. */
  makeLocal(name: string, options: { readonly inherit: boolean }): Variable {
    const scope = this.#scopes.at(-1);
    const outer = this.#variables.get(name);
    if (!scope || scope.has(name)) return this.ensure(name);
    if (outer?.readonly) throw new ReadonlyError(name);
    scope.set(name, outer);
    const inner = this.#add(name, outer && options.inherit ? { ...outer, array: outer.array?.copy() } : newVariable());
    this.#syncEnvironment(name, inner);
    this.onChange?.(name);
    return inner;
  }

  #throughReference(variable: Variable): string | undefined {
    const target = variable.value;
    if (target === undefined || target === '') return target;
    const resolved = this.resolve(target);
    const element = elementName(resolved);
    if (element) return this.#elementOf(element);
    return this.#variables.get(resolved)?.reference ? undefined : this.get(resolved);
  }

  #elementOf({ name, key }: ElementName): string | undefined {
    const array = this.find(name)?.array;
    return array?.kind === 'associative' ? array.get(key) : array?.get(Number(this.evaluateInteger(key)));
  }

  #setReferred({ name, key }: ElementName, value: string): void {
    const isAssociative = this.find(name)?.array?.kind === 'associative';
    this.setElement(name, isAssociative ? key : Number(this.evaluateInteger(key)), value, () => new IndexedArray());
  }

  #change(name: string, variable: Variable, value: string): void {
    if (variable.readonly) throw new ReadonlyError(name);
    const converted = this.#convert(variable, value);
    if (variable.dynamic) {
      if (this.host) variable.dynamic.write?.(converted, this.host);
      return;
    }
    if (variable.array?.kind === 'associative') variable.array.set('0', converted);
    else if (variable.array) variable.array.set(0, converted);
    else variable.value = converted;
    if (variable.exported) this.#environment.set(name, converted);
    else if (this.exportAll) this.export(name);
  }

  #convert(variable: Variable, value: string): string {
    if (variable.integer) return this.evaluateInteger(value);
    if (variable.case === 'upper') return value.toUpperCase();
    if (variable.case === 'capital') return value.charAt(0).toUpperCase() + value.slice(1).toLowerCase();
    return variable.case === 'lower' ? value.toLowerCase() : value;
  }

  #syncEnvironment(name: string, variable: Variable): void {
    if (variable.exported && !variable.array && variable.value !== undefined) this.#environment.set(name, variable.value);
    else this.#environment.delete(name);
  }
}
