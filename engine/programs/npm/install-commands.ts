import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { place, removeDeadCommands, removePackages, removeTree, Resolver } from './installer.js';
import { lockedVersions, lockOf, oldLockOf } from './lock-file.js';
import { report, warn } from './install-report.js';
import { NpmError, readManifest, record, texts, writeManifest, writeText, type Manifest } from './project.js';
import { NPM_REGISTRY, Registry } from './registry-client.js';
import type { Resolved } from './resolved.js';
import { satisfies } from './semver.js';
import { isGlobal, prefixOf, say, targetFolder, type Session } from './session.js';
import { exists } from '../files/presence.js';

/** What a command is to make of a project. */
interface Plan {
  readonly folder: string;
  readonly before: Manifest | undefined;
  readonly manifest: Manifest;
  readonly packages: readonly Resolved[];
  /** Those that belong into the lock file, also when they are left out of node_modules. */
  readonly all: readonly Resolved[];
}

/** A package as it is named on a command line: `ms`, `ms@^2`, `@scope/x@1`, `./lib`. */
function* named(session: Session, word: string): Task<readonly [string, string]> {
  const { sys } = session;
  if (/^(?:\.{1,2}(?:\/|$)|\/|file:)/.test(word) || /\.tgz$/.test(word)) {
    const path = word.replace(/^file:/, '').replace(/\/$/, '');
    const manifest = yield* readManifest(sys, path.startsWith('/') ? path : `${sys.cwd()}/${path}`);
    if (!manifest) throw noManifest(`${path.startsWith('/') ? path : `${sys.cwd()}/${path}`}/package.json`);
    return [texts(manifest)['name'] ?? path.replace(/^.*\//, ''), `file:${path}`];
  }
  if (/^(?:git[+:]|https?:|github:)|^[\w-]+\/[\w.-]+$/.test(word))
    throw new NpmError('', [`drydock: npm install from git or an address (${word}) is not simulated`]);
  const [, name = word, range = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(word) ?? [];
  return [name, range];
}

/** The manifest with the packages that were named, each at the range that npm would save. */
function* withNamed(session: Session, registry: Registry, manifest: Manifest): Task<Manifest> {
  const { words, flags } = session;
  if (words.length === 0) return manifest;
  const isDev = flags.has('save-dev') || flags.has('D');
  const isExact = flags.has('E') || flags.has('save-exact');
  const added: Record<string, string> = {};
  for (const word of words) {
    const [name, range] = yield* named(session, word);
    if (range.startsWith('file:')) added[name] = range;
    else {
      const { version } = yield* registry.find(name, range);
      added[name] = isExact ? version : `^${version}`;
    }
  }
  const was = (name: string): string =>
    isDev || (manifest['devDependencies'] !== undefined && texts(manifest['devDependencies'])[name] !== undefined && !flags.has('P'))
      ? 'devDependencies'
      : 'dependencies';
  let next = manifest;
  for (const [name, range] of Object.entries(added)) {
    const key = was(name);
    const other = key === 'dependencies' ? 'devDependencies' : 'dependencies';
    next = { ...next, [key]: sorted({ ...texts(next[key]), [name]: range }) };
    if (texts(next[other])[name] !== undefined) next = { ...next, [other]: without(next[other], [name]) };
  }
  return next;
}

function sorted(list: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function without(list: unknown, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts(list)).filter(([name]) => !names.includes(name)));
}

function isProduction({ sys, flags }: Session): boolean {
  if (flags.has('include=dev') || flags.has('production=false')) return false;
  return (
    ['production', 'production=true', 'omit=dev', 'only=production', 'only=prod'].some(flag => flags.has(flag)) ||
    sys.env.get('NODE_ENV') === 'production'
  );
}

function* planFor(session: Session, change: (registry: Registry, manifest: Manifest) => Task<Manifest>, keeps = true): Task<Plan> {
  const { sys } = session;
  const folder = targetFolder(session);
  const registry = new Registry(sys, (session.values.get('registry') ?? NPM_REGISTRY).replace(/\/$/, ''));
  const before = yield* readManifest(sys, folder);
  const manifest = yield* change(registry, before ?? {});
  const preferred = keeps ? new Map(yield* lockedVersions(sys, folder)) : new Map<string, string>();
  // A range that was just asked for is answered anew.
  for (const [name, range] of Object.entries({ ...texts(manifest['dependencies']), ...texts(manifest['devDependencies']) })) {
    const earlier = { ...texts(before?.['dependencies']), ...texts(before?.['devDependencies']) }[name];
    if (earlier === range) continue;
    const asked = session.words.length > 0 ? /^\^?(\d+\.\d+\.\d+.*)$/.exec(range)?.[1] : undefined;
    if (asked === undefined) preferred.delete(`node_modules/${name}`);
    else preferred.set(`node_modules/${name}`, asked);
  }
  const resolver = new Resolver(sys, registry, preferred);
  const main = yield* resolver.resolve(texts(manifest['dependencies']), false);
  const all = yield* resolver.resolve(texts(manifest['devDependencies']), true);
  return { folder, before, manifest, all, packages: isProduction(session) ? main : all };
}

/** Makes a project what the plan says, and tells. */
function* carryOut(session: Session, plan: Plan): Task<number> {
  const { sys, release, flags } = session;
  const startedAt = sys.clock.now();
  const { folder, before, manifest, packages, all } = plan;
  const added = yield* place(sys, folder, packages, commandFolder(session, folder));
  const removed = removePackages(sys, folder, new Set(packages.map(({ path }) => path)));
  removeDeadCommands(sys, commandFolder(session, folder));
  const isNewLock = !exists(sys, `${folder}/package-lock.json`);
  const saves = !flags.has('no-save') && !flags.has('save=false');
  if (manifest !== before && saves && (before !== undefined || release.major >= 7)) yield* writeManifest(sys, folder, manifest);
  const locks = !flags.has('no-package-lock') && !flags.has('package-lock=false');
  if (locks) yield* writeText(sys, `${folder}/package-lock.json`, release.major < 7 ? oldLockOf(manifest, all) : lockOf(manifest, all));
  if (release.major >= 7 && packages.length > 0)
    yield* writeText(sys, `${folder}/node_modules/.package-lock.json`, lockOf(manifest, packages, true));
  if (release.major < 7) yield* warn(session, plan, isNewLock && locks);
  yield* report(session, packages, added, removed, startedAt);
  return 0;
}

function commandFolder(session: Session, folder: string): string {
  return isGlobal(session) ? `${prefixOf(session)}/bin` : `${folder}/node_modules/.bin`;
}

export function* npmInstall(session: Session): Task<number> {
  if (isGlobal(session)) return yield* installForAll(session);
  return yield* carryOut(session, yield* planFor(session, (registry, manifest) => withNamed(session, registry, manifest)));
}

/** Packages for everybody have no package.json: those that are there already stay. */
function* installForAll(session: Session): Task<number> {
  const { sys } = session;
  if (session.words.length === 0) throw new NpmError('', ['drydock: npm install -g without a package is not simulated']);
  const folder = targetFolder(session);
  const startedAt = sys.clock.now();
  const registry = new Registry(sys, NPM_REGISTRY);
  const ranges: Record<string, string> = {};
  for (const word of session.words) {
    const [name, range] = yield* named(session, word);
    ranges[name] = range;
  }
  // What a global package needs lies inside of it.
  const packages: Resolved[] = [];
  for (const [name, range] of Object.entries(ranges)) {
    const found = yield* new Resolver(sys, registry, new Map()).resolve({ [name]: range }, false);
    for (const item of found) packages.push(item.name === name ? item : { ...item, path: `node_modules/${name}/${item.path}` });
  }
  const had = packages.filter(({ name, path }) => path === `node_modules/${name}` && exists(sys, `${folder}/${path}`));
  for (const item of had) removeTree(sys, `${folder}/${item.path}`);
  const added = yield* place(sys, folder, packages, commandFolder(session, folder));
  if (had.length > 0 && session.release.major >= 7) {
    yield* say(
      sys,
      1,
      `\nchanged ${String(added)} package${added === 1 ? '' : 's'} in ${String(Math.max(1, Math.round(sys.clock.now() - startedAt)))}ms\n`,
    );
    return 0;
  }
  if (session.release.major < 7)
    for (const item of packages)
      for (const [command, file] of Object.entries(item.bin))
        yield* say(sys, 1, `${prefixOf(session)}/bin/${command} -> ${folder}/${item.path}/${file}\n`);
  yield* report(session, packages, added, 0, startedAt);
  return 0;
}

export function* cleanInstall(session: Session): Task<number> {
  const { sys } = session;
  const folder = targetFolder(session);
  if (!exists(sys, `${folder}/package-lock.json`)) {
    throw new NpmError('EUSAGE', [
      '',
      'The `npm ci` command can only install with an existing package-lock.json or',
      'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or',
      'later to generate a package-lock.json file, then try again.',
    ]);
  }
  const locked = yield* lockedVersions(sys, folder);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  checkLock(manifest, locked);
  const plan = yield* planFor(session, function* (_, found) {
    yield* sys.tick();
    return found;
  });
  if (exists(sys, `${folder}/node_modules`)) {
    if (session.release.major < 7) yield* say(sys, 2, 'npm WARN prepare removing existing node_modules/ before installation\n');
    removeTree(sys, `${folder}/node_modules`);
  }
  const startedAt = sys.clock.now();
  const added = yield* place(sys, folder, plan.packages, commandFolder(session, folder));
  if (session.release.major >= 7 && added > 0)
    yield* writeText(sys, `${folder}/node_modules/.package-lock.json`, lockOf(manifest, plan.packages, true));
  yield* report(session, plan.packages, added, 0, startedAt);
  return 0;
}

/** `npm ci` wants the lock file to be that of package.json. */
function checkLock(manifest: Manifest, locked: ReadonlyMap<string, string>): void {
  const wrong = Object.entries({ ...texts(manifest['dependencies']), ...texts(manifest['devDependencies']) }).flatMap(([name, range]) => {
    const version = locked.get(`node_modules/${name}`);
    if (range.startsWith('file:') || (version !== undefined && satisfies(version, range))) return [];
    return [
      version === undefined
        ? `Missing: ${name}@${range} from lock file`
        : `Invalid: lock file's ${name}@${version} does not satisfy ${name}@${range}`,
    ];
  });
  if (wrong.length > 0) {
    const words =
      '`npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.';
    throw new NpmError('EUSAGE', [
      '',
      words,
      '',
      ...wrong,
      '',
      'Clean install a project',
      '',
      'Usage:',
      'npm ci',
      '',
      'Run "npm help ci" for more info',
    ]);
  }
}

export function* uninstall(session: Session): Task<number> {
  const { sys, words } = session;
  if (words.length === 0) throw new NpmError('EUSAGE', ['', 'Must provide a package name to remove']);
  if (isGlobal(session)) {
    const folder = targetFolder(session);
    const startedAt = sys.clock.now();
    const there = words.filter(name => exists(sys, `${folder}/node_modules/${name}`));
    for (const name of there) removeTree(sys, `${folder}/node_modules/${name}`);
    removeDeadCommands(sys, commandFolder(session, folder));
    yield* report(session, [], 0, there.length, startedAt);
    return 0;
  }
  return yield* carryOut(
    { ...session, words: [] },
    yield* planFor({ ...session, words: [] }, function* (_, manifest) {
      yield* sys.tick();
      const part = (key: string): Manifest => (manifest[key] === undefined ? {} : { [key]: without(manifest[key], words) });
      const next = { ...manifest, ...part('dependencies'), ...part('devDependencies') };
      return Object.fromEntries(
        Object.entries(next).filter(([key, value]) => !/^d.*ependencies$/.test(key) || Object.keys(record(value)).length > 0),
      );
    }),
  );
}

/** `update`, `dedupe`, `prune`: everything as package.json says; `update` looks for newer versions, too. */
export function* reinstall(session: Session, keeps: boolean): Task<number> {
  const plan = yield* planFor({ ...session, words: [] }, (_, manifest) => same(session.sys, manifest), keeps);
  return yield* carryOut({ ...session, words: [] }, { ...plan, manifest: plan.before ?? {} });
}

function* same(sys: Sys, manifest: Manifest): Task<Manifest> {
  yield* sys.tick();
  return manifest;
}

function noManifest(path: string): NpmError {
  return new NpmError('ENOENT', [
    'syscall open',
    `path ${path}`,
    'errno -2',
    `enoent ENOENT: no such file or directory, open '${path}'`,
    'enoent This is related to npm not being able to find a file.',
    'enoent ',
  ]);
}
