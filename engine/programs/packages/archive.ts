import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { Content } from '../../fs/content.js';
import type { Sys } from '../../process/sys.js';
import { concatBytes } from '../input.js';

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
);

/** A package as it travels: what is known of it, what is in it. */
export interface PackageArchive {
  /** Fields as the format's database keeps them. */
  readonly control: string;
  readonly members: readonly Member[];
}

/** How a file of each kind of package begins. */
const magics = {
  deb: encodeUtf8('!<arch>\ndebian-binary   '),
  rpm: Uint8Array.of(0xed, 0xab, 0xee, 0xdb, 3, 0, 0, 0),
  apk: Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3),
} as const;
export type ArchiveKind = keyof typeof magics;

const CHUNK_BYTES = 65_536;
const MAX_HEAD_BYTES = 4 * 1024 * 1024;

/**
 * The file that a mirror sends: the format's magic, then control fields and members as JSON, then zeros up to the published size (files that
 * nobody looks into are named, not sent).
 */
export function encodeArchive(kind: ArchiveKind, { control, members }: PackageArchive, sizeBytes: number): Content {
  return new Content(concatBytes([magics[kind], encodeUtf8(`${JSON.stringify({ control, members })}\n`)]), sizeBytes);
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
  return decodeArchive(kind, concatBytes(parts));
}

function decodeArchive(kind: ArchiveKind, bytes: Uint8Array): PackageArchive | undefined {
  const magic = magics[kind];
  if (magic.some((byte, index) => bytes[index] !== byte)) return undefined;
  const parsed = parseJson(decodeUtf8(bytes.subarray(magic.length)));
  if (!isRecord(parsed) || typeof parsed['control'] !== 'string' || !Array.isArray(parsed['members'])) return undefined;
  const members = parsed['members'].filter(isMember);
  return members.length === parsed['members'].length ? { control: parsed['control'], members } : undefined;
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
