import type { Flag } from './flag.js';

/** The initial values of each command's flags, made once: `docker run` has a hundred. */
const initials = new WeakMap<readonly Flag[], ReadonlyMap<string, readonly string[]>>();

function initialsOf(flags: readonly Flag[]): ReadonlyMap<string, readonly string[]> {
  let values = initials.get(flags);
  if (!values) initials.set(flags, (values = new Map(flags.map(flag => [flag.name, flag.type.repeats ? [] : [flag.initial]]))));
  return values;
}

/** The flags of one command line: what was given, and the initial values of the others. */
export class ParsedFlags {
  readonly #initial: ReadonlyMap<string, readonly string[]>;
  readonly #given: ReadonlyMap<string, readonly string[]>;

  constructor(flags: readonly Flag[], given: ReadonlyMap<string, readonly string[]>) {
    this.#initial = initialsOf(flags);
    this.#given = given;
  }

  /** Whether it was on the command line. */
  isGiven(name: string): boolean {
    return this.#given.has(name);
  }

  /** The (last) value. */
  text(name: string): string {
    return this.list(name).at(-1) ?? '';
  }

  /** All values of a flag that repeats. */
  list(name: string): readonly string[] {
    return this.#given.get(name) ?? this.#initial.get(name) ?? [];
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
