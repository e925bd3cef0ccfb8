import { Cursor, type PendingHereDocument } from './cursor.js';
import { readHereDocumentBody } from './read-parts.js';
import { quotedWord } from './word.js';

/** Reads the bodies of the here-documents begun on the line that has just ended. */
export function readHereDocuments(cursor: Cursor): void {
  for (const pending of cursor.pendingHereDocuments.splice(0)) readBody(cursor, pending);
}

function readBody(cursor: Cursor, pending: PendingHereDocument): void {
  const firstLine = cursor.line;
  let body = '';
  for (;;) {
    if (cursor.ended) {
      if (cursor.moreMayCome) {
        throw cursor.fault({ kind: 'unterminated', what: '<<' }, { incomplete: true, awaitedLine: pending.delimiter });
      }
      if (cursor.dialect.name === 'bash' && body !== '' && !body.endsWith('\n')) body += '\n';
      cursor.unclosedHereDocuments.push({ line: pending.line, endLine: lastLine(cursor), delimiter: pending.delimiter });
      break;
    }
    const start = cursor.position;
    const line = readLine(cursor);
    const text = pending.stripTabs ? line.replace(/^\t+/, '') : line;
    if (text.replace(/\n$/, '') === pending.delimiter) break;
    if (pending.quoted || cursor.dialect.name === 'bash') body += text;
    else {
      finishSubstitutions(cursor, start);
      const all = cursor.text.slice(start, cursor.position);
      body += pending.stripTabs ? all.replace(/^\t+/gm, '') : all;
    }
  }
  pending.fill(pending.quoted ? quotedWord(body) : parseBody(body, firstLine, cursor));
}

/** The line that the text ends in. */
function lastLine(cursor: Cursor): number {
  return cursor.lineAt(cursor.text.length) - (cursor.text.endsWith('\n') ? 1 : 0);
}

function readLine(cursor: Cursor): string {
  const newline = cursor.text.indexOf('\n', cursor.position);
  const end = newline < 0 ? cursor.text.length : newline + 1;
  const line = cursor.text.slice(cursor.position, end);
  cursor.position = end;
  return line;
}

/** dash and ash read a `$( )` that begins in a line to its end: a line in it that looks like the delimiter is none. */
function finishSubstitutions(cursor: Cursor, start: number): void {
  for (let at = start; at < cursor.position; at++) {
    const character = cursor.text[at];
    if (character === '\\') at++;
    if (character !== '$' || cursor.text[at + 1] !== '(' || cursor.text[at + 2] === '(') continue;
    const { dialect, grammar, firstLine, depth } = cursor;
    const inner = new Cursor(cursor.text, { dialect, grammar, firstLine, depth: depth + 1 });
    inner.position = at + 2;
    grammar.commandsToParenthesis(inner);
    at = inner.position - 1;
    while (cursor.position < inner.position) readLine(cursor);
  }
}

function parseBody(body: string, firstLine: number, outer: Cursor): ReturnType<typeof readHereDocumentBody> {
  const { dialect, grammar, depth } = outer;
  return readHereDocumentBody(new Cursor(body, { dialect, grammar, firstLine, depth: depth + 1 }));
}
