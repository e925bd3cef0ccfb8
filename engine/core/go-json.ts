import { encodeUtf8 } from './utf8.js';

/** Reads JSON as Go's encoding/json (of Go 1.24) does through moby's ReadJSON: the value, or what is said about a text that is none. */
export function parseGoJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    const scanner = new Scanner(text);
    scanner.value('looking for beginning of value');
    const value: unknown = JSON.parse(text.slice(0, scanner.at));
    return scanner.hasMore ? { problem: 'unexpected content after JSON' } : { value };
  } catch (error) {
    if (error instanceof Complaint) return { problem: `invalid JSON: ${error.message}` };
    throw error;
  }
}

class Complaint extends Error {
  override readonly name = 'Complaint';
}

/** Deeper values are refused, as in Go. */
const deepest = 10_000;

/** Reads JSON as Go does, for its complaints only. */
class Scanner {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** How far it has read. */
  get at(): number {
    return this.#at;
  }

  /** As Decoder.More: a closing bracket counts as an end. */
  get hasMore(): boolean {
    this.#skipSpace();
    return this.#at < this.#text.length && !/[\]}]/.test(this.#text[this.#at] ?? '');
  }

  value(where: string): void {
    this.#skipSpace();
    const character = this.#text[this.#at];
    if (character === '{') this.#nested(() => this.#object());
    else if (character === '[') this.#nested(() => this.#array());
    else if (character === '"') this.#string();
    else if (character === '-' || /\d/.test(character ?? '')) this.#number();
    else if (character === 't') this.#literal('true');
    else if (character === 'f') this.#literal('false');
    else if (character === 'n') this.#literal('null');
    else this.#fail(where);
  }

  #nested(read: () => void): void {
    if (++this.#depth > deepest) throw new Complaint('exceeded max depth');
    read();
    this.#depth--;
  }

  #object(): void {
    this.#at++;
    if (this.#takes('}')) return;
    for (;;) {
      this.#skipSpace();
      if (this.#text[this.#at] !== '"') this.#fail('looking for beginning of object key string');
      this.#string();
      if (!this.#takes(':')) this.#fail('after object key');
      this.value('looking for beginning of value');
      if (this.#takes('}')) return;
      if (!this.#takes(',')) this.#fail('after object key:value pair');
    }
  }

  #array(): void {
    this.#at++;
    if (this.#takes(']')) return;
    for (;;) {
      this.value('looking for beginning of value');
      if (this.#takes(']')) return;
      if (!this.#takes(',')) this.#fail('after array element');
    }
  }

  #string(): void {
    for (this.#at++; ; this.#at++) {
      const character = this.#text[this.#at];
      if (character === undefined) return this.#fail('in string literal');
      if (character === '"') break;
      if (character < ' ') this.#fail('in string literal');
      if (character === '\\') this.#escape();
    }
    this.#at++;
  }

  #escape(): void {
    this.#at++;
    const character = this.#text[this.#at] ?? '';
    if (character === 'u') {
      for (let i = 0; i < 4; i++) {
        this.#at++;
        if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? '')) this.#fail('in \\u hexadecimal character escape');
      }
    } else if (character === '' || !'"\\/bfnrt'.includes(character)) this.#fail('in string escape code');
  }

  #number(): void {
    if (this.#is('-')) this.#at++;
    if (this.#is('0')) this.#at++;
    else this.#digits('in numeric literal');
    if (this.#is('.')) {
      this.#at++;
      this.#digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.#text[this.#at] ?? '')) {
      this.#at++;
      if (/[+-]/.test(this.#text[this.#at] ?? '')) this.#at++;
      this.#digits('in exponent of numeric literal');
    }
  }

  #is(character: string): boolean {
    return this.#text[this.#at] === character;
  }

  #digits(where: string): void {
    if (!/\d/.test(this.#text[this.#at] ?? '')) this.#fail(where);
    while (/\d/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #literal(word: string): void {
    for (const letter of word) {
      if (this.#text[this.#at] !== letter) this.#fail(`in literal ${word} (expecting '${letter}')`);
      this.#at++;
    }
  }

  #takes(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #fail(where: string): never {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) throw new Complaint('unexpected EOF');
    throw new Complaint(`invalid character ${quoteCharacter(code)} ${where}`);
  }
}

const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  "'": "\\'",
  '\\': '\\\\',
};

/** A byte as Go quotes it; of a longer character, the first byte. */
function quoteCharacter(code: number): string {
  const byte = encodeUtf8(String.fromCodePoint(code))[0] ?? 0;
  const character = String.fromCharCode(byte);
  const isControl = byte < 0x20 || byte === 0x7f;
  return `'${escapes[character] ?? (isControl ? `\\x${byte.toString(16).padStart(2, '0')}` : character)}'`;
}
