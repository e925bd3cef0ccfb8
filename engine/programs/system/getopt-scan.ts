/** What getopt(3) is told to look for. */
export interface GetoptRules {
  /** `ab:c::`, behind `+` or `-` for the place of operands. */
  readonly short: string;
  /** `name`, `name:`, `name::` */
  readonly long: readonly string[];
  /** Long options may begin with a single dash. */
  readonly alternative: boolean;
}

interface Found {
  /** '' for an operand that stays in its place. */
  readonly name: string;
  readonly value: string | undefined;
}

export interface GetoptResult {
  readonly options: readonly Found[];
  readonly operands: readonly string[];
  readonly complaints: readonly string[];
}

type Arity = 'none' | 'required' | 'optional';

/** Takes a command line apart as getopt_long(3) of the C library does. */
export class GetoptScan {
  readonly #alternative: boolean;
  readonly #order: 'permute' | 'stop' | 'keep';
  readonly #short = new Map<string, Arity>();
  readonly #long = new Map<string, Arity>();
  readonly #options: Found[] = [];
  readonly #operands: string[] = [];
  readonly #complaints: string[] = [];

  constructor({ short, long, alternative }: GetoptRules, isPosix: boolean) {
    this.#alternative = alternative;
    this.#order = short.startsWith('-') ? 'keep' : isPosix || short.startsWith('+') ? 'stop' : 'permute';
    for (const [, letter = '', colons = ''] of short.replace(/^[-+]/, '').matchAll(/([^:])(:{0,2})/gs))
      this.#short.set(letter, arityOf(colons));
    for (const [, name = '', colons = ''] of long.map(text => /^(.*?)(:{0,2})$/s.exec(text) ?? [])) this.#long.set(name, arityOf(colons));
  }

  run(words: readonly string[]): GetoptResult {
    const rest = [...words];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      if (word === '--') break;
      if (word.startsWith('--')) this.#takeLong(word, word.slice(2), rest);
      else if (!word.startsWith('-') || word === '-') {
        if (this.#order === 'keep') this.#options.push({ name: '', value: word });
        else this.#operands.push(word);
        if (this.#order === 'stop') break;
      } else if (this.#alternative && (word.length > 2 || !this.#short.has(word.slice(1)))) this.#takeLong(word, word.slice(1), rest);
      else this.#takeShort(word.slice(1), rest);
    }
    return { options: this.#options, operands: [...this.#operands, ...rest], complaints: this.#complaints };
  }

  #takeShort(letters: string, rest: string[]): void {
    for (let i = 0; i < letters.length; i++) {
      const letter = letters.charAt(i);
      const arity = this.#short.get(letter);
      if (arity === undefined) {
        this.#complaints.push(`invalid option -- '${letter}'`);
        continue;
      }
      if (arity === 'none') {
        this.#options.push({ name: `-${letter}`, value: undefined });
        continue;
      }
      const attached = letters.slice(i + 1);
      const value = attached !== '' ? attached : arity === 'optional' ? '' : rest.shift();
      if (value === undefined) this.#complaints.push(`option requires an argument -- '${letter}'`);
      else this.#options.push({ name: `-${letter}`, value });
      return;
    }
  }

  #takeLong(word: string, text: string, rest: string[]): void {
    const [, given = '', , attached] = /^([^=]*)(=(.*))?$/s.exec(text) ?? [];
    const dashes = word.slice(0, word.length - text.length);
    const names = this.#long.has(given) ? [given] : [...this.#long.keys()].filter(name => name.startsWith(given));
    const [name] = names;
    if (name === undefined) {
      if (dashes === '-' && this.#short.has(text.charAt(0))) this.#takeShort(text, rest);
      else this.#complaints.push(`unrecognized option '${dashes}${given}${attached === undefined ? '' : `=${attached}`}'`);
      return;
    }
    if (names.length > 1) {
      this.#complaints.push(`option '${word}' is ambiguous; possibilities:${names.map(each => ` '${dashes}${each}'`).join('')}`);
      return;
    }
    const arity = this.#long.get(name) ?? 'none';
    if (arity === 'none' && attached !== undefined) {
      this.#complaints.push(`option '${dashes}${name}' doesn't allow an argument`);
      return;
    }
    const value = arity === 'none' ? undefined : (attached ?? (arity === 'optional' ? '' : rest.shift()));
    if (arity === 'required' && value === undefined) this.#complaints.push(`option '${dashes}${name}' requires an argument`);
    else this.#options.push({ name: `--${name}`, value });
  }
}

function arityOf(colons: string): Arity {
  return colons === '' ? 'none' : colons === ':' ? 'required' : 'optional';
}
