import { tokenize, type Token } from './lexer.js';
import { AwkSyntaxError } from './syntax.js';

/** The tokens of a program, looked at one by one. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#tokens = tokenize(source);
  }

  get current(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] ?? { kind: 'end', text: '', line: 0 };
  }

  peek(distance: number): Token | undefined {
    return this.#tokens[this.#at + distance];
  }

  /** Where the stream stands, to come back to. */
  get position(): number {
    return this.#at;
  }

  rewind(position: number): void {
    this.#at = position;
  }

  next(): Token {
    const token = this.current;
    this.#at++;
    return token;
  }

  is(...texts: readonly string[]): boolean {
    const { kind, text } = this.current;
    return (kind === 'operator' || kind === 'keyword') && texts.includes(text);
  }

  /** Moves on when one of these stands here. */
  take(...texts: readonly string[]): boolean {
    if (!this.is(...texts)) return false;
    this.#at++;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  skipNewlines(): void {
    while (this.current.kind === 'newline') this.#at++;
  }

  /** Newlines and semicolons between statements. */
  skipTerminators(): void {
    while (this.current.kind === 'newline' || this.is(';')) this.#at++;
  }

  fail(): never {
    const { kind, text, line } = this.current;
    if (kind === 'end') throw new AwkSyntaxError(line + 1, 'missing } near end of file');
    throw new AwkSyntaxError(line, `syntax error at or near ${kind === 'newline' ? 'end of line' : text}`);
  }
}
