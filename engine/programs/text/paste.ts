import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { unescape } from './escapes.js';

type Key = 'delimiters' | 'serial' | 'zero';

export const paste = define<Key>({
  name: 'paste',
  options: {
    delimiters: ['-d, --delimiters=LIST', 'use the characters of LIST instead of TABs'],
    serial: ['-s, --serial', 'one file after the other instead of side by side'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Write lines that consist of the corresponding lines of each FILE, separated by TABs.' },
  busybox: { usage: ['[-s] [-d DELIMS] [FILE]...'], about: 'Paste lines from each input file together using tab delimiter' },
  origin: coreutils,
  *run(tool) {
    const { args } = tool;
    const delimiters = delimitersOf(tool);
    const end = args.has('zero') ? '\0' : '\n';
    if (args.has('serial')) yield* serially(tool, delimiters, end);
    else yield* parallel(tool, open(tool), delimiters, end);
  },
});

/** The characters of the list; `\\0` is nothing. */
function delimitersOf(tool: Tool<Key>): readonly string[] {
  const given = tool.args.value('delimiters') ?? '\t';
  if (tool.isGnu && /^(?:[^\\]|\\[^])*\\$/.test(given)) throw new Fatal(`delimiter list ends with an unescaped backslash: ${given}`);
  const list = given.match(/\\[^]|[^]/gu) ?? [''];
  return list.map(one => (one === '\\0' ? '' : String.fromCharCode(...unescape(one, { leadingZero: false }).bytes)));
}

function open(tool: Tool<Key>): LineReader[] {
  const { args, sys } = tool;
  const standard = new LineReader(sys, 0, args.has('zero') ? 0 : 10);
  return (args.operands.length === 0 ? ['-'] : args.operands).map(path => {
    try {
      return path === '-' ? standard : new LineReader(sys, sys.open(path, { read: true }), args.has('zero') ? 0 : 10);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`${quoteIfNeeded(path)}: ${error.message}`);
    }
  });
}

/** The next line; a file that cannot be read has none. */
function* nextLine(tool: Tool<Key>, reader: LineReader, path: string): Task<string | undefined> {
  try {
    return yield* reader.next();
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(`${quoteIfNeeded(path)}: ${error.message}`);
    return undefined;
  }
}

/** One file after the other; BusyBox's opens all of them first. */
function* serially(tool: Tool<Key>, delimiters: readonly string[], end: string): Task<void> {
  if (!tool.isGnu) {
    for (const reader of open(tool)) yield* serial(tool, reader, '-', delimiters, end);
    return;
  }
  const zero = tool.args.has('zero') ? 0 : 10;
  yield* tool.eachInput(tool.args.operands, (fd, path) => serial(tool, new LineReader(tool.sys, fd, zero), path, delimiters, end));
}

function* serial(tool: Tool<Key>, reader: LineReader, path: string, delimiters: readonly string[], end: string): Task<void> {
  let text = '';
  for (let i = 0; ; i++) {
    const line = yield* nextLine(tool, reader, path);
    if (line === undefined) break;
    text += (i === 0 ? '' : (delimiters[(i - 1) % delimiters.length] ?? '')) + line;
  }
  yield* tool.out.write(text + end);
}

function* parallel(tool: Tool<Key>, readers: readonly LineReader[], delimiters: readonly string[], end: string): Task<void> {
  const ended = new Set<LineReader>();
  for (;;) {
    let text = '';
    let any = false;
    for (const [i, reader] of readers.entries()) {
      const line = ended.has(reader) ? undefined : yield* nextLine(tool, reader, tool.args.operands[i] ?? '-');
      if (line === undefined) ended.add(reader);
      if (line !== undefined) any = true;
      text += (i === 0 ? '' : (delimiters[(i - 1) % delimiters.length] ?? '')) + (line ?? '');
    }
    if (!any) return;
    yield* tool.out.write(text + end);
    yield* tool.sys.tick();
  }
}
