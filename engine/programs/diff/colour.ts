import type { FormatKind } from './diff-choices.js';

const hunkColours: readonly (readonly [RegExp, string])[] = [
  [/^(?:@@|\d)/, '36'],
  [/^[-<]/, '31'],
  [/^[+>]/, '32'],
];

/** Colours the two lines of a head. */
export function paintHead(text: string): string {
  return text.replace(/[^\n]+/g, line => paint('1', line));
}

/** Colours a hunk line by line; formats for programs stay as they are. */
export function paintHunk(text: string, kind: FormatKind): string {
  if (kind === 'ed' || kind === 'rcs') return text;
  if (kind === 'context') return paintContext(text);
  return text.replace(/[^\n]+/g, line => {
    const colour = line === '---' ? undefined : hunkColours.find(([start]) => start.test(line))?.[1];
    return colour === undefined ? line : paint(colour, line);
  });
}

/** Changed lines are red on the old side and green on the new one. */
function paintContext(text: string): string {
  let change = '31';
  return text.replace(/[^\n]+/g, line => {
    if (/^\*+$/.test(line)) return line;
    if (/^\*\*\* .* \*\*\*\*$/.test(line)) return paint('36', line);
    if (/^--- .* ----$/.test(line)) {
      change = '32';
      return paint('36', line);
    }
    return /^[-+!]/.test(line) ? paint(change, line) : line;
  });
}

function paint(colour: string, line: string): string {
  return `\u001b[${colour}m${line}\u001b[0m`;
}
