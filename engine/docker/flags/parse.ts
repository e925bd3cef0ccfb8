import type { Flag } from './flag.js';
import { FlagValueError } from './flag-value-error.js';
import { ParsedFlags } from './parsed-flags.js';

/** A command line that its flags do not allow; the message is pflag's. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/** `--help` or an undeclared `-h` was met. */
export class HelpRequested extends Error {
  override readonly name = 'HelpRequested';
}

export interface ParsedLine {
  readonly flags: ParsedFlags;
  readonly args: readonly string[];
  /** Where in the line the first argument stands, when flags end there (`interspersed: false`). */
  readonly rest: number;
  /** What to say about deprecated flags that were used. */
  readonly notices: readonly string[];
}

/**
 * Reads a command line as pflag does. With `interspersed: false` flags end at the first argument, as for run, create and
 * exec, whose last arguments are a command of the container. Throws FlagError, or HelpRequested.
 */
export function parseFlags(flags: readonly Flag[], line: readonly string[], interspersed: boolean): ParsedLine {
  return new LineParser(flags, line, interspersed).parse();
}

class LineParser {
  readonly #flags: readonly Flag[];
  readonly #line: readonly string[];
  readonly #interspersed: boolean;
  readonly #given = new Map<string, readonly string[]>();
  readonly #notices: string[] = [];
  #at = 0;

  constructor(flags: readonly Flag[], line: readonly string[], interspersed: boolean) {
    this.#flags = flags;
    this.#line = line;
    this.#interspersed = interspersed;
  }

  parse(): ParsedLine {
    const args: string[] = [];
    let rest = this.#line.length;
    while (this.#at < this.#line.length) {
      const word = this.#line[this.#at] ?? '';
      if (!word.startsWith('-') || word === '-') {
        if (!this.#interspersed) {
          rest = this.#at;
          args.push(...this.#line.slice(this.#at));
          break;
        }
        args.push(word);
        this.#at++;
        continue;
      }
      this.#at++;
      if (word === '--') {
        rest = this.#at;
        args.push(...this.#line.slice(this.#at));
        break;
      }
      if (word.startsWith('--')) this.#long(word);
      else this.#short(word);
    }
    return { flags: new ParsedFlags(this.#flags, this.#given), args, rest, notices: this.#notices };
  }

  #long(word: string): void {
    const body = word.slice(2);
    if (body === '' || body.startsWith('-') || body.startsWith('=')) throw new FlagError(`bad flag syntax: ${word}`);
    const equals = body.indexOf('=');
    const name = equals < 0 ? body : body.slice(0, equals);
    const flag = this.#flags.find(candidate => candidate.name === name);
    if (!flag) {
      if (name === 'help') throw new HelpRequested();
      throw new FlagError(`unknown flag: --${name}`);
    }
    if (equals >= 0) this.#set(flag, body.slice(equals + 1));
    if (flag.name === 'help' && this.#given.get('help')?.[0] !== 'false') throw new HelpRequested();
    if (equals >= 0) return;
    if (flag.bare !== undefined) return this.#set(flag, flag.bare);
    this.#set(flag, this.#nextWord(`--${name}`));
  }

  /** `-abc`, `-p80:80`, `-e=A=1`. */
  #short(word: string): void {
    let letters = word.slice(1);
    while (letters !== '') {
      const letter = [...letters][0] ?? '';
      const after = letters.slice(letter.length);
      const flag = this.#flags.find(candidate => candidate.shorthand === letter);
      if (!flag) {
        if (letter === 'h') throw new HelpRequested();
        throw new FlagError(`unknown shorthand flag: ${quoteLetter(letter)} in -${letters}`);
      }
      if (after.length > 1 && after.startsWith('=')) return this.#set(flag, after.slice(1));
      if (flag.bare === undefined) return this.#set(flag, after === '' ? this.#nextWord(`'${letter}' in -${letters}`) : after);
      this.#set(flag, flag.bare);
      letters = after;
    }
  }

  #nextWord(shown: string): string {
    const value = this.#line[this.#at++];
    if (value === undefined) throw new FlagError(`flag needs an argument: ${shown}`);
    return value;
  }

  #set(flag: Flag, text: string): void {
    try {
      const values = flag.type.read(text);
      this.#given.set(flag.name, flag.type.repeats ? [...(this.#given.get(flag.name) ?? []), ...values] : values);
    } catch (error) {
      if (!(error instanceof FlagValueError)) throw error;
      const shown = flag.shorthand === undefined || flag.deprecated !== undefined ? `--${flag.name}` : `-${flag.shorthand}, --${flag.name}`;
      throw new FlagError(`invalid argument ${JSON.stringify(text)} for "${shown}" flag: ${error.message}`);
    }
    if (flag.deprecated !== undefined) this.#notices.push(`Flag --${flag.name} has been deprecated, ${flag.deprecated}`);
  }
}

function quoteLetter(letter: string): string {
  return letter === "'" ? "'\\''" : `'${letter}'`;
}
