import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Main, Sys } from '../../process/sys.js';
import { parseCommandLine } from './command-line.js';
import { npx as runPackage } from './exec.js';
import { helpText } from './help.js';
import { cleanInstall, npmInstall, reinstall, uninstall } from './install-commands.js';
import { explain, list, outdated } from './list-commands.js';
import { NpmError } from './project.js';
import { config, folders, npmInit, pkg, version } from './project-commands.js';
import { audit, fund, ping, publish, view, whoami } from './registry-commands.js';
import { npmRelease, type NpmRelease } from './release.js';
import { lifecycle, runNamed } from './script-commands.js';
import { say, type Session } from './session.js';

type Command = (session: Session) => Task<number>;

const commands: Readonly<Record<string, Command>> = {
  init: npmInit,
  install: npmInstall,
  ci: cleanInstall,
  uninstall,
  run: runNamed,
  start: session => lifecycle(session, 'start'),
  test: session => lifecycle(session, 'test'),
  stop: session => lifecycle(session, 'stop'),
  restart: session => lifecycle(session, 'restart'),
  ls: list,
  outdated,
  explain,
  view,
  audit,
  ping,
  whoami,
  publish,
  fund,
  version,
  pkg,
  exec: session => runPackage(session),
  update: session => reinstall(session, false),
  dedupe: session => reinstall(session, true),
  prune: session => reinstall(session, true),
  root: session => folders(session, 'root'),
  prefix: session => folders(session, 'prefix'),
  bin: session => folders(session, 'bin'),
  config: session => config(session, session.words),
  get: session => config(session, ['get', ...session.words]),
  set: session => config(session, ['set', ...session.words]),
};
const aliases: Readonly<Record<string, string>> = {
  i: 'install',
  add: 'install',
  in: 'install',
  'clean-install': 'ci',
  create: 'init',
  'run-script': 'run',
  t: 'test',
  rm: 'uninstall',
  remove: 'uninstall',
  un: 'uninstall',
  list: 'ls',
  la: 'ls',
  ll: 'ls',
  info: 'view',
  show: 'view',
  v: 'view',
  why: 'explain',
  up: 'update',
  upgrade: 'update',
  ddp: 'dedupe',
  x: 'exec',
  c: 'config',
  isntall: 'install',
  rum: 'run',
  unlink: 'uninstall',
  r: 'uninstall',
  tst: 'test',
};
/** Options that are honoured, and those that change nothing here: there is no funding and no cache to prefer. */
const known =
  /^(?:production|production=.*|omit=dev|omit=optional|omit=peer|include=dev|only=prod.*|save-dev|D|save|S|no-save|save=false|y|yes|yes=.*|silent|s|E|save-exact|g|global|location=.*|a|all|depth=.*|json|prefix=.*|C=.*|registry=https?:\/\/registry\.npmjs\.org\/?|c=.*|call=.*|p=.*|package=.*|if-present|f|force|no-package-lock|package-lock=false|prod|allow-same-version|no-git-tag-version|no-audit|audit=.*|no-fund|fund=.*|prefer-offline|prefer-online|legacy-peer-deps|no-progress|progress=.*|no-optional|quiet|q|d|loglevel=.*|unsafe-perm|unsafe-perm=.*|no-update-notifier|P|save-prod|ignore-scripts|no-bin-links|no-cache|cache=.*|h|help|verify)$/;

