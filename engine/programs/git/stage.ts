import type { Task } from '../../core/task.js';
import { baseName } from '../files/paths.js';
import { parseArguments } from './arguments.js';
import { failed, fatal, GitError, notSimulated } from './git-error.js';
import { matchesGlob } from './ignore.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { forgetOperation } from './operation.js';
import { kindOf, makeFolders, removeFile, writeFile } from './store.js';
import {
  checkOut,
  filesOfTree,
  headFiles,
  readIndex,
  readUnmerged,
  workBytes,
  workFile,
  workPaths,
  writeIndex,
  type TreeFiles,
} from './tree-files.js';

/** Whether a path is what was named, or in a folder that was. */
export function isIn(path: string, named: string): boolean {
  return named === '' || path === named || path.startsWith(`${named}/`) || (/[*?]/.test(named) && matchesGlob(named, path));
}

/** `git add` */
export function* add(session: Session, words: readonly string[]): Task<number> {
  const {
    flags,
    operands,
    paths = [],
  } = parseArguments('add', words, ['-A --all --no-ignore-removal', '-u --update', '-f --force', '-v --verbose', '-n --dry-run']);
  if (flags.has('-n')) throw notSimulated('git add -n');
  const repository = session.repository();
  const named = [...operands, ...paths];
  if (named.length === 0 && !flags.has('-A') && !flags.has('-u')) {
    yield* session.complain(
      'Nothing specified, nothing added.\nhint: Maybe you wanted to say \'git add .\'?\nhint: Turn this message off by running\nhint: "git config advice.addEmptyPathspec false"\n',
    );
    return 0;
  }
  const wanted = named.length === 0 ? [''] : named.map(name => session.inRepository(repository, name));
  const index = yield* readIndex(repository);
  const tracked = new Set([...index.keys(), ...(yield* readUnmerged(repository)).keys()]);
  const there = yield* workPaths(repository, tracked);
  for (const [at, name] of wanted.entries()) {
    if (name === '' || [...there, ...tracked].some(path => isIn(path, name))) continue;
    if (kindOf(session.sys, `${repository.root}/${name}`) === undefined)
      throw fatal(`pathspec '${named[at] ?? name}' did not match any files`);
    if (kindOf(session.sys, `${repository.root}/${name}`) === 'directory' && session.sys.readdir(`${repository.root}/${name}`).length === 0)
      continue;
    if (!flags.has('-f'))
      throw new GitError(
        `The following paths are ignored by one of your .gitignore files:\n${named[at] ?? name}\nhint: Use -f if you really want to add them.\nhint: Turn this message off by running\nhint: "git config advice.addIgnoredFile false"`,
        1,
      );
  }
  const forced = flags.has('-f') ? wanted.filter(name => kindOf(session.sys, `${repository.root}/${name}`) === 'file') : [];
  const all = [...new Set([...there, ...tracked, ...forced])].sort();
  yield* stage(
    session,
    repository,
    index,
    all.filter(path => wanted.some(name => isIn(path, name)) && (!flags.has('-u') || tracked.has(path))),
    flags.has('-v'),
  );
  return 0;
}

function* stage(
  session: Session,
  repository: Repository,
  index: Map<string, { readonly mode: string; readonly id: string }>,
  paths: readonly string[],
  tells: boolean,
): Task<void> {
  const unmerged = new Map(yield* readUnmerged(repository));
  for (const path of paths) {
    const file = yield* workFile(repository, path);
    const known = index.get(path);
    if (file && known?.id === file.id && known.mode === file.mode) continue;
    if (file) {
      yield* repository.objects.write('blob', (yield* workBytes(repository, path)) ?? new Uint8Array(0));
      index.set(path, file);
    } else index.delete(path);
    unmerged.delete(path);
    if (tells) yield* session.print(`${file ? 'add' : 'remove'} '${path}'\n`);
  }
  yield* writeIndex(repository, index, unmerged);
}

