import type { Task } from '../../../core/task.js';
import { matchGlob } from '../../find/glob.js';
import { isPresent, PackageDatabase, type Installed } from '../dpkg/database.js';
import { readAutomatic, writeAutomatic } from './extended-states.js';
import { readLists } from './lists.js';
import { AptError, type Apt } from './session.js';

/** `apt-mark auto|manual|hold|unhold NAME…` */
export function* mark(apt: Apt): Task<number> {
  const { sys, options } = apt;
  const [verb = '', ...words] = options.words;
  const database = yield* PackageDatabase.read(sys);
  const found = yield* wanted(apt, database, words);
  if (found.length === 0) throw new AptError('No packages found');
  if (verb === 'hold' || verb === 'unhold') return yield* hold(apt, database, found, verb === 'hold');
  const automatic = yield* readAutomatic(sys);
  for (const name of found) {
    const installed = database.find(name);
    if (!installed) {
      yield* apt.out.line(`${name} can not be marked as it is not installed.`);
      continue;
    }
    const isSet = automatic.has(name) === (verb === 'auto');
    yield* apt.out.line(
      `${installed.name} ${isSet ? 'was already' : ''}${isSet ? ' ' : ''}set to ${verb === 'auto' ? 'automatically' : 'manually'} installed.`,
    );
    if (verb === 'auto') automatic.add(name);
    else automatic.delete(name);
  }
  if (sys.credentials().uid !== 0)
    throw new AptError(
      'Could not create temporary file for /var/lib/apt/extended_states - mkstemp (13: Permission denied)',
      'Failed to write temporary StateFile /var/lib/apt/extended_states',
    );
  yield* writeAutomatic(sys, automatic);
  return 0;
}

/** The packages that words mean; what does not exist is told. */
function* wanted(apt: Apt, database: PackageDatabase, words: readonly string[]): Task<readonly string[]> {
  const available = yield* readLists(apt.sys);
  const present = database.all().filter(isPresent);
  const found: string[] = [];
  for (const word of words) {
    const name = word.replace(/:(amd64|all)$/, '');
    if (available.has(name) || database.find(name)) found.push(name);
    else {
      const matching = /[*?.^$]/.test(name) ? present.filter(each => name === '.*' || matchGlob(name, each.name)) : [];
      if (matching.length === 0) yield* apt.say('E', `Unable to locate package ${name}`);
      found.push(...matching.map(each => each.name));
    }
  }
  return found;
}

function* hold(apt: Apt, database: PackageDatabase, names: readonly string[], on: boolean): Task<number> {
  const changed: Installed[] = [];
  for (const name of names) {
    const installed = database.known(name);
    const isHeld = installed?.want === 'hold';
    if (isHeld === on) yield* apt.out.line(`${name} was already ${on ? 'set' : 'not'} on hold.`);
    else if (installed) changed.push(installed);
  }
  if (changed.length > 0 && apt.sys.credentials().uid !== 0) {
    yield* apt.complain('dpkg: error: required read/write access to the dpkg database directory /var/lib/dpkg\n');
    throw new AptError('Sub-process dpkg --set-selections returned an error code (2)', 'Executing dpkg failed. Are you root?');
  }
  for (const installed of changed) {
    database.set(installed.stanza, installed.state, on ? 'hold' : 'install');
    yield* apt.out.line(on ? `${installed.name} set on hold.` : `Canceled hold on ${installed.name}.`);
  }
  if (changed.length > 0) yield* database.save();
  return 0;
}

/** `apt-mark showauto|showmanual|showhold [PATTERN…]` */
export function* showMarked(apt: Apt): Task<number> {
  const [verb, ...words] = apt.options.words;
  const database = yield* PackageDatabase.read(apt.sys);
  const automatic = yield* readAutomatic(apt.sys);
  const isMarked = (each: Installed): boolean =>
    verb === 'showhold' ? each.want === 'hold' : isPresent(each) && automatic.has(each.name) === (verb === 'showauto');
  for (const each of database.all())
    if (isMarked(each) && (words.length === 0 || words.some(word => matchGlob(word, each.name)))) yield* apt.out.line(each.name);
  return 0;
}
