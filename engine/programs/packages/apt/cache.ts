import type { Task } from '../../../core/task.js';
import { parseDependencies } from '../dependency.js';
import { PackageDatabase, type Installed } from '../dpkg/database.js';
import { formatStanza } from '../control.js';
import { compareVersions } from '../version.js';
import { readLists, type Available } from './lists.js';
import { AptError, type Apt } from './session.js';

interface Cache {
  readonly available: ReadonlyMap<string, readonly Available[]>;
  readonly database: PackageDatabase;
}

function* readCache({ sys }: Apt): Task<Cache> {
  return { available: yield* readLists(sys), database: yield* PackageDatabase.read(sys) };
}

/** Fields that the file of status has and a list has not. */
const ofStatus = new Set(['Status', 'Conffiles']);

/** `apt-cache show NAME…` */
export function* show(apt: Apt): Task<number> {
  const { available, database } = yield* readCache(apt);
  let found = 0;
  for (const name of apt.options.words.slice(1)) {
    const offered = available.get(name) ?? [];
    const installed = database.find(name);
    const stanzas = offered.length > 0 ? offered.map(({ stanza }) => stanza) : installed ? [installed.stanza] : [];
    if (stanzas.length === 0) {
      yield* apt.complain(apt.style.isModern ? `N: Unable to locate package ${name}\n` : `W: Unable to locate package ${name}\n`);
      continue;
    }
    found++;
    for (const stanza of stanzas) yield* apt.out.write(`${formatStanza(new Map([...stanza].filter(([field]) => !ofStatus.has(field))))}\n`);
  }
  if (found > 0) return 0;
  throw new AptError('No packages found');
}

/** `apt-cache search WORD…`: all words must be in the name or the summary. */
export function* search(apt: Apt, { full }: { readonly full: boolean }): Task<number> {
  const { available, database } = yield* readCache(apt);
  const words = apt.options.words.slice(1).map(word => word.toLowerCase());
  if (words.length === 0) throw new AptError('You must give at least one search pattern');
  if (full) {
    yield* apt.line('Sorting...');
    yield* apt.line('Full Text Search...');
  }
  for (const [name, [newest]] of sorted(available)) {
    const summary = newest?.stanza.get('Description') ?? '';
    const text = (apt.options.namesOnly ? name : `${name} ${summary}`).toLowerCase();
    if (!newest || !words.every(word => text.includes(word))) continue;
    const mark = database.find(name) ? ',now' : '';
    yield* apt.out.line(
      full
        ? `${name}/${newest.source.suite}${mark} ${newest.version} ${newest.architecture}\n  ${firstLine(summary)}\n`
        : `${name} - ${firstLine(summary)}`,
    );
  }
  return 0;
}

/** `apt list [--installed] [--upgradable] [PATTERN…]` */
export function* list(apt: Apt): Task<number> {
  const { available, database } = yield* readCache(apt);
  yield* apt.line('Listing...');
  const patterns = apt.options.words.slice(1).map(
    word =>
      new RegExp(
        `^${word
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')}$`,
      ),
  );
  const names = new Set([...available.keys(), ...database.all().flatMap(({ name, state }) => (state === 'config-files' ? [] : [name]))]);
  for (const name of [...names].toSorted()) {
    if (patterns.length > 0 && !patterns.some(pattern => pattern.test(name))) continue;
    const line = listLine(name, available.get(name)?.[0], database.find(name), apt);
    if (line !== undefined) yield* apt.out.line(line);
  }
  return 0;
}

function listLine(name: string, newest: Available | undefined, installed: Installed | undefined, { options }: Apt): string | undefined {
  const isOld = newest !== undefined && installed !== undefined && compareVersions(newest.version, installed.version) > 0;
  if ((options.installedOnly && !installed) || (options.upgradableOnly && !isOld)) return undefined;
  if (!newest || (installed && !isOld && newest.version !== installed.version))
    return `${name}/now ${installed?.version ?? ''} ${installed?.architecture ?? ''} [installed,local]`;
  const where = `${name}/${newest.source.suite}${installed && !isOld ? ',now' : ''} ${newest.version} ${newest.architecture}`;
  if (!installed) return where;
  return `${where} ${isOld ? `[upgradable from: ${installed.version}]` : '[installed]'}`;
}

/** `apt-cache policy NAME…` */
export function* policy(apt: Apt): Task<number> {
  const { available, database } = yield* readCache(apt);
  for (const name of apt.options.words.slice(1)) {
    const installed = database.find(name);
    const offered = available.get(name) ?? [];
    if (!installed && offered.length === 0) {
      if (apt.style.isModern) yield* apt.complain(`N: Unable to locate package ${name}\n`);
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
      yield* apt.out.line(` ${version === installed?.version ? '***' : '   '} ${version} ${apt.style.isModern ? '500' : '0'}`);
      for (const { source, component } of offered.filter(item => item.version === version))
        yield* apt.out.line(`        500 ${source.uri} ${source.suite}/${component} amd64 Packages`);
      if (version === installed?.version) yield* apt.out.line('        100 /var/lib/dpkg/status');
    }
  }
  return 0;
}

/** `apt-cache madison NAME…` */
export function* madison(apt: Apt): Task<number> {
  const { available } = yield* readCache(apt);
  for (const name of apt.options.words.slice(1)) {
    if (!available.has(name)) yield* apt.complain(`N: Unable to locate package ${name}\n`);
    for (const { version, source, component } of available.get(name) ?? [])
      yield* apt.out.line(`${name.padStart(10)} | ${version.padStart(10)} | ${source.uri} ${source.suite}/${component} amd64 Packages`);
  }
  return 0;
}

/** `apt-cache depends NAME…` */
export function* depends(apt: Apt): Task<number> {
  const { available } = yield* readCache(apt);
  for (const name of apt.options.words.slice(1)) {
    const newest = available.get(name)?.[0];
    if (!newest) throw new AptError('No packages found');
    yield* apt.out.line(name);
    for (const field of ['Pre-Depends', 'Depends', 'Recommends', 'Suggests']) {
      for (const group of parseDependencies(newest.stanza.get(field) ?? '')) {
        for (const [index, alternative] of group.entries())
          yield* apt.out.line(
            ` ${index < group.length - 1 ? '|' : ' '}${field === 'Pre-Depends' ? 'PreDepends' : field}: ${alternative.name}`,
          );
      }
    }
  }
  return 0;
}

/** `apt-cache pkgnames [PREFIX]` */
export function* packageNames(apt: Apt): Task<number> {
  const { available } = yield* readCache(apt);
  const [, prefix = ''] = apt.options.words;
  for (const [name] of sorted(available)) if (name.startsWith(prefix)) yield* apt.out.line(name);
  return 0;
}

function sorted(available: Cache['available']): readonly (readonly [string, readonly Available[]])[] {
  return [...available].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
