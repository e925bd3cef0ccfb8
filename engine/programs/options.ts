import type { Flavour } from './flavour.js';

/**
 * One option: its names as help shows them (`-w, --width=COLS`, `-n NUM`, `-i[SUFFIX]`, `--color[=WHEN]`), what it
 * does, whose it is when only one flavour has it, and why the program need not look at it, if so (see `refused` and
 * `noEffect`).
 */
export type OptionText = readonly [names: string, about?: string | undefined, only?: Flavour | undefined, unread?: Unread];
export type Unread = { readonly refused: true } | { readonly because: string };

/** An option of the real program that is not simulated: the program says so and ends. */
export function refused(names: string, only?: Flavour): OptionText {
  return [names, undefined, only, { refused: true }];
}

/** An option that is taken but changes nothing that could be seen here, and why. */
export function noEffect(names: string, because: string, only?: Flavour, about?: string): OptionText {
  return [names, about, only, { because }];
}

export type OptionTable<K extends string> = Readonly<Record<K, OptionText>>;

export interface OptionRules {
  readonly flavour: Flavour;
  /** Options end at the first operand (env, timeout, xargs …) instead of being looked for everywhere. */
  readonly stopAtOperand?: boolean;
  /** A word such as `-5` or `-.5` is an operand. */
  readonly negativeNumbers?: boolean;
  /** The key that `-5` stands for (head, tail, grep, nice). */
  readonly digits?: string;
  /** Looks at each option as it is read, before what stands behind it: the first mistake of a command line counts. */
  readonly check?:
    | ((key: string, value: string | undefined, before: readonly { readonly key: string; readonly value: string | undefined }[]) => void)
    | undefined;
  /** What is wrong about a digit that stands for an option, where it is not the old form of the first word. */
  readonly strayDigit?: ((digit: string) => Error) | undefined;
  /** Names of options that the real program has besides; they are refused. */
  readonly unsimulated?: ReadonlySet<string>;
  /** What an option is that nobody knows: an error when left out, a word like any other, or wrong usage without a message. */
  readonly unknown?: 'operand' | 'usage';
}

/** A command line that does not fit the declared options; `kind` and `name` let each flavour word it. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** An option that is known but not simulated. */
export class OptionRefused extends Error {
  override readonly name = 'OptionRefused';

  constructor(name: string) {
    super(`drydock: option ${name} is not simulated`);
  }
}

type Arity = 'none' | 'required' | 'optional';
interface Spelling<K extends string> {
  readonly key: K;
  readonly name: string;
  readonly arity: Arity;
  readonly refused: boolean;
}

/** What was given on a command line. */
export class Arguments<K extends string> {
  readonly entries: readonly { readonly key: K; readonly value: string | undefined }[];
  readonly operands: readonly string[];
  /** The words of the options, as they were given. */
  readonly optionWords: readonly string[];

  constructor(
    entries: readonly { readonly key: K; readonly value: string | undefined }[],
    operands: readonly string[],
    optionWords: readonly string[],
  ) {
    this.entries = entries;
    this.operands = operands;
    this.optionWords = optionWords;
  }

  has(key: K): boolean {
    return this.entries.some(entry => entry.key === key);
  }

  count(key: K): number {
    return this.entries.filter(entry => entry.key === key).length;
  }

  /** The last value given for an option. */
  value(key: K): string | undefined {
    return this.entries.findLast(entry => entry.key === key)?.value;
  }

  values(key: K): string[] {
    return this.entries.flatMap(entry => (entry.key === key && entry.value !== undefined ? [entry.value] : []));
  }

  /** Which of these options came last, for those that override each other. */
  last<S extends K>(...keys: readonly S[]): S | undefined {
    const last = this.entries.findLast(entry => keys.some(key => key === entry.key))?.key;
    return keys.find(key => key === last);
  }
}

/** Reads a command line (without the program's name) by a table of options. Throws OptionError and OptionRefused. */
export function parseArguments<K extends string>(argv: readonly string[], table: OptionTable<K>, rules: OptionRules): Arguments<K> {
  return new Parser(argv, spellingsOf(table, rules.flavour), rules).parse();
}

const spellings = new WeakMap<object, Partial<Record<Flavour, unknown>>>();

/** Worked out once for each program. */
function spellingsOf<K extends string>(table: OptionTable<K>, flavour: Flavour): readonly Spelling<K>[] {
  const known = spellings.get(table) ?? {};
  spellings.set(table, known);
  return (known[flavour] ??= readSpellings(table, flavour)) as readonly Spelling<K>[]; // kept under the very table it was made from
}

