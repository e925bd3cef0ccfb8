import { CompileError } from './ast.js';
import { Brackets } from './brackets.js';
import { StringLexer } from './string-lexer.js';
import { casts, keywords, operators, type Token } from './token.js';

const identifier = /[A-Za-z_\x80-\xff][\w\x80-\xff]*/y;
const qualifiedName = /\\?[A-Za-z_\x80-\xff][\w\x80-\xff]*(?:\\[A-Za-z_\x80-\xff][\w\x80-\xff]*)*/y;
const number =
  /0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[bB][01]+(?:_[01]+)*|0[oO][0-7]+(?:_[0-7]+)*|(?:\d+(?:_\d+)*)?\.?\d+(?:_\d+)*(?:[eE][+-]?\d+)?|\d+(?:_\d+)*\.?(?:[eE][+-]?\d+)?/y;
const castPattern = /\(\s*([a-zA-Z]+)\s*\)/y;
const heredocStart = /<<<[ \t]*(["']?)([A-Za-z_]\w*)\1\r?\n/y;
const byteOperators = operators.filter(each => each !== '#');

/** Cuts PHP source into tokens. */
export class Lexer extends StringLexer {
  readonly #brackets = new Brackets();

  /** The tokens of a whole file, text outside of `<?php` among them. */
  file(): Token[] {
    if (this.source.startsWith('#!')) this.skipTo(this.source.indexOf('\n') < 0 ? this.source.length : this.source.indexOf('\n') + 1);
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
      this.push('eof', '', this.#brackets.unclosed(this.line));
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      this.push('eof', '', { error });
    }
    return this.tokens;
  }

  #html(): void {
    while (this.at < this.source.length) {
      const found = /<\?(?:php(?=\s|$)|=)/i.exec(this.source.slice(this.at));
      const end = found ? this.at + found.index : this.source.length;
      if (end > this.at) this.push('html', this.source.slice(this.at, end));
      this.skipTo(end);
      if (!found) return;
      if (found[0] === '<?=') {
        this.push('keyword', 'echo', { written: '<?=' });
        this.skipTo(end + 3);
      } else {
        const after = end + 5;
        this.skipTo(Math.min(this.source.length, after + (this.source.startsWith('\r\n', after) ? 2 : 1)));
      }
      this.#php();
    }
  }

  /** Until `?>` or the end. */
  #php(): void {
    for (;;) {
      this.blank();
      if (this.at >= this.source.length) return;
      if (this.source.startsWith('?>', this.at)) {
        this.push('op', ';', { written: '?>' });
        const newline = /^\r?\n/.exec(this.source.slice(this.at + 2, this.at + 4));
        this.skipTo(this.at + 2 + (newline?.[0].length ?? 0));
        if (this.tokens.at(-2)?.text === '__halt_compiler') return;
        this.#html();
        return;
      }
      if (this.token()) return;
    }
  }

  protected override blank(): void {
    for (;;) {
      const c = this.source[this.at];
      if (c === ' ' || c === '\t' || c === '\n' || c === '\r') {
        this.skipTo(this.at + 1);
      } else if (c === '/' && this.source[this.at + 1] === '*') {
        const end = this.source.indexOf('*/', this.at + 2);
        if (end < 0) throw new CompileError(`Unterminated comment starting line ${this.line}`, this.line, true);
        this.skipTo(end + 2);
      } else if ((c === '#' && this.source[this.at + 1] !== '[') || (c === '/' && this.source[this.at + 1] === '/')) {
        const rest = /\n|\?>/g;
        rest.lastIndex = this.at;
        this.skipTo(rest.exec(this.source)?.index ?? this.source.length);
      } else if (c === '#') {
        this.#attribute();
      } else return;
    }
  }

  /** `#[…]` says something to tools only. */
  #attribute(): void {
    const inner = new Lexer(this.source.slice(this.at + 1), this.line);
    this.skipTo(this.at + 1 + inner.#bracketed('[', ']'));
  }

  /** Reads tokens from an opening bracket to its end; how many characters that took. */
  #bracketed(open: string, close: string): number {
    let depth = 0;
    while (this.at < this.source.length) {
      this.blank();
      const before = this.tokens.length;
      if (this.at >= this.source.length || this.token()) break;
      const token = this.tokens[before];
      if (token?.kind !== 'op') continue;
      if (token.text === open) depth++;
      if (token.text === close && --depth === 0) break;
    }
    return this.at;
  }

  /** Reads one token; true when nothing after it is code. */
  protected override token(): boolean {
    const c = this.source[this.at] ?? '';
    if (c === '$') {
      identifier.lastIndex = this.at + 1;
      const name = identifier.exec(this.source)?.[0];
      if (name !== undefined) {
        this.push('variable', name);
        this.at += name.length + 1;
        return false;
      }
    }
    if (/[A-Za-z_\\\x80-\xff]/.test(c)) return this.#word();
    if (/\d/.test(c) || (c === '.' && /\d/.test(this.source[this.at + 1] ?? ''))) this.#number();
    else if (c === "'") this.singleQuoted();
    else if (c === '"') this.doubleQuoted('"');
    else if (c === '`') this.doubleQuoted('`');
    else this.#heredocOrOperator(c);
    return false;
  }

  #heredocOrOperator(c: string): void {
    const start = c === '<' ? this.match(heredocStart) : null;
    if (start) this.heredoc(start);
    else this.#operator(c);
  }

  #word(): boolean {
    const text = this.match(qualifiedName)?.[0];
    if (text === undefined) throw new CompileError('syntax error, unexpected token "\\"', this.line, true);
    const lower = text.toLowerCase();
    const next = this.source[this.at + text.length];
    if ((lower === 'b' && (next === '"' || next === "'")) || text === '') {
      this.at += text.length;
      return this.token();
    }
    if (text.startsWith('\\')) this.push('fullyQualified', text);
    else if (lower.startsWith('namespace\\')) this.push('qualified', text);
    else if (text.includes('\\')) this.push('qualified', text);
    else if (keywords.has(lower) && this.tokens.at(-1)?.text !== '->' && this.tokens.at(-1)?.text !== '?->')
      this.push('keyword', lower, { written: text });
    else if (lower === 'enum' && /^\s+(?!extends\b|implements\b)[A-Za-z_]/i.test(this.source.slice(this.at + 4, this.at + 24)))
      this.push('keyword', 'enum', { written: text });
    else this.push('name', text);
    this.at += text.length;
    if (lower === '__halt_compiler') this.at = this.source.length;
    return lower === '__halt_compiler';
  }

  #number(): void {
    const written = this.match(number)?.[0] ?? '0';
    if (/^0\d*[89]\d*$/.test(written)) throw new CompileError('Invalid numeric literal', this.line, true);
    this.push(isFloat(written) ? 'float' : 'int', written);
    this.at += written.length;
  }

  #operator(c: string): void {
    if (c === '(') {
      const match = this.match(castPattern);
      const cast = casts.get((match?.[1] ?? '').toLowerCase());
      if (match && cast !== undefined) {
        this.push('cast', match[0], { cast });
        this.skipTo(this.at + match[0].length);
        return;
      }
    }
    const text = byteOperators.find(each => this.source.startsWith(each, this.at));
    if (text === undefined) {
      const code = c.charCodeAt(0);
      throw new CompileError(
        code < 32 || code > 126
          ? `syntax error, unexpected character 0x${code.toString(16).toUpperCase().padStart(2, '0')}`
          : `syntax error, unexpected token "${c}"`,
        this.line,
        true,
      );
    }
    this.#brackets.note(text, this.line);
    this.push('op', text);
    this.at += text.length;
  }

  protected override within(text: string, line: number): Lexer {
    return new Lexer(text, line);
  }
}

function isFloat(written: string): boolean {
  return !/^0[xXbBoO]/.test(written) && /[.eE]/.test(written);
}
