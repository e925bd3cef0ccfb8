/** A POSIX regular expression as a tree. */
export type Node =
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly items: readonly SetItem[] }
  | { readonly kind: 'assertion'; readonly what: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly body: Node }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly body: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'reference'; readonly index: number };

export type SetItem =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'class'; readonly name: CharacterClass };

/** Start and end of the line, of the whole text, of words. */
export type Assertion = 'start' | 'end' | 'textStart' | 'textEnd' | 'boundary' | 'notBoundary' | 'wordStart' | 'wordEnd';

export const characterClasses = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\x0b\\f\\r',
  blank: ' \\t',
  punct: '!-/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
} as const;
export type CharacterClass = keyof typeof characterClasses;

/** What glibc says about a bad expression. */
export class RegexError extends Error {
  override readonly name = 'RegexError';
}

export const wordItems: readonly SetItem[] = [
  { kind: 'class', name: 'alnum' },
  { kind: 'range', from: 95, to: 95 },
];
export const spaceItems: readonly SetItem[] = [{ kind: 'class', name: 'space' }];
