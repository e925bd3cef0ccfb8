import { invalid } from './errors.js';

const CONTROL = '@abcdefghijklmnopqrstuvwxyz[\\]^_';

/** `ctrl-p,ctrl-q`, `x`, `ctrl-@,a` as bytes; without a text Docker's own keys. An exec calls them escape keys. */
export function parseDetachKeys(text: string | undefined, kind: 'detach' | 'escape' = 'detach'): readonly number[] {
  if (text === undefined || text === '') return [16, 17];
  return text.split(',').map(key => {
    if (key.length === 1) return key.charCodeAt(0);
    const control = key.startsWith('ctrl-') && key.length === 6 ? CONTROL.indexOf(key.charAt(5).toLowerCase()) : -1;
    if (control < 0) throw invalid(`Invalid ${kind} keys (${text}) provided`);
    return control;
  });
}

/** Looks for the detach keys in what is typed, and holds back keys that may be their beginning. */
export class DetachKeys {
  readonly #keys: readonly number[];
  #matched = 0;

  constructor(keys: readonly number[]) {
    this.#keys = keys;
  }

  /** What to pass on, and whether the client wants to leave. */
  filter(data: Uint8Array): { readonly pass: Uint8Array; readonly detach: boolean } {
    const pass: number[] = [];
    for (const byte of data) {
      if (byte === this.#keys[this.#matched]) {
        this.#matched++;
        if (this.#matched === this.#keys.length) return { pass: Uint8Array.from(pass), detach: true };
        continue;
      }
      pass.push(...this.#keys.slice(0, this.#matched));
      this.#matched = byte === this.#keys[0] ? 1 : 0;
      if (this.#matched === 0) pass.push(byte);
    }
    return { pass: Uint8Array.from(pass), detach: false };
  }
}
