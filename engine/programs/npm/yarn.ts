import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Main, Sys } from '../../process/sys.js';
import { place, removePackages, Resolver, type Resolved } from './installer.js';
import { isThere, NpmError, projectFolder, readManifest, texts, writeText, type Manifest } from './project.js';
import { runScript } from './scripts.js';

const VERSION = '1.22.18';
const REGISTRY = 'https://registry.yarnpkg.com';
const known = new Set([
  '--production',
  '--prod',
  '--frozen-lockfile',
  '--silent',
  '-s',
  '--non-interactive',
  '--dev',
  '-D',
  '--no-progress',
  '--ignore-engines',
]);

/** The classic yarn. */
export const yarn: Main = function* (sys, argv) {
  const words = argv.slice(1).filter(word => !word.startsWith('-'));
  const flags = new Set(argv.slice(1).filter(word => word.startsWith('-')));
  if (flags.has('-v') || flags.has('--version')) {
    yield* say(sys, 1, `${VERSION}\n`);
    return 0;
  }
  const [command = 'install', ...others] = words;
  const startedAt = sys.clock.now();
  try {
    const unknown = [...flags].find(flag => !known.has(flag) && command !== 'run');
    if (unknown !== undefined) throw new NpmError('', [`drydock: yarn ${unknown} is not simulated`]);
    if (command === 'install' || command === 'add' || command === 'remove') yield* install(sys, command, others, flags);
    else return yield* runNamed(sys, command === 'run' ? others : words, command === 'run', startedAt);
    yield* done(sys, startedAt);
    return 0;
  } catch (error) {
    if (!(error instanceof NpmError) && !isErrno(error)) throw error;
    const lines = error instanceof NpmError ? error.lines : [error.message];
    yield* say(sys, 2, lines.map(line => (line.startsWith('drydock:') ? `${line}\n` : `error ${line}\n`)).join(''));
    yield* say(sys, 1, `info Visit https://yarnpkg.com/en/docs/cli/${command} for documentation about this command.\n`);
    return 1;
  }
};

function* say(sys: Sys, fd: number, text: string): Task<void> {
  yield* sys.write(fd, encodeUtf8(text));
}

function* done(sys: Sys, startedAt: number): Task<void> {
  yield* say(sys, 1, `Done in ${((sys.clock.now() - startedAt) / 1000).toFixed(2)}s.\n`);
}

function* install(sys: Sys, command: string, words: readonly string[], flags: ReadonlySet<string>): Task<void> {
  yield* say(sys, 1, `yarn ${command} v${VERSION}\n`);
  const folder = projectFolder(sys);
  const hasLock = isThere(sys, `${folder}/yarn.lock`);
  if (!hasLock && command !== 'remove') yield* say(sys, 1, 'info No lockfile found.\n');
  const before = (yield* readManifest(sys, folder)) ?? {};
  yield* say(sys, 1, '[1/4] Resolving packages...\n');
  const manifest = yield* change(sys, before, command, words, flags.has('--dev') || flags.has('-D'));
  const resolver = new Resolver(sys, REGISTRY);
  const main = yield* resolver.resolve(texts(manifest['dependencies']), false);
  const isProduction = flags.has('--production') || flags.has('--prod') || sys.env.get('NODE_ENV') === 'production';
  const all = yield* resolver.resolve(texts(manifest['devDependencies']), true);
  const packages = isProduction ? main : all;
  yield* say(sys, 1, '[2/4] Fetching packages...\n[3/4] Linking dependencies...\n');
  yield* place(sys, folder, packages);
  removePackages(sys, folder, new Set(packages.map(({ name }) => name)));
  yield* say(sys, 1, '[4/4] Building fresh packages...\n');
  if (manifest !== before) yield* writeText(sys, `${folder}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  if (!flags.has('--frozen-lockfile')) {
    yield* writeText(sys, `${folder}/yarn.lock`, lockOf(manifest, all));
    if (!hasLock || command !== 'install') yield* say(sys, 1, 'success Saved lockfile.\n');
  }
}

function* change(sys: Sys, manifest: Manifest, command: string, words: readonly string[], isDev: boolean): Task<Manifest> {
  if (command === 'install') return manifest;
  if (command === 'remove') {
    const kept = Object.entries(texts(manifest['dependencies'])).filter(([name]) => !words.includes(name));
    return { ...manifest, dependencies: Object.fromEntries(kept) };
  }
  const key = isDev ? 'devDependencies' : 'dependencies';
  const added: Record<string, string> = {};
  for (const word of words) {
    const [, name = word, range = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(word) ?? [];
    const found = (yield* new Resolver(sys, REGISTRY).resolve({ [name]: range }, false)).find(item => item.name === name);
    added[name] = range === 'latest' ? `^${found?.version ?? range}` : range;
  }
  const sorted = Object.entries({ ...texts(manifest[key]), ...added }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...manifest, [key]: Object.fromEntries(sorted) };
}

function* runNamed(sys: Sys, words: readonly string[], isRun: boolean, startedAt: number): Task<number> {
  const [name = '', ...others] = words;
  const folder = projectFolder(sys);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  yield* say(sys, 1, `yarn run v${VERSION}\n`);
  const script = texts(manifest['scripts'])[name];
  const line = script ?? (isThere(sys, `${folder}/node_modules/.bin/${name}`) ? `${folder}/node_modules/.bin/${name}` : undefined);
  if (line === undefined || name === '') throw new NpmError('', [`Command "${name}" not found.`]);
  const text = [line, ...others].join(' ');
  yield* say(sys, 1, `$ ${text}\n`);
  const code = yield* runScript(sys, folder, manifest, name, text);
  if (code === 0) yield* done(sys, startedAt);
  else {
    yield* say(sys, 2, `error Command failed with exit code ${String(code)}.\n`);
    yield* say(sys, 1, `info Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.\n`);
  }
  return isRun || code !== 0 ? code : 0;
}

function lockOf(manifest: Manifest, packages: readonly Resolved[]): string {
  const ranges = new Map<string, Set<string>>();
  const wanted = [manifest['dependencies'], manifest['devDependencies'], ...packages.map(({ dependencies }) => dependencies)];
  for (const [name, range] of wanted.flatMap(list => Object.entries(texts(list))))
    ranges.set(name, (ranges.get(name) ?? new Set()).add(range));
  const blocks = packages.map(item => {
    const keys = [...(ranges.get(item.name) ?? [item.version])].sort().map(range => `${item.name}@${range}`);
    const dependencies = Object.entries(item.dependencies).map(([name, range]) => `    ${name} "${range}"\n`);
    return `${keys.join(', ')}:\n  version "${item.version}"\n  resolved "${item.tarball.replace('registry.npmjs.org', 'registry.yarnpkg.com')}#${item.shasum}"\n  integrity ${item.integrity}\n${dependencies.length > 0 ? `  dependencies:\n${dependencies.join('')}` : ''}`;
  });
  return `# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.\n# yarn lockfile v1\n\n\n${blocks.join('\n')}`;
}
