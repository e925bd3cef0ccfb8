import type { Task } from '../../../../core/task.js';
import type { Fd, Sys } from '../../../../process/sys.js';

/** Runs a line of sh with the terminal of psql; its exit code, 128 and the signal's number where one ended it. */
export function* runShell(sys: Sys, line: string | undefined): Task<number> {
  const shell = sys.env.get('SHELL') ?? '/bin/sh';
  const pid = sys.spawn(line === undefined ? { path: shell, argv: [shell] } : { path: '/bin/sh', argv: ['sh', '-c', line] });
  return yield* waitFor(sys, pid);
}

function* waitFor(sys: Sys, pid: number): Task<number> {
  for (;;) {
    const ended = yield* sys.wait(pid);
    if (ended === 'interrupted' || ended === undefined) continue;
    if (ended.status.kind === 'exited') return ended.status.code;
    if (ended.status.kind === 'signaled') return 128;
  }
}

/** A program that reads what is written. */
export interface Reader {
  readonly fd: Fd;
  /** Ends what it reads and waits until it has ended. */
  close(): Task<void>;
}

/** Starts a line of sh that reads from a pipe. */
export function openReader(sys: Sys, line: string): Reader {
  const { read, write } = sys.pipe();
  const pid = sys.spawn({
    path: '/bin/sh',
    argv: ['sh', '-c', line],
    fds: new Map([
      [0, read],
      [1, 1],
      [2, 2],
    ]),
  });
  sys.close(read);
  return {
    fd: write,
    *close() {
      sys.close(write);
      yield* waitFor(sys, pid);
    },
  };
}