/** Stages what changed in files that are known: `git commit -a`. */
export function* stageKnown(session: Session, repository: Repository): Task<void> {
  const index = yield* readIndex(repository);
  yield* stage(session, repository, index, [...index.keys(), ...(yield* readUnmerged(repository)).keys()], false);
}

/** `git rm` */
export function* remove(session: Session, words: readonly string[]): Task<number> {
  const { flags, operands, paths = [] } = parseArguments('rm', words, ['-r', '-f --force', '--cached', '-q --quiet']);
  const repository = session.repository();
  const index = yield* readIndex(repository);
  const unmerged = new Map(yield* readUnmerged(repository));
  const head = yield* headFiles(repository);
  const gone = new Set<string>();
  for (const name of [...operands, ...paths]) {
    const inside = session.inRepository(repository, name);
    const found = [...index.keys(), ...unmerged.keys()].filter(path => isIn(path, inside));
    if (found.length === 0) throw fatal(`pathspec '${name}' did not match any files`);
    if (!index.has(inside) && !unmerged.has(inside) && !flags.has('-r') && !/[*?]/.test(inside))
      throw fatal(`not removing '${name}' recursively without -r`);
    found.forEach(path => gone.add(path));
  }
  for (const path of gone) {
    const file = yield* workFile(repository, path);
    const staged = index.get(path);
    if (flags.has('-f') || flags.has('--cached') || !file || unmerged.has(path)) continue;
    if (file.id !== staged?.id)
      throw failed(`the following file has local modifications:\n    ${path}\n(use --cached to keep the file, or -f to force removal)`);
    if (head.get(path)?.id !== staged.id)
      throw failed(
        `the following file has changes staged in the index:\n    ${path}\n(use --cached to keep the file, or -f to force removal)`,
      );
  }
  for (const path of gone) {
    index.delete(path);
    unmerged.delete(path);
    if (!flags.has('--cached')) removeFile(session.sys, repository.root, `${repository.root}/${path}`);
    if (!flags.has('-q')) yield* session.print(`rm '${path}'\n`);
  }
  yield* writeIndex(repository, index, unmerged);
  return 0;
}

/** `git mv` */
export function* move(session: Session, words: readonly string[]): Task<number> {
  const { flags, operands } = parseArguments('mv', words, ['-f --force']);
  const [from = '', to = ''] = operands;
  if (operands.length !== 2) throw notSimulated('git mv with more than two names');
  const repository = session.repository();
  const index = yield* readIndex(repository);
  const [source, aim] = [session.inRepository(repository, from), session.inRepository(repository, to)];
  const target =
    kindOf(session.sys, `${repository.root}/${aim}`) === 'directory' ? `${aim}${aim === '' ? '' : '/'}${baseName(source)}` : aim;
  const moved = [...index].filter(([path]) => isIn(path, source));
  if (kindOf(session.sys, `${repository.root}/${source}`) === undefined) throw fatal(`bad source, source=${from}, destination=${to}`);
  if (moved.length === 0) throw fatal(`not under version control, source=${from}, destination=${to}`);
  if (kindOf(session.sys, `${repository.root}/${target}`) !== undefined && !flags.has('-f'))
    throw fatal(`destination exists, source=${from}, destination=${to}`);
  const full = `${repository.root}/${target}`;
  makeFolders(session.sys, full.slice(0, full.lastIndexOf('/')));
  session.sys.rename(`${repository.root}/${source}`, full);
  for (const [path, file] of moved) {
    index.delete(path);
    index.set(target + path.slice(source.length), file);
  }
  yield* writeIndex(repository, index);
  return 0;
}

