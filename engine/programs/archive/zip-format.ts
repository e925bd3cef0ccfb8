import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { concatBytes } from '../input.js';
import { epochOfFields, fieldsOf } from '../time/calendar.js';
import { crc32 } from './crc32.js';
import { deflate } from './deflate.js';
import { inflate, InflateError } from './inflate.js';

/** A member of an archive. Directories end with a slash. */
export interface ZipEntry {
  readonly name: string;
  /** 0: as it is; 8: deflated. */
  readonly method: number;
  readonly crc: number;
  readonly sizeBytes: number;
  readonly packed: Uint8Array;
  readonly mode: number;
  readonly modifiedMs: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const MAX_ENTRIES = 65_535;
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** Packs data, or keeps it as it is where that is no longer. */
export function zipEntry(name: string, data: Uint8Array, { mode, modifiedMs }: Pick<ZipEntry, 'mode' | 'modifiedMs'>): ZipEntry {
  const deflated = data.length > 0 ? deflate(data) : data;
  const isSmaller = deflated.length < data.length;
  return {
    name,
    method: isSmaller ? 8 : 0,
    crc: crc32(data),
    sizeBytes: data.length,
    packed: isSmaller ? deflated : data,
    mode,
    modifiedMs,
  };
}

/** How much smaller a member became, in whole percent. */
export function savedPercent({ sizeBytes, packed }: ZipEntry): number {
  return sizeBytes === 0 ? 0 : Math.round(100 - (100 * packed.length) / sizeBytes);
}

/** The data of a member; undefined when it is damaged. Throws InflateError for what cannot be unpacked here. */
export function unpacked({ method, packed, crc, sizeBytes }: ZipEntry): Uint8Array | undefined {
  if (method !== 0 && method !== 8) throw new InflateError('unsupported compression method');
  if (sizeBytes > MAX_UNPACKED_BYTES) throw new InflateError('drydock: unpacking more than 64 MiB is not simulated');
  const data = method === 0 ? packed : inflate(packed, 0, MAX_UNPACKED_BYTES).data;
  return crc32(data) === crc ? data : undefined;
}

/** The bytes of an archive. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = encodeUtf8(entry.name);
    const local = new DataView(new ArrayBuffer(LOCAL_BYTES));
    local.setUint32(0, LOCAL, true);
    common(local, 4, entry, name.length);
    const central = new DataView(new ArrayBuffer(CENTRAL_BYTES));
    central.setUint32(0, CENTRAL, true);
    central.setUint16(4, 0x031e, true);
    common(central, 6, entry, name.length);
    central.setUint32(
      38,
      ((entry.name.endsWith('/') ? 0o040000 : 0o100000) | entry.mode) * 65_536 + (entry.name.endsWith('/') ? 16 : 0),
      true,
    );
    central.setUint32(42, at, true);
    directory.push(new Uint8Array(central.buffer), name);
    parts.push(new Uint8Array(local.buffer), name, entry.packed);
    at += LOCAL_BYTES + name.length + entry.packed.length;
  }
  const listing = concatBytes(directory);
  const end = new DataView(new ArrayBuffer(END_BYTES));
  end.setUint32(0, END, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, listing.length, true);
  end.setUint32(16, at, true);
  return concatBytes([...parts, listing, new Uint8Array(end.buffer)]);
}

/** What both headers of a member have. */
function common(view: DataView, at: number, { method, crc, packed, sizeBytes, modifiedMs }: ZipEntry, nameLength: number): void {
  const { year, month, day, hour, minute, second } = fieldsOf(modifiedMs);
  view.setUint16(at, 20, true);
  // Names are UTF-8.
  view.setUint16(at + 2, 0x0800, true);
  view.setUint16(at + 4, method, true);
  view.setUint16(at + 6, (hour << 11) | (minute << 5) | (second >> 1), true);
  view.setUint16(at + 8, ((Math.max(1980, year) - 1980) << 9) | (month << 5) | day, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, packed.length, true);
  view.setUint32(at + 18, sizeBytes, true);
  view.setUint16(at + 22, nameLength, true);
}

/** The members of an archive; undefined when it has no directory at its end. */
export function readZip(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) return undefined;
  const count = Math.min(MAX_ENTRIES, view.getUint16(end + 10, true));
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > bytes.length || view.getUint32(at, true) !== CENTRAL) return undefined;
    const nameLength = view.getUint16(at + 28, true);
    const name = decodeUtf8(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength));
    const start = view.getUint32(at + 42, true);
    if (start + LOCAL_BYTES > bytes.length) return undefined;
    const data = start + LOCAL_BYTES + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const mode = Math.floor(view.getUint32(at + 38, true) / 65_536) & 0o7777;
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      sizeBytes: view.getUint32(at + 24, true),
      packed: bytes.subarray(data, data + view.getUint32(at + 20, true)),
      mode: mode === 0 ? (name.endsWith('/') ? 0o755 : 0o644) : mode,
      modifiedMs: timeOf(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
    });
    at += CENTRAL_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function timeOf(date: number, time: number): number {
  return epochOfFields({
    year: (date >> 9) + 1980,
    month: (date >> 5) & 15,
    day: date & 31,
    hour: time >> 11,
    minute: (time >> 5) & 63,
    second: (time & 31) * 2,
  });
}
