import { ByteQueue } from '../core/byte-queue.js';
import type { Duplex, Readiness } from '../core/duplex.js';
import { Errno } from '../core/errno.js';
import { WaitQueue } from '../core/wait-queue.js';
import { TERMINAL_INPUT_BYTES, TERMINAL_OUTPUT_BYTES } from './limits.js';
import { LineDiscipline, type DisciplineHost } from './line-discipline.js';
import type { ProcessGroup, Session } from './session.js';
import type { Signal } from './signals.js';
import type { TerminalModes, WindowSize } from './sys.js';

const NOTHING = new Uint8Array(0);
const NEWLINE = 10;

export const defaultModes: TerminalModes = { canonical: true, echo: true, signals: true, mapCarriageReturn: true, mapNewline: true };

/** How a terminal reaches processes: given by the kernel, so a terminal needs to know nothing else of it. */
export type SignalGroup = (group: ProcessGroup, signal: Signal) => void;

/**
 * A pseudo-terminal. Programs read and write `slave`; whoever shows the terminal (an attached client, the player, a test) writes
 * keys to `master` and reads the screen's bytes from it.
 */
export class Terminal implements DisciplineHost {
  /** The number in /dev/pts. */
  readonly number: number;
  readonly master: Duplex;
  readonly slave: TerminalSlave;
  readonly owner: { readonly uid: number; readonly gid: number };
  modes = defaultModes;
  /** The session that it controls. */
  session: Session | undefined;
  foreground: ProcessGroup | undefined;
  /** Who forgets the terminal, once, when it is gone. */
  listedIn: { remove(terminal: Terminal): void } | undefined;
  readonly #signalGroup: SignalGroup;
  readonly #discipline = new LineDiscipline(this);
  /** Canonical: whole lines, an empty one being an end of file. Raw: whatever came. */
  #input: Uint8Array[] = [];
  #inputBytes = 0;
  readonly #output = new ByteQueue();
  #size: WindowSize;
  #slaves = 0;
  #wasOpen = false;
  #hungUp = false;

  constructor(number: number, size: WindowSize, signalGroup: SignalGroup, owner = { uid: 0, gid: 5 }) {
    this.number = number;
    this.#size = size;
    this.#signalGroup = signalGroup;
    this.owner = owner;
    this.master = new TerminalMaster(this);
    this.slave = new TerminalSlave(this);
  }

  /** As `ps` and `tty` (with /dev/ before it) show it. */
  get name(): string {
    return `pts/${this.number}`;
  }

  get size(): WindowSize {
    return this.#size;
  }

  /** Somebody waits for keys: virtual time must not run ahead of the person who types. */
  get isReadBlocked(): boolean {
    return this.slave.readable.size > 0;
  }

  get isHungUp(): boolean {
    return this.#hungUp;
  }

