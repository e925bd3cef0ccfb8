import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { PhpArray } from '../runtime/array.js';
import { numberOf } from '../runtime/convert.js';
import { formatFloat, numericText } from '../runtime/number-text.js';
import type { Args, Natives } from '../runtime/native.js';
import { PhpObject } from '../runtime/object.js';
import { isInt, PhpFloat, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';

const flags = {
  hexTag: 1,
  hexAmp: 2,
  hexApos: 4,
  hexQuot: 8,
  forceObject: 16,
  numeric: 32,
  slashes: 64,
  pretty: 128,
  unicode: 256,
  fraction: 1024,
  substitute: 2_097_152,
  throws: 4_194_304,
};

const messages: ReadonlyMap<number, string> = new Map([
  [0, 'No error'],
  [1, 'Maximum stack depth exceeded'],
  [4, 'Syntax error'],
  [5, 'Malformed UTF-8 characters, possibly incorrectly encoded'],
  [6, 'Recursion detected'],
  [7, 'Inf and NaN cannot be JSON encoded'],
]);

class JsonError extends Error {
  readonly code: number;

  constructor(code: number) {
    super(messages.get(code) ?? '');
    this.code = code;
  }
}

class Encoder {
  readonly #vm: Vm;
  readonly #flags: number;
  readonly #depth: number;

  constructor(vm: Vm, options: number, depth: number) {
    this.#vm = vm;
    this.#flags = options;
    this.#depth = depth;
  }

  encode(value: Value, level = 0): string {
    if (level > Math.min(this.#depth, 500)) throw new JsonError(1);
    if (value === null) return 'null';
    if (typeof value === 'boolean' || isInt(value)) return String(value);
    if (value instanceof PhpFloat) return this.#float(value.n);
    if (typeof value === 'string') return this.#text(value);
    if (value instanceof PhpObject) return this.#object(value, level);
    if (value.isList && !(this.#flags & flags.forceObject))
      return this.#wrap(
        '[',
        ']',
        value.values().map(each => this.encode(each, level + 1)),
        level,
      );
    return this.#members(
      [...value.entries()].map(([key, each]) => [String(key), each] as const),
      level,
    );
  }

  #float(n: number): string {
    if (!Number.isFinite(n)) throw new JsonError(7);
    const text = formatFloat(n, 17).replace('E', 'e');
    return this.#flags & flags.fraction && /^-?\d+$/.test(text) ? `${text}.0` : text;
  }

  #object(object: PhpObject, level: number): string {
    if (object.cls.isNamed('jsonserializable')) return this.encode(this.#vm.calls.method(object, 'jsonSerialize', []), level + 1);
    if (object.cls.type === 'enum') return this.encode(object.get('value') ?? null, level);
    return this.#members(
      this.#vm.props.visible(object, undefined).map(name => [name, object.get(name) ?? null] as const),
      level,
    );
  }

  #members(members: readonly (readonly [string, Value])[], level: number): string {
    const colon = this.#flags & flags.pretty ? ': ' : ':';
    return this.#wrap(
      '{',
      '}',
      members.map(([key, each]) => this.#text(key, true) + colon + this.encode(each, level + 1)),
      level,
    );
  }

  #wrap(open: string, close: string, items: readonly string[], level: number): string {
    if (items.length === 0) return open + close;
    if (!(this.#flags & flags.pretty)) return open + items.join(',') + close;
    const indent = '    '.repeat(level + 1);
    return `${open}\n${indent}${items.join(`,\n${indent}`)}\n${'    '.repeat(level)}${close}`;
  }

  #text(bytes: string, isKey = false): string {
    if (this.#flags & flags.numeric && !isKey) {
      const number = numericText(bytes);
      if (number) return this.encode(numberOf(number.kind, number.text));
    }
    const text = decodeUtf8(bytesOfLatin1(bytes));
    if (/[\udc80-\udcff](?<![\ud800-\udbff].)/.test(text) && !(this.#flags & flags.substitute)) throw new JsonError(5);
    let result = '';
    for (const unit of text.split('')) result += this.#unit(unit);
    return `"${result}"`;
  }

  #unit(unit: string): string {
    const code = unit.charCodeAt(0);
    const simple = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' }[unit];
    const hex = `\\u${code.toString(16).padStart(4, '0')}`;
    if (unit === '/' && !(this.#flags & flags.slashes)) return '\\/';
    if ((unit === '<' || unit === '>') && this.#flags & flags.hexTag) return hex.toUpperCase().replace('\\U', '\\u');
    if (unit === '&' && this.#flags & flags.hexAmp) return '\\u0026';
    if (unit === "'" && this.#flags & flags.hexApos) return '\\u0027';
    if (unit === '"' && this.#flags & flags.hexQuot) return '\\u0022';
    if (simple !== undefined) return simple;
    if (code < 32) return hex;
    if (code < 128) return unit;
    return this.#flags & flags.unicode ? unit : hex;
  }
}

/** Turns JSON into values; `at` moves on. */
class Decoder {
  readonly #vm: Vm;
  readonly #text: string;
  readonly #arrays: boolean;
  readonly #depth: number;
  #at = 0;

  constructor(vm: Vm, text: string, arrays: boolean, depth: number) {
    this.#vm = vm;
    this.#text = text;
    this.#arrays = arrays;
    this.#depth = depth;
  }

  decode(): Value {
    const value = this.#value(1);
    this.#blank();
    if (this.#at < this.#text.length) throw new JsonError(4);
    return value;
  }

  #blank(): void {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #value(level: number): Value {
    this.#blank();
    const c = this.#text[this.#at];
    if (c === '{' || c === '[') {
      if (level > Math.min(this.#depth, 500)) throw new JsonError(1);
      return c === '{' ? this.#object(level) : this.#array(level);
    }
    if (c === '"') return this.#string();
    const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/iy;
    word.lastIndex = this.#at;
    const found = word.exec(this.#text)?.[0];
    if (found === undefined) throw new JsonError(4);
    this.#at += found.length;
    const lower = found.toLowerCase();
    if (lower === 'null') return null;
    if (lower === 'true' || lower === 'false') return lower === 'true';
    return numberOf(/[.eE]/.test(found) ? 'float' : 'int', found);
  }

  #expect(c: string): void {
    this.#blank();
    if (this.#text[this.#at] !== c) throw new JsonError(4);
    this.#at++;
  }

  #more(end: string): boolean {
    this.#blank();
    if (this.#text[this.#at] === ',') {
      this.#at++;
      return true;
    }
    this.#expect(end);
    return false;
  }

  #array(level: number): Value {
    this.#at++;
    const array = new PhpArray();
    this.#blank();
    if (this.#text[this.#at] === ']') {
      this.#at++;
      return array;
    }
    do array.append(this.#value(level + 1));
    while (this.#more(']'));
    return array;
  }

  #object(level: number): Value {
    this.#at++;
    const array = new PhpArray();
    const object = this.#arrays ? undefined : this.#vm.classes.allocate(this.#vm.classes.require('stdClass'));
    this.#blank();
    if (this.#text[this.#at] === '}') {
      this.#at++;
      return object ?? array;
    }
    do {
      this.#blank();
      const name = this.#string();
      this.#expect(':');
      const value = this.#value(level + 1);
      if (object) object.set(name, value);
      else array.set(this.#vm.key(name), value);
    } while (this.#more('}'));
    return object ?? array;
  }

  #string(): string {
    const pattern = /"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"/y;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) throw new JsonError(4);
    this.#at += found[0].length;
    const raw = found[1] ?? '';
    if (!raw.includes('\\')) return raw;
    // Escapes name UTF-16 units; what is written out is bytes of UTF-8.
    const units = raw.replaceAll(/(?:\\u[0-9a-fA-F]{4})+/g, run => latin1Of(encodeUtf8(String(JSON.parse(`"${run}"`)))));
    return units.replaceAll(/\\(["\\/bfnrt])/g, (_, c: string) => ({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' })[c] ?? c);
  }
}

function failed(a: Args, error: unknown, options: number, otherwise: Value): Value {
  if (!(error instanceof JsonError)) throw error;
  if (options & flags.throws) throw a.vm.errors.make('JsonException', error.message, error.code);
  a.vm.jsonError = error.code;
  return otherwise;
}

export const jsonFunctions: Natives = {
  'json_encode(mixed $value, int $flags = 0, int $depth = 512)': a => {
    try {
      const text = new Encoder(a.vm, a.int(1), a.int(2)).encode(a.get(0));
      a.vm.jsonError = 0;
      return latin1Of(encodeUtf8(text));
    } catch (error) {
      return failed(a, error, a.int(1), false);
    }
  },
  'json_decode(string $json, ?bool $associative = null, int $depth = 512, int $flags = 0)': a => {
    try {
      if (a.str(0) === '') throw new JsonError(4);
      const value = new Decoder(a.vm, a.str(0), a.bool(1) || (a.get(1) === null && (a.int(3) & 1) !== 0), a.int(2)).decode();
      a.vm.jsonError = 0;
      return value;
    } catch (error) {
      return failed(a, error, a.int(3), null);
    }
  },
  'json_last_error()': a => a.vm.jsonError,
  'json_last_error_msg()': a => messages.get(a.vm.jsonError) ?? 'Unknown error',
};
