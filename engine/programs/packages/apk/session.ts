import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { LineReader } from '../../input.js';
import { Output } from '../../output.js';
import type { ApkOptions } from './options.js';
import type { ApkStyle } from './style.js';

/** Ends apk with a message and a status. */
export class ApkError extends Error {
  override readonly name = 'ApkError';
}

/** One run of apk: its options, and how it speaks. */
export class Apk {
  readonly sys: Sys;
  readonly out: Output;
  readonly options: ApkOptions;
  readonly style: ApkStyle;

  constructor(sys: Sys, options: ApkOptions, style: ApkStyle) {
    this.sys = sys;
    this.out = new Output(sys, 1);
    this.options = options;
    this.style = style;
  }

  *line(text: string): Task<void> {
    if (!this.options.quiet) yield* this.out.line(text);
  }

  *complain(text: string): Task<void> {
    yield* this.out.flush();
    yield* this.sys.write(2, encodeUtf8(text));
  }

  /** With -i apk asks first. */
  *confirm(): Task<boolean> {
    if (!this.options.interactive) return true;
    yield* this.out.write('Do you want to continue [Y/n]? ');
    yield* this.out.flush();
    const answer = yield* new LineReader(this.sys, 0).next();
    return answer !== undefined && /^(y|yes|)$/i.test(answer.trim());
  }
}
