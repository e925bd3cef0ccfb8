import { codes, PgError } from '../pg-error.js';
import { reserved, type Reservation } from './keywords.js';

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'operator' | 'param' | 'end';

/** A word of SQL. `text` of a word is in lower case; of texts and quoted names it is what they mean. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const operatorCharacters = '+-*/<>=~!@#%^&|`?';
const selfCharacters = ',()[].;:';

/** Statements longer than this are refused. */
const MAX_QUERY_CHARACTERS = 64 * 1024 * 1024;

/** The words of a text; throws PgError for one that does not end. */
export function tokenize(sql: string): readonly Token[] {
  if (sql.length > MAX_QUERY_CHARACTERS) throw new PgError(codes.programLimit, 'statement too long');
  const tokens: Token[] = [];
  let at = skipBlank(sql, 0);
  while (at < sql.length) {
    const token = readToken(sql, at);
    const before = tokens.at(-1);
    // Texts on lines that follow each other are one.
    if (token.kind === 'string' && before?.kind === 'string' && sql.slice(before.end, at).includes('\n'))
      tokens[tokens.length - 1] = { ...before, text: before.text + token.text, end: token.end };
    else tokens.push(token);
    at = skipBlank(sql, token.end);
  }
  tokens.push({ kind: 'end', text: '', at: sql.length, end: sql.length });
  return tokens;
}

function skipBlank(sql: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < sql.length && ' \t\n\r\f\v'.includes(sql.charAt(at))) at++;
    if (sql.startsWith('--', at)) {
      const newline = sql.indexOf('\n', at);
      at = newline < 0 ? sql.length : newline;
    } else if (sql.startsWith('/*', at)) at = skipComment(sql, at);
    else return at;
  }
}

function skipComment(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (sql.startsWith('*/', at)) {
      at++;
      if (--depth === 0) return at + 1;
    }
  }
  throw unterminated('/* comment', sql, start);
}

function unterminated(what: string, sql: string, at: number): PgError {
  return new PgError(codes.syntax, `unterminated ${what} at or near "${sql.slice(at)}"`, { at });
}

function readToken(sql: string, at: number): Token {
  const char = sql.charAt(at);
  const quoted = /^(?:[eE]|[bBxX]|[nN]|[uU]&)?'/.exec(sql.slice(at, at + 3));
  if (quoted) return readString(sql, at, quoted[0]);
  if (char === '"') return readQuotedName(sql, at, at + 1);
  if (char === '$') return readDollar(sql, at);
  if (/[\p{L}_\u0080-\uffff]/u.test(char) || char > '\u007f') {
    let end = at + 1;
    while (end < sql.length && (/[\w$]/.test(sql.charAt(end)) || sql.charAt(end) > '\u007f')) end++;
    return { kind: 'word', text: lower(sql.slice(at, end)).slice(0, 63), at, end };
  }
  if (/\d/.test(char) || (char === '.' && /\d/.test(sql.charAt(at + 1)))) return readNumber(sql, at);
  if (char === ':' && (sql.charAt(at + 1) === ':' || sql.charAt(at + 1) === '='))
    return { kind: 'operator', text: sql.slice(at, at + 2), at, end: at + 2 };
  if (char === '.' && sql.charAt(at + 1) === '.') return { kind: 'operator', text: '..', at, end: at + 2 };
  if (selfCharacters.includes(char)) return { kind: 'operator', text: char, at, end: at + 1 };
  if (operatorCharacters.includes(char)) return readOperator(sql, at);
  throw new PgError(codes.syntax, `syntax error at or near "${char}"`, { at });
}

/** Only ASCII letters are made small. */
function lower(word: string): string {
  return word.replace(/[A-Z]/g, letter => letter.toLowerCase());
}

