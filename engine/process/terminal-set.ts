import { Errno, isErrno } from '../core/errno.js';
import { PTS_MAJOR } from '../fs/dev-file-system.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import { Terminal, type SignalGroup } from './terminal.js';
import type { WindowSize } from './sys.js';

/** The terminals of one /dev/pts; each container has its own, so its first terminal is pts/0. */
export class TerminalSet {
  readonly #mounts: MountNamespace;
  readonly #limit: number;
  readonly #signalGroup: SignalGroup;
  readonly #terminals: (Terminal | undefined)[] = [];

  constructor(mounts: MountNamespace, limit: number, signalGroup: SignalGroup) {
    this.#mounts = mounts;
    this.#limit = limit;
    this.#signalGroup = signalGroup;
  }

  /** Takes the lowest free number and makes its file. ENOSPC when there are too many. */
  open(size: WindowSize, owner = { uid: 0, gid: TTY_GROUP }): Terminal {
    let number = 0;
    while (this.#terminals[number]) number++;
    if (number >= this.#limit) throw new Errno('ENOSPC');
    const terminal = new Terminal(number, size, this.#signalGroup, owner);
    this.#terminals[number] = terminal;
    this.#makeFile(terminal);
    terminal.listedIn = this;
    return terminal;
  }

  /** The terminal of this number, unless it was hung up. */
  find(number: number): Terminal | undefined {
    return this.#terminals[number];
  }

  list(): readonly Terminal[] {
    return this.#terminals.filter((terminal): terminal is Terminal => terminal !== undefined);
  }

  /** Takes away the file of a terminal that was hung up. */
  remove(terminal: Terminal): void {
    this.#terminals[terminal.number] = undefined;
    withoutDirectory(() => this.#mounts.unlink(superuser, `/dev/${terminal.name}`));
  }

  #makeFile(terminal: Terminal): void {
    const path = `/dev/${terminal.name}`;
    const { uid, gid } = terminal.owner;
    withoutDirectory(() => {
      this.#mounts.mknod({ ...superuser, umask: 0 }, path, 'character', { major: PTS_MAJOR, minor: terminal.number }, 0o620);
      this.#mounts.chown(superuser, path, uid, gid);
    });
  }
}

const TTY_GROUP = 5;

/** A container may have no /dev/pts, or something else there: its terminals work all the same, only without a name. */
function withoutDirectory(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
