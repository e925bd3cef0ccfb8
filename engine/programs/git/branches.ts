import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import { amountsOf, changesBetween, fromStore, modeSummary, statTable } from './changes.js';
import { readSettings, withSetting, writeSettings } from './config.js';
import { failed, fatal } from './git-error.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { isGoodName } from './ref-name.js';
import { replaceWork, restore } from './stage.js';
import { knownWorkFiles } from './status.js';
import { checkOut, filesOfTree, headFiles, readIndex, readUnmerged, workFile, writeIndex } from './tree-files.js';
import { aheadOf, upstreamLines } from './upstream.js';

/** `git branch` */
export function* branch(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('branch', words, [
    '-a --all',
    '-r --remotes',
    '-v --verbose',
    '-d --delete',
    '-D',
    '-m --move',
    '-M',
    '--show-current',
    '--list',
    '-f --force',
    '--merged',
    '--no-merged',
  ]);
  const repository = session.repository();
  const current = yield* repository.branch();
  const [name, target] = given.operands;
  if (given.flags.has('--show-current')) {
    if (current !== undefined) yield* session.print(`${current}\n`);
    return 0;
  }
  if (given.flags.has('-d') || given.flags.has('-D'))
    return yield* deleteBranches(session, repository, given.operands, given.flags.has('-D'));
  if (given.flags.has('-m') || given.flags.has('-M'))
    return yield* renameBranch(repository, target === undefined ? current : name, target ?? name ?? '');
  if (name === undefined) return yield* listBranches(session, repository, current, given.flags);
  yield* makeBranch(repository, name, target ?? 'HEAD', given.flags.has('-f'));
  return 0;
}

function* listBranches(session: Session, repository: Repository, current: string | undefined, flags: ReadonlySet<string>): Task<number> {
  const every = flags.has('-r') ? [] : repository.refs('refs/heads');
  const remote = flags.has('-a') || flags.has('-r') ? repository.refs('refs/remotes') : [];
  const head = yield* repository.head();
  const local: string[] = [];
  for (const name of every) {
    const id = yield* repository.ref(`refs/heads/${name}`);
    const isMerged = id !== undefined && head !== undefined && (yield* aheadOf(repository, id, head)) === 0;
    if (!(flags.has('--merged') && !isMerged) && !(flags.has('--no-merged') && isMerged)) local.push(name);
  }
  const rows: (readonly [string, string, string | undefined])[] = [];
  if (current === undefined && head !== undefined) rows.push(['*', `(${yield* repository.detachedAt()})`, head]);
  for (const name of local) rows.push([name === current ? '*' : ' ', name, yield* repository.ref(`refs/heads/${name}`)]);
  for (const name of remote) rows.push([' ', flags.has('-r') ? name : `remotes/${name}`, yield* repository.ref(`refs/remotes/${name}`)]);
  const lengths = rows.map(([, name]) => name.length);
  const width = largestOf(lengths, 0);
  for (const [mark, name, id] of rows) {
    if (!flags.has('-v') || id === undefined) yield* session.print(`${mark} ${name}\n`);
    else
      yield* session.print(
        `${mark} ${name.padEnd(width)} ${id.slice(0, 7)} ${(yield* repository.objects.commit(id)).message.split('\n')[0] ?? ''}\n`,
      );
  }
  return 0;
}

export function* makeBranch(repository: Repository, name: string, target: string, isForced: boolean): Task<void> {
  if (!isGoodName(name)) throw fatal(`'${name}' is not a valid branch name`);
  if (!isForced && (yield* repository.ref(`refs/heads/${name}`)) !== undefined) throw fatal(`a branch named '${name}' already exists`);
  const id = yield* repository.resolve(target);
  if (id === undefined) throw fatal(`not a valid object name: '${target === 'HEAD' ? ((yield* repository.branch()) ?? target) : target}'`);
  yield* repository.setRef(`refs/heads/${name}`, id);
}

