import { append } from '../../core/append.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { readEscape } from '../text/escapes.js';
import { AwkSyntaxError } from './syntax.js';

export type TokenKind = 'number' | 'string' | 'regex' | 'name' | 'function' | 'builtin' | 'keyword' | 'operator' | 'newline' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly line: number;
}

const keywords = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(' '),
);
const builtinNames = new Set(
  'length substr index split sub gsub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper system close fflush systime strftime'.split(
    ' ',
  ),
);
const operators = [
  '**=',
  '&&',
  '||',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '**',
  '==',
  '<=',
  '>=',
  '!=',
  '!~',
  '>>',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '>',
  '<',
  '|',
  '?',
  ':',
  '~',
  '$',
  '=',
];

/** Splits a program into tokens. Whether a slash divides or begins an expression follows from the token before it. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  const push = (kind: TokenKind, text: string, length: number): void => {
    tokens.push({ kind, text, line });
    at += length;
  };
  while (at < source.length) {
    const rest = source.slice(at, at + 256);
    const space = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest);
    if (space) {
      if (space[0].endsWith('\n')) line++;
      at += space[0].length;
      continue;
    }
    const character = source[at] ?? '';
    if (character === '\n') {
      push('newline', '\n', 1);
      line++;
    } else if (character === '"') {
      const { text, length } = readString(source, at, line);
      push('string', text, length);
    } else if (character === '/' && regexAllowed(tokens.at(-1))) {
      const { text, length } = readRegex(source, at, line);
      push('regex', text, length);
    } else {
      const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest);
      const name = /^[A-Za-z_]\w*/.exec(rest);
      const operator = operators.find(each => rest.startsWith(each));
      if (number) push('number', number[0], number[0].length);
      else if (name) push(kindOfName(name[0], source[at + name[0].length]), name[0], name[0].length);
      else if (operator !== undefined) push('operator', operator.replace('**', '^'), operator.length);
      else throw new AwkSyntaxError(line, `unexpected character '${character}'`);
    }
  }
  tokens.push({ kind: 'newline', text: '\n', line }, { kind: 'end', text: '', line });
  return tokens;
}

function kindOfName(name: string, next: string | undefined): TokenKind {
  if (keywords.has(name)) return 'keyword';
  if (builtinNames.has(name)) return 'builtin';
  return next === '(' ? 'function' : 'name';
}

function regexAllowed(before: Token | undefined): boolean {
  if (!before) return true;
  if (['number', 'string', 'name', 'builtin', 'regex'].includes(before.kind)) return false;
  return !(before.kind === 'operator' && [')', ']', '$', '++', '--'].includes(before.text));
}

function readString(source: string, start: number, line: number): { readonly text: string; readonly length: number } {
  const bytes: number[] = [];
  let text = '';
  const flush = (): void => {
    text += decodeUtf8(Uint8Array.from(bytes));
    bytes.length = 0;
  };
  for (let at = start + 1; at < source.length; ) {
    const character = source[at] ?? '';
    if (character === '"') {
      flush();
      return { text, length: at + 1 - start };
    }
    if (character === '\n') break;
    const next = source[at + 1] ?? '';
    if (character !== '\\' || next === '/' || next === '"') {
      flush();
      text += character === '\\' ? next : character;
      at += character === '\\' ? 2 : 1;
    } else if (next === '\n') at += 2;
    else {
      const escape = readEscape(source, at, { leadingZero: false });
      append(bytes, escape.bytes);
      at += escape.length;
    }
  }
  throw new AwkSyntaxError(line, `runaway string constant "${source.slice(start + 1, start + 20)} ...`);
}

function readRegex(source: string, start: number, line: number): { readonly text: string; readonly length: number } {
  let text = '';
  let bracket = false;
  for (let at = start + 1; at < source.length && source[at] !== '\n'; at++) {
    const character = source[at] ?? '';
    if (character === '\\') {
      const next = source[at + 1] ?? '';
      text += next === '/' ? '/' : `\\${next}`;
      at++;
      continue;
    }
    if (character === '[' && !bracket) {
      bracket = true;
      const opening = /^\[\^?\]?/.exec(source.slice(at))?.[0] ?? '[';
      text += opening;
      at += opening.length - 1;
      continue;
    }
    if (character === ']') bracket = false;
    if (character === '/' && !bracket) return { text, length: at + 1 - start };
    text += character;
  }
  throw new AwkSyntaxError(line, `runaway regular expression /${text.slice(0, 20)} ...`);
}
