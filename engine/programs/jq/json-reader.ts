import type { Json } from './value.js';

/** Text that is no JSON, in jq's words. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

const MAX_DEPTH = 256;

type Open = { readonly kind: 'array'; readonly items: Json[]; next: 'value' | 'separator' } | OpenObject;
interface OpenObject {
  readonly kind: 'object';
  readonly members: Map<string, Json>;
  key: string | undefined;
  hasColon: boolean;
  isAfterComma: boolean;
}

/** Reads one JSON value after the other out of a text, and knows the line it has come to. */
export class JsonReader {
  #text: string;
  #at = 0;
  #line = 1;
  #column = 0;
  #open: Open[] = [];
  #done: Json | undefined;
  #isLate = false;

  #isWhole: boolean;

  /** A text that is whole, or the beginning of one: then `add` brings more. */
  constructor(text: string, isWhole = true) {
    this.#text = text;
    this.#isWhole = isWhole;
  }

  /** More of the text; undefined: there is no more. */
  add(text: string | undefined): void {
    if (text === undefined) this.#isWhole = true;
    else {
      this.#text = this.#text.slice(this.#at) + text;
      this.#at = 0;
    }
  }

  /** Lines that were read: where errors of a program are said to be. */
  get lines(): number {
    return this.#line - 1;
  }

