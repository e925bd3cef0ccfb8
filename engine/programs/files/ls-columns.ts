import { displayWidth } from '../width.js';

/** Arranges names in columns, downwards or across, as narrow as they allow within `width`. */
export function formatColumns(labels: readonly string[], visible: readonly string[], width: number, across: boolean): string[] {
  const widths = visible.map(displayWidth);
  for (let rows = 1; ; rows++) {
    const columns = Math.ceil(labels.length / rows);
    const at = (row: number, column: number): number => (across ? row * columns + column : column * rows + row);
    const columnWidths = Array.from({ length: columns }, (_, column) => Math.max(0, ...Array.from({ length: rows }, (__, row) => (widths[at(row, column)] ?? -2) + 2)));
    const total = columnWidths.reduce((sum, each) => sum + each, 0) - 2;
    if (rows < labels.length && total >= width) continue;
    return Array.from({ length: rows }, (_, row) => rowOf(labels, widths, columnWidths, (column) => at(row, column)));
  }
}

function rowOf(labels: readonly string[], widths: readonly number[], columnWidths: readonly number[], at: (column: number) => number): string {
  let line = '';
  for (let column = 0; column < columnWidths.length; column++) {
    const index = at(column);
    const label = labels[index];
    if (label === undefined) break;
    const last = labels[at(column + 1)] === undefined || column === columnWidths.length - 1;
    line += last ? label : label + ' '.repeat((columnWidths[column] ?? 0) - (widths[index] ?? 0));
  }
  return line;
}
