import type { Task } from '../../../core/task.js';
import { matchGlob } from '../../find/glob.js';
import { readArchive } from '../archive.js';
import { parseStanza } from '../control.js';
import { UnknownPacking } from '../dpkg/deb-file.js';
import { isPresent } from '../dpkg/database.js';
import { carryOut, type Change } from './carry-out.js';
import { choose } from './choose.js';
import { writeAutomatic } from './extended-states.js';
import { begin, type Known } from './known.js';
import type { Available } from './lists.js';
import { orphans, Planner, removalsFor, unmetOf, upgradesFor, type Plan } from './plan.js';
import { showUnmet } from './report.js';
import { AptError, type Apt } from './session.js';
import { exists } from '../../files/presence.js';

const noPlan: Plan = { installs: [], automatic: new Set(), removals: new Set(), suggested: [], recommended: [], broken: new Map() };

/** What the words of a command line come to. */
interface Request {
  readonly wanted: Available[];
  readonly leaving: string[];
  readonly manual: string[];
  readonly errors: string[];
}

/** `apt-get install NAME…`; `NAME-` removes, `NAME=VERSION`, `NAME/SUITE` and `./FILE.deb` choose. */
export function* install(apt: Apt): Task<number> {
  const files = yield* givenFiles(apt);
  const known = yield* begin(apt);
  for (const file of files) {
    const offered = known.available.get(file.name) ?? [];
    // The same version of a mirror is taken from there.
    if (!offered.some(({ version }) => version === file.version)) known.available.set(file.name, [file, ...offered]);
  }
  const request = yield* readRequest(apt, known, files);
  if (request.errors.length > 0) throw new AptError(...request.errors);
  const named = new Set(request.wanted.map(({ name }) => name));
  const planner = new Planner(known.available, known.database, { recommends: apt.options.recommends, without: new Set(request.leaving) });
  planner.addAll(request.wanted);
  const mended = yield* mendBroken(apt, known, planner);
  const plan = planner.finish();
  const removed = removalsFor([...request.leaving, ...plan.removals, ...mended], known.database);
  return yield* carryOut(apt, known, {
    plan,
    removed,
    purge: apt.options.purge,
    named,
    manual: request.manual,
    isExact: plan.installs.length === named.size && removed.every(({ name }) => request.leaving.includes(name)) && !apt.options.fixBroken,
    keptBack: [],
  });
}

