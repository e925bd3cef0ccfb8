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
  const decoder = new Decoder(bytes, { ...defaultLimits, ...tarLimits });
  const entries: TarEntry[] = [];
  for (let entry = decoder.next(); entry; entry = decoder.next()) entries.push(entry);
  return entries;
}

interface Extended {
  readonly records: Map<string, string>;
  longName?: string;
  longLink?: string;
}

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #limits: TarLimits;
  readonly #global = new Map<string, string>();
  #at = 0;
  #entries = 0;
  #totalBytes = 0;

  constructor(bytes: Uint8Array, tarLimits: TarLimits) {
    this.#bytes = bytes;
    this.#limits = tarLimits;
  }

  /** The next member; undefined at the end, which is two blocks of zeros or just no more bytes. */
  next(): TarEntry | undefined {
    const extended: Extended = { records: new Map(this.#global) };
    for (;;) {
      const header = this.#header();
      if (!header) return undefined;
      const type = String.fromCharCode(header[field.type[0]] ?? 0);
      if (!this.#readExtension(type, header, extended)) return this.#entry(type, header, extended);
    }
  }

  /** Takes in a header that only says more about the next one; false when it is a member itself. */
  #readExtension(type: string, header: Uint8Array, extended: Extended): boolean {
    switch (type) {
      case 'x':
        for (const [key, value] of this.#paxRecords(header)) extended.records.set(key, value);
        return true;
      case 'g':
        for (const [key, value] of this.#paxRecords(header)) {
          this.#global.set(key, value);
          extended.records.set(key, value);
        }
        return true;
      case 'L':
        extended.longName = upToZero(decodeUtf8(this.#extensionData(header)));
        return true;
      case 'K':
        extended.longLink = upToZero(decodeUtf8(this.#extensionData(header)));
        return true;
      default:
        return false;
    }
  }

  #entry(type: string, header: Uint8Array, { records, longName, longLink }: Extended): TarEntry {
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
      ...(hasData ? { content: sparse ? this.#sparse(sparse, sizeBytes) : this.#content(sizeBytes) } : {}),
      ...(isDevice ? { device: { major: numeric(header, field.deviceMajor), minor: numeric(header, field.deviceMinor) } } : {}),
    };
  }

  #header(): Uint8Array | undefined {
    if (this.#at >= this.#bytes.length) return undefined;
    const header = this.#take(BLOCK_BYTES);
    if (header.every(byte => byte === 0)) {
      const second = this.#bytes.subarray(this.#at, this.#at + BLOCK_BYTES);
      if (second.some(byte => byte !== 0)) throw invalidHeader();
      this.#at = this.#bytes.length;
      return undefined;
    }
    if (numeric(header, field.checksum) !== checksumOf(header)) throw invalidHeader();
    return header;
  }

  #content(sizeBytes: number): Content {
    this.#totalBytes += sizeBytes;
    if (this.#totalBytes > this.#limits.totalBytes) throw new ArchiveError('archive/tar: archive too big');
    const data = this.#data(sizeBytes);
    let stored = data.length;
    while (stored > 0 && data[stored - 1] === 0) stored--;
    return new Content(data.slice(0, stored), sizeBytes);
  }

  #sparse({ sizeBytes, contentOf }: SparseFile, stored: number): Content {
    this.#totalBytes += sizeBytes;
    if (this.#totalBytes > this.#limits.totalBytes) throw new ArchiveError('archive/tar: archive too big');
    return contentOf(this.#data(stored));
  }

  #extensionData(header: Uint8Array): Uint8Array {
    const sizeBytes = numeric(header, field.size);
    if (sizeBytes > limits.tarHeaderBytes) throw new ArchiveError('archive/tar: header field too long');
    return this.#data(sizeBytes);
  }

  #data(sizeBytes: number): Uint8Array {
    if (sizeBytes < 0) throw invalidHeader();
    const data = this.#take(sizeBytes);
    this.#at = Math.min(this.#bytes.length, this.#at + paddedBytes(sizeBytes) - sizeBytes);
    return data;
  }

  #take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new ArchiveError('unexpected EOF');
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  *#paxRecords(header: Uint8Array): Generator<[string, string]> {
    const data = this.#extensionData(header);
    for (let at = 0; at < data.length; ) {
      const space = data.indexOf(0x20, at);
      const length = space === -1 ? NaN : Number(decodeUtf8(data.subarray(at, space)));
      const end = at + length;
      const equals = data.indexOf(0x3d, space);
      const isValid = Number.isInteger(length) && end <= data.length && equals > space && equals < end && data[end - 1] === 0x0a;
      if (!isValid) throw invalidHeader();
      yield [decodeUtf8(data.subarray(space + 1, equals)), decodeUtf8(data.subarray(equals + 1, end - 1))];
      at = end;
    }
  }
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
