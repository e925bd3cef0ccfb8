import { Failure } from '../failure.js';

/** Keys that leave a container running: ^P ^Q unless something else was asked for. Throws Failure. */
export function parseDetachKeys(text: string): readonly number[] {
  if (text === '') return [16, 17];
  return text.split(',').map(key => {
    if ([...key].length === 1) return key.charCodeAt(0);
    const control = /^ctrl-([a-z@[\\\]^_])$/i.exec(key)?.[1];
    if (control === undefined) throw new Failure(`invalid detach keys (${text}): Unknown character: '${key}'`);
    return control.toUpperCase().charCodeAt(0) & 0x1f;
  });
}

/** Looks for the detach keys in what is typed, holding back what may be their beginning. */
export class DetachWatch {
  readonly #keys: readonly number[];
  #matched = 0;

  constructor(keys: readonly number[]) {
    this.#keys = keys;
  }

  /** What to pass on of `typed`, and whether the keys were complete. */
  pass(typed: Uint8Array): { readonly bytes: Uint8Array; readonly detached: boolean } {
    const bytes: number[] = [];
    for (const byte of typed) {
      if (byte === this.#keys[this.#matched]) {
        this.#matched++;
        if (this.#matched === this.#keys.length) return { bytes: Uint8Array.from(bytes), detached: true };
        continue;
      }
      bytes.push(...this.#keys.slice(0, this.#matched), byte);
      this.#matched = 0;
    }
    return { bytes: Uint8Array.from(bytes), detached: false };
  }
}
