import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { readAll } from '../input.js';
import { parseArguments } from './arguments.js';
import { fatal, GitError, notSimulated } from './git-error.js';
import { mergeBase } from './merge-trees.js';
import { idOf } from './objects.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { isIn } from './stage.js';
import { readBytes } from './store.js';
import { filesOfTree } from './tree-files.js';
import { commitsNamed, historyOf } from './upstream.js';

/** The object that a name means: also a tree or a file, `HEAD:path`. */
function* objectNamed(repository: Repository, name: string): Task<string> {
  const [, commit, path] = /^([^:]*):(.*)$/.exec(name) ?? [];
  if (commit !== undefined && path !== undefined) {
    const { tree } = yield* repository.commitOf(commit === '' ? 'HEAD' : commit);
    const found = path === '' ? tree : (yield* filesOfTree(repository, tree)).get(path)?.id;
    if (found === undefined) throw fatal(`path '${path}' does not exist in '${commit}'`);
    return found;
  }
  const isTree = name.endsWith('^{tree}');
  const id = yield* repository.resolve(isTree ? name.slice(0, -'^{tree}'.length) : name);
  if (id === undefined) throw fatal(`Not a valid object name ${name}`);
  return isTree ? (yield* repository.objects.commit(id)).tree : id;
}

/** `git cat-file -t|-s|-p OBJECT` */
export function* catFile(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('cat-file', words, ['-t', '-s', '-p', '-e']);
  const repository = session.repository();
  const id = yield* objectNamed(repository, given.operands.at(-1) ?? '');
  const { type, body } = yield* repository.objects.read(id);
  if (given.flags.has('-t')) yield* session.print(`${type}\n`);
  else if (given.flags.has('-s')) yield* session.print(`${String(body.length)}\n`);
  else if (given.flags.has('-e')) return 0;
  else if (type !== 'tree') yield* session.print(decodeUtf8(body));
  else yield* session.print(yield* treeLines(repository, id));
  return 0;
}

function* treeLines(repository: Repository, tree: string, prefix = ''): Task<string> {
  const entries = yield* repository.objects.tree(tree);
  return entries
    .map(({ mode, name, id }) => `${mode.padStart(6, '0')} ${mode === '40000' ? 'tree' : 'blob'} ${id}\t${prefix}${name}\n`)
    .join('');
}

/** `git ls-tree [-r] [--name-only] COMMIT [PATH…]` */
export function* lsTree(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('ls-tree', words, ['-r', '--name-only', '--name-status']);
  const repository = session.repository();
  const [name = 'HEAD', ...paths] = given.operands;
  const { tree } = yield* repository.commitOf(name);
  const lines = given.flags.has('-r')
    ? [...(yield* filesOfTree(repository, tree))].map(([path, { mode, id }]) => `${mode} blob ${id}\t${path}\n`)
    : ((yield* treeLines(repository, tree)).match(/.*\n/g) ?? []);
  const shown = lines.filter(line => paths.length === 0 || paths.some(path => isIn(line.slice(line.indexOf('\t') + 1).trimEnd(), path)));
  yield* session.print(shown.map(line => (given.flags.has('--name-only') ? line.slice(line.indexOf('\t') + 1) : line)).join(''));
  return 0;
}

/** `git hash-object [-w] [--stdin] [FILE…]` */
export function* hashObject(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('hash-object', words, ['-w', '--stdin']);
  const contents: Uint8Array[] = given.flags.has('--stdin') ? [yield* readAll(session.sys, 0)] : [];
  for (const name of given.operands) {
    const bytes = yield* readBytes(session.sys, name.startsWith('/') ? name : `${session.folder}/${name}`);
    if (!bytes) throw fatal(`could not open '${name}' for reading: No such file or directory`);
    contents.push(bytes);
  }
  for (const bytes of contents) {
    if (given.flags.has('-w')) yield* session.repository().objects.write('blob', bytes);
    yield* session.print(`${idOf('blob', bytes)}\n`);
  }
  return 0;
}

