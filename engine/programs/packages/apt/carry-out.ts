import type { Task } from '../../../core/task.js';
import { formatAmount } from '../amounts.js';
import { isPresent, type Installed } from '../dpkg/database.js';
import { compareVersions } from '../version.js';
import type { Known } from './known.js';
import { localPath, originOf, type Available } from './lists.js';
import { orphans, upgradesFor, type Plan } from './plan.js';
import { showCounts, showList, showUnmet } from './report.js';
import { AptError, type Apt } from './session.js';
import { ARCHIVES, archiveName, archivePath, download, work } from './work.js';
import { exists } from '../../files/presence.js';

/** What will change. */
export interface Change {
  readonly plan: Plan;
  readonly removed: readonly Installed[];
  readonly purge: boolean;
  /** What was asked for by name. */
  readonly named: ReadonlySet<string>;
  /** What was there for others and is now wanted for itself. */
  readonly manual: readonly string[];
  /** Whether exactly what was asked for is done, so that nobody has to be asked. */
  readonly isExact: boolean;
  readonly keptBack: readonly string[];
}

/** The same by what happens to each. */
interface Sorted {
  readonly fresh: readonly string[];
  readonly again: readonly string[];
  readonly upgraded: readonly string[];
  readonly downgraded: readonly string[];
  readonly held: readonly string[];
  readonly essential: readonly string[];
  /** Unpacked, and not yet or not successfully set up. */
  readonly unfinished: readonly string[];
}

/** Says what will be done, asks, and does it. */
export function* carryOut(apt: Apt, known: Known, change: Change): Task<number> {
  const { plan, removed } = change;
  if (plan.broken.size > 0) yield* refuse(apt, plan);
  const sorted = sortOut(known, change);
  yield* announce(apt, known, change, sorted);
  if (plan.installs.length === 0 && removed.length === 0 && sorted.unfinished.length === 0) return 0;
  if (apt.options.simulate) return yield* simulate(apt, known, change);
  refuseRisks(apt, sorted);
  yield* announceAmounts(apt, known, change);
  if (sorted.essential.length > 0 && !apt.options.allowEssential)
    throw new AptError('Removing essential system-critical packages is not permitted. This might break the system.');
  if (apt.options.printUris) return yield* printUris(apt, plan);
  if (!change.isExact && !(yield* apt.confirm())) {
    yield* apt.out.line('Abort.');
    return 1;
  }
  if (plan.installs.length > 0 && !(yield* download(apt, plan.installs))) return 100;
  if (apt.options.downloadOnly) {
    yield* apt.line('Download complete and in download only mode');
    return 0;
  }
  return yield* work(apt, known, change, sorted.unfinished);
}

function* refuse(apt: Apt, { broken }: Plan): Task<never> {
  yield* apt.out.line(
    'Some packages could not be installed. This may mean that you have\nrequested an impossible situation or if you are using the unstable\ndistribution that some required packages have not yet been created\nor been moved out of Incoming.\nThe following information may help to resolve the situation:\n',
  );
  yield* showUnmet(apt, broken);
  throw new AptError('Unable to correct problems, you have held broken packages.');
}

function sortOut({ database }: Known, { plan, removed }: Change): Sorted {
  const items = plan.installs.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const names = (keep: (item: Available, old: Installed | undefined) => boolean): readonly string[] =>
    items.filter(item => keep(item, database.find(item.name))).map(({ name }) => name);
  const order = ({ version }: Available, old: Installed | undefined): number => (old ? compareVersions(version, old.version) : Number.NaN);
  const gone = new Set(removed.map(({ name }) => name));
  return {
    fresh: names((_, old) => old === undefined),
    again: names((item, old) => order(item, old) === 0),
    upgraded: names((item, old) => order(item, old) > 0),
    downgraded: names((item, old) => order(item, old) < 0),
    held: [...names((_, old) => old?.want === 'hold'), ...removed.filter(({ want }) => want === 'hold').map(({ name }) => name)],
    essential: removed.filter(({ stanza }) => stanza.get('Essential') === 'yes').map(({ name }) => name),
    unfinished: database
      .all()
      .filter(each => isPresent(each) && each.state !== 'installed')
      .filter(({ name }) => !gone.has(name) || !plan.installs.some(item => item.name === name))
      .map(({ name }) => name),
  };
}

/** With -y nobody is asked, so that what is risky must have been allowed. */
function refuseRisks({ options }: Apt, { essential, downgraded, held }: Sorted): void {
  if (!options.assumeYes) return;
  if (essential.length > 0 && !options.allowEssential)
    throw new AptError('Essential packages were removed and -y was used without --allow-remove-essential.');
  if (downgraded.length > 0 && !options.allowDowngrades)
    throw new AptError('Packages were downgraded and -y was used without --allow-downgrades.');
  if (held.length > 0 && !options.allowHeld)
    throw new AptError('Held packages were changed and -y was used without --allow-change-held-packages.');
}

