import { waitFor, type Task } from '../../core/task.js';
import { WaitQueue } from '../../core/wait-queue.js';
import { signalNumbers, type Signal } from '../../process/signals.js';
import type { Cli } from '../cli.js';
import { ApiError } from '../client.js';

interface Targets {
  /** The container that gets the signals. */
  readonly target: string | undefined;
  /** Where sizes of the terminal go. */
  readonly resizePath: string | undefined;
}

/** Signals that the client keeps to itself, or that cannot be caught. */
const kept: ReadonlySet<Signal> = new Set<Signal>([
  'SIGKILL',
  'SIGSTOP',
  'SIGCHLD',
  'SIGPIPE',
  'SIGURG',
  'SIGWINCH',
  'SIGCONT',
  'SIGTTIN',
  'SIGTTOU',
  'SIGTSTP',
]);

/** Signals that ask the client to end. So many of them end it whatever it does. */
const terminations: ReadonlySet<Signal> = new Set<Signal>(['SIGINT', 'SIGTERM']);
const patience = 3;

/** Passes the signals of the client on to its container, and the size of its terminal. */
export class SignalForwarder {
  readonly #cli: Cli;
  readonly #targets: Targets;
  readonly #caught: Signal[] = [];
  readonly #noticed = new WaitQueue();
  #asked = 0;
  #passed = 0;

  constructor(cli: Cli, targets: Targets) {
    this.#cli = cli;
    this.#targets = targets;
    for (const signal of this.#watched()) cli.sys.onSignal(signal, 'catch');
  }

  #watched(): readonly Signal[] {
    const all = Object.keys(signalNumbers).filter((name): name is Signal => Object.hasOwn(signalNumbers, name));
    const forwarded = this.#targets.target === undefined ? [] : all.filter(signal => !kept.has(signal));
    return this.#targets.resizePath === undefined ? forwarded : [...forwarded, 'SIGWINCH'];
  }

  release(): void {
    for (const signal of this.#watched()) this.#cli.sys.onSignal(signal, 'default');
  }

  /** Takes what has come from the kernel. */
  notice(): void {
    for (;;) {
      const signal = this.#cli.sys.takeSignal();
      if (signal === undefined) break;
      this.#caught.push(signal);
      if (terminations.has(signal)) this.#asked++;
    }
    this.#noticed.notify();
  }

  /** The user has asked so often that the client ends at once. */
  get isForced(): boolean {
    return this.#asked >= patience;
  }

  /** The user has asked to end, and the container has been told. */
  get isAsked(): boolean {
    return this.#passed > 0;
  }

  /** Forwards, for as long as the session goes on. */
  *forward(): Task<void> {
    for (;;) {
      const signal = this.#caught.shift();
      if (signal === undefined) yield* waitFor([this.#noticed]);
      else if (signal === 'SIGWINCH') yield* this.resize();
      else yield* this.#send(signal);
    }
  }

  /** Sends the size of the terminal; a container that has gone does not mind. */
  *resize(): Task<void> {
    if (this.#targets.resizePath === undefined) return;
    const { rows, columns } = this.#cli.sys.windowSize(1);
    if (rows === 0 && columns === 0) return;
    try {
      yield* this.#cli.client().post(this.#targets.resizePath, { h: rows, w: columns });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  *#send(signal: Signal): Task<void> {
    if (this.#targets.target === undefined) return;
    try {
      yield* this.#cli.client().post(`/containers/${this.#targets.target}/kill`, { signal: String(signalNumbers[signal]) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    if (terminations.has(signal)) this.#passed++;
  }
}
