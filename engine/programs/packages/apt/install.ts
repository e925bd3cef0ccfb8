import type { Task } from '../../../core/task.js';
import { formatAmount } from '../amounts.js';
import type { Installed } from '../dpkg/database.js';
import { Installer } from '../dpkg/installer.js';
import { fetchFile } from '../fetch.js';
import { exists, makeDirectories } from '../put-files.js';
import { writeAutomatic } from './extended-states.js';
import type { Available } from './lists.js';
import { orphans, Planner, removalsFor, upgradesFor, type Plan } from './plan.js';
import { choose } from './choose.js';
import { begin, type Known } from './known.js';
import { postInvoke } from './configuration.js';
import { showCounts, showList } from './report.js';
import { AptError, type Apt } from './session.js';
import { Acquire, reasonOf } from './update.js';

const ARCHIVES = '/var/cache/apt/archives';

/** What will change. */
interface Change {
  readonly plan: Plan;
  readonly removed: readonly Installed[];
  readonly purge: boolean;
  /** What was asked for by name. */
  readonly named: ReadonlySet<string>;
  /** Whether exactly what was asked for is done, so that nobody has to be asked. */
  readonly isExact: boolean;
  readonly keptBack: readonly string[];
}

const noPlan: Plan = { installs: [], automatic: new Set(), suggested: [], recommended: [], broken: [] };

/** `apt-get install NAME…`; `NAME-` removes, `NAME=VERSION` and `NAME/SUITE` choose. */
export function* install(apt: Apt): Task<number> {
  const known = yield* begin(apt);
  const planner = new Planner(known.available, known.database, { recommends: apt.options.recommends });
  const named = new Set<string>();
  const removedNames: string[] = [];
  const errors: string[] = [];
  for (const word of apt.options.words.slice(1)) {
    if (word.endsWith('-') && known.database.find(word.slice(0, -1))) {
      removedNames.push(word.slice(0, -1));
      continue;
    }
    const chosen = yield* choose(apt, known, word);
    if ('error' in chosen) errors.push(chosen.error);
    if ('take' in chosen) {
      named.add(chosen.take.name);
      planner.add(chosen.take, { automatic: false });
    }
    if ('manual' in chosen && known.automatic.delete(chosen.manual)) {
      yield* apt.line(`${chosen.manual} set to manually installed.`);
      if (!apt.options.simulate) yield* writeAutomatic(apt.sys, known.automatic);
    }
  }
  if (errors.length > 0) throw new AptError(...errors);
  const plan = planner.finish();
  const removed = removalsFor(removedNames, known.database);
  return yield* carryOut(apt, known, {
    plan,
    removed,
    purge: apt.options.purge,
    named,
    isExact: plan.installs.length === named.size && removed.length === 0,
    keptBack: [],
  });
}

/** `apt-get upgrade`, and `dist-upgrade`, which may also take in new packages. */
export function* upgrade(apt: Apt, { mayInstall }: { readonly mayInstall: boolean }): Task<number> {
  const known = yield* begin(apt);
  yield* apt.step('Calculating upgrade');
  const all = upgradesFor(known.available, known.database);
  const planner = new Planner(known.available, known.database, { recommends: apt.options.recommends });
  for (const newer of all) planner.add(newer, { automatic: false });
  const plan = planner.finish();
  const isNew = ({ name }: Available): boolean => known.database.find(name) === undefined;
  const keptBack = mayInstall ? [] : all.filter(newer => needsNew(known, apt, newer)).map(({ name }) => name);
  const installs = plan.installs.filter(item => mayInstall || (!isNew(item) && !keptBack.includes(item.name)));
  return yield* carryOut(apt, known, {
    plan: { ...plan, installs },
    removed: [],
    purge: false,
    named: new Set(all.map(({ name }) => name)),
    isExact: false,
    keptBack,
  });
}

function needsNew({ available, database }: Known, { options }: Apt, newer: Available): boolean {
  const planner = new Planner(available, database, { recommends: options.recommends });
  planner.add(newer, { automatic: false });
  return planner.finish().installs.some(({ name }) => database.find(name) === undefined);
}

/** `apt-get remove`, `purge` and `autoremove`. */
export function* remove(apt: Apt, { purge, auto }: { readonly purge: boolean; readonly auto: boolean }): Task<number> {
  const known = yield* begin(apt);
  const { database, available, automatic } = known;
  const names: string[] = [];
  for (const name of apt.options.words.slice(1)) {
    const there = purge ? database.known(name) : database.find(name);
    if (there) names.push(name);
    else if (!available.has(name) && !database.known(name)) throw new AptError(`Unable to locate package ${name}`);
    else yield* apt.line(`Package '${name}' is not installed, so not removed`);
  }
  const removed = [...removalsFor(names, database)];
  if (auto) removed.push(...orphans(database, automatic, new Set(removed.map(({ name }) => name))));
  if (removed.some(({ stanza }) => stanza.get('Essential') === 'yes'))
    throw new AptError('Essential packages were removed and -y was used without --allow-remove-essential.');
  return yield* carryOut(apt, known, {
    plan: noPlan,
    removed: removed.sort((a, b) => (a.name < b.name ? -1 : 1)),
    purge,
    named: new Set(names),
    isExact: false,
    keptBack: [],
  });
}

