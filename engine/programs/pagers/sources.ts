import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Fd, Sys } from '../../process/sys.js';
import { readAll } from '../input.js';
import { copyToOutput } from '../text/cat.js';
import type { Tool } from '../tool.js';

export function describe(path: string, error: { readonly message: string }): string {
  return `${path}: ${error.message}`;
}

/** Without a terminal a pager is cat. */
export function* copyAll(tool: Tool, header: (path: string) => string = () => ''): Task<void> {
  yield* tool.eachInput(
    tool.args.operands,
    function* (fd, path) {
      if (fd !== 0) yield* tool.out.write(header(path));
      yield* copyToOutput(tool.out, max => tool.sys.read(fd, max));
    },
    describe,
  );
}

export interface Source {
  readonly name: string;
  readonly text: string;
}

/** What there is to read, whole; what cannot be opened has been reported. A name of '' is standard input. */
export function* readSources(tool: Tool): Task<readonly Source[]> {
  const sources: Source[] = [];
  yield* tool.eachInput(
    tool.args.operands,
    function* (fd, path) {
      sources.push({ name: path === '-' ? '' : path, text: decodeUtf8(yield* readAll(tool.sys, fd)) });
    },
    describe,
  );
  return sources;
}

/** Where keys come from when standard input is the text: the terminal itself. Undefined where there is none. */
export function keyboardOf(sys: Sys): Fd | undefined {
  if (sys.isTerminal(0)) return 0;
  try {
    return sys.open('/dev/tty', { read: true });
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
