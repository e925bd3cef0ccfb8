import { decodeUtf8, type HostEvent, type Input, type SessionId } from '../../engine/index.js';
import type { LiveHost } from './live-host.js';

export interface ForwardOptions {
  readonly live: LiveHost;
  readonly session: SessionId;
  readonly onTerminal: boolean;
  /** Called after each stretch of work, when what came out has been shown. */
  readonly afterWork?: (events: readonly HostEvent[]) => void;
}

/**
 * Connects a session of the host with this program's own standard streams until it ends. Gives its exit code.
 */
export async function forwardSession(options: ForwardOptions): Promise<number> {
  const { live, session, onTerminal } = options;
  const inbox = new Inbox(onTerminal);
  const detach = inbox.attach(live, session);
  try {
    for (;;) {
      const { events, wait } = await live.pump();
      const exit = await show(events, session);
      options.afterWork?.(events);
      if (exit !== undefined) return exit;
      await inbox.wait(wait);
    }
  } finally {
    detach();
  }
}

/** Prints what came out, waiting where the reader is slow; the exit code when the session has ended. */
async function show(events: readonly HostEvent[], session: SessionId): Promise<number | undefined> {
  let exit: number | undefined;
  for (const event of events) {
    if (event.kind === 'exit' && event.session === session) exit = event.code;
    if (event.kind !== 'output' || event.session !== session) continue;
    const stream = event.stream === 'stderr' ? process.stderr : process.stdout;
    if (!stream.write(event.data)) await new Promise<void>(done => stream.once('drain', done));
  }
  return exit;
}

/** What a user of a session can do. */
export type SessionInput = Extract<Input, { kind: 'input' | 'end-input' | 'resize' | 'signal' | 'close' }>;

/** Real input: keys, standard input, window size and signals, handed to the host as they come. */
export class Inbox {
  readonly #onTerminal: boolean;
  #wake: () => void = () => undefined;
  #pending = false;

  constructor(onTerminal: boolean) {
    this.#onTerminal = onTerminal;
  }

  /** Starts listening; the result stops it again. */
  attach(live: { put(input: SessionInput): unknown }, session: SessionId): () => void {
    const { stdin, stdout } = process;
    const onData = (data: Buffer): void => this.#take(() => live.put({ kind: 'input', session, data: decodeUtf8(data) }));
    const onEnd = (): void => this.#take(() => live.put({ kind: 'end-input', session }));
    const onResize = (): void => this.#take(() => live.put({ kind: 'resize', session, columns: stdout.columns, rows: stdout.rows }));
    const onSignal = (signal: NodeJS.Signals): void => {
      if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGQUIT') this.#take(() => live.put({ kind: 'signal', session, signal }));
    };
    const onBroken = (): void => this.#take(() => live.put({ kind: 'close', session }));
    if (this.#onTerminal) stdin.setRawMode(true);
    stdin.on('data', onData).on('end', onEnd).on('error', onEnd);
    stdout.on('error', onBroken);
    if (this.#onTerminal) stdout.on('resize', onResize);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT'] as const) process.on(signal, onSignal);
    process.on('SIGHUP', onBroken);
    stdin.resume();
    return () => {
      if (this.#onTerminal) stdin.setRawMode(false);
      stdin.off('data', onData).off('end', onEnd).off('error', onEnd).pause();
      stdout.off('error', onBroken).off('resize', onResize);
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT'] as const) process.off(signal, onSignal);
      process.off('SIGHUP', onBroken);
    };
  }

  /** Waits for input, or until the time is up. */
  async wait(milliseconds: number | undefined): Promise<void> {
    if (this.#pending) {
      this.#pending = false;
      return;
    }
    await new Promise<void>(done => {
      const timer = milliseconds === undefined ? undefined : setTimeout(done, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
      // Without a timer or an open standard input nothing else would keep the program alive.
      if (milliseconds === undefined && process.stdin.readableEnded) setTimeout(done, 1000);
    });
    this.#wake = () => undefined;
    this.#pending = false;
  }

  #take(action: () => void): void {
    action();
    this.#pending = true;
    this.#wake();
  }
}
