import type { Line, Span } from './style.js';
import { widthOf, wrapSpans } from './wrap.js';

const gap = 2;

/** A table with a head, as wide as it needs to be and never wider than the screen: long cells are wrapped. */
export function renderTable(rows: readonly (readonly (readonly Span[])[])[], width: number): readonly Line[] {
  const count = Math.max(0, ...rows.map(row => row.length));
  const widths = fitColumns(
    Array.from({ length: count }, (_, column) => Math.max(1, ...rows.map(row => widthOf(row[column] ?? [])))),
    width - gap * Math.max(0, count - 1),
  );
  const lines: Line[] = [];
  for (const [index, row] of rows.entries()) {
    const cells = index === 0 ? row.map(cell => cell.map(({ text }) => ({ text, style: 'bold' as const }))) : row;
    lines.push(...renderRow(cells, widths));
    if (index === 0) lines.push([{ text: widths.map(column => '─'.repeat(column)).join(' '.repeat(gap)), style: 'dim' }]);
  }
  return lines;
}

/** Takes from the widest column until all fit; no column gets narrower than 8. */
function fitColumns(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  while (widths.reduce((sum, column) => sum + column, 0) > available) {
    const widest = widths.indexOf(Math.max(...widths));
    const column = widths[widest] ?? 0;
    if (column <= 8) break;
    widths[widest] = column - 1;
  }
  return widths;
}

function renderRow(cells: readonly (readonly Span[])[], widths: readonly number[]): readonly Line[] {
  const columns = widths.map((width, index) => wrapSpans(cells[index] ?? [], width));
  const height = Math.max(1, ...columns.map(lines => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns.flatMap((lines, index) => {
      const line = lines[row] ?? [];
      const isLast = index === widths.length - 1;
      const padding = isLast ? 0 : (widths[index] ?? 0) - widthOf(line) + gap;
      return [...line, { text: ' '.repeat(Math.max(0, padding)), style: 'plain' as const }];
    }),
  );
}
