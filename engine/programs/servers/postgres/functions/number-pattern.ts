import { codes, PgError } from '../pg-error.js';

/** A part of a pattern of to_char for numbers and of to_number. */
export type NumberPart =
  | { readonly kind: 'digit'; readonly isZero: boolean }
  | { readonly kind: 'point' | 'group' | 'currency' | 'roman' | 'exponent' | 'shift' }
  | { readonly kind: 'sign'; readonly form: 'S' | 'MI' | 'PL' | 'SG' | 'PR' }
  | { readonly kind: 'ordinal'; readonly letters: 'TH' | 'th' }
  | { readonly kind: 'text'; readonly text: string };

export interface NumberPattern {
  readonly parts: readonly NumberPart[];
  /** FM. */
  readonly isShort: boolean;
}

const words: readonly (readonly [string, NumberPart])[] = [
  ['EEEE', { kind: 'exponent' }],
  ['MI', { kind: 'sign', form: 'MI' }],
  ['PL', { kind: 'sign', form: 'PL' }],
  ['SG', { kind: 'sign', form: 'SG' }],
  ['PR', { kind: 'sign', form: 'PR' }],
  ['RN', { kind: 'roman' }],
  ['S', { kind: 'sign', form: 'S' }],
  ['V', { kind: 'shift' }],
  ['L', { kind: 'currency' }],
  ['D', { kind: 'point' }],
  ['.', { kind: 'point' }],
  ['G', { kind: 'group' }],
  [',', { kind: 'group' }],
  ['9', { kind: 'digit', isZero: false }],
  ['0', { kind: 'digit', isZero: true }],
];

export function readNumberPattern(pattern: string): NumberPattern {
  const parts: NumberPart[] = [];
  let isShort = false;
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    const upper = rest.toUpperCase();
    const quoted = /^"([^"]*)"?/.exec(rest);
    const word = words.find(([name]) => upper.startsWith(name));
    if (upper.startsWith('FM')) {
      isShort = true;
      at += 2;
    } else if (upper.startsWith('TH')) {
      parts.push({ kind: 'ordinal', letters: rest.startsWith('TH') ? 'TH' : 'th' });
      at += 2;
    } else if (word && !quoted) {
      parts.push(word[1]);
      at += word[0].length;
    } else {
      parts.push({ kind: 'text', text: quoted?.[1] ?? rest.charAt(0) });
      at += quoted?.[0].length ?? 1;
    }
  }
  if (parts.filter(({ kind }) => kind === 'point').length > 1) throw new PgError(codes.syntax, 'multiple decimal points');
  return { parts, isShort };
}
