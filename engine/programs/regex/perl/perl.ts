import { Matcher, type SearchOptions, type Spans } from './match.js';
import type { PatternFlags } from './nodes.js';
import { parsePattern } from './parse.js';
import { assemble, neededCharacter } from './program.js';

export { TooManyTries, type Spans } from './match.js';
export { PatternError, type PatternFlags } from './nodes.js';

/** A Perl-compatible regular expression: leftmost, the first way that fits. */
export interface PerlRegex {
  readonly groupCount: number;
  /** Names of groups by their numbers. */
  readonly names: readonly (string | undefined)[];
  /** The first match at or after `from`. Throws TooManyTries when it is searched for too long. */
  exec(text: string, from: number, options?: SearchOptions): Spans | undefined;
  /** What the last search cost. */
  readonly steps: number;
}

/** Compiles an expression with look-around, references, recursion and the rest; throws PatternError. It is matched by trying, up to the limits that PCRE has. */
export function compilePerl(source: string, flags: PatternFlags): PerlRegex {
  const { root, groups, names } = parsePattern(source, flags);
  const matcher = new Matcher(assemble(root, groups, names), flags.unicode);
  const needed = neededCharacter(root);
  const needs = needed === undefined ? undefined : String.fromCodePoint(needed);
  const byNumber: (string | undefined)[] = [];
  for (const [name, index] of names) byNumber[index] = name;
  return {
    groupCount: groups,
    names: byNumber,
    exec: (subject, from, options = {}) =>
      needs !== undefined && !subject.includes(needs, from) ? undefined : matcher.exec(subject, from, options),
    get steps() {
      return matcher.steps;
    },
  };
}
