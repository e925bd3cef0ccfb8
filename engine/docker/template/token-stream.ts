import { lex, type Token, type TokenKind } from './lex.js';
import { quoteGo } from './quote.js';
import { TemplateError } from './template-error.js';

/** The tokens of a template one after the other, and the complaints about them in Go's words. */
export class TokenStream {
  readonly #name: string;
  readonly #end: number;
  readonly #tokens: readonly Token[];
  /** Index of the next token; the parser goes back by setting it. */
  at = 0;
  /** Line where the action began that is being read; 0 outside of actions. */
  actionLine = 0;
  /** Line of the token that was looked at last, which Go's error texts name. */
  #line = 1;

  constructor(source: string, name: string) {
    this.#name = name;
    this.#end = source.length;
    this.#tokens = lex(source);
  }

  peek(): Token {
    const token = this.#tokens[Math.min(this.at, this.#tokens.length - 1)];
    if (!token) return { kind: 'eof', text: '', at: this.#end, line: this.#line };
    this.#line = token.line;
    return token;
  }

  take(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  peekNonSpace(): Token {
    while (this.peek().kind === 'space') this.at++;
    return this.peek();
  }

  takeNonSpace(): Token {
    this.peekNonSpace();
    return this.take();
  }

  expect(kind: TokenKind, context: string): void {
    const token = this.takeNonSpace();
    if (token.kind !== kind) this.unexpected(token, context);
  }

  unexpected(token: Token, context: string): never {
    if (token.kind !== 'error') return this.fail(`unexpected ${showToken(token)} in ${context}`);
    const started = this.actionLine !== 0 && this.actionLine !== token.line;
    const where = started ? ` started at ${this.#name}:${String(this.actionLine)}` : '';
    const joint = started && !token.text.endsWith(' action') ? ' in action' : '';
    return this.fail(token.text + joint + where);
  }

  fail(message: string): never {
    throw new TemplateError('parse', `template: ${this.#name}:${String(this.#line)}: ${message}`);
  }
}

function showToken(token: Token): string {
  if (token.kind === 'eof') return 'EOF';
  if (token.kind === 'keyword' || token.kind === 'dot' || token.kind === 'nil') return `<${token.text}>`;
  const characters = [...token.text];
  return characters.length > 10 ? `${quoteGo(characters.slice(0, 10).join(''))}...` : quoteGo(token.text);
}
