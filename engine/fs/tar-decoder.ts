import { decodeUtf8 } from '../core/utf8.js';
import { Content } from './content.js';
import { limits } from './limits.js';
import { ArchiveError, type TarEntry } from './tar-entry.js';
import { sparseFile, type SparseFile } from './tar-sparse.js';
import { BLOCK_BYTES, checksumOf, field, paddedBytes, typeFlags, type Field } from './tar-format.js';

export interface TarLimits {
  readonly entries: number;
  /** Logical bytes of all files together. */
  readonly totalBytes: number;
}

const defaultLimits: TarLimits = { entries: limits.tarEntries, totalBytes: limits.fileBytes };
const kinds = new Map(Object.entries(typeFlags).map(([kind, flag]) => [flag, kind]));

/**
 * The members of an archive (ustar, pax, GNU long names, v7), in their order. Throws `ArchiveError` with the message of Go's
 * archive/tar for what is damaged, and for what goes beyond the limits.
 */
export function decodeTar(bytes: Uint8Array, tarLimits: Partial<TarLimits> = {}): TarEntry[] {
  const decoder = new TarDecoder(tarLimits);
  const entries: TarEntry[] = [];
  for (let at = 0; ; ) {
    const reading = decoder.next();
    let step = reading.next(NOTHING);
    while (!step.done) {
      const taken = bytes.subarray(at, at + step.value);
      at += taken.length;
      step = reading.next(taken);
    }
    if (!step.value) return entries;
    entries.push(step.value);
  }
}

/** Reading of something: gives how many bytes it wants next and is resumed with them, or with less at the end of the archive. */
type Reading<T> = Generator<number, T, Uint8Array>;

const NOTHING = new Uint8Array(0);
const PIECE_BYTES = 65_536;

interface Extended {
  readonly records: Map<string, string>;
  longName?: string;
  longLink?: string;
}

/** Reads an archive member by member, as its bytes come. Throws what `decodeTar` throws. */
export class TarDecoder {
  readonly #limits: TarLimits;
  readonly #global = new Map<string, string>();
  #entries = 0;
  #totalBytes = 0;

  constructor(tarLimits: Partial<TarLimits> = {}) {
    this.#limits = { ...defaultLimits, ...tarLimits };
  }

