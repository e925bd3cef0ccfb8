import { codes, PgError } from '../pg-error.js';
import { Decimal } from './decimal.js';

/** A JSON value whose numbers are exact. Objects are maps, so that every key is only a key. */
export type JsonNode = null | boolean | string | Decimal | EmbeddedJson | readonly JsonNode[] | ReadonlyMap<string, JsonNode>;

/** A json or jsonb inside another: json keeps the text as it was written. */
export class EmbeddedJson {
  readonly #text: () => string;
  readonly #node: () => JsonNode;

  constructor(text: () => string, node: () => JsonNode) {
    this.#text = text;
    this.#node = node;
  }

  get node(): JsonNode {
    return this.#node();
  }

  toString(): string {
    return this.#text();
  }
}

/** How deep values may be nested. */
const MAX_DEPTH = 1000;

export function isObject(node: JsonNode | undefined): node is ReadonlyMap<string, JsonNode> {
  return node instanceof Map;
}

export function isList(node: JsonNode | undefined): node is readonly JsonNode[] {
  return Array.isArray(node);
}

/** Reads JSON; throws PgError with PostgreSQL's words. */
export function parseJson(text: string): JsonNode {
  return new JsonParser(text).parse();
}

class JsonParser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): JsonNode {
    const node = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw this.#fail(`Expected end of input, but found "${this.#token()}".`);
    return node;
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #value(): JsonNode {
    this.#space();
    const char = this.#text[this.#at];
    if (char === undefined) throw this.#end();
    if (char === '{' || char === '[') {
      if (++this.#depth > MAX_DEPTH) throw tooDeep();
      const node = char === '{' ? this.#object() : this.#list();
      this.#depth--;
      return node;
    }
    if (char === '"') return this.#string();
    const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/.exec(this.#text.slice(this.#at, this.#at + 1000));
    if (number) {
      this.#at += number[0].length;
      return Decimal.parse(number[0]) ?? Decimal.zero;
    }
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (this.#token() !== word) continue;
      this.#at += word.length;
      return value;
    }
    const token = this.#token();
    if (/^[\w\u0080-\uffff.+-]/.test(token)) throw this.#fail(`Token "${token}" is invalid.`, token.length);
    throw this.#fail(`Expected JSON value, but found "${token}".`);
  }

  #object(): JsonNode {
    const map = new Map<string, JsonNode>();
    this.#at++;
    this.#space();
    if (this.#take('}')) return map;
    for (;;) {
      this.#space();
      if (this.#at >= this.#text.length) throw this.#end();
      if (this.#text[this.#at] !== '"') {
        const wanted = map.size === 0 ? 'Expected string or "}"' : 'Expected string';
        throw this.#invalidOr(`${wanted}, but found "${this.#token()}".`);
      }
      const key = this.#string();
      this.#space();
      if (this.#at >= this.#text.length) throw this.#end();
      if (!this.#take(':')) throw this.#invalidOr(`Expected ":", but found "${this.#token()}".`);
      const value = this.#value();
      map.delete(key);
      map.set(key, value);
      this.#space();
      if (this.#take('}')) return map;
      if (this.#at >= this.#text.length) throw this.#end();
      if (!this.#take(',')) throw this.#invalidOr(`Expected "," or "}", but found "${this.#token()}".`);
    }
  }

  #list(): JsonNode {
    const items: JsonNode[] = [];
    this.#at++;
    this.#space();
    if (this.#take(']')) return items;
    for (;;) {
      items.push(this.#value());
      this.#space();
      if (this.#take(']')) return items;
      if (this.#at >= this.#text.length) throw this.#end();
      if (!this.#take(',')) throw this.#invalidOr(`Expected "," or "]", but found "${this.#token()}".`);
    }
  }

  #string(): string {
    let text = '';
    let i = this.#at + 1;
    for (;;) {
      const char = this.#text[i];
      if (char === undefined) throw this.#fail(`Token "${this.#text.slice(this.#at)}" is invalid.`, this.#text.length - this.#at);
      if (char === '"') break;
      if (char < ' ')
        throw this.#fail(`Character with value 0x${char.charCodeAt(0).toString(16).padStart(2, '0')} must be escaped.`, i - this.#at);
      if (char !== '\\') {
        text += char;
        i++;
        continue;
      }
      const escape = this.#text[i + 1] ?? '';
      const hex = /^u[0-9a-fA-F]{4}/.exec(this.#text.slice(i + 1, i + 6));
      const plain = simpleEscapes.get(escape);
      if (hex) text += String.fromCharCode(parseInt(hex[0].slice(1), 16));
      else if (plain !== undefined) text += plain;
      else throw this.#fail(`Escape sequence "\\${escape}" is invalid.`, i - this.#at + 2);
      i += hex ? 6 : 2;
    }
    this.#at = i + 1;
    return text;
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #token(): string {
    const rest = this.#text.slice(this.#at, this.#at + 1000);
    return (/^(?:[\w\u0080-\uffff.+-]+|"(?:[^"\\]|\\.)*"|[\s\S])/.exec(rest) ?? [''])[0];
  }

  #invalidOr(message: string): PgError {
    const token = this.#token();
    return /^[\w\u0080-\uffff.+-]/.test(token) && !/^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(token)
      ? this.#fail(`Token "${token}" is invalid.`, token.length)
      : this.#fail(message);
  }

  #end(): PgError {
    this.#at = this.#text.length;
    return this.#fail('The input string ended unexpectedly.', 0);
  }

  #fail(detail: string, length = this.#token().length): PgError {
    const end = this.#at + length;
    const before = this.#text.slice(0, end);
    const line = before.split('\n').length;
    const rest = end < this.#text.length ? '...' : '';
    return new PgError(codes.invalidText, 'invalid input syntax for type json', {
      detail,
      context: `JSON data, line ${line}: ${before.slice(before.lastIndexOf('\n') + 1)}${rest}`,
    });
  }
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function tooDeep(): PgError {
  return new PgError(codes.tooComplex, 'stack depth limit exceeded');
}

export function quoteJson(text: string): string {
  let quoted = '';
  for (const char of text) {
    const known = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char];
    quoted += known ?? (char < ' ' ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char);
  }
  return `"${quoted}"`;
}

/** As jsonb prints it: a blank after each comma and colon, keys by length and then by bytes. */
export function formatJson(node: JsonNode): string {
  if (node === null) return 'null';
  if (typeof node === 'string') return quoteJson(node);
  if (isList(node)) return `[${node.map(formatJson).join(', ')}]`;
  if (isObject(node)) return `{${[...node].map(([key, value]) => `${quoteJson(key)}: ${formatJson(value)}`).join(', ')}}`;
  return String(node);
}

/** jsonb_pretty. */
export function prettyJson(node: JsonNode, indent = ''): string {
  const deeper = `${indent}    `;
  if (isList(node))
    return node.length === 0 ? `[\n${indent}]` : `[\n${node.map(item => deeper + prettyJson(item, deeper)).join(',\n')}\n${indent}]`;
  if (isObject(node)) {
    const members = [...node].map(([key, value]) => `${deeper}${quoteJson(key)}: ${prettyJson(value, deeper)}`);
    return members.length === 0 ? `{\n${indent}}` : `{\n${members.join(',\n')}\n${indent}}`;
  }
  return formatJson(node);
}

/** Keys in the order in which jsonb keeps them. */
export function normalized(node: JsonNode): JsonNode {
  if (node instanceof EmbeddedJson) return normalized(node.node);
  if (isList(node)) return node.map(normalized);
  if (!isObject(node)) return node;
  const entries = [...node].map(([key, value]): [string, JsonNode] => [key, normalized(value)]);
  return new Map(entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)));
}

export function jsonTypeOf(node: JsonNode): string {
  if (node === null) return 'null';
  if (isList(node)) return 'array';
  if (isObject(node)) return 'object';
  return node instanceof Decimal ? 'number' : typeof node;
}

const ranks = ['null', 'string', 'number', 'boolean', 'array', 'object'];

/** The order of jsonb values: by kind, then by size, then by what is in them. */
export function compareJson(a: JsonNode, b: JsonNode): number {
  const byKind = ranks.indexOf(jsonTypeOf(a)) - ranks.indexOf(jsonTypeOf(b));
  if (byKind !== 0) return byKind;
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (isList(a) && isList(b)) return a.length - b.length || compareLists(a, b);
  if (isObject(a) && isObject(b)) return a.size - b.size || compareLists([...a].flat(), [...b].flat());
  return Number(a) - Number(b);
}

function compareLists(a: readonly JsonNode[], b: readonly JsonNode[]): number {
  for (const [index, item] of a.entries()) {
    const order = compareJson(item, b[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** `@>`: whether everything of `b` is in `a`. */
export function containsJson(a: JsonNode, b: JsonNode): boolean {
  if (isList(a)) {
    if (isList(b)) return b.every(item => a.some(own => (isList(own) || isObject(own) ? containsJson(own, item) : equal(own, item))));
    return !isObject(b) && a.some(own => equal(own, b));
  }
  if (isObject(a) && isObject(b))
    return [...b].every(([key, value]) => {
      const own = a.get(key);
      return own !== undefined && containsJson(own, value);
    });
  return equal(a, b);
}

function equal(a: JsonNode, b: JsonNode): boolean {
  return compareJson(a, b) === 0;
}
