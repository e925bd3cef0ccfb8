/**
 * Lines whose cells end with tabs, laid out in columns as Go's text/tabwriter does: a column is a run of neighbouring
 * lines that have that cell; it is as wide as its widest cell plus `padding`, at least `minimum`, and nothing when all are empty
 * and `minimum` is 0. What follows the last tab of a line is not part of any column.
 */
export function layOutTabs(
  text: string,
  { minimum = 10, padding = 3 }: { readonly minimum?: number; readonly padding?: number } = {},
): string {
  const lines = text.split('\n').map(line => line.split('\t'));
  const widths = lines.map((): number[] => []);
  measure(lines, widths, 0, lines.length, 0, { minimum, padding });
  return lines.map((cells, row) => layOutLine(cells, widths[row] ?? [])).join('\n');
}

/** What follows the last tab is as wide as it is. */
function layOutLine(cells: readonly string[], widths: readonly number[]): string {
  let line = '';
  for (const [column, cell] of cells.entries()) {
    line += cell;
    if (column < cells.length - 1) line += ' '.repeat(Math.max(0, (widths[column] ?? 0) - characters(cell)));
  }
  return line;
}

interface Spacing {
  readonly minimum: number;
  readonly padding: number;
}

/** Finds the blocks of lines that share a column, sets their width, and goes on with the next column inside each. */
function measure(
  lines: readonly (readonly string[])[],
  widths: readonly number[][],
  first: number,
  end: number,
  column: number,
  spacing: Spacing,
): void {
  for (let row = first; row < end; row++) {
    if (!hasCell(lines[row], column)) continue;
    let last = row;
    let width = spacing.minimum;
    let empty = true;
    while (last < end && hasCell(lines[last], column)) {
      const length = characters(lines[last]?.[column] ?? '');
      width = Math.max(width, length + spacing.padding);
      if (length > 0) empty = false;
      last++;
    }
    // tabwriter drops empty columns only with DiscardEmptyColumns, but a width of just padding needs some text.
    const final = empty && spacing.minimum === 0 ? spacing.padding : width;
    for (let k = row; k < last; k++) widths[k]?.push(final);
    measure(lines, widths, row, last, column + 1, spacing);
    row = last - 1;
  }
}

/** tabwriter counts code points. */
function characters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}

function hasCell(cells: readonly string[] | undefined, column: number): boolean {
  return cells !== undefined && column < cells.length - 1;
}
