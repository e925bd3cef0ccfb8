import { largestOf } from '../../../core/extremes.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { nameGlob } from '../glob.js';
import { compareRpm, evr, filesOf, nevra, RpmDatabase, type RpmPackage } from '../rpm/database.js';
import { yumSize } from './columns.js';
import { readMetadata, type Metadata, type Offer } from './metadata.js';
import { readRepositories, readVariables } from './repositories.js';
import { Solver } from './solver.js';
import { transact } from './transaction.js';
import { YumError, type Yum } from './session.js';

/** What a word after yum does. */
export interface YumCommand {
  readonly about: string;
  readonly needsRoot: boolean;
  readonly run: (yum: Yum, words: readonly string[]) => Task<number>;
}

export const yumCommands: Readonly<Record<string, YumCommand>> = {
  install: { about: 'Install packages', needsRoot: true, run: install },
  update: { about: 'Bring packages to newer versions', needsRoot: true, run: update },
  upgrade: { about: 'The same as update', needsRoot: true, run: update },
  remove: { about: 'Remove packages', needsRoot: true, run: remove },
  erase: { about: 'The same as remove', needsRoot: true, run: remove },
  'check-update': { about: 'List packages that could be updated', needsRoot: false, run: checkUpdate },
  clean: { about: 'Delete what was fetched', needsRoot: true, run: clean },
  info: { about: 'Tell about packages', needsRoot: false, run: info },
  list: { about: 'List packages', needsRoot: false, run: list },
  makecache: { about: 'Fetch what repositories offer', needsRoot: true, run: makecache },
  provides: { about: 'Find the package that has a file', needsRoot: false, run: provides },
  whatprovides: { about: 'The same as provides', needsRoot: false, run: provides },
  repolist: { about: 'List repositories', needsRoot: false, run: repolist },
  search: { about: 'Look for packages by name and summary', needsRoot: false, run: search },
};

function* readBoth(yum: Yum): Task<{ readonly metadata: Metadata; readonly database: RpmDatabase }> {
  return { metadata: yield* readMetadata(yum), database: yield* RpmDatabase.read(yum.sys) };
}

