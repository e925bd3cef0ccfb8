import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { baseName, normalizePath } from '../files/paths.js';
import { parseArguments } from './arguments.js';
import { track } from './branches.js';
import { mergeCommit } from './merge.js';
import { rebase } from './rebase.js';
import { readSettings, writeSettings } from './config.js';
import { fatal, GitError, notSimulated } from './git-error.js';
import { Repository } from './repository.js';
import type { Session } from './session.js';
import { isEmptyPlace, makeRepository } from './setup.js';
import { replaceWork } from './stage.js';
import { readBytes, writeFile } from './store.js';
import { filesOfTree, writeIndex } from './tree-files.js';
import { aheadOf, upstreamOf } from './upstream.js';

const HOSTED = /^(?:https?|git|ssh):\/\/([^/:@]*@)?([^/:]+)|^(?:[^/@]+@)([^/:]+):/;

/** The repository at an address; only folders of this machine are ones. */
function* open(session: Session, address: string): Task<Repository> {
  const host = HOSTED.exec(address);
  if (host) throw notSimulated(`fetching from ${host[2] ?? host[3] ?? address} (git knows repositories in folders of this machine only)`);
  const found = Repository.at(session.sys, normalizePath(address.replace(/^file:\/\//, ''), session.folder));
  yield* session.sys.tick();
  if (!found)
    throw fatal(
      `'${address}' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.`,
    );
  return found;
}

/** Objects of one repository that another has not. */
function* copyObjects(from: Repository, to: Repository): Task<void> {
  const known = new Set(yield* to.objects.all());
  for (const id of yield* from.objects.all()) {
    if (known.has(id)) continue;
    const path = `${id.slice(0, 2)}/${id.slice(2)}`;
    yield* writeFile(
      to.sys,
      `${to.objects.folder}/${path}`,
      (yield* readBytes(from.sys, `${from.objects.folder}/${path}`)) ?? new Uint8Array(0),
      0o444,
    );
  }
}

/** `git clone` */
export function* clone(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('clone', words, ['--bare', '-q --quiet', '--recurse-submodules'], ['-b --branch', '--depth', '-o --origin']);
  const [address, folder] = given.operands;
  if (address === undefined) throw fatal('You must specify a repository to clone.');
  const isBare = given.flags.has('--bare');
  const name = folder ?? baseName(address.replace(/\/+$|\/?\.git$/g, '')) + (isBare ? '.git' : '');
  const place = normalizePath(name, session.folder);
  if (!isEmptyPlace(session, place)) throw fatal(`destination path '${name}' already exists and is not an empty directory.`);
  if (!HOSTED.test(address) && !Repository.at(session.sys, normalizePath(address, session.folder)))
    throw fatal(`repository '${address}' does not exist`);
  if (!given.flags.has('-q')) yield* session.complain(`Cloning into ${isBare ? 'bare repository ' : ''}'${name}'...\n`);
  const source = yield* open(session, address);
  const branch = given.values.get('-b')?.at(-1) ?? (yield* source.branch()) ?? 'master';
  const repository = yield* makeRepository(session, place, isBare, branch);
  yield* copyObjects(source, repository);
  const settings = yield* readSettings(session.sys, `${repository.folder}/config`);
  const full = normalizePath(address.replace(/^file:\/\//, ''), session.folder);
  yield* writeSettings(session.sys, `${repository.folder}/config`, [
    ...settings,
    ['remote.origin.url', full],
    ...(isBare ? [] : [['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'] as const]),
  ]);
  for (const ref of source.refs('refs/heads'))
    yield* repository.setRef(isBare ? `refs/heads/${ref}` : `refs/remotes/origin/${ref}`, (yield* source.ref(`refs/heads/${ref}`)) ?? '');
  for (const ref of source.refs('refs/tags')) yield* repository.setRef(`refs/tags/${ref}`, (yield* source.ref(`refs/tags/${ref}`)) ?? '');
  if (!given.flags.has('-q') && source.refs('refs/heads').length === 0)
    yield* session.complain('warning: You appear to have cloned an empty repository.\n');
  if (isBare) return 0;
  yield* track(repository, branch, 'origin');
  const id = yield* repository.head();
  if (id !== undefined) {
    const files = yield* filesOfTree(repository, (yield* repository.objects.commit(id)).tree);
    yield* replaceWork(repository, files);
    yield* writeIndex(repository, files);
  }
  if (!given.flags.has('-q')) yield* session.complain('done.\n');
  return 0;
}

function* remoteNamed(session: Session, repository: Repository, name: string): Task<{ readonly url: string; readonly there: Repository }> {
  const url = (yield* repository.setting(`remote.${name}.url`)) ?? name;
  return { url, there: yield* open(session, url) };
}

/** `git push` */
export function* push(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('push', words, ['-u --set-upstream', '-f --force', '--tags', '-q --quiet', '--all']);
  const repository = session.repository();
  const current = yield* repository.branch();
  const upstream = current === undefined ? undefined : yield* upstreamOf(repository, current);
  const [remote = upstream?.remote ?? 'origin', ...specs] = given.operands;
  if ((yield* repository.setting(`remote.${remote}.url`)) === undefined && given.operands.length === 0) {
    throw fatal(
      'No configured push destination.\nEither specify the URL from the command-line or configure a remote repository using\n\n    git remote add <name> <url>\n\nand then push using the remote name\n\n    git push <name>\n',
    );
  }
  if (current === undefined && specs.length === 0) {
    throw fatal(
      `You are not currently on a branch.\nTo push the history leading to the current (detached HEAD)\nstate now, use\n\n    git push ${remote} HEAD:<name-of-remote-branch>\n`,
    );
  }
  if (specs.length === 0 && !upstream && current !== undefined && !given.flags.has('--tags')) {
    throw fatal(
      `The current branch ${current} has no upstream branch.\nTo push the current branch and set the remote as upstream, use\n\n    git push --set-upstream ${remote} ${current}\n\nTo have this happen automatically for branches without a tracking\nupstream, see 'push.autoSetupRemote' in 'git help config'.\n`,
    );
  }
  const { url, there } = yield* remoteNamed(session, repository, remote);
  const wanted = given.flags.has('--tags')
    ? repository.refs('refs/tags').map(name => `refs/tags/${name}`)
    : specs.length > 0
      ? specs
      : [current ?? 'HEAD'];
  const rows: string[] = [];
  let isRefused = false;
  for (const spec of wanted) {
    const [from = '', to = from] = spec.replace(/^\+/, '').split(':');
    const row = yield* pushOne(repository, { there, url }, from, to, given.flags.has('-f') || spec.startsWith('+'));
    if (row.startsWith(' !')) isRefused = true;
    if (row !== '') rows.push(row);
    const branch = to.replace(/^refs\/heads\//, '');
    if (!row.startsWith(' !') && !to.startsWith('refs/tags/'))
      yield* repository.setRef(`refs/remotes/${remote}/${branch}`, (yield* repository.resolve(from)) ?? '');
    if (given.flags.has('-u') && !isRefused) yield* track(repository, branch, remote);
  }
  const shown = rows.filter(row => row !== '');
  if (!given.flags.has('-q') || isRefused)
    yield* session.complain(shown.length === 0 ? 'Everything up-to-date\n' : `To ${url}\n${shown.join('')}`);
  if (isRefused) throw rejected(url);
  if (given.flags.has('-u') && !given.flags.has('-q'))
    for (const spec of wanted) yield* session.print(`branch '${spec}' set up to track '${remote}/${spec}'.\n`);
  return 0;
}

function* pushOne(
  repository: Repository,
  { there, url }: { readonly there: Repository; readonly url: string },
  from: string,
  to: string,
  isForced: boolean,
): Task<string> {
  const id = yield* repository.resolve(from);
  if (id === undefined) throw new GitError(`error: src refspec ${from} does not match any\nerror: failed to push some refs to '${url}'`, 1);
  const isTag = to.startsWith('refs/tags/') || repository.refs('refs/tags').includes(to);
  const ref = to.startsWith('refs/') ? to : `refs/${isTag ? 'tags' : 'heads'}/${to}`;
  const short = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const old = yield* there.ref(ref);
  if (old === id) return '';
  if (there.workTree !== undefined && (yield* there.headRef()) === ref)
    return ` ! [remote rejected] ${from} -> ${short} (branch is currently checked out)\n`;
  const isKnown = old === undefined || repository.objects.startingWith(old).length > 0;
  const isForward = old === undefined || (isKnown && (yield* aheadOf(repository, old, id)) === 0);
  if (!isForward && !isForced) return ` ! [rejected]        ${from} -> ${short} (${isKnown ? 'non-fast-forward' : 'fetch first'})\n`;
  yield* copyObjects(repository, there);
  yield* there.setRef(ref, id);
  if (old === undefined) return ` * [new ${isTag ? 'tag' : 'branch'}]${isTag ? '         ' : '      '}${short} -> ${short}\n`;
  return isForward
    ? `   ${old.slice(0, 7)}..${id.slice(0, 7)}  ${from} -> ${short}\n`
    : ` + ${old.slice(0, 7)}...${id.slice(0, 7)} ${from} -> ${short} (forced update)\n`;
}

/** `git fetch` */
export function* fetch(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('fetch', words, ['-q --quiet', '--all', '-p --prune', '--tags']);
  const repository = session.repository();
  const [remote = 'origin'] = given.operands;
  const { url, there } = yield* remoteNamed(session, repository, remote);
  yield* copyObjects(there, repository);
  const rows: string[] = [];
  const width = largestOf(
    there.refs('refs/heads').map(name => name.length),
    10,
  );
  for (const name of there.refs('refs/heads')) {
    const id = (yield* there.ref(`refs/heads/${name}`)) ?? '';
    const old = yield* repository.ref(`refs/remotes/${remote}/${name}`);
    if (old === id) continue;
    yield* repository.setRef(`refs/remotes/${remote}/${name}`, id);
    rows.push(
      old === undefined
        ? ` * [new branch]      ${name.padEnd(width)} -> ${remote}/${name}\n`
        : `   ${old.slice(0, 7)}..${id.slice(0, 7)}  ${name.padEnd(width)} -> ${remote}/${name}\n`,
    );
  }
  if (rows.length > 0 && !given.flags.has('-q')) yield* session.complain(`From ${url.replace(/\.git$/, '')}\n${rows.join('')}`);
  return 0;
}

/** `git pull`: fetches, then goes forward, merges or rebases. */
export function* pull(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('pull', words, ['-q --quiet', '--ff-only', '--no-rebase', '--ff', '--no-edit', '--rebase -r', '--no-ff']);
  const repository = session.repository();
  const current = yield* repository.branch();
  const upstream = current === undefined ? undefined : yield* upstreamOf(repository, current);
  const [remote = upstream?.remote, branch = upstream?.branch] = given.operands;
  if (remote === undefined || branch === undefined) {
    if (current === undefined)
      throw new GitError(
        'You are not currently on a branch.\nPlease specify which branch you want to merge with.\nSee git-pull(1) for details.\n\n    git pull <remote> <branch>\n',
        1,
      );
    throw new GitError(
      `There is no tracking information for the current branch.\nPlease specify which branch you want to merge with.\nSee git-pull(1) for details.\n\n    git pull <remote> <branch>\n\nIf you wish to set tracking information for this branch you can do so with:\n\n    git branch --set-upstream-to=<remote>/<branch> ${current}\n`,
      1,
    );
  }
  yield* fetch(session, given.flags.has('-q') ? ['-q', remote] : [remote]);
  const id = yield* repository.ref(`refs/remotes/${remote}/${branch}`);
  if (id === undefined) throw fatal(`couldn't find remote ref ${branch}`);
  const head = yield* repository.head();
  const hasGoneOn = head !== undefined && (yield* aheadOf(repository, head, id)) > 0 && (yield* aheadOf(repository, id, head)) > 0;
  const mode = yield* reconciling(repository, given.flags);
  if (hasGoneOn && mode === undefined) throw divergent();
  if (hasGoneOn && mode === 'ff-only') throw fatal('Not possible to fast-forward, aborting.');
  if (hasGoneOn && mode === 'rebase') return yield* rebase(session, [`${remote}/${branch}`]);
  const url = ((yield* repository.setting(`remote.${remote}.url`)) ?? remote).replace(/\.git$/, '');
  const into = current === undefined || current === 'main' || current === 'master' ? '' : ` into ${current}`;
  return yield* mergeCommit(session, repository, id, {
    label: id,
    message: `Merge branch '${branch}' of ${url}${into}`,
    isForward: mode === 'ff-only',
    makesCommit: given.flags.has('--no-ff'),
    isSquashed: false,
    stops: false,
    isQuiet: given.flags.has('-q'),
  });
}

/** How a pull brings two branches together that have both gone on; undefined when nobody has said. */
function* reconciling(repository: Repository, flags: ReadonlySet<string>): Task<'merge' | 'rebase' | 'ff-only' | undefined> {
  if (flags.has('--rebase')) return 'rebase';
  if (flags.has('--no-rebase')) return 'merge';
  if (flags.has('--ff-only')) return 'ff-only';
  const wanted = yield* repository.setting('pull.rebase');
  if (wanted !== undefined) return wanted === 'false' ? 'merge' : 'rebase';
  return (yield* repository.setting('pull.ff')) === 'only' ? 'ff-only' : undefined;
}

function divergent(): GitError {
  const advice = `You have divergent branches and need to specify how to reconcile them.
You can do so by running one of the following commands sometime before
your next pull:

  git config pull.rebase false  # merge
  git config pull.rebase true   # rebase
  git config pull.ff only       # fast-forward only

You can replace "git config" with "git config --global" to set a default
preference for all repositories. You can also pass --rebase, --no-rebase,
or --ff-only on the command line to override the configured default per
invocation.`;
  return new GitError(`${advice.replace(/^/gm, 'hint: ')}\nfatal: Need to specify how to reconcile divergent branches.`, 128);
}

function rejected(url: string): GitError {
  const why = `Updates were rejected because the remote contains work that you do
not have locally. This is usually caused by another repository pushing
to the same ref. You may want to first integrate the remote changes
(e.g., 'git pull ...') before pushing again.
See the 'Note about fast-forwards' in 'git push --help' for details.`;
  return new GitError(`error: failed to push some refs to '${url}'\n${why.replace(/^/gm, 'hint: ')}`, 1);
}
