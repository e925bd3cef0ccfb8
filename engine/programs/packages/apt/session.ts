import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { LineReader } from '../../input.js';
import { Output } from '../../output.js';
import { isLocked } from '../lock.js';
import type { AptOptions } from './options.js';
import type { AptStyle } from './style.js';

/** Ends apt with `E:` lines and status 100. */
export class AptError extends Error {
  override readonly name = 'AptError';
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines[0] ?? '');
    this.lines = lines;
  }
}

/** One run of apt-get, apt or apt-cache: its options, and how it speaks. */
export class Apt {
  readonly sys: Sys;
  readonly out: Output;
  readonly style: AptStyle;
  readonly options: AptOptions;
  /** How wide lists may be. */
  readonly width: number;

  /** `apt` itself uses colours on a terminal. */
  readonly isColoured: boolean;

  readonly program: string;

  constructor(sys: Sys, style: AptStyle, options: AptOptions, program: string) {
    this.program = program;
    this.sys = sys;
    this.out = new Output(sys, 1);
    this.style = style;
    this.options = options;
    this.isColoured = program === 'apt' && this.out.isTerminal && style.number !== '1.0.1';
    this.width = this.out.isTerminal ? sys.windowSize(1).columns : 80;
  }

  /** 0 shows progress, 1 is for logs (`-q`, or no terminal), 2 says only what went wrong (`-qq`). */
  get quiet(): number {
    return Math.max(this.options.quiet, this.out.isTerminal ? 0 : 1);
  }

  *line(text: string): Task<void> {
    if (this.quiet < 2) yield* this.out.line(text);
  }

  /** `Reading package lists...`, with `Done` where a terminal shows the progress. */
  *step(text: string): Task<void> {
    if (this.quiet >= 2) return;
    if (this.quiet === 1) yield* this.out.line(`${text}...`);
    else yield* this.out.write(`\r${text}... 0%\r\r${text}... Done\r\r\n`);
  }

  *complain(text: string): Task<void> {
    yield* this.out.flush();
    yield* this.sys.write(2, encodeUtf8(text));
  }

  /** `E:`, `W:` and `N:` lines; notices only where somebody looks on. */
  *say(kind: 'E' | 'W' | 'N', text: string): Task<void> {
    if (kind === 'N' && this.quiet > 0) return;
    const colour = kind === 'E' ? '\u001b[1;31m' : '\u001b[33m';
    yield* this.complain(this.isColoured ? `${colour}${kind}: \u001b[0m${text}${kind === 'N' ? '' : '\u001b[0m'}\n` : `${kind}: ${text}\n`);
  }

  /** Takes a lock: only root may, and one at a time. Throws AptError. */
  requireLock(path: string, message: string): void {
    const holder = isLocked(this.sys, ['apt-get', 'apt', 'dpkg']);
    if (holder && path.includes('dpkg')) {
      const who = this.style.isModern
        ? ` It is held by process ${String(holder.pid)} (${holder.command})`
        : ' - open (11: Resource temporarily unavailable)';
      const hint = 'Be aware that removing the lock file is not a solution and may break your system.';
      throw new AptError(
        `Could not get lock ${path}${this.style.isModern ? '.' : ''}${who}`,
        ...(this.style.isModern
          ? [`N: ${hint}`, message.replace(', are you root?', ', is another process using it?')]
          : [message.replace('are you root?', 'is another process using it?')]),
      );
    }
    try {
      this.sys.close(this.sys.open(path, { write: true, create: true, mode: 0o640 }));
    } catch (error) {
      if (!isErrno(error)) throw error;
      const number = error.code === 'EACCES' ? 13 : error.code === 'ENOENT' ? 2 : 30;
      throw new AptError(`Could not open lock file ${path} - open (${String(number)}: ${error.message})`, message);
    }
  }

  /** Asks before going on; false for no, and for no answer. */
  *confirm(): Task<boolean> {
    if (this.options.assumeYes) return true;
    yield* this.out.write('Do you want to continue? [Y/n] ');
    yield* this.out.flush();
    if (this.options.assumeNo) {
      yield* this.out.line('N');
      return false;
    }
    const answer = yield* new LineReader(this.sys, 0).next();
    return answer !== undefined && /^(y|yes|)$/i.test(answer.trim());
  }
}
