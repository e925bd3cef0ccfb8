import { RegexError, characterClasses, type Assertion, type Node, type SetItem } from './syntax.js';

/** Steps that one search may take; back references have no linear-time matcher. */
const MAX_STEPS = 2_000_000;
/** Nodes inside each other while trying: what the JavaScript stack can bear with room to spare. */
const MAX_DEPTH = 1500;

export interface BacktrackRules {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
}

/** Spans of the match and its groups: start and end pairs, -1 where a group took no part. */
export type Spans = number[];

type Next = (at: number) => boolean;

/** Matches a tree by trying; used only for what RE2 cannot say. Throws RegexError when it takes too long. */
export class Backtracker {
  readonly #root: Node;
  readonly #groups: number;
  readonly #rules: BacktrackRules;
  #text = '';
  #spans: Spans = [];
  #steps = 0;
  #depth = 0;

  constructor(root: Node, groups: number, rules: BacktrackRules) {
    this.#root = root;
    this.#groups = groups;
    this.#rules = rules;
  }

  /** The first match at or after `from`. */
  exec(text: string, from: number): Spans | undefined {
    this.#text = text;
    this.#steps = 0;
    this.#depth = 0;
    for (let at = from; at <= text.length; at++) {
      this.#spans = new Array<number>(2 * (this.#groups + 1)).fill(-1);
      let best: Spans | undefined;
      this.#match(this.#root, at, end => {
        if (!best || end > (best[1] ?? -1)) best = [at, end, ...this.#spans.slice(2)];
        return false;
      });
      if (best) return best;
    }
    return undefined;
  }

  #match(node: Node, at: number, next: Next): boolean {
    if (++this.#steps > MAX_STEPS || ++this.#depth > MAX_DEPTH) {
      throw new RegexError('regular expression takes too long: matching it further is not simulated');
    }
    const matches = this.#matchNode(node, at, next);
    this.#depth--;
    return matches;
  }

  #matchNode(node: Node, at: number, next: Next): boolean {
    switch (node.kind) {
      case 'character':
        return this.#same(at, node.code) && next(at + (node.code > 0xffff ? 2 : 1));
      case 'any':
        return at < this.#text.length && next(at + this.#lengthAt(at));
      case 'set':
        return at < this.#text.length && this.#inSet(at, node.items) !== node.negated && next(at + this.#lengthAt(at));
      case 'assertion':
        return this.#holds(node.what, at) && next(at);
      case 'group':
        return this.#group(node.index, node.body, at, next);
      case 'sequence':
        return this.#sequence(node.parts, 0, at, next);
      case 'choice':
        return node.options.some(option => this.#match(option, at, next));
      case 'repeat':
        return this.#repeat(node.body, node.min, node.max, at, next);
      case 'reference':
        return this.#reference(node.index, at, next);
    }
  }

  #sequence(parts: readonly Node[], index: number, at: number, next: Next): boolean {
    const part = parts[index];
    return part ? this.#match(part, at, end => this.#sequence(parts, index + 1, end, next)) : next(at);
  }

  #group(index: number, body: Node, at: number, next: Next): boolean {
    const before = [this.#spans[2 * index] ?? -1, this.#spans[2 * index + 1] ?? -1];
    const done = this.#match(body, at, end => {
      const inner = [this.#spans[2 * index] ?? -1, this.#spans[2 * index + 1] ?? -1];
      this.#setSpan(index, at, end);
      if (next(end)) return true;
      this.#setSpan(index, inner[0] ?? -1, inner[1] ?? -1);
      return false;
    });
    if (!done) this.#setSpan(index, before[0] ?? -1, before[1] ?? -1);
    return done;
  }

  #setSpan(index: number, start: number, end: number): void {
    this.#spans[2 * index] = start;
    this.#spans[2 * index + 1] = end;
  }

  #repeat(body: Node, min: number, max: number, at: number, next: Next): boolean {
    if (max > 0 && this.#match(body, at, end => (end > at || min > 0) && this.#repeat(body, Math.max(0, min - 1), max - 1, end, next)))
      return true;
    return min <= 0 && next(at);
  }

  #reference(index: number, at: number, next: Next): boolean {
    const start = this.#spans[2 * index] ?? -1;
    if (start < 0) return false;
    const text = this.#text.slice(start, this.#spans[2 * index + 1]);
    const here = this.#text.slice(at, at + text.length);
    const same = this.#rules.ignoreCase ? here.toLowerCase() === text.toLowerCase() : here === text;
    return same && next(at + text.length);
  }

  #same(at: number, code: number): boolean {
    const here = this.#text.codePointAt(at);
    if (here === code) return true;
    return (
      here !== undefined && this.#rules.ignoreCase && String.fromCodePoint(here).toLowerCase() === String.fromCodePoint(code).toLowerCase()
    );
  }

  #lengthAt(at: number): number {
    return (this.#text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }

  #inSet(at: number, items: readonly SetItem[]): boolean {
    const code = this.#text.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(code);
    const codes = this.#rules.ignoreCase
      ? [code, character.toLowerCase().codePointAt(0) ?? code, character.toUpperCase().codePointAt(0) ?? code]
      : [code];
    return codes.some(each =>
      items.some(item =>
        item.kind === 'class' ? classTests[item.name].test(String.fromCodePoint(each)) : each >= item.from && each <= item.to,
      ),
    );
  }

  #holds(what: Assertion, at: number): boolean {
    const before = isWord(this.#text[at - 1]);
    const after = isWord(this.#text[at]);
    const { multiline } = this.#rules;
    switch (what) {
      case 'start':
        return at === 0 || (multiline && this.#text[at - 1] === '\n');
      case 'end':
        return at === this.#text.length || (multiline && this.#text[at] === '\n');
      case 'textStart':
        return at === 0;
      case 'textEnd':
        return at === this.#text.length;
      case 'boundary':
        return before !== after;
      case 'notBoundary':
        return before === after;
      case 'wordStart':
        return !before && after;
      case 'wordEnd':
        return before && !after;
    }
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}

const classTests = {
  alpha: new RegExp(`[${characterClasses.alpha}]`),
  digit: new RegExp(`[${characterClasses.digit}]`),
  alnum: new RegExp(`[${characterClasses.alnum}]`),
  upper: new RegExp(`[${characterClasses.upper}]`),
  lower: new RegExp(`[${characterClasses.lower}]`),
  space: new RegExp(`[${characterClasses.space}]`),
  blank: new RegExp(`[${characterClasses.blank}]`),
  punct: new RegExp(`[${characterClasses.punct}]`),
  print: new RegExp(`[${characterClasses.print}]`),
  graph: new RegExp(`[${characterClasses.graph}]`),
  cntrl: new RegExp(`[${characterClasses.cntrl}]`),
  xdigit: new RegExp(`[${characterClasses.xdigit}]`),
} as const;
