import type { Stat } from '../../fs/stat.js';
import type { Arguments } from '../options.js';
import { compareBytes, compareVersions } from '../text/compare.js';
import type { Row } from './ls-listing.js';
import { readWord, type WordList } from '../words.js';
import { displayWidth } from '../width.js';
import { whichTime } from './ls-choices.js';
import type { LsKey } from './ls-options.js';

const words: Readonly<Record<string, LsKey>> = {
  size: 'bySize',
  time: 'byTime',
  version: 'byVersion',
  extension: 'byExtension',
  none: 'unsorted',
  width: 'width',
};
const sortWords: WordList = ['none', 'time', 'size', 'extension', 'version', 'width'];

/** Puts rows into the order that the options ask for; by name at last. */
export function sortRows(
  rows: readonly Row[],
  args: Arguments<LsKey>,
  rules: { readonly long: boolean; readonly time: (status: Stat) => number },
): Row[] {
  const asked = args.last('bySize', 'byTime', 'byVersion', 'byExtension', 'unsorted', 'unsortedAll', 'sort');
  const otherTime = whichTime(args) !== undefined;
  const by =
    asked === 'sort'
      ? words[readWord('--sort', sortWords, args.value('sort') ?? '')]
      : (asked ?? (otherTime && !rules.long ? 'byTime' : undefined));
  if (by === 'unsorted' || by === 'unsortedAll') return [...rows];
  const orders: Partial<Record<LsKey, (a: Row, b: Row) => number>> = {
    bySize: (a, b) => b.status.sizeBytes - a.status.sizeBytes,
    byTime: (a, b) => rules.time(b.status) - rules.time(a.status),
    width: (a, b) => displayWidth(a.name) - displayWidth(b.name),
    byVersion: (a, b) => compareVersions(a.name, b.name),
    byExtension: (a, b) => compareBytes(extension(a.name), extension(b.name)),
  };
  const first = by === undefined ? undefined : orders[by];
  const sorted = rows.toSorted((a, b) => (first?.(a, b) ?? 0) || compareBytes(a.name, b.name));
  if (args.has('reverse')) sorted.reverse();
  if (!args.has('groupDirectories')) return sorted;
  return [...sorted.filter(row => row.status.kind === 'directory'), ...sorted.filter(row => row.status.kind !== 'directory')];
}

function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}
