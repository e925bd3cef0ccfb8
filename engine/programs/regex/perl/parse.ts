import { isVertical } from './characters.js';
import { characterTest, readClass } from './class-reader.js';
import { readEscape } from './escapes.js';
import { readGroupOpening } from './group-opening.js';
import { PatternError, type Assertion, type GroupName, type Node, type PatternFlags, type RepeatMode } from './nodes.js';

const MAX_DEPTH = 250;
const MAX_GROUPS = 2000;
const MAX_REPEAT = 65_535;

export interface Parsed {
  readonly root: Node;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Reads a Perl-compatible regular expression. Throws PatternError. */
export function parsePattern(source: string, flags: PatternFlags): Parsed {
  const parser = new Parser(source, flags);
  const root = parser.all();
  return { root, groups: parser.groups, names: parser.names };
}

const assertionLetters: Readonly<Record<string, Assertion>> = {
  A: 'textStart',
  z: 'textEnd',
  Z: 'lastLineEnd',
  b: 'boundary',
  B: 'notBoundary',
  G: 'searchStart',
};

class Parser {
  readonly #source: string;
  #flags: PatternFlags;
  #at = 0;
  #depth = 0;
  groups = 0;
  readonly names = new Map<string, number>();

  constructor(source: string, flags: PatternFlags) {
    this.#source = source;
    this.#flags = flags;
  }

