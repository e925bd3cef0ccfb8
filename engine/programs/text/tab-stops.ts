import { quoteAlways } from '../quoting.js';
import { Fatal } from '../tool.js';

/** Where tabs lead: the column of the next stop, undefined behind the last one. */
export type TabStops = (column: number) => number | undefined;

/** What `-t` of expand and unexpand says: one size, or a list of columns, of which the last may tell how it goes on (`/N`, `+N`). */
export function tabStops(given: readonly string[], { isGnu }: { readonly isGnu: boolean }): TabStops {
  const words = given.flatMap(text => text.split(/[ ,]+/).filter(word => word !== ''));
  if (!isGnu) return every(busyboxSize(words.at(-1)));
  const columns: number[] = [];
  const behind: Partial<Record<string, number>> = {};
  for (const word of words) {
    const [, sign = '', digits] = /^([/+]?)(\d+)$/.exec(word) ?? [];
    if (digits === undefined) throw new Fatal(`tab size contains invalid character(s): ${quoteAlways(word)}`);
    if (sign !== '' && behind[sign] !== undefined) throw new Fatal(`'${sign}' specifier only allowed with the last value`);
    if (sign === '') columns.push(Number(digits));
    else behind[sign] = Number(digits);
  }
  for (const [i, column] of columns.entries()) {
    if (column === 0) throw new Fatal('tab size cannot be 0');
    if (i > 0 && column <= (columns[i - 1] ?? 0)) throw new Fatal('tab sizes must be ascending');
  }
  const { '/': multiple, '+': increment } = behind;
  if (multiple !== undefined && increment !== undefined) throw new Fatal("'/' specifier is mutually exclusive with '+'");
  const [only] = columns;
  const size = multiple ?? increment;
  if (size === undefined && columns.length <= 1) return every(only ?? 8);
  const from = increment === undefined ? 0 : (columns.at(-1) ?? 0);
  return column => columns.find(stop => stop > column) ?? beyond(column, from, size);
}

function every(size: number): TabStops {
  return column => column + size - (column % size);
}

function beyond(column: number, from: number, size = 0): number | undefined {
  return size === 0 ? undefined : column + size - ((column - from) % size);
}

function busyboxSize(text = '8'): number {
  if (!/^\d+$/.test(text)) throw new Fatal(`invalid number '${text}'`);
  if (Number(text) === 0) throw new Fatal('number 0 is not in 1..4294967295 range');
  return Number(text);
}
