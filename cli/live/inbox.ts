import { decodeUtf8, type Input, type SessionId } from '../../engine/index.js';

/** What a user of a session can do. */
export type SessionInput = Extract<Input, { kind: 'input' | 'end-input' | 'resize' | 'signal' | 'close' }>;

const signals = ['SIGINT', 'SIGTERM', 'SIGQUIT'] as const;

/** Real input: keys, standard input, window size and signals, handed to a host as they come. */
export class Inbox {
  readonly #onTerminal: boolean;
  readonly #limitBytes: number;
  #isTooLong = false;

  /** Input beyond the limit is not read; without one, all is. */
  constructor(onTerminal: boolean, limitBytes = Infinity) {
    this.#onTerminal = onTerminal;
    this.#limitBytes = limitBytes;
  }

  /** There was more than the limit allows. */
  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  /** Starts listening; the result stops it again. */
  attach(host: { put(input: SessionInput): unknown }, session: SessionId): () => void {
    const { stdin, stdout } = process;
    let taken = 0;
    const onData = (data: Buffer): void => {
      taken += data.length;
      if (taken <= this.#limitBytes) host.put({ kind: 'input', session, data: decodeUtf8(data) });
      else if (!this.#isTooLong) {
        this.#isTooLong = true;
        stdin.destroy();
        host.put({ kind: 'close', session });
      }
    };
    const onEnd = (): unknown => host.put({ kind: 'end-input', session });
    const onResize = (): unknown => host.put({ kind: 'resize', session, columns: stdout.columns, rows: stdout.rows });
    const onSignal = (signal: NodeJS.Signals): void => {
      const known = signals.find(name => name === signal);
      if (known) host.put({ kind: 'signal', session, signal: known });
    };
    const onBroken = (): unknown => host.put({ kind: 'close', session });
    if (this.#onTerminal) stdin.setRawMode(true);
    stdin.on('data', onData).on('end', onEnd).on('error', onEnd);
    stdout.on('error', onBroken);
    if (this.#onTerminal) stdout.on('resize', onResize);
    for (const signal of signals) process.on(signal, onSignal);
    process.on('SIGHUP', onBroken);
    stdin.resume();
    return () => {
      if (this.#onTerminal && !stdin.destroyed) stdin.setRawMode(false);
      stdin.off('data', onData).off('end', onEnd).off('error', onEnd).pause();
      stdout.off('error', onBroken).off('resize', onResize);
      for (const signal of signals) process.off(signal, onSignal);
      process.off('SIGHUP', onBroken);
    };
  }
}
