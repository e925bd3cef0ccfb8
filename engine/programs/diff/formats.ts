import { expandTabs, type FormatKind } from './diff-choices.js';
import type { Hunk } from './hunks.js';
import type { Edit } from './lines.js';

export interface LineStyle {
  /** What stands between a mark and its line. */
  readonly separator: string;
  readonly expandsTabs: boolean;
}

interface Style {
  readonly separator: string;
  readonly show: (line: string) => string;
}

export function formatHunk(kind: FormatKind, hunk: Hunk, { separator, expandsTabs }: LineStyle): string {
  const style: Style = { separator, show: line => (expandsTabs ? expandTabs(line) : line) };
  if (kind === 'unified') return formatUnified(hunk, style);
  if (kind === 'context') return formatContext(hunk, style);
  if (kind === 'ed') return formatEd(hunk, style);
  return kind === 'rcs' ? formatRcs(hunk, style) : formatNormal(hunk, style);
}

/** A change as commands of ed; a line with nothing but a dot would end what is put in. */
function formatEd(hunk: Hunk, { show }: Style): string {
  const last = hunk.oldStart + hunk.oldCount - 1;
  const range = hunk.oldCount <= 1 ? String(last) : `${String(hunk.oldStart)},${String(last)}`;
  const letter = hunk.oldCount === 0 ? 'a' : hunk.newCount === 0 ? 'd' : 'c';
  if (letter === 'd') return `${range}d\n`;
  let text = `${range}${letter}\n`;
  let isOpen = true;
  for (const { kind, line } of hunk.edits) {
    if (kind !== 'add') continue;
    if (!isOpen) text += 'a\n';
    isOpen = line !== '.\n';
    text += isOpen ? show(line.endsWith('\n') ? line : `${line}\n`) : '..\n.\ns/.//\n';
  }
  return isOpen ? `${text}.\n` : text;
}

/** A change as RCS keeps it. */
function formatRcs(hunk: Hunk, { show }: Style): string {
  const removed = hunk.oldCount > 0 ? `d${String(hunk.oldStart)} ${String(hunk.oldCount)}\n` : '';
  const added = hunk.edits.filter(({ kind }) => kind === 'add').map(({ line }) => show(line));
  return removed + (added.length > 0 ? `a${String(hunk.oldStart + hunk.oldCount - 1)} ${String(added.length)}\n${added.join('')}` : '');
}

const marks = { remove: '-', add: '+' } as const;

/** A hunk of a unified diff. */
function formatUnified(hunk: Hunk, { separator, show }: Style): string {
  const range = (start: number, count: number): string =>
    count === 1 ? String(start) : `${String(count === 0 ? start - 1 : start)},${String(count)}`;
  const body = hunk.edits
    .map(({ kind, line }) => withNewline((kind === 'keep' ? separator : marks[kind] + (separator === '\t' ? separator : '')) + show(line)))
    .join('');
  return `@@ -${range(hunk.oldStart, hunk.oldCount)} +${range(hunk.newStart, hunk.newCount)} @@\n${body}`;
}

/** A hunk of a context diff: each side alone, and only if something happened to it. */
function formatContext(hunk: Hunk, { separator, show }: Style): string {
  const range = (start: number, count: number): string =>
    count <= 1 ? String(count === 0 ? start - 1 : start) : `${String(start)},${String(start + count - 1)}`;
  const side = (own: 'remove' | 'add', sign: string): string => {
    if (hunk.edits.every(({ kind }) => kind !== own)) return '';
    return hunk.edits
      .map(({ kind, line }, at) =>
        kind === 'keep'
          ? ` ${separator}${show(line)}`
          : kind === own
            ? `${isChange(hunk.edits, at) ? '!' : sign}${separator}${show(line)}`
            : '',
      )
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
function formatNormal(hunk: Hunk, { separator, show }: Style): string {
  const range = (start: number, count: number): string =>
    count <= 1 ? String(count === 0 ? start - 1 : start) : `${String(start)},${String(start + count - 1)}`;
  const letter = hunk.oldCount === 0 ? 'a' : hunk.newCount === 0 ? 'd' : 'c';
  const removed = hunk.edits.filter(({ kind }) => kind === 'remove').map(({ line }) => withNewline(`<${separator}${show(line)}`));
  const added = hunk.edits.filter(({ kind }) => kind === 'add').map(({ line }) => withNewline(`>${separator}${show(line)}`));
  return `${range(hunk.oldStart, hunk.oldCount)}${letter}${range(hunk.newStart, hunk.newCount)}\n${removed.join('')}${letter === 'c' ? '---\n' : ''}${added.join('')}`;
}

/** Lines carry their newline; a last line without one gets the usual remark. */
function withNewline(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}
