import { largestOf } from '../../core/extremes.js';
import type { MountInfo } from '../../process/sys.js';
import { isUnicode } from '../locale.js';
import { refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, type Tool } from '../tool.js';

type Key =
  | 'all'
  | 'df'
  | 'noHeadings'
  | 'output'
  | 'list'
  | 'types'
  | 'target'
  | 'source'
  | 'raw'
  | 'json'
  | 'pairs'
  | 'fstab'
  | 'kernel'
  | 'noTruncate';
type Column = 'TARGET' | 'SOURCE' | 'FSTYPE' | 'OPTIONS';

export const findmnt = define<Key>({
  name: 'findmnt',
  options: {
    all: refused('-A, --all'),
    df: refused('-D, --df'),
    fstab: refused('-s, --fstab'),
    json: refused('-J, --json'),
    kernel: refused('-k, --kernel'),
    list: ['-l, --list', 'use list format output'],
    noHeadings: ['-n, --noheadings', "don't print column headings"],
    noTruncate: refused('-u, --notruncate'),
    output: ['-o LIST, --output=LIST', 'columns: TARGET, SOURCE, FSTYPE, OPTIONS'],
    pairs: refused('-P, --pairs'),
    raw: refused('-r, --raw'),
    source: ['-S SOURCE, --source=SOURCE', 'the device to mount'],
    target: ['-T PATH, --target=PATH', 'the filesystem that holds this path'],
    types: ['-t LIST, --types=LIST', 'limit the set of filesystems by type'],
  },
  gnu: { usage: ['[options] [<device> | <mountpoint>]'], about: 'Find a (mounted) filesystem.' },
  origin: utilLinux,
  *run(tool) {
    const { args, sys, out } = tool;
    const chosen = chosenMounts(tool, sys.mounts());
    if (chosen.length === 0) return 1;
    const isTree = chosen.length > 1 && !args.has('list');
    const columns = columnsOf(args.value('output'));
    const rows = isTree ? branches(chosen, '', '', isUnicode(sys) ? lines : plainLines) : chosen.map(mount => ({ mount, prefix: '' }));
    const cells = rows.map(({ mount, prefix }) =>
      columns.map(column => {
        if (column === 'TARGET') return prefix + mount.target;
        return column === 'SOURCE' ? sourceOf(mount) : column === 'FSTYPE' ? mount.type : mount.options;
      }),
    );
    const all = args.has('noHeadings') ? cells : [[...columns], ...cells];
    const widths = columns.map((_, index) => largestOf(all.map(row => (row[index] ?? '').length)));
    for (const row of all)
      yield* out.line(row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join(' '));
    return 0;
  },
});

/** What is mounted, and in brackets which part of it. */
function sourceOf({ source, rootPath }: MountInfo): string {
  return rootPath === '/' ? source : `${source}[${rootPath}]`;
}

function columnsOf(list: string | undefined): readonly Column[] {
  const known: readonly Column[] = ['TARGET', 'SOURCE', 'FSTYPE', 'OPTIONS'];
  if (list === undefined) return known;
  return list.split(',').flatMap(name => known.find(column => column === name.toUpperCase()) ?? []);
}

function chosenMounts({ args, sys }: Tool<Key>, mounts: readonly MountInfo[]): readonly MountInfo[] {
  const [operand] = args.operands;
  const types = args.value('types')?.split(',');
  const source = args.value('source');
  const path = args.value('target');
  const holder = path === undefined ? undefined : sys.statfs(path).target;
  return mounts.filter(
    mount =>
      (operand === undefined || mount.target === operand || mount.source === operand) &&
      (!types || types.includes(mount.type)) &&
      (source === undefined || mount.source === source) &&
      (holder === undefined || mount.target === holder),
  );
}

const lines = { inner: '├─', last: '└─', past: '│ ', after: '  ' };
const plainLines = { inner: '|-', last: '`-', past: '| ', after: '  ' };

/** Mounts below each other, with lines that show it. */
function branches(
  mounts: readonly MountInfo[],
  parent: string,
  indent: string,
  drawn: Readonly<Record<'inner' | 'last' | 'past' | 'after', string>>,
): readonly { readonly mount: MountInfo; readonly prefix: string }[] {
  const isBelow = (inner: string, outer: string): boolean => inner !== outer && inner.startsWith(outer === '/' ? '/' : `${outer}/`);
  const own = mounts.filter(
    ({ target }) =>
      (parent === '' ? true : isBelow(target, parent)) &&
      !mounts.some(other => isBelow(target, other.target) && (parent === '' || isBelow(other.target, parent))),
  );
  return own.flatMap((mount, index) => {
    const isLast = index === own.length - 1;
    const prefix = parent === '' ? '' : `${indent}${isLast ? drawn.last : drawn.inner}`;
    const inner = parent === '' ? '' : `${indent}${isLast ? drawn.after : drawn.past}`;
    return [{ mount, prefix }, ...branches(mounts, mount.target, inner, drawn)];
  });
}
