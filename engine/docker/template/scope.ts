import type { Pipeline } from './ast.js';
import type { Value } from './value.js';

/** The variables that a template sees, innermost last; `$` is what it was called with. */
export class Scope {
  readonly #variables: { readonly name: string; value: Value }[];

  constructor(data: Value) {
    this.#variables = [{ name: '$', value: data }];
  }

  get(name: string): Value {
    return this.#find(name)?.value;
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  declare(name: string, value: Value): void {
    this.#variables.push({ name, value });
  }

  /** Changes the nearest variable of that name. */
  assign(name: string, value: Value): void {
    const variable = this.#find(name);
    if (variable) variable.value = value;
  }

  /** Sets the variables of `range $value :=` or `range $key, $value :=`. */
  bindPair({ declares: [first, second], assigns }: Pipeline, key: Value, item: Value): void {
    const bindings = second === undefined ? [[first, item] as const] : [[first, key] as const, [second, item] as const];
    for (const [name, value] of bindings) {
      if (name !== undefined && assigns) this.assign(name, value);
      else if (name !== undefined) this.declare(name, value);
    }
  }

  /** What `dropTo` takes to forget everything that is declared from now on. */
  mark(): number {
    return this.#variables.length;
  }

  dropTo(mark: number): void {
    this.#variables.length = mark;
  }

  #find(name: string): { readonly name: string; value: Value } | undefined {
    return this.#variables.findLast(candidate => candidate.name === name);
  }
}