function* announce(apt: Apt, { database, available, automatic }: Known, change: Change, sorted: Sorted): Task<void> {
  const { plan, removed, purge, named, keptBack } = change;
  yield* announceUnneeded(apt, { database, automatic }, change);
  const versions = new Map(plan.installs.map(({ name, version }) => [name, version]));
  const newVersion = (name: string): string => `(${versions.get(name) ?? ''})`;
  const bothVersions = (name: string): string => `(${database.find(name)?.version ?? ''} => ${versions.get(name) ?? ''})`;
  const list = (title: string, names: readonly string[], version = newVersion): Task<void> =>
    showList(apt, title, apt.options.showVersions ? names.map(name => `${name} ${version(name)}`) : names);
  yield* list(
    `The following ${apt.style.extraWord} packages will be installed:`,
    sorted.fresh.filter(name => !named.has(name)),
  );
  yield* showList(apt, 'Suggested packages:', plan.suggested);
  yield* showList(apt, 'Recommended packages:', plan.recommended);
  const mark = purge ? '*' : '';
  yield* list(
    'The following packages will be REMOVED:',
    removed.map(({ name }) => `${name}${mark}`),
    name => `(${database.known(name.replace(/\*$/, ''))?.version ?? ''})`,
  );
  yield* list('The following NEW packages will be installed:', sorted.fresh);
  yield* list(
    'The following packages have been kept back:',
    keptBack,
    name => `(${database.find(name)?.version ?? ''} => ${available.get(name)?.[0]?.version ?? ''})`,
  );
  yield* list('The following held packages will be changed:', sorted.held, bothVersions);
  yield* list('The following packages will be upgraded:', sorted.upgraded, bothVersions);
  yield* list('The following packages will be DOWNGRADED:', sorted.downgraded, bothVersions);
  yield* showList(
    apt,
    'WARNING: The following essential packages will be removed.\nThis should NOT be done unless you know exactly what you are doing!',
    sorted.essential,
  );
  const gone = new Set(removed.map(({ name }) => name));
  const kept = upgradesFor(available, database).filter(({ name }) => !versions.has(name) && !gone.has(name)).length;
  yield* showCounts(apt, {
    upgraded: sorted.upgraded.length,
    installed: sorted.fresh.length,
    reinstalled: sorted.again.length,
    downgraded: sorted.downgraded.length,
    removed: removed.length,
    kept,
  });
  if (sorted.unfinished.length > 0) yield* apt.line(`${String(sorted.unfinished.length)} not fully installed or removed.`);
}

function* announceUnneeded(
  apt: Apt,
  { database, automatic }: Pick<Known, 'database' | 'automatic'>,
  { removed, named, plan }: Change,
): Task<void> {
  const gone = new Set(removed.map(({ name }) => name));
  const wanted = new Set([...automatic].filter(name => !named.has(name)));
  const needed = new Set(
    plan.installs.flatMap(({ stanza }) =>
      ['Depends', 'Recommends', 'Suggests'].flatMap(field =>
        (stanza.get(field) ?? '').split(/[,|]/).map(each => each.trim().split(/[ (:]/)[0] ?? ''),
      ),
    ),
  );
  const unneeded = orphans(database, wanted, gone)
    .map(({ name }) => name)
    .filter(name => !needed.has(name));
  if (unneeded.length === 0 || removed.some(({ name }) => automatic.has(name) && !named.has(name) && named.size === 0)) return;
  const several = unneeded.length > 1;
  yield* showList(
    apt,
    `The following package${several ? 's were' : ' was'} automatically installed and ${several ? 'are' : 'is'} no longer required:`,
    unneeded,
  );
  yield* apt.line(`Use '${apt.style.autoremoveCommand}' to remove ${several ? 'them' : 'it'}.`);
}

function* announceAmounts(apt: Apt, { database }: Known, { plan, removed }: Change): Task<void> {
  const sizeOf = ({ stanza }: Available): number => Number(stanza.get('Size') ?? 0);
  const total = plan.installs.reduce((sum, item) => sum + sizeOf(item), 0);
  const isHere = (item: Available): boolean =>
    item.file !== undefined || localPath(item.source.uri) !== undefined || exists(apt.sys, `${ARCHIVES}/${archiveName(item)}`);
  const needed = plan.installs.reduce((sum, item) => sum + (isHere(item) ? 0 : sizeOf(item)), 0);
  if (total > 0)
    yield* apt.line(
      needed === total
        ? `Need to get ${formatAmount(total)}B of archives.`
        : `Need to get ${formatAmount(needed)}B/${formatAmount(total)}B of archives.`,
    );
  const taken = (stanza: Available['stanza'] | undefined): number => 1024 * Number(stanza?.get('Installed-Size') ?? 0);
  const grown = plan.installs.reduce((sum, { name, stanza }) => sum + taken(stanza) - taken(database.find(name)?.stanza), 0);
  const freed = removed.reduce((sum, each) => sum + (isPresent(each) ? taken(each.stanza) : 0), 0);
  const what = grown < freed ? 'disk space will be freed' : 'of additional disk space will be used';
  yield* apt.line(`After this operation, ${formatAmount(grown - freed)}B ${what}.`);
}

function* simulate(apt: Apt, { database, available }: Known, { plan, removed, purge }: Change): Task<number> {
  for (const { name, version } of removed) yield* apt.out.line(`${purge ? 'Purg' : 'Remv'} ${name} [${version}]`);
  const shown = (item: Available, old: string): string => {
    const origins = new Set((available.get(item.name) ?? [item]).filter(({ version }) => version === item.version).map(originOf));
    return `${item.name} ${old}(${item.version} ${[...origins].join(', ')} [${item.architecture}])`;
  };
  for (const item of plan.installs) {
    const old = database.find(item.name)?.version;
    yield* apt.out.line(`Inst ${shown(item, old === undefined ? '' : `[${old}] `)}`);
  }
  for (const item of plan.installs) yield* apt.out.line(`Conf ${shown(item, '')}`);
  return 0;
}

function* printUris(apt: Apt, { installs }: Plan): Task<number> {
  for (const item of installs) {
    const { uri } = archivePath(item);
    yield* apt.out.line(
      `'${uri}' ${archiveName(item)} ${item.stanza.get('Size') ?? ''} ${item.stanza.has('MD5sum') ? `MD5Sum:${item.stanza.get('MD5sum') ?? ''}` : ''}`,
    );
  }
  return 0;
}
