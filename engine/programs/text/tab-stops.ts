import { quoteAlways } from '../quoting.js';
import { Fatal } from '../tool.js';

/** Where tabs lead: the column of the next stop, undefined behind the last one. */
export type TabStops = (column: number) => number | undefined;

/** What `-t` of expand and unexpand says: one size, or a list of columns, of which the last may tell how it goes on (`/N`, `+N`). */
export function tabStops(given: readonly string[], { isGnu }: { readonly isGnu: boolean }): TabStops {
  const words = given.flatMap(text => text.split(/[ ,]+/).filter(word => word !== ''));
  if (!isGnu) return every(busyboxSize(words.at(-1)));
  const columns: number[] = [];
  let behind: { readonly sign: string; readonly size: number } | undefined;
  for (const word of words) {
    const [, sign = '', digits] = /^([/+]?)(\d+)$/.exec(word) ?? [];
    if (digits === undefined) throw new Fatal(`tab size contains invalid character(s): ${quoteAlways(word)}`);
    if (sign === '') columns.push(Number(digits));
    else if (behind && behind.sign !== sign) throw new Fatal(`'${sign}' specifier is mutually exclusive with '${behind.sign}'`);
    else if (behind) throw new Fatal(`'${sign}' specifier only allowed with the last value`);
    else behind = { sign, size: Number(digits) };
  }
  if (columns.includes(0)) throw new Fatal('tab size cannot be 0');
  if (columns.some((column, i) => i > 0 && column <= (columns[i - 1] ?? 0))) throw new Fatal('tab sizes must be ascending');
  const [only] = columns;
  if (!behind && columns.length <= 1) return every(only ?? 8);
  return column => columns.find(stop => stop > column) ?? beyond(column, columns.at(-1) ?? 0, behind);
}

function every(size: number): TabStops {
  return column => column + size - (column % size);
}

function beyond(column: number, last: number, behind: { readonly sign: string; readonly size: number } | undefined): number | undefined {
  if (!behind || behind.size === 0) return undefined;
  const from = behind.sign === '+' ? last : 0;
  return column + behind.size - ((column - from) % behind.size);
}

function busyboxSize(text = '8'): number {
  if (!/^\d+$/.test(text)) throw new Fatal(`invalid number '${text}'`);
  if (Number(text) === 0) throw new Fatal('number 0 is not in 1..4294967295 range');
  return Number(text);
}