/** Says what will be done, asks, and does it. */
function* carryOut(apt: Apt, known: Known, change: Change): Task<number> {
  const { plan, removed } = change;
  if (plan.broken.length > 0) {
    yield* apt.out.line(
      'Some packages could not be installed. This may mean that you have\nrequested an impossible situation or if you are using the unstable\ndistribution that some required packages have not yet been created\nor been moved out of Incoming.\nThe following information may help to resolve the situation:\n\nThe following packages have unmet dependencies:',
    );
    for (const line of plan.broken) yield* apt.out.line(line);
    throw new AptError('Unable to correct problems, you have held broken packages.');
  }
  yield* announce(apt, known, change);
  if (plan.installs.length === 0 && removed.length === 0) return 0;
  if (apt.options.simulate) return yield* simulate(apt, known, change);
  const needed = plan.installs.reduce((sum, { stanza }) => sum + Number(stanza.get('Size') ?? 0), 0);
  if (needed > 0) yield* apt.line(`Need to get ${formatAmount(needed)}B of archives.`);
  yield* announceSpace(apt, known, change);
  if (!change.isExact && !(yield* apt.confirm())) {
    yield* apt.out.line('Abort.');
    return 1;
  }
  if (plan.installs.length > 0 && !(yield* download(apt, plan.installs))) return 100;
  if (apt.options.downloadOnly) {
    yield* apt.line('Download complete and in download only mode');
    return 0;
  }
  return yield* work(apt, known, change);
}

function* announce(apt: Apt, { database, available, automatic }: Known, change: Change): Task<void> {
  const { plan, removed, purge, named, keptBack } = change;
  const names = plan.installs.map(({ name }) => name).toSorted();
  const fresh = names.filter(name => database.find(name) === undefined);
  const versions = new Map(plan.installs.map(({ name, version }) => [name, version]));
  const again = names.filter(name => database.find(name)?.version === versions.get(name));
  const upgraded = names.filter(name => !fresh.includes(name) && !again.includes(name));
  const gone = new Set(removed.map(({ name }) => name));
  const unneeded = orphans(database, automatic, gone).map(({ name }) => name);
  if (unneeded.length > 0 && removed.length === gone.size && !removed.some(({ name }) => automatic.has(name) && !named.has(name))) {
    yield* showList(
      apt,
      `The following package${unneeded.length > 1 ? 's were' : ' was'} automatically installed and ${unneeded.length > 1 ? 'are' : 'is'} no longer required:`,
      unneeded,
    );
    yield* apt.line(`Use '${apt.style.autoremoveCommand}' to remove ${unneeded.length > 1 ? 'them' : 'it'}.`);
  }
  yield* showList(
    apt,
    `The following ${apt.style.extraWord} packages will be installed:`,
    names.filter(name => !named.has(name)),
  );
  yield* showList(apt, 'Suggested packages:', plan.suggested);
  yield* showList(apt, 'Recommended packages:', plan.recommended);
  yield* showList(
    apt,
    'The following packages will be REMOVED:',
    removed.map(({ name }) => (purge ? `${name}*` : name)),
  );
  yield* showList(apt, 'The following NEW packages will be installed:', fresh);
  yield* showList(apt, 'The following packages have been kept back:', keptBack);
  yield* showList(apt, 'The following packages will be upgraded:', upgraded);
  const kept = upgradesFor(available, database).filter(({ name }) => !names.includes(name) && !gone.has(name)).length;
  yield* showCounts(apt, { upgraded: upgraded.length, installed: fresh.length, reinstalled: again.length, removed: removed.length, kept });
}

function* announceSpace(apt: Apt, { database }: Known, { plan, removed }: Change): Task<void> {
  const sizeOf = (stanza: Available['stanza'] | undefined): number => 1024 * Number(stanza?.get('Installed-Size') ?? 0);
  const grown = plan.installs.reduce((sum, { name, stanza }) => sum + sizeOf(stanza) - sizeOf(database.find(name)?.stanza), 0);
  const freed = removed.reduce((sum, { stanza }) => sum + sizeOf(stanza), 0);
  const change = grown - freed;
  const what = change < 0 ? 'disk space will be freed' : 'of additional disk space will be used';
  yield* apt.line(`After this operation, ${formatAmount(change)}B ${what}.`);
}

