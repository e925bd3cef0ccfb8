import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import { moveWork } from './branches.js';
import { refuseUnmerged, tellCommit, writeCommit } from './commit.js';
import { fatal, GitError, notSimulated } from './git-error.js';
import { backToHead } from './merge.js';
import { mergeBase, mergeTrees, putMerged } from './merge-trees.js';
import { forgetOperation, operationOf } from './operation.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { statusOf } from './status.js';
import { kindOf, readText, writeFile } from './store.js';
import { readIndex, writeTreeOf } from './tree-files.js';
import { historyOf, upstreamOf } from './upstream.js';

const CLEAR_LINE = `\r${' '.repeat(80)}\r`;

/** `git rebase`, without a list that is edited. */
export function* rebase(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('rebase', words, ['--continue', '--abort', '--skip', '-q --quiet', '--quit'], ['--onto']);
  const repository = session.repository();
  const operation = yield* operationOf(repository);
  for (const flag of ['--continue', '--abort', '--skip'] as const) {
    if (!given.flags.has(flag)) continue;
    if (operation?.kind !== 'rebase') throw fatal('No rebase in progress?');
    if (flag === '--abort') return yield* abort(repository);
    if (flag === '--skip') yield* backToHead(repository);
    else if (!(yield* concludeStep(session, repository))) return 1;
    return yield* goOn(session, repository);
  }
  if (operation?.kind === 'rebase')
    throw fatal(
      'It seems that there is already a rebase-merge directory, and\nI wonder if you are in the middle of another rebase.  If that is the\ncase, please try\n\tgit rebase (--continue | --abort | --skip)\nIf that is not the case, please\n\trm -fr ".git/rebase-merge"\nand run me again.  I am stopping in case you still have something\nvaluable there.\n',
    );
  yield* refuseUnmerged(session, repository, 'Rebasing');
  if (given.operands.length > 1) throw notSimulated('git rebase of another branch');
  const upstream = yield* repository.commitOf(given.operands[0] ?? (yield* followed(repository)));
  const onto = given.values.has('--onto') ? yield* repository.commitOf(given.values.get('--onto')?.at(-1) ?? '') : upstream;
  return yield* begin(session, repository, upstream.id, onto.id);
}

function* followed(repository: Repository): Task<string> {
  const branch = yield* repository.branch();
  const upstream = branch === undefined ? undefined : yield* upstreamOf(repository, branch);
  if (!upstream)
    throw new GitError(
      "There is no tracking information for the current branch.\nPlease specify which branch you want to rebase against.\nSee git-rebase(1) for details.\n\n    git rebase '<branch>'\n",
      1,
    );
  return `${upstream.remote}/${upstream.branch}`;
}

export function* begin(session: Session, repository: Repository, upstream: string, onto: string): Task<number> {
  const head = (yield* repository.commitOf('HEAD')).id;
  const branch = yield* repository.branch();
  const { staged, unstaged } = yield* statusOf(repository);
  if (unstaged.length > 0) throw new GitError('error: cannot rebase: You have unstaged changes.\nerror: Please commit or stash them.', 1);
  if (staged.length > 0)
    throw new GitError('error: cannot rebase: Your index contains uncommitted changes.\nerror: Please commit or stash them.', 1);
  const base = yield* mergeBase(repository, head, upstream);
  if (base === onto) {
    yield* session.print(`${branch === undefined ? 'HEAD' : `Current branch ${branch}`} is up to date.\n`);
    return 0;
  }
  const known = new Set((yield* historyOf(repository, [upstream])).map(({ id }) => id));
  const own = (yield* historyOf(repository, [head])).filter(({ id, parents }) => !known.has(id) && parents.length < 2).reverse();
  yield* moveWork(repository, onto, false, 'checkout');
  const state = `${repository.folder}/rebase-merge`;
  const files: Readonly<Record<string, string>> = {
    'head-name': branch === undefined ? 'detached HEAD' : `refs/heads/${branch}`,
    'orig-head': head,
    onto,
    done: '',
    end: String(own.length),
    'git-rebase-todo': own.map(({ id, message }) => `pick ${id} ${message.split('\n')[0] ?? ''}\n`).join(''),
  };
  for (const [name, text] of Object.entries(files))
    yield* writeFile(session.sys, `${state}/${name}`, name === 'done' || name === 'git-rebase-todo' ? text : `${text}\n`);
  yield* repository.setHead({ id: onto });
  yield* writeFile(session.sys, `${repository.folder}/ORIG_HEAD`, `${head}\n`);
  return yield* goOn(session, repository);
}

