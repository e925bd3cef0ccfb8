import { largestOf } from '../../../core/extremes.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { displayWidth } from '../../width.js';
import type { ClientResult } from './client-connection.js';

/** A table with borders, as on a terminal. Numbers stand at the right. */
export function formatTable({ columns, rows }: ClientResult, withNames: boolean): string {
  const cells = rows.map(row => row.map(value => value ?? 'NULL'));
  // A column is as wide as its longest value has bytes, and has room for NULL where there may be one.
  const widths = columns.map(({ name, isNullable }, index) => {
    let width = Math.max(isNullable ? 4 : 0, withNames ? byteLength(name) : 0);
    for (const row of rows) width = Math.max(width, byteLength(row[index] ?? ''));
    return width;
  });
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

/** Line ends and other control characters count as one, as the client counts them. */
function widthOf(text: string): number {
  return displayWidth(text) + (text.match(/[\0-\x1f]/g)?.length ?? 0);
}

function byteLength(text: string): number {
  return /^[\0-\x7f]*$/.test(text) ? text.length : encodeUtf8(text).length;
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
  const width = largestOf(columns.map(({ name }) => widthOf(name)));
  return rows
    .map((row, index) => {
      const title = ` ${String(index + 1)}. row `;
      const stars = '*'.repeat(27);
      const fields = columns.map(({ name }, column) => `${' '.repeat(width - widthOf(name))}${name}: ${row[column] ?? 'NULL'}\n`);
      return `${stars}${title}${stars}\n${fields.join('')}`;
    })
    .join('');
}
