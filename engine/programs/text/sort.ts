import { isErrno } from '../../core/errno.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { HeldMemory, LineReader } from '../input.js';
import { MAX_INPUT_BYTES } from '../limits.js';
import { noEffect, refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { compareBytes } from './compare.js';
import { lineComparer, parseSortKey, type SortKey } from './sort-keys.js';

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
    randomSource: refused('--random-source=FILE', 'gnu'),
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
  *run(tool) {
    const { args } = tool;
    const keys = keysOf(tool);
    const separator = separatorOf(tool);
    const byKeys = lineComparer(keys, separator);
    const reversed = args.has('reverse') ? -1 : 1;
    const compare =
      args.has('stable') || args.has('unique') ? byKeys : (a: string, b: string): number => byKeys(a, b) || compareBytes(a, b) * reversed;
    if (args.has('check') || args.has('checkQuietly')) return yield* check(tool, compare);
    const sources = yield* readSources(tool);
    yield* tool.sys.tick();
    // BusyBox takes -m and sorts all the same.
    const lines = args.has('merge') && tool.isGnu ? merged(sources, compare) : sources.flat().sort(compare);
    if (args.has('random')) shuffle(tool, lines);
    const kept = args.has('unique') ? lines.filter((line, i) => i === 0 || byKeys(lines[i - 1] ?? '', line) !== 0) : lines;
    yield* write(tool, kept);
  },
});

function keysOf(tool: Tool<Key>): SortKey[] {
  const { args } = tool;
  const global = Object.entries(letters)
    .flatMap(([key, letter]) => (args.entries.some(entry => entry.key === key) ? [letter] : []))
    .join('');
  const orders = ['g', 'h', 'M', 'n', 'V'].filter(letter => global.includes(letter));
  if (tool.isGnu && orders.length > 1) throw new Fatal(`options '-${orders.join('')}' are incompatible`, 2);
  const keys = args.values('key').map(text => {
    const key = parseSortKey(text);
    if (key && key.startField > 0) return key.flags === '' ? { ...key, flags: global } : key;
    if (!tool.isGnu) throw new Fatal('bad field specification', 2);
    throw new Fatal(
      key
        ? `field number is zero: invalid field specification ${quoteAlways(text)}`
        : `invalid number at field start: invalid count at start of ${quoteAlways(text)}`,
      2,
    );
  });
  return keys.length > 0 ? keys : [{ startField: 1, startCharacter: 1, endField: undefined, endCharacter: 0, flags: global }];
}

function separatorOf(tool: Tool<Key>): string | undefined {
  const text = tool.args.value('separator');
  if (text === undefined) return undefined;
  if (text === '\\0') return '\0';
  if ([...text].length !== 1 && !tool.isGnu) throw new Fatal('bad -t parameter', 2);
  if ([...text].length !== 1) throw new Fatal(text === '' ? 'empty tab' : `multi-character tab ${quoteAlways(text)}`, 2);
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
      throw new Fatal(tool.isGnu ? `cannot read: ${path}: ${error.message}` : `${path}: ${error.message}`, 2);
    }
  }
  return sources;
}

/** Takes the smallest of the foremost lines again and again, of equal ones that of the earlier file. */
function merged(sources: readonly string[][], compare: (a: string, b: string) => number): string[] {
  let lines: string[] = [];
  for (const source of sources) lines = mergedPair(lines, source, compare);
  return lines;
}

function mergedPair(left: readonly string[], right: readonly string[], compare: (a: string, b: string) => number): string[] {
  const lines: string[] = [];
  let next = 0;
  for (const line of left) {
    for (let other = right[next]; other !== undefined && compare(other, line) < 0; other = right[++next]) lines.push(other);
    lines.push(line);
  }
  return lines.concat(right.slice(next));
}

function* check(tool: Tool<Key>, compare: (a: string, b: string) => number): Task<number> {
  const lines = (yield* readSources(tool)).flat();
  const strict = tool.args.has('unique');
  const at = lines.findIndex((line, i) => i > 0 && compare(lines[i - 1] ?? '', line) >= (strict ? 0 : 1));
  if (at < 0) return 0;
  if (tool.args.has('checkQuietly') || tool.args.value('check') === 'quiet' || tool.args.value('check') === 'silent') return 1;
  if (tool.isGnu) yield* tool.warn(`${tool.args.operands[0] ?? '-'}:${String(at + 1)}: disorder: ${lines[at] ?? ''}`);
  else yield* tool.complain(`Check line ${String(at)}\n`);
  return 1;
}

function shuffle(tool: Tool<Key>, lines: string[]): void {
  const ranks = new Map<string, number>();
  for (const line of lines) if (!ranks.has(line)) ranks.set(line, tool.sys.random.uint32());
  lines.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
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
