import { readAnsiQuoted } from './ansi-quotes.js';
import type { List, Word, WordPart } from './ast.js';
import type { Cursor } from './cursor.js';
import { skipContinuations } from './line-continuations.js';
import { printSubstitution } from './print-function.js';
import type { PartList, PartStyle } from './part-list.js';
import { readBracedParameter } from './read-parameter.js';
import { makeWord } from './word.js';

const specialParameters = '@*#?$!-0123456789';

/** Reads what a `$` begins, or the `$` itself. */
export function readDollar(cursor: Cursor, list: PartList, style: PartStyle): void {
  skipContinuations(cursor, 1);
  const next = cursor.at(1);
  const start = cursor.position;
  if (next === '(') list.part(cursor.at(2) === '(' ? readArithmetic(cursor) : readCommandSubstitution(cursor));
  else if (next === '[' && cursor.dialect.bashParameters) list.part(readBracketArithmetic(cursor));
  else if (next === '{') list.part(cursor.nested(() => readBracedParameter(cursor, style.quoting)));
  else if (next === "'" && style.quoting === 'plain' && cursor.dialect.ansiQuotes) list.quoted(readDollarQuoted(cursor));
  else if (next === '"' && style.quoting === 'plain' && cursor.dialect.localeQuotes) cursor.position++;
  else {
    const name = /[A-Za-z_]/.test(next) ? identifierAt(cursor.text, start + 1) : specialParameters.includes(next) ? next : '';
    const own = name.replaceAll('\\\n', '');
    if (name === '') {
      list.text('$', style.quoting !== 'plain');
      cursor.position++;
      return;
    }
    cursor.position = start + 1 + name.length;
    list.part({ kind: 'parameter', name: own, indirect: false, pure: true, source: `$${own}` });
  }
}

/** The longest name that begins at a position, with the ends of lines that are joined in it. */
function identifierAt(text: string, start: number): string {
  identifier.lastIndex = start;
  return identifier.exec(text)?.[0] ?? '';
}

const identifier = /[A-Za-z0-9_]+(?:\\\n[A-Za-z0-9_]+)*/y;

/** `$'…'`, when the cursor is at the dollar. */
function readDollarQuoted(cursor: Cursor): string {
  const start = cursor.position;
  const { text, end } = readAnsiQuoted(cursor.text, start + 2);
  if (end < 0) throw cursor.unterminated("'", start + 1);
  cursor.position = end;
  return text;
}

function readCommandSubstitution(cursor: Cursor): WordPart {
  const start = cursor.position;
  cursor.position += 2;
  const body = cursor.nested(() => cursor.grammar.commandsToParenthesis(cursor));
  return { kind: 'command', body, backquoted: false, ...substituted(cursor, start, body) };
}

function substituted(cursor: Cursor, start: number, body: List): { readonly text: string; readonly printed?: () => string } {
  const text = cursor.text.slice(start, cursor.position);
  if (cursor.dialect.name !== 'bash') return { text };
  return { text, printed: () => `${text.charAt(0)}(${printSubstitution(body)?.text ?? text.slice(2, -1)})` };
}

export function readProcessSubstitution(cursor: Cursor): WordPart {
  const start = cursor.position;
  const direction = cursor.at() === '<' ? '<' : '>';
  cursor.position += 2;
  const body = cursor.nested(() => cursor.grammar.commandsToParenthesis(cursor));
  return { kind: 'process', direction, body, ...substituted(cursor, start, body) };
}

/** `$((…))`, unless the parentheses turn out to be a subshell in a command substitution. */
function readArithmetic(cursor: Cursor): WordPart {
  const start = cursor.position;
  cursor.position += 3;
  const expression = cursor.dialect.name === 'bash' ? tryArithmetic(cursor, start) : readToParentheses(cursor, start);
  if (!expression) {
    cursor.position = start + 2;
    const body = cursor.nested(() => cursor.grammar.commandsToParenthesis(cursor));
    return { kind: 'command', body, backquoted: false, text: cursor.text.slice(start, cursor.position) };
  }
  return { kind: 'arithmetic', expression };
}

/** dash and ash take `$((` for arithmetic whatever comes, and a lone parenthesis for part of it. */
function readToParentheses(cursor: Cursor, start: number): Word {
  const from = cursor.position;
  let depth = 0;
  const style: PartStyle = {
    quoting: 'here',
    stops: character => {
      if (character === '(') depth++;
      if (character === ')' && depth > 0) depth--;
      else if (character === ')') return cursor.at(1) === ')';
      return false;
    },
  };
  const parts = cursor.nested(() => cursor.grammar.parts(cursor, style));
  if (cursor.ended) throw cursor.unterminated('$((', start);
  const expression = makeWord(parts, cursor.text.slice(from, cursor.position));
  cursor.position += 2;
  return expression;
}

/** `$[…]`, the arithmetic of before there was `$((…))`. */
function readBracketArithmetic(cursor: Cursor): WordPart {
  const start = cursor.position;
  cursor.position += 2;
  const from = cursor.position;
  const parts = cursor.nested(() => readArithmeticParts(cursor, '[', ']'));
  if (cursor.ended) throw cursor.unterminated('[', start);
  const expression = makeWord(parts, cursor.text.slice(from, cursor.position));
  cursor.position++;
  return { kind: 'arithmetic', expression };
}

/** What stands before the next `))`, which is consumed; undefined when a lone parenthesis comes first. */
export function tryArithmetic(cursor: Cursor, start: number): Word | undefined {
  if (cursor.notArithmetic.has(start)) return undefined;
  const from = cursor.position;
  const pending = cursor.pendingHereDocuments.length;
  const parts = cursor.nested(() => readArithmeticParts(cursor, '(', ')'));
  if (cursor.ended || cursor.at(1) === '') throw cursor.unterminated('$((', start);
  if (cursor.at(1) !== ')') {
    cursor.notArithmetic.add(start);
    cursor.pendingHereDocuments.length = pending;
    return undefined;
  }
  const expression = makeWord(parts, cursor.text.slice(from, cursor.position));
  cursor.position += 2;
  return expression;
}

/** The parts of an arithmetic expression up to the parenthesis or bracket that closes it. */
function readArithmeticParts(cursor: Cursor, open: '(' | '[', close: ')' | ']'): readonly WordPart[] {
  let depth = 0;
  return cursor.grammar.parts(cursor, {
    quoting: 'here',
    stops: character => {
      if (character === open) depth++;
      if (character === close && depth-- === 0) return true;
      return false;
    },
  });
}

/** `` `…` ``: its text is a script of its own once the backslashes before `` ` ``, `\` and `$` are gone. */
export function readBackquoted(cursor: Cursor, quoted: boolean): WordPart {
  const start = cursor.position;
  let text = '';
  for (cursor.position++; cursor.at() !== '`'; cursor.position++) {
    if (cursor.ended) throw cursor.unterminated('`', start);
    const next = cursor.at(1);
    if (cursor.at() === '\\' && (next === '`' || next === '\\' || next === '$' || (quoted && next === '"'))) cursor.position++;
    text += cursor.at();
  }
  const body = cursor.nested(() => cursor.grammar.commandsOf(text, cursor));
  cursor.position++;
  return { kind: 'command', body, backquoted: true, text: cursor.text.slice(start, cursor.position) };
}
