import type { Task } from '../../../core/task.js';
import { everyName, flagNames, globalNames, notSimulated, numericNames, shortNames, valueNames, withoutEffect } from './option-names.js';

/** A command line of curl, read. */
export interface CurlOptions {
  readonly urls: readonly { readonly url: string; readonly output: Output }[];
  readonly flags: ReadonlySet<CurlFlag>;
  readonly method: string | undefined;
  readonly headers: readonly string[];
  readonly data: readonly { readonly kind: 'data' | 'binary' | 'raw' | 'urlencode'; readonly text: string }[];
  /** `literal` are those of --form-string, whose value means nothing but itself. */
  readonly forms: readonly { readonly text: string; readonly literal: boolean }[];
  /** What --url-query adds to the URL, encoded like --data-urlencode. */
  readonly query: readonly string[];
  /** `HOST:PORT:ADDRESS,…` of --resolve. */
  readonly resolve: readonly string[];
  /** `HOST1:PORT1:HOST2:PORT2`. */
  readonly connectTo: readonly string[];
  readonly values: Readonly<Partial<Record<CurlValue, string>>>;
}

/** Where a transfer goes: standard output, a named file, or a file named like the URL's last part. */
export type Output = { readonly kind: 'stdout' } | { readonly kind: 'file'; readonly path: string } | { readonly kind: 'remote-name' };

export type CurlFlag = (typeof flagNames)[number];
export type CurlValue = (typeof valueNames)[number];

/** What is wrong with a command line, as curl says it after its name. */
export class CurlUsage extends Error {
  override readonly name = 'CurlUsage';
}

/** A real option that has no meaning here. */
export class CurlNotSimulated extends Error {
  override readonly name = 'CurlNotSimulated';

  constructor(option: string) {
    super(`drydock: curl --${option} is not simulated`);
  }
}

/** What a file of options holds (-K); undefined where it cannot be read. */
export type ReadConfig = (path: string) => Task<string | undefined>;

/** Reads a command line: the options of each part between --next. */
export function* parseCurlOptions(argv: readonly string[], readConfig: ReadConfig): Task<readonly CurlOptions[]> {
  return yield* new Parser(readConfig).parse(argv);
}

/** Files of options that name each other. */
const MAX_CONFIGS = 100;

class Parser {
  readonly #readConfig: ReadConfig;
  readonly #groups: Group[] = [];
  #group = new Group(new Set());
  #configs = 0;

  constructor(readConfig: ReadConfig) {
    this.#readConfig = readConfig;
  }

  *parse(argv: readonly string[]): Task<readonly CurlOptions[]> {
    yield* this.#words(argv);
    const flags = [...this.#group.flags].filter(flag => globalNames.includes(flag));
    return [...this.#groups, this.#group].map(group => group.finish(flags));
  }

  *#words(argv: readonly string[]): Task<void> {
    const words = new Words(argv);
    let onlyUrls = false;
    for (let word = words.next(); word !== undefined; word = words.next()) {
      if (onlyUrls || !word.startsWith('-') || word === '-') this.#group.urls.push(word);
      else if (word === '--') onlyUrls = true;
      else if (word.startsWith('--')) yield* this.#long(word, words);
      else yield* this.#short(word, words);
    }
  }

  *#long(word: string, words: Words): Task<void> {
    const given = word.slice(2);
    const positive = given.startsWith('no-') && !everyName.includes(given) ? given.slice(3) : given;
    if (notSimulated.has(positive)) throw new CurlNotSimulated(positive);
    const names = everyName.includes(positive) ? [positive] : everyName.filter(name => name.startsWith(positive));
    const [name] = names;
    if (name === undefined || positive === '') throw new CurlUsage(`option ${word}: is unknown`);
    if (names.length > 1) throw new CurlUsage(`option ${word}: is ambiguous`);
    if (positive !== given) {
      if (isFlag(name)) this.#group.flags.delete(name);
      return;
    }
    yield* this.#apply(name, word, () => words.next());
  }

  *#short(word: string, words: Words): Task<void> {
    for (let i = 1; i < word.length; i++) {
      const letter = word[i] ?? '';
      const name = shortNames[letter];
      if (name === undefined) throw new CurlUsage(`option ${word}: is unknown`);
      if (notSimulated.has(name)) throw new CurlNotSimulated(name);
      const rest = word.slice(i + 1);
      const shown = word.length === 2 ? word : `-${letter}`;
      if (yield* this.#apply(name, shown, () => (rest === '' ? words.next() : rest))) return;
    }
  }

