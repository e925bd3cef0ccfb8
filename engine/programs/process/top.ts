import type { Task } from '../../core/task.js';
import { FullScreen, inverse } from '../editors/full-screen.js';
import { Keyboard, type Key as Typed } from '../editors/keyboard.js';
import { visiblePart } from '../editors/columns.js';
import { procpsTop } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { headingRow, screenOf, type Wishes } from './top-screen.js';
import { TopUsage } from './top-usage.js';

type Key = 'batch' | 'delay' | 'count' | 'pids' | 'sort' | 'user' | 'command';

/** The processes that use most, drawn anew every few seconds; with a terminal, keys change what is shown. */
export const top = define<Key>({
  name: 'top',
  options: {
    batch: ['-b', 'batch mode'],
    delay: ['-d SECS', 'delay between updates'],
    count: ['-n N', 'exit after N updates'],
    pids: ['-p PID', 'only these processes', 'gnu'],
    sort: ['-o FIELD', 'sort by FIELD', 'gnu'],
    user: ['-u USER', 'only processes of USER', 'gnu'],
    command: ['-c', 'show command lines', 'gnu'],
  },
  gnu: { usage: ['[options]'], about: '' },
  origin: procpsTop,
  busybox: { usage: ['[-b] [-n COUNT] [-d SECONDS]'], about: 'Show a view of process activity in real time.' },
  *run(tool) {
    const { args, sys, out } = tool;
    const rounds = args.has('count') ? Number(args.value('count')) : Infinity;
    const wishes = wishesOf(tool);
    if (args.has('batch') || !out.isTerminal || !sys.isTerminal(0)) return yield* runBatch(tool, wishes, rounds);
    yield* FullScreen.with(
      sys,
      function* (screen): Task<void> {
        yield* new Watcher(tool, screen, wishes).run(rounds);
      },
      { ownScreen: false },
    );
  },
});

const fields: Readonly<Record<string, Wishes['sort']>> = { '%CPU': 'cpu', '%MEM': 'memory', 'TIME+': 'time', PID: 'pid' };

function wishesOf({ args, isGnu }: Tool<Key>): Wishes {
  const delay = Number(args.value('delay') ?? (isGnu ? 3 : 5));
  if (!Number.isFinite(delay) || delay < 0) throw new Fatal(`bad delay interval '${args.value('delay') ?? ''}'`);
  const field = args.value('sort') ?? '%CPU';
  const sort = fields[field.replace(/^[+-]/, '')];
  if (!sort) throw new Fatal(`unrecognized field name '${field}'`);
  return {
    delayMs: Math.max(0.1, delay) * 1000,
    sort,
    isReversed: field.startsWith('-'),
    showsCommand: args.has('command'),
    user: args.value('user'),
    pids: args.values('pids').flatMap(list => list.split(',').map(Number)),
  };
}

function* runBatch(tool: Tool<Key>, wishes: Wishes, rounds: number): Task<void> {
  const usage = new TopUsage(tool.sys);
  for (let round = 0; round < rounds; round++) {
    if (round > 0) yield* tool.sys.sleep(wishes.delayMs);
    const rows = yield* screenOf(tool, wishes, usage.take());
    yield* tool.out.write(`${round > 0 ? '\n' : ''}${rows.join('\n')}\n`);
    yield* tool.out.flush();
  }
}

/** top on a terminal. */
class Watcher {
  readonly #tool: Tool<Key>;
  readonly #screen: FullScreen;
  readonly #keyboard: Keyboard;
  readonly #usage: TopUsage;
  #wishes: Wishes;
  /** Stands in the row above the table until the next update. */
  #message = '';

  constructor(tool: Tool<Key>, screen: FullScreen, wishes: Wishes) {
    this.#tool = tool;
    this.#screen = screen;
    this.#keyboard = new Keyboard(tool.sys, { hasAlt: true });
    this.#usage = new TopUsage(tool.sys);
    this.#wishes = wishes;
  }

  *run(rounds: number): Task<void> {
    for (let round = 1; ; round++) {
      yield* this.#draw(this.#message);
      this.#message = '';
      if (round >= rounds) return;
      const key = yield* this.#keyboard.next(this.#wishes.delayMs);
      if (['q', '^C', '<Hangup>'].includes(key)) return;
      yield* this.#obey(this.#tool.isGnu ? key : (busyboxKeys[key] ?? key));
    }
  }

  *#draw(message: string): Task<void> {
    const { columns, rows: height } = this.#screen.size;
    const rows = (yield* screenOf(this.#tool, this.#wishes, this.#usage.take())).map(row => visiblePart(row, 0, columns));
    const heading = headingRow(this.#tool);
    const messageRow = Math.max(0, heading - 1);
    const shown = rows.map((row, i) => (i === heading ? inverse(row.padEnd(columns)) : row));
    if (message !== '') shown[messageRow] = visiblePart(message, 0, columns);
    yield* this.#screen.show({
      rows: Array.from({ length: height }, (_, i) => shown[i] ?? ''),
      cursor: { row: messageRow, column: Math.min(columns - 1, message.length) },
    });
  }

  *#obey(key: Typed): Task<void> {
    const sort = sorts[key];
    if (sort) this.#wishes = { ...this.#wishes, sort };
    else if (key === 'R') this.#wishes = { ...this.#wishes, isReversed: !this.#wishes.isReversed };
    else if (key === 'c') this.#wishes = { ...this.#wishes, showsCommand: !this.#wishes.showsCommand };
    else if (key === 'd' || key === 's') yield* this.#askDelay();
    else if (key === 'u') yield* this.#askUser();
    else if (key === 'k') yield* this.#askKill();
    else if (!['<Timeout>', '<Resize>', '<Enter>', ' '].includes(key))
      this.#message = ' Unknown command - q quits, M P T N sort, c u k d change what is shown';
  }

  *#ask(question: string): Task<string | undefined> {
    let text = '';
    for (;;) {
      yield* this.#draw(`${question} ${text}`);
      const key = yield* this.#keyboard.next();
      if (key === '<Enter>') return text;
      if (key === '<Escape>' || key === '^C' || key === '<Hangup>') return undefined;
      if (key === '<Backspace>') text = text.slice(0, -1);
      else if ([...key].length === 1 && text.length < 64) text += key;
    }
  }

  *#askDelay(): Task<void> {
    const typed = yield* this.#ask(`Change delay from ${(this.#wishes.delayMs / 1000).toFixed(1)} to`);
    if (typed === undefined || typed === '') return;
    const seconds = Number(typed);
    if (Number.isFinite(seconds) && seconds >= 0) this.#wishes = { ...this.#wishes, delayMs: Math.max(0.1, seconds) * 1000 };
    else this.#message = ' Unacceptable floating point';
  }

  *#askUser(): Task<void> {
    const typed = yield* this.#ask('Which user (blank for all)');
    if (typed !== undefined) this.#wishes = { ...this.#wishes, user: typed === '' ? undefined : typed };
  }

  *#askKill(): Task<void> {
    const typed = yield* this.#ask('PID to signal/kill');
    if (typed === undefined || typed === '') return;
    const signal = yield* this.#ask(`Send pid ${typed} signal [15/sigterm]`);
    if (signal === undefined) return;
    this.#message = this.#usage.kill(typed, signal);
  }
}

const sorts: Readonly<Record<Typed, Wishes['sort'] | undefined>> = { P: 'cpu', M: 'memory', T: 'time', N: 'pid' };

/** BusyBox has small letters for them. */
const busyboxKeys: Readonly<Record<Typed, Typed | undefined>> = { p: 'P', m: 'M', t: 'T', n: 'N', r: 'R' };
