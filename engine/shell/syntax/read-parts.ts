import type { Word, WordPart } from './ast.js';
import type { Cursor } from './cursor.js';
import { PartList, type PartStyle } from './part-list.js';
import { readBackquoted, readDollar, readProcessSubstitution } from './read-dollar.js';
import { makeWord } from './word.js';

/** Reads parts up to a stop or the end of the text. */
export function readParts(cursor: Cursor, style: PartStyle): readonly WordPart[] {
  const list = new PartList();
  while (!cursor.ended) {
    const run = plainRun(cursor);
    if (run !== '') {
      list.text(run, style.quoting !== 'plain');
      continue;
    }
    const character = cursor.at();
    if (style.stops(character)) break;
    readPart(cursor, character, list, style);
  }
  return list.finish();
}

const ordinary = /[A-Za-z0-9_.,-]{2,}/y;

/** Takes a run of characters that mean nothing special anywhere; the last one is left, for it may be the start of something. */
export function plainRun(cursor: Cursor): string {
  ordinary.lastIndex = cursor.position;
  const run = ordinary.exec(cursor.text)?.[0].slice(0, -1) ?? '';
  cursor.position += run.length;
  return run;
}

/** Reads one character, quotation or expansion. */
export function readPart(cursor: Cursor, character: string, list: PartList, style: PartStyle): void {
  if (character === '\\') readBackslash(cursor, list, style);
  else if (character === '$') readDollar(cursor, list, style);
  else if (character === '`') list.part(readBackquoted(cursor, style.quoting !== 'plain'));
  else if (character === "'" && style.quoting === 'plain') list.quoted(readSingleQuoted(cursor));
  else if (character === '"' && style.quoting === 'plain') list.part(readDoubleQuoted(cursor));
  else if (character === '"' && style.quoting === 'double' && style.escapable === '}') list.part(readDoubleQuoted(cursor));
  else if ((character === '<' || character === '>') && style.quoting === 'plain' && isProcessSubstitution(cursor)) {
    list.part(readProcessSubstitution(cursor));
  } else {
    list.text(character, style.quoting !== 'plain');
    cursor.position++;
  }
}

export function isProcessSubstitution(cursor: Cursor): boolean {
  return cursor.dialect.processSubstitution && (cursor.at() === '<' || cursor.at() === '>') && cursor.at(1) === '(';
}

function readBackslash(cursor: Cursor, list: PartList, style: PartStyle): void {
  const next = cursor.at(1);
  if (next === '\n') {
    cursor.position += 2;
    return;
  }
  if (next === '') {
    list.text('\\', true);
    cursor.position++;
    return;
  }
  const escapes =
    style.quoting === 'plain' || '$`\\'.includes(next) || (style.quoting === 'double' && next === '"') || next === style.escapable;
  if (!escapes) {
    list.text('\\', true);
    cursor.position++;
    return;
  }
  const [escaped = ''] = cursor.text.slice(cursor.position + 1, cursor.position + 3);
  list.text(escaped, true);
  cursor.position += 1 + escaped.length;
}

function readSingleQuoted(cursor: Cursor): string {
  const start = cursor.position;
  const end = cursor.text.indexOf("'", start + 1);
  if (end < 0) throw cursor.unterminated("'", start);
  cursor.position = end + 1;
  return cursor.text.slice(start + 1, end);
}

const doubleStyle: PartStyle = { stops: character => character === '"', quoting: 'double' };

export function readDoubleQuoted(cursor: Cursor): WordPart {
  const start = cursor.position;
  cursor.position++;
  const parts = cursor.nested(() => readParts(cursor, doubleStyle));
  if (cursor.ended) throw cursor.unterminated('"', start);
  cursor.position++;
  return { kind: 'double', parts, pure: makeWord(parts, '').pure };
}

const wholeText: PartStyle = { stops: () => false, quoting: 'here' };

/** The body of an unquoted here-document as a word. */
export function readHereDocumentBody(cursor: Cursor): Word {
  return makeWord(readParts(cursor, wholeText), cursor.text);
}