function* deleteBranches(session: Session, repository: Repository, names: readonly string[], isForced: boolean): Task<number> {
  if (names.length === 0) throw fatal('branch name required');
  for (const name of names) {
    const id = yield* repository.ref(`refs/heads/${name}`);
    if (id === undefined) throw failed(`branch '${name}' not found.`);
    if (name === (yield* repository.branch()))
      throw failed(`Cannot delete branch '${name}' checked out at '${repository.workTree ?? repository.folder}'`);
    const head = yield* repository.head();
    if (!isForced && head !== undefined && (yield* aheadOf(repository, id, head)) > 0) {
      throw failed(`The branch '${name}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D ${name}'.`);
    }
    session.sys.unlink(`${repository.folder}/refs/heads/${name}`);
    yield* session.print(`Deleted branch ${name} (was ${id.slice(0, 7)}).\n`);
  }
  return 0;
}

function* renameBranch(repository: Repository, from: string | undefined, to: string): Task<number> {
  if (from === undefined || !isGoodName(to)) throw fatal(`'${to}' is not a valid branch name`);
  const id = yield* repository.ref(`refs/heads/${from}`);
  const isCurrent = from === (yield* repository.branch());
  if (id === undefined && !isCurrent) throw failed(`refname refs/heads/${from} not found`);
  if (id !== undefined) {
    repository.sys.unlink(`${repository.folder}/refs/heads/${from}`);
    yield* repository.setRef(`refs/heads/${to}`, id);
  }
  if (isCurrent) yield* repository.setHead({ ref: `refs/heads/${to}` });
  return 0;
}

/** `git switch` */
export function* switchTo(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('switch', words, ['-d --detach', '-q --quiet', '-f --force --discard-changes'], ['-c --create', '-C']);
  const made = given.values.get('-c')?.at(-1) ?? given.values.get('-C')?.at(-1);
  return yield* goTo(session, {
    made,
    isForcedName: given.values.has('-C'),
    target: given.operands[0],
    isDetached: given.flags.has('-d'),
    isForced: given.flags.has('-f'),
    isQuiet: given.flags.has('-q'),
    isSwitch: true,
  });
}

/** `git checkout` */
export function* checkout(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('checkout', words, ['-q --quiet', '-f --force', '--detach', '--ours', '--theirs'], ['-b', '-B']);
  const repository = session.repository();
  const [first, ...others] = given.operands;
  const made = given.values.get('-b')?.at(-1) ?? given.values.get('-B')?.at(-1);
  const isName =
    first !== undefined && ((yield* repository.resolve(first)) !== undefined || (yield* remoteOf(repository, first)) !== undefined);
  if (made === undefined && (given.paths !== undefined || others.length > 0 || (first !== undefined && !isName && first !== '-'))) {
    const paths = [...(isName ? others : given.operands), ...(given.paths ?? [])];
    if (given.flags.has('--ours') || given.flags.has('--theirs')) {
      yield* takeSide(session, repository, paths, given.flags.has('--ours') ? 1 : 2);
      if (!given.flags.has('-q'))
        yield* session.complain(`Updated ${String(paths.length)} path${paths.length === 1 ? '' : 's'} from the index\n`);
      return 0;
    }
    yield* restore(session, [...(isName ? ['--source', first, '--staged', '--worktree'] : []), '--', ...paths]);
    if (given.paths === undefined && !given.flags.has('-q'))
      yield* session.complain(`Updated ${String(paths.length)} path${paths.length === 1 ? '' : 's'} from the index\n`);
    return 0;
  }
  return yield* goTo(session, {
    made,
    isForcedName: given.values.has('-B'),
    target: first,
    isDetached: given.flags.has('--detach'),
    isForced: given.flags.has('-f'),
    isQuiet: given.flags.has('-q'),
    isSwitch: false,
  });
}

/** Puts one side of a conflict into the working folder. */
function* takeSide(session: Session, repository: Repository, paths: readonly string[], side: 1 | 2): Task<void> {
  const unmerged = yield* readUnmerged(repository);
  for (const name of paths) {
    const path = session.inRepository(repository, name);
    const sides = unmerged.get(path);
    const file = sides?.[side] ?? (sides ? undefined : (yield* readIndex(repository)).get(path));
    if (!file)
      throw failed(
        sides
          ? `path '${name}' does not have ${side === 1 ? 'our' : 'their'} version`
          : `pathspec '${name}' did not match any file(s) known to git`,
      );
    yield* checkOut(repository, path, file);
  }
}

