import type { ArrayLiteral, Assignment, Word } from './ast.js';
import type { Cursor } from './cursor.js';
import { readSubscriptWord } from './read-parameter.js';
import { readAssignedWord, readWord } from './read-word.js';
import { isPureValue } from './word.js';

const identifier = /[A-Za-z_][A-Za-z0-9_]*/y;

/** Reads `name=value`, `name+=value`, `name[i]=value`, `name=(…)`; undefined when something else is here. */
export function readAssignment(cursor: Cursor): Assignment | undefined {
  identifier.lastIndex = cursor.position;
  const name = identifier.exec(cursor.text)?.[0];
  if (name === undefined) return undefined;
  const after = cursor.position + name.length;
  const bracketEnd = cursor.text[after] === '[' && cursor.dialect.arrays ? subscriptEnd(cursor.text, after) : after;
  if (bracketEnd < 0) return undefined;
  const append = cursor.dialect.appendAssignments && cursor.text[bracketEnd] === '+';
  if (cursor.text[bracketEnd + (append ? 1 : 0)] !== '=') return undefined;
  const subscript = bracketEnd > after ? readSubscriptAt(cursor, after) : undefined;
  cursor.position = bracketEnd + (append ? 2 : 1);
  const value = cursor.at() === '(' && cursor.dialect.arrays && !subscript ? readArrayLiteral(cursor) : readAssignedWord(cursor);
  return { kind: 'assignment', name, subscript, append, value };
}

/** Whether nothing in it runs a command. */
export function isPureAssignment(assignment: Assignment): boolean {
  return isPureValue(assignment.value) && (assignment.subscript?.pure ?? true);
}

/** The position after the `]` that closes the `[` at `start`, looking at brackets and quotes only; -1 without one. */
function subscriptEnd(text: string, start: number): number {
  let depth = 0;
  for (let position = start; position < text.length; position++) {
    const character = text[position];
    if (character === '\n') return -1;
    if (character === '\\') position++;
    else if (character === "'" || character === '"') {
      position = text.indexOf(character, position + 1);
      if (position < 0) return -1;
    } else if (character === '[') depth++;
    else if (character === ']' && --depth === 0) return position + 1;
  }
  return -1;
}

function readSubscriptAt(cursor: Cursor, bracket: number): Word {
  cursor.position = bracket + 1;
  return cursor.nested(() => readSubscriptWord(cursor));
}

function readArrayLiteral(cursor: Cursor): ArrayLiteral {
  const start = cursor.position;
  cursor.position++;
  const elements: ArrayLiteral['elements'][number][] = [];
  cursor.nested(() => {
    for (;;) {
      skipBetweenElements(cursor);
      if (cursor.ended) throw cursor.unterminated('(', start);
      if (cursor.at() === ')') return;
      if ('|&;<>('.includes(cursor.at()) && !(cursor.at(1) === '(' && '<>'.includes(cursor.at()))) {
        throw cursor.fault({ kind: 'unexpected', token: cursor.at(), tokenKind: 'operator' });
      }
      elements.push(readElement(cursor));
    }
  });
  cursor.position++;
  const pure = elements.every(({ subscript, value }) => value.pure && (subscript?.pure ?? true));
  return { kind: 'array', elements, pure, source: cursor.text.slice(start, cursor.position) };
}

function readElement(cursor: Cursor): ArrayLiteral['elements'][number] {
  const end = cursor.at() === '[' ? subscriptEnd(cursor.text, cursor.position) : -1;
  const append = end >= 0 && cursor.text[end] === '+';
  if (end < 0 || cursor.text[end + (append ? 1 : 0)] !== '=') {
    return { subscript: undefined, append: false, value: readWord(cursor, { extendedPatterns: cursor.extendedPatterns }) };
  }
  const subscript = readSubscriptAt(cursor, cursor.position);
  cursor.position = end + (append ? 2 : 1);
  return { subscript, append, value: readAssignedWord(cursor) };
}

function skipBetweenElements(cursor: Cursor): void {
  for (;;) {
    const character = cursor.at();
    if (character !== '' && ' \t\n'.includes(character)) cursor.position++;
    else if (character === '\\' && cursor.at(1) === '\n') cursor.position += 2;
    else if (character === '#') {
      const newline = cursor.text.indexOf('\n', cursor.position);
      cursor.position = newline < 0 ? cursor.text.length : newline;
    } else return;
  }
}
