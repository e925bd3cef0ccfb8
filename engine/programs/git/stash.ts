import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import { amountsOf, changesBetween, formatChange, fromStore, statTable } from './changes.js';
import { refuseUnmerged, writeCommit } from './commit.js';
import { fatal, GitError, notSimulated } from './git-error.js';
import { mergeFiles, putMerged } from './merge-trees.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { replaceWork } from './stage.js';
import { knownWorkFiles, nothingToCommit, statusOf } from './status.js';
import { readText, removeFile, writeFile } from './store.js';
import { checkOut, filesOfTree, readIndex, workBytes, workFile, workPaths, writeIndex, writeTreeOf, type TreeFile } from './tree-files.js';

/** What was put away, newest first. */
interface Stashed {
  readonly id: string;
  readonly title: string;
}

const LOG = 'logs/refs/stash';

/** `git stash` */
export function* stash(session: Session, words: readonly string[]): Task<number> {
  const [verb = 'push', ...rest] = words;
  const repository = session.repository();
  if (verb === 'push' || verb === 'save' || verb.startsWith('-'))
    return yield* push(session, repository, verb.startsWith('-') ? words : rest, verb);
  const given = parseArguments('stash', rest, ['-p --patch', '--stat', '-q --quiet', '--index']);
  if (given.flags.has('--index')) throw notSimulated('git stash --index');
  const all = yield* stashes(repository);
  switch (verb) {
    case 'list':
      yield* session.print(all.map(({ title }, index) => `stash@{${String(index)}}: ${title}\n`).join(''));
      return 0;
    case 'clear':
      yield* keep(repository, []);
      return 0;
    case 'show':
      return yield* show(session, repository, chosen(all, given.operands[0]).found, given.flags.has('-p'));
    case 'apply':
    case 'pop':
    case 'drop': {
      const { found, index } = chosen(all, given.operands[0]);
      const code = verb === 'drop' ? 0 : yield* apply(session, repository, found);
      if (code !== 0) yield* session.print('The stash entry is kept in case you need it again.\n');
      if (code !== 0 || verb === 'apply') return code;
      yield* keep(repository, all.toSpliced(index, 1));
      yield* session.print(`Dropped refs/stash@{${String(index)}} (${found.id})\n`);
      return 0;
    }
    case 'branch':
    case 'create':
    case 'store':
      throw notSimulated(`git stash ${verb}`);
    default:
      throw fatal(`subcommand wasn't specified; 'push' can't be assumed due to unexpected token '${verb}'`);
  }
}

function* stashes(repository: Repository): Task<readonly Stashed[]> {
  const lines = ((yield* readText(repository.sys, `${repository.folder}/${LOG}`)) ?? '').split('\n').filter(line => line !== '');
  return lines.map(line => ({ id: line.slice(41, 81), title: line.slice(line.indexOf('\t') + 1) })).reverse();
}

function* keep(repository: Repository, all: readonly Stashed[]): Task<void> {
  const [newest] = all;
  if (!newest) {
    for (const path of ['refs/stash', LOG]) removeFile(repository.sys, repository.folder, `${repository.folder}/${path}`);
    return;
  }
  const zero = '0'.repeat(40);
  const oldestFirst = all.toReversed();
  const lines = oldestFirst.map(({ id, title }, index) => `${oldestFirst[index - 1]?.id ?? zero} ${id} git <> 0 +0000\t${title}\n`);
  yield* writeFile(repository.sys, `${repository.folder}/${LOG}`, lines.join(''));
  yield* repository.setRef('refs/stash', newest.id);
}

function chosen(all: readonly Stashed[], name: string | undefined): { readonly found: Stashed; readonly index: number } {
  if (all.length === 0) throw new GitError('No stash entries found.', 1);
  const index = Number(/^(?:stash@\{)?(\d+)\}?$/.exec(name ?? '0')?.[1] ?? Number.NaN);
  const found = all[index];
  if (!found) throw new GitError(`error: ${name ?? ''} is not a valid reference`, 1);
  return { found, index };
}

