import { append } from '../../core/append.js';
import { editScript } from '../diff/lines.js';

export interface MergedText {
  readonly text: string;
  readonly hasConflicts: boolean;
}

/** A stretch of the old lines and what a side has in its place. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

type Piece =
  | { readonly kind: 'same'; readonly lines: readonly string[] }
  | { readonly kind: 'conflict'; readonly ours: readonly string[]; readonly theirs: readonly string[] };

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const isSame = (a: string, b: string): boolean => a === b;

/** Brings two versions of a text together that come from a common one; where both changed the same lines there are markers. */
export function mergeTexts(base: string, ours: string, theirs: string, labels: readonly [ours: string, theirs: string]): MergedText {
  const old = linesOf(base);
  const pieces = piecesOf(old, changesOf(old, linesOf(ours)), changesOf(old, linesOf(theirs)));
  const refined = join(pieces.flatMap(piece => (piece.kind === 'same' ? [piece] : refine(piece))));
  return { text: refined.map(piece => format(piece, labels)).join(''), hasConflicts: refined.some(({ kind }) => kind === 'conflict') };
}

function changesOf(before: readonly string[], after: readonly string[]): readonly Stretch[] {
  const found: { start: number; end: number; lines: string[] }[] = [];
  let at = 0;
  let open: { start: number; end: number; lines: string[] } | undefined;
  for (const { kind, line } of editScript(before, after, isSame)) {
    if (kind === 'keep') {
      open = undefined;
      at++;
      continue;
    }
    if (!open) found.push((open = { start: at, end: at, lines: [] }));
    if (kind === 'add') open.lines.push(line);
    else open.end = ++at;
  }
  return found;
}

/** Walks through both lists of changes; those that touch each other are taken together. */
function piecesOf(old: readonly string[], ours: readonly Stretch[], theirs: readonly Stretch[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let [at, i, j] = [0, 0, 0];
  while (i < ours.length || j < theirs.length) {
    const start = Math.min(ours[i]?.start ?? Infinity, theirs[j]?.start ?? Infinity);
    let end = start;
    const [fromI, fromJ] = [i, j];
    for (;;) {
      const left = ours[i];
      const right = theirs[j];
      if (left && left.start <= end && (left.start < end || i === fromI || left.start === end)) [end, i] = [Math.max(end, left.end), i + 1];
      else if (right && right.start <= end) [end, j] = [Math.max(end, right.end), j + 1];
      else break;
    }
    pieces.push({ kind: 'same', lines: old.slice(at, start) });
    const mine = apply(old, ours.slice(fromI, i), start, end);
    const other = apply(old, theirs.slice(fromJ, j), start, end);
    if (i === fromI) pieces.push({ kind: 'same', lines: other });
    else if (j === fromJ || equal(mine, other)) pieces.push({ kind: 'same', lines: mine });
    else pieces.push({ kind: 'conflict', ours: mine, theirs: other });
    at = end;
  }
  pieces.push({ kind: 'same', lines: old.slice(at) });
  return pieces;
}

function apply(old: readonly string[], changes: readonly Stretch[], start: number, end: number): readonly string[] {
  const lines: string[] = [];
  let at = start;
  for (const change of changes) {
    append(lines, old.slice(at, change.start));
    append(lines, change.lines);
    at = change.end;
  }
  return [...lines, ...old.slice(at, end)];
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

/** Lines that both sides have alike are no conflict. */
function refine({ ours, theirs }: Extract<Piece, { kind: 'conflict' }>): readonly Piece[] {
  const pieces: Piece[] = [];
  let open: { kind: 'conflict'; ours: string[]; theirs: string[] } | undefined;
  for (const { kind, line } of editScript(ours, theirs, isSame)) {
    if (kind === 'keep') {
      open = undefined;
      pieces.push({ kind: 'same', lines: [line] });
      continue;
    }
    if (!open) pieces.push((open = { kind: 'conflict', ours: [], theirs: [] }));
    (kind === 'remove' ? open.ours : open.theirs).push(line);
  }
  return pieces;
}

/** Conflicts with no more than three lines between them are one, as git's xdl_simplify_non_conflicts has it. */
function join(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === 'same' && last?.kind === 'same')
      joined[joined.length - 1] = { kind: 'same', lines: [...last.lines, ...piece.lines] };
    else if (piece.kind === 'same' && piece.lines.length === 0) continue;
    else joined.push(piece);
    const [before, between, after] = joined.slice(-3);
    if (before?.kind !== 'conflict' || between?.kind !== 'same' || after?.kind !== 'conflict' || between.lines.length > 3) continue;
    const both = (pick: 'ours' | 'theirs'): readonly string[] => [...before[pick], ...between.lines, ...after[pick]];
    joined.splice(-3, 3, { kind: 'conflict', ours: both('ours'), theirs: both('theirs') });
  }
  return joined;
}

function format(piece: Piece, [ours, theirs]: readonly [string, string]): string {
  if (piece.kind === 'same') return piece.lines.join('');
  const whole = (lines: readonly string[]): string => lines.join('').replace(/([^\n])$/, '$1\n');
  return `<<<<<<< ${ours}\n${whole(piece.ours)}=======\n${whole(piece.theirs)}>>>>>>> ${theirs}\n`;
}
