import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { formatHunk } from '../diff/formats.js';
import { hunksOf } from '../diff/hunks.js';
import { editScript } from '../diff/lines.js';
import type { Repository } from './repository.js';
import type { TreeFile, TreeFiles } from './tree-files.js';

export interface Change {
  readonly kind: 'new file' | 'modified' | 'deleted' | 'renamed' | 'typechange';
  readonly path: string;
  /** Where it was, when it was renamed. */
  readonly from?: string;
  readonly before: TreeFile | undefined;
  readonly after: TreeFile | undefined;
}

/** What differs between two states, by path; with `renames`, a file that went and came back under another name is one change. */
export function changesBetween(before: TreeFiles, after: TreeFiles, renames = true): readonly Change[] {
  const changes: Change[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(path), after.get(path)];
    if (old && now && old.id === now.id && old.mode === now.mode) continue;
    const kind = !old ? 'new file' : !now ? 'deleted' : old.mode.slice(0, 2) === now.mode.slice(0, 2) ? 'modified' : 'typechange';
    changes.push({ kind, path, before: old, after: now });
  }
  return renames ? withRenames(changes) : changes;
}

function withRenames(changes: readonly Change[]): readonly Change[] {
  const gone = new Set<Change>();
  const joined = changes.map(change => {
    if (change.kind !== 'new file') return change;
    const from = changes.find(other => other.kind === 'deleted' && !gone.has(other) && other.before?.id === change.after?.id);
    if (!from) return change;
    gone.add(from);
    return { ...change, kind: 'renamed' as const, from: from.path, before: from.before };
  });
  return joined.filter(change => !gone.has(change));
}

/** The bytes of both sides; those of the working folder are not in the store. */
export type Contents = (file: TreeFile, path: string, side: 'before' | 'after') => Task<Uint8Array>;

