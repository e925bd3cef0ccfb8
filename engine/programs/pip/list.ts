import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { IndexClient, released } from './index-client.js';
import { installedPackages, type Installed } from './installed.js';
import { applies, canonicalName, formatSpecifiers } from './requirement.js';
import { failure, print, type Session, warn } from './session.js';
import { pathsOf } from './uninstall.js';
import { compareVersions, parseVersion, satisfiesAll } from './version.js';

/** `pip list`. */
export function* list(session: Session): Task<number> {
  const installed = [...(yield* installedPackages(session)).values()];
  const format = session.options.get('format')?.at(-1) ?? 'columns';
  if (session.options.has('outdated')) return yield* outdated(session, installed);
  if (format === 'freeze') yield* print(session, ...installed.map(({ name, version }) => `${name}==${version}`));
  else if (format === 'json')
    yield* print(session, `[${installed.map(({ name, version }) => `{"name": "${name}", "version": "${version}"}`).join(', ')}]`);
  else yield* table(session, [['Package', 'Version'], ...installed.map(({ name, version }) => [name, version])]);
  return 0;
}

function* outdated(session: Session, installed: readonly Installed[]): Task<number> {
  const index = new IndexClient(session);
  const rows: string[][] = [];
  for (const { name, version } of installed) {
    const [best] = released(yield* index.offers(name), false);
    const own = parseVersion(version);
    if (best && own && compareVersions(best.version, own) > 0) rows.push([name, version, best.version.text, 'wheel']);
  }
  if (rows.length > 0) yield* table(session, [['Package', 'Version', 'Latest', 'Type'], ...rows]);
  return 0;
}

/** Columns with a line under the heads. */
function* table(session: Session, rows: readonly (readonly string[])[]): Task<void> {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => largestOf(rows.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' ')
      .trimEnd();
  yield* print(session, line(head), widths.map(width => '-'.repeat(width)).join(' '), ...body.map(line));
}

const OWN = new Set(['pip', 'setuptools', 'wheel', 'distribute']);

/** `pip freeze`: all but pip and its kin. */
export function* freeze(session: Session): Task<number> {
  const installed = [...(yield* installedPackages(session)).values()];
  const shown = installed.filter(({ name }) => session.options.has('all') || !OWN.has(name));
  yield* print(session, ...shown.map(({ name, version }) => `${name}==${version}`));
  return 0;
}

/** `pip show`. */
export function* show(session: Session): Task<number> {
  if (session.words.length === 0) {
    yield* warn(session, 'ERROR: Please provide a package name or names.');
    return 1;
  }
  const installed = yield* installedPackages(session);
  const missing = session.words.filter(word => !installed.has(canonicalName(word)));
  if (missing.length > 0) yield* warn(session, `Package(s) not found: ${missing.map(canonicalName).toSorted().join(', ')}`);
  const found = session.words.flatMap(word => installed.get(canonicalName(word)) ?? []);
  for (const [index, each] of found.entries()) {
    if (index > 0) yield* print(session, '---');
    yield* print(session, ...described(each, session.python.number, [...installed.values()]));
    if (session.options.has('files')) {
      const paths = yield* pathsOf(session, each);
      const shown = paths.map(path => (path.startsWith(`${each.location}/`) ? path.slice(each.location.length + 1) : path));
      yield* print(session, 'Files:', ...shown.map(path => `  ${path}`));
    }
  }
  return found.length > 0 ? 0 : 1;
}

function described(found: Installed, pythonVersion: string, all: readonly Installed[]): readonly string[] {
  const field = (name: string): string => found.fields.get(name)?.join(', ') ?? '';
  const requires = ({ requires: list }: Installed): readonly string[] =>
    list.filter(each => applies(each, { pythonVersion, extras: [] })).map(({ name }) => name);
  const users = all.filter(each => requires(each).some(name => canonicalName(name) === canonicalName(found.name)));
  return [
    `Name: ${found.name}`,
    `Version: ${found.version}`,
    `Summary: ${field('Summary')}`,
    `Home-page: ${field('Home-page')}`,
    `Author: ${field('Author')}`,
    `Author-email: ${field('Author-email')}`,
    `License: ${field('License')}`,
    `Location: ${found.location}`,
    `Requires: ${requires(found).toSorted(byName).join(', ')}`,
    `Required-by: ${users
      .map(({ name }) => name)
      .toSorted(byName)
      .join(', ')}`,
  ];
}

function byName(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1;
}

/** `pip check`. */
export function* check(session: Session): Task<number> {
  const installed = yield* installedPackages(session);
  const problems: string[] = [];
  for (const { name, version, requires } of installed.values()) {
    for (const each of requires.filter(one => applies(one, { pythonVersion: session.python.number, extras: [] }))) {
      const found = installed.get(canonicalName(each.name));
      const own = found && parseVersion(found.version);
      if (!found || !own) problems.push(`${name} ${version} requires ${each.name}, which is not installed.`);
      else if (!satisfiesAll(own, each.specifiers))
        problems.push(
          `${name} ${version} has requirement ${each.name}${formatSpecifiers(each.specifiers)}, but you have ${found.name} ${found.version}.`,
        );
    }
  }
  yield* print(session, ...(problems.length > 0 ? problems : ['No broken requirements found.']));
  return problems.length > 0 ? 1 : 0;
}

/** `pip index versions NAME`. */
export function* indexVersions(session: Session): Task<number> {
  const [what, name] = session.words;
  if (what !== 'versions' || name === undefined) throw failure('Need an action (versions) to perform.');
  yield* warn(
    session,
    'pip index is currently an experimental command. It may be removed/changed in a future release without prior warning.',
  );
  const versions = released(yield* new IndexClient(session).offers(name), session.options.has('pre')).map(({ version }) => version.text);
  if (versions.length === 0) throw failure(`No matching distribution found for ${name}`);
  const own = (yield* installedPackages(session)).get(canonicalName(name))?.version;
  yield* print(session, `${name} (${versions[0] ?? ''})`, `Available versions: ${versions.join(', ')}`);
  if (own !== undefined) {
    yield* print(session, `  INSTALLED: ${own}`);
    if (own !== versions[0]) yield* print(session, `  LATEST:    ${versions[0] ?? ''}`);
  }
  return 0;
}
