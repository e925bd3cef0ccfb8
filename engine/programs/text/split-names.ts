import { Fatal } from '../tool.js';

/** What the names of split's files end with. */
export interface Suffixes {
  /** `0123456789`, `0123456789abcdef` or `abc…z` */
  readonly digits: string;
  /** As `-a` says; left out, two, and more when these do not suffice. */
  readonly length: number | undefined;
  /** The number to begin with. */
  readonly from: number;
  /** So many files are known to come. */
  readonly count: number | undefined;
}

const SHORTEST = 2;

/** How long suffixes have to be for so many files. */
export function suffixLengthFor({ digits, from }: Suffixes, count: number): number {
  return inBase(digits, from + count - 1).length;
}

/** The suffix of the file of an index. */
export function suffixOf(suffixes: Suffixes, index: number): string {
  const { digits, length, from, count } = suffixes;
  const base = digits.length;
  const needed = count === undefined ? SHORTEST : Math.max(SHORTEST, suffixLengthFor(suffixes, count));
  const width = length ?? needed;
  // Without -a names grow: behind `yz` comes `zaaa`, so that they stay in order.
  const grows = length === undefined && count === undefined && from === 0;
  if (!grows) {
    const text = inBase(digits, from + index);
    if (text.length > width) throw new Fatal('output file suffixes exhausted');
    return text.padStart(width, digits[0]);
  }
  const last = digits.at(-1) ?? '';
  let rest = index;
  for (let extra = 0; ; extra++) {
    const names = (base - 1) * base ** (extra + 1);
    if (rest < names) return last.repeat(extra) + inBase(digits, rest).padStart(extra + SHORTEST, digits[0]);
    rest -= names;
  }
}

function inBase(digits: string, number: number): string {
  let text = '';
  for (let rest = number; rest > 0 || text === ''; rest = Math.floor(rest / digits.length))
    text = (digits[rest % digits.length] ?? '') + text;
  return text;
}
