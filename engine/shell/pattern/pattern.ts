import { shellLimits } from '../limits.js';
import { parsePattern, type PatternOptions, type PatternToken } from './parse-pattern.js';

/** Comparisons that one use of a pattern may take. */
const maximalSteps = 5_000_000;

/** A use of a pattern took more than `maximalSteps`. */
export class PatternTooComplex extends Error {
  override readonly name = 'PatternTooComplex';
}

/** A compiled pattern of pathname expansion, `case`, `[[` and `${x#…}`. */
export class Pattern {
  readonly #tokens: readonly PatternToken[];
  readonly #simple: boolean;
  /** The text, when it has no special characters. */
  readonly literal: string | undefined;
  #steps = 0;

  constructor(pattern: string, options: PatternOptions) {
    this.#tokens = parsePattern(pattern, options);
    this.#simple = this.#tokens.every(token => token.kind !== 'extended');
    const characters = this.#tokens.map(token => (token.kind === 'character' ? token.character : ''));
    this.literal = characters.includes('') ? undefined : characters.join('');
  }

  /** Whether all of the text matches. */
  matches(text: string): boolean {
    if (this.literal !== undefined) return text === this.literal;
    this.#steps = 0;
    const characters = charactersOf(text);
    return this.#simple ? this.#matchesSimple(characters) : this.#matchesRange(this.#tokens, characters, 0, characters.length, new Map());
  }

  /** Length in UTF-16 units of the shortest or longest beginning of the text, from `start` on, that matches; undefined without one. */
  prefix(text: string, which: 'shortest' | 'longest', start = 0): number | undefined {
    const rest = start === 0 ? text : text.slice(start);
    if (this.literal !== undefined) return rest.startsWith(this.literal) ? this.literal.length : undefined;
    this.#steps = 0;
    return this.#end(this.#tokens, charactersOf(rest), which);
  }

  /** Length of the shortest or longest end of the text that matches. */
  suffix(text: string, which: 'shortest' | 'longest'): number | undefined {
    if (this.literal !== undefined) return text.endsWith(this.literal) ? this.literal.length : undefined;
    this.#steps = 0;
    return this.#end(reversed(this.#tokens), [...charactersOf(text)].reverse(), which);
  }

  /** All matches from left to right, each the longest at its place, none overlapping; empty ones are passed over. */
  *occurrences(text: string): Generator<{ readonly start: number; readonly end: number }> {
    this.#steps = 0;
    if (this.literal !== undefined) {
      if (this.literal === '') return;
      for (let at = text.indexOf(this.literal); at >= 0; at = text.indexOf(this.literal, at + this.literal.length)) {
        yield { start: at, end: at + this.literal.length };
      }
      return;
    }
    const characters = charactersOf(text);
    let unit = 0;
    for (let index = 0; index < characters.length; ) {
      const length = this.#endIndex(this.#tokens, characters, index, 'longest');
      if (length === undefined || length === index) {
        unit += characters[index]?.length ?? 0;
        index++;
        continue;
      }
      const start = unit;
      for (; index < length; index++) unit += characters[index]?.length ?? 0;
      yield { start, end: unit };
    }
  }

  #count(): void {
    if (++this.#steps > maximalSteps) throw new PatternTooComplex();
  }

