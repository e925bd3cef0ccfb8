import type { Dialect } from './dialect.js';
import { PacketWriter } from './packets.js';
import type { ResultColumn, ResultSet } from './query/context.js';
import { isBinaryType, isNumberType, isTemporalType, textLength, type ColumnType, type TypeName } from './values/column-type.js';
import { MICROS } from './values/temporal.js';
import { isTemporal, toBytes, toInteger, toNumber, toText, type Row, type Value } from './values/value.js';

/** Result sets as packets, in the text protocol and in that of prepared statements. */

const UTF8MB4 = 255;
const UTF8_GENERAL = 45;
const BINARY = 63;

export const typeCodes: ReadonlyMap<TypeName, number> = new Map<TypeName, number>([
  ['tinyint', 1],
  ['smallint', 2],
  ['int', 3],
  ['float', 4],
  ['double', 5],
  ['null', 6],
  ['timestamp', 7],
  ['bigint', 8],
  ['mediumint', 9],
  ['date', 10],
  ['time', 11],
  ['datetime', 12],
  ['year', 13],
  ['bit', 16],
  ['json', 245],
  ['decimal', 246],
  ['enum', 254],
  ['set', 254],
  ['tinytext', 252],
  ['text', 252],
  ['mediumtext', 252],
  ['longtext', 252],
  ['tinyblob', 252],
  ['blob', 252],
  ['mediumblob', 252],
  ['longblob', 252],
  ['varchar', 253],
  ['varbinary', 253],
  ['char', 254],
  ['binary', 254],
]);

/** Types that clients show at the right. */
export function isNumberCode(code: number): boolean {
  return (code <= 9 && code !== 7) || code === 13 || code === 246;
}

const flags = {
  notNull: 1,
  primary: 2,
  unique: 4,
  multiple: 8,
  blob: 16,
  unsigned: 32,
  zerofill: 64,
  binary: 128,
  enum: 256,
  autoIncrement: 512,
  set: 2048,
} as const;

function codeOf(type: ColumnType, dialect: Dialect): number {
  if (type.name === 'json' && dialect.product === 'mariadb') return 252;
  return typeCodes.get(type.name) ?? 253;
}

export function columnPacket(column: ResultColumn, dialect: Dialect): Uint8Array {
  const { name, type, origin, nullable } = column;
  const isText = !isNumberType(type) && !isBinaryType(type) && !isTemporalType(type) && type.name !== 'json';
  const charset = isText ? (dialect.product === 'mysql8' ? UTF8MB4 : UTF8_GENERAL) : BINARY;
  return new PacketWriter()
    .lengthText('def')
    .lengthText(origin?.database ?? '')
    .lengthText(origin?.alias ?? '')
    .lengthText(origin?.table ?? '')
    .lengthText(name)
    .lengthText(origin?.column.name ?? '')
    .int(1, 0x0c)
    .int(2, charset)
    .int(4, Math.min(0xffffffff, textLength(type) * (isText ? 4 : 1)))
    .int(1, codeOf(type, dialect))
    .int(2, flagsOf(column, nullable, isText))
    .int(1, type.name === 'double' || type.name === 'float' ? 31 : (type.scale ?? 0))
    .int(2, 0)
    .done();
}

function flagsOf({ type, origin }: ResultColumn, nullable: boolean, isText: boolean): number {
  const key = origin?.column.key;
  return (
    (nullable ? 0 : flags.notNull) |
    (key === 'PRI' ? flags.primary : key === 'UNI' ? flags.unique : key === 'MUL' ? flags.multiple : 0) |
    (type.unsigned ? flags.unsigned : 0) |
    (type.zerofill ? flags.zerofill : 0) |
    (isText ? 0 : flags.binary) |
    (codeIsBlob(type) ? flags.blob : 0) |
    (type.name === 'enum' ? flags.enum : type.name === 'set' ? flags.set : 0) |
    (origin?.column.autoIncrement ? flags.autoIncrement : 0)
  );
}

function codeIsBlob({ name }: ColumnType): boolean {
  return /text$|blob$|^json$/.test(name);
}

