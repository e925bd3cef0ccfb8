import type { Stat } from '../../fs/stat.js';
import type { Arguments } from '../options.js';
import { compareBytes, compareVersions } from '../text/compare.js';
import type { Row } from './ls-listing.js';
import type { LsKey } from './ls-options.js';

const words: Readonly<Record<string, LsKey>> = {
  size: 'bySize',
  time: 'byTime',
  version: 'byVersion',
  extension: 'byExtension',
  none: 'unsorted',
};

/** Puts rows into the order that the options ask for; by name at last. */
export function sortRows(
  rows: readonly Row[],
  args: Arguments<LsKey>,
  rules: { readonly long: boolean; readonly time: (status: Stat) => number },
): Row[] {
  const asked = args.last('bySize', 'byTime', 'byVersion', 'byExtension', 'unsorted', 'unsortedAll', 'sort');
  const otherTime = args.last('changeTime', 'accessTime') !== undefined;
  const by = asked === 'sort' ? words[args.value('sort') ?? ''] : (asked ?? (otherTime && !rules.long ? 'byTime' : undefined));
  if (by === 'unsorted' || by === 'unsortedAll') return [...rows];
  const orders: Partial<Record<LsKey, (a: Row, b: Row) => number>> = {
    bySize: (a, b) => b.status.sizeBytes - a.status.sizeBytes,
    byTime: (a, b) => rules.time(b.status) - rules.time(a.status),
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