  all(): Node {
    const root = this.#choice();
    if (this.#at < this.#source.length) throw new PatternError('unmatched closing parenthesis', this.#at);
    return root;
  }

  /** Alternatives; with `reset` all of them number their groups from the same. */
  #choice(reset = false): Node {
    if (++this.#depth > MAX_DEPTH) throw new PatternError('parentheses are too deeply nested', this.#at);
    const flags = this.#flags;
    const first = this.groups;
    let most = first;
    const options: Node[] = [];
    do {
      if (options.length > 0) this.#at++;
      if (reset) this.groups = first;
      options.push(this.#sequence());
      most = Math.max(most, this.groups);
    } while (this.#source[this.#at] === '|');
    this.groups = most;
    this.#flags = flags;
    this.#depth--;
    const [only] = options;
    return options.length === 1 && only ? only : { kind: 'choice', options };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    for (;;) {
      this.#skipBlank();
      const c = this.#source[this.#at];
      if (c === undefined || c === '|' || c === ')') return { kind: 'sequence', parts };
      const atom = this.#atom(c);
      if (atom) parts.push(this.#quantified(atom));
    }
  }

  #skipBlank(): void {
    const blank = this.#flags.extended ? /(?:\s+|#[^\n]*|\(\?#[^)]*\))*/y : /(?:\(\?#[^)]*\))*/y;
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#source)?.[0].length ?? 0;
  }

  #atom(c: string): Node | undefined {
    switch (c) {
      case '(':
        return this.#group();
      case '[': {
        const { test, end } = readClass(this.#source, this.#at + 1, this.#flags);
        this.#at = end;
        return { kind: 'set', test };
      }
      case '.':
        this.#at++;
        return { kind: 'set', test: this.#flags.dotAll ? () => true : code => code !== 10 };
      case '^':
        this.#at++;
        return { kind: 'assertion', what: this.#flags.multiline ? 'lineStart' : 'textStart' };
      case '$':
        this.#at++;
        if (this.#flags.multiline) return { kind: 'assertion', what: 'lineEnd' };
        return { kind: 'assertion', what: this.#flags.dollarEnd ? 'textEnd' : 'lastLineEnd' };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw unrepeatable(this.#at);
      default: {
        const code = this.#source.codePointAt(this.#at) ?? 0;
        this.#at += code > 0xffff ? 2 : 1;
        return this.#character(code);
      }
    }
  }

  #character(code: number): Node {
    const test = characterTest(code, this.#flags);
    return test ? { kind: 'set', test } : { kind: 'character', code };
  }

  #quantified(atom: Node): Node {
    this.#skipBlank();
    const bounds = this.#bounds();
    if (!bounds) return atom;
    if (atom.kind === 'assertion' || atom.kind === 'keep') throw unrepeatable(this.#at - 1);
    const suffix = this.#source[this.#at];
    let mode: RepeatMode = this.#flags.ungreedy ? 'lazy' : 'greedy';
    if (suffix === '+') mode = 'possessive';
    if (suffix === '?') mode = this.#flags.ungreedy ? 'greedy' : 'lazy';
    if (suffix === '+' || suffix === '?') this.#at++;
    this.#skipBlank();
    if (this.#bounds()) throw unrepeatable(this.#at - 1);
    return { kind: 'repeat', body: atom, ...bounds, mode };
  }

  #bounds(): { readonly min: number; readonly max: number } | undefined {
    const c = this.#source[this.#at];
    if (c === '*' || c === '+' || c === '?') {
      this.#at++;
      return { min: c === '+' ? 1 : 0, max: c === '?' ? 1 : Infinity };
    }
    const counted = /\{(\d+)(,(\d*))?\}/y;
    counted.lastIndex = this.#at;
    const [whole, low = '', comma, high = ''] = counted.exec(this.#source) ?? [];
    if (whole === undefined) return undefined;
    const min = Number(low);
    const max = comma === undefined ? min : high === '' ? Infinity : Number(high);
    this.#at += whole.length;
    if (min > MAX_REPEAT || (max > MAX_REPEAT && max !== Infinity)) throw new PatternError('number too big in {} quantifier', this.#at - 1);
    if (max < min) throw new PatternError('numbers out of order in {} quantifier', this.#at - 1);
    return { min, max };
  }

  #escape(): Node | undefined {
    const start = this.#at;
    this.#at++;
    const letter = this.#source[this.#at];
    if (letter === undefined) throw new PatternError('\\ at end of pattern', this.#at);
    const what = Object.hasOwn(assertionLetters, letter) ? assertionLetters[letter] : undefined;
    if (what) {
      this.#at++;
      return { kind: 'assertion', what };
    }
    if (letter === 'K' || letter === 'R' || letter === 'X' || letter === 'Q' || letter === 'E') return this.#special(letter);
    const reference = this.#reference(start);
    if (reference) return reference;
    const found = readEscape(this.#source, this.#at);
    if (!found) throw new PatternError('unrecognized character follows \\', this.#at);
    this.#at += found.length;
    return typeof found.meaning === 'number' ? this.#character(found.meaning) : { kind: 'set', test: found.meaning };
  }

  #special(letter: string): Node | undefined {
    this.#at++;
    if (letter === 'E') return undefined;
    if (letter === 'Q') return this.#quotation();
    if (letter === 'K') return { kind: 'keep' };
    if (letter === 'X') throw new PatternError('drydock: \\X is not simulated', this.#at);
    const newline: Node = { kind: 'sequence', parts: [13, 10].map(code => ({ kind: 'character', code })) };
    return { kind: 'atomic', body: { kind: 'choice', options: [newline, { kind: 'set', test: isVertical }] } };
  }

  #quotation(): Node {
    const end = this.#source.indexOf('\\E', this.#at);
    const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#source.length : end + 2;
    return { kind: 'sequence', parts: [...text].map(each => this.#character(each.codePointAt(0) ?? 0)) };
  }

  /** `\1`, `\g{-1}`, `\k<name>` and their like. */
  #reference(start: number): Node | undefined {
    const pattern = /([1-9]\d*)|g(?:\{(-?\w+)\}|(-?\d+))|k(?:\{(\w+)\}|<(\w+)>|'(\w+)')/y;
    pattern.lastIndex = this.#at;
    const [whole, number, ...others]: (string | undefined)[] = pattern.exec(this.#source) ?? [];
    if (whole === undefined) return undefined;
    if (number !== undefined && number.length > 1 && Number(number) > this.groups) return this.#octal(number);
    this.#at += whole.length;
    const given = number ?? others.find(each => each !== undefined) ?? '';
    return this.#referenceTo({ name: this.#numbered(given), offset: start + (number === undefined ? whole.length + 1 : 1) });
  }

  /** More digits than there are groups are a character's code. */
  #octal(digits: string): Node {
    const octal = /^[0-7]{1,3}/.exec(digits)?.[0] ?? '';
    this.#at += octal.length || 1;
    return this.#character(octal === '' ? digits.charCodeAt(0) : Number.parseInt(octal, 8));
  }

  #referenceTo(group: GroupName): Node {
    return { kind: 'reference', group, ignoreCase: this.#flags.ignoreCase };
  }

  /** A group's number; negative ones count backwards from here. */
  #numbered(given: string): number | string {
    if (!/^-?\d+$/.test(given)) return given;
    const number = Number(given);
    return number < 0 ? this.groups + 1 + number : number;
  }

  #group(): Node | undefined {
    const start = this.#at;
    const { opening, length } = readGroupOpening(this.#source, this.#at);
    this.#at += length;
    switch (opening.kind) {
      case 'flags':
        this.#flags = { ...this.#flags, ...opening.flags };
        return undefined;
      case 'reference':
        return this.#referenceTo({ name: opening.name, offset: this.#at });
      case 'call':
        return { kind: 'call', group: { name: this.#numbered(opening.name), offset: this.#at } };
      case 'capture':
        return this.#capture(opening.name, start);
      case 'plain':
        return this.#scoped(opening.flags, start);
      case 'reset':
        return this.#inside(start, true);
      case 'look':
        return { kind: 'look', behind: opening.behind, negated: opening.negated, body: this.#inside(start) };
      case 'atomic':
        return { kind: 'atomic', body: this.#inside(start) };
      case 'condition':
        return this.#condition(opening.name, start);
    }
  }

  #capture(name: string | undefined, start: number): Node {
    const index = ++this.groups;
    if (index > MAX_GROUPS) throw new PatternError('drydock: so many groups are not simulated', start);
    if (name !== undefined) {
      if (this.names.has(name)) throw new PatternError('two named subpatterns have the same name (PCRE2_DUPNAMES not set)', this.#at);
      this.names.set(name, index);
    }
    return { kind: 'group', index, body: this.#inside(start) };
  }

  #scoped(flags: Partial<PatternFlags>, start: number): Node {
    const outer = this.#flags;
    this.#flags = { ...outer, ...flags };
    const body = this.#inside(start);
    this.#flags = outer;
    return body;
  }

  #condition(name: string, start: number): Node {
    const group = { name: this.#numbered(name), offset: this.#at };
    const body = this.#inside(start);
    if (body.kind !== 'choice') return { kind: 'condition', group, then: body, otherwise: { kind: 'sequence', parts: [] } };
    const [then, otherwise, ...more] = body.options;
    if (!then || !otherwise || more.length > 0) throw new PatternError('conditional subpattern contains more than two branches', this.#at);
    return { kind: 'condition', group, then, otherwise };
  }

  #inside(start: number, reset = false): Node {
    const body = this.#choice(reset);
    if (this.#source[this.#at] !== ')') throw new PatternError('missing closing parenthesis', Math.max(start, this.#source.length));
    this.#at++;
    return body;
  }
}

function unrepeatable(offset: number): PatternError {
  return new PatternError('quantifier does not follow a repeatable item', offset);
}
