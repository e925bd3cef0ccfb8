import { FlagValueError } from './flag-value-error.js';

const units: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/** A size in the form that Docker takes everywhere: `64m`, `1.5GiB`, `100 kb`, `512`; units are powers of 1024 (go-units, parseSize). */
export function parseBytes(text: string): number {
  const [, before = '', suffix = ''] = /^(.*[0-9. ])(.*)$/s.exec(text) ?? [];
  if (before === '') throw new FlagValueError(`invalid size: '${text}'`);
  const digits = before.endsWith(' ') ? before.slice(0, -1) : before;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits))
    throw new FlagValueError(`strconv.ParseFloat: parsing ${JSON.stringify(digits)}: invalid syntax`);
  if (Number(digits) < 0) throw new FlagValueError(`invalid size: '${text}'`);
  const [, letter = ''] = /^([kmgtp]?)(?:(?<=.)i?b|b)?$/i.exec(suffix) ?? [];
  const isKnown = suffix === '' || /^b$/i.test(suffix) || /^[kmgtp](?:i?b)?$/i.test(suffix);
  if (!isKnown) throw new FlagValueError(`invalid suffix: '${suffix.length > 3 ? suffix : suffix.toLowerCase()}'`);
  return Math.trunc(Number(digits) * (units[letter.toLowerCase()] ?? 1));
}
