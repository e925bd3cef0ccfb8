import { append } from '../../../../core/append.js';
import { largestOf } from '../../../../core/extremes.js';
import { textWidth } from '../../../../core/character-width.js';

export interface Table {
  readonly title?: string | undefined;
  readonly columns: readonly { readonly name: string; readonly typeOid: number }[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly footers?: readonly string[];
}

export interface FormatOptions {
  readonly format: 'aligned' | 'unaligned' | 'csv';
  readonly tuplesOnly: boolean;
  readonly expanded: boolean;
  readonly border: number;
  readonly nothing: string;
  readonly fieldSeparator: string;
  readonly recordSeparator: string;
  readonly footer: boolean;
}

/** Types whose values stand at the right. */
const rightAligned = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069]);

/** A result as psql prints it. */
export function formatTable(table: Table, options: FormatOptions): string {
  if (options.format === 'csv') return formatCsv(table, options);
  if (options.format === 'unaligned') return formatUnaligned(table, options);
  return options.expanded ? formatExpanded(table, options) : formatAligned(table, options);
}

function rowCount({ rows }: Table): string {
  return `(${String(rows.length)} ${rows.length === 1 ? 'row' : 'rows'})`;
}

function linesOf(value: string): readonly string[] {
  return value.split('\n').map(line => expandTabs(line.replaceAll('\r', '\\r')));
}

/** Tabs go on to the next eighth column of their cell. */
function expandTabs(line: string): string {
  return line.split('\t').reduce((before, part) => before + ' '.repeat(8 - (textWidth(before) % 8)) + part);
}

function pad(text: string, width: number, right: boolean): string {
  const fill = ' '.repeat(Math.max(0, width - textWidth(text)));
  return right ? fill + text : text + fill;
}

function formatAligned(table: Table, options: FormatOptions): string {
  const { columns, rows, title } = table;
  const heads = columns.map(({ name }) => linesOf(name));
  const cells = rows.map(row => row.map(value => linesOf(value ?? options.nothing)));
  const widths = columns.map((_, i) =>
    largestOf(
      cells.map(row => largestOf((row[i] ?? ['']).map(textWidth))),
      largestOf((heads[i] ?? ['']).map(textWidth), 0),
    ),
  );
  const { border } = options;
  const out: string[] = [];
  const rule = (): string => {
    const dashes = widths.map(width => '-'.repeat(width + (border === 0 ? 0 : 2)));
    return border === 2 ? `+${dashes.join('+')}+` : dashes.join(border === 0 ? ' ' : '+');
  };
  if (!options.tuplesOnly) {
    const total = textWidth(rule());
    if (title !== undefined) out.push(textWidth(title) >= total ? title : ' '.repeat(Math.floor((total - textWidth(title)) / 2)) + title);
    if (border === 2) out.push(rule());
    const height = largestOf(
      heads.map(head => head.length),
      1,
    );
    for (let k = 0; k < height; k++)
      out.push(
        headLine(
          heads.map(head => head[k] ?? ''),
          widths,
          border,
          heads.map(head => k < head.length - 1),
        ),
      );
    out.push(rule());
  }
  for (const row of cells) {
    const height = largestOf(
      row.map(cell => cell.length),
      1,
    );
    for (let k = 0; k < height; k++) out.push(bodyLine(row, k, columns, widths, border));
  }
  if (border === 2) out.push(rule());
  return `${out.join('\n')}${out.length > 0 ? '\n' : ''}${footer(table, options)}`;
}

function footer(table: Table, options: FormatOptions): string {
  const footers = table.footers ?? (options.footer ? [rowCount(table)] : []);
  if (options.tuplesOnly) return table.footers && table.footers.length > 0 ? '' : '\n'.repeat(0) + '\n';
  return `${footers.map(line => `${line}\n`).join('')}\n`;
}

