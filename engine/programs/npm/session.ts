import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import type { NpmRelease } from './release.js';

/** The command line of npm, taken apart. */
export interface Session {
  readonly sys: Sys;
  readonly release: NpmRelease;
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** What stands after `--`. */
  readonly rest: readonly string[];
}

export function* say(sys: Sys, fd: number, text: string): Task<void> {
  yield* sys.write(fd, encodeUtf8(text));
}
