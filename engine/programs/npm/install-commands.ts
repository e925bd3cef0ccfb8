import type { Task } from '../../core/task.js';
import { lockOf, place, removePackages, removeTree, Resolver, type Resolved } from './installer.js';
import { isThere, NpmError, projectFolder, readManifest, texts, writeText, type Manifest } from './project.js';
import { say, type Session } from './session.js';

const REGISTRY = 'https://registry.npmjs.org';

/** The manifest with the packages that were named, each at the range that npm would save. */
function* withNamed(session: Session, manifest: Manifest): Task<Manifest> {
  const { sys, words, flags } = session;
  if (words.length === 0) return manifest;
  const key = flags.has('save-dev') || flags.has('D') ? 'devDependencies' : 'dependencies';
  const added: Record<string, string> = {};
  for (const word of words) {
    const [, name = word, range = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(word) ?? [];
    const found = (yield* new Resolver(sys, REGISTRY).resolve({ [name]: range }, false)).find(item => item.name === name);
    const version = found?.version ?? range;
    added[name] = flags.has('E') || flags.has('save-exact') || /^\d/.test(range) ? version : range === 'latest' ? `^${version}` : range;
  }
  const merged = Object.entries({ ...texts(manifest[key]), ...added }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...manifest, [key]: Object.fromEntries(merged) };
}

function* resolveAll(session: Session, manifest: Manifest): Task<readonly Resolved[]> {
  const { sys, flags } = session;
  const resolver = new Resolver(sys, REGISTRY);
  const production =
    flags.has('production') ||
    flags.has('omit=dev') ||
    flags.has('only=production') ||
    flags.has('only=prod') ||
    sys.env.get('NODE_ENV') === 'production';
  const all = yield* resolver.resolve(texts(manifest['dependencies']), false);
  return production ? all : yield* resolver.resolve(texts(manifest['devDependencies']), true);
}

export function* npmInstall(session: Session): Task<number> {
  const { sys, release, flags } = session;
  const startedAt = sys.clock.now();
  const folder = projectFolder(sys);
  const before = yield* readManifest(sys, folder);
  if (!before && session.words.length === 0 && release.major < 7) {
    const path = `${folder}/package.json`;
    throw new NpmError('ENOENT', [
      'syscall open',
      `path ${path}`,
      'errno -2',
      `enoent ENOENT: no such file or directory, open '${path}'`,
      'enoent This is related to npm not being able to find a file.',
      'enoent ',
    ]);
  }
  const manifest = yield* withNamed(session, before ?? {});
  const packages = yield* resolveAll(session, manifest);
  const added = yield* place(sys, folder, packages);
  const removed = removePackages(sys, folder, new Set(packages.map(({ name }) => name)));
  if (manifest !== before && !flags.has('no-save'))
    yield* writeText(sys, `${folder}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  const isNewLock = !isThere(sys, `${folder}/package-lock.json`);
  yield* writeText(sys, `${folder}/package-lock.json`, lockOf(manifest, packages, release.major < 7 ? 1 : 3));
  if (isNewLock && release.major < 7)
    yield* say(sys, 2, 'npm notice created a lockfile as package-lock.json. You should commit this file.\n');
  yield* report(session, packages, added, removed, startedAt);
  return 0;
}

function* report(
  { sys, release, words, flags }: Session,
  packages: readonly Resolved[],
  added: number,
  removed: number,
  startedAt: number,
): Task<void> {
  if (flags.has('silent') || flags.has('s')) return;
  const ms = sys.clock.now() - startedAt;
  const plural = (count: number): string => `${String(count)} package${count === 1 ? '' : 's'}`;
  const changes = [...(added > 0 ? [`added ${plural(added)}`] : []), ...(removed > 0 ? [`removed ${plural(removed)}`] : [])];
  if (release.major < 7) {
    const named = words
      .map(word => packages.find(({ name }) => name === word.replace(/(.)@.*$/, '$1')))
      .flatMap(item => (item ? [`+ ${item.name}@${item.version}\n`] : []));
    const done = changes.length === 0 ? 'up to date' : changes.join(' and ');
    yield* say(
      sys,
      1,
      `${named.join('')}${done}${changes.length === 0 ? ',' : ' and'} audited ${plural(packages.length)} in ${(ms / 1000).toFixed(3).replace(/0+$/, '').replace(/\.$/, '')}s\nfound 0 vulnerabilities\n\n`,
    );
    return;
  }
  const time = ms < 1000 ? `${String(Math.max(1, Math.round(ms)))}ms` : `${String(Math.round(ms / 1000))}s`;
  yield* say(
    sys,
    1,
    `\n${changes.length === 0 ? 'up to date' : changes.join(', ')}${changes.length === 0 ? ',' : ', and'} audited ${plural(packages.length + 1)} in ${time}\n\nfound 0 vulnerabilities\n`,
  );
}

export function* cleanInstall(session: Session): Task<number> {
  const { sys } = session;
  const startedAt = sys.clock.now();
  const folder = projectFolder(sys);
  if (!isThere(sys, `${folder}/package-lock.json`)) {
    throw new NpmError('EUSAGE', [
      '',
      'The `npm ci` command can only install with an existing package-lock.json or',
      'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or',
      'later to generate a package-lock.json file, then try again.',
    ]);
  }
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const packages = yield* resolveAll(session, manifest);
  if (isThere(sys, `${folder}/node_modules`)) removeTree(sys, `${folder}/node_modules`);
  const added = yield* place(sys, folder, packages);
  yield* report(session, packages, added, 0, startedAt);
  return 0;
}

export function* uninstall(session: Session): Task<number> {
  const { sys, words } = session;
  const folder = projectFolder(sys);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const without = (key: string): Manifest =>
    manifest[key] === undefined
      ? {}
      : { [key]: Object.fromEntries(Object.entries(texts(manifest[key])).filter(([name]) => !words.includes(name))) };
  const next = { ...manifest, ...without('dependencies'), ...without('devDependencies') };
  yield* writeText(sys, `${folder}/package.json`, `${JSON.stringify(next, undefined, 2)}\n`);
  return yield* npmInstall({ ...session, words: [] });
}
