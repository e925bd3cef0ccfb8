import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { PackageDatabase } from '../dpkg/database.js';
import { readAutomatic } from './extended-states.js';
import { readLists, type Available } from './lists.js';
import { AptError, type Apt } from './session.js';

/** What apt knows when it begins to work. */
export interface Known {
  readonly available: Map<string, readonly Available[]>;
  readonly database: PackageDatabase;
  readonly automatic: Set<string>;
}

/** Takes the lock and reads lists and database, saying so. */
export function* begin(apt: Apt): Task<Known> {
  const { sys, options, style } = apt;
  if (options.simulate) {
    if (sys.credentials().uid !== 0 && apt.quiet < 2)
      yield* apt.out.write(
        "NOTE: This is only a simulation!\n      apt-get needs root privileges for real execution.\n      Keep also in mind that locking is deactivated,\n      so don't depend on the relevance to the real current situation!\n",
      );
  } else {
    apt.requireLock(style.lock.path, style.lock.message);
    if (wasInterrupted(apt))
      throw new AptError("dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem. ");
  }
  return yield* readKnown(apt);
}

/** dpkg leaves numbered files where it was stopped at work. */
function wasInterrupted({ sys }: Apt): boolean {
  try {
    return sys.readdir('/var/lib/dpkg/updates').some(({ name }) => /^\d+$/.test(name));
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** `isRead`: the lists were read just now, so that nothing is said of it; `isQuiet`: nothing is said at all. */
export function* readKnown(
  apt: Apt,
  { isRead = false, isQuiet = false }: { readonly isRead?: boolean; readonly isQuiet?: boolean } = {},
): Task<Known> {
  const available = yield* readLists(apt.sys);
  if (!isRead && !isQuiet) yield* apt.step('Reading package lists');
  if (!isQuiet) yield* apt.step('Building dependency tree');
  const database = yield* PackageDatabase.read(apt.sys);
  if (!isQuiet) yield* apt.step('Reading state information');
  return { available, database, automatic: yield* readAutomatic(apt.sys) };
}
