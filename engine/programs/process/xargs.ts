import { append } from '../../core/append.js';
import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { LineReader, readAll } from '../input.js';
import { noEffect } from '../options.js';
import { quoteIfNeeded } from '../quoting.js';
import { findutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { exitCodeOf, waitFor } from './run.js';
import { beforeEnd, splitItems, type Item } from './xargs-items.js';

type Key =
  | 'null'
  | 'file'
  | 'delimiter'
  | 'eof'
  | 'replace'
  | 'oldReplace'
  | 'maxLines'
  | 'maxArgs'
  | 'maxProcs'
  | 'ask'
  | 'noRunIfEmpty'
  | 'maxChars'
  | 'trace'
  | 'exit'
  | 'openTty';

/** Longest command line that is built, as on Linux with a usual stack limit. */
const MAX_CHARS = 131072;

export const xargs = define<Key>({
  name: 'xargs',
  options: {
    null: ['-0, --null', 'items end with NUL; quotes and backslashes mean nothing'],
    file: ['-a, --arg-file=FILE', 'read items from FILE, not from standard input'],
    delimiter: ['-d, --delimiter=CHARACTER', 'items end with CHARACTER', 'gnu'],
    eof: ['-E END', 'stop at the item END'],
    replace: ['-I R', 'replace R in the command by each line of input'],
    oldReplace: ['-i[R], --replace[=R]', undefined],
    maxLines: ['-L MAX-LINES, --max-lines=MAX-LINES', 'use at most MAX-LINES lines for a command', 'gnu'],
    maxArgs: ['-n MAX-ARGS, --max-args=MAX-ARGS', 'use at most MAX-ARGS items for a command'],
    openTty: ['-o, --open-tty', 'the terminal is the standard input of commands'],
    maxProcs: ['-P MAX-PROCS, --max-procs=MAX-PROCS', 'run up to MAX-PROCS commands at a time'],
    ask: ['-p, --interactive', 'ask before running a command'],
    noRunIfEmpty: ['-r, --no-run-if-empty', 'run nothing when there are no items'],
    maxChars: ['-s MAX-CHARS, --max-chars=MAX-CHARS', 'longest command line'],
    trace: ['-t, --verbose', 'print commands before running them'],
    exit: noEffect('-x, --exit', 'a command line that is too long ends xargs in any case'),
  },
  stopAtOperand: true,
  gnu: { usage: ['[OPTION]... COMMAND [INITIAL-ARGS]...'], about: 'Run COMMAND with INITIAL-ARGS and more arguments read from input.' },
  busybox: { usage: ['[OPTIONS] [PROG ARGS]'], about: 'Run PROG on every item given by stdin' },
  origin: findutils,
  check: { maxArgs: checkCount('n'), maxLines: checkCount('L'), maxChars: checkCount('s'), maxProcs: checkCount('P') },
  *run(tool) {
    const grouping = yield* groupingOf(tool);
    const { args } = tool;
    if (tool.isGnu && args.has('eof') && args.last('null', 'delimiter') !== undefined)
      yield* tool.warn('warning: the -E option has no effect if -0 or -d is used.\n');
    const runner = new Runner(tool);
    const given = args.value('replace') ?? (args.has('oldReplace') ? (args.value('oldReplace') ?? '{}') : undefined);
    const replace = grouping === 'replace' ? given : undefined;
    const command = args.operands.length > 0 ? args.operands : ['echo'];
    if (replace !== undefined) yield* replaceEach(tool, runner, command, replace);
    else yield* inGroups(tool, runner, command, grouping === 'maxLines');
    yield* runner.finish();
    return runner.status;
  },
});

function checkCount(option: string): (value: string) => void {
  return value => {
    if (!/^\d+$/.test(value)) throw new UsageError(`invalid number "${value}" for -${option} option`);
    if (Number(value) === 0 && option !== 'P') throw new UsageError(`value ${value} for -${option} option should be >= 1`);
  };
}

/** How commands are made up: of the options that exclude each other GNU's takes the last, with a warning. */
type Grouping = 'maxLines' | 'maxArgs' | 'replace';

const groupingNames: Readonly<Record<Grouping, string>> = {
  maxLines: '--max-lines',
  maxArgs: '--max-args',
  replace: '--replace',
};

const groupingOptions: Readonly<Record<Grouping, string>> = {
  maxLines: '-L',
  maxArgs: '--max-args/-n',
  replace: '--replace/-I/-i',
};

function* groupingOf(tool: Tool<Key>): Task<Grouping | undefined> {
  let chosen: Grouping | undefined;
  for (const { key, value } of tool.args.entries) {
    const next = key === 'oldReplace' ? 'replace' : key === 'maxLines' || key === 'maxArgs' || key === 'replace' ? key : undefined;
    if (next === undefined) continue;
    // `-n 1` is what -I does anyway.
    if (chosen === 'replace' && next === 'maxArgs' && value === '1') continue;
    if (tool.isGnu && chosen !== undefined && chosen !== next)
      yield* tool.warn(
        `warning: options ${groupingNames[chosen]} and ${groupingOptions[next]} are mutually exclusive, ignoring previous ${groupingNames[chosen]} value`,
      );
    chosen = next;
  }
  return chosen;
}

function count(tool: Tool<Key>, key: Key, option: string, fallback: number): number {
  const text = tool.args.value(key);
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text))
    throw tool.isGnu ? new UsageError(`invalid number "${text}" for -${option} option`) : new Fatal(`invalid number '${text}'`);
  if (Number(text) === 0 && option !== 'P') throw new UsageError(`value ${text} for -${option} option should be >= 1`);
  return Number(text);
}

