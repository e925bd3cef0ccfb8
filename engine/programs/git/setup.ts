import type { Task } from '../../core/task.js';
import { normalizePath } from '../files/paths.js';
import { parseArguments } from './arguments.js';
import { normalKey, readSettings, withSetting, writeSettings } from './config.js';
import { failed, fatal, GitError } from './git-error.js';
import { Repository } from './repository.js';
import type { Session } from './session.js';
import { kindOf, makeFolders, writeFile } from './store.js';

const HINT = `hint: Using 'master' as the name for the initial branch. This default branch name
hint: is subject to change. To configure the initial branch name to use in all
hint: of your new repositories, which will suppress this warning, call:
hint: 
hint: \tgit config --global init.defaultBranch <name>
hint: 
hint: Names commonly chosen instead of 'master' are 'main', 'trunk' and
hint: 'development'. The just-created branch can be renamed via this command:
hint: 
hint: \tgit branch -m <name>
`;

/** `git init` */
export function* init(session: Session, words: readonly string[]): Task<number> {
  const { flags, values, operands } = parseArguments('init', words, ['-q --quiet', '--bare'], ['-b --initial-branch']);
  const folder = normalizePath(operands[0] ?? '.', session.folder);
  const isBare = flags.has('--bare');
  const known = Repository.at(session.sys, folder);
  const home = session.sys.env.get('HOME');
  const settings = home === undefined ? [] : yield* readSettings(session.sys, `${home}/.gitconfig`);
  const chosen = values.get('-b')?.at(-1) ?? settings.findLast(([key]) => key === 'init.defaultbranch')?.[1];
  if (!known && chosen === undefined && !flags.has('-q')) yield* session.complain(HINT);
  const repository = known ?? (yield* makeRepository(session, folder, isBare, chosen ?? 'master'));
  if (!flags.has('-q'))
    yield* session.print(`${known ? 'Reinitialized existing' : 'Initialized empty'} Git repository in ${repository.folder}/\n`);
  return 0;
}

/** An empty repository in a folder. */
export function* makeRepository(session: Session, folder: string, isBare: boolean, branch: string): Task<Repository> {
  const inner = isBare ? folder : `${folder === '/' ? '' : folder}/.git`;
  const repository = new Repository(session.sys, inner, isBare ? undefined : folder);
  for (const name of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'hooks', 'info', 'branches'])
    makeFolders(session.sys, `${inner}/${name}`);
  yield* repository.setHead({ ref: `refs/heads/${branch}` });
  yield* writeFile(session.sys, `${inner}/description`, "Unnamed repository; edit this file 'description' to name the repository.\n");
  yield* writeFile(session.sys, `${inner}/info/exclude`, '# Patterns of files that are ignored here only\n');
  const core = [
    ['core.repositoryformatversion', '0'],
    ['core.filemode', 'true'],
    ['core.bare', String(isBare)],
  ] as const;
  yield* writeSettings(session.sys, `${inner}/config`, isBare ? core : [...core, ['core.logallrefupdates', 'true']]);
  return repository;
}

/** `git config` */
export function* config(session: Session, words: readonly string[]): Task<number> {
  const flags = ['--global', '--local', '--system', '-l --list', '--get', '--unset', '--add', '--show-origin'];
  const given = parseArguments('config', words, flags);
  const home = session.sys.env.get('HOME') ?? '/root';
  const path = given.flags.has('--global') ? `${home}/.gitconfig` : given.flags.has('--system') ? '/etc/gitconfig' : undefined;
  const [name, value] = given.operands;
  if (given.flags.has('-l')) {
    const settings = path === undefined ? yield* allSettings(session) : yield* readSettings(session.sys, path);
    yield* session.print(settings.map(([key, text]) => `${key}=${text}\n`).join(''));
    return 0;
  }
  if (name === undefined) throw new GitError('usage: git config [<options>]', 129);
  if (!name.includes('.')) throw failed(`key does not contain a section: ${name}`);
  if (!/\.[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw failed(`invalid key: ${name}`);
  const key = normalKey(name);
  const file = path ?? `${session.repository().folder}/config`;
  if (given.flags.has('--unset')) {
    const settings = yield* readSettings(session.sys, file);
    if (!settings.some(([known]) => known === key)) return 5;
    yield* writeSettings(
      session.sys,
      file,
      settings.filter(([known]) => known !== key),
    );
    return 0;
  }
  if (value !== undefined && !given.flags.has('--get')) {
    yield* writeSettings(session.sys, file, withSetting(yield* readSettings(session.sys, file), key, value));
    return 0;
  }
  const settings = path === undefined ? yield* allSettings(session) : yield* readSettings(session.sys, path);
  const found = settings.findLast(([known]) => known === key);
  if (!found) return 1;
  yield* session.print(`${found[1]}\n`);
  return 0;
}

function* allSettings(session: Session): ReturnType<typeof readSettings> {
  try {
    return yield* session.repository().settings();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return yield* readSettings(session.sys, `${session.sys.env.get('HOME') ?? '/root'}/.gitconfig`);
  }
}

/** `git remote` */
export function* remote(session: Session, words: readonly string[]): Task<number> {
  const { flags, operands } = parseArguments('remote', words, ['-v --verbose']);
  const repository = session.repository();
  const file = `${repository.folder}/config`;
  const settings = yield* readSettings(session.sys, file);
  const remotes = settings
    .flatMap(([key, url]) => (/^remote\..*\.url$/.test(key) ? [[key.slice(7, -4), url] as const] : []))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const [action, name = '', url = ''] = operands;
  if (action === undefined) {
    for (const [known, at] of remotes)
      yield* session.print(flags.has('-v') ? `${known}\t${at} (fetch)\n${known}\t${at} (push)\n` : `${known}\n`);
    return 0;
  }
  const found = remotes.find(([known]) => known === name);
  if (action === 'add') {
    if (found) throw new GitError(`error: remote ${name} already exists.`, 3);
    yield* writeSettings(session.sys, file, [
      ...settings,
      [`remote.${name}.url`, url],
      [`remote.${name}.fetch`, `+refs/heads/*:refs/remotes/${name}/*`],
    ]);
    return 0;
  }
  if (!['remove', 'rm', 'set-url', 'get-url'].includes(action)) throw fatal(`drydock: git remote ${action} is not simulated`);
  if (!found) throw new GitError(`error: No such remote${action.endsWith('-url') ? '' : ':'} '${name}'`, 2);
  if (action === 'get-url') yield* session.print(`${found[1]}\n`);
  else if (action === 'set-url') yield* writeSettings(session.sys, file, withSetting(settings, `remote.${name}.url`, url));
  else
    yield* writeSettings(
      session.sys,
      file,
      settings.filter(([key]) => !key.startsWith(`remote.${name}.`)),
    );
  return 0;
}

/** Whether a folder may become a repository's. */
export function isEmptyPlace(session: Session, folder: string): boolean {
  return (
    kindOf(session.sys, folder) === undefined || (kindOf(session.sys, folder) === 'directory' && session.sys.readdir(folder).length === 0)
  );
}
