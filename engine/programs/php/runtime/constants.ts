import type { Value } from './value.js';
import type { Vm } from './vm.js';

/** Constants of a program, beside those that PHP brings. */
export class Constants {
  readonly #vm: Vm;
  readonly #builtIn: ReadonlyMap<string, Value>;
  /** Those of the program, their namespaces in lower case. */
  readonly own = new Map<string, Value>();

  constructor(vm: Vm, builtIn: ReadonlyMap<string, Value>) {
    this.#vm = vm;
    this.#builtIn = builtIn;
  }

  builtIn(name: string): Value | undefined {
    return this.#builtIn.get(name) ?? this.#builtIn.get(name.toUpperCase() === 'NULL' ? 'NULL' : name);
  }

  /** False, with a warning, when there is one already. */
  define(name: string, value: Value): boolean {
    const cut = name.lastIndexOf('\\');
    const known = cut < 0 ? name : name.slice(0, cut).toLowerCase() + name.slice(cut);
    if (this.own.has(known) || this.builtIn(known) !== undefined) {
      this.#vm.errors.warning(`Constant ${name} already defined`);
      return false;
    }
    this.own.set(known, value);
    return true;
  }
}
