import type { Task } from '../../../core/task.js';
import { readArchive } from '../archive.js';
import { nameGlob } from '../glob.js';
import { putFiles, removeFiles } from '../put-files.js';
import { compareVersions } from '../version.js';
import { ApkDatabase, bareName, parseApk, type ApkPackage } from './database.js';
import { fetchPackage, readIndex, readMirrors, type Index } from './index-cache.js';
import { ApkError, type Apk } from './session.js';
import { solve, type Change } from './solver.js';

/** What a word after apk does. */
export interface ApkCommand {
  readonly about: string;
  readonly run: (apk: Apk, words: readonly string[]) => Task<number>;
}

export const apkCommands: Readonly<Record<string, ApkCommand>> = {
  add: { about: 'Add packages to world and commit changes', run: add },
  del: { about: 'Remove packages from world and commit changes', run: del },
  update: { about: 'Update the repository indexes', run: update },
  upgrade: { about: 'Upgrade what is installed', run: upgrade },
  fix: { about: 'Fix, reinstall or upgrade packages', run: fix },
  info: { about: 'Tell about packages', run: info },
  list: { about: 'List packages', run: list },
  search: { about: 'Look for packages by name or description', run: search },
  policy: { about: 'Tell where versions come from', run: policy },
};

function requireRoot({ sys }: Apk): void {
  if (sys.credentials().uid !== 0)
    throw new ApkError('ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied');
}

function* add(apk: Apk, words: readonly string[]): Task<number> {
  requireRoot(apk);
  const database = yield* ApkDatabase.read(apk.sys);
  const { virtual, upgrade: newer } = apk.options;
  const index = yield* readIndex(apk, { refresh: false });
  const names = virtual === undefined ? words : [virtual];
  const world = [...database.world.filter(word => !names.some(name => bareName(name) === bareName(word))), ...names];
  if (virtual !== undefined) {
    const group: ApkPackage = {
      name: virtual,
      version: '20240101.000000',
      downloadBytes: 0,
      installedBytes: 0,
      depends: words,
      provides: [],
      installIf: [],
      summary: 'virtual meta package',
      files: [],
    };
    return yield* commit(apk, withPackage(index, group), database, world, newer);
  }
  return yield* commit(apk, index, database, world, newer);
}

/** A group of packages exists only where it was made up: it is offered by no mirror. */
function withPackage(index: Index, group: ApkPackage): Index {
  return { ...index, byName: new Map([...index.byName, [group.name, { ...group, repository: '' }]]) };
}

function* del(apk: Apk, words: readonly string[]): Task<number> {
  requireRoot(apk);
  const database = yield* ApkDatabase.read(apk.sys);
  const world = database.world.filter(name => !words.includes(bareName(name)));
  const keepers = words.filter(word => database.packages.has(word) && neededBy(database, word, words).length > 0);
  const index: Index = { byName: new Map(), failed: 0 };
  if (keepers.length > 0) {
    yield* apk.out.line('World updated, but the following packages are not removed due to:');
    for (const word of keepers) yield* apk.out.line(`  ${word}: ${neededBy(database, word, words).join(' ')}`);
    yield* apk.out.line('');
  }
  return yield* commit(apk, index, database, world, false);
}

/** What stays and needs a package. */
function neededBy(database: ApkDatabase, name: string, gone: readonly string[]): readonly string[] {
  const provided = [name, ...(database.packages.get(name)?.provides ?? [])];
  return [...database.packages.values()]
    .filter(other => !gone.includes(other.name) && other.depends.some(word => provided.includes(bareName(word))))
    .map(other => other.name);
}

function* upgrade(apk: Apk): Task<number> {
  requireRoot(apk);
  const database = yield* ApkDatabase.read(apk.sys);
  return yield* commit(apk, yield* readIndex(apk, { refresh: false }), database, database.world, true);
}

function* fix(apk: Apk): Task<number> {
  requireRoot(apk);
  yield* apk.line((yield* ApkDatabase.read(apk.sys)).summary());
  return 0;
}