/** Packages that are named as files, which can be asked for beside those of the lists. */
function* givenFiles(apt: Apt): Task<readonly Available[]> {
  const found: Available[] = [];
  for (const word of apt.options.words.slice(1)) {
    if (!/^\.{0,2}\//.test(word)) continue;
    const path = word.startsWith('/') ? word : `${apt.sys.cwd().replace(/\/$/, '')}/${word.replace(/^\.\//, '')}`;
    const archive = exists(apt.sys, path) && word.endsWith('.deb') ? yield* readDeb(apt, path) : undefined;
    if (!archive) {
      yield* apt.step('Reading package lists');
      throw new AptError(`Unsupported file ${word} given on commandline`);
    }
    found.push({ ...archive, file: path });
  }
  return found;
}

function* readDeb({ sys }: Apt, path: string): Task<Available | undefined> {
  try {
    const archive = yield* readArchive(sys, path, 'deb');
    if (!archive) return undefined;
    const stanza = new Map([...parseStanza(archive.control), ['Size', String(sys.stat(path).sizeBytes)]]);
    const source = { uri: 'local-deb', suite: '', components: [], isTrusted: true };
    const release = { origin: '', label: '', suite: 'local-deb', codename: '', version: '' };
    const [name, version, architecture] = [stanza.get('Package') ?? '', stanza.get('Version') ?? '', stanza.get('Architecture') ?? 'amd64'];
    return { name, version, architecture, stanza, source, release, component: '' };
  } catch (error) {
    if (error instanceof UnknownPacking) throw new AptError(error.message);
    throw error;
  }
}

function* readRequest(apt: Apt, known: Known, files: readonly Available[]): Task<Request> {
  const request: Request = { wanted: [], leaving: [], manual: [], errors: [] };
  const given = apt.options.words.slice(1).filter(word => !/^\.{0,2}\//.test(word));
  const words = [...files.map(({ name }) => name), ...given.flatMap(word => matching(known, word))];
  for (const word of words) {
    const bare = word.slice(0, -1);
    if (word.endsWith('-') && !known.available.has(word) && (known.available.has(bare) || known.database.find(bare))) {
      if (known.database.find(bare)) request.leaving.push(bare);
      else yield* apt.line(`Package '${bare}' is not installed, so not removed`);
      continue;
    }
    yield* choosePackage(apt, known, word, request);
  }
  return request;
}

function* choosePackage(apt: Apt, known: Known, word: string, request: Request): Task<void> {
  const chosen = yield* choose(apt, known, word);
  if ('errors' in chosen) request.errors.push(...chosen.errors);
  if ('take' in chosen) request.wanted.push(chosen.take);
  if ('manual' in chosen && known.automatic.delete(chosen.manual)) {
    request.manual.push(chosen.manual);
    yield* apt.line(`${chosen.manual} set to manually installed.`);
    if (!apt.options.simulate) yield* writeAutomatic(apt.sys, known.automatic);
  }
}

/** Names that a pattern stands for; the word itself where nothing matches. */
function matching({ available, database }: Known, word: string): readonly string[] {
  if (!/[*?[]/.test(word) || available.has(word)) return [word];
  const names = [
    ...new Set([
      ...available.keys(),
      ...database
        .all()
        .filter(isPresent)
        .map(({ name }) => name),
    ]),
  ];
  const found = names.filter(name => matchGlob(word, name)).toSorted();
  return found.length > 0 ? found : [word];
}

/** What is here and lacks something: mended with `-f`, or when all that was asked for is that; the packages that have to go. */
function* mendBroken(apt: Apt, { database, available }: Known, planner: Planner, mayFix = apt.options.fixBroken): Task<readonly string[]> {
  const broken = unmetOf(database, available);
  if (broken.size === 0) return [];
  if (!mayFix) {
    yield* apt.out.line("You might want to run 'apt --fix-broken install' to correct these.");
    yield* showUnmet(apt, broken);
    throw new AptError("Unmet dependencies. Try 'apt --fix-broken install' with no packages (or specify a solution).");
  }
  yield* apt.line('Correcting dependencies... Done');
  const gone: string[] = [];
  for (const name of broken.keys()) {
    const installed = database.find(name);
    if (installed && !planner.mend(installed)) gone.push(name);
  }
  return gone;
}

/** `apt-get check` */
export function* check(apt: Apt): Task<number> {
  const known = yield* begin(apt);
  yield* mendBroken(apt, known, new Planner(known.available, known.database, { recommends: false }), false);
  return 0;
}

/** `apt-get upgrade`, and `dist-upgrade`, which may also take in new packages. */
export function* upgrade(apt: Apt, { mayInstall }: { readonly mayInstall: boolean }): Task<number> {
  const known = yield* begin(apt);
  const { available, database } = known;
  yield* mendBroken(apt, known, new Planner(available, database, { recommends: false }));
  yield* apt.step('Calculating upgrade');
  const all = upgradesFor(available, database);
  const isHeld = ({ name }: Available): boolean => database.find(name)?.want === 'hold';
  const keptBack = all.filter(newer => isHeld(newer) || (!mayInstall && needsMore(known, apt, newer)));
  const planner = new Planner(available, database, { recommends: apt.options.recommends });
  planner.addAll(all.filter(newer => !keptBack.includes(newer)));
  const plan = planner.finish();
  return yield* carryOut(apt, known, {
    plan,
    removed: removalsFor([...plan.removals], database),
    purge: false,
    named: new Set(all.map(({ name }) => name)),
    manual: [],
    isExact: false,
    keptBack: keptBack.map(({ name }) => name),
  });
}

/** Whether a newer version would bring or remove other packages. */
function needsMore({ available, database }: Known, { options }: Apt, newer: Available): boolean {
  const planner = new Planner(available, database, { recommends: options.recommends });
  planner.addAll([newer]);
  const { installs, removals, broken } = planner.finish();
  return removals.size > 0 || broken.size > 0 || installs.some(({ name }) => database.find(name) === undefined);
}

/** `apt-get remove`, `purge` and `autoremove`. */
export function* remove(apt: Apt, { purge, auto }: { readonly purge: boolean; readonly auto: boolean }): Task<number> {
  const known = yield* begin(apt);
  const { database, available, automatic } = known;
  const names: string[] = [];
  const errors: string[] = [];
  for (const word of apt.options.words.slice(1).flatMap(each => installedMatching(known, each))) {
    const name = word.replace(/:(amd64|all)$/, '');
    const there = purge ? database.known(name) : database.find(name);
    if (there && there.state !== 'not-installed') names.push(name);
    else if (available.has(name) || database.known(name)) yield* apt.line(`Package '${name}' is not installed, so not removed`);
    else if (
      ![...available.values()].some(([newest]) => new RegExp(`(^|[ ,])${escape(name)}($|[ ,(])`).test(newest?.stanza.get('Provides') ?? ''))
    )
      errors.push(`Unable to locate package ${name}`);
  }
  if (errors.length > 0) throw new AptError(...errors);
  const removed = [...removalsFor(names, database)];
  if (auto) removed.push(...orphans(database, automatic, new Set(removed.map(({ name }) => name))));
  const change: Change = {
    plan: noPlan,
    removed: removed.sort((a, b) => (a.name < b.name ? -1 : 1)),
    purge,
    named: new Set(names),
    manual: [],
    isExact: false,
    keptBack: [],
  };
  return yield* carryOut(apt, known, change);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function installedMatching({ database }: Known, word: string): readonly string[] {
  if (!/[*?[]/.test(word)) return [word];
  const found = database.all().filter(each => each.state !== 'not-installed' && matchGlob(word, each.name));
  return found.length > 0 ? found.map(({ name }) => name) : [word];
}