interface Destination {
  readonly made: string | undefined;
  readonly isForcedName: boolean;
  readonly target: string | undefined;
  readonly isDetached: boolean;
  readonly isForced: boolean;
  readonly isSwitch: boolean;
  readonly isQuiet: boolean;
}

function* goTo(session: Session, wanted: Destination): Task<number> {
  const repository = session.repository();
  const current = yield* repository.branch();
  const head = yield* repository.head();
  if (wanted.made !== undefined && head === undefined && wanted.target === undefined) {
    yield* repository.setHead({ ref: `refs/heads/${wanted.made}` });
    if (!wanted.isQuiet) yield* session.complain(`Switched to a new branch '${wanted.made}'\n`);
    return 0;
  }
  if (wanted.made !== undefined) yield* makeBranch(repository, wanted.made, wanted.target ?? 'HEAD', wanted.isForcedName);
  const name = wanted.made ?? wanted.target;
  if (name === undefined) throw fatal('missing branch or commit argument');
  const remote =
    wanted.made === undefined && (yield* repository.ref(`refs/heads/${name}`)) === undefined
      ? yield* remoteOf(repository, name)
      : undefined;
  if (remote !== undefined) yield* track(repository, name, remote);
  const isBranch = (yield* repository.ref(`refs/heads/${name}`)) !== undefined && !wanted.isDetached;
  const id = yield* repository.resolve(isBranch ? `refs/heads/${name}` : name);
  if (id === undefined)
    throw wanted.isSwitch ? fatal(`invalid reference: ${name}`) : failed(`pathspec '${name}' did not match any file(s) known to git`);
  if (!isBranch && wanted.isSwitch && !wanted.isDetached) {
    throw fatal(
      `a branch is expected, got commit '${name}'\nhint: If you want to detach HEAD at the commit, try again with the --detach option.`,
    );
  }
  if (isBranch && name === current && wanted.made === undefined) {
    if (wanted.isQuiet) return 0;
    yield* session.complain(`Already on '${name}'\n`);
    yield* session.print(yield* upstreamLines(repository, name, id));
    return 0;
  }
  yield* moveWork(repository, id, wanted.isForced, 'checkout');
  if (current === undefined && head !== undefined && head !== id && !wanted.isQuiet) {
    yield* session.complain(
      `Previous HEAD position was ${head.slice(0, 7)} ${(yield* repository.objects.commit(head)).message.split('\n')[0] ?? ''}\n`,
    );
  }
  yield* repository.noteMove(current ?? head ?? '', name, head, id);
  yield* repository.setHead(isBranch ? { ref: `refs/heads/${name}` } : { id });
  if (!wanted.isQuiet) yield* tellWhere(session, repository, { name, id, isBranch, isNew: wanted.made !== undefined, remote });
  return 0;
}

function* tellWhere(
  session: Session,
  repository: Repository,
  {
    name,
    id,
    isBranch,
    isNew,
    remote,
  }: {
    readonly name: string;
    readonly id: string;
    readonly isBranch: boolean;
    readonly isNew: boolean;
    readonly remote: string | undefined;
  },
): Task<void> {
  const subject = (yield* repository.objects.commit(id)).message.split('\n')[0] ?? '';
  if (!isBranch) {
    yield* session.complain(
      `Note: switching to '${name}'.\n\nYou are in 'detached HEAD' state. You can look around, make experimental\nchanges and commit them, and you can discard any commits you make in this\nstate without impacting any branches by switching back to a branch.\n\nIf you want to create a new branch to retain commits you create, you may\ndo so (now or later) by using -c with the switch command. Example:\n\n  git switch -c <new-branch-name>\n\nOr undo this operation with:\n\n  git switch -\n\nTurn off this advice by setting config variable advice.detachedHead to false\n\nHEAD is now at ${id.slice(0, 7)} ${subject}\n`,
    );
    return;
  }
  yield* session.complain(`Switched to ${isNew || remote !== undefined ? 'a new ' : ''}branch '${name}'\n`);
  if (remote !== undefined) yield* session.print(`branch '${name}' set up to track '${remote}/${name}'.\n`);
  else if (!isNew) yield* session.print(yield* upstreamLines(repository, name, id));
}

