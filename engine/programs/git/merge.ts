import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import { fastForward } from './branches.js';
import { amountsOf, changesBetween, fromStore, modeSummary, statTable } from './changes.js';
import { refuseUnmerged, writeCommit } from './commit.js';
import { failed, fatal, GitError, notSimulated } from './git-error.js';
import { mergeBase, mergeTrees, putMerged, type MergedTrees } from './merge-trees.js';
import { forgetOperation, operationOf } from './operation.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { replaceWork } from './stage.js';
import { knownWorkFiles } from './status.js';
import { writeFile } from './store.js';
import { filesOfTree, headFiles, readIndex, writeIndex, writeTreeOf, type TreeFiles } from './tree-files.js';
import { aheadOf, upstreamOf } from './upstream.js';

/** `git merge` */
export function* merge(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments(
    'merge',
    words,
    [
      '--ff-only',
      '--ff',
      '--no-ff',
      '--no-edit',
      '--edit',
      '--no-commit',
      '--squash',
      '--abort',
      '--continue',
      '-q --quiet',
      '--no-stat',
      '--stat',
    ],
    ['-m --message'],
  );
  const repository = session.repository();
  if (given.flags.has('--abort')) return yield* abort(repository);
  if (given.flags.has('--continue')) throw notSimulated('git merge --continue (git commit does the same)');
  yield* refuseUnmerged(session, repository, 'Merging');
  if ((yield* operationOf(repository))?.kind === 'merge')
    throw fatal('You have not concluded your merge (MERGE_HEAD exists).\nPlease, commit your changes before you merge.');
  const [name, ...others] = given.operands;
  if (others.length > 0) throw notSimulated('git merge with more than one branch');
  const wanted = name ?? (yield* upstreamName(repository));
  const id = yield* repository.resolve(wanted);
  if (id === undefined) throw new GitError(`merge: ${wanted} - not something we can merge`, 1);
  const commit = (yield* repository.objects.commit(id)).id;
  return yield* mergeCommit(session, repository, commit, {
    label: wanted,
    message: given.values.get('-m')?.join('\n\n'),
    isForward: given.flags.has('--ff-only'),
    makesCommit: given.flags.has('--no-ff'),
    isSquashed: given.flags.has('--squash'),
    stops: given.flags.has('--no-commit'),
    isQuiet: given.flags.has('-q'),
  });
}

function* upstreamName(repository: Repository): Task<string> {
  const branch = yield* repository.branch();
  const upstream = branch === undefined ? undefined : yield* upstreamOf(repository, branch);
  if (!upstream) throw fatal('No remote for the current branch.');
  return `${upstream.remote}/${upstream.branch}`;
}

export interface MergeOptions {
  /** How the other side is called. */
  readonly label: string;
  readonly message: string | undefined;
  /** Only going forward will do. */
  readonly isForward: boolean;
  /** A commit is made even where going forward would do. */
  readonly makesCommit: boolean;
  readonly isSquashed: boolean;
  readonly stops: boolean;
  readonly isQuiet: boolean;
}

/** Brings a commit into the branch of HEAD. */
export function* mergeCommit(session: Session, repository: Repository, id: string, options: MergeOptions): Task<number> {
  const head = yield* repository.head();
  if (head === undefined || (yield* aheadOf(repository, id, head)) === 0) {
    yield* session.print('Already up to date.\n');
    return 0;
  }
  const isBehind = (yield* aheadOf(repository, head, id)) === 0;
  if (isBehind && !options.makesCommit && !options.isSquashed) return yield* fastForward(session, repository, id, options.isQuiet);
  if (options.isForward) throw fatal('Not possible to fast-forward, aborting.');
  const before = yield* headFiles(repository);
  const base = yield* mergeBase(repository, head, id);
  if (base === undefined) throw fatal('refusing to merge unrelated histories');
  const merged = yield* mergeTrees(repository, { base, ours: head, theirs: id, labels: ['HEAD', options.label] });
  yield* refuseLoss(repository, before, merged, 'merge');
  yield* putMerged(repository, merged);
  const message = options.message ?? (yield* usualMessage(repository, options.label));
  if (!options.isQuiet) yield* session.print(merged.messages.join(''));
  if (options.isSquashed) yield* session.print('Squash commit -- not updating HEAD\n');
  else yield* writeFile(session.sys, `${repository.folder}/MERGE_HEAD`, `${id}\n`);
  if (merged.unmerged.size > 0) {
    const paths = [...merged.unmerged.keys()].map(path => `#\t${path}\n`).join('');
    yield* writeFile(session.sys, `${repository.folder}/MERGE_MSG`, `${message}\n\n# Conflicts:\n${paths}`);
    yield* session.print('Automatic merge failed; fix conflicts and then commit the result.\n');
    return 1;
  }
  if (options.isSquashed || options.stops) {
    yield* writeFile(session.sys, `${repository.folder}/${options.isSquashed ? 'SQUASH_MSG' : 'MERGE_MSG'}`, `${message}\n`);
    yield* session.complain('Automatic merge went well; stopped before committing as requested\n');
    return 0;
  }
  return yield* conclude(session, repository, { head, id, before, merged, message, isQuiet: options.isQuiet });
}

