/** Whether a character, by its code, is one of those meant. */
export type CharacterTest = (code: number) => boolean;

export type Assertion = 'lineStart' | 'lineEnd' | 'textStart' | 'textEnd' | 'lastLineEnd' | 'boundary' | 'notBoundary' | 'searchStart';

/** A Perl-compatible regular expression as a tree. */
export type Node =
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'set'; readonly test: CharacterTest }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'group'; readonly index: number; readonly body: Node }
  | { readonly kind: 'repeat'; readonly body: Node; readonly min: number; readonly max: number; readonly mode: RepeatMode }
  | { readonly kind: 'assertion'; readonly what: Assertion }
  | { readonly kind: 'reference'; readonly group: GroupName; readonly ignoreCase: boolean }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negated: boolean; readonly body: Node }
  | { readonly kind: 'atomic'; readonly body: Node }
  | { readonly kind: 'condition'; readonly group: GroupName; readonly then: Node; readonly otherwise: Node }
  | { readonly kind: 'call'; readonly group: GroupName }
  /** `\K`: the match begins here. */
  | { readonly kind: 'keep' };

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';
/** A group by its number or its name, and where the expression says so. */
export interface GroupName {
  readonly name: number | string;
  readonly offset: number;
}

/** What is wrong with an expression, and where. */
export class PatternError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export interface PatternFlags {
  readonly ignoreCase: boolean;
  /** `^` and `$` mean lines. */
  readonly multiline: boolean;
  readonly dotAll: boolean;
  /** Spaces and comments in the expression mean nothing. */
  readonly extended: boolean;
  /** `$` means the very end only. */
  readonly dollarEnd: boolean;
  /** Quantifiers are lazy unless a `?` follows. */
  readonly ungreedy: boolean;
  /** Text is characters rather than bytes. */
  readonly unicode: boolean;
}
