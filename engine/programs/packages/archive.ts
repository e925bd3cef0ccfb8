import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { Content } from '../../fs/content.js';
import type { Sys } from '../../process/sys.js';
import { concatBytes, readFile } from '../input.js';
import { decodeDeb } from './dpkg/deb-file.js';

/** What a package puts somewhere. */
export type Member = { readonly path: string; readonly mode: number; readonly uid: number; readonly gid: number } & (
  | { readonly kind: 'directory' }
  | { readonly kind: 'symlink'; readonly target: string }
  /** A file with this text. */
  | { readonly kind: 'text'; readonly text: string }
  /** A program of Drydock's by its id. */
  | { readonly kind: 'program'; readonly program: string; readonly sizeBytes: number }
  /** A file that nobody looks into. */
  | { readonly kind: 'filler'; readonly sizeBytes: number }
  /** Any file; of packages that were made here, never of a mirror's. */
  | { readonly kind: 'content'; readonly content: Content }
);

/** A package as it travels: what is known of it, what is in it. */
export interface PackageArchive {
  /** Fields as the format's database keeps them. */
  readonly control: string;
  readonly members: readonly Member[];
  /** What goes to /var/lib/dpkg/info beside the list of files: `postinst`, `conffiles` …, by name. */
  readonly info?: Readonly<Record<string, string>>;
}

/** How a file of each kind of package begins. */
const magics = {
  deb: encodeUtf8('!<arch>\ndebian-binary   '),
  rpm: Uint8Array.of(0xed, 0xab, 0xee, 0xdb, 3, 0, 0, 0),
  apk: Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3),
} as const;
export type ArchiveKind = keyof typeof magics;

const CHUNK_BYTES = 65_536;
const OPENING_BRACE = 0x7b;
const MAX_HEAD_BYTES = 4 * 1024 * 1024;

/**
 * The file that a mirror sends: the format's magic, then control fields and members as JSON, then zeros up to the published size (files that
 * nobody looks into are named, not sent).
 */
export function encodeArchive(kind: ArchiveKind, { control, members, info }: PackageArchive, sizeBytes: number): Content {
  return new Content(concatBytes([magics[kind], encodeUtf8(`${JSON.stringify({ control, members, info })}\n`)]), sizeBytes);
}

/** Reads a package file; undefined for anything else. */
export function* readArchive(sys: Sys, path: string, kind: ArchiveKind): Task<PackageArchive | undefined> {
  const fd = sys.open(path, { read: true });
  const parts: Uint8Array[] = [];
  try {
    for (let length = 0; length < MAX_HEAD_BYTES; ) {
      const bytes = yield* sys.read(fd, CHUNK_BYTES);
      const end = bytes.indexOf(0, length === 0 ? magics[kind].length : 0);
      parts.push(end < 0 ? bytes : bytes.subarray(0, end));
      length += bytes.length;
      if (end >= 0 || bytes.length === 0) break;
    }
  } finally {
    sys.close(fd);
  }
  const head = concatBytes(parts);
  // What dpkg-deb made here is a real archive, not JSON.
  if (kind === 'deb' && head[magics.deb.length] !== OPENING_BRACE && isKind(kind, head)) return decodeDeb(yield* readFile(sys, path));
  return decodeArchive(kind, head);
}

function isKind(kind: ArchiveKind, bytes: Uint8Array): boolean {
  return magics[kind].every((byte, index) => bytes[index] === byte);
}

function decodeArchive(kind: ArchiveKind, bytes: Uint8Array): PackageArchive | undefined {
  if (!isKind(kind, bytes)) return undefined;
  const parsed = parseJson(decodeUtf8(bytes.subarray(magics[kind].length)));
  if (!isRecord(parsed) || typeof parsed['control'] !== 'string' || !Array.isArray(parsed['members'])) return undefined;
  const members = parsed['members'].filter(isMember);
  if (members.length !== parsed['members'].length) return undefined;
  return { control: parsed['control'], members, ...(isTexts(parsed['info']) ? { info: parsed['info'] } : {}) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(each => typeof each === 'string');
}

function isMember(value: unknown): value is Member {
  if (!isRecord(value) || typeof value['path'] !== 'string' || !value['path'].startsWith('/')) return false;
  if (!['mode', 'uid', 'gid'].every(name => typeof value[name] === 'number')) return false;
  switch (value['kind']) {
    case 'directory':
      return true;
    case 'symlink':
      return typeof value['target'] === 'string';
    case 'text':
      return typeof value['text'] === 'string';
    case 'program':
      return typeof value['program'] === 'string' && typeof value['sizeBytes'] === 'number';
    case 'filler':
      return typeof value['sizeBytes'] === 'number';
    default:
      return false;
  }
}