export function fromStore(repository: Repository): Contents {
  return function* ({ id }) {
    return (yield* repository.objects.read(id)).body;
  };
}

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 8000).includes(0);
const linesOf = (bytes: Uint8Array): readonly string[] => decodeUtf8(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A change as `git diff` shows it. */
export function* formatChange(change: Change, contents: Contents): Task<string> {
  const { before, after, path } = change;
  const from = change.from ?? path;
  const old = before ? yield* contents(before, from, 'before') : new Uint8Array(0);
  const now = after ? yield* contents(after, path, 'after') : new Uint8Array(0);
  const head = `diff --git a/${from} b/${path}\n${modeLines(change)}`;
  if (before?.id === after?.id) return head;
  const ids = `index ${(before?.id ?? '0'.repeat(40)).slice(0, 7)}..${(after?.id ?? '0'.repeat(40)).slice(0, 7)}${before && after && before.mode === after.mode ? ` ${after.mode}` : ''}\n`;
  const names = [before ? `a/${from}` : '/dev/null', after ? `b/${path}` : '/dev/null'] as const;
  if (isBinary(old) || isBinary(now)) return `${head}${ids}Binary files ${names[0]} and ${names[1]} differ\n`;
  const hunks = hunksOf(
    editScript(linesOf(old), linesOf(now), (a, b) => a === b),
    3,
  )
    .map(hunk => formatHunk('unified', hunk, { separator: ' ', expandsTabs: false }))
    .map(hunk => withContext(hunk, linesOf(old)));
  return head + ids + (hunks.length > 0 ? `--- ${names[0]}\n+++ ${names[1]}\n${hunks.join('')}` : '');
}

/** Behind the numbers of a hunk stands the last line before it that begins with a letter: often the name of a function. */
function withContext(hunk: string, old: readonly string[]): string {
  const start = Number(/^@@ -(\d+)/.exec(hunk)?.[1] ?? 0);
  const found = old.slice(0, Math.max(0, start - 1)).findLast(line => /^[A-Za-z_$]/.test(line));
  return found === undefined ? hunk : hunk.replace(/^(@@ [^@]* @@)/, (_, head: string) => `${head} ${found.trimEnd().slice(0, 80)}`);
}

function modeLines({ kind, before, after, from, path }: Change): string {
  if (!before) return `new file mode ${after?.mode ?? ''}\n`;
  if (!after) return `deleted file mode ${before.mode}\n`;
  const modes = before.mode === after.mode ? '' : `old mode ${before.mode}\nnew mode ${after.mode}\n`;
  return kind === 'renamed' ? `${modes}similarity index 100%\nrename from ${from ?? path}\nrename to ${path}\n` : modes;
}

export interface Amount {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
  /** Of a binary file: its sizes. */
  readonly bytes: readonly [number, number] | undefined;
}

/** How many lines each change adds and removes. */
export function* amountsOf(changes: readonly Change[], contents: Contents): Task<readonly Amount[]> {
  const amounts: Amount[] = [];
  for (const change of changes) {
    const old = change.before ? yield* contents(change.before, change.from ?? change.path, 'before') : new Uint8Array(0);
    const now = change.after ? yield* contents(change.after, change.path, 'after') : new Uint8Array(0);
    const path = change.from === undefined ? change.path : `${change.from} => ${change.path}`;
    const edits = isBinary(old) || isBinary(now) ? [] : editScript(linesOf(old), linesOf(now), (a, b) => a === b);
    const count = (kind: string): number => edits.filter(edit => edit.kind === kind).length;
    amounts.push({
      path,
      added: count('add'),
      removed: count('remove'),
      bytes: isBinary(old) || isBinary(now) ? ([old.length, now.length] as const) : undefined,
    });
  }
  return amounts;
}

/** ` 2 files changed, 3 insertions(+), 1 deletion(-)` */
export function summary(amounts: readonly Amount[]): string {
  const sum = (pick: (amount: Amount) => number): number => amounts.reduce((total, amount) => total + pick(amount), 0);
  const [added, removed] = [sum(({ added: count }) => count), sum(({ removed: count }) => count)];
  const plural = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;
  const parts = [`${plural(amounts.length, 'file')} changed`];
  if (added > 0 || removed === 0) parts.push(`${plural(added, 'insertion')}(+)`);
  if (removed > 0 || added === 0) parts.push(`${plural(removed, 'deletion')}(-)`);
  return ` ${parts.join(', ')}\n`;
}

/** The table of `--stat`, for a terminal of 80 columns. */
export function statTable(amounts: readonly Amount[]): string {
  if (amounts.length === 0) return '';
  const width = largestOf(amounts.map(({ path }) => path.length));
  const most = largestOf(amounts.map(({ added, removed }) => added + removed));
  const digits = Math.max(String(most).length, amounts.some(({ bytes }) => bytes) ? 3 : 1);
  const room = Math.max(10, 80 - width - digits - 5);
  const scale = (count: number): number => (most <= room || count === 0 ? count : Math.max(1, Math.floor((count * room) / most)));
  const rows = amounts.map(({ path, added, removed, bytes }) => {
    if (bytes) return ` ${path.padEnd(width)} | Bin ${String(bytes[0])} -> ${String(bytes[1])} bytes\n`;
    const bar = `${'+'.repeat(scale(added))}${'-'.repeat(scale(removed))}`;
    return ` ${path.padEnd(width)} | ${String(added + removed).padStart(digits)}${bar === '' ? '' : ` ${bar}`}\n`;
  });
  return rows.join('') + summary(amounts);
}

/** ` create mode 100644 a.txt` and its like. */
export function modeSummary(changes: readonly Change[]): string {
  return changes
    .map(({ kind, path, from, before, after }) => {
      if (kind === 'new file') return ` create mode ${after?.mode ?? ''} ${path}\n`;
      if (kind === 'deleted') return ` delete mode ${before?.mode ?? ''} ${path}\n`;
      if (kind === 'renamed') return ` rename ${from ?? ''} => ${path} (100%)\n`;
      return before && after && before.mode !== after.mode ? ` mode change ${before.mode} => ${after.mode} ${path}\n` : '';
    })
    .join('');
}
