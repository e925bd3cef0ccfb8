import { codes, notSimulated, PgError } from '../pg-error.js';
import type { Statement } from '../sql/statements.js';

export type Copy = Extract<Statement, { kind: 'copy' }>;

/** How lines are written. */
export interface CopyFormat {
  readonly isCsv: boolean;
  readonly delimiter: string;
  readonly nothing: string;
  readonly quote: string;
  readonly header: boolean;
}

export function copyFormat({ options }: Copy): CopyFormat {
  const format = options.get('format') ?? 'text';
  if (format !== 'text' && format !== 'csv')
    throw format === 'binary'
      ? notSimulated('COPY in binary format')
      : new PgError(codes.invalidParameter, `COPY format "${format}" not recognized`);
  const isCsv = format === 'csv';
  const header = options.get('header');
  return {
    isCsv,
    delimiter: options.get('delimiter') ?? (isCsv ? ',' : '\t'),
    nothing: options.get('null') ?? (isCsv ? '' : '\\N'),
    quote: options.get('quote') ?? '"',
    header: header !== undefined && !['false', 'off', '0'].includes(header),
  };
}

function escapeText(text: string, delimiter: string): string {
  const escaped = text.replace(
    /[\\\n\r\t\b\f\v]/g,
    char => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v' })[char] ?? char,
  );
  return delimiter === '\t' ? escaped : escaped.replaceAll(delimiter, `\\${delimiter}`);
}

/** A line of what COPY TO sends. */
export function formatLine(texts: readonly (string | null)[], { isCsv, delimiter, nothing, quote }: CopyFormat): string {
  const fields = texts.map(text => {
    if (text === null) return nothing;
    if (!isCsv) return escapeText(text, delimiter);
    const plain =
      text !== nothing &&
      !text.includes(delimiter) &&
      !text.includes(quote) &&
      !/[\n\r]/.test(text) &&
      !(texts.length === 1 && text === '\\.');
    return plain ? text : quote + text.replaceAll(quote, quote + quote) + quote;
  });
  return `${fields.join(delimiter)}\n`;
}

/** A line of what COPY FROM gets. */
export interface CopyLine {
  readonly fields: readonly (string | null)[];
  /** Where the next line begins. */
  readonly end: number;
  /** Whether it says that there are no more. */
  readonly isEnd: boolean;
}

/** Takes a line of text as fields; undefined when the line is not complete. */
export function readLine(text: string, from: number, format: CopyFormat, isLast: boolean): CopyLine | undefined {
  if (format.isCsv) return readCsv(text, from, format, isLast);
  const newline = text.indexOf('\n', from);
  if (newline < 0 && !isLast) return undefined;
  const end = newline < 0 ? text.length : newline;
  const line = text.slice(from, end).replace(/\r$/, '');
  if (line === '\\.') return { fields: [], end: end + 1, isEnd: true };
  const fields = splitText(line, format.delimiter).map(field => (field === format.nothing ? null : unescape(field)));
  return { fields, end: end + 1, isEnd: false };
}

function splitText(line: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let from = 0;
  for (let i = 0; i < line.length; i++) {
    if (line.charAt(i) === '\\') i++;
    else if (line.startsWith(delimiter, i)) {
      fields.push(line.slice(from, i));
      from = i + 1;
    }
  }
  return [...fields, line.slice(from)];
}

function unescape(field: string): string {
  return field.replace(
    /\\(?:([bfnrtv])|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g,
    (_, letter: string | undefined, hex: string | undefined, octal: string | undefined, other: string | undefined) => {
      if (letter !== undefined) return { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }[letter] ?? '';
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      return octal === undefined ? (other ?? '') : String.fromCharCode(parseInt(octal, 8));
    },
  );
}

function readCsv(text: string, from: number, { delimiter, nothing, quote }: CopyFormat, isLast: boolean): CopyLine | undefined {
  const fields: (string | null)[] = [];
  let field = '';
  let wasQuoted = false;
  let inQuotes = false;
  for (let i = from; ; i++) {
    const char = text.charAt(i);
    if (i >= text.length) {
      if (!isLast) return undefined;
      if (inQuotes) throw new PgError(codes.badCopy, 'unterminated CSV quoted field');
      fields.push(!wasQuoted && field === nothing ? null : field);
      return { fields, end: i + 1, isEnd: fields.length === 1 && field === '\\.' };
    }
    if (inQuotes) {
      if (char !== quote) field += char;
      else if (text.charAt(i + 1) === quote) {
        field += quote;
        i++;
      } else inQuotes = false;
    } else if (char === quote) {
      inQuotes = true;
      wasQuoted = true;
    } else if (char === delimiter || char === '\n') {
      fields.push(!wasQuoted && field === nothing ? null : field);
      if (char === '\n') return { fields, end: i + 1, isEnd: fields.length === 1 && field === '\\.' && !wasQuoted };
      field = '';
      wasQuoted = false;
    } else if (char !== '\r') field += char;
  }
}
