import type { Path } from './paths.js';
import type { Json } from './value.js';

/** A value on its way, and where it lies in what `path(…)` is asked about. */
export interface Item {
  readonly value: Json;
  /** Undefined: nobody asks. */
  readonly path: Path | undefined;
}

export type Items = Generator<Item, void>;

/** What a program asks of the outside. */
export interface Surroundings {
  /** A step of work. */
  readonly charge: () => void;
  /** The next value of the input, `[value]`. */
  readonly nextInput: () => readonly [Json] | undefined;
  readonly inputLine: () => number;
  readonly debug: (text: string) => void;
  readonly now: () => number;
  readonly environment: Json;
}

/** `break $label`, on its way to its label. */
export class Break extends Error {
  readonly label: object;

  constructor(label: object) {
    super('break');
    this.label = label;
  }
}

/** A value that lies nowhere. */
export function plain(value: Json): Item {
  return { value, path: undefined };
}
