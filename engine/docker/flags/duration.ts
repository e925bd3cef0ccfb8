import { FlagValueError } from './flag-value-error.js';

const nanosPerUnit: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };

/** Go's time.ParseDuration: `1h15m30.5s`, in nanoseconds. */
export function parseDuration(text: string): number {
  const quoted = (): string => JSON.stringify(text);
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0;
  if (rest === '') throw new FlagValueError(`time: invalid duration ${quoted()}`);
  let total = 0;
  while (rest !== '') {
    const match = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(rest);
    if (!match) throw new FlagValueError(`time: invalid duration ${quoted()}`);
    const [all, digits = '', unit = ''] = match;
    if (unit === '') throw new FlagValueError(`time: missing unit in duration ${quoted()}`);
    const nanos = nanosPerUnit[unit];
    if (nanos === undefined) throw new FlagValueError(`time: unknown unit ${JSON.stringify(unit)} in duration ${quoted()}`);
    total += Number(digits) * nanos;
    rest = rest.slice(all.length);
  }
  if (total >= 2 ** 63) throw new FlagValueError(`time: invalid duration ${quoted()}`);
  return Math.trunc(negative ? -total : total);
}
