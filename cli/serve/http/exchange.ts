import type { Duplex } from 'node:stream';
import type { RequestHead } from './head.js';
import { reasonOf } from './reason.js';

/**
 * How long the first bytes of a connection that was taken over wait. A real engine has a process to start first, and clients have come to
 * rely on it: docker-py loses what its HTTP library has read together with the head.
 */
const afterHeadMs = 15;

/** What happens to the connection of an exchange. */
export interface ExchangeOwner {
  /** The answer is complete; the connection can be used again, or not. */
  readonly onDone: (keep: boolean) => void;
  readonly onTakeOver: () => void;
}

/** Who reads a request's body, and hears what becomes of its client. */
export interface ExchangeListener {
  readonly onBody: (data: Buffer) => void;
  readonly onBodyEnd: () => void;
  /** The body is not what it said it would be. */
  readonly onBadBody: (message: string) => void;
  /** The client sends no more although nobody asked it to; it may still read. */
  readonly onHalfClose: () => void;
  /** The connection is gone. */
  readonly onGone: () => void;
}

/** One request and its answer. */
export class Exchange {
  readonly head: RequestHead;
  readonly #socket: Duplex;
  readonly #owner: ExchangeOwner;
  #listener: ExchangeListener | undefined;
  #state: 'waiting' | 'chunks' | 'raw' | 'done' = 'waiting';
  #hasBodyFailed = false;
  /** What is to be written when the head has been read. */
  #heldBack: (() => void)[] | undefined;

  constructor(head: RequestHead, socket: Duplex, owner: ExchangeOwner) {
    this.head = head;
    this.#socket = socket;
    this.#owner = owner;
  }

  listen(listener: ExchangeListener): void {
    this.#listener = listener;
    if (this.head.headers.get('expect')?.toLowerCase() === '100-continue' && this.head.body.kind !== 'none')
      this.#socket.write('HTTP/1.1 100 Continue\r\n\r\n');
  }

  // ── from the connection ──────────────────────────────────────────────────────────────────────────────────────────────

  body(data: Buffer): void {
    this.#listener?.onBody(data);
  }

  endBody(): void {
    this.#listener?.onBodyEnd();
  }

  failBody(message: string): void {
    this.#hasBodyFailed = true;
    this.#listener?.onBadBody(message);
  }

  halfClose(): void {
    this.#listener?.onHalfClose();
  }

