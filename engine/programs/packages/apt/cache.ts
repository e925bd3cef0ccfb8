import type { Task } from '../../../core/task.js';
import { matchGlob } from '../../find/glob.js';
import { compile } from './pattern.js';
import { parseDependencies } from '../dependency.js';
import { isPresent, PackageDatabase, type Installed } from '../dpkg/database.js';
import { compareVersions } from '../version.js';
import { readAutomatic } from './extended-states.js';
import { isFlat, partsOf, readLists, type Available } from './lists.js';
import { AptError, type Apt } from './session.js';
import { readSources } from './sources.js';

export interface Cache {
  readonly available: ReadonlyMap<string, readonly Available[]>;
  readonly database: PackageDatabase;
}

export function* readCache({ sys }: Apt): Task<Cache> {
  return { available: yield* readLists(sys), database: yield* PackageDatabase.read(sys) };
}

/** `apt-cache search WORD…`: all expressions must be found in the name or the summary. */
export function* search(apt: Apt, { full }: { readonly full: boolean }): Task<number> {
  const { available, database } = yield* readCache(apt);
  const words = apt.options.words.slice(1);
  if (words.length === 0) throw new AptError('You must give at least one search pattern');
  const patterns = words.map(compile);
  if (full) {
    yield* apt.step('Sorting');
    yield* apt.step('Full Text Search');
  }
  const names = new Set([
    ...available.keys(),
    ...database
      .all()
      .filter(isPresent)
      .map(({ name }) => name),
  ]);
  for (const name of [...names].toSorted()) {
    yield* apt.sys.tick();
    const newest = available.get(name)?.[0];
    const installed = database.find(name);
    const summary = (newest ?? installed)?.stanza.get('Description') ?? '';
    const isFound = patterns.every(found => found(name) || (!apt.options.namesOnly && found(summary)));
    if (!isFound) continue;
    if (!full) yield* apt.out.line(`${name} - ${firstLine(summary)}`);
    else yield* apt.out.line(`${listLine(name, newest, installed, apt, new Set())}\n  ${firstLine(summary)}\n`);
  }
  return 0;
}

/** `apt list [--installed] [--upgradable] [PATTERN…]` */
export function* list(apt: Apt): Task<number> {
  const { available, database } = yield* readCache(apt);
  const automatic = yield* readAutomatic(apt.sys);
  const { options } = apt;
  yield* apt.step('Listing');
  const patterns = options.words.slice(1);
  const names = new Set([
    ...available.keys(),
    ...database
      .all()
      .filter(isPresent)
      .map(({ name }) => name),
  ]);
  for (const name of [...names].toSorted()) {
    if (patterns.length > 0 && !patterns.some(pattern => matchGlob(pattern, name))) continue;
    const [newest] = available.get(name) ?? [];
    const installed = database.find(name);
    if ((options.installedOnly && !installed) || (options.upgradableOnly && !isOld(newest, installed))) continue;
    if (options.manualOnly && (!installed || automatic.has(name))) continue;
    yield* apt.out.line(listLine(name, newest, installed, apt, automatic));
    if (options.allVersions) {
      const { version } = newest ?? { version: '' };
      for (const item of available.get(name)?.slice(1) ?? [])
        if (item.version !== version) yield* apt.out.line(listLine(name, item, undefined, apt, automatic));
      yield* apt.out.line('');
    }
  }
  return 0;
}

function isOld(newest: Available | undefined, installed: Installed | undefined): boolean {
  return newest !== undefined && installed !== undefined && compareVersions(newest.version, installed.version) > 0;
}

function listLine(
  name: string,
  newest: Available | undefined,
  installed: Installed | undefined,
  apt: Apt,
  automatic: ReadonlySet<string>,
): string {
  const shown = apt.isColoured ? `\u001b[32m${name}\u001b[0m` : name;
  const old = isOld(newest, installed);
  const mark = automatic.has(name) ? ',automatic' : '';
  if (!newest || (installed && !old && newest.version !== installed.version))
    return `${shown}/now ${installed?.version ?? ''} ${installed?.architecture ?? ''} [installed,local]`;
  const suite = newest.release.suite === '' ? 'unknown' : newest.release.suite;
  const where = `${shown}/${suite}${installed && !old ? ',now' : ''} ${newest.version} ${newest.architecture}`;
  if (!installed) return where;
  return `${where} ${old ? `[upgradable from: ${installed.version}]` : `[installed${mark}]`}`;
}

