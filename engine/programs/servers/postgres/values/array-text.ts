import { codes, PgError } from '../pg-error.js';
import { ArrayValue, type Value } from './value.js';

/** Reads `{1,2,{…}}`; `element` reads one element's text. */
export function parseArray(text: string, element: (text: string) => Value, delimiter = ','): ArrayValue {
  return new ArrayReader(text, element, delimiter).read();
}

const MOST_DIMENSIONS = 6;

class ArrayReader {
  readonly #text: string;
  readonly #element: (text: string) => Value;
  readonly #delimiter: string;
  readonly #elements: Value[] = [];
  readonly #dimensions: number[] = [];
  #at = 0;

  constructor(text: string, element: (text: string) => Value, delimiter: string) {
    this.#text = text;
    this.#element = element;
    this.#delimiter = delimiter;
  }

  read(): ArrayValue {
    this.#skipSpace();
    if (this.#here !== '{') throw this.#malformed('Array value must start with "{" or dimension information.');
    this.#list(0);
    this.#skipSpace();
    if (!this.#isAtEnd) throw this.#malformed('Junk after closing right brace.');
    return new ArrayValue(this.#elements, this.#elements.length === 0 ? [] : this.#dimensions);
  }

  get #here(): string {
    return this.#text.charAt(this.#at);
  }

  get #isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  #malformed(detail: string): PgError {
    return new PgError(codes.invalidText, `malformed array literal: "${this.#text}"`, { detail });
  }

  #skipSpace(): void {
    while (/\s/.test(this.#here)) this.#at++;
  }

  /** From a left brace to its right one. */
  #list(depth: number): void {
    if (depth > MOST_DIMENSIONS)
      throw new PgError(
        codes.programLimit,
        `number of array dimensions (${MOST_DIMENSIONS + 1}) exceeds the maximum allowed (${MOST_DIMENSIONS})`,
      );
    this.#at++;
    let count = 0;
    this.#skipSpace();
    while (this.#here !== '}') {
      if (this.#here === '{') this.#list(depth + 1);
      else this.#elements.push(this.#item());
      count++;
      this.#skipSpace();
      this.#afterItem();
    }
    this.#at++;
    const known = this.#dimensions[depth];
    if (known !== undefined && known !== count)
      throw this.#malformed('Multidimensional arrays must have sub-arrays with matching dimensions.');
    this.#dimensions[depth] = count;
  }

  #afterItem(): void {
    if (this.#here === '}') return;
    if (this.#here !== this.#delimiter) throw this.#malformed(this.#isAtEnd ? 'Unexpected end of input.' : 'Unexpected array element.');
    this.#at++;
    this.#skipSpace();
    if (this.#here === '}') throw this.#malformed('Unexpected "}" character.');
  }

  #item(): Value {
    if (this.#here === '"') return this.#element(this.#quoted());
    const word = this.#unquoted();
    return word.toLowerCase() === 'null' ? null : this.#element(word);
  }

  #quoted(): string {
    let word = '';
    for (this.#at++; this.#here !== '"'; this.#at++) {
      if (this.#isAtEnd) throw this.#malformed('Unexpected end of input.');
      if (this.#here === '\\') this.#at++;
      word += this.#here;
    }
    this.#at++;
    return word;
  }

  #unquoted(): string {
    let word = '';
    while (!this.#isAtEnd && this.#here !== this.#delimiter && this.#here !== '}' && this.#here !== '{') {
      if (this.#here === '\\') this.#at++;
      word += this.#here;
      this.#at++;
    }
    word = word.trimEnd();
    if (word === '') throw this.#malformed(this.#isAtEnd ? 'Unexpected end of input.' : `Unexpected "${this.#here}" character.`);
    return word;
  }
}

/** `{1,NULL,"a b"}`. */
export function formatArray({ elements, dimensions }: ArrayValue, element: (value: Value) => string, delimiter = ','): string {
  if (elements.length === 0) return '{}';
  let next = 0;
  const level = (depth: number): string => {
    const size = dimensions[depth] ?? 0;
    const parts: string[] = [];
    for (let i = 0; i < size; i++) {
      if (depth + 1 < dimensions.length) parts.push(level(depth + 1));
      else {
        const value = elements[next++] ?? null;
        parts.push(value === null ? 'NULL' : quoteElement(element(value), delimiter));
      }
    }
    return `{${parts.join(delimiter)}}`;
  };
  return level(0);
}

function quoteElement(text: string, delimiter: string): string {
  const plain = text !== '' && !/[{}"\\\s]/.test(text) && !text.includes(delimiter) && text.toLowerCase() !== 'null';
  return plain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
