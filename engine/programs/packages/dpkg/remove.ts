import type { Task } from '../../../core/task.js';
import { isErrno } from '../../../core/errno.js';
import type { Sys } from '../../../process/sys.js';
import { removeFiles } from '../put-files.js';
import { isSatisfiedBy, type Requirement } from '../dependency.js';
import { conffilesOf } from './conffiles.js';
import { dependenciesOf, describe, provides } from './configure.js';
import { fullName, isPresent, nameForDpkg, writeWhole, type Installed } from './database.js';
import { runInstalled, ScriptFailure } from './maintainer-scripts.js';
import type { DpkgSession } from './session.js';
import { infoSuffixes, isLibraryPath, listedPaths } from './unpack.js';
import { exists } from '../../files/presence.js';

export interface RemoveOptions {
  readonly purge: boolean;
  /** Only to say what would go; the database in memory forgets it, and is not to be saved. */
  readonly isDry?: boolean;
}

/** Removes packages, each after those that need it. */
export function* removeAll(session: DpkgSession, names: readonly string[], options: RemoveOptions): Task<void> {
  let waiting = [...names];
  for (let isStuck = false; waiting.length > 0; ) {
    const before = waiting.length;
    const later: string[] = [];
    for (const name of waiting) {
      yield* session.sys.tick();
      const installed = session.database.known(name);
      if (!installed) continue;
      const needed = isPresent(installed) && !session.options.force.has('depends') ? dependentsOf(session, installed) : [];
      if (needed.some(({ by }) => waiting.includes(by.name)) && !isStuck) later.push(name);
      else if (needed.length > 0 && !needed.every(({ by }) => waiting.includes(by.name))) yield* refuse(session, installed, needed);
      else yield* removeOne(session, installed, options);
    }
    waiting = later;
    isStuck = later.length === before;
  }
}

interface Dependent {
  readonly by: Installed;
  readonly requirement: Requirement;
}

/** Who needs a package and would have nothing in its place; the latest in the list first, as dpkg keeps them. */
function dependentsOf({ database }: DpkgSession, installed: Installed): readonly Dependent[] {
  const present = database.all().filter(each => isPresent(each) && each.name !== installed.name);
  const meets = (each: Installed, requirement: Requirement): boolean =>
    (each.name === requirement.name && isSatisfiedBy(requirement, each.version)) || provides(each, requirement);
  return present
    .flatMap(by =>
      dependenciesOf(by).flatMap(group => {
        const requirement = group.find(each => meets(installed, each));
        return requirement && !group.some(each => present.some(other => meets(other, each))) ? [{ by, requirement }] : [];
      }),
    )
    .reverse();
}

function* refuse(session: DpkgSession, { name }: Installed, dependents: readonly Dependent[]): Task<void> {
  const lines = dependents.map(({ by, requirement }) => ` ${by.name} depends on ${describe(requirement)}.\n`);
  yield* session.complain(`dpkg: dependency problems prevent removal of ${name}:\n${lines.join('')}\n`);
  yield* session.fail('package', name, 'dependency problems - not removing');
}

function* removeOne(session: DpkgSession, installed: Installed, { purge, isDry = false }: RemoveOptions): Task<void> {
  if (installed.stanza.get('Essential') === 'yes' && !session.options.force.has('remove-essential'))
    return yield* session.fail('package', installed.name, 'this is an essential package; it should not be removed');
  if (isDry) {
    yield* session.out.line(`Would remove or purge ${installed.name} (${installed.version}) ...`);
    session.database.delete(installed.name);
    return;
  }
  yield* session.readDatabase();
  try {
    if (isPresent(installed)) yield* takeAway(session, installed, purge ? 'purge' : 'deinstall');
    const rest = session.database.known(installed.name);
    if (purge && rest) yield* purgeRest(session, rest);
  } catch (error) {
    if (!(error instanceof ScriptFailure)) throw error;
    yield* session.fail('package', installed.name, error.message);
  }
}

