import { decodeUtf8 } from '../../engine/index.js';

/** Keys that a terminal acts on at once, whoever reads: ^C, ^\ and ^Z. */
const urgent = /[\u0003\u001C\u001A]/;

/** What came from outside while a lesson is played on a terminal. */
export type Outside = 'resize' | 'hang-up' | 'terminate';

/** The real keyboard in raw mode, and the signals that concern a terminal. */
export class Keyboard {
  #keys = '';
  #events: Outside[] = [];
  #wake: () => void = () => undefined;
  #ended = false;
  #isRoused = false;

  /** Starts listening; the result stops it again. */
  attach(): () => void {
    const { stdin, stdout } = process;
    const onData = (data: Buffer): void => this.#take(() => (this.#keys += decodeUtf8(data)));
    const onEnd = (): void => this.#take(() => (this.#ended = true));
    const on = (event: Outside) => (): void => this.#take(() => this.#events.push(event));
    const listeners = { SIGHUP: on('hang-up'), SIGTERM: on('terminate'), SIGINT: on('terminate') } as const;
    const onResize = on('resize');
    const onBroken = on('hang-up');
    stdin.setRawMode(true);
    stdin.on('data', onData).on('end', onEnd).on('error', onEnd).resume();
    stdout.on('resize', onResize).on('error', onBroken);
    for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
    return () => {
      if (!stdin.destroyed) stdin.setRawMode(false);
      stdin.off('data', onData).off('end', onEnd).off('error', onEnd).pause();
      stdout.off('resize', onResize).off('error', onBroken);
      for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
    };
  }

  /**
   * The keys to be handed on now. A line is handed on when somebody reads, so each command begins at its own prompt even
   * when several are pasted; a key that means a signal goes at once, and what was typed before it is dropped as a terminal does.
   */
  take(isAwaited: boolean): string | undefined {
    if (this.#keys === '') return undefined;
    if (!isAwaited) {
      const at = this.#keys.search(urgent);
      if (at < 0) return undefined;
      return this.#cut(at, 1);
    }
    const line = /^[^\r\n]*[\r\n]?/.exec(this.#keys)?.[0] ?? '';
    return this.#cut(0, line.length);
  }

  #cut(at: number, length: number): string {
    const keys = this.#keys.slice(at, at + length);
    this.#keys = this.#keys.slice(at + length);
    return keys;
  }

  takeEvent(): Outside | undefined {
    return this.#events.shift() ?? (this.#ended && this.#keys === '' ? 'hang-up' : undefined);
  }

  /** Something is there that `take` would give. */
  hasKeys(isAwaited: boolean): boolean {
    return this.#keys !== '' && (isAwaited || urgent.test(this.#keys));
  }

  /** Waits for something from outside, or until the time is up. */
  async wait(milliseconds: number): Promise<void> {
    if (this.#events.length > 0) return;
    if (milliseconds <= 0 || this.#isRoused) await new Promise(done => setImmediate(done));
    else {
      await new Promise<void>(done => {
        const timer = setTimeout(done, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    this.#wake = () => undefined;
    this.#isRoused = false;
  }

  /** Ends a wait: something has come in another way. */
  rouse(): void {
    this.#take(() => (this.#isRoused = true));
  }

  #take(action: () => void): void {
    action();
    this.#wake();
  }
}