/** The remote that has a branch of this name. */
function* remoteOf(repository: Repository, name: string): Task<string | undefined> {
  const found = repository.refs('refs/remotes').filter(ref => ref.slice(ref.indexOf('/') + 1) === name && !name.startsWith('HEAD'));
  return found.length === 1 ? found[0]?.slice(0, found[0].indexOf('/')) : undefined;
}

/** Makes a branch that follows one of a remote. */
export function* track(repository: Repository, name: string, remote: string): Task<void> {
  const id = yield* repository.ref(`refs/remotes/${remote}/${name}`);
  if (id !== undefined && (yield* repository.ref(`refs/heads/${name}`)) === undefined) yield* repository.setRef(`refs/heads/${name}`, id);
  const file = `${repository.folder}/config`;
  const settings = withSetting(yield* readSettings(repository.sys, file), `branch.${name}.remote`, remote);
  yield* writeSettings(repository.sys, file, withSetting(settings, `branch.${name}.merge`, `refs/heads/${name}`));
}

/** Index and working folder go to a commit; what somebody changed there and would be lost stops it. */
export function* moveWork(repository: Repository, id: string, isForced: boolean, verb: 'checkout' | 'merge'): Task<void> {
  const files = yield* filesOfTree(repository, (yield* repository.objects.commit(id)).tree);
  const index = yield* readIndex(repository);
  const head = yield* headFiles(repository);
  const kept = new Map(files);
  if (!isForced) {
    const work = yield* knownWorkFiles(repository, index);
    const changed = [...index.keys()].filter(
      path => index.get(path)?.id !== work.get(path)?.id || head.get(path)?.id !== index.get(path)?.id,
    );
    const lost = changed.filter(path => files.get(path)?.id !== head.get(path)?.id && files.get(path)?.id !== work.get(path)?.id);
    if (lost.length > 0) {
      const advice = `Please commit your changes or stash them before you ${verb === 'merge' ? 'merge' : 'switch branches'}.`;
      throw failed(
        `Your local changes to the following files would be overwritten by ${verb}:\n${lost.map(path => `\t${path}\n`).join('')}${advice}\nAborting`,
      );
    }
    for (const path of files.keys()) {
      if (index.has(path) || (yield* workFile(repository, path)) === undefined) continue;
      throw failed(
        `The following untracked working tree files would be overwritten by ${verb}:\n\t${path}\nPlease move or remove them before you ${verb === 'merge' ? 'merge' : 'switch branches'}.\nAborting`,
      );
    }
    for (const path of changed) {
      const own = index.get(path);
      if (own && files.get(path)?.id === head.get(path)?.id) kept.set(path, own);
    }
    const untouched = new Map([...kept].map(([path, file]) => [path, changed.includes(path) ? (work.get(path) ?? file) : file] as const));
    yield* replaceWork(repository, untouched);
  } else yield* replaceWork(repository, files);
  yield* writeIndex(repository, kept);
}

/** HEAD goes forward to a commit that comes after it. */
export function* fastForward(session: Session, repository: Repository, id: string, isQuiet = false): Task<number> {
  const head = yield* repository.head();
  if (head === undefined || (yield* aheadOf(repository, id, head)) === 0) {
    yield* session.print('Already up to date.\n');
    return 0;
  }
  const before = yield* headFiles(repository);
  if (!isQuiet) yield* session.print(`Updating ${head.slice(0, 7)}..${id.slice(0, 7)}\n`);
  yield* moveWork(repository, id, false, 'merge');
  yield* repository.moveHead(id);
  const changes = changesBetween(before, yield* headFiles(repository));
  if (isQuiet) return 0;
  yield* session.print(`Fast-forward\n${statTable(yield* amountsOf(changes, fromStore(repository)))}${modeSummary(changes)}`);
  return 0;
}
