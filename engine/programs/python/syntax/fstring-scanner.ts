import { SourceError } from './span.js';
import type { FPart, Token } from './token.js';
import type { Tokenizer } from './tokenizer.js';

/** How deep fields may lie in each other. */
const MAX_NESTING = 150;

/** Reads an f-string behind its opening quote, up to and with the closing one. */
export function scanFString(tokenizer: Tokenizer, from: number, quote: string, isRaw: boolean): readonly FPart[] {
  return new FStringScanner(tokenizer, from, quote, isRaw).scan();
}

class FStringScanner {
  readonly #t: Tokenizer;
  readonly #from: number;
  readonly #quote: string;
  readonly #isRaw: boolean;

  constructor(tokenizer: Tokenizer, from: number, quote: string, isRaw: boolean) {
    this.#t = tokenizer;
    this.#from = from;
    this.#quote = quote;
    this.#isRaw = isRaw;
  }

  scan(): readonly FPart[] {
    const parts = this.#parts(0);
    this.#t.at += this.#quote.length;
    return parts;
  }

  /** Text and fields up to the closing quote, or up to `}` in a format. */
  #parts(depth: number): readonly FPart[] {
    const { text } = this.#t;
    const parts: FPart[] = [];
    let raw = '';
    let begin = this.#t.at;
    const flush = (): void => {
      if (raw !== '') parts.push({ kind: 'text', raw, span: this.#t.span(begin, this.#t.at) });
      raw = '';
    };
    for (;;) {
      const character = text[this.#t.at];
      if (character === undefined || (character === '\n' && this.#quote.length === 1)) this.#unterminated();
      if (depth === 0 ? text.startsWith(this.#quote, this.#t.at) : character === '}') break;
      if (depth > 0 && text.startsWith(this.#quote, this.#t.at)) this.#t.fail("f-string: expecting '}'", this.#t.at, this.#t.at + 1);
      if (character === '{' && !(depth === 0 && text[this.#t.at + 1] === '{')) {
        flush();
        parts.push(this.#field(depth));
        begin = this.#t.at;
        continue;
      }
      const taken = this.#characters(character, depth);
      raw += taken;
    }
    flush();
    return parts;
  }

  /** What one step takes: a doubled brace, an escape, or a character. */
  #characters(character: string, depth: number): string {
    const { text } = this.#t;
    if (character === '{' || character === '}') {
      if (text[this.#t.at + 1] !== character || depth > 0) this.#t.fail("f-string: single '}' is not allowed", this.#t.at, this.#t.at + 1);
      this.#t.at += 2;
      return character;
    }
    if (character === '\\') {
      const named = this.#isRaw ? undefined : /^\\N\{[^}]*\}/.exec(text.slice(this.#t.at, this.#t.at + 100))?.[0];
      const next = text[this.#t.at + 1] ?? '';
      const taken = named ?? (next === '{' || next === '}' ? '\\' : character + next);
      this.#t.at += taken.length;
      return taken;
    }
    this.#t.at++;
    return character;
  }

  #unterminated(): never {
    const { text } = this.#t;
    if (this.#quote.length === 1)
      this.#t.fail(`unterminated f-string literal (detected at line ${this.#t.position(this.#t.at).line})`, this.#from, this.#from);
    const line = this.#t.position(text.length - (text.endsWith('\n') ? 1 : 0)).line;
    return this.#t.fail(
      `unterminated triple-quoted f-string literal (detected at line ${line})`,
      this.#from,
      this.#from,
      'SyntaxError',
      true,
    );
  }

  #field(depth: number): FPart {
    const t = this.#t;
    if (depth >= MAX_NESTING) t.fail('f-string: expressions nested too deeply', t.at, t.at + 1);
    const from = t.at++;
    const tokens = this.#expression(from);
    const debug = t.text[t.at] === '=' ? t.text.slice(from + 1, this.#afterEquals()) : undefined;
    const conversion = t.text[t.at] === '!' ? this.#conversion() : undefined;
    let format: readonly FPart[] | undefined;
    if (t.text[t.at] === ':') {
      t.at++;
      format = this.#parts(depth + 1);
    }
    if (t.text[t.at] !== '}') t.fail("f-string: expecting '}'", t.at, t.at + 1);
    t.at++;
    return { kind: 'field', tokens, debug, conversion, format, span: t.span(from, t.at) };
  }

  #afterEquals(): number {
    this.#t.at++;
    while (/[ \t\n\r]/.test(this.#t.text[this.#t.at] ?? '')) this.#t.at++;
    return this.#t.at;
  }

  #conversion(): string {
    const t = this.#t;
    t.at++;
    const word = /^\w*/.exec(t.text.slice(t.at, t.at + 40))?.[0] ?? '';
    if (word === '') t.fail('f-string: invalid conversion character', t.at, t.at + 1);
    if (!/^[rsa]$/.test(word))
      t.fail(`f-string: invalid conversion character '${word}': expected 's', 'r', or 'a'`, t.at, t.at + word.length);
    t.at += word.length;
    return word;
  }

  /** The tokens up to what ends the expression: `}`, `:`, `!` or `=` outside brackets. */
  #expression(from: number): readonly Token[] {
    const t = this.#t;
    const outside = t.tokens.length;
    const depth = t.brackets.length;
    t.brackets.push({ text: '{', span: t.span(from, from + 1) });
    for (;;) {
      this.#blank();
      if (t.brackets.length === depth + 1 && this.#isEnd()) break;
      this.#token(from);
    }
    t.brackets.pop();
    const tokens = t.tokens.splice(outside);
    const here = t.span(t.at, t.at + 1);
    if (tokens.length === 0) throw new SourceError(this.#emptyMessage(), here);
    return [...tokens, { kind: 'end', text: t.text[t.at] ?? '', span: here }];
  }

  #token(from: number): void {
    const t = this.#t;
    const isOneLine = this.#quote.length === 1;
    const here = t.at;
    if (t.text.startsWith(this.#quote, here) && t.brackets.length > 0 && this.#quote.length === 3)
      t.fail("f-string: expecting '}'", here, here + 1);
    if (isOneLine && (t.text[here] === undefined || t.text.startsWith(this.#quote, here)) && this.#isClosing(here))
      t.fail("'{' was never closed", from, from + 1);
    if (!t.token()) t.fail("'{' was never closed", from, from + 1);
  }

  /** Whether a quote here can only be the end of the f-string: nothing on the line closes a string that began here. */
  #isClosing(at: number): boolean {
    const rest = this.#t.text.slice(at + 1, this.#t.text.indexOf('\n', at) < 0 ? undefined : this.#t.text.indexOf('\n', at));
    return !rest.includes(this.#quote);
  }

  #blank(): void {
    while (/[ \t\f\n\r]/.test(this.#t.text[this.#t.at] ?? '')) this.#t.at++;
  }

  #isEnd(): boolean {
    const { text, at } = this.#t;
    const character = text[at];
    if (character === '}' || character === ':') return true;
    if (character === '!') return text[at + 1] !== '=';
    return character === '=' && text[at + 1] !== '=';
  }

  #emptyMessage(): string {
    const character = this.#t.text[this.#t.at];
    return character === '}'
      ? "f-string: valid expression required before '}'"
      : `f-string: valid expression required before '${character ?? ''}'`;
  }
}