  /** The usual two-pointer walk: on a mismatch the last star takes one character more. */
  #matchesSimple(text: Characters): boolean {
    const tokens = this.#tokens;
    let token = 0;
    let at = 0;
    let starToken = -1;
    let starAt = 0;
    while (at < text.length) {
      const current = tokens[token];
      if (current?.kind === 'star') {
        starToken = token++;
        starAt = at;
      } else if (current && accepts(current, text[at] ?? '')) {
        token++;
        at++;
      } else if (starToken >= 0) {
        this.#count();
        token = starToken + 1;
        at = ++starAt;
      } else return false;
    }
    while (tokens[token]?.kind === 'star') token++;
    return token === tokens.length;
  }

  #end(tokens: readonly PatternToken[], text: Characters, which: 'shortest' | 'longest'): number | undefined {
    const index = this.#endIndex(tokens, text, 0, which);
    if (index === undefined) return undefined;
    if (typeof text === 'string') return index;
    return text.slice(0, index).reduce((sum, character) => sum + character.length, 0);
  }

  /** Where a match that begins at `start` ends: all ways through the pattern are followed at once. */
  #endIndex(tokens: readonly PatternToken[], text: Characters, start: number, which: 'shortest' | 'longest'): number | undefined {
    if (!this.#simple) return this.#endByTrial(tokens, text, start, which);
    let states = new Set<number>();
    addState(tokens, states, 0);
    let found: number | undefined;
    for (let at = start; ; at++) {
      if (states.has(tokens.length)) {
        if (which === 'shortest') return at;
        found = at;
      }
      const character = text[at];
      if (character === undefined || states.size === 0) return found;
      const next = new Set<number>();
      for (const state of states) {
        this.#count();
        const token = tokens[state];
        if (token?.kind === 'star') addState(tokens, next, state);
        else if (token && accepts(token, character)) addState(tokens, next, state + 1);
      }
      states = next;
    }
  }

  #endByTrial(tokens: readonly PatternToken[], text: Characters, start: number, which: 'shortest' | 'longest'): number | undefined {
    const memo: Memo = new Map();
    const lengths = Array.from({ length: text.length - start + 1 }, (_, index) => start + index);
    const ends = which === 'shortest' ? lengths : lengths.reverse();
    return ends.find(end => this.#matchesRange(tokens, text, start, end, memo));
  }

  /** Whether the tokens match exactly the characters from `start` to `end`; results are remembered, so each is found once. */
  #matchesRange(tokens: readonly PatternToken[], text: Characters, start: number, end: number, memo: Memo, from = 0): boolean {
    this.#count();
    const token = tokens[from];
    if (!token) return start === end;
    if (token.kind !== 'star' && token.kind !== 'extended') {
      return start < end && accepts(token, text[start] ?? '') && this.#matchesRange(tokens, text, start + 1, end, memo, from + 1);
    }
    const key = (from * (text.length + 1) + start) * (text.length + 1) + end;
    const known = memoFor(memo, tokens).get(key);
    if (known !== undefined) return known;
    memoFor(memo, tokens).set(key, false);
    let result = false;
    for (let middle = start; middle <= end && !result; middle++) {
      result = this.#matchesToken(token, text, start, middle, memo) && this.#matchesRange(tokens, text, middle, end, memo, from + 1);
    }
    memoFor(memo, tokens).set(key, result);
    return result;
  }

  #matchesToken(token: PatternToken, text: Characters, start: number, end: number, memo: Memo): boolean {
    if (token.kind !== 'extended') return true;
    const one = (from: number, to: number): boolean =>
      token.alternatives.some(alternative => this.#matchesRange(alternative, text, from, to, memo));
    if (token.operator === '!') return !one(start, end);
    if (start === end && (token.operator === '?' || token.operator === '*')) return true;
    if (one(start, end)) return true;
    if (token.operator === '@' || token.operator === '?') return false;
    for (let middle = start + 1; middle < end; middle++) {
      if (one(start, middle) && this.#matchesToken(token, text, middle, end, memo)) return true;
    }
    return false;
  }
}

type Characters = string | readonly string[];
type Memo = Map<readonly PatternToken[], Map<number, boolean>>;

const cache = new Map<string, Pattern>();

/** A pattern, compiled once for as long as it is in use. */
export function compilePattern(pattern: string, options: PatternOptions = { extended: false }): Pattern {
  const key = `${options.extended ? '+' : '-'}${options.caret === false ? '!' : '^'}${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const compiled = new Pattern(pattern, options);
  if (cache.size >= shellLimits.cachedTexts) cache.clear();
  cache.set(key, compiled);
  return compiled;
}

/** One element a character: the text itself while each is one UTF-16 unit. */
function charactersOf(text: string): Characters {
  return /[\ud800-\udbff]/.test(text) ? [...text] : text;
}

function accepts(token: PatternToken, character: string): boolean {
  if (token.kind === 'character') return token.character === character;
  if (token.kind === 'any') return true;
  return token.kind === 'set' && token.has(character);
}

/** Enters a state and those that a star lets be passed over. */
function addState(tokens: readonly PatternToken[], states: Set<number>, state: number): void {
  for (let next = state; ; next++) {
    states.add(next);
    if (tokens[next]?.kind !== 'star') return;
  }
}

function reversed(tokens: readonly PatternToken[]): readonly PatternToken[] {
  return tokens.map(token => (token.kind === 'extended' ? { ...token, alternatives: token.alternatives.map(reversed) } : token)).reverse();
}

function memoFor(memo: Memo, tokens: readonly PatternToken[]): Map<number, boolean> {
  const known = memo.get(tokens) ?? new Map<number, boolean>();
  memo.set(tokens, known);
  return known;
}
