import type { Flag } from './flag.js';

/** The flags of one command line: what was given, and the initial values of the others. */
export class ParsedFlags {
  readonly #values: Map<string, readonly string[]>;
  readonly #given: ReadonlySet<string>;

  constructor(flags: readonly Flag[], given: ReadonlyMap<string, readonly string[]>) {
    this.#given = new Set(given.keys());
    this.#values = new Map(flags.map(flag => [flag.name, flag.type.repeats ? [] : [flag.initial]]));
    for (const [name, values] of given) this.#values.set(name, values);
  }

  /** Whether it was on the command line. */
  isGiven(name: string): boolean {
    return this.#given.has(name);
  }

  /** The (last) value. */
  text(name: string): string {
    return this.#values.get(name)?.at(-1) ?? '';
  }

  /** All values of a flag that repeats. */
  list(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  bool(name: string): boolean {
    return this.text(name) === 'true';
  }

  /** A number flag; the types have checked that it is one. */
  number(name: string): number {
    return Number(this.text(name) || '0');
  }

  /** The first flag given that the declaration calls not simulated. */
  firstUnsimulated(flags: readonly Flag[]): Flag | undefined {
    return flags.find(flag => !flag.simulated && this.isGiven(flag.name));
  }
}
