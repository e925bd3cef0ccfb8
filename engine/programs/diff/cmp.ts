import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { readAll } from '../input.js';
import { diffutils } from '../origins.js';
import { parseAmount } from '../text/amount.js';
import { define, UsageError, type Tool } from '../tool.js';
import { visibleByte } from './visible-byte.js';

type Key = 'silent' | 'verbose' | 'bytes' | 'limit' | 'ignoreInitial';

export const cmp = define<Key>({
  name: 'cmp',
  options: {
    ignoreInitial: ['-i, --ignore-initial=SKIP', 'skip so many bytes of both files; SKIP1:SKIP2 of each', 'gnu'],
    bytes: ['-b, --print-bytes', 'print differing bytes', 'gnu'],
    verbose: ['-l, --verbose', 'output byte numbers and differing byte values'],
    limit: ['-n, --bytes=LIMIT', 'compare at most LIMIT bytes'],
    silent: ['-s, --quiet, --silent', 'suppress all normal output'],
  },
  gnu: { usage: ['[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]'], about: 'Compare two files byte by byte.' },
  busybox: { usage: ['[-ls] [-n NUM] FILE1 [FILE2]'], about: 'Compare FILE1 with FILE2 (or stdin)' },
  origin: diffutils,
  usageStatus: 2,
  check: {
    limit: value => {
      if (parseAmount(value) === undefined) throw new UsageError(`invalid --bytes value '${value}'`);
    },
  },
  usageHint: name => `${name}: Try '${name} --help' for more information.\n`,
  *run(tool) {
    const { args, isGnu } = tool;
    const [first, second = '-', , , extra] = args.operands;
    if (isGnu && args.has('verbose') && args.has('silent')) throw new UsageError('options -l and -s are incompatible');
    if (first === undefined) throw new UsageError(isGnu ? `missing operand after '${tool.lastWord}'` : '');
    const skips = skipsOf(tool);
    if (isGnu && extra !== undefined) throw new UsageError(`extra operand '${extra}'`);
    const opened: Fd[] = [];
    for (const path of [first, second]) {
      const fd = yield* open(tool, path);
      if (fd === undefined) return 2;
      opened.push(fd);
    }
    const [one = 0, other = 0] = opened;
    if (isGnu && isSame(tool, one, other) && skips[0] === skips[1]) return 0;
    const left = yield* read(tool, one, first, skips[0]);
    const right = left && (yield* read(tool, other, second, skips[1]));
    if (!left || !right) return 2;
    return yield* compare(tool, [first, second], left, right);
  },
});

/** How much of each file is left out: the greater of what `-i` and the operands behind the files say. */
function skipsOf({ args, isGnu }: Tool<Key>): readonly [number, number] {
  const skips: [number, number] = [0, 0];
  const skip = (file: 0 | 1, text: string, whole: string): void => {
    const value = parseAmount(text);
    if (value === undefined && isGnu) throw new UsageError(`invalid --ignore-initial value '${whole}'`);
    skips[file] = Math.max(skips[file], value ?? 0);
  };
  for (const given of args.values('ignoreInitial')) {
    const [first = '', second = first] = given.split(':');
    skip(0, first, given);
    skip(1, second, given);
  }
  for (const [file, text] of args.operands.slice(2, 4).entries()) skip(file === 0 ? 0 : 1, text, text);
  return skips;
}

function isSame({ sys }: Tool<Key>, one: Fd, other: Fd): boolean {
  const [left, right] = [sys.fstat(one), sys.fstat(other)];
  return one === other || (left.kind === 'file' && left.ino === right.ino && left.dev === right.dev);
}

function* open(tool: Tool<Key>, path: string): Task<Fd | undefined> {
  try {
    return path === '-' ? 0 : tool.sys.open(path, { read: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.args.has('silent')) yield* tool.warn(`${path}: ${error.message}`);
    return undefined;
  }
}

function* read(tool: Tool<Key>, fd: Fd, path: string, skip: number): Task<Uint8Array | undefined> {
  try {
    const bytes = yield* readAll(tool.sys, fd);
    return bytes.subarray(skip, skip + Number(tool.args.value('limit') ?? Infinity));
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.args.has('silent') || tool.isGnu) yield* tool.warn(`${path}: ${error.message}`);
    return undefined;
  }
}

function octalByte(byte = 0, showsCharacter: boolean): string {
  return byte.toString(8).padStart(3) + (showsCharacter ? ` ${visibleByte(byte)}` : '');
}

function* compare(tool: Tool<Key>, names: readonly [string, string], left: Uint8Array, right: Uint8Array): Task<number> {
  const { args, out } = tool;
  let line = 1;
  let status = 0;
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    if (left[at] !== right[at]) {
      status = 1;
      if (args.has('silent')) return 1;
      if (!args.has('verbose')) {
        const shown = args.has('bytes') ? ` is ${octalByte(left[at], true)} ${octalByte(right[at], true)}` : '';
        yield* out.line(
          `${names[0]} ${names[1]} differ: ${args.has('bytes') ? 'byte' : 'char'} ${String(at + 1)}, line ${String(line)}${shown}`,
        );
        return 1;
      }
      const width = tool.isGnu ? String(shorter).length : 0;
      const [one, other] = [octalByte(left[at], args.has('bytes')), octalByte(right[at], args.has('bytes'))];
      yield* out.line(`${String(at + 1).padStart(width)} ${args.has('bytes') ? one.padEnd(8) : one} ${other}`);
    }
    if (left[at] === 10) line++;
  }
  if (left.length === right.length) return status;
  if (!args.has('silent')) {
    const name = left.length < right.length ? names[0] : names[1];
    const ended = left.length < right.length ? left : right;
    const where = tool.isGnu
      ? ended.length === 0
        ? ' which is empty'
        : ` after byte ${String(shorter)}${args.has('verbose') ? '' : ended.at(-1) === 10 ? `, line ${String(line - 1)}` : `, in line ${String(line)}`}`
      : '';
    yield* tool.complain(`${tool.name}: EOF on ${name}${where}\n`);
  }
  return 1;
}
