import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import { commit as commitCommand, refuseUnmerged, tellCommit, writeCommit } from './commit.js';
import { fatal, GitError, notSimulated } from './git-error.js';
import { backToHead, refuseLoss } from './merge.js';
import { mergeTrees, putMerged } from './merge-trees.js';
import type { Commit } from './objects.js';
import { forgetOperation, operationOf } from './operation.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { nothingToCommit } from './status.js';
import { readText, writeFile } from './store.js';
import { headFiles, writeTreeOf } from './tree-files.js';
import { historyOf } from './upstream.js';

type Verb = 'cherry-pick' | 'revert';

/** `git cherry-pick` and `git revert` */
export function pick(verb: Verb) {
  return function* (session: Session, words: readonly string[]): Task<number> {
    const given = parseArguments(
      verb,
      words,
      ['--continue', '--abort', '--skip', '--quit', '-n --no-commit', '--no-edit', '-e --edit', '-x', '--allow-empty'],
      ['-m --mainline'],
    );
    const repository = session.repository();
    const operation = yield* operationOf(repository);
    for (const flag of ['--continue', '--abort', '--skip', '--quit'] as const) {
      if (!given.flags.has(flag)) continue;
      if (operation?.kind !== verb) throw new GitError(`error: no cherry-pick or revert in progress\nfatal: ${verb} failed`, 128);
      if (flag === '--continue') {
        const path = `${repository.folder}/MERGE_MSG`;
        const message = (yield* readText(session.sys, path)) ?? '';
        yield* writeFile(session.sys, path, message.replace(/^#.*\n/gm, ''));
        return yield* commitCommand(session, ['--no-edit']);
      }
      if (flag === '--quit') forgetOperation(repository);
      else yield* backToHead(repository);
      return 0;
    }
    yield* refuseUnmerged(session, repository, verb === 'revert' ? 'Reverting' : 'Cherry-picking');
    if (given.operands.length === 0) throw fatal(`usage: git ${verb} <commit>...`);
    const commits = yield* named(repository, given.operands);
    const mainline = given.values.get('-m')?.at(-1);
    for (const commit of commits) {
      const code = yield* pickOne(session, repository, commit, {
        verb,
        mainline: mainline === undefined ? undefined : Number(mainline),
        staysOpen: given.flags.has('-n'),
        tellsOrigin: given.flags.has('-x'),
      });
      if (code !== 0) return code;
    }
    return 0;
  };
}

/** Commits by their names; `a..b` is all that b has and a has not, oldest first. */
function* named(repository: Repository, names: readonly string[]): Task<readonly Commit[]> {
  const commits: Commit[] = [];
  for (const name of names) {
    const [, from, to] = /^(.*?)\.\.(.*)$/.exec(name) ?? [];
    if (from === undefined || to === undefined) {
      const id = yield* repository.resolve(name);
      if (id === undefined) throw fatal(`bad revision '${name}'`);
      commits.push(yield* repository.objects.commit(id));
      continue;
    }
    const known = new Set((yield* historyOf(repository, [(yield* repository.commitOf(from)).id])).map(({ id }) => id));
    const range = yield* historyOf(repository, [(yield* repository.commitOf(to === '' ? 'HEAD' : to)).id]);
    commits.push(...range.filter(({ id }) => !known.has(id)).reverse());
  }
  return commits;
}

interface PickOptions {
  readonly verb: Verb;
  readonly mainline: number | undefined;
  readonly staysOpen: boolean;
  readonly tellsOrigin: boolean;
}

function* pickOne(session: Session, repository: Repository, commit: Commit, options: PickOptions): Task<number> {
  const { verb, mainline, staysOpen } = options;
  const short = commit.id.slice(0, 7);
  const subject = commit.message.split('\n')[0] ?? '';
  if (commit.parents.length > 1 && mainline === undefined)
    throw new GitError(`error: commit ${commit.id} is a merge but no -m option was given.\nfatal: ${verb} failed`, 128);
  const parent = commit.parents[(mainline ?? 1) - 1];
  const head = (yield* repository.commitOf('HEAD')).id;
  if (verb === 'revert' && parent === undefined) throw notSimulated('reverting the first commit');
  const merged = yield* mergeTrees(
    repository,
    verb === 'revert'
      ? { base: commit.id, ours: head, theirs: parent ?? '', labels: ['HEAD', `parent of ${short} (${subject})`] }
      : { base: parent, ours: head, theirs: commit.id, labels: ['HEAD', `${short} (${subject})`] },
  );
  yield* refuseLoss(repository, yield* headFiles(repository), merged, verb);
  yield* putMerged(repository, merged);
  yield* session.print(merged.messages.join(''));
  const message = messageFor(commit, options);
  const mark = verb === 'revert' ? 'REVERT_HEAD' : 'CHERRY_PICK_HEAD';
  if (merged.unmerged.size > 0) {
    yield* writeFile(session.sys, `${repository.folder}/${mark}`, `${commit.id}\n`);
    yield* leaveMessage(repository, message, [...merged.unmerged.keys()]);
    yield* session.complain(
      `error: could not ${verb === 'revert' ? 'revert' : 'apply'} ${short}... ${subject}\nhint: After resolving the conflicts, mark them with\nhint: "git add/rm <pathspec>", then run\nhint: "git ${verb} --continue".\nhint: You can instead skip this commit with "git ${verb} --skip".\nhint: To abort and get back to the state before "git ${verb}",\nhint: run "git ${verb} --abort".\n`,
    );
    return 1;
  }
  if (staysOpen) return 0;
  const tree = yield* writeTreeOf(repository, merged.files);
  if (tree === (yield* repository.objects.commit(head)).tree) {
    yield* writeFile(session.sys, `${repository.folder}/${mark}`, `${commit.id}\n`);
    yield* session.print(yield* nothingToCommit(session, repository));
    yield* session.complain(
      `The previous cherry-pick is now empty, possibly due to conflict resolution.\nIf you wish to commit it anyway, use:\n\n    git commit --allow-empty\n\nOtherwise, please use 'git ${verb} --skip'\n`,
    );
    return 1;
  }
  const author = verb === 'revert' ? yield* session.identity(repository, 'AUTHOR') : commit.author;
  const id = yield* writeCommit(repository, {
    tree,
    parents: [head],
    author,
    committer: yield* session.identity(repository, 'COMMITTER'),
    message,
  });
  yield* repository.moveHead(id);
  yield* tellCommit(session, repository, id, true);
  return 0;
}

function* leaveMessage(repository: Repository, message: string, conflicts: readonly string[]): Task<void> {
  const paths = conflicts.map(path => `#\t${path}\n`).join('');
  yield* writeFile(repository.sys, `${repository.folder}/MERGE_MSG`, `${message}\n# Conflicts:\n${paths}`);
}

function messageFor({ id, message, parents }: Commit, { verb, tellsOrigin }: PickOptions): string {
  if (verb === 'cherry-pick') return tellsOrigin ? `${message.trimEnd()}\n\n(cherry picked from commit ${id})\n` : message;
  const subject = message.split('\n')[0] ?? '';
  const reverts =
    parents.length > 1 ? `This reverts commit ${id}, reversing\nchanges made to ${parents[0] ?? ''}.` : `This reverts commit ${id}.`;
  return `Revert "${subject}"\n\n${reverts}\n`;
}
