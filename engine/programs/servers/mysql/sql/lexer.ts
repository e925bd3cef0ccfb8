import type { Dialect } from '../dialect.js';
import { sqlErrors } from '../sql-error.js';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'hex' | 'symbol' | 'variable' | 'parameter' | 'end';
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const symbols = ['->>', '<=>', '->', '<=', '>=', '<>', '!=', ':=', '&&', '||', '<<', '>>'] as const;
const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
  ['b', '\b'],
  ['Z', '\x1a'],
]);
const spaces = /\s+/y;
const numbers = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const words = /[\w$\u0080-\uffff]+/y;
const variables = /@@(?:(?:global|session|local|persist)\s*\.\s*)?[\w$]+(?:\.[\w$]+)?|@(?:[\w.$\u0080-\uffff]+|`[^`]*`|'[^']*'|"[^"]*")?/iy;
const hexes = /0[xX][0-9a-fA-F]+(?![\w$])|[xX]'[0-9a-fA-F]*'|0b[01]+(?![\w$])|[bB]'[01]*'/y;

/** The tokens of a statement, the last one being the end. */
export function tokenize(sql: string, dialect: Dialect): readonly Token[] {
  const tokens: Token[] = [];
  // How many version comments are open: their contents count, their ends do not.
  let open = 0;
  for (let at = 0; at < sql.length; ) {
    const skipped = skipSpace(sql, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    if (sql.startsWith('/*', at)) {
      const body = versionComment(sql, at, dialect);
      if (body === undefined) at = endOfComment(sql, at);
      else {
        open++;
        at = body;
      }
      continue;
    }
    if (open > 0 && sql.startsWith('*/', at)) {
      open--;
      at += 2;
      continue;
    }
    const token = nextToken(sql, at, dialect);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', at: sql.length, end: sql.length });
  return tokens;
}

/** Where the contents of `/*!80000 …` begin that this server has to read. */
function versionComment(sql: string, at: number, dialect: Dialect): number | undefined {
  const head = /^\/\*(M?)!(\d{5,6})?/.exec(sql.slice(at, at + 12));
  if (!head || (head[1] === 'M' && dialect.product !== 'mariadb')) return undefined;
  const wanted = Number(head[2] ?? 0);
  // MariaDB takes no comments of MySQL's versions 5.7 and later.
  if (dialect.product === 'mariadb' && head[1] === '' && wanted >= 50_700 && wanted <= 99_999) return undefined;
  return wanted <= dialect.versionNumber ? at + head[0].length : undefined;
}

function endOfComment(sql: string, at: number): number {
  const end = sql.indexOf('*/', at + 2);
  return end < 0 ? sql.length : end + 2;
}

/** Splits a script at a delimiter, outside strings and comments; what is left after the last one is `rest`. */
export function splitStatements(script: string, delimiter = ';'): { readonly statements: readonly string[]; readonly rest: string } {
  const statements: string[] = [];
  let start = 0;
  for (let at = 0; at < script.length; ) {
    const char = script[at] ?? '';
    const end = char === "'" || char === '"' || char === '`' ? closingQuote(script, at) : skipComment(script, at);
    if (end > at) at = end;
    else if (script.startsWith(delimiter, at)) {
      statements.push(script.slice(start, at));
      at += delimiter.length;
      start = at;
    } else at++;
  }
  return { statements, rest: script.slice(start) };
}

/** Whether a text has nothing but space and comments. */
export function isBlank(sql: string): boolean {
  let at = 0;
  for (let next = skipBlank(sql, at); next > at; next = skipBlank(sql, at)) at = next;
  return at >= sql.length;
}

function skipBlank(sql: string, at: number): number {
  const next = skipSpace(sql, at);
  return next > at || /^\/\*M?!/.test(sql.slice(at, at + 4)) ? next : skipComment(sql, at);
}

function nextToken(sql: string, at: number, dialect: Dialect): Token {
  const char = sql[at] ?? '';
  if (char === "'" || char === '"' || char === '`') return quotedToken(sql, at, char, dialect);
  const hex = match(hexes, sql, at);
  if (hex !== undefined) return { kind: 'hex', text: hex, at, end: at + hex.length };
  const number = match(numbers, sql, at);
  const word = match(words, sql, at);
  // `2nd` is a name; `1e3` and `10` are numbers.
  if (number !== undefined && (word === undefined || number.length >= word.length))
    return { kind: 'number', text: number, at, end: at + number.length };
  if (char === '@') {
    const variable = match(variables, sql, at) ?? '@';
    return { kind: 'variable', text: variable, at, end: at + variable.length };
  }
  if (word !== undefined) return { kind: 'word', text: word, at, end: at + word.length };
  if (char === '?') return { kind: 'parameter', text: '?', at, end: at + 1 };
  const symbol = symbols.find(candidate => sql.startsWith(candidate, at)) ?? char;
  return { kind: 'symbol', text: symbol, at, end: at + symbol.length };
}

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

function quotedToken(sql: string, at: number, quote: string, dialect: Dialect): Token {
  const end = closingQuote(sql, at);
  if (end > sql.length) throw sqlErrors.syntax(sql.slice(at), lineOf(sql, at), dialect.serverName);
  const body = sql.slice(at + 1, end - 1).replaceAll(quote + quote, quote);
  if (quote === '`') return { kind: 'quoted', text: body, at, end };
  return { kind: 'string', text: body.includes('\\') ? unescape(body) : body, at, end };
}

function unescape(body: string): string {
  return body.replace(/\\(.)/gs, (whole, letter: string) => escapes.get(letter) ?? (letter === '%' || letter === '_' ? whole : letter));
}

function skipSpace(sql: string, at: number): number {
  const space = match(spaces, sql, at);
  if (space !== undefined) return at + space.length;
  return sql.startsWith('/*', at) ? at : skipComment(sql, at);
}

function skipComment(sql: string, at: number): number {
  const char = sql[at];
  if (char === '#' || (char === '-' && /^--(\s|$)/.test(sql.slice(at, at + 3)))) {
    const end = sql.indexOf('\n', at);
    return end < 0 ? sql.length : end + 1;
  }
  return char === '/' && sql[at + 1] === '*' ? endOfComment(sql, at) : at;
}

/** The position behind the quote that closes the one at `at`; past the end when none does. */
function closingQuote(sql: string, at: number): number {
  const quote = sql[at];
  for (let k = at + 1; k < sql.length; k++) {
    if (sql[k] === '\\' && quote !== '`') k++;
    else if (sql[k] === quote) {
      if (sql[k + 1] !== quote) return k + 1;
      k++;
    }
  }
  return sql.length + 1;
}

export function lineOf(sql: string, at: number): number {
  return sql.slice(0, at).split('\n').length;
}
