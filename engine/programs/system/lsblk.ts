import { largestOf } from '../../core/extremes.js';
import { isErrno } from '../../core/errno.js';
import { isUnicode } from '../locale.js';
import { refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal } from '../tool.js';

type Key = 'all' | 'bytes' | 'fs' | 'json' | 'list' | 'noHeadings' | 'output' | 'pairs' | 'paths' | 'raw' | 'noDeps' | 'topology';

const none: readonly string[] = [];

/** The disk of the machine: one partition takes all of it but its first megabyte. */
const BOOT_SECTORS_BYTES = 1024 * 1024;

export const lsblk = define<Key>({
  name: 'lsblk',
  options: {
    all: refused('-a, --all'),
    bytes: ['-b, --bytes', 'print SIZE in bytes'],
    noDeps: ['-d, --nodeps', "don't print partitions"],
    fs: refused('-f, --fs'),
    json: refused('-J, --json'),
    list: ['-l, --list', 'use list format output'],
    noHeadings: ['-n, --noheadings', "don't print headings"],
    output: refused('-o LIST, --output=LIST'),
    pairs: refused('-P, --pairs'),
    paths: ['-p, --paths', 'print complete device path'],
    raw: refused('-r, --raw'),
    topology: refused('-t, --topology'),
  },
  gnu: { usage: ['[options] [<device> ...]'], about: 'List information about block devices.' },
  origin: utilLinux,
  usageStatus: 1,
  *run(tool) {
    const { args, sys, out } = tool;
    const [wanted] = args.operands;
    const root = sys.mounts().find(({ source }) => source.startsWith('/dev/'));
    const bytes = root ? sys.statfs(root.target).totalBytes : 0;
    if (wanted !== undefined) {
      try {
        sys.stat(wanted);
      } catch (error) {
        if (!isErrno(error)) throw error;
        throw new Fatal(`${wanted}: not a block device`, 32);
      }
    }
    // Every place where something of it is mounted, the latest first.
    const targets = sys
      .mounts()
      .flatMap(({ source, target }) => (source === root?.source ? [target] : []))
      .reverse();
    const size = (value: number): string => (args.has('bytes') ? String(value) : human(value));
    // A container sees the disk of its host, but nothing of what is mounted there.
    const rows = [
      { name: 'sda', branch: '', number: '8:0', bytes: bytes + BOOT_SECTORS_BYTES, type: 'disk', targets: none },
      { name: 'sda1', branch: args.has('list') ? '' : isUnicode(sys) ? '└─' : '`-', number: '8:1', bytes, type: 'part', targets },
    ].filter(
      ({ type, name }) =>
        !(args.has('noDeps') && type === 'part') && (wanted === undefined || wanted === '/dev/sda' || wanted === `/dev/${name}`),
    );
    const names = rows.map(({ branch, name }) => `${branch}${args.has('paths') ? '/dev/' : ''}${name}`);
    const sizes = rows.map(row => size(row.bytes));
    const width = largestOf(
      names.map(name => name.length),
      4,
    );
    const sizeWidth = largestOf(
      sizes.map(text => text.length),
      4,
    );
    if (!args.has('noHeadings')) yield* out.line(`${'NAME'.padEnd(width)} MAJ:MIN RM ${'SIZE'.padStart(sizeWidth)} RO TYPE MOUNTPOINTS`);
    for (const [i, { number, type, targets }] of rows.entries()) {
      const cells = `${(names[i] ?? '').padEnd(width)} ${number.padStart(5).padEnd(7)}  0 ${(sizes[i] ?? '').padStart(sizeWidth)}  0 ${type} `;
      yield* out.line(cells + (targets[0] ?? ''));
      for (const target of targets.slice(1)) yield* out.line(' '.repeat(cells.length) + target);
    }
  },
});

function human(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < 4; unit++) value /= 1024;
  const rounded = Math.round(value * 10) / 10;
  return `${Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(1)}${'BKMGT'.charAt(unit)}`;
}