/** `git merge-base A B` */
export function* mergeBaseCommand(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('merge-base', words, ['--is-ancestor']);
  const repository = session.repository();
  const [one, other] = [yield* repository.commitOf(given.operands[0] ?? ''), yield* repository.commitOf(given.operands[1] ?? '')];
  const base = yield* mergeBase(repository, one.id, other.id);
  if (given.flags.has('--is-ancestor')) return base === one.id ? 0 : 1;
  if (base !== undefined) yield* session.print(`${base}\n`);
  return base === undefined ? 1 : 0;
}

/** `git rev-list [--count] [--all] COMMIT…` */
export function* revList(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('rev-list', words, ['--count'], ['-n --max-count']);
  const repository = session.repository();
  if (given.operands.length === 0) throw fatal('usage: git rev-list [<options>] <commit>...');
  const found = (yield* commitsNamed(repository, given.operands)).slice(0, Number(given.values.get('-n')?.at(-1) ?? Infinity));
  yield* session.print(given.flags.has('--count') ? `${String(found.length)}\n` : found.map(({ id }) => `${id}\n`).join(''));
  return 0;
}

/** `git shortlog [-s] [-n] [COMMIT…]` */
export function* shortlog(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('shortlog', words, ['-s --summary', '-n --numbered', '-e --email']);
  // Without a terminal the log is read from standard input, as git does it.
  if (given.operands.length === 0 && !session.sys.isTerminal(0)) return 0;
  const repository = session.repository();
  const people = new Map<string, string[]>();
  const commits = yield* commitsNamed(repository, given.operands.length > 0 ? given.operands : ['HEAD']);
  for (const { author, message } of [...commits].reverse()) {
    const [, name = '', mail = ''] = /^(.*) (<.*>)/.exec(author) ?? [];
    const key = given.flags.has('-e') ? `${name} ${mail}` : name;
    people.set(key, [...(people.get(key) ?? []), message.split('\n')[0] ?? '']);
  }
  const byName = [...people].sort(([a], [b]) => (a < b ? -1 : 1));
  const sorted = given.flags.has('-n') ? byName.sort(([, a], [, b]) => b.length - a.length) : byName;
  for (const [name, subjects] of sorted)
    yield* session.print(
      given.flags.has('-s')
        ? `${String(subjects.length).padStart(6)}\t${name}\n`
        : `${name} (${String(subjects.length)}):\n${subjects.map(subject => `      ${subject}\n`).join('')}\n`,
    );
  return 0;
}

/** `git describe [--tags] [--always] [COMMIT]`: the newest tag before a commit, and how far it has gone on since. */
export function* describe(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('describe', words, ['--tags', '--always', '--all', '--long'], ['--abbrev']);
  if (given.flags.has('--all') || given.flags.has('--long')) throw notSimulated('git describe --all, --long');
  const repository = session.repository();
  const start = yield* repository.commitOf(given.operands[0] ?? 'HEAD');
  const tags = new Map<string, string>();
  for (const name of repository.refs('refs/tags')) {
    const id = (yield* repository.ref(`refs/tags/${name}`)) ?? '';
    const isAnnotated = (yield* repository.objects.read(id)).type === 'tag';
    if (isAnnotated || given.flags.has('--tags')) tags.set((yield* repository.objects.commit(id)).id, name);
  }
  const history = yield* historyOf(repository, [start.id]);
  const found = history.find(({ id }) => tags.has(id));
  if (!found && given.flags.has('--always')) {
    yield* session.print(`${start.id.slice(0, 7)}\n`);
    return 0;
  }
  if (!found)
    throw new GitError(
      tags.size === 0
        ? 'fatal: No names found, cannot describe anything.'
        : `fatal: No tags can describe '${start.id}'.\nTry --always, or create some tags.`,
      128,
    );
  const behind = new Set((yield* historyOf(repository, [found.id])).map(({ id }) => id));
  const count = history.filter(({ id }) => !behind.has(id)).length;
  const tag = tags.get(found.id) ?? '';
  yield* session.print(count === 0 ? `${tag}\n` : `${tag}-${String(count)}-g${start.id.slice(0, 7)}\n`);
  return 0;
}
