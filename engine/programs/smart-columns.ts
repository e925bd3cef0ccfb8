import { largestOf } from '../core/extremes.js';
import { displayWidth } from './width.js';

export interface SmartColumn {
  readonly name: string;
  readonly isRight?: boolean;
  /** A number in JSON. */
  readonly isNumber?: boolean;
  /** Lines of the tree stand before its cells. */
  readonly isTree?: boolean;
  /** Cut where the terminal ends. */
  readonly isCut?: boolean;
}

/** Undefined cells are empty, and null in JSON. */
export interface SmartRow {
  readonly cells: readonly (string | undefined)[];
  readonly children: readonly SmartRow[];
}

interface Layout {
  readonly hasHeading: boolean;
  /** Lines of trees are drawn with more than ASCII. */
  readonly isUnicode: boolean;
  /** Columns of the terminal; undefined where nothing is cut. */
  readonly width: number | undefined;
}

const drawn = { inner: '├─', last: '└─', past: '│ ', after: '  ' };
const plain = { inner: '|-', last: '`-', past: '| ', after: '  ' };

/** A table as libsmartcols lays it out for the programs of util-linux, a line each. */
export function smartTable(columns: readonly SmartColumn[], rows: readonly SmartRow[], layout: Layout): readonly string[] {
  const lines = flattened(columns, rows, layout.isUnicode ? drawn : plain);
  if (layout.hasHeading) lines.unshift(columns.map(({ name }) => name));
  const widths = columns.map((_, index) => largestOf(lines.map(cells => displayWidth(cells[index] ?? ''))));
  return lines.map(cells => {
    const padded = columns.map(({ isRight = false }, index) =>
      pad(cells[index] ?? '', widths[index] ?? 0, isRight, index + 1 === columns.length),
    );
    return cut(padded.join(' '), columns.at(-1)?.isCut === true ? layout.width : undefined);
  });
}

/** `--raw`: a blank between cells, and what a shell would take for one as `\x20`. */
export function rawTable(columns: readonly SmartColumn[], rows: readonly SmartRow[], hasHeading: boolean): readonly string[] {
  const lines = everyRow(rows).map(({ cells }) => cells.map(cell => (cell ?? '').replaceAll(/[\s\\]/g, hexadecimal)).join(' '));
  return hasHeading ? [columns.map(({ name }) => name).join(' '), ...lines] : lines;
}

/** `--json`: an object for each row, under the name of the table. */
export function jsonTable(name: string, columns: readonly SmartColumn[], rows: readonly SmartRow[]): readonly string[] {
  const objects = everyRow(rows).map(({ cells }) =>
    columns.map((column, index) => {
      const cell = cells[index];
      const value = cell === undefined ? 'null' : column.isNumber === true ? cell : JSON.stringify(cell);
      return `         ${JSON.stringify(column.name.toLowerCase())}: ${value}${index + 1 < columns.length ? ',' : ''}`;
    }),
  );
  const body = objects.flatMap((lines, index) => [index === 0 ? '      {' : '      },{', ...lines]);
  return ['{', `   ${JSON.stringify(name)}: [`, ...body, ...(objects.length > 0 ? ['      }'] : []), '   ]', '}'];
}

function everyRow(rows: readonly SmartRow[]): readonly SmartRow[] {
  return rows.flatMap(row => [row, ...everyRow(row.children)]);
}

function flattened(columns: readonly SmartColumn[], rows: readonly SmartRow[], signs: typeof drawn, indent?: string): string[][] {
  return rows.flatMap((row, index) => {
    const isLast = index + 1 === rows.length;
    const branch = indent === undefined ? '' : indent + (isLast ? signs.last : signs.inner);
    const cells = columns.map(({ isTree }, column) => (isTree === true ? branch : '') + (row.cells[column] ?? ''));
    const inner = indent === undefined ? '' : indent + (isLast ? signs.after : signs.past);
    return [cells, ...flattened(columns, row.children, signs, inner)];
  });
}

function pad(text: string, width: number, isRight: boolean, isLast: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return isRight ? blanks + text : isLast ? text : text + blanks;
}

function cut(line: string, width: number | undefined): string {
  if (width === undefined || displayWidth(line) <= width) return line;
  let end = line.length;
  while (displayWidth(line.slice(0, end)) > width) end--;
  return line.slice(0, end);
}

function hexadecimal(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
