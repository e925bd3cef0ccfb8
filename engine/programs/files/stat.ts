import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { majorOf, minorOf } from '../../fs/device-numbers.js';
import type { Stat } from '../../fs/stat.js';
import { groupName, loadAccounts, userName, type Accounts } from '../accounts.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { readEscape } from '../text/escapes.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import { coreutils } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { blocksOf } from './blocks.js';
import { formatMode } from './mode.js';

type Key = 'follow' | 'fileSystem' | 'format' | 'printf' | 'terse';

const kinds: Readonly<Record<Stat['kind'], string>> = {
  file: 'regular file',
  directory: 'directory',
  symlink: 'symbolic link',
  character: 'character special file',
  block: 'block special file',
  fifo: 'fifo',
  socket: 'socket',
};
const typeBits: Readonly<Record<Stat['kind'], number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  character: 0o020000,
  block: 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
};

export const stat = define<Key>({
  name: 'stat',
  options: {
    follow: ['-L, --dereference', 'follow links'],
    fileSystem: ['-f, --file-system', 'show the file system instead of the file'],
    format: ['-c FORMAT, --format=FORMAT', 'use FORMAT, and a newline after each use'],
    printf: ['--printf=FORMAT', 'the same with backslash escapes and without the newline', 'gnu'],
    terse: ['-t, --terse', 'print the information in one line'],
  },
  gnu: { usage: ['[OPTION]... FILE...'], about: 'Show the status of files or file systems.' },
  busybox: { usage: ['[-ltf] [-c FMT] FILE...'], about: 'Display file (default) or filesystem status' },
  origin: coreutils,
  *run(tool) {
    const { args, sys, out } = tool;
    if (args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    const accounts = yield* loadAccounts(sys);
    for (const path of args.operands) {
      try {
        if (args.has('fileSystem')) yield* out.write(fileSystem(tool, path));
        else {
          const status = args.has('follow') ? sys.stat(path) : sys.lstat(path);
          const text = describe(tool, path, status, accounts);
          const unread = status.kind === 'symlink' ? linkOf(tool, path).problem : undefined;
          if (
            unread !== undefined &&
            (args.last('format', 'printf', 'terse') === undefined || /%[-\d]*N/.test(args.value('format') ?? args.value('printf') ?? ''))
          )
            yield* tool.fail(unread);
          yield* out.write(text);
        }
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* tool.fail(
          tool.isGnu
            ? `cannot ${args.has('fileSystem') ? 'read file system information for' : 'statx'} ${quoteAlways(path)}: ${error.message}`
            : `can't stat '${path}': ${error.message}`,
        );
      }
    }
  },
});

function describe(tool: Tool<Key>, path: string, status: Stat, accounts: Accounts): string {
  const { args } = tool;
  const kind = args.last('format', 'printf');
  if (kind !== undefined) return expand(tool, args.value(kind) ?? '', path, status, accounts) + (kind === 'format' ? '\n' : '');
  const use = (text: string): string => expand(tool, text, path, status, accounts);
  if (args.has('terse')) return use(`%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z ${tool.isGnu ? '%W ' : ''}%o\n`);
  const device = tool.isGnu ? '%Hd,%Ld' : '%Dh/%dd';
  const last = status.device
    ? `Device: ${device}\tInode: %-11i  Links: %-5h Device type: %t,%T`
    : `Device: ${device}\tInode: %-11i  Links: %h`;
  return use(
    `  File: %N\n  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\n${last}\nAccess: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\nAccess: %x\nModify: %y\nChange: %z\n${tool.isGnu ? ' Birth: %w\n' : ''}`.replace(
      '%N',
      tool.isGnu && status.kind !== 'symlink' ? '%n' : tool.isGnu ? nameAndTarget(tool, path) : '%N',
    ),
  );
}

function nameAndTarget(tool: Tool<Key>, path: string): string {
  const { target } = linkOf(tool, path);
  return target === undefined ? quoteIfNeeded(path) : `${quoteIfNeeded(path)} -> ${quoteIfNeeded(target)}`;
}

function quotedLink(tool: Tool<Key>, path: string): string {
  const { target } = linkOf(tool, path);
  const quote = tool.isGnu ? quoteAlways : (text: string): string => `'${text}'`;
  return target === undefined ? quote(path) : `${quote(path)} -> ${quote(target)}`;
}

/** Where a link points to, or why nobody may know. */
function linkOf({ sys, isGnu }: Tool<Key>, path: string): { readonly target?: string; readonly problem?: string } {
  try {
    return { target: sys.readlink(path) };
  } catch (error) {
    if (!isErrno(error)) throw error;
    return { problem: isGnu ? `cannot read symbolic link ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}` };
  }
}

function expand(tool: Tool<Key>, format: string, path: string, status: Stat, accounts: Accounts): string {
  const escaped = tool.args.last('format', 'printf') === 'printf' ? unescapeAll(format) : format;
  return escaped.replace(
    /%([-0# +']*)(\d*)(\.\d*)?([HL]?)([a-zA-Z%])/g,
    (all: string, flags: string, width: string, precision: string | undefined, part: string, letter: string) => {
      const isTime = precision !== undefined && /[XYZW]/.test(letter);
      const value = isTime
        ? secondsWithDigits(tool, letter, status, precision.slice(1))
        : field(tool, part + letter, path, status, accounts)?.slice(0, precision === undefined ? undefined : Number(precision.slice(1)));
      if (value === undefined) return all;
      return flags.includes('-') ? value.padEnd(Number(width)) : value.padStart(Number(width), flags.includes('0') ? '0' : ' ');
    },
  );
}

/** `%.3Y`: seconds with so many digits behind the point, nine when it is not said how many. */
function secondsWithDigits({ sys }: Tool<Key>, letter: string, status: Stat, precision: string): string {
  const digits = precision === '' ? 9 : Number(precision);
  const at = { X: status.accessedAt, Y: status.modifiedAt, Z: status.changedAt }[letter];
  const ms = at === undefined ? 0 : sys.clock.epochMsOf(at);
  const fraction = String(Math.floor(ms) % 1000)
    .padStart(3, '0')
    .padEnd(digits, '0')
    .slice(0, digits);
  return `${String(Math.floor(ms / 1000))}${digits === 0 ? '' : `.${fraction}`}`;
}

function unescapeAll(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; ) {
    if (text[i] !== '\\') {
      result += text[i++] ?? '';
      continue;
    }
    const escape = readEscape(text, i, { leadingZero: false });
    result += decodeUtf8(Uint8Array.from(escape.bytes));
    i += escape.length;
  }
  return result;
}

function field(tool: Tool<Key>, name: string, path: string, status: Stat, accounts: Accounts): string | undefined {
  const { sys } = tool;
  const seconds = (at: number): string => String(Math.floor(sys.clock.epochMsOf(at) / 1000));
  const stamp = (at: number): string =>
    strftime(tool.isGnu ? '%Y-%m-%d %H:%M:%S.%N %z' : '%Y-%m-%d %H:%M:%S.%N %z', sys.clock.epochMsOf(at), zoneOf(sys));
  const table: Readonly<Record<string, () => string>> = {
    '%': () => '%',
    a: () => status.mode.toString(8),
    A: () => formatMode(status),
    b: () => String(blocksOf(status)),
    B: () => '512',
    d: () => String(status.dev),
    D: () => status.dev.toString(16),
    Hd: () => String(majorOf(status.dev)),
    Ld: () => String(minorOf(status.dev)),
    f: () => (typeBits[status.kind] | status.mode).toString(16),
    F: () => (status.kind === 'file' && status.sizeBytes === 0 ? 'regular empty file' : kinds[status.kind]),
    g: () => String(status.gid),
    G: () => nameOrUnknown(groupName(accounts, status.gid), status.gid),
    h: () => String(status.nlink),
    i: () => String(status.ino),
    m: () => sys.statfs(path).target,
    n: () => path,
    N: () => (status.kind === 'symlink' ? quotedLink(tool, path) : tool.isGnu ? quoteAlways(path) : path),
    o: () => '4096',
    s: () => String(status.sizeBytes),
    t: () => (status.device?.major ?? 0).toString(16),
    T: () => (status.device?.minor ?? 0).toString(16),
    u: () => String(status.uid),
    U: () => nameOrUnknown(userName(accounts, status.uid), status.uid),
    w: () => '-',
    W: () => '0',
    x: () => stamp(status.accessedAt),
    X: () => seconds(status.accessedAt),
    y: () => stamp(status.modifiedAt),
    Y: () => seconds(status.modifiedAt),
    z: () => stamp(status.changedAt),
    Z: () => seconds(status.changedAt),
  };
  return Object.hasOwn(table, name) ? table[name]?.() : '?';
}

function nameOrUnknown(name: string, id: number): string {
  return name === String(id) ? 'UNKNOWN' : name;
}

function fileSystem(tool: Tool<Key>, path: string): string {
  const usage = tool.sys.statfs(path);
  const blocks = (bytes: number): string => String(Math.floor(bytes / 4096));
  const format = tool.args.value('format');
  const free = usage.totalBytes - usage.usedBytes;
  if (format !== undefined)
    return `${format.replace(/%([nTbfasSic])/g, (_, letter: string) => ({ n: path, T: usage.type, b: blocks(usage.totalBytes), f: blocks(free), a: blocks(free), s: '4096', S: '4096', i: '0', c: String(usage.inodes) })[letter] ?? '?')}\n`;
  return `  File: "${path}"\n    ID: 0        Namelen: 255     Type: ${usage.type}\nBlock size: 4096       Fundamental block size: 4096\nBlocks: Total: ${blocks(usage.totalBytes).padEnd(10)} Free: ${blocks(free).padEnd(10)} Available: ${blocks(free)}\nInodes: Total: ${String(usage.inodes).padEnd(10)} Free: ${String(usage.inodes - usage.usedInodes)}\n`;
}
