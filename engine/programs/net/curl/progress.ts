import type { Instant } from '../../../core/clock.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';

const TITLE =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';

/** The meter on standard error. It shows up with the first line and is written over once a second. */
export class ProgressMeter {
  readonly #sys: Sys;
  /** `-#` shows a bar when all is there. */
  readonly #style: 'table' | 'bar';
  readonly #startedAt: Instant;
  #shown = false;
  #shownSecond = 0;
  expected: number | undefined;
  received = 0;
  uploaded = 0;

  constructor(sys: Sys, style: 'table' | 'bar') {
    this.#sys = sys;
    this.#style = style;
    this.#startedAt = sys.clock.now();
  }

  *start(): Task<void> {
    if (this.#shown) return;
    this.#shown = true;
    if (this.#style === 'bar') return;
    yield* this.#print(TITLE + this.#line());
  }

  /** Draws again when a second has passed since the last time. */
  *tick(): Task<void> {
    const second = Math.floor((this.#sys.clock.now() - this.#startedAt) / 1000);
    if (!this.#shown || second === this.#shownSecond || this.#style === 'bar') return;
    this.#shownSecond = second;
    yield* this.#print(this.#line());
  }

  *finish(): Task<void> {
    if (!this.#shown) return;
    if (this.#style === 'table') yield* this.#print(`${this.#line()}\n`);
    else if (this.received > 0) yield* this.#print(`\r${'#'.repeat(this.#barWidth())} 100.0%\n`);
  }

  /** As wide as the terminal but for the number; COLUMNS counts more. */
  #barWidth(): number {
    const asked = Number(this.#sys.env.get('COLUMNS') ?? NaN);
    const columns = asked > 20 ? asked : this.#sys.isTerminal(2) ? this.#sys.windowSize(2).columns : 79;
    return Math.max(1, columns - 7);
  }

  #line(): string {
    const seconds = (this.#sys.clock.now() - this.#startedAt) / 1000;
    const speed = (bytes: number): number => (seconds > 0 ? Math.floor(bytes / seconds) : 0);
    const total = this.expected === undefined && this.received === 0 ? 0 : (this.expected ?? this.received);
    const whole = total + this.uploaded;
    const percent = (done: number, of: number): string => (of > 0 ? Math.floor((done * 100) / of) : 0).toString().padStart(3);
    const rate = speed(this.received + this.uploaded);
    const estimate = seconds >= 1 && rate > 0 ? Math.floor(whole / rate) : 0;
    const known = this.expected !== undefined && seconds >= 1;
    const columns = [
      percent(this.received + this.uploaded, whole),
      ` ${size5(whole)}  `,
      percent(this.received, total),
      ` ${size5(this.received)}  `,
      percent(this.uploaded, this.uploaded),
      ` ${size5(this.uploaded)}  `,
      `${size5(speed(this.received))}  `,
      size5(speed(this.uploaded)),
      ` ${known ? clockTime(estimate) : '--:--:--'}`,
      ` ${seconds >= 1 ? clockTime(Math.floor(seconds)) : '--:--:--'}`,
      ` ${known ? clockTime(Math.max(0, estimate - Math.floor(seconds))) : '--:--:--'}`,
      ` ${size5(rate)}`,
    ];
    return `\r${columns.join('')}`;
  }

  *#print(text: string): Task<void> {
    yield* this.#sys.write(2, encodeUtf8(text));
  }
}

const K = 1024;
const units = ['k', 'M', 'G', 'T'] as const;

/** A size in five characters. */
function size5(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  let value = bytes;
  for (const unit of units) {
    value /= K;
    if (unit !== 'k' && value < 100) return `${value.toFixed(1)}${unit}`.padStart(5);
    if (value < 10_000) return `${String(Math.floor(value)).padStart(4)}${unit}`;
  }
  return '*****';
}

function clockTime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