export const npm: Main = function* (sys, argv) {
  const release = yield* npmRelease(sys);
  if (!release) {
    yield* say(sys, 2, "/usr/bin/env: 'node': No such file or directory\n");
    return 127;
  }
  const line = parseCommandLine(argv.slice(1));
  const { flags } = line;
  if (flags.has('v') || (flags.has('version') && line.words.length === 0)) {
    yield* say(sys, 1, `${release.version}\n`);
    return 0;
  }
  const [name, ...words] = line.words;
  if (name === undefined || name === 'help' || flags.has('h') || flags.has('help')) {
    yield* say(sys, 1, helpText(release));
    return name === undefined ? 1 : 0;
  }
  const command = name === 'cache' ? cache : Object.entries(commands).find(([key]) => key === (aliases[name] ?? name))?.[1];
  const unknown = [...flags].find(flag => !known.test(flag));
  if (!command || (name === 'bin' && release.major >= 9)) return yield* refuse(sys, release, name);
  if (unknown !== undefined) {
    yield* say(sys, 2, `drydock: npm --${unknown} is not simulated\n`);
    return 1;
  }
  const session = { sys, release, ...line, words };
  try {
    return yield* command(session);
  } catch (error) {
    if (error instanceof NpmError) return yield* complain(session, error);
    if (isErrno(error)) return yield* complain(session, new NpmError(error.code, [`${error.code}: ${error.message}`]));
    throw error;
  }
};

function* complain({ sys }: Session, { code, lines }: NpmError): Task<number> {
  const all = [...(code === '' ? [] : [`code ${code}`]), ...lines];
  yield* say(sys, 2, all.map(line => (line.startsWith('drydock:') ? `${line}\n` : `npm ERR! ${line}\n`)).join(''));
  return 1;
}

/** What npm has and Drydock has not is refused by name; other words npm itself does not know. */
function* refuse(sys: Sys, release: NpmRelease, name: string): Task<number> {
  if (
    helpText(release).match(/All commands:|where <command>/) &&
    new RegExp(`[ ,]${name.replace(/[^a-z-]/g, '_')}(?:,|\\n)`).test(helpText(release))
  ) {
    yield* say(sys, 2, `drydock: npm ${name} is not simulated\n`);
    return 1;
  }
  if (release.major < 7) yield* say(sys, 1, helpText(release));
  else yield* say(sys, 1, `Unknown command: "${name}"\n\nTo see a list of supported npm commands, run:\n  npm help\n`);
  return 1;
}

/** There is no cache to clean; npm asks for --force before it does. */
function* cache({ words, flags }: Session): Task<number> {
  const [action] = words;
  if (action === 'verify' || (action !== 'clean' && action !== 'clear' && action !== 'rm'))
    throw new NpmError('', [`drydock: npm cache ${action ?? 'without a command'} is not simulated`]);
  if (flags.has('f') || flags.has('force')) return 0;
  throw new NpmError('', CACHE_WORDS);
}

const CACHE_WORDS = [
  'As of npm@5, the npm cache self-heals from corruption issues',
  '  by treating integrity mismatches as cache misses.  As a result,',
  '  data extracted from the cache is guaranteed to be valid.  If you',
  '  want to make sure everything is consistent, use `npm cache verify`',
  '  instead.  Deleting the cache can only make npm go slower, and is',
  '  not likely to correct any problems you may be encountering!',
  '',
  "  On the other hand, if you're debugging an issue with the installer,",
  '  or race conditions that depend on the timing of writing to an empty',
  '  cache, you can use `npm install --cache /tmp/empty-cache` to use a',
  '  temporary cache instead of nuking the actual one.',
  '',
  "  If you're sure you want to delete the entire cache, rerun this command",
  '  with --force.',
];

export const npx: Main = function* (sys, argv) {
  const release = yield* npmRelease(sys);
  if (!release) {
    yield* say(sys, 2, "/usr/bin/env: 'node': No such file or directory\n");
    return 127;
  }
  // Options of npx stand before the command, those after it are the command's.
  const given = argv.slice(1);
  const at = given.findIndex(
    (word, index) => !word.startsWith('-') && !['-p', '--package', '-c', '--call'].includes(given[index - 1] ?? ''),
  );
  const line = parseCommandLine(at < 0 ? given : given.slice(0, at));
  if (line.flags.has('v') || line.flags.has('version')) {
    yield* say(sys, 1, `${release.version}\n`);
    return 0;
  }
  const session = { sys, release, ...line, words: at < 0 ? [] : [given[at] ?? ''], rest: at < 0 ? [] : given.slice(at + 1) };
  try {
    return yield* runPackage(session);
  } catch (error) {
    if (error instanceof NpmError) return yield* complain(session, error);
    throw error;
  }
};
