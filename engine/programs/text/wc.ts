import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { isErrno } from '../../core/errno.js';
import { CHUNK_BYTES } from '../limits.js';
import { isUnicode } from '../locale.js';
import { coreutils } from '../origins.js';
import { define, type Tool } from '../tool.js';

type Key = 'bytes' | 'chars' | 'lines' | 'longest' | 'words';
interface Counts {
  lines: number;
  words: number;
  chars: number;
  bytes: number;
  longest: number;
}

export const wc = define<Key>({
  name: 'wc',
  options: {
    bytes: ['-c, --bytes', 'print the byte counts'],
    chars: ['-m, --chars', 'print the character counts'],
    lines: ['-l, --lines', 'print the newline counts'],
    longest: ['-L, --max-line-length', 'print the width of the longest line'],
    words: ['-w, --words', 'print the word counts'],
  },
  gnu: {
    usage: ['[OPTION]... [FILE]...'],
    about:
      'Print newline, word, and byte counts of each FILE, and a total of several.\n\nWith no FILE, or when FILE is -, read standard input.',
  },
  busybox: { usage: ['[-cmlwL] [FILE]...'], about: 'Count lines, words, and bytes for FILEs (or stdin)' },
  origin: coreutils,
  *run(tool) {
    const { args, out } = tool;
    const order = ['lines', 'words', 'chars', 'bytes', 'longest'] as const;
    const asked = order.filter(key => args.has(key));
    const keys = asked.length > 0 ? asked : (['lines', 'words', 'bytes'] as const);
    const files = args.operands;
    const total: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
    const width = columnWidth(tool, keys.length);
    const print = function* (counts: Counts, name: string): Task<void> {
      const columns = keys.map(key => String(counts[key]).padStart(width)).join(' ');
      yield* out.line(name === '' ? columns : `${columns} ${name}`);
    };
    yield* tool.eachInput(files, function* (fd, path) {
      const counts: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
      try {
        yield* count(tool, fd, counts, depthOf(keys));
        if (tool.isGnu && !isUnicode(tool.sys)) counts.chars = counts.bytes;
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* tool.fail(`${path}: ${error.message}`);
      }
      for (const key of order) total[key] = key === 'longest' ? Math.max(total[key], counts[key]) : total[key] + counts[key];
      yield* print(counts, files.length === 0 ? '' : path);
    });
    if (files.length > 1) yield* print(total, 'total');
  },
});

/** GNU takes the width from the files' sizes; pipes count as seven columns, and one number needs none. */
function columnWidth(tool: Tool<Key>, columns: number): number {
  const files = tool.args.operands;
  if (!tool.isGnu) return columns === 1 && files.length <= 1 ? 1 : 9;
  if (columns === 1 && files.length <= 1) return 1;
  let width = 1;
  let size = 0;
  for (const path of files.length === 0 ? ['-'] : files) {
    try {
      const status = path === '-' ? tool.sys.fstat(0) : tool.sys.stat(path);
      if (status.kind === 'file') size += status.sizeBytes;
      else width = 7;
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return Math.max(width, String(size).length);
}

/** What must be looked at, from cheap to dear: nothing of a byte but that it is there, ends of lines, characters and words too. */
type Depth = 'bytes' | 'lines' | 'all';

function depthOf(keys: readonly (keyof Counts)[]): Depth {
  if (keys.some(key => key !== 'bytes' && key !== 'lines')) return 'all';
  return keys.includes('lines') ? 'lines' : 'bytes';
}

function* count(tool: Tool<Key>, fd: Fd, counts: Counts, depth: Depth): Task<void> {
  const scan = new Scan(counts);
  for (;;) {
    const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
    if (bytes.length === 0) break;
    counts.bytes += bytes.length;
    if (depth === 'all') scan.add(bytes);
    else if (depth === 'lines') counts.lines += newlinesIn(bytes);
  }
  scan.end();
}

function newlinesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 10) lines++;
  return lines;
}

/** Lines, words, characters and the longest line of what comes in pieces. */
class Scan {
  readonly #counts: Counts;
  #inWord = false;
  #column = 0;

  constructor(counts: Counts) {
    this.#counts = counts;
  }

  add(bytes: Uint8Array): void {
    let { lines, words, chars, longest } = this.#counts;
    let inWord = this.#inWord;
    let column = this.#column;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      const begins = (byte & 0xc0) !== 0x80;
      if (begins) chars++;
      if (byte > 32) {
        if (!inWord) words++;
        inWord = true;
        if (begins) column++;
        continue;
      }
      if (byte === 32 || (byte >= 9 && byte <= 13)) inWord = false;
      else if (!inWord) {
        words++;
        inWord = true;
      }
      if (byte === 10) {
        lines++;
        if (column > longest) longest = column;
        column = 0;
      } else if (byte === 9) column += 8 - (column % 8);
      else if (byte === 32) column++;
    }
    Object.assign(this.#counts, { lines, words, chars, longest });
    this.#inWord = inWord;
    this.#column = column;
  }

  end(): void {
    this.#counts.longest = Math.max(this.#counts.longest, this.#column);
  }
}
