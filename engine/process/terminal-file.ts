import type { Readiness } from '../core/duplex.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { Stat } from '../fs/stat.js';
import { OpenDescription, type AccessMode } from './open-description.js';
import type { Terminal } from './terminal.js';

/** Major number of the pseudo-terminals' program side. */
const PTS_MAJOR = 136;

/** A terminal opened by a program. */
export class TerminalFile extends OpenDescription {
  override readonly terminal: Terminal;
  readonly mode: AccessMode;

  constructor(terminal: Terminal, mode: AccessMode = { read: true, write: true }) {
    super();
    this.terminal = terminal;
    this.mode = mode;
    terminal.opened();
  }

  get description(): string {
    return `/dev/${this.terminal.name}`;
  }

  get readable(): WaitQueue {
    return this.terminal.slave.readable;
  }

  get writable(): WaitQueue {
    return this.terminal.slave.writable;
  }

  read(max: number): Uint8Array | null {
    return this.terminal.readInput(max);
  }

  write(data: Uint8Array): number {
    return this.terminal.show(data);
  }

  ready(): Readiness {
    return this.terminal.slaveReady();
  }

  stat(): Stat {
    return terminalStat(this.terminal);
  }

  protected release(): void {
    this.terminal.closed();
  }
}

/** The other side, opened through /dev/ptmx. Closing it hangs the terminal up. */
export class TerminalMasterFile extends OpenDescription {
  readonly mode: AccessMode = { read: true, write: true };
  readonly description = '/dev/ptmx';
  /** The terminal that it holds; not `terminal`, for it is no controlling terminal of anybody. */
  readonly held: Terminal;

  constructor(terminal: Terminal) {
    super();
    this.held = terminal;
  }

  get readable(): WaitQueue {
    return this.held.master.readable;
  }

  get writable(): WaitQueue {
    return this.held.master.writable;
  }

  read(max: number): Uint8Array | null {
    return this.held.master.read(max);
  }

  write(data: Uint8Array): number {
    return this.held.master.write(data);
  }

  ready(): Readiness {
    return this.held.master.ready();
  }

  stat(): Stat {
    return { ...terminalStat(this.held), device: { major: 5, minor: 2 } };
  }

  protected release(): void {
    this.held.master.close();
  }
}

function terminalStat(terminal: Terminal): Stat {
  return {
    kind: 'character',
    mode: 0o620,
    ino: terminal.number + 3,
    dev: 0,
    nlink: 1,
    uid: terminal.owner.uid,
    gid: terminal.owner.gid,
    sizeBytes: 0,
    accessedAt: 0,
    modifiedAt: 0,
    changedAt: 0,
    device: { major: PTS_MAJOR, minor: terminal.number },
  };
}
