import { unexpected, type Token } from './lexer.js';

/** Tokens, and how far they are read. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  advance(): void {
    this.#at++;
  }

  back(): void {
    this.#at--;
  }

  /** A token that many further. */
  ahead(count: number): Token | undefined {
    return this.#tokens[this.#at + count];
  }

  peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: this.#tokens.at(-1)?.at ?? 0 };
  }

  is(text: string): boolean {
    const token = this.peek();
    return token.kind === 'operator' && token.text === text;
  }

  isKeyword(text: string): boolean {
    const token = this.peek();
    return token.kind === 'keyword' && token.text === text;
  }

  skip(text: string): boolean {
    if (!this.is(text) && !this.isKeyword(text)) return false;
    this.advance();
    return true;
  }

  expect(text: string): void {
    if (!this.skip(text)) throw this.wrong();
  }

  take(kind: Token['kind']): string {
    const token = this.peek();
    if (token.kind !== kind) throw this.wrong();
    this.advance();
    return token.text;
  }

  wrong(): Error {
    const token = this.peek();
    const names: Readonly<Record<Token['kind'], string>> = {
      end: '$end',
      name: 'IDENT',
      field: 'FIELD',
      number: 'LITERAL',
      format: 'FORMAT',
      text: 'QQSTRING_START',
      variable: "'$'",
      operator: token.text === '//' ? 'DEFINEDOR' : token.text === '..' ? 'REC' : token.text.length > 1 ? token.text : `'${token.text}'`,
      keyword: token.text,
    };
    return unexpected(names[token.kind], token.at);
  }
}