  /** The next value, `[value]`; undefined at the end of what is there. */
  next(): readonly [Json] | undefined {
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (/[\s\ufeff]/.test(char)) this.#step();
      else if ('[]{},:'.includes(char)) this.#token(char);
      else if (!this.#isWhole && !this.#isEnded(char)) return undefined;
      else if (char === '"') this.#value(this.#string());
      else this.#word();
      if (this.#done !== undefined) return this.#finish();
    }
    if (this.#open.length > 0 && this.#isWhole) throw this.#error('Unfinished JSON term');
    return undefined;
  }

  /** Whether a text or a word that begins here is there to its end. */
  #isEnded(first: string): boolean {
    const pattern = first === '"' ? /"(?:[^"\\]|\\[^])*"/y : /[^\s[\]{},:"]+(?=[^])/y;
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  /** Values end with their line in jq's count when nothing else is on it. */
  #finish(): readonly [Json] {
    const value = this.#done ?? null;
    this.#done = undefined;
    if (this.#text.charAt(this.#at) === '\n') this.#step();
    return [value];
  }

  #step(): void {
    if (this.#text.charAt(this.#at++) === '\n') {
      this.#line++;
      this.#column = 0;
    } else this.#column++;
  }

  #error(what: string, isCut = this.#at >= this.#text.length): JsonError {
    if (this.#isLate && this.#at < this.#text.length) this.#step();
    const place = isCut ? ' at EOF' : '';
    return new JsonError(`${what}${place} at line ${String(this.#line)}, column ${String(this.#column)}`);
  }

  #token(char: string): void {
    this.#step();
    const top = this.#open.at(-1);
    switch (char) {
      case '[':
      case '{':
        this.#begin(char);
        return;
      case ']':
      case '}':
        this.#end(char, top);
        return;
      case ',':
        this.#comma(top);
        return;
      default:
        if (top?.kind !== 'object' || top.key === undefined || top.hasColon)
          throw this.#error(top?.kind === 'array' ? "':' not as part of an object" : "Expected string key before ':'");
        top.hasColon = true;
    }
  }

  #begin(char: string): void {
    const top = this.#open.at(-1);
    if (top?.kind === 'array' && top.next === 'separator') throw this.#error('Expected separator between values');
    if (top?.kind === 'object' && !top.hasColon)
      throw this.#error(top.key === undefined ? 'Object keys must be strings' : 'Objects must consist of key:value pairs');
    if (this.#open.length >= MAX_DEPTH) throw this.#error('Exceeds depth limit for parsing');
    this.#open.push(
      char === '['
        ? { kind: 'array', items: [], next: 'value' }
        : { kind: 'object', members: new Map(), key: undefined, hasColon: false, isAfterComma: false },
    );
  }

  #end(char: string, top: Open | undefined): void {
    const isList = char === ']';
    if (top?.kind !== (isList ? 'array' : 'object')) throw this.#error(`Unmatched '${char}'`);
    if (top.kind === 'array' && top.next === 'value' && top.items.length > 0) throw this.#error('Expected another array element');
    if (top.kind === 'object' && top.isAfterComma && top.key === undefined) throw this.#error('Expected another key-value pair');
    if (top.kind === 'object' && top.hasColon) throw this.#error("Unmatched '}'");
    if (top.kind === 'object' && top.key !== undefined) throw this.#error('Objects must consist of key:value pairs');
    this.#open.pop();
    this.#value(top.kind === 'array' ? top.items : top.members);
  }

  #comma(top: Open | undefined): void {
    if (!top) throw this.#error("',' not as part of an object or array");
    if (top.kind === 'array') {
      if (top.next === 'value') throw this.#error("Expected value before ','");
      top.next = 'value';
      return;
    }
    if (top.key !== undefined) throw this.#error('Objects must consist of key:value pairs');
    if (top.members.size === 0 || top.isAfterComma) throw this.#error("Expected value before ','");
    top.isAfterComma = true;
  }

  #value(value: Json): void {
    const top = this.#open.at(-1);
    if (!top) {
      this.#done = value;
      return;
    }
    if (top.kind === 'array') {
      if (top.next === 'separator') throw this.#error('Expected separator between values');
      top.items.push(value);
      top.next = 'separator';
      return;
    }
    this.#member(top, value);
  }

  #member(top: OpenObject, value: Json): void {
    if (top.key === undefined) {
      if (top.members.size > 0 && !top.isAfterComma) throw this.#error('Expected separator between values');
      if (typeof value !== 'string') throw this.#error('Object keys must be strings');
      top.key = value;
      return;
    }
    if (!top.hasColon) throw this.#error('Expected separator between values');
    top.members.set(top.key, value);
    Object.assign(top, { key: undefined, hasColon: false, isAfterComma: false });
  }

  /** What is wrong about a word is noticed with the character behind it. */
  #word(): void {
    const value = this.#literal();
    this.#isLate = true;
    this.#value(value);
    this.#isLate = false;
  }

  #literal(): Json {
    const start = this.#at;
    while (this.#at < this.#text.length && !/[\s[\]{},:"]/.test(this.#text.charAt(this.#at))) this.#step();
    const word = this.#text.slice(start, this.#at);
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (/^nan$/i.test(word) && word !== 'nan') return null;
    // The error is noticed with the character that ends the word.
    const isNumber = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(word);
    if (isNumber) return clamp(Number(word));
    const isCut = this.#at >= this.#text.length;
    if (!isCut) this.#step();
    throw this.#error(/^(?:[tn]...?|f....?|tru?|fal?s?|nul?)$/.test(word) ? 'Invalid literal' : 'Invalid numeric literal', isCut);
  }

  #string(): string {
    this.#step();
    let text: string | undefined = '';
    for (;;) {
      const char = this.#text.charAt(this.#at);
      if (this.#at >= this.#text.length) throw this.#error('Unfinished string');
      this.#step();
      if (char === '"' && text === undefined) throw this.#error('Invalid escape', false);
      if (char === '"') return text ?? '';
      const next = char === '\\' ? this.#escape() : char;
      text = next === undefined || text === undefined ? undefined : text + next;
    }
  }

  /** Undefined: there is no such escape, as is said at the end of the text. */
  #escape(): string | undefined {
    const char = this.#text.charAt(this.#at);
    this.#step();
    if (char === 'u') {
      const hex = this.#text.slice(this.#at, this.#at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) return undefined;
      for (let count = 0; count < 4; count++) this.#step();
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const known: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
    return Object.hasOwn(known, char) ? known[char] : undefined;
  }
}

/** Doubles beyond the range become the greatest there is. */
function clamp(value: number): number {
  if (value === Infinity) return Number.MAX_VALUE;
  return value === -Infinity ? -Number.MAX_VALUE : value;
}

/** Exactly one value. */
export function parseJson(text: string): Json {
  const reader = new JsonReader(text);
  const first = reader.next();
  if (!first) return null;
  if (reader.next()) throw new JsonError('Unexpected extra JSON values');
  return first[0];
}
