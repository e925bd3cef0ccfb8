import { CompileError } from './ast.js';
import type { Token, TokenKind } from './token.js';

const MAX_TOKENS = 2_000_000;

/** A place in a source (one character a byte), the line that it is on, and the tokens that were found up to there. */
export abstract class Scanner {
  protected readonly source: string;
  protected at = 0;
  protected line: number;
  protected tokens: Token[] = [];

  constructor(source: string, line = 1) {
    this.source = source;
    this.line = line;
  }

  protected push(kind: TokenKind, text: string, more: Partial<Token> = {}): void {
    if (this.tokens.length > MAX_TOKENS) throw new CompileError('drydock: a file of this size is not simulated', this.line);
    this.tokens.push({ kind, text, line: this.line, ...more });
  }

  protected skipTo(end: number): void {
    for (let i = this.at; i < end; i++) if (this.source.charCodeAt(i) === 10) this.line++;
    this.at = end;
  }

  protected match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.source);
  }
}
