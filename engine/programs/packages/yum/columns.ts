/** How many things have a length, by the length. */
export type Lengths = ReadonlyMap<number, number>;

export function lengthsOf(texts: readonly string[]): Lengths {
  const lengths = new Map<number, number>();
  for (const { length } of texts) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  return lengths;
}

/**
 * Widths for columns of a table as yum gives them out (output.py, calcColumns): room goes where it helps most lines, what is left is spread
 * over all columns but the last.
 */
export function columnWidths(data: readonly Lengths[], start: readonly number[], totalWidth: number, remainder: number): readonly number[] {
  const columns = [...start];
  const waiting = data.map(lengths => [...lengths].sort(([a], [b]) => a - b));
  let left = totalWidth - columns.reduce((sum, width) => sum + width, 0) - (columns.length - 1);
  for (let best = bestColumn(columns, waiting, left); left > 0 && best >= 0; best = bestColumn(columns, waiting, left)) {
    const grown = (waiting[best]?.shift()?.[0] ?? 0) - (columns[best] ?? 0);
    columns[best] = (columns[best] ?? 0) + grown;
    left -= grown;
  }
  if (left <= 0) return columns;
  const overflowing = waiting.flatMap((lengths, index) => (lengths.length > 0 ? [index] : []));
  const share = overflowing.length > 0 ? Math.floor(left / overflowing.length) : 0;
  for (const index of overflowing) columns[index] = (columns[index] ?? 0) + share;
  left -= share * overflowing.length;
  const each = Math.floor(left / (columns.length - 1));
  for (let index = 0; index < columns.length - 1; index++) columns[index] = (columns[index] ?? 0) + each;
  columns[remainder] = (columns[remainder] ?? 0) + left - each * (columns.length - 1);
  return columns;
}

/** The column where the room helps most lines; of equals the last. -1 when it helps none. */
function bestColumn(columns: readonly number[], waiting: readonly (readonly (readonly [number, number])[])[], left: number): number {
  let best = -1;
  let most = 0;
  for (const [index, lengths] of waiting.entries()) {
    let helped = 0;
    for (const [length, count] of lengths) {
      if (left < length - (columns[index] ?? 0)) break;
      helped += count;
    }
    if (helped === 0 || helped < most) continue;
    most = helped;
    best = index;
  }
  return best;
}

/** A row; widths below zero are padded on the right. What does not fit goes on in the next line, under its column. */
export function formatRow(cells: readonly (readonly [text: string, width: number])[]): string {
  let line = '';
  let at = 0;
  for (const [index, [text, width]] of cells.entries()) {
    const isLast = index === cells.length - 1;
    const room = Math.abs(width);
    if (text.length > room && !isLast) line += `${text}\n${' '.repeat(at + room + 1)}`;
    else line += `${width < 0 ? text.padEnd(room) : text.padStart(room)}${isLast ? '' : ' '}`;
    at += room + 1;
  }
  return line;
}

/** Names in as many columns as fit, as yum lists what it has done. */
export function inColumns(names: readonly string[], width: number): readonly string[] {
  for (let count = 8; count >= 2; count--) {
    const widths = fittingWidths(names, count, width);
    if (!widths) continue;
    const rows: string[] = [];
    for (let at = 0; at < names.length; at += count)
      rows.push(formatRow(names.slice(at, at + count).map((name, index) => [name, -(widths[index] ?? 0)] as const)));
    return rows;
  }
  return names.map(name => name.padEnd(width - 2));
}

function fittingWidths(names: readonly string[], count: number, width: number): readonly number[] | undefined {
  if (names.length < count) return undefined;
  let left = width - (count - 1) - 2;
  if (left <= 0) return undefined;
  const widths = Array.from({ length: count }, () => 0);
  for (const [index, name] of names.entries()) {
    const grown = name.length - (widths[index % count] ?? 0);
    if (grown <= 0) continue;
    if (left <= grown) return undefined;
    left -= grown;
    widths[index % count] = name.length;
  }
  return widths.map(columnWidth => columnWidth + Math.floor(left / count));
}

/** `271 k`, `6.1 M`: sizes as yum shows them. */
export function yumSize(bytes: number): string {
  let number = bytes;
  let depth = 0;
  while (number > 999 && depth < 5) {
    number /= 1024;
    depth++;
  }
  const digits = depth > 0 && number < 9.95 ? number.toFixed(1) : number.toFixed(0);
  return `${digits} ${' kMGTP'[depth] ?? ''}`;
}