/** `apt-cache policy [NAME…]` */
export function* policy(apt: Apt): Task<number> {
  const { available, database } = yield* readCache(apt);
  const names = apt.options.words.slice(1);
  if (names.length === 0) return yield* sourcesPolicy(apt);
  for (const name of names) {
    const installed = database.find(name);
    const offered = available.get(name) ?? [];
    if (!installed && offered.length === 0) {
      yield* apt.say('N', `Unable to locate package ${name}`);
      continue;
    }
    const candidate =
      offered[0] && (!installed || compareVersions(offered[0].version, installed.version) > 0) ? offered[0].version : installed?.version;
    yield* apt.out.line(
      `${name}:\n  Installed: ${installed?.version ?? '(none)'}\n  Candidate: ${candidate ?? '(none)'}\n  Version table:`,
    );
    const versions = [...new Set([...offered.map(({ version }) => version), ...(installed ? [installed.version] : [])])].toSorted((a, b) =>
      compareVersions(b, a),
    );
    for (const version of versions) {
      const places = offered.filter(item => item.version === version);
      const priority = !apt.style.isModern ? '0' : places.length > 0 ? '500' : '100';
      yield* apt.out.line(` ${version === installed?.version ? '***' : '   '} ${version} ${priority}`);
      for (const item of places) yield* apt.out.line(`        500 ${placeOf(item)}`);
      if (version === installed?.version) yield* apt.out.line('        100 /var/lib/dpkg/status');
    }
  }
  return 0;
}

/** `http://deb.debian.org/debian bookworm/main amd64 Packages` */
export function placeOf({ source, component }: Pick<Available, 'source' | 'component'>): string {
  return isFlat(source) ? `${source.uri} ${source.suite} Packages` : `${source.uri} ${source.suite}/${component} amd64 Packages`;
}

function* sourcesPolicy(apt: Apt): Task<number> {
  const items = [...(yield* readLists(apt.sys)).values()].flat();
  yield* apt.out.line('Package files:\n 100 /var/lib/dpkg/status\n     release a=now');
  for (const source of (yield* readSources(apt.sys)).toReversed()) {
    for (const component of partsOf(source).toReversed()) {
      const release = items.find(item => item.source.uri === source.uri && item.source.suite === source.suite)?.release;
      yield* apt.out.line(` 500 ${placeOf({ source, component })}`);
      if (isFlat(source)) yield* apt.out.line('     release c=');
      else if (release) {
        const { version, origin, suite, codename, label } = release;
        yield* apt.out.line(`     release v=${version},o=${origin},a=${suite},n=${codename},l=${label},c=${component},b=amd64`);
        yield* apt.out.line(`     origin ${/^[a-z]+:\/\/([^/]+)/.exec(source.uri)?.[1] ?? ''}`);
      }
    }
  }
  yield* apt.out.line('Pinned packages:');
  return 0;
}

/** `apt-cache madison NAME…` */
export function* madison(apt: Apt): Task<number> {
  const { available } = yield* readCache(apt);
  for (const name of apt.options.words.slice(1)) {
    if (!available.has(name)) yield* apt.say('N', `Unable to locate package ${name}`);
    for (const item of available.get(name) ?? [])
      yield* apt.out.line(`${name.padStart(10)} | ${item.version.padStart(10)} | ${placeOf(item)}`);
  }
  return 0;
}

