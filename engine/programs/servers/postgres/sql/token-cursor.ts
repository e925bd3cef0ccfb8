import { codes, PgError } from '../pg-error.js';
import type { Query } from './ast.js';
import { reservationOf, tokenize, type Token } from './lexer.js';

/** How deep expressions and queries may be nested in each other. */
const MAX_NESTING = 200;

/** How many joins or set operations may follow each other. */
export const MAX_CHAINED = 300;

/** Goes through the words of a statement. */
export class TokenCursor {
  readonly sql: string;
  readonly tokens: readonly Token[];
  /** Reads a query: what is in parentheses in an expression. */
  readonly readQuery: (cursor: TokenCursor) => Query;
  position = 0;
  #depth = 0;

  constructor(sql: string, readQuery: (cursor: TokenCursor) => Query) {
    this.sql = sql;
    this.tokens = tokenize(sql);
    this.readQuery = readQuery;
  }

  peek(offset = 0): Token {
    const token = this.tokens[Math.min(this.position + offset, this.tokens.length - 1)];
    if (!token) throw new Error('postgres: no tokens');
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (this.position < this.tokens.length - 1) this.position++;
    return token;
  }

  /** Whether these words come next. */
  sees(...words: readonly string[]): boolean {
    return words.every((word, i) => {
      const token = this.peek(i);
      return (token.kind === 'word' || token.kind === 'operator') && token.text === word;
    });
  }

  /** Takes these words if they come next. */
  takes(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    this.position += words.length;
    return true;
  }

  /** The one of these words that comes next, taken. */
  takesOne<T extends string>(...words: readonly T[]): T | undefined {
    const found = words.find(word => this.sees(word));
    if (found !== undefined) this.position++;
    return found;
  }

  expect(...words: readonly string[]): void {
    for (const word of words) if (!this.takes(word)) throw this.unexpected();
  }

  unexpected(token: Token = this.peek()): PgError {
    if (token.kind === 'end') return new PgError(codes.syntax, 'syntax error at end of input', { at: token.at });
    return new PgError(codes.syntax, `syntax error at or near "${this.sql.slice(token.at, token.end)}"`, { at: token.at });
  }

  /** Runs a reader one level deeper. */
  nested<T>(read: () => T): T {
    if (++this.#depth > MAX_NESTING) throw tooDeep();
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  /** A name of a table or column: any word that is not reserved. */
  name(): string {
    const token = this.peek();
    if (!isName(token, 'column')) throw this.unexpected();
    this.next();
    return token.text;
  }

  /** A name after AS: any word. */
  label(): string {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'quoted') throw this.unexpected();
    this.next();
    return token.text;
  }

  /** `schema.table`. */
  qualifiedName(): readonly string[] {
    const path = [this.name()];
    while (this.takes('.')) path.push(this.label());
    return path;
  }

  names(): readonly string[] {
    const names = [this.name()];
    while (this.takes(',')) names.push(this.name());
    return names;
  }

  /** `(a, b)`. */
  nameList(): readonly string[] {
    this.expect('(');
    const names = this.names();
    this.expect(')');
    return names;
  }

  string(): string {
    const token = this.peek();
    if (token.kind !== 'string') throw this.unexpected();
    this.next();
    return token.text;
  }

  integer(): number {
    const token = this.peek();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw this.unexpected();
    this.next();
    return Number(token.text);
  }

  list<T>(read: () => T): readonly T[] {
    const items = [read()];
    while (this.takes(',')) items.push(read());
    return items;
  }

  isAtEnd(): boolean {
    return this.peek().kind === 'end';
  }
}

/** Whether a token names something of this kind: functions and types may not have the names of syntax like `coalesce`. */
export function isName(token: Token, kind: 'column' | 'function'): boolean {
  if (token.kind === 'quoted') return true;
  if (token.kind !== 'word') return false;
  const reservation = reservationOf(token);
  return reservation === undefined || reservation === kind;
}

export function tooDeep(): PgError {
  return new PgError(codes.tooComplex, 'stack depth limit exceeded', {
    hint: 'Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform\'s stack depth limit is adequate.',
  });
}
