import { scalar } from '../flags/flag-type.js';
import { FlagValueError } from '../flags/flag-value-error.js';

/** `--cpus`: a decimal number of CPUs, kept as billionths. */
export const cpus = scalar('decimal', '', value => String(parseCpus(value)));

/** `1.5` is 1500000000; more than nine decimals are refused, as are words. */
export function parseCpus(value: string): number {
  const match = /^[+-]?(\d+)?(?:\.(\d*))?(?:\/(\d+))?$/.exec(value);
  if (!match || value === '' || value === '.') throw new FlagValueError(`failed to parse ${value} as a rational number`);
  if ((match[2] ?? '').length > 9) throw new FlagValueError('value is too precise');
  return Math.round(Number(value) * 1e9);
}
