import { RegexError, characterClasses, spaceItems, wordItems, type CharacterClass, type Node, type SetItem } from './syntax.js';

export type Syntax = 'basic' | 'extended';
/** Most repetitions that an interval may ask for (RE_DUP_MAX is 32767; ours keeps programs small). */
const MAX_REPEAT = 1000;

/** Reads a basic or extended regular expression with GNU's additions (`\w`, `\+`, `\|` …). Throws RegexError. */
export function parseRegex(source: string, syntax: Syntax, lenient = false): { readonly root: Node; readonly groups: number } {
  const parser = new Parser(source, syntax, lenient);
  const root = parser.parse();
  return { root, groups: parser.groups };
}

const escapes: Readonly<Record<string, Node>> = {
  n: { kind: 'character', code: 10 },
  t: { kind: 'character', code: 9 },
  f: { kind: 'character', code: 12 },
  v: { kind: 'character', code: 11 },
  r: { kind: 'character', code: 13 },
  w: { kind: 'set', negated: false, items: wordItems },
  W: { kind: 'set', negated: true, items: wordItems },
  s: { kind: 'set', negated: false, items: spaceItems },
  S: { kind: 'set', negated: true, items: spaceItems },
  b: { kind: 'assertion', what: 'boundary' },
  B: { kind: 'assertion', what: 'notBoundary' },
  '<': { kind: 'assertion', what: 'wordStart' },
  '>': { kind: 'assertion', what: 'wordEnd' },
  '`': { kind: 'assertion', what: 'textStart' },
  "'": { kind: 'assertion', what: 'textEnd' },
};

class Parser {
  readonly #source: string;
  readonly #extended: boolean;
  readonly #lenient: boolean;
  #at = 0;
  #depth = 0;
  groups = 0;
  readonly #closed = new Set<number>();

  constructor(source: string, syntax: Syntax, lenient: boolean) {
    this.#source = source;
    this.#lenient = lenient && syntax === 'extended';
    this.#extended = syntax === 'extended';
  }

  parse(): Node {
    const root = this.#choice();
    if (this.#at < this.#source.length) throw new RegexError('Unmatched ) or \\)');
    return root;
  }

  /** Whether an operator stands here: bare in extended syntax, after a backslash in basic. */
  #isOperator(operator: string): boolean {
    return this.#source.startsWith(this.#extended ? operator : `\\${operator}`, this.#at);
  }