function* push(session: Session, repository: Repository, words: readonly string[], verb: string): Task<number> {
  const given = parseArguments('stash', words, ['-u --include-untracked', '-q --quiet', '-k --keep-index'], ['-m --message']);
  if (given.operands.length > 0 && verb !== 'save') throw notSimulated('git stash push with paths');
  const message = given.values.get('-m')?.at(-1) ?? (verb === 'save' && given.operands.length > 0 ? given.operands.join(' ') : undefined);
  const headId = yield* repository.head();
  if (headId === undefined) throw new GitError('You do not have the initial commit yet', 1);
  yield* refuseUnmerged(session, repository, 'Stashing');
  const head = yield* repository.objects.commit(headId);
  const index = yield* readIndex(repository);
  const files = yield* filesOfTree(repository, head.tree);
  const { staged, unstaged } = yield* statusOf(repository);
  const others = given.flags.has('-u') ? (yield* workPaths(repository, new Set(index.keys()))).filter(path => !index.has(path)) : [];
  if (staged.length + unstaged.length + others.length === 0) {
    yield* session.print('No local changes to save\n');
    return 0;
  }
  const branch = (yield* repository.branch()) ?? '(no branch)';
  const where = `${branch}: ${headId.slice(0, 7)} ${head.message.split('\n')[0] ?? ''}`;
  const title = message === undefined ? `WIP on ${where}` : `On ${branch}: ${message}`;
  const parents = [headId, yield* save(session, repository, yield* writeTreeOf(repository, index), [headId], `index on ${where}\n`)];
  if (others.length > 0) {
    const tree = yield* writeTreeOf(repository, yield* stored(repository, others));
    parents.push(yield* save(session, repository, tree, [], `untracked files on ${where}\n`));
  }
  const work = yield* stored(repository, [...(yield* knownWorkFiles(repository, index)).keys()]);
  const id = yield* save(session, repository, yield* writeTreeOf(repository, work), parents, title);
  yield* keep(repository, [{ id, title }, ...(yield* stashes(repository))]);
  const left = given.flags.has('-k') ? index : files;
  yield* replaceWork(repository, left);
  yield* writeIndex(repository, left, new Map());
  for (const path of others) removeFile(repository.sys, repository.root, `${repository.root}/${path}`);
  if (!given.flags.has('-q')) yield* session.print(`Saved working directory and index state ${title}\n`);
  return 0;
}

/** Files of the working folder, kept in the store. */
function* stored(repository: Repository, paths: readonly string[]): Task<Map<string, TreeFile>> {
  const files = new Map<string, TreeFile>();
  for (const path of paths) {
    const file = yield* workFile(repository, path);
    if (!file) continue;
    yield* repository.objects.write('blob', (yield* workBytes(repository, path)) ?? new Uint8Array(0));
    files.set(path, file);
  }
  return files;
}

function* save(session: Session, repository: Repository, tree: string, parents: readonly string[], message: string): Task<string> {
  const author = yield* session.identity(repository, 'AUTHOR');
  return yield* writeCommit(repository, { tree, parents, author, committer: yield* session.identity(repository, 'COMMITTER'), message });
}

function* apply(session: Session, repository: Repository, { id }: Stashed): Task<number> {
  const commit = yield* repository.objects.commit(id);
  const [parent = '', , untracked] = commit.parents;
  const base = yield* filesOfTree(repository, (yield* repository.objects.commit(parent)).tree);
  const theirs = yield* filesOfTree(repository, commit.tree);
  yield* refuseUnmerged(session, repository, 'Applying');
  const index = yield* readIndex(repository);
  const merged = yield* mergeFiles(repository, base, index, theirs, ['Updated upstream', 'Stashed changes']);
  const work = yield* knownWorkFiles(repository, index);
  const lost = [...index.keys()].filter(
    path => merged.files.get(path)?.id !== index.get(path)?.id && work.get(path)?.id !== index.get(path)?.id,
  );
  if (lost.length > 0)
    throw new GitError(
      `error: Your local changes to the following files would be overwritten by merge:\n${lost.map(path => `\t${path}\n`).join('')}Please commit your changes or stash them before you merge.\nAborting`,
      1,
    );
  yield* putMerged(repository, merged);
  yield* session.print(merged.messages.join(''));
  if (merged.unmerged.size === 0) {
    // Only what is new stays in the index; the rest is a change of the working folder again.
    const kept = new Map([...index].filter(([path]) => merged.files.has(path) || theirs.has(path)));
    for (const [path, file] of merged.files) if (!base.has(path) && !index.has(path)) kept.set(path, file);
    yield* writeIndex(repository, kept, new Map());
  }
  if (untracked !== undefined)
    for (const [path, file] of yield* filesOfTree(repository, (yield* repository.objects.commit(untracked)).tree))
      yield* checkOut(repository, path, file);
  yield* session.print(yield* nothingToCommit(session, repository));
  return merged.unmerged.size === 0 ? 0 : 1;
}

function* show(session: Session, repository: Repository, { id }: Stashed, isPatch: boolean): Task<number> {
  const commit = yield* repository.objects.commit(id);
  const parent = yield* repository.objects.commit(commit.parents[0] ?? '');
  const changes = changesBetween(yield* filesOfTree(repository, parent.tree), yield* filesOfTree(repository, commit.tree));
  if (!isPatch) yield* session.print(statTable(yield* amountsOf(changes, fromStore(repository))));
  else for (const change of changes) yield* session.print(yield* formatChange(change, fromStore(repository)));
  return 0;
}
