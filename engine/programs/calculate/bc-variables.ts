import type { Parameter } from './bc-syntax.js';
import { ofNumber, rescaled, zero, type Decimal } from './decimal.js';

const MAX_SCALE = 2_147_483_647;
const MAX_ELEMENTS = 1_000_000;

/**
 * The variables of a bc. A place is written as text: `vNAME`, `ARRAY[INDEX]` with the array's own number, or the name of one of the
 * special variables. Names mean what the latest call that has them says.
 */
export class BcVariables {
  scale = 0;
  ibase = 10;
  obase = 10;
  last: Decimal = zero;
  #values = new Map<string, Decimal>();
  /** Arrays by name; several names may mean one. */
  #arrays = new Map<string, Map<number, Decimal>>();
  #frames: (() => void)[][] = [];
  readonly #handles = new Map<string, readonly [array: Map<number, Decimal>, index: number]>();

  get(place: string): Decimal {
    if (place.startsWith('v')) return this.#values.get(place.slice(1)) ?? zero;
    const element = this.#handles.get(place);
    if (element) return element[0].get(element[1]) ?? zero;
    return place === 'last' ? this.last : ofNumber(place === 'scale' ? this.scale : place === 'ibase' ? this.ibase : this.obase);
  }

  /** Keeps a value; a warning where a special variable takes another one than it was given. */
  set(place: string, value: Decimal): string | undefined {
    if (place.startsWith('v')) this.#values.set(place.slice(1), value);
    else if (place === 'last') this.last = value;
    else if (place === 'scale' || place === 'ibase' || place === 'obase') return this.#setSpecial(place, value);
    else {
      const element = this.#handles.get(place);
      if (element && element[0].size >= MAX_ELEMENTS && !element[0].has(element[1])) throw new RangeError('array');
      element?.[0].set(element[1], value);
    }
    return undefined;
  }

  #setSpecial(name: 'scale' | 'ibase' | 'obase', value: Decimal): string | undefined {
    const whole = rescaled(value, 0).digits;
    const [least, most] = name === 'scale' ? [0, MAX_SCALE] : [2, name === 'ibase' ? 36 : 2_147_483_647];
    const kept = whole < BigInt(least) ? least : whole > BigInt(most) ? most : Number(whole);
    this[name] = kept;
    if (BigInt(kept) === whole) return undefined;
    if (name === 'scale' && kept === 0) return 'negative scale, set to 0';
    return `${name} too ${kept === least ? 'small' : 'large'}, set to ${String(kept)}`;
  }

  /** The place of an element. */
  element(name: string, index: number): string {
    this.#handles.clear();
    const place = `${name}[${String(index)}]`;
    this.#handles.set(place, [this.#array(name), index]);
    return place;
  }

  #array(name: string): Map<number, Decimal> {
    const known = this.#arrays.get(name) ?? new Map<number, Decimal>();
    this.#arrays.set(name, known);
    return known;
  }

  enter(): void {
    this.#frames.push([]);
  }

  /** Gives a name of the call its value, or the array of a name of the caller (none: an empty one). */
  bind({ name, kind }: Parameter, value: Decimal | string): void {
    const frame = this.#frames.at(-1);
    if (kind === 'value') {
      const before = this.#values.get(name) ?? zero;
      frame?.push(() => this.#values.set(name, before));
      this.#values.set(name, typeof value === 'string' ? zero : value);
      return;
    }
    const source = typeof value === 'string' && value !== '' ? this.#array(value) : new Map<number, Decimal>();
    const before = this.#array(name);
    frame?.push(() => this.#arrays.set(name, before));
    this.#arrays.set(name, kind === 'reference' ? source : new Map(source));
  }

  leave(): void {
    for (const restore of this.#frames.pop()?.reverse() ?? []) restore();
  }

  /** Leaves all calls at once. */
  unwind(): void {
    while (this.#frames.length > 0) this.leave();
  }
}