function readSpellings<K extends string>(table: OptionTable<K>, flavour: Flavour): readonly Spelling<K>[] {
  return keysOf(table).flatMap(key => {
    const [names, , only, unread] = table[key];
    if (only !== undefined && only !== flavour) return [];
    const parts = names.split(', ');
    const arity = arityOf(parts);
    const isRefused = unread !== undefined && 'refused' in unread;
    return parts.map(part => ({
      key,
      name: /^--?[^=\s[]+/.exec(part)?.[0] ?? part,
      // In `-p DIR, --tmpdir[=DIR]` the short one needs its argument.
      arity: /^-. \S/.test(part) ? 'required' : arity,
      refused: isRefused,
    }));
  });
}

function arityOf(parts: readonly string[]): Arity {
  if (parts.some(part => /^--?[\w@?-]+\[=?\w/.test(part))) return 'optional';
  return parts.some(part => /^--[\w-]+=|^-. \S/.test(part)) ? 'required' : 'none';
}

function keysOf<K extends string>(table: OptionTable<K>): K[] {
  return Object.keys(table).filter((key): key is K => Object.hasOwn(table, key));
}

class Parser<K extends string> {
  readonly #argv: readonly string[];
  readonly #spellings: readonly Spelling<K>[];
  readonly #rules: OptionRules;
  readonly #entries: { key: K; value: string | undefined }[] = [];
  readonly #operands: string[] = [];
  readonly #optionWords: string[] = [];
  #at = 0;

  constructor(argv: readonly string[], spellings: readonly Spelling<K>[], rules: OptionRules) {
    this.#argv = argv;
    this.#spellings = spellings;
    this.#rules = rules;
  }

  parse(): Arguments<K> {
    while (this.#at < this.#argv.length) {
      const { length } = this.#entries;
      const from = this.#at;
      const word = this.#argv[this.#at++] ?? '';
      if (word === '--') break;
      const number = this.#rules.negativeNumbers === true && /^-[\d.]/.test(word);
      if (this.#isOperand(word)) this.#operands.push(word);
      else if (word.startsWith('--')) this.#long(word);
      else if (word.length > 1 && word.startsWith('-') && !number) this.#short(word);
      else if (this.#rules.stopAtOperand) {
        this.#at--;
        break;
      } else this.#operands.push(word);
      if (this.#entries.length > length) this.#optionWords.push(...this.#argv.slice(from, this.#at));
    }
    this.#operands.push(...this.#argv.slice(this.#at));
    return new Arguments(this.#entries, this.#operands, this.#optionWords);
  }

  #isOperand(word: string): boolean {
    const { unknown } = this.#rules;
    if (unknown === undefined || !/^-./.test(word)) return false;
    const isKnown = this.#spellings.some(({ name }) => (word.startsWith('--') ? name.startsWith(word) : name === word.slice(0, 2)));
    if (!isKnown && unknown === 'usage') throw new OptionError('');
    return !isKnown;
  }

  #long(word: string): void {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    let value = equals < 0 ? undefined : word.slice(equals + 1);
    const found = this.#findLong(name, word);
    if (found.arity === 'none' && value !== undefined)
      throw this.#error(`option '${found.name}' doesn't allow an argument`, `option does not take an argument: ${bare(name)}`);
    if (found.arity === 'required' && value === undefined) {
      value = this.#argv[this.#at++];
      if (value === undefined)
        throw this.#error(`option '${found.name}' requires an argument`, `option requires an argument: ${bare(name)}`);
    }
    this.#add(found, value);
  }

  #add(found: Spelling<K>, value: string | undefined): void {
    if (found.refused) throw new OptionRefused(found.name);
    this.#rules.check?.(found.key, value, this.#entries);
    this.#entries.push({ key: found.key, value });
  }

  #findLong(name: string, word: string): Spelling<K> {
    const exact = this.#spellings.find(spelling => spelling.name === name);
    if (exact) return exact;
    const near = this.#spellings.filter(spelling => spelling.name.startsWith(name));
    const [first] = near;
    if (this.#rules.unsimulated?.has(name) === true) throw new OptionRefused(name);
    if (!first) throw this.#error(`unrecognized option '${word}'`, `unrecognized option: ${bare(name)}`);
    if (near.some(spelling => spelling.key !== first.key)) {
      const names = near.map(spelling => ` '${spelling.name}'`).join('');
      throw this.#error(`option '${word}' is ambiguous; possibilities:${names}`, `option is ambiguous: ${bare(name)}`);
    }
    return first;
  }

  #short(word: string): void {
    const digits = this.#rules.digits;
    const digitKey = this.#spellings.find(spelling => spelling.key === digits)?.key;
    const { strayDigit } = this.#rules;
    if (strayDigit === undefined && digitKey !== undefined && /^-\d/.test(word)) {
      this.#rules.check?.(digitKey, word.slice(1), this.#entries);
      this.#entries.push({ key: digitKey, value: word.slice(1) });
      return;
    }
    for (let i = 1; i < word.length; i++) {
      const letter = word[i] ?? '';
      if (strayDigit !== undefined && letter >= '0' && letter <= '9') throw strayDigit(letter);
      const found = this.#spellings.find(spelling => spelling.name === `-${letter}`);
      if (!found && this.#rules.unsimulated?.has(`-${letter}`) === true) throw new OptionRefused(`-${letter}`);
      if (!found) throw this.#error(`invalid option -- '${letter}'`, `unrecognized option: ${letter}`);
      if (found.arity === 'none') {
        this.#add(found, undefined);
        continue;
      }
      const rest = word.slice(i + 1);
      let value: string | undefined = rest === '' ? undefined : rest;
      if (value === undefined && found.arity === 'required') value = this.#argv[this.#at++];
      if (value === undefined && found.arity === 'required') {
        throw this.#error(`option requires an argument -- '${letter}'`, `option requires an argument: ${letter}`);
      }
      this.#add(found, value);
      return;
    }
  }

  /** BusyBox on Alpine speaks with musl's getopt, which words things its own way. */
  #error(gnu: string, musl: string): OptionError {
    return new OptionError(this.#rules.flavour === 'gnu' ? gnu : musl);
  }
}

function bare(name: string): string {
  return name.replace(/^--/, '');
}
