import { sqlErrors } from './sql-error.js';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'variable' | 'end';
  readonly text: string;
  readonly at: number;
}

const symbols = ['<=>', '<=', '>=', '<>', '!=', ':=', '&&', '||'] as const;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0', b: '\b', Z: '\x1a' };

/** The tokens of a statement, the last one being the end. */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const skipped = skipSpace(sql, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const token = nextToken(sql, at);
    tokens.push(token.token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', at: sql.length });
  return tokens;
}

/** Splits a script at its semicolons, outside strings and comments; what is left after the last one is `rest`. */
export function splitStatements(script: string): { readonly statements: readonly string[]; readonly rest: string } {
  const statements: string[] = [];
  let start = 0;
  for (let at = 0; at < script.length; ) {
    const char = script[at] ?? '';
    const end = /['"`]/.test(char) ? closingQuote(script, at) : skipComment(script, at);
    if (end > at) at = end;
    else {
      if (char === ';') {
        statements.push(script.slice(start, at));
        start = at + 1;
      }
      at++;
    }
  }
  return { statements, rest: script.slice(start) };
}

/** Whether a text has nothing but space and comments. */
export function isBlank(sql: string): boolean {
  let at = 0;
  for (let next = skipSpace(sql, at); next > at; next = skipSpace(sql, at)) at = next;
  return at >= sql.length;
}

function nextToken(sql: string, at: number): { readonly token: Token; readonly end: number } {
  const char = sql[at] ?? '';
  if (char === "'" || char === '"' || char === '`') {
    const end = closingQuote(sql, at);
    if (end > sql.length || sql[end - 1] !== char || end - at < 2) throw sqlErrors.syntax(sql.slice(at), lineOf(sql, at));
    const body = sql.slice(at + 1, end - 1).replaceAll(char + char, char);
    if (char === '`') return { token: { kind: 'quoted', text: body, at }, end };
    return {
      token: {
        kind: 'string',
        text: body.replace(/\\(.)/gs, (whole, letter: string) => escapes[letter] ?? (letter === '%' || letter === '_' ? whole : letter)),
        at,
      },
      end,
    };
  }
  const rest = sql.slice(at);
  const number = /^(\d+(\.\d+)?([eE][-+]?\d+)?|\.\d+)(?![\w$])/.exec(rest)?.[0];
  if (number !== undefined) return { token: { kind: 'number', text: number, at }, end: at + number.length };
  const variable = /^@@?[\w.$]+/.exec(rest)?.[0];
  if (variable !== undefined) return { token: { kind: 'variable', text: variable, at }, end: at + variable.length };
  const word = /^[\w$\u0080-\uffff]+/.exec(rest)?.[0];
  if (word !== undefined) return { token: { kind: 'word', text: word, at }, end: at + word.length };
  const symbol = symbols.find(candidate => rest.startsWith(candidate)) ?? char;
  return { token: { kind: 'symbol', text: symbol, at }, end: at + symbol.length };
}

function skipSpace(sql: string, at: number): number {
  const space = /^\s+/.exec(sql.slice(at, at + 4096))?.[0].length ?? 0;
  return space > 0 ? at + space : skipComment(sql, at);
}

function skipComment(sql: string, at: number): number {
  const start = sql.slice(at, at + 3);
  if (start.startsWith('#') || /^--(\s|$)/.test(start)) {
    const end = sql.indexOf('\n', at);
    return end < 0 ? sql.length : end + 1;
  }
  if (!start.startsWith('/*')) return at;
  const end = sql.indexOf('*/', at + 2);
  return end < 0 ? sql.length : end + 2;
}

/** The position behind the quote that closes the one at `at`. */
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
