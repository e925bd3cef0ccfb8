import type { Regex } from '../regex/regex.js';

/** Which lines a command is for. */
export type Address =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'last' }
  /** Undefined: the expression used last. */
  | { readonly kind: 'regex'; readonly regex: Regex | undefined }
  | { readonly kind: 'step'; readonly first: number; readonly step: number };

/** The end of a range: an address, `+N` lines, or the next multiple of N. */
export type RangeEnd = Address | { readonly kind: 'count'; readonly lines: number } | { readonly kind: 'multiple'; readonly of: number };

export interface Substitution {
  readonly regex: Regex | undefined;
  readonly parts: readonly ReplacementPart[];
  readonly global: boolean;
  readonly print: boolean;
  /** Replace from this match on. */
  readonly occurrence: number;
  readonly file: string | undefined;
}

/** Text, a group (0 is the whole match), or a change of case. */
export type ReplacementPart = string | { readonly group: number } | { readonly letterCase: 'U' | 'L' | 'u' | 'l' | 'E' };

export interface Command {
  readonly from: Address | undefined;
  readonly to: RangeEnd | undefined;
  readonly negated: boolean;
  readonly action: Action;
}

export type Action =
  | { readonly kind: 'block'; readonly end: number }
  | { readonly kind: 'endBlock' }
  | { readonly kind: 'text'; readonly what: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly kind: 'substitute'; readonly substitution: Substitution }
  | { readonly kind: 'transliterate'; readonly map: ReadonlyMap<string, string> }
  | { readonly kind: 'branch'; readonly when: 'always' | 'substituted' | 'notSubstituted'; readonly label: string }
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'file'; readonly what: 'r' | 'R' | 'w' | 'W'; readonly path: string }
  | { readonly kind: 'quit'; readonly print: boolean; readonly code: number }
  | { readonly kind: 'list'; readonly width: number | undefined }
  | { readonly kind: 'simple'; readonly letter: SimpleLetter };

export const simpleLetters = ['=', 'd', 'D', 'g', 'G', 'h', 'H', 'n', 'N', 'p', 'P', 'x', 'z', 'F'] as const;
export type SimpleLetter = (typeof simpleLetters)[number];
