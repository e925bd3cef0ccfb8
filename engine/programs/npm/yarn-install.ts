import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { place, removeDeadCommands, removePackages, Resolver } from './installer.js';
import { NpmError, projectFolder, readManifest, texts, writeManifest, writeText, type Manifest } from './project.js';
import type { Registry } from './registry-client.js';
import type { Resolved } from './resolved.js';
import { readYarnLock, yarnLockOf } from './yarn-lock.js';
import { exists } from '../files/presence.js';

function* say(sys: Sys, fd: number, text: string): Task<void> {
  yield* sys.write(fd, encodeUtf8(text));
}

/** `yarn install`, `add`, `remove` and `upgrade`. */
export function* install(sys: Sys, registry: Registry, command: string, words: readonly string[], flags: ReadonlySet<string>): Task<void> {
  const folder = projectFolder(sys);
  const hasLock = exists(sys, `${folder}/yarn.lock`);
  const before = (yield* readManifest(sys, folder)) ?? {};
  yield* warnOfLicense(sys, before);
  const locked = command === 'upgrade' ? new Map<string, string>() : yield* readYarnLock(sys, folder);
  if (!hasLock && command !== 'remove') yield* say(sys, 1, 'info No lockfile found.\n');
  yield* say(
    sys,
    1,
    command === 'remove'
      ? words.map((word, index) => `[${String(index + 1)}/${String(words.length + 1)}] Removing module ${word}...\n`).join('')
      : '[1/4] Resolving packages...\n',
  );
  const manifest = yield* change(registry, before, command, words, flags);
  const preferred = preferredOf(manifest, locked);
  if (flags.has('--frozen-lockfile') && hasLock && preferred.missing)
    throw new NpmError('', ['Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.']);
  const resolver = new Resolver(sys, registry, preferred.versions);
  const main = yield* resolver.resolve(texts(manifest['dependencies']), false);
  const isProduction = flags.has('--production') || flags.has('--prod') || sys.env.get('NODE_ENV') === 'production';
  const all = yield* resolver.resolve(texts(manifest['devDependencies']), true);
  const packages = isProduction ? main : all;
  if (command === 'remove')
    yield* say(
      sys,
      1,
      `[${String(words.length + 1)}/${String(words.length + 1)}] Regenerating lockfile and installing missing dependencies...\n`,
    );
  const isCurrent = hasLock && !preferred.missing && (yield* isInstalled(sys, folder, packages));
  if (command === 'install' && isCurrent) {
    yield* say(sys, 1, 'success Already up-to-date.\n');
    return;
  }
  if (command !== 'remove') yield* say(sys, 1, '[2/4] Fetching packages...\n[3/4] Linking dependencies...\n');
  yield* place(sys, folder, packages, `${folder}/node_modules/.bin`);
  removePackages(sys, folder, new Set(packages.map(({ path }) => path)));
  removeDeadCommands(sys, `${folder}/node_modules/.bin`);
  if (command !== 'remove') yield* say(sys, 1, `[4/4] ${command === 'upgrade' ? 'Rebuilding all' : 'Building fresh'} packages...\n`);
  if (manifest !== before) yield* writeManifest(sys, folder, manifest);
  if (flags.has('--frozen-lockfile') || flags.has('--pure-lockfile')) return;
  yield* writeText(sys, `${folder}/yarn.lock`, yarnLockOf(manifest, all));
  yield* tell(sys, command, words, all, !hasLock || preferred.missing);
}

function* tell(sys: Sys, command: string, words: readonly string[], all: readonly Resolved[], isNew: boolean): Task<void> {
  if (command === 'remove') yield* say(sys, 1, 'success Uninstalled packages.\n');
  if (command === 'install' && isNew) yield* say(sys, 1, 'success Saved lockfile.\n');
  if (command !== 'add' && command !== 'upgrade') return;
  const names = words.map(word => word.replace(/(.)@.*$/, '$1'));
  const direct = all.filter(({ name, path }) => path === `node_modules/${name}` && (names.length === 0 || names.includes(name)));
  const shown = reach(direct, all);
  const tree = (list: readonly Resolved[]): string =>
    list.map(({ name, version }, index) => `${index === list.length - 1 ? '└─' : '├─'} ${name}@${version}\n`).join('');
  yield* say(
    sys,
    1,
    `success Saved lockfile.\nsuccess Saved ${String(shown.length)} new dependenc${shown.length === 1 ? 'y' : 'ies'}.\ninfo Direct dependencies\n${tree(direct)}info All dependencies\n${tree(shown)}`,
  );
}