  leave(): void {
    if (this.#state === 'done') return;
    this.#state = 'done';
    this.#listener?.onGone();
  }

  // ── to the client ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Lets the client send on, or makes it wait. */
  flow(isOpen: boolean): void {
    if (isOpen) this.#socket.resume();
    else this.#socket.pause();
  }

  /** Sends a complete answer. */
  respond(status: number, headers: Readonly<Record<string, string>>, data: Uint8Array | undefined): void {
    if (this.#state !== 'waiting') return;
    const isHead = this.head.method === 'HEAD';
    const hasLength = status !== 204 && status !== 304;
    const length = hasLength ? { 'Content-Length': String(data?.length ?? 0) } : {};
    this.#writeHead(status, { ...headers, ...length });
    if (data && !isHead && hasLength) this.#socket.write(data);
    this.#finish(this.#keepsAlive);
  }

  /** Begins an answer whose body follows with `write`. */
  begin(status: number, headers: Readonly<Record<string, string>>): void {
    if (this.#state !== 'waiting') return;
    const isChunked = this.head.version === '1.1';
    this.#writeHead(status, isChunked ? { ...headers, 'Transfer-Encoding': 'chunked' } : headers);
    this.#state = isChunked ? 'chunks' : 'raw';
  }

  /** Takes the connection over: 101 for a client that asked for an upgrade, 200 for one that did not. */
  takeOver(headers: Readonly<Record<string, string>>): void {
    if (this.#state !== 'waiting') return;
    const asksForUpgrade = this.head.headers.get('upgrade') !== undefined;
    const first = asksForUpgrade ? 'HTTP/1.1 101 UPGRADED' : 'HTTP/1.1 200 OK';
    const { 'Content-Type': ownType, ...others } = headers;
    const type = asksForUpgrade ? ownType : 'application/vnd.docker.raw-stream';
    const upgrade = asksForUpgrade ? 'Connection: Upgrade\r\nUpgrade: tcp\r\n' : '';
    this.#state = 'raw';
    this.#heldBack = asksForUpgrade ? [] : undefined;
    // After what has come meanwhile has been read, too: the client may live in this very process.
    if (asksForUpgrade) setTimeout(() => setImmediate(() => this.#release()), afterHeadMs).unref();
    this.#socket.write(`${first}\r\nContent-Type: ${type}\r\n${upgrade}${headerLines(others)}\r\n`);
    this.#owner.onTakeOver();
  }

  /** Says why the connection, already taken over, has no use, and ends it. */
  farewell(status: number, headers: Readonly<Record<string, string>>, data: Uint8Array): void {
    if (this.#state !== 'waiting') return;
    this.#socket.write(`HTTP/1.1 ${status} ${reasonOf(status)}\r\n${headerLines(headers)}\r\n`);
    this.#socket.write(data);
    this.#finish(false);
  }

  /** Sends a piece of the body; `onTaken` is called when the client's side has taken it. */
  write(data: Uint8Array, onTaken: () => void): void {
    if (this.#heldBack) this.#heldBack.push(() => this.#writeNow(data, onTaken));
    else this.#writeNow(data, onTaken);
  }

  #writeNow(data: Uint8Array, onTaken: () => void): void {
    if (this.#state === 'done' || this.#state === 'waiting') return;
    if (data.length === 0) return onTaken();
    if (this.head.method === 'HEAD') return onTaken();
    // A connection that is gone takes nothing; its 'close' says so.
    const written = (error?: Error | null): void => {
      if (!error) onTaken();
    };
    if (this.#state === 'raw') this.#socket.write(data, written);
    else {
      this.#socket.write(`${data.length.toString(16)}\r\n`);
      this.#socket.write(data);
      this.#socket.write('\r\n', written);
    }
  }

  /** The body is complete. */
  end(): void {
    if (this.#heldBack) this.#heldBack.push(() => this.#endNow());
    else this.#endNow();
  }

  #release(): void {
    const actions = this.#heldBack ?? [];
    this.#heldBack = undefined;
    for (const action of actions) action();
  }

  #endNow(): void {
    if (this.#state === 'waiting' || this.#state === 'done') return;
    const isChunked = this.#state === 'chunks';
    if (isChunked && this.head.method !== 'HEAD') this.#socket.write('0\r\n\r\n');
    this.#finish(isChunked && this.#keepsAlive);
  }

  /** Ends a body that will never be complete. */
  abort(): void {
    if (this.#state !== 'done') this.#socket.destroy();
  }

  #finish(keep: boolean): void {
    this.#state = 'done';
    this.#owner.onDone(keep);
  }

  #writeHead(status: number, headers: Readonly<Record<string, string>>): void {
    const { version } = this.head;
    const connection = this.#connectionHeader();
    this.#socket.cork();
    this.#socket.write(
      `HTTP/${version} ${status} ${reasonOf(status)}\r\n${headerLines({ ...headers, Date: new Date().toUTCString(), ...connection })}\r\n`,
    );
    process.nextTick(() => this.#socket.uncork());
  }

  #connectionHeader(): Readonly<Record<string, string>> {
    if (this.head.version === '1.1') return this.#keepsAlive ? {} : { Connection: 'close' };
    return this.#keepsAlive ? { Connection: 'keep-alive' } : {};
  }

  get #keepsAlive(): boolean {
    if (this.#hasBodyFailed) return false;
    const wish = this.head.headers.get('connection')?.toLowerCase() ?? '';
    return this.head.version === '1.1' ? !wish.includes('close') : wish.includes('keep-alive');
  }
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}
