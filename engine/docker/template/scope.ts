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

  declare(name: string, value: Value): void {
    this.#variables.push({ name, value });
  }

  /** Changes the nearest variable of that name. */
  assign(name: string, value: Value): void {
    const variable = this.#find(name);
    if (variable) variable.value = value;
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
