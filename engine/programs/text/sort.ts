import { md5 } from '@noble/hashes/legacy.js';
import { isErrno } from '../../core/errno.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { HeldMemory, LineReader } from '../input.js';
import { MAX_INPUT_BYTES } from '../limits.js';
import { noEffect, refused } from '../options.js';
import { quoteAlways, quoteWord } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { compareBytes } from './compare.js';
import { keyOrder, parseSortKey, type Keyed, type KeyOrder, type SortKey } from './sort-keys.js';
import { randomBytes } from './random-source.js';

type Key =
  | 'randomSource'
  | 'blanks'
  | 'dictionary'
  | 'fold'
  | 'general'
  | 'printing'
  | 'month'
  | 'human'
  | 'numeric'
  | 'random'
  | 'reverse'
  | 'version'
  | 'check'
  | 'checkQuietly'
  | 'key'
  | 'merge'
  | 'output'
  | 'stable'
  | 'buffer'
  | 'separator'
  | 'temporary'
  | 'unique'
  | 'zero'
  | 'parallel'
  | 'debug';

const letters: Readonly<Partial<Record<Key, string>>> = {
  blanks: 'b',
  dictionary: 'd',
  fold: 'f',
  general: 'g',
  printing: 'i',
  month: 'M',
  human: 'h',
  numeric: 'n',
  version: 'V',
  reverse: 'r',
  random: 'R',
};

const sortWords: Readonly<Record<string, string>> = {
  '--sort=general-numeric': '-g',
  '--sort=human-numeric': '-h',
  '--sort=month': '-M',
  '--sort=numeric': '-n',
  '--sort=random': '-R',
  '--sort=version': '-V',
  '--check=quiet': '-C',
  '--check=silent': '-C',
  '--check=diagnose-first': '-c',
};

