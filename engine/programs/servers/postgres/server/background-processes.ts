import type { Task } from '../../../../core/task.js';
import type { Fd, Sys } from '../../../../process/sys.js';

const names = ['checkpointer', 'background writer', 'walwriter', 'autovacuum launcher', 'logical replication launcher'] as const;

type Name = (typeof names)[number];

/** The processes beside those of clients. They live as long as the server holds the other end of a pipe. */
export class BackgroundProcesses {
  readonly #sys: Sys;
  readonly #running = new Map<number, Name>();
  #watch: { readonly read: Fd; readonly write: Fd } | undefined;

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  get running(): ReadonlyMap<number, Name> {
    return this.#running;
  }

  startAll(): void {
    this.#watch ??= this.#sys.pipe();
    for (const name of names) this.#running.set(this.#start(name, this.#watch.read), name);
  }

  /** Takes one off that has ended; its name, if it was one. */
  ended(pid: number): Name | undefined {
    const name = this.#running.get(pid);
    this.#running.delete(pid);
    return name;
  }

  forget(): void {
    this.#running.clear();
  }

  #start(name: Name, watch: Fd): number {
    return this.#sys.fork(waitForEnd, {
      fds: new Map([
        [0, watch],
        [1, 1],
        [2, 2],
      ]),
      argv: [`postgres: ${name} `],
    });
  }
}

function* waitForEnd(sys: Sys): Task<number> {
  sys.onSignal('SIGTERM', 'default');
  sys.onSignal('SIGINT', 'ignore');
  sys.onSignal('SIGHUP', 'ignore');
  sys.onSignal('SIGCHLD', 'default');
  sys.onSignal('SIGQUIT', 'default');
  yield* sys.read(0, 1);
  return 1;
}