  /** The next member; undefined at the end, which is two blocks of zeros or just no more bytes. */
  *next(): Reading<TarEntry | undefined> {
    const extended: Extended = { records: new Map(this.#global) };
    for (;;) {
      const header = yield* this.#header();
      if (!header) return undefined;
      const type = String.fromCharCode(header[field.type[0]] ?? 0);
      if (!(yield* this.#readExtension(type, header, extended))) return yield* this.#entry(type, header, extended);
    }
  }

  /** Takes in a header that only says more about the next one; false when it is a member itself. */
  *#readExtension(type: string, header: Uint8Array, extended: Extended): Reading<boolean> {
    switch (type) {
      case 'x':
        for (const [key, value] of yield* this.#paxRecords(header)) extended.records.set(key, value);
        return true;
      case 'g':
        for (const [key, value] of yield* this.#paxRecords(header)) {
          this.#global.set(key, value);
          extended.records.set(key, value);
        }
        return true;
      case 'L':
        extended.longName = upToZero(decodeUtf8(yield* this.#extensionData(header)));
        return true;
      case 'K':
        extended.longLink = upToZero(decodeUtf8(yield* this.#extensionData(header)));
        return true;
      default:
        return false;
    }
  }

  *#entry(type: string, header: Uint8Array, { records, longName, longLink }: Extended): Reading<TarEntry> {
    if (++this.#entries > this.#limits.entries) throw new ArchiveError('archive/tar: too many entries');
    const sparse = sparseFile(records);
    const name = sparse?.name ?? records.get('path') ?? longName ?? nameOf(header);
    const path = cleanPath(name);
    const kind = kindOf(type, name);
    const sizeBytes = numberOf(records.get('size')) ?? numeric(header, field.size);
    const hasData = kind === 'file';
    const userName = records.get('uname') ?? text(header, field.userName);
    const groupName = records.get('gname') ?? text(header, field.groupName);
    const isDevice = kind === 'character' || kind === 'block';
    return {
      path,
      ...(path === name.replace(/\/$/, '') ? {} : { name }),
      kind,
      mode: numeric(header, field.mode) & 0o7777,
      uid: numberOf(records.get('uid')) ?? numeric(header, field.uid),
      gid: numberOf(records.get('gid')) ?? numeric(header, field.gid),
      ...(userName ? { uname: userName } : {}),
      ...(groupName ? { gname: groupName } : {}),
      sizeBytes: hasData ? (sparse?.sizeBytes ?? sizeBytes) : 0,
      mtime: numberOf(records.get('mtime')) ?? numeric(header, field.mtime),
      linkTarget: kind === 'symlink' || kind === 'hardlink' ? (records.get('linkpath') ?? longLink ?? text(header, field.linkName)) : '',
      ...(hasData ? { content: sparse ? yield* this.#sparse(sparse, sizeBytes) : yield* this.#content(sizeBytes) } : {}),
      ...(isDevice ? { device: { major: numeric(header, field.deviceMajor), minor: numeric(header, field.deviceMinor) } } : {}),
    };
  }

  *#header(): Reading<Uint8Array | undefined> {
    const header = yield BLOCK_BYTES;
    if (header.length === 0) return undefined;
    if (header.length < BLOCK_BYTES) throw new ArchiveError('unexpected EOF');
    if (header.every(byte => byte === 0)) {
      const second = yield BLOCK_BYTES;
      if (second.some(byte => byte !== 0)) throw invalidHeader();
      return undefined;
    }
    if (numeric(header, field.checksum) !== checksumOf(header)) throw invalidHeader();
    return header;
  }

  *#content(sizeBytes: number): Reading<Content> {
    if (sizeBytes < 0) throw invalidHeader();
    this.#totalBytes += sizeBytes;
    if (this.#totalBytes > this.#limits.totalBytes) throw new ArchiveError('archive/tar: archive too big');
    const content = new Content();
    for (let at = 0; at < sizeBytes; at += PIECE_BYTES) content.write(at, withoutZeros(yield* take(Math.min(PIECE_BYTES, sizeBytes - at))));
    content.truncate(sizeBytes);
    yield paddedBytes(sizeBytes) - sizeBytes;
    return content;
  }

  *#sparse({ sizeBytes, contentOf }: SparseFile, stored: number): Reading<Content> {
    this.#totalBytes += sizeBytes;
    if (this.#totalBytes > this.#limits.totalBytes) throw new ArchiveError('archive/tar: archive too big');
    return contentOf(yield* data(stored));
  }

  *#extensionData(header: Uint8Array): Reading<Uint8Array> {
    const sizeBytes = numeric(header, field.size);
    if (sizeBytes > limits.tarHeaderBytes) throw new ArchiveError('archive/tar: header field too long');
    return yield* data(sizeBytes);
  }

  *#paxRecords(header: Uint8Array): Reading<readonly (readonly [string, string])[]> {
    const records: (readonly [string, string])[] = [];
    const bytes = yield* this.#extensionData(header);
    for (let at = 0; at < bytes.length; ) {
      const space = bytes.indexOf(0x20, at);
      const length = space === -1 ? NaN : Number(decodeUtf8(bytes.subarray(at, space)));
      const end = at + length;
      const equals = bytes.indexOf(0x3d, space);
      const isValid = Number.isInteger(length) && end <= bytes.length && equals > space && equals < end && bytes[end - 1] === 0x0a;
      if (!isValid) throw invalidHeader();
      records.push([decodeUtf8(bytes.subarray(space + 1, equals)), decodeUtf8(bytes.subarray(equals + 1, end - 1))]);
      at = end;
    }
    return records;
  }
}

/** Zeros at the end are a hole. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

/** What follows a header, in whole blocks. */
function* data(sizeBytes: number): Reading<Uint8Array> {
  if (sizeBytes < 0) throw invalidHeader();
  const bytes = yield* take(sizeBytes);
  yield paddedBytes(sizeBytes) - sizeBytes;
  return bytes;
}

function* take(length: number): Reading<Uint8Array> {
  const bytes = yield length;
  if (bytes.length < length) throw new ArchiveError('unexpected EOF');
  return bytes;
}

function kindOf(type: string, name: string): TarEntry['kind'] {
  // Old archives mark a directory by its slash alone; '7' is a contiguous file.
  if (type === '\0' || type === '0' || type === '7') return name.endsWith('/') ? 'directory' : 'file';
  const kind = kinds.get(type);
  if (!isKind(kind)) throw new ArchiveError(`unhandled tar header type ${type.charCodeAt(0)}`);
  return kind;
}

function isKind(kind: string | undefined): kind is TarEntry['kind'] {
  return kind !== undefined && Object.hasOwn(typeFlags, kind);
}

function nameOf(header: Uint8Array): string {
  const name = text(header, field.name);
  // GNU's older magic 'ustar  ' uses the prefix for other things.
  const isPosix = header[field.magic[0] + 5] === 0 && text(header, field.magic).startsWith('ustar');
  const prefix = isPosix ? text(header, field.prefix) : '';
  return prefix ? `${prefix}/${name}` : name;
}

/** Without `./` in front and slashes at the ends. */
function cleanPath(name: string): string {
  return name.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '') || '.';
}

function text(header: Uint8Array, [start, length]: Field): string {
  return upToZero(decodeUtf8(header.subarray(start, start + length)));
}

function upToZero(value: string): string {
  const end = value.indexOf('\0');
  return end === -1 ? value : value.slice(0, end);
}

/** Octal digits, or a big-endian number when the top bit is set (GNU). */
function numeric(header: Uint8Array, [start, length]: Field): number {
  const first = header[start] ?? 0;
  if ((first & 0x80) !== 0) return base256(header.subarray(start, start + length));
  const digits = upToZero(decodeUtf8(header.subarray(start, start + length))).trim();
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw invalidHeader();
  return parseInt(digits, 8);
}

/** Two's complement; the top bit only marks the encoding. */
function base256(bytes: Uint8Array): number {
  const isNegative = ((bytes[0] ?? 0) & 0x40) !== 0;
  let value = 0;
  for (const [index, byte] of bytes.entries()) {
    const bits = isNegative ? byte ^ 0xff : byte;
    value = value * 256 + (index === 0 ? bits & 0x7f : bits);
  }
  if (!Number.isSafeInteger(value)) throw invalidHeader();
  return isNegative ? -value - 1 : value;
}

function numberOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^-?\d+(?:\.\d*)?$/.test(value)) throw invalidHeader();
  return Number(value);
}

function invalidHeader(): ArchiveError {
  return new ArchiveError('archive/tar: invalid tar header');
}
