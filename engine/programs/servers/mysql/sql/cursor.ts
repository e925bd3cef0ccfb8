import type { Dialect } from '../dialect.js';
import { sqlErrors, type SqlError } from '../sql-error.js';
import type { TableName } from './ast.js';
import type { Query } from './ast.js';
import { lineOf, tokenize, type Token } from './lexer.js';
import { isReserved } from './reserved.js';

/** How deep expressions and queries may be nested. */
const MAX_DEPTH = 120;

/** Walks over the tokens of a statement. */
export class Cursor {
  readonly sql: string;
  readonly dialect: Dialect;
  /** Reads a query in parentheses, without them: expressions need it. */
  readonly readQuery: (cursor: Cursor) => Query;
  /** Question marks that have been read. */
  parameters = 0;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(sql: string, dialect: Dialect, readQuery: (cursor: Cursor) => Query) {
    this.sql = sql;
    this.dialect = dialect;
    this.readQuery = readQuery;
    this.#tokens = tokenize(sql, dialect);
  }

  get token(): Token {
    return this.peek(0);
  }

  peek(distance: number): Token {
    return this.#tokens[Math.min(this.#at + distance, this.#tokens.length - 1)] ?? { kind: 'end', text: '', at: 0, end: 0 };
  }

  next(): Token {
    const token = this.token;
    if (this.#at < this.#tokens.length - 1) this.#at++;
    return token;
  }

  /** Whether the next token is one of these keywords. */
  isWord(...words: readonly string[]): boolean {
    return this.isWordAt(0, ...words);
  }

  isWordAt(distance: number, ...words: readonly string[]): boolean {
    const { kind, text } = this.peek(distance);
    return kind === 'word' && words.includes(text.toLowerCase());
  }

  isSymbol(...symbols: readonly string[]): boolean {
    return this.token.kind === 'symbol' && symbols.includes(this.token.text);
  }

  /** Takes these keywords if they all follow. */
  accept(...words: readonly string[]): boolean {
    if (!words.every((word, index) => this.isWordAt(index, word))) return false;
    this.#at += words.length;
    return true;
  }

  acceptSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#at++;
    return true;
  }

  expect(...words: readonly string[]): void {
    for (const word of words) if (!this.accept(word)) throw this.unexpected();
  }

  expectSymbol(symbol: string): void {
    if (!this.acceptSymbol(symbol)) throw this.unexpected();
  }

  /** One of several keywords, in lower case. */
  acceptOneOf<T extends string>(words: readonly T[]): T | undefined {
    const word = words.find(candidate => this.isWord(candidate));
    if (word !== undefined) this.#at++;
    return word;
  }

  unexpected(token: Token = this.token): SqlError {
    return sqlErrors.syntax(this.sql.slice(token.at), lineOf(this.sql, token.at), this.dialect.serverName);
  }

  end(): void {
    this.acceptSymbol(';');
    if (this.token.kind !== 'end') throw this.unexpected();
  }

  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.acceptSymbol(',')) items.push(item());
    return items;
  }

  /** Items between parentheses. */
  parenthesized<T>(item: () => T): T[] {
    this.expectSymbol('(');
    const items = this.list(item);
    this.expectSymbol(')');
    return items;
  }

  nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw sqlErrors.tooDeep();
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  /** A name: quoted, or a word that is not reserved. */
  identifier(): string {
    const { kind, text } = this.token;
    if (kind === 'quoted' || (kind === 'word' && !isReserved(text, this.dialect))) return this.next().text;
    throw this.unexpected();
  }

  /** A name behind a point: any word will do. */
  anyIdentifier(): string {
    if (this.token.kind !== 'quoted' && this.token.kind !== 'word' && this.token.kind !== 'number') throw this.unexpected();
    return this.next().text;
  }

  isIdentifier(): boolean {
    return this.token.kind === 'quoted' || (this.token.kind === 'word' && !isReserved(this.token.text, this.dialect));
  }

  string(): string {
    if (this.token.kind !== 'string') throw this.unexpected();
    return this.next().text;
  }

  integer(): number {
    if (this.token.kind !== 'number' || !/^\d+$/.test(this.token.text)) throw this.unexpected();
    return Number(this.next().text);
  }

  tableName(): TableName {
    const first = this.identifier();
    if (!this.acceptSymbol('.')) return { database: undefined, name: first };
    return { database: first, name: this.anyIdentifier() };
  }

  /** The statement's text from a position up to the last token that was taken. */
  textSince(start: number): string {
    return this.sql.slice(start, this.#tokens[this.#at - 1]?.end ?? start);
  }
}
