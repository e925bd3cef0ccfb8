import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import { changesBetween, type Change } from './changes.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { upstreamLines } from './upstream.js';
import { operationOf, type Operation } from './operation.js';
import { headFiles, readIndex, readUnmerged, workFile, workPaths, type TreeFile, type TreeFiles, type Unmerged } from './tree-files.js';

export interface Status {
  readonly staged: readonly Change[];
  readonly unstaged: readonly Change[];
  readonly untracked: readonly string[];
  readonly unmerged: Unmerged;
}

/** What differs between the last commit, the index and the working folder. */
export function* statusOf(repository: Repository): Task<Status> {
  const index = yield* readIndex(repository);
  const unmerged = yield* readUnmerged(repository);
  const there = yield* workPaths(repository, new Set([...index.keys(), ...unmerged.keys()]));
  return {
    unmerged,
    staged: changesBetween(yield* headFiles(repository), index).filter(({ path }) => !unmerged.has(path)),
    unstaged: changesBetween(index, yield* knownWorkFiles(repository, index), false),
    untracked: foldersOf(
      there.filter(path => !index.has(path) && !unmerged.has(path)),
      index,
    ),
  };
}

/** The files of the working folder that the index knows. */
export function* knownWorkFiles(repository: Repository, index: TreeFiles): Task<TreeFiles> {
  const files = new Map<string, TreeFile>();
  for (const path of index.keys()) {
    const file = yield* workFile(repository, path);
    if (file) files.set(path, file);
  }
  return files;
}

/** A folder without any known file stands for all that is in it. */
function foldersOf(paths: readonly string[], index: TreeFiles): readonly string[] {
  const shown = paths.map(path => {
    const segments = path.split('/');
    for (let depth = 1; depth < segments.length; depth++) {
      const folder = `${segments.slice(0, depth).join('/')}/`;
      if (![...index.keys()].some(known => known.startsWith(folder))) return folder;
    }
    return path;
  });
  return [...new Set(shown)].sort();
}

/** `git status` */
export function* status(session: Session, words: readonly string[]): Task<number> {
  const { flags } = parseArguments('status', words, ['-s --short', '--porcelain', '-b --branch', '--long', '-u --untracked-files']);
  const repository = session.repository();
  const found = yield* statusOf(repository);
  const isShort = flags.has('-s') || flags.has('--porcelain');
  yield* session.print(
    isShort ? yield* shortStatus(session, repository, found, flags.has('-b')) : yield* longStatus(session, repository, found),
  );
  return 0;
}

const letters = { 'new file': 'A', modified: 'M', deleted: 'D', renamed: 'R', typechange: 'T' } as const;

function* shortStatus(
  session: Session,
  repository: Repository,
  { staged, unstaged, untracked, unmerged }: Status,
  withBranch: boolean,
): Task<string> {
  const lines = new Map<string, string>();
  for (const [path, sides] of unmerged) lines.set(path, `${conflictOf(sides).letters} ${session.shown(repository, path)}`);
  for (const { path, from, kind } of staged)
    lines.set(
      path,
      `${letters[kind]}  ${from === undefined ? '' : `${session.shown(repository, from)} -> `}${session.shown(repository, path)}`,
    );
  for (const { path, kind } of unstaged) {
    const known = lines.get(path);
    lines.set(
      path,
      known === undefined
        ? ` ${letters[kind]} ${session.shown(repository, path)}`
        : `${known.slice(0, 1)}${letters[kind]}${known.slice(2)}`,
    );
  }
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => `${line}\n`);
  const branch = yield* repository.branch();
  const isNew = (yield* repository.head()) === undefined;
  const head = withBranch ? `## ${isNew ? 'No commits yet on ' : ''}${branch ?? 'HEAD (no branch)'}\n` : '';
  return head + sorted.join('') + untracked.map(path => `?? ${shownPath(session, repository, path)}\n`).join('');
}

const shownPath = (session: Session, repository: Repository, path: string): string =>
  path.endsWith('/') ? `${session.shown(repository, path.slice(0, -1))}/` : session.shown(repository, path);

function* longStatus(session: Session, repository: Repository, found: Status): Task<string> {
  const branch = yield* repository.branch();
  const head = yield* repository.head();
  const where = branch === undefined ? `${yield* repository.detachedAt()}\n` : `On branch ${branch}\n`;
  const upstream = branch === undefined ? '' : yield* upstreamLines(repository, branch, head);
  const first = head === undefined ? '\nNo commits yet\n\n' : '';
  const operation = yield* operationOf(repository);
  const isRebase = operation?.kind === 'rebase';
  const begin = isRebase ? rebaseHead(operation) : where;
  const doing = operation === undefined ? '' : operationLines(operation, found.unmerged.size > 0);
  const isOwn = operation === undefined || isRebase;
  const shown = sections(session, repository, found, { isFirst: head === undefined, canUnstage: isOwn });
  return `${begin}${upstream === '' ? '' : `${upstream}\n`}${first}${doing}${shown}${conclusion(found, head === undefined)}`;
}