function readNumber(sql: string, at: number): Token {
  const match = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(sql.slice(at, at + 100_000));
  let text = match ? match[0] : '';
  // `1..2` is a range.
  if (text.endsWith('.') && sql.charAt(at + text.length) === '.') text = text.slice(0, -1);
  const end = at + text.length;
  const junk = /^[A-Za-z_]\w*/.exec(sql.slice(end, end + 64));
  if (junk) throw new PgError(codes.syntax, `trailing junk after numeric literal at or near "${text}${junk[0].charAt(0)}"`, { at });
  return { kind: 'number', text, at, end };
}

function readOperator(sql: string, at: number): Token {
  let end = at;
  while (operatorCharacters.includes(sql.charAt(end)) && end < sql.length && !sql.startsWith('--', end) && !sql.startsWith('/*', end))
    end++;
  let text = sql.slice(at, end);
  // An operator of several characters ends with + or - only if it has one of the rarer characters.
  if (!/[~!@#%^&|`?]/.test(text)) while (text.length > 1 && /[-+]$/.test(text)) text = text.slice(0, -1);
  return { kind: 'operator', text: text === '!=' ? '<>' : text, at, end: at + text.length };
}

function readQuotedName(sql: string, at: number, from: number): Token {
  let text = '';
  for (let i = from; i < sql.length; i++) {
    if (sql.charAt(i) !== '"') {
      text += sql.charAt(i);
      continue;
    }
    if (sql.charAt(i + 1) !== '"') {
      if (text === '') throw new PgError(codes.syntax, 'zero-length delimited identifier at or near """"', { at });
      return { kind: 'quoted', text: text.slice(0, 63), at, end: i + 1 };
    }
    text += '"';
    i++;
  }
  throw unterminated('quoted identifier', sql, at);
}

function readDollar(sql: string, at: number): Token {
  const param = /^\$\d+/.exec(sql.slice(at, at + 12));
  if (param) return { kind: 'param', text: param[0].slice(1), at, end: at + param[0].length };
  const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(sql.slice(at, at + 66))?.[0];
  if (tag === undefined) throw new PgError(codes.syntax, 'syntax error at or near "$"', { at });
  const close = sql.indexOf(tag, at + tag.length);
  if (close < 0) throw unterminated('dollar-quoted string', sql, at);
  return { kind: 'string', text: sql.slice(at + tag.length, close), at, end: close + tag.length };
}

function readString(sql: string, at: number, prefix: string): Token {
  const escapes = /^[eE]/.test(prefix);
  const parts: string[] = [];
  let from = at + prefix.length;
  for (let i = from; i < sql.length; i++) {
    const char = sql.charAt(i);
    if (char === "'") {
      parts.push(sql.slice(from, i));
      if (sql.charAt(i + 1) !== "'") return { kind: 'string', text: parts.join(''), at, end: i + 1 };
      parts.push("'");
      from = ++i + 1;
    } else if (char === '\\' && escapes) {
      parts.push(sql.slice(from, i));
      const { text, length } = readEscape(sql.slice(i + 1, i + 10));
      parts.push(text);
      i += length;
      from = i + 1;
    }
  }
  throw unterminated('quoted string', sql, at);
}

const escapeLetters: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

function readEscape(rest: string): { readonly text: string; readonly length: number } {
  const unicode = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(rest);
  if (unicode) {
    const code = parseInt(unicode[1] ?? unicode[2] ?? '0', 16);
    if (code > 0x10ffff) throw new PgError(codes.syntax, 'invalid Unicode escape value');
    return { text: String.fromCodePoint(code), length: unicode[0].length };
  }
  const octal = /^(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2}))/.exec(rest);
  if (octal) {
    const code = octal[1] === undefined ? parseInt(octal[2] ?? '0', 16) : parseInt(octal[1], 8) & 255;
    return { text: String.fromCharCode(code), length: octal[0].length };
  }
  const letter = rest.charAt(0);
  return { text: escapeLetters.get(letter) ?? letter, length: 1 };
}

/** What kind of keyword a token is; undefined for names that mean nothing special. */
export function reservationOf(token: Token): Reservation | undefined {
  return token.kind === 'word' ? reserved.get(token.text) : undefined;
}
