import type { Channel } from '../core/channel.js';
import type { Task } from '../core/task.js';
import { encodeUtf8 } from '../core/utf8.js';
import type { Fd, Sys } from '../process/sys.js';
import { Failure } from './failure.js';
import { formatSize } from './formatter/units.js';
import { at, numberAt, textAt } from './json-view.js';

/**
 * Shows a stream of progress (pull, push, load, import, build): lines in place on a terminal, otherwise line after line.
 * `onAux` gets results that are not shown. Throws Failure for an error in the stream.
 */
export function* showProgress(sys: Sys, channel: Channel<unknown>, fd: Fd, onAux: (value: unknown) => void = () => {}): Task<void> {
  const display = sys.isTerminal(fd) ? new TerminalDisplay(() => sys.windowSize(fd).columns) : new LineDisplay();
  for (;;) {
    const message = yield* channel.receive();
    if (message === undefined) return;
    const error = textAt(message, 'errorDetail', 'message') || textAt(message, 'error');
    if (error !== '') throw new Failure(error);
    const aux = at(message, 'aux');
    if (aux !== undefined && aux !== null) {
      onAux(aux);
      continue;
    }
    const text = display.render(message);
    if (text !== '') yield* sys.write(fd, encodeUtf8(text));
  }
}

interface Display {
  /** What to write for one message. */
  render(message: unknown): string;
}

/** Without a terminal bars are left out: only messages without progress count. */
class LineDisplay implements Display {
  render(message: unknown): string {
    const stream = textAt(message, 'stream');
    if (stream !== '') return stream;
    if (hasBar(message)) return '';
    return `${label(message)}${textAt(message, 'status')}\n`;
  }
}

/** On a terminal each id has a line of its own, which is written anew. */
class TerminalDisplay implements Display {
  readonly #columns: () => number;
  readonly #lines = new Map<string, number>();

  constructor(columns: () => number) {
    this.#columns = columns;
  }

  render(message: unknown): string {
    const id = textAt(message, 'id');
    if (id === '' || at(message, 'progressDetail') === undefined) {
      this.#lines.clear();
      if (hasBar(message)) return `${label(message)}${textAt(message, 'status')} ${progressBar(message, this.#columns())}\r`;
      return textAt(message, 'stream') || `${label(message)}${textAt(message, 'status')}\n`;
    }
    const known = this.#lines.get(id);
    const line = known ?? this.#lines.size;
    if (known === undefined) this.#lines.set(id, line);
    const up = String(this.#lines.size - line);
    const text = `${label(message)}${textAt(message, 'status')} ${progressBar(message, this.#columns())}`;
    return `${known === undefined ? '\n' : ''}\x1b[${up}A\x1b[2K\r${text}\r\x1b[${up}B`;
  }
}

function label(message: unknown): string {
  const id = textAt(message, 'id');
  return id === '' ? '' : `${id}: `;
}

function hasBar(message: unknown): boolean {
  return numberAt(message, 'progressDetail', 'current') > 0 || numberAt(message, 'progressDetail', 'total') > 0;
}

/** `[=====>     ]  1.05MB/3.62MB`; narrow terminals get the numbers only. */
function progressBar(message: unknown, columns: number): string {
  const current = numberAt(message, 'progressDetail', 'current');
  const total = numberAt(message, 'progressDetail', 'total');
  if (!hasBar(message)) return '';
  if (total <= 0) return formatSize(current).padStart(8);
  const filled = Math.min(50, Math.floor(Math.floor((current / total) * 100) / 2));
  const bar = columns > 110 ? `[${'='.repeat(filled)}>${' '.repeat(50 - filled)}] ` : '';
  const units = textAt(message, 'progressDetail', 'units');
  const count = units === '' ? formatSize(current).padStart(8) : String(current);
  const all = current > total ? '' : `/${units === '' ? formatSize(total) : String(total)}`;
  return `${bar}${count}${all}${units === '' ? '' : ` ${units}`}`;
}
