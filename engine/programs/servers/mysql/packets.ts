import { ByteQueue } from '../../../core/byte-queue.js';
import { concatBytes } from '../../../core/streams.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import type { ByteReader } from '../../net/byte-reader.js';

const MAX_PACKET_BYTES = 0xffffff;

/** Reads and writes the packets of a connection, numbered as the protocol wants it. */
export class PacketStream {
  readonly #sys: Sys;
  readonly #fd: Fd;
  readonly #reader: ByteReader;
  #sequence = 0;

  constructor(sys: Sys, fd: Fd, reader: ByteReader) {
    this.#sys = sys;
    this.#fd = fd;
    this.#reader = reader;
  }

  /** A new exchange begins: numbers start again. */
  restart(): void {
    this.#sequence = 0;
  }

  /** The next packet; undefined at the end. */
  *read(): Task<Uint8Array | undefined> {
    const head = yield* this.#reader.exactly(4);
    if (head.length < 4) return undefined;
    const length = (head[0] ?? 0) | ((head[1] ?? 0) << 8) | ((head[2] ?? 0) << 16);
    this.#sequence = ((head[3] ?? 0) + 1) & 0xff;
    const body = yield* this.#reader.exactly(length);
    return body.length < length ? undefined : body;
  }

  *write(...bodies: readonly Uint8Array[]): Task<void> {
    const packets = bodies.map(body => {
      const length = Math.min(body.length, MAX_PACKET_BYTES - 1);
      const head = Uint8Array.of(length & 0xff, (length >> 8) & 0xff, (length >> 16) & 0xff, this.#sequence);
      this.#sequence = (this.#sequence + 1) & 0xff;
      return concatBytes([head, body.subarray(0, length)]);
    });
    yield* this.#sys.write(this.#fd, concatBytes(packets));
  }
}

/** Puts a packet's fields together. */
export class PacketWriter {
  readonly #queue = new ByteQueue();

  double(value: number): this {
    const data = new DataView(new ArrayBuffer(8));
    data.setFloat64(0, value, true);
    return this.bytes(new Uint8Array(data.buffer));
  }

  /** Bytes behind their number. */
  lengthBytes(data: Uint8Array): this {
    return this.length(data.length).bytes(data);
  }

  int(bytes: number, value: number): this {
    let rest = value;
    for (let i = 0; i < bytes; i++) {
      this.#queue.pushByte(rest & 0xff);
      rest = Math.floor(rest / 256);
    }
    return this;
  }

  bytes(data: Uint8Array): this {
    this.#queue.push(data);
    return this;
  }

  text(text: string): this {
    return this.bytes(encodeUtf8(text));
  }

  /** Text and a zero byte. */
  terminated(text: string): this {
    return this.text(text).int(1, 0);
  }

  /** An integer in as few bytes as it needs. */
  length(value: number): this {
    if (value < 0xfb) return this.int(1, value);
    if (value < 0x10000) return this.int(1, 0xfc).int(2, value);
    if (value < 0x1000000) return this.int(1, 0xfd).int(3, value);
    return this.int(1, 0xfe).int(8, value);
  }

  /** Text behind its length; null is one byte. */
  lengthText(text: string | null): this {
    if (text === null) return this.int(1, 0xfb);
    const data = encodeUtf8(text);
    return this.length(data.length).bytes(data);
  }

  done(): Uint8Array {
    return this.#queue.take(Infinity);
  }
}

/** Takes a packet's fields apart. Past the end everything is zero or empty. */
export class PacketReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  int(bytes: number): number {
    let value = 0;
    for (let i = bytes - 1; i >= 0; i--) value = value * 256 + (this.#bytes[this.#at + i] ?? 0);
    this.#at += bytes;
    return value;
  }

  bytes(count: number): Uint8Array {
    const data = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return data;
  }

  terminated(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const data = this.bytes((end < 0 ? this.#bytes.length : end) - this.#at);
    this.#at++;
    return decodeUtf8(data);
  }

  length(): number {
    const first = this.int(1);
    if (first < 0xfb) return first;
    return this.int(first === 0xfc ? 2 : first === 0xfd ? 3 : 8);
  }

  lengthText(): string | null {
    if (this.#bytes[this.#at] === 0xfb) {
      this.#at++;
      return null;
    }
    return decodeUtf8(this.bytes(this.length()));
  }

  double(bytes: 4 | 8): number {
    const copy = Uint8Array.from(this.bytes(bytes));
    const data = new DataView(copy.buffer);
    return bytes === 4 ? data.getFloat32(0, true) : data.getFloat64(0, true);
  }

  /** A whole number of eight bytes. */
  whole(bytes: number, unsigned: boolean): bigint {
    let value = 0n;
    for (const [index, byte] of this.bytes(bytes).entries()) value |= BigInt(byte) << BigInt(8 * index);
    return unsigned ? value : BigInt.asIntN(8 * bytes, value);
  }

  rest(): string {
    return decodeUtf8(this.#bytes.subarray(this.#at));
  }
}

export const capabilities = {
  connectWithDatabase: 0x8,
  protocol41: 0x200,
  secureConnection: 0x8000,
  pluginAuth: 0x80000,
  lengthEncodedAuth: 0x200000,
} as const;
/** LONG_PASSWORD, FOUND_ROWS, LONG_FLAG, TRANSACTIONS and MULTI_RESULTS besides those above. */
export const COMMON_CAPABILITIES =
  0x1 |
  0x2 |
  0x4 |
  0x2000 |
  0x20000 |
  capabilities.connectWithDatabase |
  capabilities.protocol41 |
  capabilities.secureConnection |
  capabilities.pluginAuth;

export const commands = {
  quit: 1,
  useDatabase: 2,
  query: 3,
  fieldList: 4,
  shutdown: 8,
  statistics: 9,
  processInfo: 10,
  processKill: 12,
  ping: 14,
  changeUser: 17,
  prepare: 22,
  execute: 23,
  sendLongData: 24,
  closeStatement: 25,
  resetStatement: 26,
  setOption: 27,
  resetConnection: 31,
} as const;
export const NATIVE_PASSWORD = 'mysql_native_password';