export const sort = define<Key>({
  name: 'sort',
  options: {
    randomSource: ['--random-source=FILE', 'take random bytes from FILE', 'gnu'],
    blanks: ['-b, --ignore-leading-blanks', 'ignore leading blanks'],
    dictionary: ['-d, --dictionary-order', 'consider only blanks, letters and digits'],
    fold: ['-f, --ignore-case', 'take lower case letters as upper case'],
    general: ['-g, --general-numeric-sort', 'compare as floating point numbers'],
    printing: ['-i, --ignore-nonprinting', 'consider only printable characters'],
    month: ['-M, --month-sort', 'compare JAN < ... < DEC'],
    human: ['-h, --human-numeric-sort', 'compare sizes such as 2K 1G'],
    numeric: ['-n, --numeric-sort', 'compare as numbers'],
    random: ['-R, --random-sort', 'shuffle, but keep equal keys together', 'gnu'],
    reverse: ['-r, --reverse', 'reverse the result'],
    version: ['-V, --version-sort', 'compare numbers inside of text by their value'],
    check: ['-c, --check[=WORD]', 'only check whether the input is sorted'],
    checkQuietly: ['-C', 'the same without a message', 'gnu'],
    debug: refused('--debug', 'gnu'),
    key: ['-k, --key=KEYDEF', 'sort by a key; KEYDEF is F[.C][OPTS][,F[.C][OPTS]]'],
    merge: ['-m, --merge', 'merge files that are sorted already'],
    output: ['-o, --output=FILE', 'write to FILE instead of standard output'],
    stable: ['-s, --stable', 'do not compare whole lines at last'],
    buffer: noEffect('-S, --buffer-size=SIZE', 'everything is held in memory'),
    separator: ['-t, --field-separator=SEP', 'fields are separated by SEP, not by blanks'],
    temporary: noEffect('-T, --temporary-directory=DIR', 'no temporary files are made'),
    parallel: noEffect('--parallel=N', 'the result does not depend on it', 'gnu'),
    unique: ['-u, --unique', 'print only the first of equal lines'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline'],
  },
  gnu: {
    usage: ['[OPTION]... [FILE]...'],
    about: 'Write the lines of all FILE(s) in order to standard output.\n\nWith no FILE, or when FILE is -, read standard input.',
  },
  busybox: {
    usage: ['[-nrugMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...'],
    about: 'Sort lines of text',
  },
  origin: coreutils,
  // `--sort=numeric` and its kin are long ways of the letters.
  rewrite: argv => argv.map(word => sortWords[word] ?? word),
  usageStatus: 2,
  busyboxUsageStatus: 2,
  check: {
    separator: checkSeparator,
    key: readKey,
    check: checkChecks,
    checkQuietly: (_, before) => {
      checkChecks('quiet', before);
    },
  },
  *run(tool) {
    const { args } = tool;
    const keys = keysOf(tool);
    checkUse(tool);
    const order = keyOrder(keys, separatorOf(tool), yield* hashOf(tool, keys));
    const reversed = args.has('reverse') ? -1 : 1;
    const isExact = args.has('stable') || args.has('unique');
    const compare = (a: Keyed, b: Keyed): number => order.compare(a, b) || (isExact ? 0 : compareBytes(a.line, b.line) * reversed);
    if (args.has('check') || args.has('checkQuietly')) return yield* check(tool, order, compare);
    const sources = (yield* readSources(tool)).map(lines => lines.map(line => order.keyed(line)));
    yield* tool.sys.tick();
    // BusyBox takes -m and sorts all the same.
    const lines = args.has('merge') && tool.isGnu ? merged(sources, compare) : sources.flat().sort(compare);
    const last = (i: number): Keyed | undefined => lines[i - 1];
    const kept = args.has('unique') ? lines.filter((line, i) => i === 0 || order.compare(last(i) ?? line, line) !== 0) : lines;
    yield* write(
      tool,
      kept.map(({ line }) => line),
    );
  },
});

function checkSeparator(value: string, before: readonly { readonly key: string; readonly value?: string | undefined }[]): void {
  if (value === '') throw new Fatal('empty tab', 2);
  if ([...value].length > 1 && value !== '\\0') throw new Fatal(`multi-character tab ${quoteWord(value)}`, 2);
  if (before.some(each => each.key === 'separator' && each.value !== value)) throw new Fatal('incompatible tabs', 2);
}

function readKey(text: string): SortKey {
  const key = parseSortKey(text);
  if (!('message' in key)) return key;
  throw new Fatal(
    key.at === undefined
      ? `${key.message}: invalid field specification ${quoteWord(text)}`
      : `${key.message}: invalid count at start of ${quoteWord(key.at)}`,
    2,
  );
}

/** Letters that cannot go together: two orders, or an order and what leaves characters out (check_ordering_compatibility). */
function checkFlags(flags: string): void {
  const orders = ['g', 'h', 'M', 'n'].filter(letter => flags.includes(letter)).length;
  if (orders + (/[VRdi]/.test(flags) ? 1 : 0) < 2) return;
  const shown = [...'dfghiMnRV'].filter(letter => flags.includes(letter) && !(letter === 'i' && flags.includes('d')));
  throw new Fatal(`options '-${shown.join('')}' are incompatible`, 2);
}

function keysOf(tool: Tool<Key>): SortKey[] {
  const { args } = tool;
  const global = Object.entries(letters)
    .flatMap(([key, letter]) => (args.entries.some(entry => entry.key === key) ? [letter] : []))
    .join('');
  const flags = global.replaceAll('b', '');
  const blanks = global.includes('b');
  const keys = args.values('key').map(text => {
    const key = parseSortKey(text);
    if ('message' in key) throw tool.isGnu ? new Fatal(key.message, 2) : new Fatal('bad field specification', 2);
    // A key without letters of its own has those of all.
    return key.flags === '' && !key.skipsStart && !key.skipsEnd ? { ...key, flags, skipsStart: blanks, skipsEnd: blanks } : key;
  });
  if (keys.length === 0)
    keys.push({ startField: 1, startCharacter: 1, endField: undefined, endCharacter: 0, skipsStart: blanks, skipsEnd: blanks, flags });
  if (tool.isGnu) for (const key of keys) checkFlags(key.flags);
  return keys;
}

function isQuietly(value: string | undefined): boolean {
  return value === 'quiet' || value === 'silent';
}

/** -c and -C are different wishes. */
function checkChecks(value: string, before: readonly { readonly key: string; readonly value: string | undefined }[]): void {
  const quietly = isQuietly(value);
  const isOther = before.some(each => (each.key === 'check' ? isQuietly(each.value) !== quietly : each.key === 'checkQuietly' && !quietly));
  if (isOther) throw new Fatal("options '-cC' are incompatible", 2);
}

/** What goes with checking: one file and no output. */
function checkUse({ args, isGnu }: Tool<Key>): void {
  if (!isGnu || !(args.has('check') || args.has('checkQuietly'))) return;
  const letter = args.has('checkQuietly') || isQuietly(args.value('check')) ? 'C' : 'c';
  const [, second] = args.operands;
  if (second !== undefined) throw new Fatal(`extra operand ${quoteAlways(second)} not allowed with -${letter}`, 2);
  if (args.has('output')) throw new Fatal(`options '-${letter}o' are incompatible`, 2);
}

/** What -R orders by: a digest of each key, begun with sixteen random bytes. */
function* hashOf(tool: Tool<Key>, keys: readonly SortKey[]): Task<(text: string) => string> {
  if (!keys.some(({ flags }) => flags.includes('R'))) return text => text;
  const salt = yield* randomBytes(tool, tool.args.value('randomSource'), DIGEST_BYTES);
  return text => {
    const digest = md5.create();
    digest.update(salt);
    digest.update(encodeUtf8(text));
    return String.fromCharCode(...digest.digest());
  };
}

const DIGEST_BYTES = 16;

function separatorOf(tool: Tool<Key>): string | undefined {
  const text = tool.args.value('separator');
  if (text === undefined) return undefined;
  if (text === '\\0') return '\0';
  if ([...text].length !== 1) throw new Fatal('bad -t parameter', 2);
  return text;
}

/** What one line takes besides its text. */
const LINE_BYTES = 32;

/** The lines of each file. */
function* readSources(tool: Tool<Key>): Task<string[][]> {
  const { args, sys } = tool;
  const sources: string[][] = [];
  let size = 0;
  const memory = new HeldMemory(sys);
  for (const path of args.operands.length === 0 ? ['-'] : args.operands) {
    try {
      if (path !== '-' && sys.stat(path).kind === 'directory') {
        if (!tool.isGnu) continue;
        throw new Fatal(`read failed: ${path}: Is a directory`, 2);
      }
      const lines: string[] = [];
      sources.push(lines);
      const fd = path === '-' ? 0 : sys.open(path, { read: true });
      const reader = new LineReader(sys, fd, args.has('zero') ? 0 : 10);
      for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
        lines.push(line);
        // A line costs more than its characters.
        size += line.length + LINE_BYTES;
        memory.hold(size, Infinity);
        if (size > MAX_INPUT_BYTES) throw new Fatal('drydock: sorting more than 64 MiB is not simulated', 2);
        if (lines.length % 256 === 0) yield* sys.tick();
      }
      if (fd !== 0) sys.close(fd);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const isChecking = args.has('check') || args.has('checkQuietly');
      throw new Fatal(
        tool.isGnu ? `${isChecking ? 'open failed' : 'cannot read'}: ${path}: ${error.message}` : `${path}: ${error.message}`,
        2,
      );
    }
  }
  return sources;
}