  #skipOperator(): void {
    this.#at += this.#extended ? 1 : 2;
  }

  #choice(): Node {
    const options = [this.#sequence()];
    while (this.#isOperator('|')) {
      this.#skipOperator();
      options.push(this.#sequence());
    }
    const [only] = options;
    return options.length === 1 && only ? only : { kind: 'choice', options };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    const start = this.#at;
    while (this.#at < this.#source.length && !this.#isOperator('|') && !this.#closes()) {
      if (this.#lenient && parts.length === 0 && this.#source[this.#at] === '*') {
        this.#at++;
        continue;
      }
      parts.push(this.#repeated(start));
    }
    return { kind: 'sequence', parts };
  }

  #closes(): boolean {
    return this.#isOperator(')') && !(this.#lenient && this.#depth === 0);
  }

  #repeated(start: number): Node {
    let node = this.#atom(start);
    for (;;) {
      const interval = this.#quantifier(node);
      if (!interval) return node;
      node = { kind: 'repeat', body: node, ...interval };
    }
  }

  #quantifier(node: Node): { readonly min: number; readonly max: number } | undefined {
    const character = this.#source[this.#at];
    const afterAnchor = !this.#extended && node.kind === 'assertion' && node.what === 'start';
    if (character === '*' && !afterAnchor) {
      this.#at++;
      return { min: 0, max: Infinity };
    }
    if (this.#isOperator('+') || this.#isOperator('?')) {
      const plus = this.#isOperator('+');
      this.#skipOperator();
      return plus ? { min: 1, max: Infinity } : { min: 0, max: 1 };
    }
    return this.#isOperator('{') ? this.#interval() : undefined;
  }

  #interval(): { readonly min: number; readonly max: number } | undefined {
    const rest = this.#source.slice(this.#at);
    const found = (this.#extended ? /^\{(\d*)(,?)(\d*)\}/ : /^\\\{(\d*)(,?)(\d*)\\\}/).exec(rest);
    const [all = '', low = '', comma = '', high = ''] = found ?? [];
    if (!found || (low === '' && comma === '')) {
      if (this.#extended) return undefined;
      throw new RegexError(rest.includes('\\}') ? 'Invalid content of \\{\\}' : 'Unmatched \\{');
    }
    const min = Number(low);
    const max = comma === '' ? min : high === '' ? Infinity : Number(high);
    if (max < min) throw new RegexError('Invalid content of \\{\\}');
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) throw new RegexError('Regular expression too big');
    this.#at += all.length;
    return { min, max };
  }

  #atom(start: number): Node {
    if (this.#isOperator('(')) return this.#group();
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    if (character === '.') return { kind: 'any' };
    if (character === '[') return this.#bracket();
    if (character === '\\') return this.#escape();
    if (character === '^' && (this.#extended || this.#at - 1 === start)) return { kind: 'assertion', what: 'start' };
    if (character === '$' && (this.#extended || this.#atEnd())) return { kind: 'assertion', what: 'end' };
    return literal(character);
  }

  /** A basic `$` is an anchor only where a sequence ends. */
  #atEnd(): boolean {
    return this.#at >= this.#source.length || this.#isOperator(')') || this.#isOperator('|');
  }

  #group(): Node {
    this.#skipOperator();
    const index = ++this.groups;
    if (++this.#depth > 200) throw new RegexError('Regular expression too big');
    const body = this.#choice();
    if (!this.#isOperator(')')) throw new RegexError('Unmatched ( or \\(');
    this.#skipOperator();
    this.#depth--;
    this.#closed.add(index);
    return { kind: 'group', index, body };
  }

  #escape(): Node {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    if (this.#at >= this.#source.length) throw new RegexError('Trailing backslash');
    this.#at += character.length;
    if (/[1-9]/.test(character)) {
      if (!this.#closed.has(Number(character))) throw new RegexError('Invalid back reference');
      return { kind: 'reference', index: Number(character) };
    }
    return escapes[character] ?? literal(character);
  }

  #bracket(): Node {
    const negated = this.#source[this.#at] === '^';
    if (negated) this.#at++;
    const items: SetItem[] = [];
    for (let first = true; ; first = false) {
      if (this.#at >= this.#source.length) throw new RegexError('Unmatched [, [^, [:, [., or [=');
      if (this.#source[this.#at] === ']' && !first) break;
      items.push(this.#setItem());
    }
    this.#at++;
    return { kind: 'set', negated, items };
  }

  #setItem(): SetItem {
    const named = /^\[:([a-z]*):\]/.exec(this.#source.slice(this.#at, this.#at + 16));
    if (named) {
      const name = named[1] ?? '';
      if (!isClass(name)) throw new RegexError('Invalid character class name');
      this.#at += named[0].length;
      return { kind: 'class', name };
    }
    const from = this.#setCharacter();
    const next = this.#source[this.#at + 1];
    if (this.#source[this.#at] !== '-' || next === ']' || next === undefined) return { kind: 'range', from, to: from };
    this.#at++;
    const to = this.#setCharacter();
    if (to < from) throw new RegexError('Invalid range end');
    return { kind: 'range', from, to };
  }

  #setCharacter(): number {
    const collating = /^\[([.=])(.)\1\]/u.exec(this.#source.slice(this.#at, this.#at + 8));
    if (collating) {
      this.#at += collating[0].length;
      return collating[2]?.codePointAt(0) ?? 0;
    }
    const code = this.#source.codePointAt(this.#at) ?? 0;
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }
}

function literal(character: string): Node {
  return { kind: 'character', code: character.codePointAt(0) ?? 0 };
}

function isClass(name: string): name is CharacterClass {
  return Object.hasOwn(characterClasses, name);
}
