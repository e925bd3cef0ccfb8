import type { Duplex } from 'node:stream';
import { BadChunk, BodyDecoder } from './body-decoder.js';
import { Exchange } from './exchange.js';
import { BadRequest, parseHead, type RequestHead } from './head.js';

/** Go's net/http refuses longer heads. */
const headBytes = 1024 * 1024;

export interface ConnectionLimits {
  /** How long a head, or the next piece of a body, may take. */
  readonly patienceMs: number;
  /** How long a connection may do nothing between two requests. */
  readonly idleMs: number;
}

export interface HttpHandlers {
  readonly limits: ConnectionLimits;
  readonly serve: (exchange: Exchange) => void;
  /** Something in the server itself went wrong: it costs this connection only. */
  readonly onFault: (error: unknown) => void;
}

type Reading =
  | { readonly kind: 'head' }
  | { readonly kind: 'body'; readonly exchange: Exchange; readonly decoder: BodyDecoder }
  /** The request is complete: what comes next waits until it is answered. */
  | { readonly kind: 'answering'; readonly exchange: Exchange }
  | { readonly kind: 'raw'; readonly exchange: Exchange }
  | { readonly kind: 'closed' };

/** One client of an HTTP server: reads requests one after another and hands each to `serve`, which answers it through its exchange. */
export class HttpConnection {
  readonly socket: Duplex;
  readonly #serve: (exchange: Exchange) => void;
  readonly #onFault: (error: unknown) => void;
  readonly #limits: ConnectionLimits;
  #reading: Reading = { kind: 'head' };
  #received: Buffer = Buffer.alloc(0);
  /** Up to where the end of the head was looked for. */
  #searched = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Duplex, { serve, onFault, limits }: HttpHandlers) {
    this.socket = socket;
    this.#limits = limits;
    this.#serve = serve;
    this.#onFault = onFault;
    socket.on('data', (data: Buffer) => this.#guard(() => this.#receive(data)));
    socket.on('end', () => this.#guard(() => this.#ended()));
    socket.on('close', () => this.#guard(() => this.#closed()));
    // What is wrong with a connection is told by its 'close'.
    socket.on('error', () => undefined);
    this.#expect(limits.patienceMs);
  }

  close(): void {
    this.socket.destroy();
  }

  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      // The exchange, if there is one, hears of it when the connection closes.
      this.socket.destroy();
      this.#onFault(error);
    }
  }