/** Makes what is installed agree with a world, and says so step by step. */
function* commit(apk: Apk, index: Index, database: ApkDatabase, world: string[], newer: boolean): Task<number> {
  const { changes, missing, broken } = solve(index, database, world, { upgrade: newer });
  if (missing.length + broken.length > 0) {
    yield* apk.complain(`ERROR: ${apk.style.unsolvable}:\n`);
    for (const { name, requiredBy } of missing)
      yield* apk.complain(`  ${name} (${apk.style.noSuchPackage}):\n    required by: ${requiredBy.join('\n                 ')}\n`);
    for (const { name, wanted } of broken) yield* apk.complain(`  ${name}:\n    breaks: ${wanted.join('\n            ')}\n`);
    return missing.length + broken.length;
  }
  if (apk.options.interactive && changes.length > 0 && !(yield* apk.confirm())) return 1;
  for (const [at, change] of changes.entries()) {
    yield* apk.line(`(${String(at + 1)}/${String(changes.length)}) ${describe(change)}`);
    yield* apk.out.flush();
    if (!apk.options.simulate) yield* carryOut(apk, database, change);
  }
  if (!apk.options.simulate) {
    database.world = world;
    yield* database.save();
    const busybox = database.packages.get('busybox');
    if (changes.length > 0 && busybox) yield* apk.line(`Executing busybox-${busybox.version}.trigger`);
    const certificates = database.packages.get('ca-certificates');
    if (certificates && changes.some(change => change.kind !== 'purge' && change.offer.name.startsWith('ca-certificates')))
      yield* apk.line(`Executing ca-certificates-${certificates.version}.trigger`);
  }
  yield* apk.line(database.summary());
  return 0;
}

function describe(change: Change): string {
  switch (change.kind) {
    case 'install':
      return `Installing ${change.offer.name} (${change.offer.version})`;
    case 'upgrade':
      return `Upgrading ${change.offer.name} (${change.old.version} -> ${change.offer.version})`;
    case 'purge':
      return `Purging ${change.old.name} (${change.old.version})`;
  }
}

function* carryOut(apk: Apk, database: ApkDatabase, change: Change): Task<void> {
  if (change.kind === 'purge') {
    removeFiles(apk.sys, change.old.files);
    database.packages.delete(change.old.name);
    return;
  }
  const { offer } = change;
  if (offer.repository === '') {
    database.packages.set(offer.name, offer);
    return;
  }
  const file = `/tmp/.apk.${String(apk.sys.pid)}`;
  const why = yield* fetchPackage(apk, offer, file);
  if (why !== undefined) throw new ApkError(`ERROR: ${offer.name}-${offer.version}: ${why}`);
  const archive = yield* readArchive(apk.sys, file, 'apk');
  apk.sys.unlink(file);
  if (!archive) throw new ApkError(`ERROR: ${offer.name}-${offer.version}: v2 package format error`);
  yield* putFiles(apk.sys, archive.members);
  const files = archive.members.map(({ path }) => path);
  if (change.kind === 'upgrade')
    removeFiles(
      apk.sys,
      change.old.files.filter(path => !files.includes(path)),
    );
  const [entry] = parseApk(archive.control);
  if (entry) database.packages.set(entry.name, { ...entry, files });
}

function* update(apk: Apk): Task<number> {
  requireRoot(apk);
  const { byName, failed } = yield* readIndex(apk, { refresh: true });
  const mirrors = yield* readMirrors(apk);
  for (const mirror of failed > 0 ? [] : mirrors) yield* apk.line(`v${branchOf(mirror)} [${mirror}]`);
  if (failed > 0) {
    yield* apk.line(`${String(failed)} unavailable, 0 stale; ${String(byName.size)} distinct packages available`);
    return failed;
  }
  yield* apk.line(`OK: ${String(byName.size)} distinct packages available`);
  return 0;
}

/** `3.18` of `https://dl-cdn.alpinelinux.org/alpine/v3.18/main`. */
function branchOf(mirror: string): string {
  return /\/v(\d+\.\d+)\//.exec(mirror)?.[1] ?? '';
}

