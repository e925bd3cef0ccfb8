/** What is wrong with a pattern, in the words of CPython's `re`, and where. */
export class PatternError extends Error {
  readonly at: number | undefined;
  constructor(message: string, at?: number) {
    super(message);
    this.at = at;
  }
}

export interface Translated {
  /** The pattern in the syntax of RE2. */
  readonly source: string;
  readonly flags: string;
  /** Names of groups, undefined for those without, from the first group on. */
  readonly names: readonly (string | undefined)[];
  /** `$` also matches before a newline at the very end, which RE2 cannot say. */
  readonly hasEnd: boolean;
}

const simpleEscapes: Readonly<Record<string, string>> = { a: '\\x07', f: '\\f', n: '\\n', r: '\\r', t: '\\t', v: '\\x0b', '0': '\\x00' };
const unicodeClasses: Readonly<Record<string, string>> = { d: '\\p{Nd}', w: '\\p{L}\\p{N}_', s: '\\s\\x0b\\x1c-\\x1f\\x{85}\\p{Z}' };
const asciiClasses: Readonly<Record<string, string>> = { d: '0-9', w: '0-9A-Za-z_', s: '\\s\\x0b' };
const notSimulated = (what: string, at: number): PatternError =>
  new PatternError(`drydock: ${what} in a regular expression is not simulated`, at);

/** Reads a pattern of Python's `re` (`flags` as letters of imsxau) and writes it for RE2. Throws PatternError. */
export function translatePattern(pattern: string, flags: string): Translated {
  return new Translator(pattern, flags).translate();
}

class Translator {
  readonly #text: string;
  #flags: string;
  #at = 0;
  #out = '';
  #hasEnd = false;
  readonly #names: (string | undefined)[] = [];
  readonly #open: number[] = [];
  /** What may be repeated stands before; 'repeat' after a repetition. */
  #before: 'nothing' | 'item' | 'repeat' = 'nothing';

  constructor(text: string, flags: string) {
    this.#text = text;
    this.#flags = flags;
  }

  translate(): Translated {
    this.#globalFlags();
    while (this.#at < this.#text.length) this.#step(this.#text[this.#at] ?? '');
    const open = this.#open.at(-1);
    if (open !== undefined) throw new PatternError('missing ), unterminated subpattern', open);
    return { source: this.#out, flags: this.#flags, names: this.#names, hasEnd: this.#hasEnd && !this.#flags.includes('m') };
  }

  #globalFlags(): void {
    for (let found = this.#letters(); found !== undefined; found = this.#letters()) {
      this.#flags += found;
    }
  }

  #letters(): string | undefined {
    const found = /^\(\?([aimsuxL]+)\)/.exec(this.#text.slice(this.#at));
    this.#at += found?.[0].length ?? 0;
    return found?.[1];
  }

  #step(character: string): void {
    if (this.#flags.includes('x') && this.#skipBlank(character)) return;
    if (character === '(') this.#group();
    else if (character === ')') this.#close();
    else if (character === '[') this.#set();
    else if (character === '\\') this.#item(this.#escape(false));
    else if ('*+?{'.includes(character)) this.#repeat(character);
    else if (character === '|' || character === '^') this.#put(character, 'nothing');
    else if (character === '$') {
      this.#hasEnd = true;
      this.#put('$', 'item');
    } else this.#item(character === '.' ? '.' : literal(this.#take()), character === '.' ? 1 : 0);
  }

  #put(text: string, before: 'nothing' | 'item' | 'repeat', length = 1): void {
    this.#at += length;
    this.#out += text;
    this.#before = before;
  }

