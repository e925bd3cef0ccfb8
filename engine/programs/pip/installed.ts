import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readText } from '../input.js';
import { parseMetadata, type Metadata } from './metadata.js';
import { canonicalName } from './requirement.js';
import type { Session } from './session.js';
import { exists } from '../files/presence.js';

/** A package that is there. */
export interface Installed extends Metadata {
  /** The folder of packages in which it lies. */
  readonly location: string;
  /** Its folder `….dist-info`. */
  readonly folder: string;
}

/** What is installed, by name; the first folder that has a package counts. */
export function* installedPackages({ sys, python }: Pick<Session, 'sys' | 'python'>): Task<ReadonlyMap<string, Installed>> {
  const found = new Map<string, Installed>();
  for (const location of python.packages) {
    for (const name of foldersIn({ sys }, location)) {
      const folder = `${location}/${name}`;
      if (!exists(sys, `${folder}/METADATA`)) continue;
      const metadata = parseMetadata(yield* readText(sys, `${folder}/METADATA`));
      const key = canonicalName(metadata.name);
      if (!found.has(key)) found.set(key, { ...metadata, location, folder });
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function foldersIn({ sys }: Pick<Session, 'sys'>, location: string): readonly string[] {
  try {
    return sys.readdir(location).flatMap(({ name }) => (name.endsWith('.dist-info') ? [name] : []));
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** Paths of its files as RECORD has them, relative to its location. */
export function* recordOf({ sys }: Pick<Session, 'sys'>, { folder }: Installed): Task<readonly string[] | undefined> {
  if (!exists(sys, `${folder}/RECORD`)) return undefined;
  const text = yield* readText(sys, `${folder}/RECORD`);
  return text
    .split('\n')
    .map(line => line.replace(/,[^,]*,[^,]*$/, ''))
    .filter(path => path !== '');
}

/** An absolute path without `..`. */
export function absolute(location: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${location}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
