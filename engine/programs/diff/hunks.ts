import type { Edit } from './lines.js';

/** Neighbouring changes with the lines around them; numbers count from 1. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  readonly edits: readonly Edit[];
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** All lines are blank, and such changes do not count. */
  readonly ignored: boolean;
}

/**
 * Groups an edit script; changes nearer than twice the context share a hunk. Changes of lines that are all `blank` are
 * shown only inside of a hunk that others make, and take half the distance to get there.
 */
export function hunksOf(edits: readonly Edit[], context: number, blank: (line: string) => boolean = () => false): Hunk[] {
  const hunks: Range[] = [];
  for (const change of changesIn(edits, blank)) {
    const last = hunks.at(-1);
    const nearest = change.ignored ? context : 2 * context + 1;
    if (last && change.from - last.to - 1 < nearest)
      hunks.splice(-1, 1, { from: last.from, to: change.to, ignored: last.ignored && change.ignored });
    else hunks.push(change);
  }
  return hunks
    .filter(({ ignored }) => !ignored)
    .map(({ from, to }) => hunkAt(edits, Math.max(0, from - context), Math.min(edits.length, to + context + 1)));
}

/** The runs of lines that were removed and added. */
function changesIn(edits: readonly Edit[], blank: (line: string) => boolean): Range[] {
  const changes: Range[] = [];
  edits.forEach(({ kind, line }, i) => {
    if (kind === 'keep') return;
    const last = changes.at(-1);
    if (last?.to === i - 1) changes.splice(-1, 1, { from: last.from, to: i, ignored: last.ignored && blank(line) });
    else changes.push({ from: i, to: i, ignored: blank(line) });
  });
  return changes;
}

function hunkAt(edits: readonly Edit[], from: number, to: number): Hunk {
  const count = (list: readonly Edit[], except: Edit['kind']): number => list.filter(edit => edit.kind !== except).length;
  const before = edits.slice(0, from);
  const own = edits.slice(from, to);
  return {
    oldStart: count(before, 'add') + 1,
    oldCount: count(own, 'add'),
    newStart: count(before, 'remove') + 1,
    newCount: count(own, 'remove'),
    edits: own,
  };
}

const marks = { keep: ' ', remove: '-', add: '+' } as const;

/** A hunk of a unified diff. */
export function formatUnified(hunk: Hunk): string {
  const range = (start: number, count: number): string =>
    count === 1 ? String(start) : `${String(count === 0 ? start - 1 : start)},${String(count)}`;
  const body = hunk.edits.map(({ kind, line }) => withNewline(marks[kind] + line)).join('');
  return `@@ -${range(hunk.oldStart, hunk.oldCount)} +${range(hunk.newStart, hunk.newCount)} @@\n${body}`;
}

/** A hunk of a context diff: each side alone, and only if something happened to it. */
export function formatContext(hunk: Hunk): string {
  const range = (start: number, count: number): string =>
    count <= 1 ? String(count === 0 ? start - 1 : start) : `${String(start)},${String(start + count - 1)}`;
  const side = (own: 'remove' | 'add', sign: string): string => {
    if (hunk.edits.every(({ kind }) => kind !== own)) return '';
    return hunk.edits
      .map(({ kind, line }, at) => (kind === 'keep' ? `  ${line}` : kind === own ? `${isChange(hunk.edits, at) ? '!' : sign} ${line}` : ''))
      .map(line => (line === '' ? '' : withNewline(line)))
      .join('');
  };
  return (
    `***************\n*** ${range(hunk.oldStart, hunk.oldCount)} ****\n${side('remove', '-')}` +
    `--- ${range(hunk.newStart, hunk.newCount)} ----\n${side('add', '+')}`
  );
}

/** Whether a line belongs to a run in which lines were both removed and added. */
function isChange(edits: readonly Edit[], at: number): boolean {
  let from = at;
  let to = at;
  while (from > 0 && edits[from - 1]?.kind !== 'keep') from--;
  while (to < edits.length - 1 && edits[to + 1]?.kind !== 'keep') to++;
  const run = edits.slice(from, to + 1);
  return run.some(({ kind }) => kind === 'remove') && run.some(({ kind }) => kind === 'add');
}

/** A change in diff's normal format. */
export function formatNormal(hunk: Hunk): string {
  const range = (start: number, count: number): string =>
    count <= 1 ? String(count === 0 ? start - 1 : start) : `${String(start)},${String(start + count - 1)}`;
  const letter = hunk.oldCount === 0 ? 'a' : hunk.newCount === 0 ? 'd' : 'c';
  const removed = hunk.edits.filter(({ kind }) => kind === 'remove').map(({ line }) => withNewline(`< ${line}`));
  const added = hunk.edits.filter(({ kind }) => kind === 'add').map(({ line }) => withNewline(`> ${line}`));
  return `${range(hunk.oldStart, hunk.oldCount)}${letter}${range(hunk.newStart, hunk.newCount)}\n${removed.join('')}${letter === 'c' ? '---\n' : ''}${added.join('')}`;
}

/** Lines carry their newline; a last line without one gets the usual remark. */
function withNewline(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}
