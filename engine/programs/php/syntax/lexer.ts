import { CompileError } from './ast.js';
import { removeIndent, unescapeDouble, unescapeSingle } from './escapes.js';
import { casts, keywords, operators, type Token, type TokenKind } from './token.js';

const identifier = /[A-Za-z_\x80-\xff][\w\x80-\xff]*/y;
const qualifiedName = /\\?[A-Za-z_\x80-\xff][\w\x80-\xff]*(?:\\[A-Za-z_\x80-\xff][\w\x80-\xff]*)*/y;
const number =
  /0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[bB][01]+(?:_[01]+)*|0[oO][0-7]+(?:_[0-7]+)*|(?:\d+(?:_\d+)*)?\.?\d+(?:_\d+)*(?:[eE][+-]?\d+)?|\d+(?:_\d+)*\.?(?:[eE][+-]?\d+)?/y;
const castPattern = /\(\s*([a-zA-Z]+)\s*\)/y;
const heredocStart = /<<<[ \t]*(["']?)([A-Za-z_]\w*)\1\r?\n/y;
const MAX_TOKENS = 2_000_000;
const byteOperators = operators.filter(each => each !== '#');

/** Cuts PHP source (one character a byte) into tokens. */
export class Lexer {
  readonly #source: string;
  #at = 0;
  #line: number;
  #tokens: Token[] = [];
  /** Open brackets, for `Unclosed` and `Unmatched`. */
  readonly #open: { readonly text: string; readonly line: number }[] = [];

  constructor(source: string, line = 1) {
    this.#source = source;
    this.#line = line;
  }

  /** The tokens of a whole file, text outside of `<?php` among them. */
  file(): Token[] {
    if (this.#source.startsWith('#!')) this.#skipTo(this.#source.indexOf('\n') < 0 ? this.#source.length : this.#source.indexOf('\n') + 1);
    return this.#read(() => this.#html());
  }

  /** The tokens of code that has no `<?php` before it (`php -r`, `eval`). */
  code(): Token[] {
    return this.#read(() => this.#php());
  }

  /** A mistake is a token too: grammar's complaints about what stands before it come first. */
  #read(all: () => void): Token[] {
    try {
      all();
      this.#push('eof', '', this.#unclosed());
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      this.#push('eof', '', { error });
    }
    return this.#tokens;
  }

  #unclosed(): Partial<Token> {
    const open = this.#open.at(-1);
    if (!open) return {};
    const where = open.line === this.#line ? '' : ` on line ${open.line}`;
    return { error: new CompileError(`Unclosed '${open.text}'${where}`, this.#line, true) };
  }

  #push(kind: TokenKind, text: string, more: Partial<Token> = {}): void {
    if (this.#tokens.length > MAX_TOKENS) throw new CompileError('drydock: a file of this size is not simulated', this.#line);
    this.#tokens.push({ kind, text, line: this.#line, ...more });
  }

  #skipTo(end: number): void {
    for (let i = this.#at; i < end; i++) if (this.#source.charCodeAt(i) === 10) this.#line++;
    this.#at = end;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#source);
  }

  #html(): void {
    while (this.#at < this.#source.length) {
      const found = /<\?(?:php(?=\s|$)|=)/i.exec(this.#source.slice(this.#at));
      const end = found ? this.#at + found.index : this.#source.length;
      if (end > this.#at) this.#push('html', this.#source.slice(this.#at, end));
      this.#skipTo(end);
      if (!found) return;
      if (found[0] === '<?=') {
        this.#push('keyword', 'echo', { written: '<?=' });
        this.#skipTo(end + 3);
      } else {
        const after = end + 5;
        this.#skipTo(Math.min(this.#source.length, after + (this.#source.startsWith('\r\n', after) ? 2 : 1)));
      }
      this.#php();
    }
  }

  /** Until `?>` or the end. */
  #php(): void {
    for (;;) {
      this.#blank();
      if (this.#at >= this.#source.length) return;
      if (this.#source.startsWith('?>', this.#at)) {
        this.#push('op', ';', { written: '?>' });
        const newline = /^\r?\n/.exec(this.#source.slice(this.#at + 2, this.#at + 4));
        this.#skipTo(this.#at + 2 + (newline?.[0].length ?? 0));
        if (this.#tokens.at(-2)?.text === '__halt_compiler') return;
        this.#html();
        return;
      }
      if (this.#token()) return;
    }
  }

  #blank(): void {
    for (;;) {
      const c = this.#source[this.#at];
      if (c === ' ' || c === '\t' || c === '\n' || c === '\r') {
        this.#skipTo(this.#at + 1);
      } else if (c === '/' && this.#source[this.#at + 1] === '*') {
        const end = this.#source.indexOf('*/', this.#at + 2);
        if (end < 0) throw new CompileError(`Unterminated comment starting line ${this.#line}`, this.#line, true);
        this.#skipTo(end + 2);
      } else if ((c === '#' && this.#source[this.#at + 1] !== '[') || (c === '/' && this.#source[this.#at + 1] === '/')) {
        const rest = /\n|\?>/g;
        rest.lastIndex = this.#at;
        this.#skipTo(rest.exec(this.#source)?.index ?? this.#source.length);
      } else if (c === '#') {
        this.#attribute();
      } else return;
    }
  }

  /** `#[…]` says something to tools only. */
  #attribute(): void {
    const inner = new Lexer(this.#source.slice(this.#at + 1), this.#line);
    this.#skipTo(this.#at + 1 + inner.#bracketed('[', ']'));
  }

  /** Reads tokens from an opening bracket to its end; how many characters that took. */
  #bracketed(open: string, close: string): number {
    let depth = 0;
    while (this.#at < this.#source.length) {
      this.#blank();
      const before = this.#tokens.length;
      if (this.#at >= this.#source.length || this.#token()) break;
      const token = this.#tokens[before];
      if (token?.kind !== 'op') continue;
      if (token.text === open) depth++;
      if (token.text === close && --depth === 0) break;
    }
    return this.#at;
  }

  /** Reads one token; true when nothing after it is code. */
  #token(): boolean {
    const c = this.#source[this.#at] ?? '';
    if (c === '$') {
      identifier.lastIndex = this.#at + 1;
      const name = identifier.exec(this.#source)?.[0];
      if (name !== undefined) {
        this.#push('variable', name);
        this.#at += name.length + 1;
        return false;
      }
    }
    if (/[A-Za-z_\\\x80-\xff]/.test(c)) return this.#word();
    if (/\d/.test(c) || (c === '.' && /\d/.test(this.#source[this.#at + 1] ?? ''))) this.#number();
    else if (c === "'") this.#singleQuoted();
    else if (c === '"') this.#doubleQuoted('"');
    else if (c === '`') this.#doubleQuoted('`');
    else if (c === '<' && this.#match(heredocStart)) this.#heredoc();
    else this.#operator(c);
    return false;
  }

  #word(): boolean {
    const text = this.#match(qualifiedName)?.[0];
    if (text === undefined) throw new CompileError('syntax error, unexpected token "\\"', this.#line, true);
    const lower = text.toLowerCase();
    const next = this.#source[this.#at + text.length];
    if ((lower === 'b' && (next === '"' || next === "'")) || text === '') {
      this.#at += text.length;
      return this.#token();
    }
    if (text.startsWith('\\')) this.#push('fullyQualified', text);
    else if (lower.startsWith('namespace\\')) this.#push('qualified', text);
    else if (text.includes('\\')) this.#push('qualified', text);
    else if (keywords.has(lower) && this.#tokens.at(-1)?.text !== '->' && this.#tokens.at(-1)?.text !== '?->')
      this.#push('keyword', lower, { written: text });
    else if (lower === 'enum' && /^\s+(?!extends\b|implements\b)[A-Za-z_]/i.test(this.#source.slice(this.#at + 4, this.#at + 24)))
      this.#push('keyword', 'enum', { written: text });
    else this.#push('name', text);
    this.#at += text.length;
    if (lower === '__halt_compiler') this.#at = this.#source.length;
    return lower === '__halt_compiler';
  }

  #number(): void {
    const written = this.#match(number)?.[0] ?? '0';
    if (/^0\d*[89]\d*$/.test(written)) throw new CompileError('Invalid numeric literal', this.#line, true);
    this.#push(isFloat(written) ? 'float' : 'int', written);
    this.#at += written.length;
  }

  #operator(c: string): void {
    if (c === '(') {
      const match = this.#match(castPattern);
      const cast = casts.get((match?.[1] ?? '').toLowerCase());
      if (match && cast !== undefined) {
        this.#push('cast', match[0], { cast });
        this.#skipTo(this.#at + match[0].length);
        return;
      }
    }
    const text = byteOperators.find(each => this.#source.startsWith(each, this.#at));
    if (text === undefined) {
      const code = c.charCodeAt(0);
      throw new CompileError(
        code < 32 || code > 126
          ? `syntax error, unexpected character 0x${code.toString(16).toUpperCase().padStart(2, '0')}`
          : `syntax error, unexpected token "${c}"`,
        this.#line,
        true,
      );
    }
    this.#bracket(text);
    this.#push('op', text);
    this.#at += text.length;
  }

  #bracket(text: string): void {
    if (text === '(' || text === '[' || text === '{') this.#open.push({ text, line: this.#line });
    if (text !== ')' && text !== ']' && text !== '}') return;
    const open = this.#open.pop();
    if (!open) throw new CompileError(`Unmatched '${text}'`, this.#line, true);
    const wanted = open.text === '(' ? ')' : open.text === '[' ? ']' : '}';
    if (wanted === text) return;
    const where = open.line === this.#line ? '' : ` on line ${open.line}`;
    throw new CompileError(`Unclosed '${open.text}'${where} does not match '${text}'`, this.#line, true);
  }

  #singleQuoted(): void {
    let end = this.#at + 1;
    while (end < this.#source.length && this.#source[end] !== "'") end += this.#source[end] === '\\' ? 2 : 1;
    if (end >= this.#source.length) throw this.#unterminated();
    const text = this.#source.slice(this.#at, end + 1);
    this.#push('string', text, { value: unescapeSingle(text.slice(1, -1)) });
    this.#skipTo(end + 1);
  }

  #unterminated(): CompileError {
    const first = this.#source.slice(this.#at + 1);
    return new CompileError(`syntax error, unexpected string content "${first.split('\n')[0] ?? ''}"`, this.#line, true);
  }

  #doubleQuoted(quote: '"' | '`'): void {
    const start = this.#at;
    const line = this.#line;
    let end = start + 1;
    while (end < this.#source.length && this.#source[end] !== quote) end += this.#source[end] === '\\' ? 2 : 1;
    const raw = this.#source.slice(start + 1, end);
    if (quote === '"' && end < this.#source.length && !/\$[A-Za-z_{\x80-\xff]|\{\$/.test(raw)) {
      this.#push('string', `"${raw}"`, { value: unescapeDouble(raw, '"', line) });
      this.#skipTo(end + 1);
      return;
    }
    this.#at = start + 1;
    const parts = this.#parts(quote, text => unescapeDouble(text, quote, line));
    if (this.#source[this.#at] !== quote) {
      this.#at = start;
      throw this.#unterminated();
    }
    this.#at++;
    this.#tokens.push({ kind: quote === '"' ? 'template' : 'shell', text: quote, line, parts });
  }

  #heredoc(): void {
    const start = this.#match(heredocStart);
    const [whole = '', quote = '', label = ''] = start ?? [];
    const line = this.#line;
    const body = this.#at + whole.length;
    const closing = new RegExp(`(^|\\n)([ \\t]*)${label}(?![\\w\\x80-\\xff])`, 'g');
    closing.lastIndex = body - 1;
    const end = closing.exec(this.#source);
    if (!end) throw new CompileError('syntax error, unexpected end of file', line, true);
    const indent = end[2] ?? '';
    const text = this.#source.slice(body, Math.max(body, end.index));
    const after = end.index + end[0].length;
    if (quote === "'") {
      this.#push('string', `'${text}'`, { value: removeIndent(text, indent, true, line) });
    } else {
      const inner = new Lexer(text, line + 1);
      let first = true;
      const parts = inner.#parts('', piece => {
        const plain = removeIndent(piece, indent, first, line);
        first = false;
        return unescapeDouble(plain, '', line);
      });
      this.#tokens.push({ kind: 'template', text: '"', line, parts });
    }
    this.#skipTo(after);
  }

  /** Text and expressions up to the quote or the end. */
  #parts(quote: string, meaning: (raw: string) => string): (string | readonly Token[])[] {
    const parts: (string | readonly Token[])[] = [];
    let text = '';
    const flush = (): void => {
      parts.push(meaning(text));
      text = '';
    };
    while (this.#at < this.#source.length) {
      const c = this.#source[this.#at] ?? '';
      if (c === quote && quote !== '') break;
      if (c === '\\') {
        text += this.#source.slice(this.#at, this.#at + 2);
        this.#skipTo(this.#at + 2);
        continue;
      }
      const expression = this.#embedded(c);
      if (expression) {
        flush();
        parts.push(expression);
        continue;
      }
      text += c;
      this.#skipTo(this.#at + 1);
    }
    flush();
    return parts.filter(part => part !== '');
  }

  /** The tokens of an expression in a string, if one begins here. */
  #embedded(c: string): readonly Token[] | undefined {
    const next = this.#source[this.#at + 1] ?? '';
    if (c === '{' && next === '$') return this.#nested(1, 0);
    if (c !== '$') return undefined;
    if (next === '{') return this.#dollarBrace();
    if (!/[A-Za-z_\x80-\xff]/.test(next)) return undefined;
    const outer = this.#tokens;
    this.#tokens = [];
    this.#token();
    this.#simpleIndex();
    const tokens = this.#tokens;
    this.#tokens = outer;
    return [...tokens, { kind: 'eof', text: '', line: this.#line }];
  }

  /** `[word]`, `[12]`, `[$name]` or `->word` after a variable in a string. */
  #simpleIndex(): void {
    const property = /->([A-Za-z_\x80-\xff][\w\x80-\xff]*)/y;
    const index = /\[(?:(-?\d+)|([A-Za-z_\x80-\xff][\w\x80-\xff]*)|\$([A-Za-z_\x80-\xff][\w\x80-\xff]*))\]/y;
    const found = this.#match(property);
    const [whole, digits, word, variable] = this.#match(index) ?? [];
    if (found) {
      this.#push('op', '->');
      this.#push('name', found[1] ?? '');
      this.#at += found[0].length;
    } else if (whole !== undefined) {
      this.#push('op', '[');
      if (digits !== undefined) this.#push('string', `'${digits}'`, { value: digits });
      else if (word !== undefined) this.#push('string', `'${word}'`, { value: word });
      else this.#push('variable', variable ?? '');
      this.#push('op', ']');
      this.#at += whole.length;
    }
  }

  #nested(skip: number, depthBefore: number): readonly Token[] {
    this.#at += skip;
    const outer = this.#tokens;
    this.#tokens = [];
    let depth = 1 + depthBefore;
    for (;;) {
      this.#blank();
      if (this.#at >= this.#source.length) throw new CompileError('syntax error, unexpected end of file', this.#line, true);
      if (this.#source[this.#at] === '}' && --depth === 0) break;
      if (this.#source[this.#at] === '{') depth++;
      this.#token();
    }
    this.#at++;
    this.#push('eof', '');
    const tokens = this.#tokens;
    this.#tokens = outer;
    return tokens;
  }

  /** `${name}` and `${name[…]}` are the variable; `${expression}` the variable of that name. */
  #dollarBrace(): readonly Token[] {
    const tokens = this.#nested(2, 0);
    const [first, second] = tokens;
    if (first?.kind === 'name' && (second?.kind === 'eof' || second?.text === '['))
      return [{ ...first, kind: 'variable' }, ...tokens.slice(1)];
    const line = this.#line;
    const op = (text: string): Token => ({ kind: 'op', text, line });
    return [op('$'), op('{'), ...tokens.slice(0, -1), op('}'), { kind: 'eof', text: '', line }];
  }
}

function isFloat(written: string): boolean {
  return !/^0[xXbBoO]/.test(written) && /[.eE]/.test(written);
}