/** Takes over one commit after the other, until there is none left or one that needs the learner. */
function* goOn(session: Session, repository: Repository): Task<number> {
  const state = `${repository.folder}/rebase-merge`;
  for (;;) {
    const operation = yield* operationOf(repository);
    if (operation?.kind !== 'rebase') return 0;
    const [next, ...rest] = operation.todo;
    if (next === undefined) return yield* finish(session, repository, operation.branch);
    const end = ((yield* readText(session.sys, `${state}/end`)) ?? '').trim();
    yield* writeFile(session.sys, `${state}/done`, [...operation.done, next].map(line => `${line}\n`).join(''));
    yield* writeFile(session.sys, `${state}/git-rebase-todo`, rest.map(line => `${line}\n`).join(''));
    yield* session.complain(`Rebasing (${String(operation.done.length + 1)}/${end})\r`);
    if (!(yield* takeOver(session, repository, next.split(' ')[1] ?? ''))) return 1;
  }
}

function* takeOver(session: Session, repository: Repository, id: string): Task<boolean> {
  const commit = yield* repository.objects.commit(id);
  const head = (yield* repository.commitOf('HEAD')).id;
  const [parent] = commit.parents;
  if (parent === head) {
    yield* moveWork(repository, id, false, 'checkout');
    yield* repository.setHead({ id });
    return true;
  }
  const subject = commit.message.split('\n')[0] ?? '';
  const short = id.slice(0, 7);
  const merged = yield* mergeTrees(repository, { base: parent, ours: head, theirs: id, labels: ['HEAD', `${short} (${subject})`] });
  yield* putMerged(repository, merged);
  if (merged.unmerged.size > 0) {
    yield* session.print(merged.messages.join(''));
    yield* writeFile(session.sys, `${repository.folder}/rebase-merge/stopped-sha`, `${id}\n`);
    yield* writeFile(session.sys, `${repository.folder}/rebase-merge/message`, commit.message);
    yield* session.complain(
      `error: could not apply ${short}... ${subject}\nhint: Resolve all conflicts manually, mark them as resolved with\nhint: "git add/rm <conflicted_files>", then run "git rebase --continue".\nhint: You can instead skip this commit: run "git rebase --skip".\nhint: To abort and get back to the state before "git rebase", run "git rebase --abort".\nCould not apply ${short}... ${subject}\n`,
    );
    return false;
  }
  const tree = yield* writeTreeOf(repository, merged.files);
  if (tree === (yield* repository.objects.commit(head)).tree) {
    yield* session.complain(`dropping ${id} ${subject} -- patch contents already upstream\n`);
    return true;
  }
  yield* repository.setHead({ id: yield* copy(session, repository, id, tree, head) });
  return true;
}

function* copy(session: Session, repository: Repository, id: string, tree: string, parent: string): Task<string> {
  const { author, message } = yield* repository.objects.commit(id);
  return yield* writeCommit(repository, {
    tree,
    parents: [parent],
    author,
    committer: yield* session.identity(repository, 'COMMITTER'),
    message,
  });
}

/** Makes the commit of a step whose conflicts were settled; false when some are left. */
function* concludeStep(session: Session, repository: Repository): Task<boolean> {
  const { unmerged } = yield* statusOf(repository);
  if (unmerged.size > 0) {
    yield* session.print([...unmerged.keys()].map(path => `${path}: needs merge\n`).join(''));
    yield* session.print('You must edit all merge conflicts and then\nmark them as resolved using git add\n');
    return false;
  }
  const id = (yield* readText(session.sys, `${repository.folder}/rebase-merge/stopped-sha`))?.trim();
  const head = yield* repository.commitOf('HEAD');
  const tree = yield* writeTreeOf(repository, yield* readIndex(repository));
  if (id === undefined || tree === head.tree) return true;
  const made = yield* copy(session, repository, id, tree, head.id);
  yield* repository.setHead({ id: made });
  yield* tellCommit(session, repository, made, false);
  return true;
}

function* finish(session: Session, repository: Repository, branch: string): Task<number> {
  const head = (yield* repository.commitOf('HEAD')).id;
  const isBranch = branch !== 'detached HEAD';
  if (isBranch) {
    yield* repository.setRef(`refs/heads/${branch}`, head);
    yield* repository.setHead({ ref: `refs/heads/${branch}` });
  }
  forgetRebase(repository);
  yield* session.complain(`${CLEAR_LINE}Successfully rebased and updated ${isBranch ? `refs/heads/${branch}` : 'detached HEAD'}.\n`);
  return 0;
}

function* abort(repository: Repository): Task<number> {
  const state = `${repository.folder}/rebase-merge`;
  const original = ((yield* readText(repository.sys, `${state}/orig-head`)) ?? '').trim();
  const ref = ((yield* readText(repository.sys, `${state}/head-name`)) ?? '').trim();
  yield* repository.setHead(ref.startsWith('refs/') ? { ref } : { id: original });
  if (ref.startsWith('refs/')) yield* repository.setRef(ref, original);
  yield* backToHead(repository);
  forgetRebase(repository);
  return 0;
}

function forgetRebase(repository: Repository): void {
  const state = `${repository.folder}/rebase-merge`;
  if (kindOf(repository.sys, state) !== 'directory') return;
  for (const { name } of repository.sys.readdir(state)) repository.sys.unlink(`${state}/${name}`);
  repository.sys.rmdir(state);
  forgetOperation(repository);
}
