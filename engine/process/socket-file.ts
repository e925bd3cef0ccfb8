import type { Duplex, Readiness } from '../core/duplex.js';
import { Errno, isErrno } from '../core/errno.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { Stat } from '../fs/stat.js';
import type { CapturedFrame, FrameSource, OpenFrameSource } from '../net/capture.js';
import type { Connection, Datagram, DatagramSocket, SocketAddress } from '../net/socket.js';
import { DuplexFile } from './duplex-file.js';
import { anonymousStat, NEVER, OpenDescription, type AccessMode } from './open-description.js';

const BOTH: AccessMode = { read: true, write: true };

/** An established TCP connection. */
export class ConnectionFile extends DuplexFile {
  readonly connection: Connection;

  constructor(connection: Connection, ino: number) {
    super(connection, 'socket', BOTH, ino);
    this.connection = connection;
  }
}

/** What a listening socket is made of, TCP or unix. */
interface Acceptor<T extends Duplex> {
  accept(): T | null;
  readonly acceptable: WaitQueue;
  close(): void;
}

/** A socket that is not a stream: only `poll` and calls of its own make sense of it. */
abstract class SocketFile extends OpenDescription {
  readonly mode = BOTH;
  readonly #ino: number;

  constructor(ino: number) {
    super();
    this.#ino = ino;
  }

  get description(): string {
    return `socket:[${this.#ino}]`;
  }

  get writable(): WaitQueue {
    return NEVER;
  }

  read(): never {
    throw new Errno('ENOTCONN');
  }

  write(): never {
    throw new Errno('ENOTCONN');
  }

  stat(): Stat {
    return anonymousStat('socket', this.#ino, 0o777);
  }
}

/** A listening socket: readable when somebody waits to be accepted. */
export class ListenerFile<T extends Duplex> extends SocketFile {
  /** Undefined for unix sockets. */
  readonly local: SocketAddress | undefined;
  readonly #acceptor: Acceptor<T>;
  /** `ready` has to take a connection to know that there is one; it is the next to be accepted. */
  #next: T | null = null;

  constructor(acceptor: Acceptor<T>, ino: number, local?: SocketAddress) {
    super(ino);
    this.#acceptor = acceptor;
    this.local = local;
  }

  get readable(): WaitQueue {
    return this.#acceptor.acceptable;
  }

  accept(): T | null {
    const next = this.#next;
    this.#next = null;
    return next ?? this.#acceptor.accept();
  }

  ready(): Readiness {
    this.#next ??= this.#acceptor.accept();
    return { read: this.#next !== null, write: false, hangup: false };
  }

  protected release(): void {
    this.#next?.close();
    this.#acceptor.close();
  }
}

/** A UDP socket as the program holds it. */
export class DatagramFile extends SocketFile implements DatagramSocket {
  readonly #socket: DatagramSocket;
  #next: Datagram | null = null;
  /** What taking a datagram ahead of time failed with: told to the next who receives. */
  #error: Errno | undefined;

  constructor(socket: DatagramSocket, ino: number) {
    super(ino);
    this.#socket = socket;
  }

  get local(): SocketAddress {
    return this.#socket.local;
  }

  get readable(): WaitQueue {
    return this.#socket.readable;
  }

  send(to: SocketAddress, data: Uint8Array): void {
    this.#socket.send(to, data);
  }

  receive(): Datagram | null {
    const { next, error } = { next: this.#next, error: this.#error };
    this.#next = null;
    this.#error = undefined;
    if (error !== undefined) throw error;
    return next ?? this.#socket.receive();
  }

  ready(): Readiness {
    try {
      if (this.#error === undefined) this.#next ??= this.#socket.receive();
    } catch (error) {
      if (!isErrno(error)) throw error;
      this.#error = error;
    }
    return { read: this.#next !== null || this.#error !== undefined, write: true, hangup: false };
  }

  protected release(): void {
    this.#socket.close();
  }
}

/** A packet socket: what an interface hears, as the program holds it. */
export class CaptureFile extends SocketFile implements FrameSource {
  readonly #source: OpenFrameSource;
  #next: CapturedFrame | null = null;

  constructor(source: OpenFrameSource, ino: number) {
    super(ino);
    this.#source = source;
  }

  get readable(): WaitQueue {
    return this.#source.readable;
  }

  get counts(): FrameSource['counts'] {
    return this.#source.counts;
  }

  next(): CapturedFrame | null {
    const next = this.#next;
    this.#next = null;
    return next ?? this.#source.next();
  }

  ready(): Readiness {
    this.#next ??= this.#source.next();
    return { read: this.#next !== null, write: false, hangup: false };
  }

  protected release(): void {
    this.#source.close();
  }
}
