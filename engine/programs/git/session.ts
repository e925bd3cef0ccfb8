import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { normalizePath, relativePath } from '../files/paths.js';
import { fatal, GitError } from './git-error.js';
import { Repository } from './repository.js';

/** One run of a git command: where it runs, and its output. */
export class Session {
  readonly sys: Sys;
  readonly folder: string;

  constructor(sys: Sys, folder: string) {
    this.sys = sys;
    this.folder = folder;
  }

  repository(): Repository {
    return Repository.find(this.sys, this.folder);
  }

  *print(text: string): Task<void> {
    if (text !== '') yield* this.sys.write(1, encodeUtf8(text));
  }

  *complain(text: string): Task<void> {
    if (text !== '') yield* this.sys.write(2, encodeUtf8(text));
  }

  /** A path as somebody typed it, from the root of the repository; '' is all of it. */
  inRepository(repository: Repository, path: string): string {
    const full = normalizePath(path, this.folder);
    if (full === repository.root) return '';
    if (!full.startsWith(repository.root === '/' ? '/' : `${repository.root}/`))
      throw fatal(`${path}: '${path}' is outside repository at '${repository.root}'`);
    return full.slice(repository.root === '/' ? 1 : repository.root.length + 1);
  }

  /** A path of the repository as it is from here. */
  shown(repository: Repository, path: string): string {
    return relativePath(`${repository.root}/${path}`, this.folder);
  }

  /** `Name <mail> seconds +0000` of now. */
  *identity(repository: Repository, role: 'AUTHOR' | 'COMMITTER'): Task<string> {
    const { env, clock } = this.sys;
    const name = env.get(`GIT_${role}_NAME`) ?? (yield* repository.setting('user.name'));
    const mail = env.get(`GIT_${role}_EMAIL`) ?? (yield* repository.setting('user.email'));
    if (name === undefined || mail === undefined)
      throw unknownIdentity(role, mail === undefined, `${env.get('USER') ?? 'root'}@${this.sys.hostname()}.(none)`);
    const given = /^@?(\d+ [-+]\d{4})$/.exec(env.get(`GIT_${role}_DATE`) ?? '')?.[1];
    return `${name} <${mail}> ${given ?? `${String(Math.floor(clock.epochMsOf(clock.now()) / 1000))} +0000`}`;
  }
}

/** git says first how to help it, and only then what is fatal. */
function unknownIdentity(role: string, noMail: boolean, guess: string): GitError {
  const who = role === 'AUTHOR' ? 'Author' : 'Committer';
  const why = noMail ? `unable to auto-detect email address (got '${guess}')` : `empty ident name (for <${guess}>) not allowed`;
  const advice = `${who} identity unknown\n\n*** Please tell me who you are.\n\nRun\n\n  git config --global user.email "you@example.com"\n  git config --global user.name "Your Name"\n\nto set your account's default identity.\nOmit --global to set the identity only in this repository.\n\n`;
  return new GitError(`${advice}fatal: ${why}`, 128);
}
