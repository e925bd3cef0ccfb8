import type { Task } from '../../../core/task.js';
import { PackageDatabase } from '../dpkg/database.js';
import { readAutomatic } from './extended-states.js';
import { readLists, type Available } from './lists.js';
import type { Apt } from './session.js';

/** What apt knows when it begins to work. */
export interface Known {
  readonly available: ReadonlyMap<string, readonly Available[]>;
  readonly database: PackageDatabase;
  readonly automatic: Set<string>;
}

/** Takes the lock and reads lists and database, saying so. */
export function* begin(apt: Apt): Task<Known> {
  if (!apt.options.simulate && !apt.options.downloadOnly) apt.requireLock(apt.style.lock.path, apt.style.lock.message);
  return yield* readKnown(apt);
}

export function* readKnown(apt: Apt): Task<Known> {
  yield* apt.step('Reading package lists');
  const available = yield* readLists(apt.sys);
  yield* apt.step('Building dependency tree');
  const database = yield* PackageDatabase.read(apt.sys);
  yield* apt.step('Reading state information');
  return { available, database, automatic: yield* readAutomatic(apt.sys) };
}
