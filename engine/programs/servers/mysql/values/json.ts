/** JSON documents: whole numbers are bigints, objects keep their keys in the server's order. */
export type JsonValue = null | boolean | bigint | number | string | readonly JsonValue[] | ReadonlyMap<string, JsonValue>;

const MAX_DEPTH = 100;

export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** Reads a document; throws JsonSyntaxError. */
export function parseJson(text: string): JsonValue {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw this.#bad('The document root must not be followed by other values.');
  }

  value(depth: number): JsonValue {
    this.#space();
    if (depth > MAX_DEPTH) throw this.#bad('The JSON document exceeds the maximum depth.');
    const char = this.#text[this.#at];
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    if (char === '"') return this.#string();
    const rest = this.#text.slice(this.#at, this.#at + 400);
    const word = /^(?:true|false|null)\b/.exec(rest)?.[0];
    if (word !== undefined) {
      this.#at += word.length;
      return word === 'null' ? null : word === 'true';
    }
    const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/.exec(rest);
    if (!number) throw this.#bad(char === undefined ? 'The document is empty.' : 'Invalid value.');
    this.#at += number[0].length;
    return number[1] === undefined && number[2] === undefined && number[0].length < 20 ? BigInt(number[0]) : Number(number[0]);
  }

  #object(depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    this.#at++;
    this.#space();
    if (this.#skip('}')) return members;
    for (;;) {
      this.#space();
      if (this.#text[this.#at] !== '"') throw this.#bad('Missing a name for object member.');
      const name = this.#string();
      this.#space();
      if (!this.#skip(':')) throw this.#bad('Missing a colon after a name of object member.');
      members.set(name, this.value(depth + 1));
      this.#space();
      if (this.#skip('}')) return sortedKeys(members);
      if (!this.#skip(',')) throw this.#bad('Missing a comma or } after an object member.');
    }
  }

  #array(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.#at++;
    this.#space();
    if (this.#skip(']')) return items;
    for (;;) {
      items.push(this.value(depth + 1));
      this.#space();
      if (this.#skip(']')) return items;
      if (!this.#skip(',')) throw this.#bad('Missing a comma or ] after an array element.');
    }
  }

  #string(): string {
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    if (end >= this.#text.length) throw this.#bad('Missing a closing quotation mark in string.');
    const raw = this.#text.slice(this.#at, end + 1);
    try {
      const text: unknown = JSON.parse(raw.replace(/[\0-\x1f]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
      if (typeof text !== 'string') throw this.#bad('Invalid value.');
      this.#at = end + 1;
      return text;
    } catch (error) {
      if (error instanceof SyntaxError) throw this.#bad('Invalid escape character in string.');
      throw error;
    }
  }

  #skip(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #bad(message: string): JsonSyntaxError {
    return new JsonSyntaxError(message, this.#at);
  }
}

/** Keys come by length, then by their characters: so MySQL keeps objects. */
export function sortedKeys(members: ReadonlyMap<string, JsonValue>): ReadonlyMap<string, JsonValue> {
  return new Map([...members].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)));
}

export function isJsonObject(value: JsonValue | undefined): value is ReadonlyMap<string, JsonValue> {
  return value instanceof Map;
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The document on one line, with a blank behind commas and colons. */
export function formatJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${String(value)}.0` : String(value).replace('e+', 'e');
  if (typeof value === 'string') return quoteJson(value);
  if (isJsonArray(value)) return `[${value.map(formatJson).join(', ')}]`;
  return `{${[...value].map(([name, member]) => `${quoteJson(name)}: ${formatJson(member)}`).join(', ')}}`;
}

/** JSON_PRETTY's layout. */
export function prettyJson(value: JsonValue, indent = ''): string {
  const inner = `${indent}  `;
  if (isJsonArray(value))
    return value.length === 0 ? '[]' : `[\n${value.map(item => inner + prettyJson(item, inner)).join(',\n')}\n${indent}]`;
  if (!isJsonObject(value)) return formatJson(value);
  const members = [...value].map(([name, member]) => `${inner}${quoteJson(name)}: ${prettyJson(member, inner)}`);
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

export function quoteJson(text: string): string {
  return JSON.stringify(text);
}

/** Whether two documents are the same. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  return formatJson(a) === formatJson(b) || (isNumber(a) && isNumber(b) && Number(a) === Number(b));
}

function isNumber(value: JsonValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
