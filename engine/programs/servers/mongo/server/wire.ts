import type { Task } from '../../../../core/task.js';
import { concatBytes } from '../../../../core/streams.js';
import { decodeUtf8 } from '../../../../core/utf8.js';
import type { ByteReader } from '../../../net/byte-reader.js';
import { BsonError, decodeAllBson, decodeBson, sizeAt } from '../bson/decode.js';
import { encodeBson } from '../bson/encode.js';
import type { Doc } from '../bson/values.js';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
export const MAX_MESSAGE_BYTES = 48_000_000;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** A message of a client or a server. */
export interface Message {
  readonly kind: 'msg' | 'query' | 'reply';
  readonly requestId: number;
  readonly body: Doc;
  /** The database of a legacy query. */
  readonly database?: string;
  /** Nobody waits for an answer. */
  readonly isOneWay: boolean;
}

/** What came in instead of a message. */
export type ReadMessage = Message | { readonly kind: 'closed' } | { readonly kind: 'bad'; readonly why: string };

/** Reads the next message. */
export function* readMessage(reader: Pick<ByteReader, 'exactly'>): Task<ReadMessage> {
  const head = yield* reader.exactly(HEADER_BYTES);
  if (head.length < HEADER_BYTES) return { kind: 'closed' };
  const view = new DataView(head.buffer, head.byteOffset, HEADER_BYTES);
  const length = view.getInt32(0, true);
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
    return { kind: 'bad', why: `recv(): message msgLen ${String(length)} is invalid. Min: 16 Max: ${String(MAX_MESSAGE_BYTES)}` };
  const body = yield* reader.exactly(length - HEADER_BYTES);
  if (body.length < length - HEADER_BYTES) return { kind: 'closed' };
  try {
    return parse(view.getInt32(12, true), view.getInt32(4, true), body);
  } catch (error) {
    if (error instanceof BsonError) return { kind: 'bad', why: error.message };
    throw error;
  }
}

function parse(code: number, requestId: number, bytes: Uint8Array): ReadMessage {
  if (code === OP_MSG) return parseMsg(requestId, bytes);
  if (code === OP_QUERY) {
    const end = bytes.indexOf(0, 4);
    const namespace = decodeUtf8(bytes.subarray(4, end));
    return {
      kind: 'query',
      requestId,
      body: decodeBson(bytes.subarray(end + 9)),
      database: namespace.replace(/\..*$/s, ''),
      isOneWay: false,
    };
  }
  if (code === OP_REPLY) return { kind: 'reply', requestId, body: decodeBson(bytes.subarray(20)), isOneWay: false };
  if (code === OP_COMPRESSED) return { kind: 'bad', why: 'drydock: compressed messages are not simulated' };
  return { kind: 'bad', why: `Unsupported opcode ${String(code)}` };
}

function parseMsg(requestId: number, bytes: Uint8Array): ReadMessage {
  const flags = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let body: Doc | undefined;
  const sequences: [string, readonly Doc[]][] = [];
  for (let at = 4; at < end; ) {
    const kind = bytes[at++];
    if (kind === 0) {
      const size = sizeAt(bytes, at);
      body = decodeBson(bytes.subarray(at, at + size));
      at += size;
    } else if (kind === 1) {
      const size = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getInt32(0, true);
      if (size < 5 || at + size > end) throw new BsonError('Invalid size of a document sequence');
      const nameEnd = bytes.indexOf(0, at + 4);
      sequences.push([decodeUtf8(bytes.subarray(at + 4, nameEnd)), decodeAllBson(bytes.subarray(nameEnd + 1, at + size))]);
      at += size;
    } else throw new BsonError(`Unknown section kind ${String(kind)}`);
  }
  if (!body) throw new BsonError('OP_MSG without a body');
  for (const [name, documents] of sequences) body.set(name, [...documents]);
  return { kind: 'msg', requestId, body, isOneWay: (flags & MORE_TO_COME) !== 0 };
}

/** A request, or the answer to one. */
export function encodeMsg(requestId: number, responseTo: number, body: Doc): Uint8Array {
  return frame(OP_MSG, requestId, responseTo, [new Uint8Array(5), encodeBson(body)]);
}

/** The answer to a legacy query. */
export function encodeReply(requestId: number, responseTo: number, body: Doc): Uint8Array {
  const fields = new Uint8Array(20);
  new DataView(fields.buffer).setInt32(0, 8, true);
  new DataView(fields.buffer).setInt32(16, 1, true);
  return frame(OP_REPLY, requestId, responseTo, [fields, encodeBson(body)]);
}

function frame(code: number, requestId: number, responseTo: number, parts: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(HEADER_BYTES);
  const view = new DataView(head.buffer);
  view.setInt32(0, HEADER_BYTES + parts.reduce((sum, { length }) => sum + length, 0), true);
  view.setInt32(4, requestId, true);
  view.setInt32(8, responseTo, true);
  view.setInt32(12, code, true);
  return concatBytes([head, ...parts]);
}
