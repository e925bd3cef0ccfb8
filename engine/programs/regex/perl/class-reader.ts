import { cases, either, ignoringCase, namedClasses, not } from './characters.js';
import { readEscape } from './escapes.js';
import { PatternError, type CharacterTest, type PatternFlags } from './nodes.js';

/** Reads `[…]`; `at` stands after the opening bracket. `end` is after the closing one. */
export function readClass(source: string, at: number, flags: PatternFlags): { readonly test: CharacterTest; readonly end: number } {
  const reader = new ClassReader(source, at, flags);
  return reader.read();
}

class ClassReader {
  readonly #source: string;
  readonly #flags: PatternFlags;
  #at: number;
  readonly #tests: CharacterTest[] = [];
  readonly #singles = new Set<number>();

  constructor(source: string, at: number, flags: PatternFlags) {
    this.#source = source;
    this.#at = at;
    this.#flags = flags;
  }

  read(): { readonly test: CharacterTest; readonly end: number } {
    const negated = this.#source[this.#at] === '^';
    if (negated) this.#at++;
    const first = this.#at;
    while (this.#source[this.#at] !== ']' || this.#at === first) {
      if (this.#at >= this.#source.length) throw new PatternError('missing terminating ] for character class', this.#source.length);
      this.#item();
    }
    const singles = this.#singles;
    const { unicode, ignoreCase } = this.#flags;
    const any = either([code => singles.has(code), ...this.#tests]);
    const test = ignoreCase ? ignoringCase(any, unicode) : any;
    return { test: negated ? not(test) : test, end: this.#at + 1 };
  }

  #item(): void {
    const named = /^\[:(\^?)(\w+):\]/.exec(this.#source.slice(this.#at, this.#at + 16));
    if (named) {
      const test = namedClasses.get(named[2] ?? '');
      if (!test) throw new PatternError('unknown POSIX class name', this.#at);
      this.#tests.push(named[1] === '' ? test : not(test));
      this.#at += named[0].length;
      return;
    }
    const from = this.#member();
    if (typeof from !== 'number') {
      this.#tests.push(from);
      return;
    }
    if (this.#source[this.#at] !== '-' || this.#source[this.#at + 1] === ']' || this.#at + 1 >= this.#source.length) {
      this.#singles.add(from);
      return;
    }
    this.#range(from);
  }

  #range(from: number): void {
    this.#at++;
    const to = this.#member();
    if (typeof to !== 'number') {
      this.#singles.add(from).add(45);
      this.#tests.push(to);
      return;
    }
    if (to < from) throw new PatternError('range out of order in character class', this.#at - 1);
    this.#tests.push(code => code >= from && code <= to);
  }

  #member(): number | CharacterTest {
    const code = this.#source.codePointAt(this.#at) ?? 0;
    this.#at += code > 0xffff ? 2 : 1;
    if (code !== 92) return code;
    if (this.#at >= this.#source.length) throw new PatternError('\\ at end of pattern', this.#at);
    const letter = this.#source[this.#at] ?? '';
    if (letter === 'b') {
      this.#at++;
      return 8;
    }
    const octal = /^[1-7][0-7]{0,2}/.exec(this.#source.slice(this.#at, this.#at + 3));
    if (octal) {
      this.#at += octal[0].length;
      return Number.parseInt(octal[0], 8);
    }
    const found = readEscape(this.#source, this.#at);
    if (!found) {
      if (/[A-Za-z]/.test(letter)) throw new PatternError('unrecognized character follows \\', this.#at);
      this.#at++;
      return letter.charCodeAt(0);
    }
    this.#at += found.length;
    return found.meaning;
  }
}

/** A single character as a test, in either case when that does not matter. */
export function characterTest(code: number, flags: PatternFlags): CharacterTest | undefined {
  if (!flags.ignoreCase) return undefined;
  const all = cases(code, flags.unicode);
  return all.length === 1 ? undefined : each => all.includes(each);
}