function headLine(names: readonly string[], widths: readonly number[], border: number, goesOn: readonly boolean[]): string {
  const parts = names.map((name, i) => {
    const width = widths[i] ?? 0;
    const left = Math.floor((width - textWidth(name)) / 2);
    const shown = ' '.repeat(Math.max(0, left)) + pad(name, width - Math.max(0, left), false);
    return border === 0 ? shown : ` ${shown}${goesOn[i] ? '+' : ' '}`;
  });
  return border === 2 ? `|${parts.join('|')}|` : parts.join(border === 0 ? ' ' : '|');
}

function bodyLine(
  row: readonly (readonly string[])[],
  k: number,
  columns: Table['columns'],
  widths: readonly number[],
  border: number,
): string {
  const last = columns.length - 1;
  const parts = columns.map(({ typeOid }, i) => {
    const cell = row[i] ?? [''];
    const goesOn = k < cell.length - 1;
    const text = cell[k] ?? '';
    const right = rightAligned.has(typeOid);
    const shown = right || i < last || border === 2 || goesOn ? pad(text, widths[i] ?? 0, right) : text;
    if (border === 0) return shown;
    return ` ${shown}${goesOn ? '+' : i < last || border === 2 ? ' ' : ''}`;
  });
  return border === 2 ? `|${parts.join('|')}|` : parts.join(border === 0 ? ' ' : '|');
}

function formatExpanded({ columns, rows, title, footers }: Table, options: FormatOptions): string {
  if (rows.length === 0) return options.tuplesOnly ? '' : title !== undefined && footers ? `${title}\n(0 rows)\n\n` : '(0 rows)\n\n';
  const nameWidth = largestOf(
    columns.map(({ name }) => textWidth(name)),
    0,
  );
  const cells = rows.map(row => row.map(value => linesOf(value ?? options.nothing)));
  const valueWidth = largestOf(cells.flat().flat().map(textWidth), 0);
  const out: string[] = [];
  if (title !== undefined && !options.tuplesOnly) out.push(title);
  for (const [index, row] of cells.entries()) {
    const head = `-[ RECORD ${String(index + 1)} ]`;
    if (!options.tuplesOnly) {
      const before = `${head}${'-'.repeat(Math.max(0, nameWidth + 1 - head.length))}`;
      const joint = head.length <= nameWidth + 1 ? '+' : '';
      const rest = nameWidth + 1 + 1 + valueWidth + 1 - before.length - joint.length;
      out.push(before + joint + '-'.repeat(Math.max(0, rest)));
    } else if (index > 0) out.push('');
    for (const [i, { name }] of columns.entries()) {
      const lines = row[i] ?? [''];
      for (const [k, line] of lines.entries())
        out.push(`${pad(k === 0 ? name : '', nameWidth, false)} | ${k < lines.length - 1 ? `${pad(line, valueWidth, false)}+` : line}`);
    }
  }
  return `${out.join('\n')}\n${(footers ?? []).map(line => `${line}\n`).join('')}\n`;
}

function formatUnaligned(table: Table, options: FormatOptions): string {
  const { columns, rows, title, footers } = table;
  const { fieldSeparator, recordSeparator } = options;
  const out: string[] = [];
  const shown = (value: string | null): string => value ?? options.nothing;
  if (options.expanded) {
    for (const [index, row] of rows.entries()) {
      if (index > 0) out.push('');
      for (const [i, { name }] of columns.entries()) out.push(name + fieldSeparator + shown(row[i] ?? null));
    }
    return out.length === 0 ? '' : out.join(recordSeparator) + '\n';
  }
  if (!options.tuplesOnly) {
    if (title !== undefined) out.push(title);
    out.push(columns.map(({ name }) => name).join(fieldSeparator));
  }
  for (const row of rows) out.push(row.map(shown).join(fieldSeparator));
  if (!options.tuplesOnly) append(out, footers ?? (options.footer ? [rowCount(table)] : []));
  return out.length === 0 ? '' : out.join(recordSeparator) + '\n';
}

function formatCsv({ columns, rows }: Table, options: FormatOptions): string {
  const quote = (value: string): string => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map(row => row.map(value => quote(value ?? options.nothing)).join(','));
  if (!options.tuplesOnly) lines.unshift(columns.map(({ name }) => quote(name)).join(','));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
