import { displayWidth as widthOf } from '../../width.js';
import type { ClientResult } from './client-connection.js';

/** A table with borders, as on a terminal. Numbers stand at the right. */
export function formatTable({ columns, rows }: ClientResult, withNames: boolean): string {
  const cells = rows.map(row => row.map(value => value ?? 'NULL'));
  const widths = columns.map(({ name }, index) => Math.max(withNames ? widthOf(name) : 0, ...cells.map(row => widthOf(row[index] ?? ''))));
  const rule = `+${widths.map(width => '-'.repeat(width + 2)).join('+')}+\n`;
  const line = (row: readonly string[], isHead: boolean): string =>
    `|${row
      .map((cell, index) => {
        const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell)));
        return !isHead && columns[index]?.isNumber ? ` ${gap}${cell} ` : ` ${cell}${gap} `;
      })
      .join('|')}|\n`;
  const head = withNames
    ? line(
        columns.map(({ name }) => name),
        true,
      ) + rule
    : '';
  return rule + head + cells.map(row => line(row, false)).join('') + rule;
}

/** Columns between tabs, special characters escaped unless `raw`. */
export function formatBatch({ columns, rows }: ClientResult, withNames: boolean, raw: boolean): string {
  const escape = (text: string): string =>
    raw ? text : text.replace(/[\n\t\\\0]/g, char => ({ '\n': '\\n', '\t': '\\t', '\\': '\\\\', '\0': '\\0' })[char] ?? char);
  const lines = rows.map(row => row.map(value => escape(value ?? 'NULL')).join('\t'));
  return [...(withNames ? [columns.map(({ name }) => name).join('\t')] : []), ...lines].map(line => `${line}\n`).join('');
}

/** One line a field (\G). */
export function formatVertical({ columns, rows }: ClientResult): string {
  const width = Math.max(...columns.map(({ name }) => widthOf(name)));
  return rows
    .map((row, index) => {
      const title = ` ${String(index + 1)}. row `;
      const stars = '*'.repeat(27);
      const fields = columns.map(({ name }, column) => `${' '.repeat(width - widthOf(name))}${name}: ${row[column] ?? 'NULL'}\n`);
      return `${stars}${title}${stars}\n${fields.join('')}`;
    })
    .join('');
}
