import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Main, Sys } from '../../process/sys.js';
import { normalizePath } from '../files/paths.js';
import { branch, checkout, merge, switchTo } from './branches.js';
import { commit } from './commit.js';
import { GitError, notSimulated } from './git-error.js';
import { diff, log, show } from './history.js';
import { lsFiles, revParse } from './plumbing.js';
import { Session } from './session.js';
import { config, init, remote } from './setup.js';
import { add, move, remove, reset, restore } from './stage.js';
import { status } from './status.js';
import { clone, fetch, pull, push } from './sync.js';
import { tag } from './tags.js';

type Command = (session: Session, words: readonly string[]) => Task<number>;

const commands: Readonly<Record<string, Command>> = {
  add,
  branch,
  checkout,
  clone,
  commit,
  config,
  diff,
  fetch,
  init,
  log,
  merge,
  mv: move,
  pull,
  push,
  remote,
  reset,
  restore,
  rm: remove,
  show,
  stage: add,
  status,
  switch: switchTo,
  tag,
  'ls-files': lsFiles,
  'rev-parse': revParse,
};
/** What git has and this has not. */
const others =
  'am apply archive bisect blame bundle cat-file cherry-pick clean describe gc grep gui hash-object help ls-remote ls-tree maintenance notes rebase reflog remote-https revert shortlog sparse-checkout stash submodule update-index worktree'.split(
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

function* run(sys: Sys, version: string, argv: readonly string[]): Task<number> {
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
    else if (word !== '--no-pager' && word !== '-P') throw notSimulated(`git ${word}`);
  }
  const session = new Session(sys, folder);
  const name = words.shift();
  if (name === undefined) return yield* tellUsage(session, 1);
  if (name === 'version') return yield* run(sys, version, ['--version']);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return yield* command(session, words);
  if (others.includes(name)) throw notSimulated(`git ${name}`);
  const near = Object.keys(commands).find(known => isNear(known, name));
  const hint = near === undefined ? '' : `\n\nThe most similar command is\n\t${near}`;
  throw new GitError(`git: '${name}' is not a git command. See 'git --help'.${hint}`, 1);
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
    'change: add, mv, restore, rm',
    'look: diff, log, show, status',
    'grow: branch, commit, merge, reset, switch, tag',
    'share: fetch, pull, push, remote',
  ];
  yield* session.print(
    `usage: git [-v | --version] [-h | --help] [-C <path>] [--no-pager] <command> [<args>]\n\nCommands by what they are for:\n\n${list.map(line => `   ${line}\n`).join('')}`,
  );
  return code;
}