/** Takes the smallest of the foremost lines again and again, of equal ones that of the earlier file. */
function merged(sources: readonly (readonly Keyed[])[], compare: (a: Keyed, b: Keyed) => number): Keyed[] {
  let lines: Keyed[] = [];
  for (const source of sources) lines = mergedPair(lines, source, compare);
  return lines;
}

function mergedPair(left: readonly Keyed[], right: readonly Keyed[], compare: (a: Keyed, b: Keyed) => number): Keyed[] {
  const lines: Keyed[] = [];
  let next = 0;
  for (const line of left) {
    for (let other = right[next]; other !== undefined && compare(other, line) < 0; other = right[++next]) lines.push(other);
    lines.push(line);
  }
  return lines.concat(right.slice(next));
}

function* check(tool: Tool<Key>, order: KeyOrder, compare: (a: Keyed, b: Keyed) => number): Task<number> {
  const lines = (yield* readSources(tool)).flat().map(line => order.keyed(line));
  const least = tool.args.has('unique') ? 0 : Number.MIN_VALUE;
  const at = lines.findIndex((line, i) => i > 0 && compare(lines[i - 1] ?? line, line) >= least);
  if (at < 0) return 0;
  if (tool.args.has('checkQuietly') || isQuietly(tool.args.value('check'))) return 1;
  if (tool.isGnu) yield* tool.warn(`${tool.args.operands[0] ?? '-'}:${String(at + 1)}: disorder: ${lines[at]?.line ?? ''}`);
  else yield* tool.complain(`Check line ${String(at)}\n`);
  return 1;
}

function* write(tool: Tool<Key>, lines: readonly string[]): Task<void> {
  const { args, sys, out } = tool;
  const end = args.has('zero') ? '\0' : '\n';
  const path = args.value('output');
  if (path === undefined) {
    for (const line of lines) yield* out.write(line + end);
    return;
  }
  const fd = sys.open(path, { write: true, create: true, truncate: true });
  yield* sys.write(fd, encodeUtf8(lines.map(line => line + end).join('')));
  sys.close(fd);
}
