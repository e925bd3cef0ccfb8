import { PacketReader } from './packets.js';
import { Decimal } from './values/decimal.js';
import { dateOf, MICROS } from './values/temporal.js';
import type { Value } from './values/value.js';
import { decodeUtf8 } from '../../../core/utf8.js';

export interface BinaryStatement {
  readonly sql: string;
  readonly parameters: number;
  /** Types of the parameters as the client said them last. */
  types: readonly number[];
  /** Parts of parameters that came before (COM_STMT_SEND_LONG_DATA). */
  readonly long: Map<number, Uint8Array>;
}

/** The values in a COM_STMT_EXECUTE. */
export function readParameters(packet: Uint8Array, statement: BinaryStatement): readonly Value[] {
  const { parameters } = statement;
  if (parameters === 0) return [];
  const reader = new PacketReader(packet);
  reader.bytes(1 + 4 + 1 + 4);
  const nulls = reader.bytes(Math.floor((parameters + 7) / 8));
  if (reader.int(1) === 1) statement.types = Array.from({ length: parameters }, () => reader.int(2));
  return Array.from({ length: parameters }, (_, index): Value => {
    const long = statement.long.get(index);
    if (long) return decodeUtf8(long);
    if (((nulls[index >> 3] ?? 0) >> (index & 7)) & 1) return null;
    return readValue(reader, statement.types[index] ?? 253);
  });
}

function readValue(reader: PacketReader, type: number): Value {
  const unsigned = (type & 0x8000) !== 0;
  switch (type & 0xff) {
    case 6:
      return null;
    case 1:
      return reader.whole(1, unsigned);
    case 2:
    case 13:
      return reader.whole(2, unsigned);
    case 3:
    case 9:
      return reader.whole(4, unsigned);
    case 8:
      return reader.whole(8, unsigned);
    case 4:
      return reader.double(4);
    case 5:
      return readDouble(reader.double(8));
    case 7:
    case 10:
    case 12:
      return readMoment(reader, type & 0xff);
    case 11:
      return readTime(reader);
    case 246:
    case 0:
      return Decimal.parse(decodeUtf8(reader.bytes(reader.length()))) ?? null;
    case 249:
    case 250:
    case 251:
    case 252:
      return Uint8Array.from(reader.bytes(reader.length()));
    default:
      return decodeUtf8(reader.bytes(reader.length()));
  }
}

/** Clients send all numbers as doubles; whole ones are meant as such (LIMIT ?). */
function readDouble(value: number): Value {
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}

function readMoment(reader: PacketReader, type: number): Value {
  const size = reader.int(1);
  const date = size >= 4 ? dateOf(reader.int(2), reader.int(1), reader.int(1)) : dateOf(0, 0, 0);
  if (size < 7) return type === 10 ? date : { ...date, kind: 'datetime' };
  const [hour, minute, second] = [reader.int(1), reader.int(1), reader.int(1)];
  const micro = size >= 11 ? reader.int(4) : 0;
  return { ...date, kind: 'datetime', hour, minute, second, micro, digits: micro > 0 ? 6 : 0 };
}

function readTime(reader: PacketReader): Value {
  const size = reader.int(1);
  if (size === 0) return { kind: 'time', micros: 0, digits: 0 };
  const negative = reader.int(1) === 1;
  const seconds = reader.int(4) * 86_400 + reader.int(1) * 3600 + reader.int(1) * 60 + reader.int(1);
  const micro = size >= 12 ? reader.int(4) : 0;
  const micros = seconds * MICROS + micro;
  return { kind: 'time', micros: negative ? -micros : micros, digits: micro > 0 ? 6 : 0 };
}