/** One command for each line, put in the place of a word. */
function* replaceEach(tool: Tool<Key>, runner: Runner, command: readonly string[], replace: string): Task<void> {
  const maxChars = count(tool, 'maxChars', 's', MAX_CHARS);
  for (;;) {
    const item = yield* runner.nextLine();
    if (item === undefined) return;
    const isPlain = tool.args.last('null', 'delimiter') === undefined;
    if (isPlain && item === '') continue;
    if (isPlain && item === tool.args.value('eof')) return;
    const words = command.map(word => word.replaceAll(replace, item));
    if (words.reduce((sum, word) => sum + word.length + 1, 0) > maxChars)
      throw new Fatal(`argument ${item.length >= maxChars ? 'line' : 'list'} too long`);
    yield* runner.run(words);
    if (runner.stopped) return;
  }
}

function* inGroups(tool: Tool<Key>, runner: Runner, command: readonly string[], perLine: boolean): Task<void> {
  const most = count(tool, perLine ? 'maxLines' : 'maxArgs', perLine ? 'L' : 'n', Infinity);
  const maxChars = count(tool, 'maxChars', 's', MAX_CHARS);
  const base = command.reduce((sum, word) => sum + word.length + 1, 0);
  let group: string[] = [];
  let used = 0;
  let size = base;
  let any = false;
  for (;;) {
    const items = perLine ? yield* runner.nextLineItems() : yield* runner.nextItem();
    if (items === undefined) break;
    any = true;
    const length = items.reduce((sum, item) => sum + item.length + 1, 0);
    if (group.length > 0 && size + length > maxChars) {
      yield* runner.run([...command, ...group]);
      if (runner.stopped) return;
      group = [];
      used = 0;
      size = base;
    }
    if (size + length > maxChars) {
      const isList = perLine && tool.args.last('null', 'delimiter') === undefined;
      throw new Fatal(`argument ${isList ? 'list' : 'line'} too long`);
    }
    append(group, items);
    size += length;
    if (++used < most) continue;
    yield* runner.run([...command, ...group]);
    if (runner.stopped) return;
    group = [];
    used = 0;
    size = base;
  }
  if (group.length > 0 || (!any && !tool.args.has('noRunIfEmpty') && runner.ran === 0)) yield* runner.run([...command, ...group]);
}

class Runner {
  readonly #tool: Tool<Key>;
  #items: readonly Item[] | undefined;
  #at = 0;
  #lines: LineReader | undefined;
  readonly #running = new Set<number>();
  readonly #most: number;
  status = 0;
  stopped = false;
  ran = 0;

  constructor(tool: Tool<Key>) {
    this.#tool = tool;
    this.#most = count(tool, 'maxProcs', 'P', 1);
  }