/** `git restore`, and `git checkout -- FILE`. */
export function* restore(session: Session, words: readonly string[]): Task<number> {
  const { flags, values, operands, paths = [] } = parseArguments('restore', words, ['-S --staged', '-W --worktree'], ['-s --source']);
  const repository = session.repository();
  const index = yield* readIndex(repository);
  const source = values.get('-s')?.at(-1);
  const from: TreeFiles =
    source !== undefined
      ? yield* filesOfTree(repository, (yield* repository.commitOf(source)).tree)
      : flags.has('-S')
        ? yield* headFiles(repository)
        : index;
  const named = [...operands, ...paths];
  if (named.length === 0) throw fatal('you must specify path(s) to restore');
  const wanted = named.map(name => [name, session.inRepository(repository, name)] as const);
  for (const [name, inside] of wanted) {
    if (![...from.keys(), ...index.keys()].some(path => isIn(path, inside)))
      throw failed(`pathspec '${name}' did not match any file(s) known to git`);
  }
  const toWork = flags.has('-W') || !flags.has('-S');
  for (const path of new Set([...from.keys(), ...index.keys()])) {
    if (!wanted.some(([, inside]) => isIn(path, inside))) continue;
    const file = from.get(path);
    if (flags.has('-S')) {
      if (file) index.set(path, file);
      else index.delete(path);
    }
    if (toWork && file) yield* checkOut(repository, path, file);
  }
  yield* writeIndex(repository, index);
  return 0;
}

/** `git reset` */
export function* reset(session: Session, words: readonly string[]): Task<number> {
  const { flags, operands, paths } = parseArguments('reset', words, ['--soft', '--mixed', '--hard', '-q --quiet']);
  const repository = session.repository();
  const [first, ...others] = operands;
  const isCommit = first !== undefined && (yield* repository.resolve(first)) !== undefined;
  const named = [...(isCommit ? others : operands), ...(paths ?? [])];
  if (named.length > 0) {
    yield* restore(session, ['--staged', ...(isCommit ? ['--source', first] : []), '--', ...named]);
    yield* tellUnstaged(session, repository, flags.has('-q'));
    return 0;
  }
  if ((yield* repository.head()) === undefined && first === undefined) {
    yield* writeIndex(repository, new Map());
    return 0;
  }
  const commit = yield* repository.commitOf(first ?? 'HEAD');
  const files = yield* filesOfTree(repository, commit.tree);
  if (flags.has('--hard')) yield* replaceWork(repository, files);
  if (!flags.has('--soft')) yield* writeIndex(repository, files, new Map());
  if (!flags.has('--soft')) forgetOperation(repository);
  const was = yield* repository.head();
  if (was !== undefined) yield* writeFile(session.sys, `${repository.folder}/ORIG_HEAD`, `${was}\n`);
  yield* repository.moveHead(commit.id);
  if (flags.has('--hard') && !flags.has('-q'))
    yield* session.print(`HEAD is now at ${commit.id.slice(0, 7)} ${commit.message.split('\n')[0] ?? ''}\n`);
  else if (!flags.has('--soft')) yield* tellUnstaged(session, repository, flags.has('-q'));
  return 0;
}

function* tellUnstaged(session: Session, repository: Repository, isQuiet: boolean): Task<void> {
  if (isQuiet) return;
  const lines: string[] = [];
  for (const [path, { id }] of yield* readIndex(repository)) {
    const file = yield* workFile(repository, path);
    if (file?.id !== id) lines.push(`${file ? 'M' : 'D'}\t${session.shown(repository, path)}\n`);
  }
  if (lines.length > 0) yield* session.print(`Unstaged changes after reset:\n${lines.join('')}`);
}

/** The working folder gets these files instead of those that are known. */
export function* replaceWork(repository: Repository, files: TreeFiles): Task<void> {
  for (const path of [...(yield* readIndex(repository)).keys(), ...(yield* readUnmerged(repository)).keys()]) {
    if (!files.has(path)) removeFile(repository.sys, repository.root, `${repository.root}/${path}`);
  }
  for (const [path, file] of files) {
    const now = yield* workFile(repository, path);
    if (now?.id !== file.id || now.mode !== file.mode) yield* checkOut(repository, path, file);
  }
}
