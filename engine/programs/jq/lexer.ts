import { JqSyntaxError } from './syntax.js';

export type Token =
  | {
      readonly kind: 'operator' | 'keyword' | 'name' | 'field' | 'variable' | 'format' | 'number';
      readonly text: string;
      readonly at: number;
    }
  /** Texts, and the sources of what stands in `\(…)` between them. */
  | { readonly kind: 'text'; readonly text: string; readonly parts: readonly (string | readonly Token[])[]; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number };

export const keywords = new Set('def if then elif else end as reduce foreach try catch label import include and or __loc__'.split(' '));
const OPERATOR = /^(?:\?\/\/=?|\|=|\+=|-=|\*=|\/\/=|\/=|%=|==|!=|<=|>=|\/\/|\.\.|[.[\](){}|,:;=<>+\-*/%?$])/;

/** The tokens of a program. */
export function tokenize(source: string): readonly Token[] {
  const lexer = new Lexer(source);
  const tokens = lexer.until(undefined);
  return [...tokens, { kind: 'end', text: '', at: tokens.at(-1)?.at ?? 0 }];
}

class Lexer {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Tokens up to a closing parenthesis of its own (inside a text), or to the end. */
  until(close: ')' | undefined): Token[] {
    const tokens: Token[] = [];
    let depth = 0;
    for (;;) {
      this.#blank();
      if (this.#at >= this.#source.length) {
        if (close) throw unexpected('$end', tokens.at(-1)?.at ?? 0);
        return tokens;
      }
      const token = this.#token();
      if (close && token.kind === 'operator') {
        if (token.text === '(') depth++;
        if (token.text === ')' && depth-- === 0) return tokens;
      }
      tokens.push(token);
    }
  }

  #blank(): void {
    const match = /^(?:\s+|#[^\n]*)+/.exec(this.#source.slice(this.#at));
    if (match) this.#at += match[0].length;
  }

  #take(pattern: RegExp): string | undefined {
    const match = pattern.exec(this.#source.slice(this.#at));
    if (!match) return undefined;
    this.#at += match[0].length;
    return match[0];
  }

  #token(): Token {
    const at = this.#at;
    if (this.#source.charAt(at) === '"') return this.#text();
    const number = this.#take(/^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/);
    if (number !== undefined) return { kind: 'number', text: number, at };
    const field = this.#take(/^\.[A-Za-z_]\w*/);
    if (field !== undefined) return { kind: 'field', text: field.slice(1), at };
    const variable = this.#take(/^\$(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*/);
    if (variable !== undefined) return { kind: 'variable', text: variable.slice(1), at };
    const format = this.#take(/^@[A-Za-z0-9_]+/);
    if (format !== undefined) return { kind: 'format', text: format, at };
    const name = this.#take(/^(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*/);
    if (name !== undefined) return { kind: keywords.has(name) ? 'keyword' : 'name', text: name, at };
    const operator = this.#take(OPERATOR);
    if (operator !== undefined) return { kind: 'operator', text: operator, at };
    throw unexpected('INVALID_CHARACTER', at);
  }

  #text(): Token {
    const start = this.#at++;
    const parts: (string | readonly Token[])[] = [''];
    const add = (text: string): void => {
      const last = parts.pop();
      parts.push((typeof last === 'string' ? last : '') + text);
    };
    for (;;) {
      const plain = this.#take(/^[^"\\]+/);
      if (plain !== undefined) add(plain);
      const char = this.#source.charAt(this.#at++);
      if (char === '"') return { kind: 'text', text: '', parts, at: start };
      if (char === '') throw unexpected('$end, expecting QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END', start + 1);
      if (this.#source.charAt(this.#at) === '(') {
        this.#at++;
        parts.push(this.until(')'), '');
      } else add(this.#escape());
    }
  }

  #escape(): string {
    const char = this.#source.charAt(this.#at++);
    if (char === 'u') {
      const hex = this.#take(/^[0-9a-fA-F]{4}/);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const known: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
    const found = Object.hasOwn(known, char) ? known[char] : undefined;
    if (found === undefined) throw new JqSyntaxError(`Invalid escape at line 1, column 4 (while parsing '"\\${char}"')`, this.#at);
    return found;
  }
}

export function unexpected(what: string, at: number): JqSyntaxError {
  return new JqSyntaxError(`syntax error, unexpected ${what} (Unix shell quoting issues?)`, at);
}