function* takeAway(session: DpkgSession, installed: Installed, want: 'purge' | 'deinstall'): Task<void> {
  const { sys, out, database } = session;
  const { name, version, stanza } = installed;
  const base = session.infoBase(installed);
  yield* session.log(`remove ${fullName(installed)} ${version} <none>`);
  yield* out.line(`Removing ${nameForDpkg(installed)} (${version}) ...`);
  yield* out.flush();
  if (installed.state === 'installed' || installed.state === 'half-configured') {
    try {
      yield* runInstalled(session, base, 'prerm', name, ['remove']);
    } catch (error) {
      if (!(error instanceof ScriptFailure)) throw error;
      database.set(stanza, installed.state, want);
      yield* runInstalled(session, base, 'postinst', name, ['abort-remove']);
      throw error;
    }
  }
  const files = yield* database.filesOf(installed);
  const conffiles = conffilesOf(stanza);
  removeFiles(
    sys,
    yield* ownFiles(
      session,
      installed,
      files.filter(path => !conffiles.has(path)),
    ),
  );
  if (files.some(isLibraryPath)) session.haveNewLibraries = true;
  yield* runInstalled(session, base, 'postrm', name, ['remove']);
  if (conffiles.size === 0 && !exists(sys, `${base}.postrm`)) return yield* forget(session, installed);
  yield* writeWhole(
    sys,
    `${base}.list`,
    `${listedPaths([...conffiles.keys()])
      .slice(1)
      .join('\n')}\n`,
  );
  removeFiles(
    sys,
    infoSuffixes.filter(suffix => suffix !== 'list' && suffix !== 'postrm').map(suffix => `${base}.${suffix}`),
  );
  yield* session.mark(new Map([...stanza, ['Config-Version', version]]), 'config-files', want);
}

function* purgeRest(session: DpkgSession, installed: Installed): Task<void> {
  const { sys, out } = session;
  const { name, version, stanza } = installed;
  yield* session.log(`purge ${fullName(installed)} ${version} <none>`);
  if (installed.state === 'not-installed') return yield* forget(session, installed);
  yield* out.line(`Purging configuration files for ${nameForDpkg(installed)} (${version}) ...`);
  yield* out.flush();
  const paths = [...conffilesOf(stanza).keys()];
  removeFiles(
    sys,
    paths.flatMap(path => ['', '.dpkg-old', '.dpkg-dist', '.dpkg-new', '.dpkg-tmp', '~'].map(ending => `${path}${ending}`)),
  );
  removeFiles(sys, yield* ownFiles(session, installed, listedPaths(paths).slice(1)));
  yield* runInstalled(session, session.infoBase(installed), 'postrm', name, ['purge']);
  yield* forget(session, installed);
}

function* forget(session: DpkgSession, installed: Installed): Task<void> {
  removeFiles(
    session.sys,
    infoSuffixes.map(suffix => session.database.infoPath(installed, suffix)),
  );
  session.database.delete(installed.name);
  yield* session.log(`status not-installed ${fullName(installed)} <none>`);
}

/** Without what other packages have too, and what was there before any package. */
function* ownFiles({ database, sys }: DpkgSession, installed: Installed, paths: readonly string[]): Task<readonly string[]> {
  const shared = new Set<string>();
  for (const other of database.all())
    if (other.name !== installed.name) for (const path of yield* database.filesOf(other)) shared.add(path);
  return paths.filter(path => !shared.has(path) && path !== '/.' && !(isTopLevel(path) && isDirectory(sys, path)));
}

/** `/usr`, `/etc`, `/usr/bin`: the system's own, whoever lists them. */
function isTopLevel(path: string): boolean {
  return /^(\/[^/]+|\/usr\/[^/]+|\/usr\/share\/(doc|man|locale)|\/var\/(lib|log|cache|spool)|\/etc\/(init\.d|default))$/.test(path);
}

function isDirectory(sys: Sys, path: string): boolean {
  try {
    return sys.lstat(path).kind === 'directory';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
