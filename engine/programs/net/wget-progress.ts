import type { Instant } from '../../core/clock.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';

const DOT_BYTES = 1024;
const DOTS_PER_ROW = 50;
const ROW_BYTES = DOT_BYTES * DOTS_PER_ROW;

/** How wget shows a download: a bar on a terminal, rows of dots elsewhere. */
export class WgetProgress {
  readonly #sys: Sys;
  readonly #name: string;
  readonly #total: number | undefined;
  readonly #shown: boolean;
  readonly #bar: boolean;
  readonly #startedAt: Instant;
  received = 0;

  constructor(sys: Sys, name: string, total: number | undefined, shown: boolean) {
    this.#sys = sys;
    this.#name = name;
    this.#total = total;
    this.#shown = shown;
    this.#bar = sys.isOpen(2) && sys.isTerminal(2);
    this.#startedAt = sys.clock.now();
  }

  *start(): Task<void> {
    yield* this.#print(this.#bar ? '\n' : '\n     0K');
  }

  *add(bytes: number): Task<void> {
    const before = Math.floor(this.received / DOT_BYTES);
    this.received += bytes;
    if (this.#bar) return;
    let text = '';
    for (let dot = before; dot < Math.floor(this.received / DOT_BYTES); dot++) {
      if (dot > 0 && dot % DOTS_PER_ROW === 0)
        text += `${this.#rowEnd(dot * DOT_BYTES, false)}\n${String(dot * (DOT_BYTES / 1024)).padStart(6)}K`;
      text += dot % 10 === 0 ? ' .' : '.';
    }
    yield* this.#print(text);
  }

  *finish(): Task<void> {
    if (this.#bar) {
      const size = grouped(this.received);
      yield* this.#print(
        `\r${this.#name.slice(0, 20).padEnd(20)}100%[===================>] ${size.padStart(7)}  ${this.rate()}    in ${this.#elapsed()}\n\n`,
      );
      return;
    }
    const dots = Math.floor((this.received % ROW_BYTES) / DOT_BYTES);
    const missing = DOTS_PER_ROW - dots;
    const groups = 5 - Math.ceil(dots / 10);
    yield* this.#print(`${' '.repeat(missing + groups)}${this.#rowEnd(this.received, true)}\n\n`);
  }

  /** `2.70 MB/s`. */
  rate(): string {
    const { value, unit } = this.#speed();
    return `${threeDigits(value)} ${unit === '' ? 'B' : `${unit}B`}/s`;
  }

  #rowEnd(done: number, isLast: boolean): string {
    const percent =
      this.#total === undefined ? '    ' : `${String(this.#total === 0 ? 100 : Math.floor((done * 100) / this.#total)).padStart(3)}%`;
    const { value, unit } = this.#speed();
    return `${percent} ${`${threeDigits(value)}${unit}`.padStart(5)}${isLast ? `=${this.#elapsed()}` : ' 0s'}`;
  }

  #speed(): { readonly value: number; readonly unit: string } {
    const seconds = Math.max(0.000_001, (this.#sys.clock.now() - this.#startedAt) / 1000);
    let value = this.received / seconds;
    let unit = '';
    for (const next of ['K', 'M', 'G']) {
      if (value < 1024) break;
      value /= 1024;
      unit = next;
    }
    return { value, unit };
  }

  #elapsed(): string {
    const seconds = (this.#sys.clock.now() - this.#startedAt) / 1000;
    if (seconds < 0.001) return '0s';
    return seconds < 10 ? `${seconds.toPrecision(1)}s` : `${String(Math.floor(seconds))}s`;
  }

  *#print(text: string): Task<void> {
    if (this.#shown && text !== '') yield* this.#sys.write(2, encodeUtf8(text));
  }
}

function threeDigits(value: number): string {
  return value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1800 (1.8K)` */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let unit = '';
  for (const next of ['K', 'M', 'G']) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return `${String(bytes)} (${value.toPrecision(value >= 100 ? 3 : 2)}${unit})`;
}
