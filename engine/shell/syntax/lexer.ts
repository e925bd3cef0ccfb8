import type { Redirect, RedirectOperator, Word } from './ast.js';
import type { Cursor } from './cursor.js';
import { readHereDocuments } from './here-document.js';
import { isProcessSubstitution } from './read-parts.js';
import { readWord } from './read-word.js';
import { plainText } from './word.js';

export type Token =
  /** `text` is the word when it is unquoted and has no expansions: it may be a keyword. */
  | { readonly kind: 'word'; readonly word: Word; readonly text: string | undefined; readonly start: number }
  | { readonly kind: 'operator'; readonly text: string; readonly start: number }
  | { readonly kind: 'redirect'; readonly operator: RedirectOperator | '<<-'; readonly fd: Redirect['fd']; readonly start: number }
  | { readonly kind: 'newline'; readonly start: number }
  | { readonly kind: 'end'; readonly start: number };

/** Cuts the source into tokens, one ahead of the parser. */
export class Lexer {
  readonly cursor: Cursor;
  #token: Token | undefined;
  /** Where the token before the next one ended. */
  previousEnd = 0;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  peek(): Token {
    this.#token ??= this.#read();
    return this.#token;
  }

  next(): Token {
    const token = this.peek();
    this.#token = undefined;
    this.previousEnd = this.cursor.position;
    return token;
  }

  /** The token if it is this operator, which is then consumed. */
  accept(operator: string): boolean {
    const token = this.peek();
    if (token.kind !== 'operator' || token.text !== operator) return false;
    this.next();
    return true;
  }

  isOperator(operator: string): boolean {
    const token = this.peek();
    return token.kind === 'operator' && token.text === operator;
  }

  /** Whether a parenthesis is next, without reading the token: it may be an assignment, which is read differently. */
  get atParenthesis(): boolean {
    return this.#token ? this.isOperator('(') : this.atToken()?.at() === '(';
  }

  /** The keyword or plain word that is next. */
  plainWord(): string | undefined {
    const token = this.peek();
    return token.kind === 'word' ? token.text : undefined;
  }

  /** Never reads a word: what follows may be an assignment, which is read differently. */
  skipNewlines(): void {
    while (this.atNewline) this.next();
  }

  get atNewline(): boolean {
    if (this.#token) return this.#token.kind === 'newline';
    skipBlanks(this.cursor);
    return this.cursor.at() === '\n';
  }

  get atEnd(): boolean {
    if (this.#token) return this.#token.kind === 'end';
    skipBlanks(this.cursor);
    return this.cursor.ended;
  }

  /** The line in which the token before the next one ended. */
  get lastLine(): number {
    return this.cursor.lineAt(this.previousEnd);
  }

  /** Where the next token begins. */
  get nextStart(): number {
    if (this.#token) return this.#token.start;
    skipBlanks(this.cursor);
    return this.cursor.position;
  }

  /** Brings the cursor to the next token without reading it; only when none has been peeked. */
  atToken(): Cursor | undefined {
    if (this.#token) return undefined;
    skipBlanks(this.cursor);
    return this.cursor;
  }

  /** The source was changed at or after the next token, which must be read again. */
  reread(position: number): void {
    this.#token = undefined;
    this.cursor.position = position;
  }

  /** After something was read past the lexer. */
  resume(): void {
    this.previousEnd = this.cursor.position;
  }

  /** The input ended where here-documents should begin. */
  endOfInput(): void {
    readHereDocuments(this.cursor);
  }

  #read(): Token {
    const { cursor } = this;
    skipBlanks(cursor);
    const start = cursor.position;
    const character = cursor.at();
    if (character === '') return { kind: 'end', start };
    if (character === '\n') {
      cursor.position++;
      readHereDocuments(cursor);
      return { kind: 'newline', start };
    }
    return readRedirect(cursor) ?? readOperator(cursor) ?? readWordToken(cursor);
  }
}

export function skipBlanks(cursor: Cursor): void {
  for (;;) {
    const character = cursor.at();
    if (character === ' ' || character === '\t') cursor.position++;
    else if (character === '\\' && cursor.at(1) === '\n') cursor.position += 2;
    else if (character === '#') {
      const newline = cursor.text.indexOf('\n', cursor.position);
      cursor.position = newline < 0 ? cursor.text.length : newline;
    } else return;
  }
}

function readWordToken(cursor: Cursor): Token {
  const start = cursor.position;
  const word = readWord(cursor, { extendedPatterns: cursor.extendedPatterns });
  return { kind: 'word', word, text: plainText(word), start };
}

const operators = [';;&', ';;', ';&', '&&', '||', '|&', ';', '|', '&', '(', ')'];

function readOperator(cursor: Cursor): Token | undefined {
  if (!'&|;()'.includes(cursor.at())) return undefined;
  const { dialect, position: start } = cursor;
  const text = operators.find(
    operator =>
      cursor.startsWith(operator) &&
      (dialect.caseFallThrough || (operator !== ';;&' && operator !== ';&')) &&
      (dialect.pipeBoth || operator !== '|&'),
  );
  if (text === undefined) return undefined;
  cursor.position += text.length;
  return { kind: 'operator', text, start };
}

const redirects = ['<<<', '<<-', '<<', '<&', '<>', '<', '>>', '>&', '>|', '>', '&>>', '&>'] as const;
const redirectPrefix = /(?:[0-9]+|\{[A-Za-z_][A-Za-z0-9_]*(?:\[[^\]\s]+\])?\})(?=[<>])/y;

function readRedirect(cursor: Cursor): Token | undefined {
  const start = cursor.position;
  const prefix = readPrefix(cursor);
  if (prefix === undefined && isProcessSubstitution(cursor)) return undefined;
  const at = start + (prefix?.length ?? 0);
  const operator = redirects.find(candidate => cursor.text.startsWith(candidate, at) && isKnown(candidate, cursor));
  if (operator === undefined || (prefix !== undefined && operator.startsWith('&'))) return undefined;
  cursor.position = at + operator.length;
  return { kind: 'redirect', operator, fd: prefix === undefined ? undefined : parsePrefix(prefix), start };
}

function readPrefix(cursor: Cursor): string | undefined {
  if (!/[0-9{]/.test(cursor.at())) return undefined;
  redirectPrefix.lastIndex = cursor.position;
  const prefix = redirectPrefix.exec(cursor.text)?.[0];
  if (prefix?.startsWith('{')) return cursor.dialect.bashParameters ? prefix : undefined;
  // dash knows descriptors of one digit.
  return cursor.dialect.name === 'dash' && (prefix?.length ?? 0) > 1 ? undefined : prefix;
}

function parsePrefix(prefix: string): Redirect['fd'] {
  return prefix.startsWith('{') ? { variable: prefix.slice(1, -1) } : Number(prefix);
}

function isKnown(operator: (typeof redirects)[number], { dialect }: Cursor): boolean {
  if (operator === '<<<') return dialect.hereStrings;
  return !operator.startsWith('&') || dialect.ampersandRedirects;
}