interface Conclusion {
  readonly head: string;
  readonly id: string;
  readonly before: TreeFiles;
  readonly merged: MergedTrees;
  readonly message: string;
  readonly isQuiet: boolean;
}

function* conclude(session: Session, repository: Repository, { head, id, before, merged, message, isQuiet }: Conclusion): Task<number> {
  const commit = yield* writeCommit(repository, {
    tree: yield* writeTreeOf(repository, merged.files),
    parents: [head, id],
    author: yield* session.identity(repository, 'AUTHOR'),
    committer: yield* session.identity(repository, 'COMMITTER'),
    message: `${message}\n`,
  });
  yield* repository.moveHead(commit);
  forgetOperation(repository);
  if (isQuiet) return 0;
  const changes = changesBetween(before, merged.files);
  yield* session.print(
    `Merge made by the 'ort' strategy.\n${statTable(yield* amountsOf(changes, fromStore(repository)))}${modeSummary(changes)}`,
  );
  return 0;
}

/** `Merge branch 'x'`, and into which one when that is not the main one. */
function* usualMessage(repository: Repository, label: string): Task<string> {
  const branch = yield* repository.branch();
  const into = branch === undefined ? ' into HEAD' : branch === 'main' || branch === 'master' ? '' : ` into ${branch}`;
  const kind =
    (yield* repository.ref(`refs/heads/${label}`)) !== undefined
      ? 'branch'
      : (yield* repository.ref(`refs/tags/${label}`)) !== undefined
        ? 'tag'
        : (yield* repository.ref(`refs/remotes/${label}`)) !== undefined
          ? 'remote-tracking branch'
          : 'commit';
  return `Merge ${kind} '${label}'${into}`;
}

/** What somebody changed and did not commit must not be lost. */
export function* refuseLoss(repository: Repository, before: TreeFiles, merged: MergedTrees, verb: string): Task<void> {
  const index = yield* readIndex(repository);
  const work = yield* knownWorkFiles(repository, index);
  const touched = (path: string): boolean => (merged.files.get(path) ?? merged.work.get(path))?.id !== before.get(path)?.id;
  const lost = [...index.keys()].filter(
    path => touched(path) && (work.get(path)?.id !== index.get(path)?.id || index.get(path)?.id !== before.get(path)?.id),
  );
  if (lost.length > 0)
    throw failed(
      `Your local changes to the following files would be overwritten by ${verb}:\n${lost.map(path => `\t${path}\n`).join('')}Please commit your changes or stash them before you ${verb}.\nAborting`,
    );
}

function* abort(repository: Repository): Task<number> {
  if ((yield* operationOf(repository))?.kind !== 'merge') throw fatal('There is no merge to abort (MERGE_HEAD missing).');
  yield* backToHead(repository);
  return 0;
}

/** Index and working folder as the last commit has them. */
export function* backToHead(repository: Repository): Task<void> {
  const head = yield* repository.commitOf('HEAD');
  const files = yield* filesOfTree(repository, head.tree);
  yield* replaceWork(repository, files);
  yield* writeIndex(repository, files, new Map());
  forgetOperation(repository);
}
