import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { decodeUtf8, type FileChange } from '../../engine/index.js';
import { describeSystemError, Problem } from '../problem.js';

/** What is remembered of a file, so that an unchanged one is not read again. */
export interface Seen {
  readonly kind: 'file' | 'directory' | 'symlink';
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly mode: number;
}

export type Index = ReadonlyMap<string, Seen>;

export interface ScanLimits {
  readonly files: number;
  readonly bytes: number;
}

export const workspaceLimits: ScanLimits = { files: 5000, bytes: 64 * 1024 * 1024 };

/**
 * What lies below a folder of the real machine. Devices, sockets and what may not be read are left out; links are taken as
 * links and never followed. Throws Problem when there is more than the limits allow.
 */
export function scanFolder(root: string, limits: ScanLimits = workspaceLimits): Index {
  const index = new Map<string, Seen>();
  let bytes = 0;
  const visit = (folder: string): void => {
    for (const name of readNames(path.join(root, folder))) {
      const relative = folder === '' ? name : `${folder}/${name}`;
      const seen = look(path.join(root, relative));
      if (!seen) continue;
      index.set(relative, seen);
      bytes += seen.sizeBytes;
      if (index.size > limits.files || bytes > limits.bytes) throw tooLarge(root, limits);
      if (seen.kind === 'directory') visit(relative);
    }
  };
  visit('');
  return index;
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function look(file: string): Seen | undefined {
  try {
    const stat = lstatSync(file);
    const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : stat.isSymbolicLink() ? 'symlink' : undefined;
    return kind && { kind, sizeBytes: kind === 'file' ? stat.size : 0, modifiedMs: stat.mtimeMs, mode: stat.mode & 0o7777 };
  } catch {
    return undefined;
  }
}

function tooLarge(root: string, { files, bytes }: ScanLimits): Problem {
  return new Problem(
    `${root} holds more than ${files} files or ${bytes / 1024 / 1024} MB, too much to share with the practice host. Run drydock in a smaller folder.`,
  );
}

/** What changed between two looks at the same folder, with the contents of new and changed files. */
export function changesBetween(root: string, before: Index, after: Index): readonly FileChange[] {
  const changes: FileChange[] = [];
  for (const [name, seen] of before) {
    const now = after.get(name);
    if (!now || now.kind !== seen.kind) changes.push({ kind: 'removed', path: name });
  }
  for (const [name, seen] of after) {
    const old = before.get(name);
    if (old && old.kind === seen.kind && old.mode === seen.mode && (seen.kind === 'directory' || sameContent(old, seen))) continue;
    changes.push(readChange(root, name, seen));
  }
  return changes;
}

function sameContent(a: Seen, b: Seen): boolean {
  return a.sizeBytes === b.sizeBytes && a.modifiedMs === b.modifiedMs;
}

function readChange(root: string, name: string, seen: Seen): FileChange {
  const file = path.join(root, name);
  try {
    if (seen.kind === 'directory') return { kind: 'directory', path: name, mode: seen.mode };
    if (seen.kind === 'symlink') return { kind: 'symlink', path: name, target: readlinkSync(file) };
    return { kind: 'file', path: name, mode: seen.mode, data: decodeUtf8(readFileSync(file)), modifiedMs: seen.modifiedMs };
  } catch (error) {
    throw new Problem(`cannot read ${file}: ${describeSystemError(error)}`);
  }
}
