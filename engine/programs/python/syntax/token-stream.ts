import { SourceError, join, type Span } from './span.js';
import type { Token, TokenKind } from './token.js';

/** How deep expressions may be nested; CPython's own limit depends on its C stack. */
const MAX_DEPTH = 800;
const openers = new Set(['(', '[', '{']);
const closers = new Set([')', ']', '}']);
const nowhere: Token = { kind: 'end', text: '', span: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } } };

/** The tokens of a source, one after the other. */
export class TokenStream {
  readonly tokens: readonly Token[];
  at = 0;
  #depth = 0;
  /** In the tokens of an f-string's field. */
  readonly isField: boolean;

  constructor(tokens: readonly Token[], isField = false) {
    this.tokens = tokens;
    this.isField = isField;
  }

  /** The token here; what could not be read becomes an error now. */
  get token(): Token {
    const token = this.tokens[this.at] ?? this.tokens.at(-1) ?? nowhere;
    if (token.kind === 'error' && token.error) throw token.error;
    return token;
  }

  get last(): Token {
    return this.tokens[this.at - 1] ?? nowhere;
  }

  peek(ahead = 1): Token {
    return this.tokens[this.at + ahead] ?? this.tokens.at(-1) ?? nowhere;
  }

  next(): Token {
    const { token } = this;
    this.at++;
    return token;
  }

  isKind(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Whether an operator or keyword stands here. */
  is(text: string): boolean {
    const { token } = this;
    return token.text === text && (token.kind === 'operator' || token.kind === 'keyword');
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  expect(text: string): Token {
    if (!this.is(text)) this.unexpected();
    return this.next();
  }

  /** The colon before a block or a body. */
  expectColon(): void {
    if (this.accept(':')) return;
    this.unexpected("expected ':'");
  }

  /** The colon behind a condition: CPython asks for it only at the end of the line. */
  expectColonAtEnd(): void {
    if (this.accept(':')) return;
    this.unexpected(this.isKind('newline') ? "expected ':'" : undefined);
  }

  name(): Token {
    if (!this.isKind('name')) this.unexpected();
    return this.next();
  }

  spanFrom(start: Span): Span {
    return join(start, this.last.span);
  }

  fail(message: string, span: Span = this.token.span, kind?: SourceError['kind']): never {
    throw new SourceError(message, span, kind);
  }

  /** Something else should stand here. */
  unexpected(message = 'invalid syntax'): never {
    const { token } = this;
    if (message === 'invalid syntax') {
      if (token.kind === 'indent') this.fail('unexpected indent', this.endOfLine(), 'IndentationError');
    }
    throw new SourceError(message, token.span, 'SyntaxError', token.kind === 'end');
  }

  /** The last column of the line of the token here. */
  endOfLine(): Span {
    let index = this.at;
    while (this.tokens[index] && this.tokens[index]?.kind !== 'newline' && this.tokens[index]?.kind !== 'end') index++;
    const { start } = (this.tokens[index] ?? this.token).span;
    return { start, end: start };
  }

  /** Whether the token before this one lies in brackets. */
  get isInBrackets(): boolean {
    if (this.isField) return true;
    let depth = 0;
    for (let i = this.at - 1; i >= 0; i--) {
      const token = this.tokens[i];
      if (token?.kind === 'newline' || token?.kind === 'indent') return false;
      if (token?.kind !== 'operator') continue;
      if (closers.has(token.text)) depth++;
      else if (openers.has(token.text) && depth-- === 0) return true;
    }
    return false;
  }

  /** Runs a part of the grammar one level deeper. */
  deeper<T>(parse: () => T): T {
    if (++this.#depth > MAX_DEPTH) this.fail('too many nested parentheses');
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }

  /** What a part of the grammar gives, or undefined, at the old place, where it fails. */
  attempt<T>(parse: () => T): T | undefined {
    const { at } = this;
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.at = at;
      return undefined;
    }
  }

  /** Runs a part of the grammar; where it fails, what cannot be read further on is told instead, as CPython does. */
  checked<T>(parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      const broken = this.tokens.at(-1)?.error;
      if (!(error instanceof SourceError) || !broken || broken === error) throw error;
      const isUnclosed = broken.message.endsWith('was never closed');
      const line = Math.max(error.span.start.line, this.tokens[this.at]?.span.start.line ?? 0);
      throw isUnclosed && line <= broken.span.start.line ? error : broken;
    }
  }
}
