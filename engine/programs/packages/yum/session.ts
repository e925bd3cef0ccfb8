import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { LineReader } from '../../input.js';
import { Output } from '../../output.js';
import type { YumOptions } from './options.js';

/** Ends yum with a message and status 1. */
export class YumError extends Error {
  override readonly name = 'YumError';
}

/** One run of yum: its options, and how it speaks. */
export class Yum {
  readonly sys: Sys;
  readonly out: Output;
  readonly options: YumOptions;
  readonly width: number;

  constructor(sys: Sys, options: YumOptions) {
    this.sys = sys;
    this.out = new Output(sys, 1);
    this.options = options;
    this.width = this.out.isTerminal ? sys.windowSize(1).columns : 80;
  }

  *line(text: string): Task<void> {
    if (!this.options.quiet) yield* this.out.line(text);
  }

  *complain(text: string): Task<void> {
    yield* this.out.flush();
    yield* this.sys.write(2, encodeUtf8(text));
  }

  /** Asks before going on; only a yes is one. */
  *confirm(question: string): Task<'yes' | 'download' | 'no'> {
    if (this.options.assumeYes) return 'yes';
    yield* this.out.write(question);
    yield* this.out.flush();
    if (this.options.assumeNo) {
      yield* this.out.line('N');
      return 'no';
    }
    const answer = (yield* new LineReader(this.sys, 0).next())?.trim() ?? '';
    if (/^d(ownload)?$/i.test(answer) && question.includes('/d/')) return 'download';
    return /^y(es)?$/i.test(answer) ? 'yes' : 'no';
  }
}
