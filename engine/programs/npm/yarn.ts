import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Main, Sys } from '../../process/sys.js';
import { NpmError, projectFolder, readManifest, texts, writeText } from './project.js';
import { Registry } from './registry-client.js';
import { runScript } from './scripts.js';
import { listYarn, outdatedYarn, runNothing, versionYarn, viewYarn, whyYarn } from './yarn-commands.js';
import { install, warnOfLicense } from './yarn-install.js';
import { exists } from '../files/presence.js';

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
  '--exact',
  '-E',
  '--tilde',
  '-T',
  '--depth=0',
  '--pure-lockfile',
  '--force',
  '--check-files',
  '-y',
  '--yes',
  '--patch',
  '--minor',
  '--major',
  '--json',
  '--ignore-optional',
  '--ignore-scripts',
  '--no-git-tag-version',
  '--prefer-offline',
  '--network-timeout',
]);

const missing = new Set([
  'audit',
  'check',
  'config',
  'create',
  'global',
  'import',
  'licenses',
  'link',
  'login',
  'pack',
  'publish',
  'workspace',
  'workspaces',
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
    const code = yield* perform(sys, command, others, flags);
    if (code === undefined) return yield* runNamed(sys, command === 'run' ? others : words, startedAt);
    if (code === 'said') return 0;
    yield* done(sys, startedAt);
    return code;
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

/** The exit status of a command of yarn; 'said' when it prints nothing more, undefined for what is no command. */
function* perform(sys: Sys, command: string, words: readonly string[], flags: ReadonlySet<string>): Task<number | 'said' | undefined> {
  const registry = new Registry(sys, REGISTRY);
  const title = `yarn ${command} v${VERSION}\n`;
  switch (command) {
    case 'install':
    case 'add':
    case 'remove':
    case 'upgrade':
      yield* say(sys, 1, title);
      yield* install(sys, registry, command, words, flags);
      return 0;
    case 'list':
      yield* say(sys, 1, `${title}${yield* listYarn(sys, flags.has('--depth=0'))}`);
      return 0;
    case 'why':
      yield* say(sys, 1, `${title}${yield* whyYarn(sys, words[0] ?? '')}`);
      return 0;
    case 'info':
      yield* say(sys, 1, `${title}${yield* viewYarn(registry, words)}`);
      return 0;
    case 'outdated': {
      const table = yield* outdatedYarn(sys, registry);
      yield* say(sys, 1, `${title}${table}`);
      return table === '' ? 0 : 1;
    }
    case 'version':
      yield* say(sys, 1, `${title}${yield* versionYarn(sys, flags)}`);
      return 0;
    case 'cache':
      if (words[0] !== 'clean') throw new NpmError('', [`drydock: yarn cache ${words[0] ?? ''} is not simulated`]);
      yield* say(sys, 1, `${title}success Cleared cache.\n`);
      return 0;
    case 'bin':
      yield* say(sys, 1, `${projectFolder(sys)}/node_modules/.bin\n`);
      return 'said';
    case 'init':
      if (!flags.has('-y') && !flags.has('--yes')) throw new NpmError('', ['drydock: yarn init without -y is not simulated']);
      yield* say(sys, 1, title);
      yield* init(sys);
      return 0;
    default:
      if (missing.has(command)) throw new NpmError('', [`drydock: yarn ${command} is not simulated`]);
      return undefined;
  }
}

function* init(sys: Sys): Task<void> {
  const folder = sys.cwd();
  const before = (yield* readManifest(sys, folder)) ?? {};
  yield* say(
    sys,
    2,
    'warning The yes flag has been set. This will automatically answer yes to all questions, which may have security implications.\n',
  );
  const manifest = { name: folder.replace(/^.*\//, '') || 'app', version: '1.0.0', main: 'index.js', license: 'MIT', ...before };
  yield* writeText(sys, `${folder}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  yield* say(sys, 1, 'success Saved package.json\n');
}

function* runNamed(sys: Sys, words: readonly string[], startedAt: number): Task<number> {
  const [name = '', ...others] = words;
  const folder = projectFolder(sys);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  yield* say(sys, 1, `yarn run v${VERSION}\n`);
  yield* warnOfLicense(sys, manifest);
  if (name === '') {
    yield* say(sys, 1, runNothing(sys, folder, texts(manifest['scripts'])));
    yield* say(sys, 2, 'error No command specified.\n');
    yield* done(sys, startedAt);
    return 0;
  }
  const script = texts(manifest['scripts'])[name];
  const line = script ?? (exists(sys, `${folder}/node_modules/.bin/${name}`) ? `${folder}/node_modules/.bin/${name}` : undefined);
  if (line === undefined) throw new NpmError('', [`Command "${name}" not found.`]);
  const text = [line, ...others].join(' ');
  yield* say(sys, 1, `$ ${text}\n`);
  const code = yield* runScript(sys, folder, manifest, name, text);
  if (code === 0) yield* done(sys, startedAt);
  else {
    yield* say(sys, 2, `error Command failed with exit code ${String(code)}.\n`);
    yield* say(sys, 1, `info Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.\n`);
  }
  return code;
}