  /** Notes an option; whether it took a value. */
  *#apply(name: string, shown: string, next: () => string | undefined): Task<boolean> {
    if (withoutEffect.has(name)) return false;
    if (name === 'next') {
      this.#startGroup();
      return false;
    }
    if (this.#group.switchOn(name)) return false;
    const value = next();
    if (value === undefined) throw new CurlUsage(`option ${shown}: requires parameter`);
    if (numericNames.includes(name) && !/^\d+(\.\d*)?$|^-1$/.test(value))
      throw new CurlUsage(`option ${shown}: expected a proper numerical parameter`);
    if (name === 'config') yield* this.#config(value, shown);
    else this.#group.set(name, value);
    return true;
  }

  #startGroup(): void {
    if (this.#group.urls.length === 0) throw new CurlUsage('missing URL before --next');
    const flags = [...this.#group.flags].filter(flag => globalNames.includes(flag));
    this.#groups.push(this.#group);
    this.#group = new Group(new Set(flags));
  }

  *#config(path: string, shown: string): Task<void> {
    const text = this.#configs++ < MAX_CONFIGS ? yield* this.#readConfig(path) : undefined;
    if (text === undefined) throw new CurlUsage(`option ${shown}: error encountered when reading a file`);
    yield* this.#words(configWords(text));
  }
}

class Words {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  next(): string | undefined {
    return this.#words[this.#at++];
  }
}

/** The lines of a file of options as words of a command line: `name = "value"`, `name value`, `-x value`. */
function configWords(text: string): string[] {
  return text.split(/\r?\n/).flatMap(line => {
    const match = /^\s*([^\s=:#][^\s=:]*)(?:\s*[\s=:]\s*(.*))?$/.exec(line);
    if (!match) return [];
    const [, name = '', rest = ''] = match;
    const option = name.startsWith('-') ? name : name.length === 1 ? `-${name}` : `--${name}`;
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest)?.[1];
    const value = quoted?.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter) ?? /^[^\s#]*/.exec(rest)?.[0] ?? '';
    return quoted === undefined && value === '' ? [option] : [option, value];
  });
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', v: '\v' };

/** The options of one part of a command line. */
class Group {
  readonly urls: string[] = [];
  readonly flags: Set<CurlFlag>;
  readonly #outputs: Output[] = [];
  readonly #headers: string[] = [];
  readonly #data: CurlOptions['data'][number][] = [];
  readonly #forms: CurlOptions['forms'][number][] = [];
  readonly #query: string[] = [];
  readonly #resolve: string[] = [];
  readonly #connectTo: string[] = [];
  readonly #values: Partial<Record<CurlValue, string>> = {};
  #method: string | undefined;

  constructor(flags: Set<CurlFlag>) {
    this.flags = flags;
  }

  finish(global: readonly CurlFlag[]): CurlOptions {
    const fallback: Output = this.flags.has('remote-name-all') ? { kind: 'remote-name' } : { kind: 'stdout' };
    return {
      urls: this.urls.map((url, index) => ({ url, output: this.#outputs[index] ?? fallback })),
      flags: new Set([...this.flags, ...global]),
      method: this.#method,
      headers: this.#headers,
      data: this.#data,
      forms: this.#forms,
      query: this.#query,
      resolve: this.#resolve,
      connectTo: this.#connectTo,
      values: this.#values,
    };
  }

  /** False where it is no switch. */
  switchOn(name: string): boolean {
    if (name === 'remote-name') this.#outputs.push({ kind: 'remote-name' });
    else if (isFlag(name)) this.flags.add(name);
    else return false;
    if (name === 'location-trusted') this.flags.add('location');
    return true;
  }

  set(name: string, value: string): void {
    if (isValue(name))
      this.#values[name] = name === 'cookie' && this.#values.cookie !== undefined ? `${this.#values.cookie}; ${value}` : value;
    else if (!withoutEffect.has(`${name}=`)) this.#collect(name, value);
  }

  #collect(name: string, value: string): void {
    if (name === 'url') this.urls.push(value);
    else if (name === 'output') this.#outputs.push(value === '-' ? { kind: 'stdout' } : { kind: 'file', path: value });
    else if (name === 'request') this.#method = value;
    else if (name === 'header') this.#headers.push(value);
    else if (name === 'form' || name === 'form-string') this.#forms.push({ text: value, literal: name === 'form-string' });
    else if (name === 'url-query') this.#query.push(value);
    else if (name === 'resolve') this.#resolve.push(value);
    else if (name === 'connect-to') this.#connectTo.push(value);
    else if (name === 'json') {
      this.#data.push({ kind: 'binary', text: value });
      this.#headers.push('Content-Type: application/json', 'Accept: application/json');
    } else
      this.#data.push({
        kind: name === 'data-binary' ? 'binary' : name === 'data-raw' ? 'raw' : name === 'data-urlencode' ? 'urlencode' : 'data',
        text: value,
      });
  }
}

function isFlag(name: string): name is CurlFlag {
  return flagNames.some(flag => flag === name);
}

function isValue(name: string): name is CurlValue {
  return valueNames.some(value => value === name);
}
