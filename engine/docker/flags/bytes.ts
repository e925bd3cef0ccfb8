import { FlagValueError } from './flag-value-error.js';

const units: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/** A size in the form that Docker takes everywhere: `64m`, `1.5GiB`, `100 kb`, `512`; units are powers of 1024. */
export function parseBytes(text: string): number {
  const match = /^(\d+(?:\.\d*)?|\.\d+) ?([kmgtp]?)(i?b)?$/i.exec(text);
  const [, digits = '', letter = '', suffix = ''] = match ?? [];
  if (!match || (suffix.length === 2 && letter === '')) throw new FlagValueError(`invalid size: '${text}'`);
  return Math.trunc(Number(digits) * (units[(letter || 'b').toLowerCase()] ?? 1));
}
