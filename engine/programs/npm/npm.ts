import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Main } from '../../process/sys.js';
import { cleanInstall, npmInstall, uninstall } from './install-commands.js';
import { isThere, NpmError, projectFolder } from './project.js';
import { list, npmInit } from './project-commands.js';
import { npmRelease } from './release.js';
import { lifecycle, runNamed } from './script-commands.js';
import { runCommand } from './scripts.js';
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
};
/** Flags that are honoured, and those that change nothing here: there is no audit, no funding and no cache to prefer. */
const honoured = new Set([
  'production',
  'omit=dev',
  'only=production',
  'only=prod',
  'save-dev',
  'D',
  'save',
  'S',
  'no-save',
  'y',
  'yes',
  'silent',
  's',
  'E',
  'save-exact',
]);
const harmless = new Set([
  'no-audit',
  'no-fund',
  'prefer-offline',
  'legacy-peer-deps',
  'no-progress',
  'progress=false',
  'no-optional',
  'quiet',
  'q',
  'unsafe-perm',
  'no-update-notifier',
  'P',
  'save-prod',
]);

export const npm: Main = function* (sys, argv) {
  const release = yield* npmRelease(sys);
  if (!release) {
    yield* say(sys, 2, "/usr/bin/env: 'node': No such file or directory\n");
    return 127;
  }
  const end = argv.indexOf('--');
  const given = argv.slice(1, end < 0 ? undefined : end);
  const flags = new Set(given.filter(word => word.startsWith('-')).map(word => word.replace(/^--?/, '')));
  const words = given.filter(word => !word.startsWith('-'));
  if (flags.has('v') || flags.has('version')) {
    yield* say(sys, 1, `${release.version}\n`);
    return 0;
  }
  const [name = 'help', ...others] = words;
  const command = Object.entries(commands).find(([known]) => known === (aliases[name] ?? name))?.[1];
  const unknown = [...flags].find(flag => !honoured.has(flag) && !harmless.has(flag));
  if (!command || unknown !== undefined) {
    yield* say(sys, 2, `drydock: npm ${unknown === undefined ? name : `--${unknown}`} is not simulated\n`);
    return 1;
  }
  const session = { sys, release, words: others, flags, rest: end < 0 ? [] : argv.slice(end + 1) };
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

/** Runs a command of an installed package. */
export const npx: Main = function* (sys, argv) {
  const words = argv.slice(1).filter((word, index) => index > 0 || !['-y', '--yes', '--no-install'].includes(word));
  const [command, ...others] = words;
  if (command === undefined || command.startsWith('-')) {
    yield* say(sys, 2, `drydock: npx ${command ?? 'without a command'} is not simulated\n`);
    return 1;
  }
  const bin = `${projectFolder(sys)}/node_modules/.bin/${command}`;
  const env = new Map(sys.env);
  env.set('PATH', `${projectFolder(sys)}/node_modules/.bin:${sys.env.get('PATH') ?? ''}`);
  if (isThere(sys, bin) || (sys.env.get('PATH') ?? '').split(':').some(folder => isThere(sys, `${folder}/${command}`))) {
    return yield* runCommand(sys, [command, ...others], env, sys.cwd());
  }
  yield* say(sys, 2, `drydock: npx of a package that is not installed (${command}) is not simulated: npm install ${command} first\n`);
  return 1;
};
