import type { Hijacked } from '../../api/message.js';
import type { Channel } from '../../core/channel.js';
import { isErrno } from '../../core/errno.js';
import { waitFor, type Task } from '../../core/task.js';
import { complain, nowMs, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { runTogether } from '../concurrent.js';
import { formatRfc3339 } from '../formatter/time.js';
import { at, isRecord, numberAt, textAt } from '../json-view.js';
import { DetachWatch, parseDetachKeys } from './detach-keys.js';
import { SignalForwarder } from './signal-forwarder.js';
import { enterRawMode } from './terminal-mode.js';

/** How a session with a container (or an exec in one) goes on. */
export interface SessionOptions {
  /** Streams of the container; without it only the exit is waited for. */
  readonly stream: Hijacked | undefined;
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly detachKeys: string;
  /** Tells the container about the terminal's size: `/containers/x/resize` or `/exec/x/resize`. */
  readonly resizePath: string;
  /** The container to which signals go; undefined leaves them alone. */
  readonly signalTarget: string | undefined;
  /** Goes with code 0 once a signal that asks to end has been passed on, instead of waiting for the container. */
  readonly leavesWhenAsked?: boolean;
  /** Runs after the streams are open: starts the container. */
  readonly start: (() => Task<void>) | undefined;
  /** Waits for the end, begun before `start`. */
  readonly exit: (() => Task<number>) | undefined;
}

export type SessionEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'streams-ended' }
  | { readonly kind: 'detached' };

/** Copies streams both ways, forwards signals and sizes, until the container ends or the user leaves. */
export function* runSession(cli: Cli, options: SessionOptions): Task<SessionEnd> {
  const session = new Session(cli, options);
  const isRaw = options.tty && options.stdin;
  const restore = isRaw ? enterRawMode(cli) : (): void => {};
  try {
    yield* session.run();
    if (session.isForced) yield* complain(cli, '\ngot 3 SIGTERM/SIGINTs, forcefully exiting');
  } finally {
    restore();
    session.release();
  }
  return session.end();
}

class Session {
  readonly #cli: Cli;
  readonly #options: SessionOptions;
  readonly #signals: SignalForwarder;
  #code: number | undefined;
  #outputEnded: boolean;
  #detached = false;

  constructor(cli: Cli, options: SessionOptions) {
    this.#cli = cli;
    this.#options = options;
    this.#outputEnded = options.stream === undefined;
    this.#signals = new SignalForwarder(cli, {
      target: options.signalTarget,
      resizePath: options.tty && cli.sys.isTerminal(1) ? options.resizePath : undefined,
    });
  }

  *run(): Task<void> {
    const parts = [this.#waitForExit(), this.#start(), this.#output(), this.#input(), this.#signals.forward()];
    yield* runTogether(parts, { until: () => this.#isOver(), onInterrupt: () => this.#signals.notice() });
  }

  get isForced(): boolean {
    return this.#signals.isForced;
  }

  end(): SessionEnd {
    if (this.isForced) return { kind: 'exited', code: 1 };
    if (this.#detached) return { kind: 'detached' };
    if (this.#isLeft()) return { kind: 'exited', code: 0 };
    return this.#code === undefined ? { kind: 'streams-ended' } : { kind: 'exited', code: this.#code };
  }

  release(): void {
    this.#signals.release();
    if (!this.#outputEnded) this.#options.stream?.output.cancel();
  }

  #isOver(): boolean {
    if (this.#detached || this.isForced || this.#isLeft()) return true;
    return this.#outputEnded && (this.#options.exit === undefined || this.#code !== undefined);
  }

  #isLeft(): boolean {
    return this.#options.leavesWhenAsked === true && this.#signals.isAsked;
  }

  *#waitForExit(): Task<void> {
    if (this.#options.exit) this.#code = yield* this.#options.exit();
  }

  *#start(): Task<void> {
    if (this.#options.start) yield* this.#options.start();
    yield* this.#signals.resize();
  }

  *#output(): Task<void> {
    const { stream } = this.#options;
    if (!stream) return;
    for (;;) {
      const frame = yield* stream.output.receive();
      if (!frame) break;
      yield* this.#cli.sys.write(frame.stream === 'stderr' ? 2 : 1, frame.data);
    }
    this.#outputEnded = true;
  }

  *#input(): Task<void> {
    const { stream, stdin, tty, detachKeys } = this.#options;
    if (!stream || !stdin) return;
    const watch = tty ? new DetachWatch(parseDetachKeys(detachKeys)) : undefined;
    for (;;) {
      const typed = yield* this.#read();
      if (typed.length === 0) break;
      const passed = watch?.pass(typed) ?? { bytes: typed, detached: false };
      yield* sendInput(stream, passed.bytes);
      if (passed.detached) {
        this.#detached = true;
        return;
      }
    }
    stream.endInput();
  }

  /** Standard input; a signal that came meanwhile is somebody else's. */
  *#read(): Task<Uint8Array> {
    for (;;) {
      try {
        return yield* this.#cli.sys.read(0, 32768);
      } catch (error) {
        if (!isErrno(error, 'EINTR')) return new Uint8Array(0);
        this.#signals.notice();
      }
    }
  }
}

function* sendInput(stream: Hijacked, bytes: Uint8Array): Task<void> {
  let sent = 0;
  while (sent < bytes.length) {
    const count = stream.writeInput(bytes.subarray(sent));
    if (count === 0) yield* waitFor([stream.inputWritable]);
    sent += count;
  }
}

/** `POST /containers/x/wait`: the exit code. A daemon that says why it cannot wait makes it 125. Throws ApiError. */
export function* exitOfContainer(cli: Cli, id: string, condition: 'next-exit' | 'removed' | 'not-running'): Task<number> {
  const { body } = yield* cli.client().request('POST', `/containers/${id}/wait`, { query: { condition } });
  const answer = body.kind === 'json' ? body.value : body.kind === 'objects' ? yield* firstOf(body.channel) : undefined;
  if (isRecord(at(answer, 'Error')) && textAt(answer, 'Error', 'Message') !== '') return 125;
  return numberAt(answer, 'StatusCode');
}

/** A session that ends early has the daemon wait for nothing. */
function* firstOf(channel: Channel<unknown>): Task<unknown> {
  try {
    return yield* channel.receive();
  } finally {
    channel.cancel();
  }
}

/** The same; when it cannot be known the client says so in its log. */
export function* waitForContainer(cli: Cli, id: string, condition: 'next-exit' | 'removed'): Task<number> {
  const begin = nowMs(cli);
  try {
    return yield* exitOfContainer(cli, id, condition);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    yield* complain(cli, logLine(cli, `error waiting for container: ${error.message}`, nowMs(cli) - begin));
    return 125;
  }
}

/** As logrus writes an error: for people with the seconds since the start, for files with the time. */
function logLine(cli: Cli, message: string, elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  if (cli.sys.isTerminal(2)) return `\u001B[31mERRO\u001B[0m[${String(seconds).padStart(4, '0')}] ${message.padEnd(44)} `;
  return `time="${formatRfc3339(Math.floor(nowMs(cli) / 1000))}" level=error msg=${JSON.stringify(message)}`;
}