/** `apt-cache depends NAME…`; what nobody offers stands in angle brackets, with those that provide it below. */
export function* depends(apt: Apt): Task<number> {
  const cache = yield* readCache(apt);
  for (const name of apt.options.words.slice(1)) {
    const found = cache.available.get(name)?.[0] ?? cache.database.find(name);
    if (!found) throw new AptError('No packages found');
    yield* apt.out.line(name);
    for (const field of ['Pre-Depends', 'Depends', 'Conflicts', 'Breaks', 'Recommends', 'Suggests', 'Replaces']) {
      const shown = field === 'Pre-Depends' ? 'PreDepends' : field;
      for (const group of parseDependencies(found.stanza.get(field) ?? '')) {
        for (const [index, alternative] of group.entries()) {
          const isKnown = cache.available.has(alternative.name) || cache.database.find(alternative.name) !== undefined;
          yield* apt.out.line(` ${index < group.length - 1 ? '|' : ' '}${shown}: ${isKnown ? alternative.name : `<${alternative.name}>`}`);
          if (!isKnown) for (const provider of providersOf(cache, alternative.name)) yield* apt.out.line(`    ${provider.name}`);
        }
      }
    }
  }
  return 0;
}

function providersOf({ available }: Cache, name: string): readonly Available[] {
  return newestOf({ available }).filter(({ stanza }) =>
    parseDependencies(stanza.get('Provides') ?? '').some(([first]) => first?.name === name),
  );
}

function newestOf({ available }: Pick<Cache, 'available'>): readonly Available[] {
  return [...available.values()].flatMap(([first]) => (first ? [first] : [])).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names of those that mention a package as something they need, or cannot bear. */
function mentioning(cache: Cache, name: string): readonly string[] {
  const fields = ['Pre-Depends', 'Depends', 'Recommends', 'Suggests', 'Conflicts', 'Breaks', 'Replaces', 'Enhances'];
  const all = [...newestOf(cache), ...cache.database.all().filter(each => isPresent(each) && !cache.available.has(each.name))];
  return all
    .filter(({ stanza }) =>
      fields.some(field => parseDependencies(stanza.get(field) ?? '').some(group => group.some(each => each.name === name))),
    )
    .map(each => each.name);
}

/** `apt-cache rdepends [--installed] NAME…` */
export function* reverseDepends(apt: Apt): Task<number> {
  const cache = yield* readCache(apt);
  for (const name of apt.options.words.slice(1)) {
    if (!cache.available.has(name) && !cache.database.find(name)) throw new AptError('No packages found');
    yield* apt.out.line(`${name}\nReverse Depends:`);
    for (const each of mentioning(cache, name))
      if (!apt.options.installedOnly || cache.database.find(each)) yield* apt.out.line(`  ${each}`);
  }
  return 0;
}

/** `apt-cache showpkg NAME…` */
export function* showPackage(apt: Apt): Task<number> {
  const cache = yield* readCache(apt);
  for (const name of apt.options.words.slice(1)) {
    const versions = (cache.available.get(name) ?? []).map(item => `${item.version} (${placeOf(item)})\n`).join('');
    const needed = (cache.available.get(name) ?? []).map(
      ({ version, stanza }) =>
        `${version} - ${parseDependencies(stanza.get('Depends') ?? '')
          .flat()
          .map(each => `${each.name} (${each.relation ?? '0'} ${each.version === '' ? '(null)' : each.version})`)
          .join(' ')} \n`,
    );
    yield* apt.out.write(`Package: ${name}\nVersions: \n${versions}\nReverse Depends: \n`);
    for (const each of mentioning(cache, name)) yield* apt.out.line(`  ${each},${name}`);
    yield* apt.out.write(
      `Dependencies: \n${needed.join('')}Provides: \n${(cache.available.get(name) ?? []).map(({ version }) => `${version} - \n`).join('')}Reverse Provides: \n`,
    );
    for (const each of providersOf(cache, name)) yield* apt.out.line(`${each.name} ${each.version} (= )`);
  }
  return 0;
}

/** `apt-cache pkgnames [PREFIX]` */
export function* packageNames(apt: Apt): Task<number> {
  const { available, database } = yield* readCache(apt);
  const [, prefix = ''] = apt.options.words;
  const names = new Set([
    ...available.keys(),
    ...database
      .all()
      .filter(isPresent)
      .map(({ name }) => name),
  ]);
  for (const name of [...names].toSorted()) if (name.startsWith(prefix)) yield* apt.out.line(name);
  return 0;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