  #item(text: string, length = 0): void {
    this.#put(text, 'item', length);
  }

  #take(): string {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return character;
  }

  #skipBlank(character: string): boolean {
    if (/\s/.test(character)) this.#at++;
    else if (character === '#') {
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#text.length : end + 1;
    } else return false;
    return true;
  }

  #group(): void {
    const start = this.#at;
    const rest = this.#text.slice(start);
    if (!rest.startsWith('(?')) {
      this.#openGroup('(', 1, undefined, true);
      return;
    }
    const named = /^\(\?P<([^>]*)(>?)/.exec(rest);
    const inline = /^\(\?([aimsux]*)(?:-([imsx]+))?:/.exec(rest);
    if (rest.startsWith('(?#')) {
      const end = rest.indexOf(')');
      if (end < 0) throw new PatternError('missing ), unterminated comment', start);
      this.#at += end + 1;
    } else if (named) this.#named(named, start);
    else if (inline) {
      const on = (inline[1] ?? '').replaceAll(/[aux]/g, '');
      const off = (inline[2] ?? '').replaceAll('x', '');
      this.#openGroup(`(?${on}${off === '' ? '' : `-${off}`}:`, inline[0].length, undefined, false);
    } else refuseGroup(rest, start);
  }

  #named([whole, name = '', end]: RegExpExecArray, start: number): void {
    if (end === '') throw new PatternError(name === '' ? 'missing group name' : 'missing >, unterminated name', start + 4);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
      if (name === '') throw new PatternError('missing group name', start + 4);
      throw new PatternError(`bad character in group name '${name}'`, start + 4);
    }
    const known = this.#names.indexOf(name);
    if (known >= 0)
      throw new PatternError(
        `redefinition of group name '${name}' as group ${String(this.#names.length + 1)}; was group ${String(known + 1)}`,
        start + 4,
      );
    this.#openGroup('(', whole.length, name, true);
  }

  #openGroup(text: string, length: number, name: string | undefined, isCaptured: boolean): void {
    this.#open.push(this.#at);
    if (isCaptured) this.#names.push(name);
    this.#put(text, 'nothing', length);
  }

  #close(): void {
    if (this.#open.pop() === undefined) throw new PatternError('unbalanced parenthesis', this.#at);
    this.#item(')', 1);
  }

  #repeat(character: string): void {
    const start = this.#at;
    let text = character;
    let length = 1;
    if (character === '{') {
      const found = /^\{(\d*)(,?)(\d*)\}/.exec(this.#text.slice(start));
      if (!found || found[0] === '{}' || found[0] === '{,}') {
        this.#item('\\{', 1);
        return;
      }
      const [whole, low = '', comma = '', high = ''] = found;
      if (comma !== '' && high !== '' && Number(low) > Number(high))
        throw new PatternError('min repeat greater than max repeat', start + 1);
      text = `{${low || '0'}${comma}${high}}`;
      length = whole.length;
    }
    if (this.#before === 'repeat') throw new PatternError('multiple repeat', start);
    if (this.#before === 'nothing') throw new PatternError('nothing to repeat', start);
    const next = this.#text[start + length];
    if (next === '+') throw notSimulated('a possessive repetition', start);
    this.#put(next === '?' ? `${text}?` : text, 'repeat', next === '?' ? length + 1 : length);
  }

  /** A backslash and what belongs to it. */
  #escape(isInSet: boolean): string {
    const start = this.#at++;
    if (this.#at >= this.#text.length) throw new PatternError('bad escape (end of pattern)', start);
    const letter = this.#take();
    const number = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(this.#text.slice(start + 1));
    if (number) {
      this.#at = start + 1 + number[0].length;
      return `\\x{${number[1] ?? number[2] ?? number[3] ?? '0'}}`;
    }
    const octal = /^(?:0[0-7]{0,2}|[0-3][0-7]{2})/.exec(this.#text.slice(start + 1));
    if (octal) {
      this.#at = start + 1 + octal[0].length;
      return `\\x{${Number.parseInt(octal[0], 8).toString(16)}}`;
    }
    const simple = simpleEscapes[letter];
    if (simple !== undefined) return simple;
    if (/[dwsDWS]/.test(letter)) return this.#class(letter, isInSet);
    if (isInSet && letter === 'b') return '\\x08';
    if (!isInSet && /[AbBZ]/.test(letter)) return letter === 'Z' ? '\\z' : `\\${letter}`;
    if (!isInSet && /[1-9]/.test(letter)) {
      if (Number(letter) > this.#names.length) throw new PatternError(`invalid group reference ${letter}`, start + 1);
      throw notSimulated('a reference to a group', start);
    }
    if (/[A-Za-z0-9]/.test(letter)) throw new PatternError(`bad escape \\${letter}`, start);
    return literal(letter);
  }

  #class(letter: string, isInSet: boolean): string {
    const lower = letter.toLowerCase();
    const items = (this.#flags.includes('a') ? asciiClasses : unicodeClasses)[lower] ?? '';
    if (letter === lower) return isInSet ? items : `[${items}]`;
    if (!isInSet) return `[^${items}]`;
    return lower === 'd' && !this.#flags.includes('a') ? '\\P{Nd}' : `\\${letter}`;
  }

  #set(): void {
    const start = this.#at++;
    const isNegated = this.#text[this.#at] === '^';
    if (isNegated) this.#at++;
    let items = '';
    for (let count = 0; ; count++) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new PatternError('unterminated character set', start);
      if (character === ']' && count > 0) break;
      items += this.#range(this.#at);
    }
    this.#item(`[${isNegated ? '^' : ''}${items}]`, 1);
  }

  #range(start: number): string {
    const low = this.#member();
    if (this.#text[this.#at] !== '-' || this.#text[this.#at + 1] === ']' || this.#text[this.#at + 1] === undefined) return low;
    this.#at++;
    const high = this.#member();
    const shown = this.#text.slice(start, this.#at);
    const from = codeOf(low);
    const to = codeOf(high);
    if (from === undefined || to === undefined || from > to) throw new PatternError(`bad character range ${shown}`, start);
    return `${low}-${high}`;
  }

  #member(): string {
    return this.#text[this.#at] === '\\' ? this.#escape(true) : literal(this.#take());
  }
}

function refuseGroup(rest: string, start: number): never {
  if (/^\(\?<?[=!]/.test(rest)) throw notSimulated(rest[2] === '<' ? 'look-behind' : 'look-ahead', start);
  if (rest.startsWith('(?P=')) throw notSimulated('a reference to a group', start);
  if (rest.startsWith('(?>')) throw notSimulated('an atomic group', start);
  if (rest.startsWith('(?(')) throw notSimulated('a condition', start);
  if (/^\(\?[aimsuxL]+\)/.test(rest)) throw new PatternError('global flags not at the start of the expression', start);
  if (rest === '(?') throw new PatternError('unexpected end of pattern', start + 2);
  const width = /^\(\?[P<]/.test(rest) ? 4 : 3;
  throw new PatternError(`unknown extension ${rest.slice(1, width)}`, start + 1);
}

/** A character that stands for itself. */
function literal(character: string): string {
  return /^[A-Za-z0-9 _]$/.test(character) ? character : `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The code of a member of a set; undefined for a class such as `\d`. */
function codeOf(member: string): number | undefined {
  const hex = /^\\x\{?([0-9a-fA-F]+)\}?$/.exec(member)?.[1];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  const controls: Readonly<Record<string, number>> = { '\\f': 12, '\\n': 10, '\\r': 13, '\\t': 9 };
  return controls[member] ?? ([...member].length === 1 ? member.codePointAt(0) : undefined);
}
