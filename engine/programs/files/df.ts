import { largestOf } from '../../core/extremes.js';
import { isErrno } from '../../core/errno.js';
import type { FileSystemUsage } from '../../process/sys.js';
import { humanSize } from '../human-size.js';
import { noEffect } from '../options.js';
import { coreutils } from '../origins.js';
import { define, type Tool } from '../tool.js';

type Key =
  | 'all'
  | 'human'
  | 'si'
  | 'inodes'
  | 'kibi'
  | 'mebi'
  | 'portable'
  | 'type'
  | 'onlyType'
  | 'excludeType'
  | 'blockSize'
  | 'local'
  | 'total';

export const df = define<Key>({
  name: 'df',
  options: {
    all: ['-a, --all', 'include pseudo file systems'],
    blockSize: ['-B, --block-size=SIZE', 'show sizes in units of SIZE'],
    human: ['-h, --human-readable', 'show sizes in powers of 1024 (e.g. 1023M)'],
    si: ['-H, --si', 'show sizes in powers of 1000', 'gnu'],
    inodes: ['-i, --inodes', 'show inodes instead of blocks'],
    kibi: ['-k', 'like --block-size=1K'],
    mebi: ['-m', 'like --block-size=1M'],
    local: noEffect('-l, --local', 'every file system is local', 'gnu'),
    portable: ['-P, --portability', 'use the POSIX output format'],
    total: ['--total', 'add a line with the total', 'gnu'],
    onlyType: ['-t, --type=TYPE', 'show only file systems of type TYPE'],
    type: ['-T, --print-type', 'show the type of file systems'],
    excludeType: ['-x, --exclude-type=TYPE', 'leave out file systems of type TYPE', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Show the space on the file system of each FILE, or on all file systems.' },
  busybox: { usage: ['[-PkmhTai] [-B SIZE] [-t TYPE] [FILESYSTEM]...'], about: 'Print filesystem usage statistics' },
  origin: coreutils,
  *run(tool) {
    const { args, out } = tool;
    const usages: FileSystemUsage[] = args.operands.length > 0 ? [] : mounted(tool);
    const failures: string[] = [];
    for (const path of args.operands) {
      try {
        usages.push(tool.sys.statfs(path));
      } catch (error) {
        if (!isErrno(error)) throw error;
        failures.push(tool.isGnu ? `${path}: ${error.message}` : `${path}: can't find mount point`);
      }
    }
    if (tool.isGnu) for (const failure of failures) yield* tool.fail(failure);
    const types = args.values('onlyType');
    const excluded = args.values('excludeType');
    const shown = usages.filter(({ type }) => (types.length === 0 || types.includes(type)) && !excluded.includes(type));
    if (args.has('total')) shown.push(totalOf(shown));
    if (shown.length > 0 || !tool.isGnu) for (const line of format(tool, shown)) yield* out.line(line);
    if (!tool.isGnu) {
      yield* out.flush();
      for (const failure of failures) yield* tool.fail(failure);
    }
  },
});

/** The line of --total. */
function totalOf(usages: readonly FileSystemUsage[]): FileSystemUsage {
  const sum = (pick: (usage: FileSystemUsage) => number): number => usages.reduce((all, usage) => all + pick(usage), 0);
  return {
    source: 'total',
    type: '-',
    target: '-',
    totalBytes: sum(usage => usage.totalBytes),
    usedBytes: sum(usage => usage.usedBytes),
    inodes: sum(usage => usage.inodes),
    usedInodes: sum(usage => usage.usedInodes),
  };
}

/** What is mounted, without file systems that have no space of their own. GNU df shows each device once. */
function mounted(tool: Tool<Key>): FileSystemUsage[] {
  const usages: (FileSystemUsage & { readonly dev: number })[] = [];
  for (const { target } of tool.sys.mounts()) {
    try {
      const usage = { ...tool.sys.statfs(target), target, dev: tool.sys.stat(target).dev };
      if (usage.totalBytes === 0 && !tool.args.has('all')) continue;
      const twin = tool.isGnu && !tool.args.has('all') ? usages.findIndex(({ dev }) => dev === usage.dev) : -1;
      const other = usages[twin];
      // Of two mounts of a device the one nearer to the root stays, or the first (coreutils, filter_mount_list).
      if (other && other.target.length <= usage.target.length) continue;
      if (other) usages.splice(twin, 1);
      usages.push(usage);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return usages;
}

function format(tool: Tool<Key>, usages: readonly FileSystemUsage[]): string[] {
  const { args, isGnu } = tool;
  const inodes = args.has('inodes');
  const size = sizer(tool);
  const human = args.has('human') || args.has('si');
  const unit = args.last('kibi', 'mebi') === 'mebi' ? '1M-blocks' : args.has('portable') && isGnu ? '1024-blocks' : '1K-blocks';
  const headers = inodes
    ? ['Inodes', isGnu ? 'IUsed' : 'Used', isGnu ? 'IFree' : 'Available', isGnu ? 'IUse%' : 'Use%']
    : [human ? 'Size' : unit, 'Used', human && isGnu ? 'Avail' : 'Available', args.has('portable') ? 'Capacity' : 'Use%'];
  const rows = usages.map(usage => {
    const total = inodes ? usage.inodes : usage.totalBytes;
    const used = inodes ? usage.usedInodes : usage.usedBytes;
    const free = Math.max(0, total - used);
    const show = inodes ? String : size;
    return [
      usage.source,
      usage.type,
      show(total),
      show(used),
      show(free),
      total === 0 ? (inodes ? '-' : '0%') : `${String(Math.ceil((used / total) * 100))}%`,
      usage.target,
    ];
  });
  const table = [['Filesystem', 'Type', ...headers, 'Mounted on'], ...rows].map(row =>
    args.has('type') ? row : row.filter((_, i) => i !== 1),
  );
  return isGnu ? align(table, args.has('type')) : busyboxAlign(table, args.has('type'), human);
}

function sizer(tool: Tool<Key>): (bytes: number) => string {
  const last = tool.args.last('human', 'si', 'kibi', 'mebi');
  if (last === 'human' && !tool.isGnu) return bytes => busyboxHuman(bytes);
  if (last === 'human' || last === 'si') return bytes => humanSize(bytes, last === 'si' ? 1000 : 1024);
  const given = tool.args.value('blockSize');
  const unit =
    last === 'mebi' || given === 'M' || given === '1M' ? 1024 ** 2 : given === 'G' || given === '1G' ? 1024 ** 3 : given === '1' ? 1 : 1024;
  return bytes => String(Math.ceil(bytes / unit));
}

function busyboxHuman(bytes: number): string {
  if (bytes === 0) return '0';
  let value = bytes;
  for (const unit of ['', 'K', 'M', 'G', 'T']) {
    if (value < 1024 || unit === 'T') return unit === '' ? String(value) : `${value.toFixed(1)}${unit}`;
    value /= 1024;
  }
  return String(value);
}

/** Columns as wide as their widest cell; text to the left, numbers to the right. */
function align(table: readonly (readonly string[])[], typed: boolean): string[] {
  const minimum = [14, ...(typed ? [4] : []), 5, 5, 5, 4];
  const widths = (table[0] ?? []).map((_, column) =>
    largestOf(
      table.map(row => (row[column] ?? '').length),
      minimum[column] ?? 0,
    ),
  );
  const leftColumns = typed ? 2 : 1;
  return table.map(row =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : column < leftColumns ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join(' '),
  );
}

function busyboxAlign(table: readonly (readonly string[])[], typed: boolean, human: boolean): string[] {
  return table.map(row => {
    const [source = '', ...rest] = row;
    const type = typed ? `${(rest.shift() ?? '').padEnd(10)} ` : '';
    const [total = '', used = '', free = '', share = '', target = ''] = rest;
    const name = source.length > 20 ? `${source}\n${' '.repeat(20)}` : source.padEnd(20);
    return `${name} ${type}${total.padStart(human ? 9 : 9)} ${used.padStart(9)} ${free.padStart(9)} ${share.padStart(share === 'Capacity' ? 8 : 4)} ${target}`;
  });
}
