import { parseBytes } from './bytes.js';
import { parseDuration } from './duration.js';
import { FlagValueError } from './flag-value-error.js';

/** What values of a flag look like. */
export interface FlagType {
  /** As `--help` shows it. */
  readonly name: string;
  /** The zero value's text. */
  readonly initial: string;
  /** Whether each use adds a value rather than replacing the one before. */
  readonly repeats: boolean;
  /** Checks one value and gives it in its normal form (several for comma lists); throws FlagValueError. */
  readonly read: (text: string) => readonly string[];
}

/** A type whose values are checked and kept as they are. */
export function scalar(name: string, initial: string, check: (text: string) => string = text => text): FlagType {
  return { name, initial, repeats: false, read: text => [check(text)] };
}

/** A type that collects its values. */
export function repeated(name: string, initial: string, check: (text: string) => string = text => text): FlagType {
  return { name, initial, repeats: true, read: text => [check(text)] };
}

export const text = scalar('string', '');
export const bool = scalar('bool', 'false', value => String(parseBool(value)));
export const int = scalar('int', '0', value => checkInteger(value, 'ParseInt', -(2n ** 63n), 2n ** 63n - 1n));
export const uint = scalar('uint', '0', value => checkInteger(value, 'ParseUint', 0n, 2n ** 64n - 1n));
export const uint32 = scalar('uint32', '0', value => checkInteger(value, 'ParseUint', 0n, 2n ** 32n - 1n));
export const uint16 = scalar('uint16', '0', value => checkInteger(value, 'ParseUint', 0n, 65535n));
export const duration = scalar('duration', '', value => {
  parseDuration(value);
  return value;
});
export const bytes = scalar('bytes', '0', value => String(parseBytes(value)));
/** A swap size: -1 means without limit. */
export const swapBytes = scalar('bytes', '0', value => (value === '-1' ? '-1' : String(parseBytes(value))));
export const list = repeated('list', '');
/** pflag's stringSlice: comma separated, and repeatable. */
export const strings: FlagType = { name: 'strings', initial: '', repeats: true, read: value => (value === '' ? [] : value.split(',')) };
export const map = repeated('map', '');
/** pflag's stringToString. */
export const pairs = repeated('stringToString', '', value => {
  for (const pair of value.split(',')) {
    if (!pair.includes('=')) throw new FlagValueError(`${pair} must be formatted as key=value`);
  }
  return value;
});

/** A list whose values pass a check first. */
export function checkedList(check: (text: string) => string): FlagType {
  return repeated('list', '', check);
}

/** `--filter`: name=value, the name in lower case. */
export const filter = repeated('filter', '', value => {
  if (value === '') return value;
  const at = value.indexOf('=');
  if (at < 0) throw new FlagValueError('bad format of filter (expected name=value)');
  return `${value.slice(0, at).trim().toLowerCase()}=${value.slice(at + 1).trim()}`;
});

/** strconv.ParseBool. */
export function parseBool(value: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value)) return false;
  throw new FlagValueError(`strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
}

/** strconv.ParseInt with base 0: decimal, 0x, 0b, 0o and underscores between digits. */
function checkInteger(value: string, call: string, least: bigint, most: bigint): string {
  const complaint = (reason: string): never => {
    throw new FlagValueError(`strconv.${call}: parsing ${JSON.stringify(value)}: ${reason}`);
  };
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/.exec(value);
  if (!match || (call === 'ParseUint' && match[1] !== '')) return complaint('invalid syntax');
  const digits = (match[2] ?? '').replace(/^0(?=[0-7])/, '0o');
  const number = BigInt(digits) * (match[1] === '-' ? -1n : 1n);
  if (number < least || number > most) return complaint('value out of range');
  return number.toString();
}
