import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readFile } from '../input.js';
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
  usageHint: name => `${name}: Try '${name} --help' for more information.\n`,
  *run(tool) {
    const [first, second = '-'] = tool.args.operands;
    if (first === undefined) throw new UsageError(tool.isGnu ? `missing operand after '${tool.argv0}'` : '');
    const [skipFirst, skipSecond] = skips(tool);
    const left = yield* read(tool, first, skipFirst);
    const right = left && (yield* read(tool, second, skipSecond));
    if (!left || !right) return 2;
    return yield* compare(tool, [first, second], left, right);
  },
});

/** How much of each file is left out: `-i`, or the operands behind the files. */
function skips({ args, isGnu }: Tool<Key>): readonly [number, number] {
  const [, , ...operands] = args.operands;
  const given = args.value('ignoreInitial');
  const texts = given === undefined ? operands : given.split(':');
  const [first = 0, second = given === undefined ? 0 : first] = texts.map(text => {
    const skip = parseAmount(text);
    if (skip === undefined && isGnu) throw new UsageError(`invalid --ignore-initial value '${given ?? text}'`);
    return skip ?? 0;
  });
  return [first, second];
}

function* read(tool: Tool<Key>, path: string, skip: number): Task<Uint8Array | undefined> {
  try {
    const bytes = yield* readFile(tool.sys, path === '-' ? '/dev/stdin' : path);
    return bytes.subarray(skip, skip + Number(tool.args.value('limit') ?? Infinity));
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.args.has('silent')) yield* tool.warn(`${path}: ${error.message}`);
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