/** Whether a word names a package: by its name, a pattern, with architecture or version. */
function matches(word: string, found: RpmPackage): boolean {
  const { name, arch, version, release } = found;
  const names = [name, `${name}.${arch}`, `${name}-${version}`, `${name}-${version}-${release}`, nevra(found)];
  if (!/[*?[]/.test(word)) return names.includes(word);
  const pattern = nameGlob(word);
  return names.some(text => pattern.test(text));
}

function newestMatching({ byName }: Metadata, word: string): readonly Offer[] {
  return [...byName.values()].flatMap(offers => {
    const found = offers.find(offer => matches(word, offer));
    return found ? [found] : [];
  });
}

function* install(yum: Yum, words: readonly string[]): Task<number> {
  if (words.length === 0) throw new YumError('Error: Need to pass a list of pkgs to install');
  const { metadata, database } = yield* readBoth(yum);
  const wanted: Offer[] = [];
  for (const word of words) {
    const offers = newestMatching(metadata, word);
    if (offers.length === 0) yield* yum.line(`No package ${word} available.`);
    for (const offer of offers) {
      const installed = database.find(offer.name);
      if (installed && compareRpm(installed, offer) >= 0)
        yield* yum.line(`Package ${nevra(installed)} already installed and latest version`);
      else wanted.push(offer);
    }
  }
  if (wanted.length > 0) return yield* solve(yum, metadata, database, wanted);
  if (words.every(word => newestMatching(metadata, word).length === 0)) throw new YumError('Error: Nothing to do');
  yield* yum.line('Nothing to do');
  return 0;
}

function updatesIn(metadata: Metadata, database: RpmDatabase): readonly Offer[] {
  return database.all().flatMap(installed => {
    const newest = metadata.byName.get(installed.name)?.[0];
    return newest && compareRpm(newest, installed) > 0 ? [newest] : [];
  });
}

function* update(yum: Yum, words: readonly string[]): Task<number> {
  const { metadata, database } = yield* readBoth(yum);
  const all = updatesIn(metadata, database);
  const wanted = words.length === 0 ? all : all.filter(offer => words.some(word => matches(word, { ...offer, name: offer.name })));
  for (const word of words) {
    if (database.all().some(found => matches(word, found))) continue;
    const isOffered = newestMatching(metadata, word).length > 0;
    yield* yum.line(
      isOffered ? `Package(s) ${word} available, but not installed.` : `No Match for argument: ${word}\nNo package ${word} available.`,
    );
  }
  if (wanted.length > 0) return yield* solve(yum, metadata, database, wanted);
  yield* yum.line('No packages marked for update');
  return 0;
}

function* solve(yum: Yum, metadata: Metadata, database: RpmDatabase, wanted: readonly Offer[]): Task<number> {
  const solver = new Solver(metadata, database);
  solver.bringIn(wanted);
  for (const line of solver.lines) yield* yum.line(line);
  if (solver.problems.length > 0) {
    yield* yum.complain(`${solver.problems.join('\n')}\n You could try using --skip-broken to work around the problem\n`);
    return 1;
  }
  return yield* transact(yum, metadata, database, solver.steps());
}

function* remove(yum: Yum, words: readonly string[]): Task<number> {
  const database = yield* RpmDatabase.read(yum.sys);
  const wanted: RpmPackage[] = [];
  for (const word of words) {
    const found = database.all().filter(installed => matches(word, installed));
    if (found.length === 0) yield* yum.line(`No Match for argument: ${word}`);
    wanted.push(...found);
  }
  if (wanted.length === 0) {
    yield* yum.line('No Packages marked for removal');
    return 0;
  }
  const variables = yield* readVariables(yum.sys);
  const metadata: Metadata = { byName: new Map(), repositories: [], baseOf: () => '', variables };
  const solver = new Solver(metadata, database);
  solver.erase(wanted);
  if (wanted.some(({ name }) => name === 'yum')) throw new YumError('Error: Trying to remove "yum", which is protected');
  for (const line of solver.lines) yield* yum.line(line);
  return yield* transact(yum, metadata, database, solver.steps());
}

function* checkUpdate(yum: Yum): Task<number> {
  const { metadata, database } = yield* readBoth(yum);
  const updates = updatesIn(metadata, database);
  if (updates.length === 0) return 0;
  yield* yum.line('');
  for (const offer of updates) yield* yum.out.line(listRow(offer, offer.repository));
  return 100;
}

function* makecache(yum: Yum): Task<number> {
  yield* readMetadata(yum);
  yield* yum.line('Metadata Cache Created');
  return 0;
}

function* clean(yum: Yum, [what]: readonly string[]): Task<number> {
  if (what === undefined)
    throw new YumError('Error: clean requires an option: headers, packages, metadata, dbcache, plugins, expire-cache, rpmdb, all');
  const variables = yield* readVariables(yum.sys);
  const repositories = (yield* readRepositories(yum.sys, variables)).filter(({ enabled }) => enabled);
  yield* yum.line(`Cleaning repos: ${repositories.map(({ id }) => id).join(' ')}`);
  if (what === 'all') yield* yum.line('Cleaning up list of fastest mirrors');
  for (const { id } of repositories) removeTree(yum, `/var/cache/yum/${variables.basearch}/${variables.releasever}/${id}`);
  return 0;
}

function removeTree(yum: Yum, path: string): void {
  try {
    for (const { name, kind } of yum.sys.readdir(path)) {
      if (kind === 'directory') removeTree(yum, `${path}/${name}`);
      else yum.sys.unlink(`${path}/${name}`);
    }
    yum.sys.rmdir(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTEMPTY')) throw error;
  }
}

function* repolist(yum: Yum): Task<number> {
  const metadata = yield* readMetadata(yum);
  const { releasever, basearch } = metadata.variables;
  const rows = metadata.repositories.map(({ id, name }) => {
    const count = [...metadata.byName.values()].flat().filter(({ repository }) => repository === id).length;
    return [`${id}/${releasever}/${basearch}`, name, String(count)] as const;
  });
  const [first, second] = [0, 1].map(index =>
    largestOf(
      rows.map(row => (row[index] ?? '').length),
      9,
    ),
  );
  for (const [id, name, count] of [['repo id', 'repo name', 'status'] as const, ...rows])
    yield* yum.out.line(`${id.padEnd((first ?? 0) + 4)}${name.padEnd((second ?? 0) + 4)}${count}`);
  yield* yum.out.line(`repolist: ${String([...metadata.byName.values()].flat().length)}`);
  return 0;
}

function* list(yum: Yum, words: readonly string[]): Task<number> {
  const { metadata, database } = yield* readBoth(yum);
  const [what] = words;
  const only = what === 'installed' || what === 'available' || what === 'updates' ? what : undefined;
  const patterns = only ? words.slice(1) : words.filter(word => word !== 'all');
  const isWanted = (found: RpmPackage): boolean => patterns.length === 0 || patterns.some(word => matches(word, found));
  const installed = only === undefined || only === 'installed' ? database.all().filter(isWanted) : [];
  const updates = new Set(updatesIn(metadata, database));
  const available = [...metadata.byName.values()]
    .flatMap(offers => offers.slice(0, 1))
    .filter(
      offer =>
        isWanted(offer) &&
        (only === 'updates' ? updates.has(offer) : only !== 'installed' && (!database.find(offer.name) || updates.has(offer))),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (installed.length + available.length === 0) throw new YumError('Error: No matching Packages to list');
  if (installed.length > 0) yield* yum.out.line('Installed Packages');
  for (const found of installed) yield* yum.out.line(listRow(found, `@${found.stanza.get('From') ?? 'CentOS'}`));
  if (available.length > 0) yield* yum.out.line(only === 'updates' ? 'Updated Packages' : 'Available Packages');
  for (const offer of available) yield* yum.out.line(listRow(offer, offer.repository));
  return 0;
}

function listRow(found: RpmPackage, where: string): string {
  return `${`${found.name}.${found.arch}`.padEnd(40)} ${evr(found).padEnd(29)} ${where.padEnd(8)}`;
}

function* info(yum: Yum, words: readonly string[]): Task<number> {
  const { metadata, database } = yield* readBoth(yum);
  const isWanted = (found: RpmPackage): boolean => words.length === 0 || words.some(word => matches(word, found));
  const installed = database.all().filter(isWanted);
  const available = [...metadata.byName.values()]
    .flatMap(offers => offers.slice(0, 1))
    .filter(offer => {
      const there = database.find(offer.name);
      return isWanted(offer) && (!there || compareRpm(offer, there) > 0);
    });
  if (installed.length + available.length === 0) throw new YumError('Error: No matching Packages to list');
  if (installed.length > 0) yield* yum.out.line('Installed Packages');
  for (const found of installed) yield* yum.out.write(infoText(found, 'installed'));
  if (available.length > 0) yield* yum.out.line('Available Packages');
  for (const offer of available) yield* yum.out.write(infoText(offer, offer.repository));
  return 0;
}

function infoText(found: RpmPackage, where: string): string {
  const { name, arch, version, release, epoch, stanza } = found;
  const isInstalled = where === 'installed';
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Name', name],
    ['Arch', arch],
    ['Epoch', epoch === '0' ? undefined : epoch],
    ['Version', version],
    ['Release', release],
    ['Size', yumSize(Number(stanza.get(isInstalled ? 'Size' : 'PackageSize') ?? 0))],
    ['Repo', isInstalled ? where : `${where}/7/x86_64`],
    ['From repo', isInstalled ? stanza.get('From') : undefined],
    ['Summary', stanza.get('Summary')],
    ['License', stanza.get('License')],
  ];
  return `${rows.flatMap(([label, value]) => (value === undefined ? [] : [`${label.padEnd(12)}: ${value}\n`])).join('')}\n`;
}

function* search(yum: Yum, words: readonly string[]): Task<number> {
  if (words.length === 0) throw new YumError('Error: Need to pass a list of pkgs to search');
  const { metadata } = yield* readBoth(yum);
  const found = [...metadata.byName.values()].flatMap(offers => offers.slice(0, 1));
  const matched = found.filter(({ name, stanza }) => {
    const texts = [name, stanza.get('Summary') ?? ''].map(text => text.toLowerCase());
    return words.every(word => texts.some(text => text.includes(word.toLowerCase())));
  });
  if (matched.length === 0) {
    yield* yum.complain(`Warning: No matches found for: ${words.join(', ')}\nNo matches found\n`);
    return 0;
  }
  yield* yum.out.line(banner(`N/S matched: ${words.join(', ')}`, yum.width));
  for (const { name, arch, stanza } of matched) yield* yum.out.line(`${name}.${arch} : ${stanza.get('Summary') ?? ''}`);
  yield* yum.out.line('\n  Name and summary matches only, use "search all" for everything.');
  return 0;
}

function banner(text: string, width: number): string {
  const left = Math.max(1, Math.floor((width - 1 - text.length - 2) / 2));
  return `${'='.repeat(left)} ${text} ${'='.repeat(Math.max(1, width - 1 - left - text.length - 2))}`;
}

function* provides(yum: Yum, words: readonly string[]): Task<number> {
  const { metadata, database } = yield* readBoth(yum);
  let count = 0;
  for (const word of words) {
    const pattern = nameGlob(word);
    const offers = [...metadata.byName.values()].flatMap(versions => versions.slice(0, 1)).map(offer => [offer, offer.repository] as const);
    const installed = database.all().map(found => [found, 'installed'] as const);
    for (const [found, where] of [...offers, ...installed]) {
      const path = filesOf(found).find(file => pattern.test(file));
      if (path === undefined && !matches(word, found)) continue;
      count++;
      yield* yum.out.line(`${nevra(found)} : ${found.stanza.get('Summary') ?? ''}\nRepo        : ${where}`);
      yield* yum.out.line(path === undefined ? '\n\n' : `Matched from:\nFilename    : ${path}\n\n`);
    }
  }
  if (count === 0) yield* yum.line('No matches found');
  return 0;
}
