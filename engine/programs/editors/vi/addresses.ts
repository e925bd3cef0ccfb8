import type { ViEditor } from './editor.js';
import { compilePattern } from './search.js';

/** Rows from 0, both included. */
export interface Rows {
  readonly first: number;
  readonly last: number;
}

type Addresses = { readonly rows: Rows | undefined; readonly rest: string } | { readonly error: string };

/** The line numbers before an ex command: `%`, `3`, `.,$`, `'a,'b`, `/x/,+2`. */
export function parseAddresses(editor: ViEditor, text: string): Addresses {
  if (text.startsWith('%')) return { rows: { first: 0, last: editor.lastRow }, rest: text.slice(1).trimStart() };
  const rows: number[] = [];
  let rest = text;
  for (;;) {
    const address = parseAddress(editor, rest);
    if (address && 'error' in address) return address;
    if (address) {
      rows.push(address.row);
      ({ rest } = address);
    }
    const separator = /^\s*[,;]/.exec(rest)?.[0];
    if (separator === undefined) break;
    if (!address) rows.push(editor.cursor.row);
    rest = rest.slice(separator.length).trimStart();
    if (/^[^\d.$'/?+-]/.test(rest) || rest === '') rows.push(editor.cursor.row);
  }
  const last = rows.at(-1);
  if (last === undefined) return { rows: undefined, rest: rest.trimStart() };
  const first = rows.at(-2) ?? last;
  if (last < 0 || first < 0 || first > last || last > editor.lastRow) {
    // A lone number beyond the end is the last line; as a range it is an error.
    if (rows.length === 1 && rest === '') return { rows: { first: editor.lastRow, last: editor.lastRow }, rest };
    if (rows.length === 1 && last < 0) return { rows: { first: 0, last: 0 }, rest: rest.trimStart() };
    return { error: editor.words.badRange };
  }
  return { rows: { first, last }, rest: rest.trimStart() };
}

function parseAddress(
  editor: ViEditor,
  text: string,
): { readonly row: number; readonly rest: string } | { readonly error: string } | undefined {
  const base = parseBase(editor, text);
  if (base && 'error' in base) return base;
  let row = base?.row ?? editor.cursor.row;
  let rest = base?.rest ?? text;
  let found = base !== undefined;
  for (let match = /^\s*([+-])(\d*)/.exec(rest); match; match = /^\s*([+-])(\d*)/.exec(rest)) {
    row += (match[1] === '+' ? 1 : -1) * (match[2] === '' ? 1 : Number(match[2]));
    rest = rest.slice(match[0].length);
    found = true;
  }
  return found ? { row, rest } : undefined;
}

function parseBase(
  editor: ViEditor,
  text: string,
): { readonly row: number; readonly rest: string } | { readonly error: string } | undefined {
  const number = /^\d+/.exec(text)?.[0];
  if (number !== undefined) return { row: Number(number) - 1, rest: text.slice(number.length) };
  if (text.startsWith('.')) return { row: editor.cursor.row, rest: text.slice(1) };
  if (text.startsWith('$')) return { row: editor.lastRow, rest: text.slice(1) };
  if (text.startsWith("'")) {
    const mark = editor.marks.get(text.charAt(1));
    return mark ? { row: Math.min(mark.row, editor.lastRow), rest: text.slice(2) } : { error: editor.words.markNotSet };
  }
  const search = /^([/?])((?:\\.|(?!\1).)*)\1?/.exec(text);
  return search ? searchRow(editor, search[1] === '?', search[2] ?? '', text.slice(search[0].length)) : undefined;
}

function searchRow(
  editor: ViEditor,
  backwards: boolean,
  pattern: string,
  rest: string,
): { readonly row: number; readonly rest: string } | { readonly error: string } {
  const regex = compilePattern(editor, pattern);
  const count = editor.buffer.lines.length;
  for (let i = 1; regex && i <= count; i++) {
    const row = (editor.cursor.row + (backwards ? -i : i) + count) % count;
    if (regex.test(editor.buffer.line(row))) return { row, rest };
  }
  return { error: editor.words.patternNotFound(pattern) };
}
