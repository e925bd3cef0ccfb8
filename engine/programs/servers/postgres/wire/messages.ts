import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import { concatBytes } from '../../../input.js';
import { ByteReader } from '../../../net/byte-reader.js';
import { PgError } from '../pg-error.js';

/** The longest message that either side takes. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

export const PROTOCOL_3 = 196_608;
export const SSL_REQUEST = 80_877_103;
export const GSS_REQUEST = 80_877_104;
export const CANCEL_REQUEST = 80_877_102;

/** Builds a message: a letter, its length, and what is in it. */
export class MessageWriter {
  readonly #parts: Uint8Array[] = [];

  byte(value: number): this {
    this.#parts.push(Uint8Array.of(value & 255));
    return this;
  }

  int16(value: number): this {
    this.#parts.push(Uint8Array.of((value >> 8) & 255, value & 255));
    return this;
  }

  int32(value: number): this {
    this.#parts.push(Uint8Array.of((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255));
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#parts.push(value);
    return this;
  }

  /** A text with a zero behind it. */
  text(value: string): this {
    this.#parts.push(encodeUtf8(value.replaceAll('\0', '')), Uint8Array.of(0));
    return this;
  }

  /** A value: its length and bytes, or −1. */
  value(value: Uint8Array | null): this {
    if (value === null) return this.int32(-1);
    return this.int32(value.length).bytes(value);
  }

  done(letter: string): Uint8Array {
    const body = concatBytes(this.#parts);
    const head = new MessageWriter().int32(body.length + 4).#parts;
    return concatBytes([...(letter === '' ? [] : [encodeUtf8(letter)]), ...head, body]);
  }
}

/** Takes a message apart. */
export class MessageReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  int16(): number {
    const value = (this.byte() << 8) | this.byte();
    return value > 0x7fff ? value - 0x10000 : value;
  }

  int32(): number {
    return (this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte();
  }

  bytes(length: number): Uint8Array {
    if (length < 0 || this.#at + length > this.#bytes.length) throw new PgError('08P01', 'insufficient data left in message');
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw new PgError('08P01', 'invalid string in message');
    const text = decodeUtf8(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  value(): Uint8Array | null {
    const length = this.int32();
    return length < 0 ? null : this.bytes(length);
  }

  rest(): Uint8Array {
    return this.bytes(this.#bytes.length - this.#at);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }
}

export interface Message {
  readonly letter: string;
  readonly body: Uint8Array;
}

/** Reads and writes messages of one connection; what is written goes out in big pieces. */
export class MessageStream {
  readonly #sys: Sys;
  readonly #fd: Fd;
  readonly #reader: ByteReader;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(sys: Sys, fd: Fd) {
    this.#sys = sys;
    this.#fd = fd;
    this.#reader = new ByteReader(sys, fd);
  }

  get hasBuffered(): boolean {
    return this.#reader.buffered > 0;
  }

  /** The first message has no letter; undefined at the end of the connection. */
  *startup(): Task<Uint8Array | undefined> {
    return yield* this.#body(10_000);
  }

  *read(): Task<Message | undefined> {
    const head = yield* this.#reader.exactly(1);
    if (head.length === 0) return undefined;
    const body = yield* this.#body(MAX_MESSAGE_BYTES);
    return body && { letter: String.fromCharCode(head[0] ?? 0), body };
  }

  *readByte(): Task<string> {
    return decodeUtf8(yield* this.#reader.exactly(1));
  }

  *#body(most: number): Task<Uint8Array | undefined> {
    const length = yield* this.#reader.exactly(4);
    if (length.length < 4) return undefined;
    const size = new MessageReader(length).int32() - 4;
    if (size < 0 || size > most) throw new PgError('08P01', 'invalid length of startup packet', { severity: 'FATAL' });
    const body = yield* this.#reader.exactly(size);
    return body.length < size ? undefined : body;
  }

  *write(message: Uint8Array): Task<void> {
    this.#pending.push(message);
    this.#pendingBytes += message.length;
    if (this.#pendingBytes >= 8192) yield* this.flush();
  }

  *flush(): Task<void> {
    if (this.#pendingBytes === 0) return;
    const all = concatBytes(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    yield* this.#sys.write(this.#fd, all);
  }
}

/** A notice or an error as fields of the protocol. */
export function errorMessage(error: PgError, severity: string, query?: string): Uint8Array {
  const { fields } = error;
  const writer = new MessageWriter();
  const put = (letter: string, text: string | undefined): void => {
    if (text !== undefined) writer.byte(letter.charCodeAt(0)).text(text);
  };
  put('S', severity);
  put('V', severity);
  put('C', error.code);
  put('M', error.message);
  put('D', fields.detail);
  put('H', fields.hint);
  if (fields.at !== undefined) {
    const place = String([...(fields.internalQuery ?? query ?? '').slice(0, fields.at)].length + 1);
    put(fields.internalQuery === undefined ? 'P' : 'p', place);
  }
  put('q', fields.internalQuery);
  put('W', fields.context);
  put('s', fields.schema);
  put('t', fields.table);
  put('c', fields.column);
  put('n', fields.constraint);
  return writer.byte(0).done(severity === 'ERROR' || severity === 'FATAL' || severity === 'PANIC' ? 'E' : 'N');
}