  *nextItem(): Task<string[] | undefined> {
    const items = this.#items ?? (yield* this.#load());
    const item = items[this.#at++];
    return item === undefined ? undefined : [item.text];
  }

  *nextLineItems(): Task<string[] | undefined> {
    const items = this.#items ?? (yield* this.#load());
    if (this.#at >= items.length) return undefined;
    const line: string[] = [];
    for (let item = items[this.#at]; item !== undefined; item = items[this.#at]) {
      this.#at++;
      line.push(item.text);
      if (item.endsLine) break;
    }
    return line;
  }

  *nextLine(): Task<string | undefined> {
    if (!this.#lines) this.#lines = new LineReader(this.#tool.sys, this.#input(), this.#delimiter() ?? 10);
    const line = yield* this.#lines.next();
    return line === undefined || this.#delimiter() !== undefined ? line : line.trimStart();
  }

  #input(): number {
    const path = this.#tool.args.value('file');
    return path === undefined ? 0 : this.#tool.sys.open(path, { read: true });
  }

  #delimiter(): number | undefined {
    const { args } = this.#tool;
    const last = args.last('null', 'delimiter');
    if (last !== 'delimiter') return last === undefined ? undefined : 0;
    const text = args.value('delimiter') ?? '';
    const escapes: Readonly<Record<string, number>> = { '\\n': 10, '\\t': 9, '\\0': 0, '\\\\': 92, '\\r': 13 };
    return escapes[text] ?? text.charCodeAt(0);
  }

  *#load(): Task<readonly Item[]> {
    const text = decodeUtf8(yield* readAll(this.#tool.sys, this.#input()));
    const delimiter = this.#delimiter();
    if (delimiter === undefined) this.#items = beforeEnd(splitItems(text, this.#tool.isGnu), this.#tool.args.value('eof'));
    else {
      const parts = text.split(String.fromCharCode(delimiter));
      if (parts.at(-1) === '') parts.pop();
      this.#items = parts.map(part => ({ text: part, endsLine: true }));
    }
    return this.#items;
  }

  *run(argv: readonly string[]): Task<void> {
    const { args, sys, name } = this.#tool;
    this.ran++;
    if (args.has('trace') || args.has('ask'))
      yield* this.#tool.complain(`${(this.#tool.isGnu ? argv.map(quoteIfNeeded) : argv).join(' ')}${args.has('ask') ? ' ?...' : '\n'}`);
    if (args.has('ask') && !(yield* this.#confirmed())) return;
    while (this.#most > 0 && this.#running.size >= this.#most) yield* this.#reap();
    if (this.stopped) return;
    try {
      const input =
        args.has('file') && !args.has('openTty') ? undefined : sys.open(args.has('openTty') ? '/dev/tty' : '/dev/null', { read: true });
      const pid = sys.spawn({
        argv,
        ...(input === undefined
          ? {}
          : {
              fds: new Map([
                [0, input],
                [1, 1],
                [2, 2],
              ]),
            }),
      });
      if (input !== undefined) sys.close(input);
      this.#running.add(pid);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.complain(`${name}: ${argv[0] ?? ''}: ${error.message}\n`);
      this.status = error.code === 'ENOENT' ? 127 : 126;
      this.stopped = true;
      return;
    }
    if (this.#most === 1) yield* this.#reap();
  }

  *#confirmed(): Task<boolean> {
    const fd = this.#tool.sys.open('/dev/tty', { read: true });
    const answer = yield* new LineReader(this.#tool.sys, fd).next();
    this.#tool.sys.close(fd);
    return /^[yY]/.test(answer ?? '');
  }

  /** Waits for one command and keeps what its status means: 123 for failures, 124 for 255, 125 for a signal. */
  *#reap(): Task<void> {
    const [pid] = this.#running;
    if (pid === undefined) return;
    const status = yield* waitFor(this.#tool.sys, pid);
    this.#running.delete(pid);
    const code = exitCodeOf(status);
    if (status.kind === 'signaled') {
      yield* this.#tool.warn(`${this.#tool.args.operands[0] ?? 'echo'}: terminated by signal ${String(code - 128)}`);
      this.status = 125;
      this.stopped = true;
    } else if (code === 255) {
      yield* this.#tool.warn(`${this.#tool.args.operands[0] ?? 'echo'}: exited with status 255; aborting`);
      this.status = 124;
      this.stopped = true;
    } else if (code !== 0) this.status = 123;
  }

  *finish(): Task<void> {
    while (this.#running.size > 0) yield* this.#reap();
  }
}
