import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeUtf8, type FileChange } from '../../engine/index.js';
import { describeSystemError, Problem } from '../problem.js';

/**
 * Puts what changed in the host's copy of the workspace on the real disk. Nothing is ever written outside the folder: a
 * path that leads out, by `..` or through a link, is refused.
 */
export function writeBack(root: string, changes: readonly FileChange[]): void {
  for (const change of changes) {
    const target = path.join(root, change.path);
    rejectEscape(root, change.path);
    try {
      apply(target, change);
    } catch (error) {
      throw new Problem(`cannot write ${target}: ${describeSystemError(error)}`);
    }
  }
}

function apply(target: string, change: FileChange): void {
  switch (change.kind) {
    case 'removed':
      rmSync(target, { recursive: true, force: true });
      return;
    case 'directory':
      mkdirSync(target, { recursive: true });
      chmodSync(target, change.mode & 0o777);
      return;
    case 'symlink':
      rmSync(target, { force: true });
      symlinkSync(change.target, target);
      return;
    case 'file':
      writeFile(target, change);
  }
}

/** In one step, so that a crash leaves the old file or the new one. */
function writeFile(target: string, change: Extract<FileChange, { kind: 'file' }>): void {
  mkdirSync(path.dirname(target), { recursive: true });
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.drydock`);
  writeFileSync(draft, encodeUtf8(change.data), { mode: change.mode & 0o777 });
  chmodSync(draft, change.mode & 0o777);
  utimesSync(draft, change.modifiedMs / 1000, change.modifiedMs / 1000);
  renameSync(draft, target);
}

function rejectEscape(root: string, relative: string): void {
  const parts = relative.split('/');
  if (path.isAbsolute(relative) || parts.some(part => part === '..' || part === '' || part.includes('\0'))) throw escape(relative);
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    folder = path.join(folder, part);
    if (isLink(folder)) throw escape(relative);
  }
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

function escape(relative: string): Problem {
  return new Problem(`refused to write ‘${relative}’: it lies outside the workspace folder`);
}