  #receive(data: Buffer): void {
    // What a refused client still sends is read, so that it comes to read why.
    if (this.#reading.kind === 'closed') return;
    this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data]);
    this.#advance();
  }

  #advance(): void {
    for (let before = -1; before !== this.#received.length && this.#received.length > 0; ) {
      before = this.#received.length;
      if (this.#reading.kind === 'head') this.#readHead();
      // A call above may have changed what is read next.
      this.#readBody();
    }
    // A client that sends on while it is being answered has to wait.
    if (this.#reading.kind === 'answering' && this.#received.length > headBytes) this.socket.pause();
  }

  #readHead(): void {
    // Empty lines before a request are skipped, as RFC 9112 asks for.
    const start = this.#received.findIndex(byte => byte !== 13 && byte !== 10);
    if (start !== 0) this.#received = start < 0 ? Buffer.alloc(0) : this.#received.subarray(start);
    if (start < 0) return;
    const end = endOfHead(this.#received, this.#searched);
    this.#searched = Math.max(0, this.#received.length - 3);
    if ((end?.start ?? this.#received.length) > headBytes) return this.#refuse(new BadRequest('431 Request Header Fields Too Large'));
    if (!end) return this.#expect(this.#limits.patienceMs, 'keep');
    const text = this.#received.toString('latin1', 0, end.start);
    this.#received = this.#received.subarray(end.next);
    this.#searched = 0;
    try {
      this.#begin(parseHead(text));
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      this.#refuse(error);
    }
  }

  #begin(head: RequestHead): void {
    const decoder = new BodyDecoder(head.body);
    const exchange = new Exchange(head, this.socket, { onDone: keep => this.#next(keep), onTakeOver: () => this.#takeOver() });
    this.#reading = decoder.isDone ? { kind: 'answering', exchange } : { kind: 'body', exchange, decoder };
    this.#expect(decoder.isDone ? undefined : this.#limits.patienceMs);
    this.#serve(exchange);
    if (decoder.isDone) exchange.endBody();
  }

  #readBody(): void {
    const reading = this.#reading;
    if (reading.kind === 'raw') {
      const data = this.#received;
      this.#received = Buffer.alloc(0);
      if (data.length > 0) reading.exchange.body(data);
      return;
    }
    if (reading.kind !== 'body') return;
    this.#expect(this.#limits.patienceMs);
    try {
      const { pieces, rest } = reading.decoder.push(this.#received);
      this.#received = rest;
      if (reading.decoder.isDone) {
        this.#reading = { kind: 'answering', exchange: reading.exchange };
        this.#expect(undefined);
      }
      for (const piece of pieces) reading.exchange.body(piece);
      if (reading.decoder.isDone) reading.exchange.endBody();
    } catch (error) {
      if (!(error instanceof BadChunk)) throw error;
      this.#reading = { kind: 'answering', exchange: reading.exchange };
      reading.exchange.failBody(error.message);
    }
  }

  /** From here on the exchange has all bytes. */
  #takeOver(): void {
    if (this.#reading.kind === 'closed' || this.#reading.kind === 'head') return;
    this.#reading = { kind: 'raw', exchange: this.#reading.exchange };
    this.#expect(undefined);
    this.socket.resume();
    this.#readBody();
  }

  /** An answer is complete. */
  #next(keep: boolean): void {
    if (this.#reading.kind === 'closed') return;
    if (!keep || this.#reading.kind !== 'answering') {
      this.#reading = { kind: 'closed' };
      this.#expect(this.#limits.idleMs);
      // A slow client reads to the end; one that never closes its side is not waited for.
      this.socket.end(() => this.#expect(1000));
      return;
    }
    this.#reading = { kind: 'head' };
    this.#expect(this.#limits.idleMs);
    this.socket.resume();
    setImmediate(() => this.#guard(() => this.#advance()));
  }

  #refuse({ status, message }: BadRequest): void {
    this.#reading = { kind: 'closed' };
    this.#received = Buffer.alloc(0);
    this.socket.write(`HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${message}`);
    this.socket.end();
    this.#expect(500);
  }

  /** The client sends no more. */
  #ended(): void {
    const reading = this.#reading;
    if (reading.kind === 'raw') reading.exchange.endBody();
    else if (reading.kind === 'body') reading.exchange.failBody('unexpected EOF');
    else if (reading.kind === 'answering') reading.exchange.halfClose();
    else this.socket.end();
  }

  #closed(): void {
    const reading = this.#reading;
    this.#reading = { kind: 'closed' };
    this.#received = Buffer.alloc(0);
    this.#expect(undefined);
    if ('exchange' in reading) reading.exchange.leave();
  }

  /** Something has to come within a time; 'keep' lets a time that runs already go on. */
  #expect(milliseconds: number | undefined, mode?: 'keep'): void {
    if (mode === 'keep' && this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = milliseconds === undefined ? undefined : setTimeout(() => this.socket.destroy(), milliseconds);
    this.#timer?.unref();
  }
}

/** Where a head ends and what follows begins: at an empty line. */
function endOfHead(bytes: Buffer, from: number): { readonly start: number; readonly next: number } | undefined {
  for (let at = bytes.indexOf(10, from); at >= 0; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1] === 13 ? at + 2 : at + 1;
    if (bytes[next] === 10) return { start: bytes[at - 1] === 13 ? at - 1 : at, next: next + 1 };
  }
  return undefined;
}
