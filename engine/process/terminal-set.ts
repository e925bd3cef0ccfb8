import { Errno } from '../core/errno.js';
import { Terminal, type SignalGroup } from './terminal.js';
import type { WindowSize } from './sys.js';

/** The terminals of one /dev/pts; each container has its own, so its first terminal is pts/0. */
export class TerminalSet {
  readonly #limit: number;
  readonly #signalGroup: SignalGroup;
  readonly #terminals: (Terminal | undefined)[] = [];

  constructor(limit: number, signalGroup: SignalGroup) {
    this.#limit = limit;
    this.#signalGroup = signalGroup;
  }

  /** Takes the lowest free number. ENOSPC when there are too many. */
  open(size: WindowSize, owner?: { readonly uid: number; readonly gid: number }): Terminal {
    let number = 0;
    while (this.find(number)) number++;
    if (number >= this.#limit) throw new Errno('ENOSPC');
    const terminal = new Terminal(number, size, this.#signalGroup, owner);
    this.#terminals[number] = terminal;
    return terminal;
  }

  /** The terminal of this number, unless it was hung up. */
  find(number: number): Terminal | undefined {
    const terminal = this.#terminals[number];
    return terminal?.isHungUp ? undefined : terminal;
  }

  list(): readonly Terminal[] {
    return this.#terminals.filter((terminal): terminal is Terminal => terminal !== undefined && !terminal.isHungUp);
  }
}
