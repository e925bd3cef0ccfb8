import { CompileError } from './ast.js';
import { removeIndent, unescapeDouble, unescapeSingle } from './escapes.js';
import { Scanner } from './scanner.js';
import type { Token } from './token.js';

/** Strings in quotes and heredocs, and the variables and expressions in them. */
export abstract class StringLexer extends Scanner {
  /** Skips spaces and comments. */
  protected abstract blank(): void;

  /** Reads one token of code; true when nothing after it is code. */
  protected abstract token(): boolean;

  /** A lexer for a part of the source. */
  protected abstract within(text: string, line: number): StringLexer;

  protected singleQuoted(): void {
    let end = this.at + 1;
    while (end < this.source.length && this.source[end] !== "'") end += this.source[end] === '\\' ? 2 : 1;
    if (end >= this.source.length) throw this.#unterminated();
    const text = this.source.slice(this.at, end + 1);
    this.push('string', text, { value: unescapeSingle(text.slice(1, -1)) });
    this.skipTo(end + 1);
  }

  #unterminated(): CompileError {
    const first = this.source.slice(this.at + 1);
    return new CompileError(`syntax error, unexpected string content "${first.split('\n')[0] ?? ''}"`, this.line, true);
  }

  protected doubleQuoted(quote: '"' | '`'): void {
    const start = this.at;
    const line = this.line;
    let end = start + 1;
    while (end < this.source.length && this.source[end] !== quote) end += this.source[end] === '\\' ? 2 : 1;
    const raw = this.source.slice(start + 1, end);
    if (quote === '"' && end < this.source.length && !/\$[A-Za-z_{\x80-\xff]|\{\$/.test(raw)) {
      this.push('string', `"${raw}"`, { value: unescapeDouble(raw, '"', line) });
      this.skipTo(end + 1);
      return;
    }
    this.at = start + 1;
    const parts = this.parts(quote, text => unescapeDouble(text, quote, line));
    if (this.source[this.at] !== quote) {
      this.at = start;
      throw this.#unterminated();
    }
    this.at++;
    this.tokens.push({ kind: quote === '"' ? 'template' : 'shell', text: quote, line, parts });
  }

  protected heredoc(start: RegExpExecArray): void {
    const [whole = '', quote = '', label = ''] = start;
    const line = this.line;
    const body = this.at + whole.length;
    const closing = new RegExp(`(^|\\n)([ \\t]*)${label}(?![\\w\\x80-\\xff])`, 'g');
    closing.lastIndex = body - 1;
    const end = closing.exec(this.source);
    if (!end) throw new CompileError('syntax error, unexpected end of file', line, true);
    const indent = end[2] ?? '';
    const text = this.source.slice(body, Math.max(body, end.index));
    const after = end.index + end[0].length;
    if (quote === "'") {
      this.push('string', `'${text}'`, { value: removeIndent(text, indent, true, line) });
    } else {
      const inner = this.within(text, line + 1);
      let first = true;
      const parts = inner.parts('', piece => {
        const plain = removeIndent(piece, indent, first, line);
        first = false;
        return unescapeDouble(plain, '', line);
      });
      this.tokens.push({ kind: 'template', text: '"', line, parts });
    }
    this.skipTo(after);
  }

  /** Text and expressions up to the quote or the end. */
  protected parts(quote: string, meaning: (raw: string) => string): (string | readonly Token[])[] {
    const parts: (string | readonly Token[])[] = [];
    let text = '';
    const flush = (): void => {
      parts.push(meaning(text));
      text = '';
    };
    while (this.at < this.source.length) {
      const c = this.source[this.at] ?? '';
      if (c === quote && quote !== '') break;
      if (c === '\\') {
        text += this.source.slice(this.at, this.at + 2);
        this.skipTo(this.at + 2);
        continue;
      }
      const expression = this.#embedded(c);
      if (expression) {
        flush();
        parts.push(expression);
        continue;
      }
      text += c;
      this.skipTo(this.at + 1);
    }
    flush();
    return parts.filter(part => part !== '');
  }

  /** The tokens of an expression in a string, if one begins here. */
  #embedded(c: string): readonly Token[] | undefined {
    const next = this.source[this.at + 1] ?? '';
    if (c === '{' && next === '$') return this.#nested(1, 0);
    if (c !== '$') return undefined;
    if (next === '{') return this.#dollarBrace();
    if (!/[A-Za-z_\x80-\xff]/.test(next)) return undefined;
    const outer = this.tokens;
    this.tokens = [];
    this.token();
    this.#simpleIndex();
    const tokens = this.tokens;
    this.tokens = outer;
    return [...tokens, { kind: 'eof', text: '', line: this.line }];
  }

  /** `[word]`, `[12]`, `[$name]` or `->word` after a variable in a string. */
  #simpleIndex(): void {
    const property = /->([A-Za-z_\x80-\xff][\w\x80-\xff]*)/y;
    const index = /\[(?:(-?\d+)|([A-Za-z_\x80-\xff][\w\x80-\xff]*)|\$([A-Za-z_\x80-\xff][\w\x80-\xff]*))\]/y;
    const found = this.match(property);
    const [whole, digits, word, variable] = this.match(index) ?? [];
    if (found) {
      this.push('op', '->');
      this.push('name', found[1] ?? '');
      this.at += found[0].length;
    } else if (whole !== undefined) {
      this.push('op', '[');
      if (digits !== undefined) this.push('string', `'${digits}'`, { value: digits });
      else if (word !== undefined) this.push('string', `'${word}'`, { value: word });
      else this.push('variable', variable ?? '');
      this.push('op', ']');
      this.at += whole.length;
    }
  }

  #nested(skip: number, depthBefore: number): readonly Token[] {
    this.at += skip;
    const outer = this.tokens;
    this.tokens = [];
    let depth = 1 + depthBefore;
    for (;;) {
      this.blank();
      if (this.at >= this.source.length) throw new CompileError('syntax error, unexpected end of file', this.line, true);
      if (this.source[this.at] === '}' && --depth === 0) break;
      if (this.source[this.at] === '{') depth++;
      this.token();
    }
    this.at++;
    this.push('eof', '');
    const tokens = this.tokens;
    this.tokens = outer;
    return tokens;
  }

  /** `${name}` and `${name[…]}` are the variable; `${expression}` the variable of that name. */
  #dollarBrace(): readonly Token[] {
    const tokens = this.#nested(2, 0);
    const [first, second] = tokens;
    if (first?.kind === 'name' && (second?.kind === 'eof' || second?.text === '['))
      return [{ ...first, kind: 'variable' }, ...tokens.slice(1)];
    const line = this.line;
    const op = (text: string): Token => ({ kind: 'op', text, line });
    return [op('$'), op('{'), ...tokens.slice(0, -1), op('}'), { kind: 'eof', text: '', line }];
  }
}
