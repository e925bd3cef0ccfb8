import { largestOf } from '../../core/extremes.js';
import { displayWidth } from '../width.js';

export interface ColumnRules {
  readonly width: number;
  /** By lines instead of by columns. */
  readonly across: boolean;
  /** GNU fills gaps with tabs where they reach; 0: with blanks only. */
  readonly tabSize: number;
}

/** Arranges names in as many columns as fit; `visible` is the text without colour. */
export function formatColumns(labels: readonly string[], visible: readonly string[], rules: ColumnRules): string[] {
  const widths = visible.map(displayWidth);
  const most = Math.max(1, Math.min(labels.length, Math.floor(rules.width / 3)));
  for (let columns = most; ; columns--) {
    const rows = Math.ceil(labels.length / columns);
    const at = (row: number, column: number): number => (rules.across ? row * columns + column : column * rows + row);
    const columnWidths = Array.from({ length: columns }, (_, column) =>
      largestOf(
        Array.from({ length: rows }, (__, row) => (widths[at(row, column)] ?? -2) + (column === columns - 1 ? 0 : 2)),
        0,
      ),
    );
    const total = columnWidths.reduce((sum, each) => sum + Math.max(each, 3), 0);
    if (columns > 1 && total >= rules.width) continue;
    return Array.from({ length: rows }, (_, row) => rowOf(labels, widths, columnWidths, rules.tabSize, column => at(row, column)));
  }
}

function rowOf(
  labels: readonly string[],
  widths: readonly number[],
  columnWidths: readonly number[],
  tabSize: number,
  at: (column: number) => number,
): string {
  let line = '';
  let position = 0;
  for (let column = 0; column < columnWidths.length; column++) {
    const label = labels[at(column)];
    if (label === undefined) break;
    line += label;
    if (column === columnWidths.length - 1 || labels[at(column + 1)] === undefined) break;
    const end = position + (columnWidths[column] ?? 0);
    line += gap(position + (widths[at(column)] ?? 0), end, tabSize);
    position = end;
  }
  return line;
}

function gap(from: number, to: number, tabSize: number): string {
  let text = '';
  let at = from;
  while (at < to) {
    const tab = tabSize > 0 && Math.floor(to / tabSize) > Math.floor((at + 1) / tabSize);
    text += tab ? '\t' : ' ';
    at = tab ? at + tabSize - (at % tabSize) : at + 1;
  }
  return text;
}
