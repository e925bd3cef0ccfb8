import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../worker.js';

/** The files that a user means: a folder stands for all files in it and below, but for hidden ones; sorted, each once. */
export function findFiles(paths: readonly string[]): readonly Assignment[] {
  const found = new Map<string, Assignment>();
  for (const given of paths)
    for (const name of filesUnder(given)) found.set(path.resolve(name), { name: name.replaceAll('\\', '/'), file: path.resolve(name) });
  return [...found.values()];
}

function filesUnder(given: string): readonly string[] {
  if (!isFolder(given)) return [given];
  return readdirSync(given, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(
      file =>
        !path
          .relative(given, file)
          .split(path.sep)
          .some(part => part.startsWith('.')),
    )
    .sort((a, b) => (a < b ? -1 : 1));
}

/** What cannot be looked at is told when it is read. */
function isFolder(given: string): boolean {
  try {
    return statSync(given).isDirectory();
  } catch {
    return false;
  }
}