function* simulate(apt: Apt, { database }: Known, { plan, removed, purge }: Change): Task<number> {
  for (const { name, version } of removed) yield* apt.out.line(`${purge ? 'Purg' : 'Remv'} ${name} [${version}]`);
  const shown = ({ name, version, source, architecture }: Available, old: string): string =>
    `${name} ${old}(${version} ${source.suite} [${architecture}])`;
  for (const item of plan.installs) {
    const old = database.find(item.name)?.version;
    yield* apt.out.line(`Inst ${shown(item, old === undefined ? '' : `[${old}] `)}`);
  }
  for (const item of plan.installs) yield* apt.out.line(`Conf ${shown(item, '')}`);
  return 0;
}

/** `curl_7.35.0-1ubuntu2.20_amd64.deb`: an epoch's colon is written out. */
export function archiveName({ name, version, architecture }: Pick<Available, 'name' | 'version' | 'architecture'>): string {
  return `${name}_${version.replaceAll(':', '%3a')}_${architecture}.deb`;
}

function* download(apt: Apt, items: readonly Available[]): Task<boolean> {
  const { sys } = apt;
  makeDirectories(sys, `${ARCHIVES}/partial`);
  const acquire = new Acquire(apt);
  for (const item of items) yield* downloadOne(apt, acquire, item, ARCHIVES);
  if (!apt.options.downloadOnly && acquire.failures.length === 0 && !exists(sys, '/usr/bin/apt-extracttemplates'))
    yield* apt.complain('debconf: delaying package configuration, since apt-utils is not installed\n');
  yield* acquire.summary();
  yield* apt.out.flush();
  if (acquire.failures.length === 0) return true;
  for (const failure of acquire.failures) yield* apt.complain(`E: ${failure}\n`);
  yield* apt.complain('E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?\n');
  return false;
}

/** Fetches one package into a folder, unless it is there. */
export function* downloadOne(apt: Apt, acquire: Acquire, item: Available, folder: string): Task<void> {
  const { sys } = apt;
  const { source, component, name, version, architecture, stanza } = item;
  const target = `${folder}/${archiveName(item)}`;
  if (exists(sys, target)) return;
  const uri = `${source.uri}/${stanza.get('Filename') ?? ''}`;
  const modern = apt.style.isModern;
  const described = `${source.uri}${modern ? '' : '/'} ${source.suite}/${component}${modern ? ` ${architecture}` : ''} ${name} ${architecture} ${version}`;
  const partial = folder === ARCHIVES ? `${folder}/partial/${archiveName(item)}` : target;
  const result = yield* fetchFile(sys, uri, partial, {
    userAgent: `Debian APT-HTTP/1.3 (${apt.style.number})`,
    onStart: size => acquire.get(described, size),
  });
  if (result.kind === 'ok') {
    if (partial !== target) sys.rename(partial, target);
    return;
  }
  const why = reasonOf(result);
  yield* acquire.note('Err', described, `\n  ${why}`);
  acquire.failures.push(`Failed to fetch ${uri}  ${why}`);
}

function* work(apt: Apt, { database, automatic }: Known, { plan, removed, purge, named }: Change): Task<number> {
  const installer = new Installer(apt.sys, apt.out, database);
  for (const installed of removed) {
    automatic.delete(installed.name);
    yield* installer.remove(installed, { purge });
  }
  for (const item of plan.installs) {
    const file = `${ARCHIVES}/${archiveName(item)}`;
    if ((yield* installer.unpack(file, `.../${archiveName(item)}`)) === undefined) {
      yield* apt.complain(`dpkg-deb: error: '${file}' is not a Debian format archive\n`);
      throw new AptError('Sub-process /usr/bin/dpkg returned an error code (1)');
    }
    if (plan.automatic.has(item.name) && !named.has(item.name)) automatic.add(item.name);
    else automatic.delete(item.name);
  }
  yield* database.save();
  yield* writeAutomatic(apt.sys, automatic);
  for (const { name } of plan.installs) {
    if (yield* installer.configure(name)) continue;
    yield* database.save();
    yield* apt.complain(
      `dpkg: error processing package ${name} (--configure):\n installed ${name} package post-installation script subprocess returned error exit status 1\nErrors were encountered while processing:\n ${name}\n`,
    );
    throw new AptError('Sub-process /usr/bin/dpkg returned an error code (1)');
  }
  yield* database.save();
  yield* installer.processTriggers();
  yield* apt.out.flush();
  yield* postInvoke(apt.sys, 'dpkg::post-invoke');
  return 0;
}