/** What is under way, and what can be done about it. */
function operationLines(operation: Operation, hasConflicts: boolean): string {
  const short = operation.kind === 'rebase' ? '' : operation.id.slice(0, 7);
  switch (operation.kind) {
    case 'merge':
      return hasConflicts
        ? 'You have unmerged paths.\n  (fix conflicts and run "git commit")\n  (use "git merge --abort" to abort the merge)\n\n'
        : 'All conflicts fixed but you are still merging.\n  (use "git commit" to conclude merge)\n\n';
    case 'cherry-pick':
    case 'revert': {
      const command = `git ${operation.kind}`;
      const what =
        operation.kind === 'revert' ? `You are currently reverting commit ${short}.` : `You are currently cherry-picking commit ${short}.`;
      const next = hasConflicts ? `(fix conflicts and run "${command} --continue")` : `(all conflicts fixed: run "${command} --continue")`;
      return `${what}\n  ${next}\n  (use "${command} --skip" to skip this patch)\n  (use "${command} --abort" to cancel the ${operation.kind} operation)\n\n`;
    }
    case 'rebase': {
      const next = hasConflicts
        ? '  (fix conflicts and then run "git rebase --continue")\n  (use "git rebase --skip" to skip this patch)\n  (use "git rebase --abort" to check out the original branch)\n'
        : '  (all conflicts fixed: run "git rebase --continue")\n';
      return `You are currently rebasing branch '${operation.branch}' on '${operation.onto.slice(0, 7)}'.\n${next}\n`;
    }
  }
}

function rebaseHead({ onto, done, todo }: Extract<Operation, { kind: 'rebase' }>): string {
  const commands = (count: number, word: string): string => `${String(count)} ${word}command${count === 1 ? '' : 's'}`;
  const line = (text: string): string => `   ${text.replace(/^(pick [0-9a-f]{7})[0-9a-f]*/, '$1')}\n`;
  const last = done.slice(-2).map(line).join('');
  const rest =
    todo.length === 0
      ? 'No commands remaining.\n'
      : `Next command${todo.length === 1 ? '' : 's'} to do (${commands(todo.length, 'remaining ')}):\n${todo.slice(0, 2).map(line).join('')}  (use "git rebase --edit-todo" to view and edit)\n`;
  const lastTitle = `Last command${done.length === 1 ? '' : 's'} done (${commands(done.length, '')} done):`;
  return `interactive rebase in progress; onto ${onto.slice(0, 7)}\n${lastTitle}\n${last}${rest}`;
}

/** How two sides disagree about a file. */
function conflictOf([base, ours, theirs]: readonly [unknown, unknown, unknown]): { readonly letters: string; readonly text: string } {
  if (!base)
    return ours && theirs
      ? { letters: 'AA', text: 'both added:' }
      : ours
        ? { letters: 'AU', text: 'added by us:' }
        : { letters: 'UA', text: 'added by them:' };
  if (ours && theirs) return { letters: 'UU', text: 'both modified:' };
  if (!ours && !theirs) return { letters: 'DD', text: 'both deleted:' };
  return ours ? { letters: 'UD', text: 'deleted by them:' } : { letters: 'DU', text: 'deleted by us:' };
}

/** What `git status` lists, and what an empty `git commit` says. */
function sections(
  session: Session,
  repository: Repository,
  { staged, unstaged, untracked, unmerged }: Status,
  { isFirst, canUnstage }: { readonly isFirst: boolean; readonly canUnstage: boolean },
): string {
  const row = ({ kind, path, from }: Change): string =>
    `\t${`${kind}:`.padEnd(12)}${from === undefined ? '' : `${session.shown(repository, from)} -> `}${session.shown(repository, path)}\n`;
  const parts: string[] = [];
  const undo = isFirst ? 'git rm --cached <file>...' : 'git restore --staged <file>...';
  const unstage = canUnstage ? `  (use "${undo}" to unstage)\n` : '';
  if (staged.length > 0) parts.push(`Changes to be committed:\n${unstage}${staged.map(row).join('')}\n`);
  if (unmerged.size > 0) {
    const hasGone = [...unmerged.values()].some(([, ours, theirs]) => !ours || !theirs);
    const mark = hasGone ? '"git add/rm <file>..." as appropriate to mark resolution' : '"git add <file>..." to mark resolution';
    const rows = [...unmerged].map(([path, sides]) => `\t${conflictOf(sides).text.padEnd(17)}${session.shown(repository, path)}\n`);
    parts.push(`Unmerged paths:\n${unstage}  (use ${mark})\n${rows.join('').replace(/^(\t.{15}:) +/gm, '$1 ')}\n`);
  }
  if (unstaged.length > 0) {
    const verb = unstaged.some(({ kind }) => kind === 'deleted') ? 'add/rm' : 'add';
    parts.push(
      `Changes not staged for commit:\n  (use "git ${verb} <file>..." to update what will be committed)\n  (use "git restore <file>..." to discard changes in working directory)\n${unstaged.map(row).join('')}\n`,
    );
  }
  if (untracked.length > 0) {
    const rows = untracked.map(path => `\t${shownPath(session, repository, path)}\n`).join('');
    parts.push(`Untracked files:\n  (use "git add <file>..." to include in what will be committed)\n${rows}\n`);
  }
  return parts.join('');
}

function conclusion({ staged, unstaged, untracked, unmerged }: Status, isFirst: boolean): string {
  if (staged.length > 0) return '';
  if (unstaged.length > 0 || unmerged.size > 0) return 'no changes added to commit (use "git add" and/or "git commit -a")\n';
  if (untracked.length > 0) return 'nothing added to commit but untracked files present (use "git add" to track)\n';
  return isFirst ? 'nothing to commit (create/copy files and use "git add" to track)\n' : 'nothing to commit, working tree clean\n';
}

/** What `git commit` prints when there is nothing to commit. */
export function* nothingToCommit(session: Session, repository: Repository): Task<string> {
  return yield* longStatus(session, repository, yield* statusOf(repository));
}
