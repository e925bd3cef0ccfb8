import type { Task } from '../../../core/task.js';
import { isSatisfiedBy, parseDependencies, type Requirement } from '../dependency.js';
import { conffilesOf, formatConffiles, NoAnswer, settle } from './conffiles.js';
import { fullName, isPresent, nameForDpkg, type Installed, type PackageDatabase } from './database.js';
import { runInstalled, ScriptFailure } from './maintainer-scripts.js';
import type { DpkgSession } from './session.js';

/** Sets packages up, each after what it needs. */
export function* configureAll(session: DpkgSession, names: readonly string[]): Task<void> {
  let waiting = [...names];
  for (let isStuck = false; waiting.length > 0; ) {
    const later: string[] = [];
    const before = waiting.length;
    for (const name of waiting) {
      yield* session.sys.tick();
      const others = isStuck ? new Set(waiting) : new Set<string>();
      const missing = unmet(session, name, others);
      if (missing.length > 0 && !isStuck) later.push(name);
      else if (missing.length > 0) yield* refuse(session, name, missing);
      else yield* configure(session, name);
    }
    waiting = later;
    isStuck = later.length === before;
  }
}

/** Packages in the order in which dpkg finds those that are waiting: by the place in its table of names. */
export function pendingOrder(names: readonly string[]): readonly string[] {
  return [...names].sort((a, b) => binOf(a) - binOf(b));
}

const BINS = 65_521;

/** FNV-1a, as in dpkg's lib/dpkg/pkg-hash.c. */
function binOf(name: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619);
  return (hash >>> 0) % BINS;
}

/** Requirements that nothing here satisfies; what is in `others` counts, for it goes in circles. */
function unmet({ database, options }: DpkgSession, name: string, others: ReadonlySet<string>): readonly (readonly Requirement[])[] {
  const installed = database.find(name);
  if (!installed || options.force.has('depends')) return [];
  return dependenciesOf(installed).filter(group => !group.some(requirement => isReady(database, requirement, others)));
}

export function dependenciesOf({ stanza }: Pick<Installed, 'stanza'>): readonly (readonly Requirement[])[] {
  return [...parseDependencies(stanza.get('Pre-Depends') ?? ''), ...parseDependencies(stanza.get('Depends') ?? '')];
}

function isReady(database: PackageDatabase, requirement: Requirement, others: ReadonlySet<string>): boolean {
  const isUsable = (each: Installed): boolean => each.state === 'installed' || (isPresent(each) && others.has(each.name));
  const found = database.find(requirement.name);
  if (found && isUsable(found) && isSatisfiedBy(requirement, found.version)) return true;
  return database.all().some(each => isUsable(each) && provides(each, requirement));
}

export function provides({ stanza }: Pick<Installed, 'stanza'>, { name, relation }: Requirement): boolean {
  const field = stanza.get('Provides');
  if (field === undefined) return false;
  return parseDependencies(field).some(([first]) => first?.name === name && (relation === undefined || first.relation === '='));
}

function* refuse(session: DpkgSession, name: string, missing: readonly (readonly Requirement[])[]): Task<void> {
  const reasons = missing.map(
    group => ` ${name} depends on ${group.map(describe).join(' | ')}; however:\n${group.map(each => reason(session, each)).join('')}`,
  );
  yield* session.complain(`dpkg: dependency problems prevent configuration of ${name}:\n${reasons.join('')}\n`);
  yield* session.fail('package', name, 'dependency problems - leaving unconfigured');
}

export function describe({ name, relation, version }: Requirement): string {
  return relation === undefined ? name : `${name} (${relation} ${version})`;
}

function reason({ database }: DpkgSession, { name, relation, version }: Requirement): string {
  const found = database.find(name);
  if (!found) return `  Package ${name} is not installed.\n`;
  if (!isSatisfiedBy({ name, relation, version }, found.version))
    return `  Version of ${nameForDpkg(found)} on system is ${found.version}.\n`;
  return `  Package ${nameForDpkg(found)} is not configured yet.\n`;
}

/** Settles the settings of a package and runs its script. */
function* configure(session: DpkgSession, name: string): Task<void> {
  const { sys, out, database } = session;
  const installed = database.find(name);
  if (!installed || installed.state === 'installed') return;
  const { 'Config-Version': old = '', ...rest } = Object.fromEntries(installed.stanza);
  yield* session.log(`configure ${fullName(installed)} ${installed.version} <none>`);
  yield* out.line(`Setting up ${nameForDpkg(installed)} (${installed.version}) ...`);
  const stanza = new Map(Object.entries(rest));
  try {
    const digests = new Map<string, string>();
    for (const [path, digest] of conffilesOf(installed.stanza))
      digests.set(path, yield* settle(sys, out, path, digest === 'newconffile' ? undefined : digest, session.options.conffiles));
    if (digests.size > 0) stanza.set('Conffiles', formatConffiles(digests));
    yield* out.flush();
    yield* session.mark(stanza, 'half-configured');
    yield* runInstalled(session, session.infoBase(installed), 'postinst', name, ['configure', old]);
    yield* session.mark(stanza, 'installed');
  } catch (error) {
    if (!(error instanceof ScriptFailure || error instanceof NoAnswer)) throw error;
    yield* session.fail('package', name, error.message);
  }
}
