import { largestOf } from '../../core/extremes.js';
import type { Flavour } from '../flavour.js';
import { muslMessage } from '../regex/musl-messages.js';
import { parseReplacement, unescapePlain } from './replacement.js';
import { compileRegex, RegexError, type Regex } from '../regex/regex.js';
import { Fatal } from '../tool.js';
import { simpleLetters, type Action, type Address, type Command, type RangeEnd, type SimpleLetter } from './script.js';

export interface SedSyntax {
  readonly extended: boolean;
  readonly flavour: Flavour;
}

/** Reads a whole script. Throws Fatal with sed's message, which names the character where it stopped. */
export function parseScript(text: string, syntax: SedSyntax): Command[] {
  return new Parser(text, syntax).parse();
}

const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

class Parser {
  readonly #text: string;
  readonly #syntax: SedSyntax;
  readonly #commands: Command[] = [];
  /** Where open blocks begin. */
  readonly #open: number[] = [];
  #at = 0;

  constructor(text: string, syntax: SedSyntax) {
    this.#text = text;
    this.#syntax = syntax;
  }

  parse(): Command[] {
    if (this.#text.startsWith('#n\n')) this.#at = 2;
    for (;;) {
      this.#skip(/[\s;]*/y);
      if (this.#at >= this.#text.length) break;
      if (this.#peek() === '#') {
        this.#skip(/[^\n]*/y);
        continue;
      }
      this.#command();
    }
    if (this.#open.length > 0) this.#fail(`unmatched \`{'`, 0);
    return this.#commands;
  }

  #command(): void {
    const from = this.#address();
    let to: RangeEnd | undefined;
    this.#skip(/[ \t]*/y);
    if (from && this.#peek() === ',') {
      this.#at++;
      this.#skip(/[ \t]*/y);
      to = this.#rangeEnd();
      if (!to) this.#fail("unexpected `,'");
    }
    this.#skip(/[ \t]*/y);
    const negated = this.#peek() === '!';
    if (negated) this.#skip(/[! \t]*/y);
    const letter = this.#text[this.#at++] ?? this.#fail('missing command');
    const index = this.#commands.length;
    const action = this.#action(letter, from !== undefined);
    this.#commands[index] = { from, to, negated, action };
  }

  #action(letter: string, addressed: boolean): Action {
    const simple = simpleLetters.find((each): each is SimpleLetter => each === letter);
    if (simple && (this.#syntax.flavour === 'gnu' || !'zF'.includes(simple))) return this.#ended({ kind: 'simple', letter: simple });
    switch (letter) {
      case '{':
        this.#open.push(this.#commands.length);
        return { kind: 'block', end: -1 };
      case '}':
        return this.#closeBlock();
      case 'a':
      case 'i':
      case 'c':
        return { kind: 'text', what: letter, text: this.#textArgument() };
      case 's':
        return this.#substitute();
      case 'y':
        return this.#transliterate();
      case 'b':
      case 't':
      case 'T':
        return { kind: 'branch', when: letter === 'b' ? 'always' : letter === 't' ? 'substituted' : 'notSubstituted', label: this.#word() };
      case ':':
        if (addressed) this.#fail(": doesn't want any addresses");
        return { kind: 'label', name: this.#label() };
      case 'r':
      case 'R':
      case 'w':
      case 'W':
        return { kind: 'file', what: letter, path: this.#fileName() };
      case 'q':
      case 'Q':
        return this.#ended({ kind: 'quit', print: letter === 'q', code: this.#number() ?? 0 });
      case 'l':
        return this.#ended({ kind: 'list', width: this.#number() });
      default:
        return this.#fail(`unknown command: \`${letter}'`, undefined, `unsupported command ${letter}`);
    }
  }

  #closeBlock(): Action {
    const start = this.#open.pop();
    if (start === undefined) return this.#fail("unexpected `}'");
    const block = this.#commands[start];
    if (block) this.#commands[start] = { ...block, action: { kind: 'block', end: this.#commands.length } };
    return this.#ended({ kind: 'endBlock' });
  }

  /** Nothing may follow a command but a separator. */
  #ended(action: Action): Action {
    this.#skip(/[ \t]*/y);
    const next = this.#peek();
    if (next === undefined || ';\n}#'.includes(next)) return action;
    this.#at++;
    return this.#fail('extra characters after command', undefined, 'unsupported command ' + next);
  }

  #address(): Address | undefined {
    const number = this.#number();
    if (number !== undefined) {
      if (this.#peek() !== '~' || this.#syntax.flavour === 'busybox') return { kind: 'line', number };
      this.#at++;
      return { kind: 'step', first: number, step: this.#number() ?? 0 };
    }
    if (this.#peek() === '$') {
      this.#at++;
      return { kind: 'last' };
    }
    const custom = this.#peek() === '\\';
    if (!custom && this.#peek() !== '/') return undefined;
    if (custom) this.#at++;
    const delimiter = this.#text[this.#at++] ?? '/';
    const pattern = this.#delimited(delimiter, 'unterminated address regex');
    const flags = this.#skip(/[IM]*/y);
    return { kind: 'regex', regex: this.#regex(pattern, flags.includes('I'), flags.includes('M')) };
  }

  #rangeEnd(): RangeEnd | undefined {
    const sign = this.#peek();
    if (sign !== '+' && sign !== '~') return this.#address();
    this.#at++;
    const number = this.#number() ?? 0;
    return sign === '+' ? { kind: 'count', lines: number } : { kind: 'multiple', of: number };
  }

  #regex(pattern: string, ignoreCase: boolean, multiline: boolean): Regex | undefined {
    if (pattern === '') return undefined;
    try {
      return compileRegex(pattern, {
        syntax: this.#syntax.extended ? 'extended' : 'basic',
        ignoreCase,
        multiline,
        lenient: this.#syntax.flavour === 'busybox',
      });
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      return this.#fail(error.message, undefined, `bad regex '${pattern}': ${muslMessage(error)}`);
    }
  }

  /** Text up to a delimiter that is not escaped nor inside a bracket expression. */
  #delimited(delimiter: string, message: string, regex = true): string {
    let text = '';
    let bracket = false;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (character === '\\') {
        const next = this.#text[this.#at + 1] ?? '';
        const control = bracket && regex ? controls[next] : undefined;
        if (control !== undefined) {
          // Escapes count in bracket expressions too, where POSIX takes the backslash for itself.
          text += control;
          this.#at++;
          continue;
        }
        text +=
          next === delimiter && delimiter !== '\\'
            ? regex && /[$*.[\]^|+?(){}]/.test(delimiter)
              ? `[${next}]`
              : next
            : next === '\n' && regex
              ? '\n'
              : `\\${next}`;
        this.#at++;
        continue;
      }
      if (regex && bracket && character === ']') bracket = false;
      else if (regex && character === '[' && !bracket) {
        const opening = /^\[\^?\]?/.exec(this.#text.slice(this.#at))?.[0] ?? '[';
        if (!opening.includes(delimiter)) {
          bracket = true;
          text += opening;
          this.#at += opening.length - 1;
          continue;
        }
      } else if (character === delimiter && !bracket) {
        this.#at++;
        return text;
      }
      text += character;
    }
    return this.#fail(message, undefined, `unmatched '${delimiter}'`);
  }

  #substitute(): Action {
    const delimiter = this.#text[this.#at++] ?? '';
    const unterminated = "unterminated `s' command";
    const pattern = this.#delimited(delimiter, unterminated);
    const replacement = this.#delimited(delimiter, unterminated, false);
    const flags = { global: false, print: false, ignoreCase: false, multiline: false, occurrence: 1 };
    let file: string | undefined;
    for (let next = this.#peek(); next !== undefined && !';\n}#'.includes(next); next = this.#peek()) {
      const number = this.#number();
      if (number !== undefined) {
        if (number === 0) this.#fail("number option to `s' command may not be zero");
        flags.occurrence = number;
        continue;
      }
      this.#at++;
      if (next === 'g') flags.global = true;
      else if (next === 'p') flags.print = true;
      else if (next === 'i' || next === 'I') flags.ignoreCase = true;
      else if (next === 'm' || next === 'M') flags.multiline = true;
      else if (next === 'w') file = this.#fileName();
      else if (next !== ' ' && next !== '\t') this.#fail("unknown option to `s'", undefined, 'bad option in substitution expression');
    }
    const regex = this.#regex(pattern, flags.ignoreCase, flags.multiline);
    const parts = parseReplacement(replacement, this.#syntax.flavour);
    const highest = largestOf(
      parts.map(part => (typeof part === 'object' && 'group' in part ? part.group : 0)),
      0,
    );
    if (regex && highest > regex.groupCount && this.#syntax.flavour === 'gnu')
      this.#fail(`invalid reference \\${String(highest)} on \`s' command's RHS`);
    return {
      kind: 'substitute',
      substitution: { regex, parts, global: flags.global, print: flags.print, occurrence: flags.occurrence, file },
    };
  }

  #transliterate(): Action {
    const delimiter = this.#text[this.#at++] ?? '';
    const message = "unterminated `y' command";
    const from = [...unescapePlain(this.#delimited(delimiter, message, false))];
    const to = [...unescapePlain(this.#delimited(delimiter, message, false))];
    if (from.length !== to.length && this.#syntax.flavour === 'gnu') this.#fail("strings for `y' command are different lengths");
    return this.#ended({ kind: 'transliterate', map: new Map(from.map((character, i) => [character, to[i] ?? character])) });
  }

  /** What follows a, i or c: on the same line (GNU) or after a backslash and a newline. */
  #textArgument(): string {
    this.#skip(/[ \t]*/y);
    if (this.#peek() === '\\') {
      this.#at++;
      const skipped = this.#skip(/[ \t]*\n/y);
      if (skipped === '') this.#skip(/[ \t]*/y);
    }
    if (this.#at >= this.#text.length) this.#fail("expected \\ after `a', `c' or `i'");
    let text = '';
    for (; this.#at < this.#text.length && this.#peek() !== '\n'; this.#at++) {
      if (this.#peek() === '\\' && this.#at + 1 < this.#text.length) {
        this.#at++;
        text += this.#peek() === 't' ? '\t' : (this.#peek() ?? '');
      } else text += this.#peek() ?? '';
    }
    return `${text}\n`;
  }

  #word(): string {
    this.#skip(/[ \t]*/y);
    return this.#skip(/[^;\n}]*/y).trim();
  }

  #label(): string {
    this.#skip(/[ \t]*/y);
    const name = this.#skip(/[^;\n]*/y).trim();
    if (name === '') this.#fail('":" lacks a label');
    return name;
  }

  #fileName(): string {
    this.#skip(/[ \t]*/y);
    const name = this.#skip(/[^\n]*/y);
    if (name === '') this.#fail('missing filename in r/R/w/W commands', undefined, 'empty filename');
    return name;
  }

  #number(): number | undefined {
    const digits = this.#skip(/\d*/y);
    return digits === '' ? undefined : Number(digits);
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  /** Moves past what a sticky pattern matches here, and returns it. */
  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fail(message: string, at: number = this.#at, busybox: string = message): never {
    throw new Fatal(this.#syntax.flavour === 'gnu' ? `-e expression #1, char ${String(at)}: ${message}` : busybox);
  }
}
