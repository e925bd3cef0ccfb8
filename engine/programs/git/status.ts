import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import { changesBetween, type Change } from './changes.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { upstreamLines } from './upstream.js';
import { headFiles, readIndex, workFile, workPaths, type TreeFile, type TreeFiles } from './tree-files.js';

export interface Status {
  readonly staged: readonly Change[];
  readonly unstaged: readonly Change[];
  readonly untracked: readonly string[];
}

/** What differs between the last commit, the index and the working folder. */
export function* statusOf(repository: Repository): Task<Status> {
  const index = yield* readIndex(repository);
  const there = yield* workPaths(repository, new Set(index.keys()));
  return {
    staged: changesBetween(yield* headFiles(repository), index),
    unstaged: changesBetween(index, yield* knownWorkFiles(repository, index), false),
    untracked: foldersOf(
      there.filter(path => !index.has(path)),
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
  { staged, unstaged, untracked }: Status,
  withBranch: boolean,
): Task<string> {
  const lines = new Map<string, string>();
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
  return `${where}${upstream === '' ? '' : `${upstream}\n`}${first}${sections(session, repository, found, head === undefined)}${conclusion(found, head === undefined)}`;
}

/** What `git status` lists, and what an empty `git commit` says. */
function sections(session: Session, repository: Repository, { staged, unstaged, untracked }: Status, isFirst: boolean): string {
  const row = ({ kind, path, from }: Change): string =>
    `\t${`${kind}:`.padEnd(12)}${from === undefined ? '' : `${session.shown(repository, from)} -> `}${session.shown(repository, path)}\n`;
  const parts: string[] = [];
  if (staged.length > 0) {
    const undo = isFirst ? 'git rm --cached <file>...' : 'git restore --staged <file>...';
    parts.push(`Changes to be committed:\n  (use "${undo}" to unstage)\n${staged.map(row).join('')}\n`);
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

function conclusion({ staged, unstaged, untracked }: Status, isFirst: boolean): string {
  if (staged.length > 0) return '';
  if (unstaged.length > 0) return 'no changes added to commit (use "git add" and/or "git commit -a")\n';
  if (untracked.length > 0) return 'nothing added to commit but untracked files present (use "git add" to track)\n';
  return isFirst ? 'nothing to commit (create/copy files and use "git add" to track)\n' : 'nothing to commit, working tree clean\n';
}

/** What `git commit` prints when there is nothing to commit. */
export function* nothingToCommit(session: Session, repository: Repository): Task<string> {
  return yield* longStatus(session, repository, yield* statusOf(repository));
}