/** Some packages and all that they need. */
function reach(some: readonly Resolved[], all: readonly Resolved[]): readonly Resolved[] {
  const found = new Set(some);
  for (const item of found) for (const other of all) if (item.dependencies[other.name] !== undefined) found.add(other);
  return all.filter(item => found.has(item));
}

export function* warnOfLicense(sys: Sys, manifest: Manifest): Task<void> {
  const { name, version, license } = texts(manifest);
  if (license !== undefined || manifest['private'] === true) return;
  const title = name === undefined ? '' : `${name}@${version ?? ''}: `;
  yield* say(sys, 2, `warning package.json: No license field\nwarning ${title}No license field\n`);
}

function preferredOf(
  manifest: Manifest,
  locked: ReadonlyMap<string, string>,
): { readonly versions: ReadonlyMap<string, string>; readonly missing: boolean } {
  const wanted = Object.entries({ ...texts(manifest['dependencies']), ...texts(manifest['devDependencies']) });
  const versions = new Map<string, string>();
  for (const [key, version] of locked) versions.set(`node_modules/${key.replace(/(.)@.*$/, '$1')}`, version);
  for (const [name, range] of wanted) {
    const version = locked.get(`${name}@${range}`);
    if (version === undefined) versions.delete(`node_modules/${name}`);
    else versions.set(`node_modules/${name}`, version);
  }
  return { versions, missing: wanted.some(([name, range]) => !locked.has(`${name}@${range}`)) };
}

function* isInstalled(sys: Sys, folder: string, packages: readonly Resolved[]): Task<boolean> {
  for (const { path, version } of packages) if (texts(yield* readManifest(sys, `${folder}/${path}`))['version'] !== version) return false;
  const there = exists(sys, `${folder}/node_modules`) ? sys.readdir(`${folder}/node_modules`) : [];
  return there.every(
    ({ name }) => name.startsWith('.') || name.startsWith('@') || packages.some(({ path }) => path === `node_modules/${name}`),
  );
}

function* change(
  registry: Registry,
  manifest: Manifest,
  command: string,
  words: readonly string[],
  flags: ReadonlySet<string>,
): Task<Manifest> {
  if (command === 'install' || command === 'upgrade') return manifest;
  if (command === 'remove') {
    const missing = words.find(
      name => texts(manifest['dependencies'])[name] === undefined && texts(manifest['devDependencies'])[name] === undefined,
    );
    if (missing !== undefined) throw new NpmError('', [`This module isn't specified in a package.json file.`]);
    const kept = (key: string): Manifest =>
      manifest[key] === undefined
        ? {}
        : { [key]: Object.fromEntries(Object.entries(texts(manifest[key])).filter(([name]) => !words.includes(name))) };
    const next = { ...manifest, ...kept('dependencies'), ...kept('devDependencies') };
    return Object.fromEntries(
      Object.entries(next).filter(([key, value]) => !/^d.*ependencies$/.test(key) || Object.keys(texts(value)).length > 0),
    );
  }
  const key = flags.has('--dev') || flags.has('-D') ? 'devDependencies' : 'dependencies';
  const added: Record<string, string> = {};
  if (words.length === 0) throw new NpmError('', ['Missing list of packages to add to your project.']);
  for (const word of words) {
    const [, name = word, range = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(word) ?? [];
    const { version } = yield* registry.find(name, range);
    const sign = flags.has('--exact') || flags.has('-E') ? '' : flags.has('--tilde') || flags.has('-T') ? '~' : '^';
    added[name] = /^[a-z]+$/.test(range) ? `${sign}${version}` : range;
  }
  const sorted = Object.entries({ ...texts(manifest[key]), ...added }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...manifest, [key]: Object.fromEntries(sorted) };
}