function* info(apk: Apk, words: readonly string[]): Task<number> {
  const database = yield* ApkDatabase.read(apk.sys);
  const { options, out } = apk;
  if (options.owner) return yield* owners(apk, database, words);
  if (words.length === 0) {
    for (const { name, version } of sorted(database.packages.values())) yield* out.line(options.verbose ? `${name}-${version}` : name);
    return 0;
  }
  let failures = 0;
  for (const word of words) {
    const found = database.packages.get(word);
    if (!found) failures++;
    else if (options.exact) yield* out.line(found.name);
    else if (options.contents)
      yield* out.write(`${found.name}-${found.version} contains:\n${found.files.map(path => `${path.slice(1)}\n`).join('')}\n`);
    else if (options.depends)
      yield* out.write(`${found.name}-${found.version} depends on:\n${found.depends.map(name => `${name}\n`).join('')}\n`);
    else
      yield* out.write(
        `${found.name}-${found.version} description:\n${found.summary}\n\n${found.name}-${found.version} installed size:\n${humanSize(found.installedBytes)}\n\n`,
      );
  }
  return failures;
}

function* owners(apk: Apk, database: ApkDatabase, words: readonly string[]): Task<number> {
  let failures = 0;
  for (const path of words) {
    const owner = [...database.packages.values()].find(({ files }) => files.includes(path));
    if (owner) yield* apk.out.line(`${path} is owned by ${owner.name}-${owner.version}`);
    else {
      failures++;
      yield* apk.complain(`ERROR: ${path}: Could not find owner package\n`);
    }
  }
  return failures;
}

function humanSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${String(Math.floor(bytes / 1024))} KiB` : `${String(Math.floor(bytes / 1024 / 1024))} MiB`;
}

function* list(apk: Apk, words: readonly string[]): Task<number> {
  const database = yield* ApkDatabase.read(apk.sys);
  const index = apk.options.installed ? undefined : yield* readIndex(apk, { refresh: false });
  const patterns = words.map(word => nameGlob(word));
  const all = new Map<string, ApkPackage>([...database.packages, ...(index?.byName ?? [])]);
  for (const found of sorted(all.values())) {
    if (patterns.length > 0 && !patterns.some(pattern => pattern.test(found.name))) continue;
    const installed = database.packages.get(found.name);
    const mark = !installed
      ? ''
      : compareVersions(found.version, installed.version) > 0
        ? ` [upgradable from: ${installed.name}-${installed.version}]`
        : ' [installed]';
    yield* apk.out.line(`${found.name}-${found.version} x86_64 {${found.name}} ()${mark}`);
  }
  return 0;
}

function* search(apk: Apk, words: readonly string[]): Task<number> {
  const { byName } = yield* readIndex(apk, { refresh: false });
  const { exact, description, verbose } = apk.options;
  for (const { name, version, summary } of sorted(byName.values())) {
    const isFound =
      words.length === 0 ||
      words.some(word =>
        exact ? name === word : name.includes(word) || nameGlob(word).test(name) || (description && summary.includes(word)),
      );
    if (isFound) yield* apk.out.line(`${name}-${version}${verbose || description ? ` - ${summary}` : ''}`);
  }
  return 0;
}

function* policy(apk: Apk, words: readonly string[]): Task<number> {
  const database = yield* ApkDatabase.read(apk.sys);
  const { byName } = yield* readIndex(apk, { refresh: false });
  for (const word of words) {
    const [installed, offered] = [database.packages.get(word), byName.get(word)];
    if (!installed && !offered) continue;
    yield* apk.out.line(`${word} policy:`);
    for (const version of new Set([offered?.version, installed?.version])) {
      if (version === undefined) continue;
      yield* apk.out.line(`  ${version}:`);
      if (version === installed?.version) yield* apk.out.line('    lib/apk/db/installed');
      if (version === offered?.version) yield* apk.out.line(`    ${offered.repository}`);
    }
  }
  return 0;
}

function sorted(packages: Iterable<ApkPackage>): readonly ApkPackage[] {
  return [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
}
