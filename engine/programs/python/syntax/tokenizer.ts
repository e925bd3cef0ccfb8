import { endOfBody } from './body-skipper.js';
import { SourceError, type Position, type Span } from './span.js';
import { keywords, type DeferredBody, type Token, type TokenKind } from './token.js';
import { scanFString } from './fstring-scanner.js';
import { scanNumber } from './number-scanner.js';

const OPERATORS =
  /(?:\*\*=|\/\/=|>>=|<<=|\.\.\.|!=|->|:=|\*\*|\/\/|<<|>>|<=|>=|==|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|@=|[-+*/%@&|^~<>()[\]{},:.;=!])/y;
const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}_]*/uy;
const PREFIX = /(?:[rR][bBfF]?|[bB][rR]?|[uU]|[fF][rR]?)?(?:'''|"""|'|")/y;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const STARTS_STRING = new Set('rRbBuUfF\'"');
const STARTS_OPERATOR = new Set('-+*/%@&|^~<>()[]{},:.;=!');
/** What nested brackets a program may have. */
const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;

/** Cuts a source into tokens. What cannot be read is a token too, so that an error before it is told first. */
export class Tokenizer {
  readonly text: string;
  readonly lines: readonly number[];
  at = 0;
  readonly tokens: Token[] = [];
  readonly brackets: { readonly text: string; readonly span: Span }[] = [];
  readonly #indents: { readonly columns: number; readonly alternative: number }[] = [{ columns: 0, alternative: 0 }];

  /** Whether bodies of functions are put off. */
  readonly #defers: boolean;
  readonly #end: number;
  /** The line of the position asked for last. */
  #line = 0;

  constructor(text: string, defers = false, part?: DeferredBody) {
    this.text = text;
    this.#defers = defers;
    this.lines = part?.lines ?? beginnings(text);
    this.at = part?.from ?? 0;
    this.#end = part?.to ?? text.length;
  }

  run(): readonly Token[] {
    try {
      while (this.at < this.#end) this.#logicalLine();
      this.#finish();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.tokens.push({ kind: 'error', text: '', span: error.span, error });
    }
    return this.tokens;
  }

  position(at: number): Position {
    const { lines } = this;
    let line = this.#line;
    const start = lines[line] ?? 0;
    if (at < start || at >= (lines[line + 1] ?? Infinity)) {
      line = lineOf(lines, at);
      this.#line = line;
    }
    return { line: line + 1, column: at - (lines[line] ?? 0) };
  }

  span(from: number, to: number): Span {
    return { start: this.position(from), end: this.position(to) };
  }

  fail(message: string, from: number, to: number, kind: SourceError['kind'] = 'SyntaxError', isIncomplete = false): never {
    throw new SourceError(message, this.span(from, to), kind, isIncomplete);
  }

  #push(kind: TokenKind, from: number, to: number): void {
    this.tokens.push({ kind, text: this.text.slice(from, to), span: this.span(from, to) });
  }

  /** A logical line: indentation, then tokens up to its end. */
  #logicalLine(): void {
    const start = this.at;
    let first = this.text[this.at];
    while (first === ' ' || first === '\t' || first === '\f') first = this.text[++this.at];
    if (first === undefined || first === '#' || first === '\n' || first === '\r') {
      this.#skipLine();
      return;
    }
    if (this.text[this.at] !== '\\' || !/^\\\r?\n/.test(this.text.slice(this.at, this.at + 3))) this.#indent(start, this.at);
    const count = this.tokens.length;
    while (this.token()) continue;
    const from = this.at;
    this.#skipLine();
    this.tokens.push({ kind: 'newline', text: '', span: this.span(from, from + 1) });
    if (this.#defers && this.#isHead(count)) this.#defer();
  }

  /** Whether the line whose first token has this number ends in the colon of a `def`. */
  #isHead(first: number): boolean {
    const word = this.tokens[first]?.text === 'async' ? this.tokens[first + 1] : this.tokens[first];
    return word?.kind === 'keyword' && word.text === 'def' && this.tokens.at(-2)?.text === ':';
  }

  #defer(): void {
    const { text, lines, at: from } = this;
    const to = endOfBody(text, from, this.#indents.at(-1)?.columns ?? 0);
    this.tokens.push({ kind: 'body', text: '', span: this.span(from, from), body: { text, lines, from, to } });
    this.at = to;
  }

  #skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
  }

  #indent(from: number, to: number): void {
    let columns = 0;
    let alternative = 0;
    for (const character of this.text.slice(from, to)) {
      if (character === '\f') columns = alternative = 0;
      else columns = character === '\t' ? (Math.floor(columns / 8) + 1) * 8 : columns + 1;
      if (character !== '\f') alternative++;
    }
    const before = this.#indents.at(-1) ?? { columns: 0, alternative: 0 };
    if (columns === before.columns) {
      if (alternative !== before.alternative) this.#tabError(from);
      return;
    }
    if (columns > before.columns) {
      if (alternative <= before.alternative) this.#tabError(from);
      if (this.#indents.length >= MAX_INDENTS) this.fail('too many levels of indentation', to, to + 1, 'IndentationError');
      this.#indents.push({ columns, alternative });
      this.#push('indent', from, to);
      return;
    }
    while (columns < (this.#indents.at(-1)?.columns ?? 0)) {
      this.#indents.pop();
      this.tokens.push({ kind: 'dedent', text: '', span: this.span(to, to) });
    }
    if (columns !== this.#indents.at(-1)?.columns) {
      const end = this.text.indexOf('\n', to);
      const last = end < 0 ? this.text.length : end;
      this.fail('unindent does not match any outer indentation level', last, last, 'IndentationError');
    }
  }

  #tabError(at: number): never {
    const end = this.text.indexOf('\n', at);
    const last = end < 0 ? this.text.length : end;
    return this.fail('inconsistent use of tabs and spaces in indentation', last, last, 'TabError');
  }

  /** Reads one token; false at the end of the logical line. */
  token(): boolean {
    this.#space();
    const from = this.at;
    const character = this.text[from];
    if (character === undefined) {
      if (this.brackets.length > 0) this.unclosed();
      return false;
    }
    if (character === '\n' || character === '#' || (character === '\r' && this.text[from + 1] === '\n')) return false;
    if (STARTS_STRING.has(character) && this.#match(PREFIX)) return this.#string(from);
    if (isDigit(character) || (character === '.' && isDigit(this.text[from + 1]))) {
      this.at = scanNumber(this, from);
      this.#push('number', from, this.at);
      return true;
    }
    if (!STARTS_OPERATOR.has(character) && (this.#plainName() || this.#match(NAME))) {
      this.#push(keywords.has(this.text.slice(from, this.at)) ? 'keyword' : 'name', from, this.at);
      return true;
    }
    if (this.#match(OPERATORS)) return this.#operator(from);
    return this.#stray(from);
  }

  /** A name of ASCII letters; nothing where it goes on with others. */
  #plainName(): boolean {
    let end = this.at;
    let code = this.text.charCodeAt(end);
    // Letters, and behind the first also digits.
    while ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57 && end > this.at))
      code = this.text.charCodeAt(++end);
    if (end === this.at || code > 127) return false;
    this.at = end;
    return true;
  }

  /** Blanks, continued lines, and inside brackets the ends of lines and comments. */
  #space(): void {
    for (;;) {
      const character = this.text[this.at];
      if (character === ' ' || character === '\t' || character === '\f') this.at++;
      else if (character === '\\' && /^\\\r?\n/.test(this.text.slice(this.at, this.at + 3))) {
        this.at = this.text.indexOf('\n', this.at) + 1;
        if (this.at >= this.text.length) this.fail('unexpected EOF while parsing', this.at - 2, this.at - 1, 'SyntaxError', true);
      } else if (this.brackets.length > 0 && character === '#') {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (this.brackets.length > 0 && (character === '\n' || character === '\r')) this.at++;
      else return;
    }
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return false;
    this.at += found[0].length;
    return true;
  }

  #operator(from: number): true {
    const text = this.text.slice(from, this.at);
    if (text in closers) {
      if (this.brackets.length >= MAX_BRACKETS) this.fail('too many nested parentheses', from, from);
      this.brackets.push({ text, span: this.span(from, this.at) });
    } else if (text === ')' || text === ']' || text === '}') this.#close(text, from);
    this.#push('operator', from, this.at);
    return true;
  }

  #close(text: string, from: number): void {
    const open = this.brackets.pop();
    if (!open) this.fail(`unmatched '${text}'`, from, from + 1);
    if (closers[open.text] === text) return;
    const { line } = open.span.start;
    const where = line === this.position(from).line ? '' : ` on line ${line}`;
    this.fail(`closing parenthesis '${text}' does not match opening parenthesis '${open.text}'${where}`, from, from + 1);
  }

  unclosed(): never {
    const open = this.brackets.at(-1);
    const nowhere = { line: 1, column: 0 };
    throw new SourceError(`'${open?.text ?? '('}' was never closed`, open?.span ?? { start: nowhere, end: nowhere }, 'SyntaxError', true);
  }

  #string(from: number): true {
    const opening = this.text.slice(from, this.at);
    const quote = opening.endsWith('"""') || opening.endsWith("'''") ? opening.slice(-3) : opening.slice(-1);
    const prefix = opening.slice(0, opening.length - quote.length).toLowerCase();
    if (prefix.includes('f')) {
      const parts = scanFString(this, from, quote, prefix.includes('r'));
      this.tokens.push({ kind: 'fstring', text: opening, span: this.span(from, this.at), parts });
      return true;
    }
    this.at = this.#endOfString(from, quote);
    this.#push('string', from, this.at);
    return true;
  }

  #endOfString(from: number, quote: string): number {
    for (let i = this.at; i < this.text.length; i++) {
      const character = this.text[i];
      if (character === '\\') i++;
      else if (this.text.startsWith(quote, i)) return i + quote.length;
      else if (character === '\n' && quote.length === 1)
        this.fail(`unterminated string literal (detected at line ${this.position(i).line})`, from, from);
    }
    if (quote.length === 1) this.fail(`unterminated string literal (detected at line ${this.position(this.text.length).line})`, from, from);
    const last = this.position(this.text.length - (this.text.endsWith('\n') ? 1 : 0)).line;
    return this.fail(`unterminated triple-quoted string literal (detected at line ${last})`, from, from, 'SyntaxError', true);
  }

  #stray(from: number): never {
    const code = this.text.codePointAt(from) ?? 0;
    const character = String.fromCodePoint(code);
    if (character === '\\') this.fail('unexpected character after line continuation character', from + 1, from + 1);
    if (character === '$' || character === '?' || character === '`') this.fail('invalid syntax', from, from + 1);
    const hex = code.toString(16).toUpperCase().padStart(4, '0');
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return this.fail(`invalid non-printable character U+${hex}`, from, from);
    return this.fail(`invalid character '${character}' (U+${hex})`, from, from);
  }

  #finish(): void {
    const end = this.#end;
    const { line } = this.position(end);
    const last = { line: this.text.endsWith('\n') || end === 0 ? line : line + 1, column: 0 };
    const span = { start: last, end: last };
    for (let i = 1; i < this.#indents.length; i++) this.tokens.push({ kind: 'dedent', text: '', span });
    this.tokens.push({ kind: 'end', text: '', span });
  }
}

/** The tokens of a source, the last of which is 'end' or 'error'. With `defers` bodies of functions that lie in no other are one token. */
export function tokenize(text: string, defers = false): readonly Token[] {
  return new Tokenizer(text, defers).run();
}

/** The tokens of a body that was put off. */
export function tokenizeBody(body: DeferredBody): readonly Token[] {
  return new Tokenizer(body.text, false, body).run();
}

function beginnings(text: string): readonly number[] {
  const lines = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines.push(i + 1);
  return lines;
}

/** The number of the line in which a place lies. */
function lineOf(lines: readonly number[], at: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
