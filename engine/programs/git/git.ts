import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Main, Sys } from '../../process/sys.js';
import { directoryName, normalizePath } from '../files/paths.js';
import { exitCodeOf, waitFor } from '../process/run.js';
import { blame } from './blame.js';
import { branch, checkout, switchTo } from './branches.js';
import { clean } from './clean.js';
import { commit } from './commit.js';
import { readSettings } from './config.js';
import { GitError, notSimulated } from './git-error.js';
import { grep } from './grep.js';
import { diff, log, show } from './history.js';
import { catFile, describe, hashObject, lsTree, mergeBaseCommand, revList, shortlog } from './inspect.js';
import { merge } from './merge.js';
import { pick } from './pick.js';
import { lsFiles, revParse } from './plumbing.js';
import { rebase } from './rebase.js';
import { Repository } from './repository.js';
import { Session } from './session.js';
import { config, init, remote } from './setup.js';
import { add, move, remove, reset, restore } from './stage.js';
import { stash } from './stash.js';
import { status } from './status.js';
import { clone, fetch, pull, push } from './sync.js';
import { tag } from './tags.js';

type Command = (session: Session, words: readonly string[]) => Task<number>;

const commands: Readonly<Record<string, Command>> = {
  add,
  blame,
  branch,
  checkout,
  clean,
  clone,
  commit,
  config,
  diff,
  fetch,
  grep,
  init,
  log,
  merge,
  mv: move,
  pull,
  push,
  rebase,
  remote,
  reset,
  restore,
  rm: remove,
  show,
  stage: add,
  stash,
  status,
  switch: switchTo,
  tag,
  describe,
  shortlog,
  'cat-file': catFile,
  'cherry-pick': pick('cherry-pick'),
  'hash-object': hashObject,
  'ls-tree': lsTree,
  'merge-base': mergeBaseCommand,
  'rev-list': revList,
  revert: pick('revert'),
  'ls-files': lsFiles,
  'rev-parse': revParse,
};
/** What git has and this has not. */
const others =
  'am apply archive bisect bundle gc gui help ls-remote maintenance notes reflog remote-https sparse-checkout submodule update-index worktree'.split(
    ' ',
  );

/** `git` in one of its versions. */
export function git(version: string): Main {
  return function* (sys, argv) {
    const session = new Session(sys, sys.cwd());
    try {
      return yield* run(sys, version, argv.slice(1));
    } catch (error) {
      if (isErrno(error)) yield* session.complain(`fatal: ${error.message}\n`);
      else if (error instanceof GitError) yield* session.complain(`${error.message}\n`);
      else throw error;
      return error instanceof GitError ? error.status : 128;
    }
  };
}

/** How often an alias may stand for another one. */
const MAX_ALIASES = 10;

function* run(sys: Sys, version: string, argv: readonly string[], depth = 0): Task<number> {
  const words = [...argv];
  let folder = sys.cwd();
  for (let word = words[0]; word?.startsWith('-'); word = words[0]) {
    words.shift();
    const session = new Session(sys, folder);
    if (word === '--version' || word === '-v') {
      yield* session.print(`git version ${version}\n`);
      return 0;
    }
    if (word === '-C') folder = normalizePath(words.shift() ?? '.', folder);
    else if (word === '--help' || word === '-h') return yield* tellUsage(session, 0);
    else if (word === '-c') setForNow(sys, words.shift() ?? '');
    else if (word !== '--no-pager' && word !== '-P') throw notSimulated(`git ${word}`);
  }
  const session = new Session(sys, folder);
  const name = words.shift();
  if (name === undefined) return yield* tellUsage(session, 1);
  if (name === 'version') return yield* run(sys, version, ['--version']);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return yield* command(session, words);
  const alias = yield* aliasOf(sys, folder, name);
  if (alias !== undefined && depth < MAX_ALIASES) return yield* runAlias(session, version, alias, words, depth);
  if (others.includes(name)) throw notSimulated(`git ${name}`);
  const near = Object.keys(commands).find(known => isNear(known, name));
  const hint = near === undefined ? '' : `\n\nThe most similar command is\n\t${near}`;
  throw new GitError(`git: '${name}' is not a git command. See 'git --help'.${hint}`, 1);
}

/** `-c core.editor=true`: a setting of this command only, in the variables that git itself uses for it. */
function setForNow({ env }: Sys, text: string): void {
  const at = text.indexOf('=');
  const count = Number(env.get('GIT_CONFIG_COUNT') ?? '0');
  env.set(`GIT_CONFIG_KEY_${String(count)}`, at < 0 ? text : text.slice(0, at));
  env.set(`GIT_CONFIG_VALUE_${String(count)}`, at < 0 ? 'true' : text.slice(at + 1));
  env.set('GIT_CONFIG_COUNT', String(count + 1));
}

function* aliasOf(sys: Sys, folder: string, name: string): Task<string | undefined> {
  const key = `alias.${name.toLowerCase()}`;
  for (let at = folder; ; at = directoryName(at)) {
    const found = Repository.at(sys, at);
    if (found) return yield* found.setting(key);
    if (at === '/' || at === '.') break;
  }
  const home = sys.env.get('HOME');
  return home === undefined ? undefined : (yield* readSettings(sys, `${home}/.gitconfig`)).findLast(([known]) => known === key)?.[1];
}

/** What an alias stands for: other words for git, or after `!` a command of the shell. */
function* runAlias(session: Session, version: string, alias: string, words: readonly string[], depth: number): Task<number> {
  const { sys, folder } = session;
  if (!alias.startsWith('!')) return yield* run(sys, version, ['-C', folder, ...splitWords(alias), ...words], depth + 1);
  const line = alias.slice(1);
  const pid = sys.spawn({ path: '/bin/sh', argv: ['sh', '-c', words.length > 0 ? `${line} "$@"` : line, line, ...words], cwd: folder });
  return exitCodeOf(yield* waitFor(sys, pid));
}

/** Words at spaces; quotes keep some together. */
function splitWords(text: string): readonly string[] {
  return [...text.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, single, double, plain]) => single ?? double ?? plain ?? '');
}

/** One letter too many, too few, wrong, or two in each other's place. */
function isNear(known: string, typed: string): boolean {
  if (Math.abs(known.length - typed.length) > 1) return false;
  let at = 0;
  while (at < known.length && known[at] === typed[at]) at++;
  const ends = (a: number, b: number): boolean => known.slice(at + a) === typed.slice(at + b);
  return ends(1, 1) || ends(1, 0) || ends(0, 1) || (ends(2, 2) && known[at] === typed[at + 1] && known[at + 1] === typed[at]);
}

function* tellUsage(session: Session, code: number): Task<number> {
  const list = [
    'start: clone, init',
    'change: add, clean, mv, restore, rm, stash',
    'look: blame, diff, grep, log, show, status',
    'grow: branch, cherry-pick, commit, merge, rebase, reset, revert, switch, tag',
    'share: fetch, pull, push, remote',
  ];
  yield* session.print(
    `usage: git [-v | --version] [-h | --help] [-C <path>] [--no-pager] <command> [<args>]\n\nCommands by what they are for:\n\n${list.map(line => `   ${line}\n`).join('')}`,
  );
  return code;
}
