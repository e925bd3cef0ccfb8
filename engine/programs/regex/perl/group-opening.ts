import { PatternError, type PatternFlags } from './nodes.js';

/** What stands after `(`. */
export type GroupOpening =
  | { readonly kind: 'capture'; readonly name: string | undefined }
  | { readonly kind: 'plain'; readonly flags: Partial<PatternFlags> }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: 'atomic' }
  /** `(?|`: groups of all alternatives have the same numbers. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'condition'; readonly name: string }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'flags'; readonly flags: Partial<PatternFlags> };

interface Read {
  readonly opening: GroupOpening;
  /** Characters of it, the parenthesis among them. */
  readonly length: number;
}

const openings: readonly (readonly [RegExp, (parts: readonly string[]) => GroupOpening])[] = [
  [/\(\?(?:P?<|')([A-Za-z_]\w*)[>']/y, ([, name]) => ({ kind: 'capture', name })],
  [/\(\?P=(\w+)\)/y, ([, name = '']) => ({ kind: 'reference', name })],
  [/\(\?(?:P>|&)(\w+)\)/y, ([, name = '']) => ({ kind: 'call', name })],
  [/\(\?(R|[+-]?\d+)\)/y, ([, name = '']) => ({ kind: 'call', name: name === 'R' ? '0' : name })],
  [/\(\?(<?)([=!])/y, ([, behind, sign]) => ({ kind: 'look', behind: behind === '<', negated: sign === '!' })],
  [/\(\?>/y, () => ({ kind: 'atomic' })],
  [/\(\?\|/y, () => ({ kind: 'reset' })],
  [/\(\?\((?:<(\w+)>|'(\w+)'|(\w+))\)/y, ([, a, b, c]) => ({ kind: 'condition', name: a || b || c || '' })],
];

/** Reads an opening parenthesis and what belongs to it. */
export function readGroupOpening(source: string, at: number): Read {
  if (source[at + 1] === '*') throw new PatternError('drydock: verbs in regular expressions are not simulated', at);
  if (source[at + 1] !== '?') return { opening: { kind: 'capture', name: undefined }, length: 1 };
  for (const [pattern, make] of openings) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) return { opening: make(found), length: found[0].length };
  }
  return readFlags(source, at);
}

const letters: Readonly<Record<string, keyof PatternFlags>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'extended',
  U: 'ungreedy',
};

function readFlags(source: string, at: number): Read {
  const pattern = /\(\?(\^?)([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y;
  pattern.lastIndex = at;
  const [whole, reset = '', on = '', off = '', end] = pattern.exec(source) ?? [];
  if (whole === undefined) {
    if (at + 2 >= source.length) throw new PatternError('missing closing parenthesis', source.length);
    const [opening, name = ''] = /^\(\?(?:P?<|')(\w*)/.exec(source.slice(at)) ?? [];
    if (opening !== undefined) throw wrongName(name, at + opening.length);
    if (/^\(\?\(/.test(source.slice(at))) throw new PatternError('drydock: this kind of group is not simulated', at);
    throw new PatternError('unrecognized character after (? or (?-', at + 2);
  }
  const flags: Partial<Record<keyof PatternFlags, boolean>> =
    reset === '' ? {} : { ignoreCase: false, multiline: false, dotAll: false, extended: false };
  for (const [letter, value] of [...[...on].map(each => [each, true] as const), ...[...off].map(each => [each, false] as const)]) {
    const flag = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
    if (!flag) throw new PatternError('unrecognized character after (? or (?-', at + 2);
    flags[flag] = value;
  }
  return { opening: { kind: end === ')' ? 'flags' : 'plain', flags }, length: whole.length };
}

/** What is wrong with the name of a group that ends at `end`. */
function wrongName(name: string, end: number): PatternError {
  if (name === '') return new PatternError('subpattern name expected', end);
  if (/^\d/.test(name)) return new PatternError('subpattern name must start with a non-digit', end - name.length);
  return new PatternError('syntax error in subpattern name (missing terminator?)', end);
}
