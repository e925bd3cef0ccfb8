import { encodeUtf8 } from '../core/utf8.js';
import { ArchiveError, type TarEntry } from './tar-entry.js';
import { BLOCK_BYTES, checksumOf, field, paddedBytes, typeFlags, type Field } from './tar-format.js';

const CHUNK_BYTES = 65_536;
const ustarMagic = encodeUtf8('ustar\u000000');

/** A whole archive at once; `tarChunks` is for big ones. The same entries always give the same bytes. */
export function encodeTar(entries: Iterable<TarEntry>): Uint8Array {
  const chunks = [...tarChunks(entries)];
  const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** An archive piece by piece; a hole of a sparse file comes as zeros, 64 KiB at a time. */
export function* tarChunks(entries: Iterable<TarEntry>): Generator<Uint8Array> {
  for (const entry of entries) {
    yield* headersOf(entry);
    if (entry.kind === 'file') yield* dataOf(entry);
  }
  yield new Uint8Array(2 * BLOCK_BYTES);
}

/** How many bytes the archive will have. */
export function tarSize(entries: Iterable<TarEntry>): number {
  let total = 2 * BLOCK_BYTES;
  for (const entry of entries) {
    for (const header of headersOf(entry)) total += header.length;
    if (entry.kind === 'file') total += paddedBytes(entry.sizeBytes);
  }
  return total;
}

function* dataOf({ content, sizeBytes }: TarEntry): Generator<Uint8Array> {
  for (let at = 0; at < sizeBytes; at += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, sizeBytes - at);
    const bytes = new Uint8Array(paddedBytes(length));
    if (content) bytes.set(content.read(at, length));
    yield bytes;
  }
}

/** What stands in front of the data of a member; throws ArchiveError for what archives cannot hold. */
export function* headersOf(entry: TarEntry): Generator<Uint8Array> {
  const type = typeFlags[entry.kind];
  if (type === undefined) throw new ArchiveError(`archive/tar: ${entry.kind}s not supported`);
  const path = encodeUtf8(entry.kind === 'directory' ? `${entry.path}/` : entry.path);
  const link = encodeUtf8(entry.linkTarget);
  const split = splitName(path);
  const records = paxRecords(entry, { path, link, fits: split !== undefined });
  if (records.length > 0) yield paxHeader(records);
  yield header(entry, type, split ?? { prefix: new Uint8Array(0), name: path.subarray(0, 100) }, link.subarray(0, 100));
}

/** ustar keeps 100 bytes of a name, and up to 155 more before a slash. Names that are no ASCII go into pax records. */
function splitName(path: Uint8Array): { prefix: Uint8Array; name: Uint8Array } | undefined {
  if (!isAscii(path)) return undefined;
  if (path.length <= 100) return { prefix: path.subarray(0, 0), name: path };
  for (let at = Math.min(155, path.length - 2); at >= path.length - 101 && at > 0; at--) {
    if (path[at] === 0x2f) return { prefix: path.subarray(0, at), name: path.subarray(at + 1) };
  }
  return undefined;
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every(byte => byte > 0 && byte < 0x80);
}

/** The pax records for what does not fit into a ustar header, sorted by key. */
function paxRecords(entry: TarEntry, { path, link, fits }: { path: Uint8Array; link: Uint8Array; fits: boolean }): Uint8Array[] {
  const records: Uint8Array[] = [];
  const text = (key: string, value: string): void => {
    records.push(paxRecord(key, encodeUtf8(value)));
  };
  if (entry.gid > 0o7777777) text('gid', String(entry.gid));
  if (entry.gname && !fitsName(entry.gname)) text('gname', entry.gname);
  if (link.length > 100 || !isAscii(link)) records.push(paxRecord('linkpath', link));
  if (entry.mtime < 0 || !Number.isInteger(entry.mtime) || entry.mtime > 0o77777777777) text('mtime', String(entry.mtime));
  if (!fits) records.push(paxRecord('path', path));
  if (entry.sizeBytes > 0o77777777777) text('size', String(entry.sizeBytes));
  if (entry.uid > 0o7777777) text('uid', String(entry.uid));
  if (entry.uname && !fitsName(entry.uname)) text('uname', entry.uname);
  return records;
}

function fitsName(name: string): boolean {
  return name.length <= 32 && isAscii(encodeUtf8(name));
}

/** `LENGTH KEY=VALUE\n`, where the length counts its own digits. */
function paxRecord(key: string, value: Uint8Array): Uint8Array {
  const rest = encodeUtf8(` ${key}=`);
  const bare = rest.length + value.length + 1;
  let length = bare + String(bare).length;
  if (bare + String(length).length !== length) length = bare + String(length).length;
  const digits = encodeUtf8(String(length));
  const record = new Uint8Array(length);
  record.set(digits);
  record.set(rest, digits.length);
  record.set(value, digits.length + rest.length);
  record[length - 1] = 0x0a;
  return record;
}

function paxHeader(records: readonly Uint8Array[]): Uint8Array {
  const sizeBytes = records.reduce((total, record) => total + record.length, 0);
  const bytes = new Uint8Array(BLOCK_BYTES + paddedBytes(sizeBytes));
  const entry: TarEntry = { path: 'PaxHeaders.0', kind: 'file', mode: 0, uid: 0, gid: 0, sizeBytes, mtime: 0, linkTarget: '' };
  bytes.set(header(entry, 'x', { prefix: new Uint8Array(0), name: encodeUtf8(entry.path) }, new Uint8Array(0)));
  let at = BLOCK_BYTES;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
  }
  return bytes;
}

function header(entry: TarEntry, type: string, name: { prefix: Uint8Array; name: Uint8Array }, link: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  const put = (at: Field, bytes: Uint8Array): void => {
    block.set(bytes.subarray(0, at[1]), at[0]);
  };
  put(field.name, name.name);
  putOctal(block, field.mode, entry.mode & 0o7777);
  putOctal(block, field.uid, entry.uid);
  putOctal(block, field.gid, entry.gid);
  putOctal(block, field.size, entry.kind === 'file' ? entry.sizeBytes : 0);
  putOctal(block, field.mtime, Math.max(0, Math.floor(entry.mtime)));
  put(field.type, encodeUtf8(type));
  put(field.linkName, link);
  put(field.magic, ustarMagic);
  if (entry.uname && fitsName(entry.uname)) put(field.userName, encodeUtf8(entry.uname));
  if (entry.gname && fitsName(entry.gname)) put(field.groupName, encodeUtf8(entry.gname));
  putOctal(block, field.deviceMajor, entry.device?.major ?? 0);
  putOctal(block, field.deviceMinor, entry.device?.minor ?? 0);
  put(field.prefix, name.prefix);
  put(field.checksum, encodeUtf8(`${checksumOf(block).toString(8).padStart(6, '0')}\0 `));
  return block;
}

/** Octal digits and a zero byte; what is too big stands in a pax record, and 0 here. */
function putOctal(block: Uint8Array, [start, length]: Field, value: number): void {
  const digits = value.toString(8);
  const text = digits.length < length ? digits : '0';
  block.set(encodeUtf8(text.padStart(length - 1, '0')), start);
}
