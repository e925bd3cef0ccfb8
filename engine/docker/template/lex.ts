/** What a template is made of. `keyword` covers if, range, end …; `char` is a lone punctuation mark. */
export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'keyword'
  | 'dot'
  | 'nil'
  | 'bool'
  | 'number'
  | 'character'
  | 'string'
  | 'raw'
  | 'pipe'
  | 'open'
  | 'close'
  | 'assign'
  | 'declare'
  | 'char'
  | 'eof'
  | 'error';

export interface Token {
  readonly kind: TokenKind;
  /** The text, or the message of an error. */
  readonly text: string;
  readonly at: number;
  readonly line: number;
}

const keywords = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with']);

/** Splits a template into tokens; what cannot be split ends with an error token. */
export function lex(source: string): readonly Token[] {
  return new Lexer(source).run();
}

class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;
  #parens = 0;
  #failed = false;

  constructor(source: string) {
    this.#source = source;
  }

  run(): readonly Token[] {
    let trimNext = false;
    while (!this.#failed) {
      const left = this.#source.indexOf('{{', this.#at);
      const rest = this.#source.slice(this.#at, left < 0 ? undefined : left);
      this.#text(rest, trimNext, left >= 0 && this.#hasLeftTrim(left + 2));
      if (left < 0) {
        this.#emit('eof', '', this.#at);
        break;
      }
      trimNext = this.#action();
    }
    return this.#tokens;
  }

  #text(text: string, trimStart: boolean, trimEnd: boolean): void {
    const start = trimStart ? text.length - text.replace(/^[ \t\r\n]+/, '').length : 0;
    const kept = trimEnd ? text.slice(start).replace(/[ \t\r\n]+$/, '') : text.slice(start);
    this.#line += countLines(text.slice(0, start));
    if (kept !== '') this.#emit('text', kept, this.#at + start);
    this.#line += countLines(text.slice(start));
    this.#at += text.length;
  }

  /** `{{-` and a space. */
  #hasLeftTrim(at: number): boolean {
    return this.#source[at] === '-' && isSpace(this.#source[at + 1]);
  }

  #rightDelimiter(): { readonly trim: boolean; readonly length: number } | undefined {
    if (isSpace(this.#source[this.#at]) && this.#source.startsWith('-}}', this.#at + 1)) return { trim: true, length: 4 };
    return this.#source.startsWith('}}', this.#at) ? { trim: false, length: 2 } : undefined;
  }

  /** One {{…}}; whether the text behind it loses its leading space. */
  #action(): boolean {
    const left = this.#at;
    const marker = this.#hasLeftTrim(left + 2) ? 2 : 0;
    if (this.#source.startsWith('/*', left + 2 + marker)) return this.#comment(left + 2 + marker);
    this.#emit('left', '{{', left);
    this.#at = left + 2 + marker;
    this.#parens = 0;
    for (;;) {
      const right = this.#rightDelimiter();
      if (right) {
        if (this.#parens > 0) this.#fail('unclosed left paren');
        else this.#emit('right', '}}', right.trim ? this.#at + 2 : this.#at);
        if (right.trim) this.#line += countLines(this.#source[this.#at] ?? '');
        this.#at += right.length;
        return right.trim;
      }
      if (!this.#token()) return false;
    }
  }

  #comment(start: number): boolean {
    const end = this.#source.indexOf('*/', start);
    if (end < 0) {
      this.#at = start;
      this.#fail('unclosed comment');
      return false;
    }
    this.#at = end + 2;
    const right = this.#rightDelimiter();
    if (!right) {
      this.#fail('comment ends before closing delimiter');
      return false;
    }
    this.#line += countLines(this.#source.slice(start, this.#at + right.length));
    this.#at += right.length;
    return right.trim;
  }

  /** One token inside an action; false when it is wrong. */
  #token(): boolean {
    const source = this.#source;
    const start = this.#at;
    const char = String.fromCodePoint(source.codePointAt(start) ?? 0);
    if (start >= source.length) return this.#fail('unclosed action');
    if (isSpace(char)) return this.#space();
    if (char === '=') return this.#take('assign', 1);
    if (char === ':') return source[start + 1] === '=' ? this.#take('declare', 2) : this.#fail('expected :=');
    if (char === '|') return this.#take('pipe', 1);
    if (char === '"') return this.#quoted(/^"(?:\\[^\n]|[^"\\\n])*"/, 'string', 'unterminated quoted string');
    if (char === '`') return this.#quoted(/^`[^`]*`/, 'raw', 'unterminated raw quoted string');
    if (char === "'") return this.#quoted(/^'(?:\\[^\n]|[^'\\\n])*'/, 'character', 'unterminated character constant');
    if (char === '$') return this.#word('variable');
    // A dot that is the last character of all counts as the beginning of a number.
    if (char === '.' && start + 1 < source.length && !/[0-9]/.test(source[start + 1] ?? '')) return this.#fieldOrDot();
    if (/[-+.0-9]/.test(char)) return this.#number();
    if (/[\p{L}\p{Nd}_]/u.test(char)) return this.#word('identifier');
    if (char === '(') {
      this.#parens++;
      return this.#take('open', 1);
    }
    if (char === ')') return this.#parens-- > 0 ? this.#take('close', 1) : this.#fail('unexpected right paren');
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x21 && code < 0x7f) return this.#take('char', 1);
    return this.#fail(`unrecognized character in action: ${describeCharacter(char)}`);
  }

  #space(): boolean {
    let end = this.#at;
    while (isSpace(this.#source[end])) end++;
    // The last space before `-}}` belongs to the delimiter.
    if (this.#source.startsWith('-}}', end)) end--;
    const text = this.#source.slice(this.#at, end);
    if (text !== '') this.#emit('space', text, this.#at);
    this.#line += countLines(text);
    this.#at = end;
    return true;
  }

  #quoted(pattern: RegExp, kind: TokenKind, message: string): boolean {
    const match = pattern.exec(this.#source.slice(this.#at));
    if (!match) return this.#fail(message);
    this.#take(kind, match[0].length);
    this.#line += countLines(match[0]);
    return true;
  }

  #fieldOrDot(): boolean {
    if (!this.#nameAt(this.#at + 1)) {
      if (!this.#atTerminator(this.#at + 1)) return this.#badCharacter(this.#at + 1);
      return this.#take('dot', 1);
    }
    return this.#word('field');
  }

  #word(kind: 'field' | 'variable' | 'identifier'): boolean {
    const prefix = kind === 'identifier' ? 0 : 1;
    const name = this.#nameAt(this.#at + prefix);
    const end = this.#at + prefix + name.length;
    if (!this.#atTerminator(end)) return this.#badCharacter(end);
    if (kind !== 'identifier') return this.#take(kind, prefix + name.length);
    if (keywords.has(name)) return this.#take('keyword', name.length);
    if (name === 'true' || name === 'false') return this.#take('bool', name.length);
    return this.#take(name === 'nil' ? 'nil' : 'identifier', name.length);
  }

  #number(): boolean {
    const rest = this.#source.slice(this.#at);
    const match =
      /^[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)/.exec(
        rest,
      );
    const text = match?.[0] ?? '';
    const following = rest[text.length] ?? '';
    if (/[\p{L}\p{Nd}_]/u.test(following)) return this.#fail(`bad number syntax: "${text}${following}"`);
    return this.#take('number', text.length);
  }

  #nameAt(at: number): string {
    return /^[\p{L}\p{Nd}_]*/u.exec(this.#source.slice(at))?.[0] ?? '';
  }

  #atTerminator(at: number): boolean {
    const char = this.#source[at];
    return char === undefined || isSpace(char) || '.,|:()'.includes(char) || this.#source.startsWith('}}', at) || char === '=';
  }

  #badCharacter(at: number): boolean {
    const char = String.fromCodePoint(this.#source.codePointAt(at) ?? 0);
    return this.#fail(`bad character ${describeCharacter(char)}`);
  }

  #take(kind: TokenKind, length: number): boolean {
    this.#emit(kind, this.#source.slice(this.#at, this.#at + length), this.#at);
    this.#at += length;
    return true;
  }

  #emit(kind: TokenKind, text: string, at: number): void {
    this.#tokens.push({ kind, text, at, line: this.#line });
  }

  #fail(message: string): false {
    this.#failed = true;
    this.#emit('error', message, this.#at);
    return false;
  }
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n';
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

/** Go's %#U. */
function describeCharacter(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} '${char}'`;
}

const operandKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'bool',
  'character',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'raw',
  'string',
  'variable',
  'open',
]);

/** Whether an operand can begin with this token. */
export function startsOperand(token: Token): boolean {
  return operandKinds.has(token.kind);
}