export function endPacket(status: number, warnings = 0): Uint8Array {
  return new PacketWriter().int(1, 0xfe).int(2, warnings).int(2, status).done();
}

export interface ResultFacts {
  readonly dialect: Dialect;
  readonly status: number;
  readonly warnings: number;
  /** The protocol of prepared statements. */
  readonly binary: boolean;
}

export function resultPackets({ columns, rows }: ResultSet, { dialect, status, warnings, binary }: ResultFacts): readonly Uint8Array[] {
  const end = endPacket(status, warnings);
  const head = new PacketWriter().length(columns.length).done();
  const types = columns.map(({ type }) => type);
  const data = rows.map(row => (binary ? binaryRow(row, types, dialect) : textRow(row, types)));
  return [head, ...columns.map(column => columnPacket(column, dialect)), end, ...data, end];
}

function textRow(row: Row, types: readonly ColumnType[]): Uint8Array {
  const writer = new PacketWriter();
  for (const [index, value] of row.entries()) {
    if (value instanceof Uint8Array) writer.lengthBytes(value);
    else writer.lengthText(value === null ? null : shownText(value, types[index]));
  }
  return writer.done();
}

/** Numbers of ZEROFILL columns are padded. */
function shownText(value: Value, type: ColumnType | undefined): string {
  const text = type?.name === 'float' && typeof value === 'number' ? toText(Number(value.toPrecision(6))) : toText(value);
  return type?.zerofill ? text.padStart(type.length ?? textLength(type), '0') : type?.name === 'year' ? text.padStart(4, '0') : text;
}

function binaryRow(row: Row, types: readonly ColumnType[], dialect: Dialect): Uint8Array {
  const bitmap = new Uint8Array(Math.floor((types.length + 7 + 2) / 8));
  const writer = new PacketWriter();
  const body = new PacketWriter();
  for (const [index, type] of types.entries()) {
    const value = row[index] ?? null;
    if (value === null) {
      const bit = index + 2;
      bitmap[bit >> 3] = (bitmap[bit >> 3] ?? 0) | (1 << (bit & 7));
    } else writeBinary(body, value, codeOf(type, dialect));
  }
  return writer.int(1, 0).bytes(bitmap).bytes(body.done()).done();
}

const integerBytes: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 2],
  [13, 2],
  [3, 4],
  [9, 4],
  [8, 8],
]);

function writeBinary(writer: PacketWriter, value: Value, code: number): void {
  const bytes = integerBytes.get(code);
  if (bytes !== undefined) {
    let rest = BigInt.asUintN(8 * bytes, toInteger(value));
    for (let i = 0; i < bytes; i++, rest >>= 8n) writer.int(1, Number(rest & 255n));
  } else if (code === 5) writer.double(toNumber(value));
  else if (code === 4) {
    const data = new DataView(new ArrayBuffer(4));
    data.setFloat32(0, toNumber(value), true);
    writer.bytes(new Uint8Array(data.buffer));
  } else if ((code === 10 || code === 12 || code === 7) && isTemporal(value) && value.kind !== 'time') {
    const size = value.micro > 0 ? 11 : code === 10 ? 4 : 7;
    writer.int(1, size).int(2, value.year).int(1, value.month).int(1, value.day);
    if (size > 4) writer.int(1, value.hour).int(1, value.minute).int(1, value.second);
    if (size > 7) writer.int(4, value.micro);
  } else if (code === 11 && isTemporal(value) && value.kind === 'time') {
    const total = Math.abs(value.micros);
    const seconds = Math.floor(total / MICROS);
    const micro = total % MICROS;
    writer
      .int(1, micro > 0 ? 12 : 8)
      .int(1, value.micros < 0 ? 1 : 0)
      .int(4, Math.floor(seconds / 86_400));
    writer
      .int(1, Math.floor(seconds / 3600) % 24)
      .int(1, Math.floor(seconds / 60) % 60)
      .int(1, seconds % 60);
    if (micro > 0) writer.int(4, micro);
  } else writer.lengthBytes(toBytes(value));
}