  /** Tells the foreground job when the size is another one. */
  resize(size: WindowSize): void {
    if (size.columns === this.#size.columns && size.rows === this.#size.rows) return;
    this.#size = size;
    if (this.foreground) this.#signalGroup(this.foreground, 'SIGWINCH');
  }

  setModes(modes: Partial<TerminalModes>): void {
    const wasCanonical = this.modes.canonical;
    this.modes = { ...this.modes, ...modes };
    if (!wasCanonical || this.modes.canonical) return;
    // Single keys know no end of file.
    this.#input = this.#input.filter(line => line.length > 0);
    this.deliver(this.#discipline.flush());
  }

  /** The master's side is gone: the session gets SIGHUP, reads end, writes fail. */
  hangUp(): void {
    if (this.#hungUp) return;
    this.#hungUp = true;
    this.#output.clear();
    const leader = this.session?.leader;
    if (leader) this.#signalGroup(leader.group, 'SIGHUP');
    if (this.foreground && this.foreground !== leader?.group) this.#signalGroup(this.foreground, 'SIGHUP');
    this.slave.readable.notify();
    this.slave.writable.notify();
    this.master.readable.notify();
    this.listedIn?.remove(this);
  }

  // ── the discipline's side ────────────────────────────────────────────────────────────────────────────────────────────

  echo(bytes: readonly number[]): void {
    // Like Linux, echo that finds no room is lost.
    if (this.#output.length + bytes.length > TERMINAL_OUTPUT_BYTES * 2) return;
    this.#output.push(Uint8Array.from(bytes));
    this.master.readable.notify();
  }

  deliver(bytes: Uint8Array): void {
    if (bytes.length === 0 && !this.modes.canonical) return;
    this.#input.push(bytes);
    this.#inputBytes += bytes.length;
    this.slave.readable.notify();
  }

  signal(signal: 'SIGINT' | 'SIGQUIT' | 'SIGTSTP'): void {
    this.#input = [];
    this.#inputBytes = 0;
    if (this.foreground) this.#signalGroup(this.foreground, signal);
  }

  // ── the master's side ────────────────────────────────────────────────────────────────────────────────────────────────

  typed(bytes: Uint8Array): number {
    if (this.#hungUp) throw new Errno('EIO');
    let taken = 0;
    while (taken < bytes.length && this.#inputBytes < TERMINAL_INPUT_BYTES) this.#discipline.input(bytes[taken++] ?? 0);
    return taken;
  }

  shown(max: number): Uint8Array | null {
    if (this.#output.length === 0) return this.#hungUp || this.#isAbandoned ? NOTHING : null;
    const bytes = this.#output.take(max);
    this.slave.writable.notify();
    return bytes;
  }

  masterReady(): Readiness {
    const hangup = this.#hungUp || this.#isAbandoned;
    return { read: this.#output.length > 0 || hangup, write: this.#inputBytes < TERMINAL_INPUT_BYTES, hangup };
  }

  // ── the slave's side ─────────────────────────────────────────────────────────────────────────────────────────────────

  opened(): void {
    this.#slaves++;
    this.#wasOpen = true;
  }

  closed(): void {
    this.#slaves--;
    if (this.#isAbandoned) this.master.readable.notify();
  }

  /** At most one line in canonical mode; what there is, up to `max` bytes, in raw mode. */
  readInput(max: number): Uint8Array | null {
    const first = this.#input[0];
    if (!first) return this.#hungUp ? NOTHING : null;
    this.master.writable.notify();
    if (!this.modes.canonical) return this.#readKeys(max);
    if (first.length <= max) this.#input.shift();
    else this.#input[0] = first.subarray(max);
    const bytes = first.length <= max ? first : first.slice(0, max);
    this.#inputBytes -= bytes.length;
    return bytes;
  }

  show(data: Uint8Array): number {
    if (this.#hungUp) throw new Errno('EIO');
    const room = TERMINAL_OUTPUT_BYTES - this.#output.length;
    if (room <= 0) return 0;
    const taken = this.modes.mapNewline ? this.#showMapped(data, room) : this.#showRaw(data, room);
    if (taken > 0) this.master.readable.notify();
    return taken;
  }

  slaveReady(): Readiness {
    const read = this.#input.length > 0 || this.#hungUp;
    return { read, write: this.#hungUp || this.#output.length < TERMINAL_OUTPUT_BYTES, hangup: this.#hungUp };
  }

  get #isAbandoned(): boolean {
    return this.#wasOpen && this.#slaves === 0;
  }

  #readKeys(max: number): Uint8Array {
    const keys = new ByteQueue();
    for (const bytes of this.#input) keys.push(bytes);
    const taken = keys.take(max);
    this.#input = keys.length > 0 ? [keys.take(keys.length)] : [];
    this.#inputBytes -= taken.length;
    return taken;
  }

  #showRaw(data: Uint8Array, room: number): number {
    const taken = Math.min(room, data.length);
    this.#output.push(data.subarray(0, taken));
    return taken;
  }

  /** Newlines become two bytes, which may exceed the room by one. */
  #showMapped(data: Uint8Array, room: number): number {
    let start = 0;
    for (let left = room; left > 0 && start < data.length; ) {
      const newline = data.indexOf(NEWLINE, start);
      const end = Math.min(newline < 0 ? data.length : newline, start + left);
      this.#output.push(data.subarray(start, end));
      left -= end - start;
      start = end;
      if (end !== newline || left <= 0) continue;
      this.#output.push(CARRIAGE_RETURN_NEWLINE);
      left -= 2;
      start++;
    }
    return start;
  }
}

const CARRIAGE_RETURN_NEWLINE = Uint8Array.of(13, NEWLINE);

/** What shows the terminal and types into it. */
class TerminalMaster implements Duplex {
  readonly readable = new WaitQueue();
  readonly writable = new WaitQueue();
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  read(max: number): Uint8Array | null {
    return this.#terminal.shown(max);
  }

  write(data: Uint8Array): number {
    return this.#terminal.typed(data);
  }

  /** No more keys: there is no such thing as half a hang-up, so nothing happens. */
  end(): void {}

  close(): void {
    this.#terminal.hangUp();
  }

  ready(): Readiness {
    return this.#terminal.masterReady();
  }
}

/** What programs read and write; counted by those who open it. */
export class TerminalSlave implements Duplex {
  readonly readable = new WaitQueue();
  readonly writable = new WaitQueue();
  readonly terminal: Terminal;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  read(max: number): Uint8Array | null {
    return this.terminal.readInput(max);
  }

  write(data: Uint8Array): number {
    return this.terminal.show(data);
  }

  end(): void {}

  close(): void {
    this.terminal.closed();
  }

  ready(): Readiness {
    return this.terminal.slaveReady();
  }
}
