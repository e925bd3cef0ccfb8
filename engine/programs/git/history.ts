import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { parseArguments } from './arguments.js';
import { amountsOf, changesBetween, formatChange, fromStore, statTable, summary, type Change, type Contents } from './changes.js';
import { formatDate } from './commit.js';
import { fatal, notSimulated } from './git-error.js';
import { mergeBase } from './merge-trees.js';
import type { Commit } from './objects.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { isIn } from './stage.js';
import { knownWorkFiles } from './status.js';
import { kindOf } from './store.js';
import { filesOfTree, headFiles, readIndex, readUnmerged, workBytes, type TreeFiles } from './tree-files.js';
import { commitsNamed, historyOf, secondsOf } from './upstream.js';

const logFlags = [
  '--oneline',
  '--all',
  '--graph',
  '--stat',
  '-p --patch',
  '--decorate',
  '--no-decorate',
  '--reverse',
  '--no-pager',
  '--name-only',
  '--name-status',
  '--merges',
  '--no-merges',
  '--first-parent',
  '--shortstat',
];

/** `git log` */
export function* log(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('log', words, logFlags, ['-n --max-count', '--format --pretty', '--author', '--grep']);
  const repository = session.repository();
  const head = yield* repository.head();
  const [named, ...paths] = given.operands;
  if (head === undefined && named === undefined)
    throw fatal(`your current branch '${(yield* repository.branch()) ?? ''}' does not have any commits yet`);
  const isRange = named !== undefined && /\.\./.test(named);
  const isCommit = named !== undefined && (isRange || (yield* repository.resolve(named)) !== undefined);
  if (named !== undefined && !isCommit && given.paths === undefined) yield* repository.commitOf(named);
  const names = [...(isCommit || named === undefined ? paths : given.operands), ...(given.paths ?? [])].map(path =>
    session.inRepository(repository, path),
  );
  const starts = given.flags.has('--all')
    ? yield* tips(repository)
    : [isCommit && !isRange ? ((yield* repository.resolve(named)) ?? '') : (head ?? '')];
  const all = isRange ? yield* commitsNamed(repository, [named]) : yield* historyOf(repository, starts);
  if (given.flags.has('--first-parent')) throw notSimulated('git log --first-parent');
  const hasKind = ({ parents }: Commit): boolean =>
    !(given.flags.has('--merges') && parents.length < 2) && !(given.flags.has('--no-merges') && parents.length > 1);
  const wanted: Commit[] = [];
  for (const commit of all)
    if (hasKind(commit) && (yield* touches(repository, commit, names)) && matches(commit, given.values)) wanted.push(commit);
  const shown = wanted.slice(0, Number(given.values.get('-n')?.at(-1) ?? Infinity));
  if (given.flags.has('--graph') && shown.some(({ parents }) => parents.length > 1)) throw notSimulated('git log --graph with merges');
  const names_ = given.flags.has('--no-decorate') ? new Map<string, readonly string[]>() : yield* decorations(repository);
  const isDecorated = given.flags.has('--decorate') || session.sys.isTerminal(1);
  const format = given.flags.has('--oneline') ? 'oneline' : given.values.get('--format')?.at(-1);
  const ordered = given.flags.has('--reverse') ? [...shown].reverse() : shown;
  for (const [at, commit] of ordered.entries()) {
    const entry =
      (at > 0 && format === undefined ? '\n' : '') +
      formatCommit(commit, format, isDecorated || format?.includes('%d') ? (names_.get(commit.id) ?? []) : []);
    const details = yield* detailsOf(repository, commit, given.flags, names);
    const text = entry + (details === '' ? '' : format === undefined ? `\n${details}` : details);
    yield* session.print(given.flags.has('--graph') ? graph(text, at === ordered.length - 1) : text);
  }
  return 0;
}

function graph(text: string, isLast: boolean): string {
  return text
    .replace(/^/gm, isLast ? '  ' : '| ')
    .replace(/^(\| | {2})\n?/, match => (match.endsWith('\n') ? '| \n* ' : '* '))
    .replace(/\n(\| | {2})$/, '\n');
}

function* tips(repository: Repository): Task<readonly string[]> {
  const ids: string[] = [];
  for (const below of ['refs/heads', 'refs/remotes', 'refs/tags']) {
    for (const name of repository.refs(below)) {
      const id = yield* repository.resolve(`${below}/${name}`);
      if (id !== undefined) ids.push((yield* repository.objects.commit(id)).id);
    }
  }
  return ids;
}

function matches({ author, message }: Commit, values: ReadonlyMap<string, readonly string[]>): boolean {
  return (
    (values.get('--author') ?? []).every(text => author.includes(text)) &&
    (values.get('--grep') ?? []).every(text => message.includes(text))
  );
}

function* touches(repository: Repository, commit: Commit, names: readonly string[]): Task<boolean> {
  if (names.length === 0) return true;
  return (yield* changesOf(repository, commit)).some(({ path, from }) =>
    names.some(name => isIn(path, name) || (from !== undefined && isIn(from, name))),
  );
}

/** What a commit changed. */
export function* changesOf(repository: Repository, { tree, parents }: Commit): Task<readonly Change[]> {
  const [parent] = parents;
  const before = yield* filesOfTree(repository, parent === undefined ? undefined : (yield* repository.objects.commit(parent)).tree);
  return changesBetween(before, yield* filesOfTree(repository, tree));
}

function* detailsOf(repository: Repository, commit: Commit, flags: ReadonlySet<string>, names: readonly string[]): Task<string> {
  const changes = (yield* changesOf(repository, commit)).filter(({ path }) => names.length === 0 || names.some(name => isIn(path, name)));
  return yield* formatChanges(changes, flags, fromStore(repository));
}

/** The names of commits: `HEAD -> main`, `tag: v1`, `origin/main`. */
function* decorations(repository: Repository): Task<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const put = (id: string | undefined, name: string): void => {
    if (id !== undefined) found.set(id, [...(found.get(id) ?? []), name]);
  };
  const branch = yield* repository.branch();
  put(yield* repository.head(), branch === undefined ? 'HEAD' : `HEAD -> ${branch}`);
  for (const name of [...repository.refs('refs/tags')].reverse()) put((yield* repository.commitOf(`refs/tags/${name}`)).id, `tag: ${name}`);
  for (const name of [...repository.refs('refs/remotes')].reverse()) put(yield* repository.ref(`refs/remotes/${name}`), name);
  for (const name of [...repository.refs('refs/heads')].reverse())
    if (name !== branch) put(yield* repository.ref(`refs/heads/${name}`), name);
  return found;
}

const personOf = (identity: string): string => identity.replace(/ \d+ [-+]\d{4}$/, '');
const subjectOf = (commit: Commit): string => commit.message.split('\n')[0] ?? '';

/** A commit as `git log` shows it. */
export function formatCommit(commit: Commit, format: string | undefined, names: readonly string[]): string {
  const decoration = names.length > 0 ? ` (${names.join(', ')})` : '';
  if (format === 'oneline') return `${commit.id.slice(0, 7)}${decoration} ${subjectOf(commit)}\n`;
  if (format !== undefined) return `${fill(commit, format.replace(/^t?format:/, ''), decoration)}\n`;
  const merge = commit.parents.length > 1 ? `Merge: ${commit.parents.map(id => id.slice(0, 7)).join(' ')}\n` : '';
  const body = commit.message.trimEnd().replace(/^/gm, '    ');
  return `commit ${commit.id}${decoration}\n${merge}Author: ${personOf(commit.author)}\nDate:   ${formatDate(commit.author)}\n\n${body}\n`;
}

function fill(commit: Commit, format: string, decoration: string): string {
  const [, name = '', mail = ''] = /^(.*) <(.*)>/.exec(commit.author) ?? [];
  const fields: Readonly<Record<string, string>> = {
    H: commit.id,
    h: commit.id.slice(0, 7),
    T: commit.tree,
    t: commit.tree.slice(0, 7),
    P: commit.parents.join(' '),
    p: commit.parents.map(id => id.slice(0, 7)).join(' '),
    an: name,
    ae: mail,
    ad: formatDate(commit.author),
    at: String(secondsOf(commit.author)),
    cn: name,
    cd: formatDate(commit.committer),
    s: subjectOf(commit),
    b: commit.message.split('\n').slice(2).join('\n'),
    B: commit.message,
    d: decoration,
    D: decoration.replace(/^ \(|\)$/g, ''),
    n: '\n',
    '%': '%',
  };
  return format.replace(/%([ac][a-z]|[A-Za-z%])/g, (all, key: string) => {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (value === undefined) throw notSimulated(`git log --format=${all}`);
    return value;
  });
}

/** Changes in the way that was asked for. */
function* formatChanges(changes: readonly Change[], flags: ReadonlySet<string>, contents: Contents): Task<string> {
  let text = '';
  const letter = { 'new file': 'A', modified: 'M', deleted: 'D', renamed: 'R100', typechange: 'T' } as const;
  if (flags.has('--stat')) text += statTable(yield* amountsOf(changes, contents));
  if (flags.has('--shortstat')) text += changes.length > 0 ? summary(yield* amountsOf(changes, contents)) : '';
  if (flags.has('--name-only')) text += changes.map(({ path }) => `${path}\n`).join('');
  if (flags.has('--name-status'))
    text += changes.map(({ kind, path, from }) => `${letter[kind]}\t${from === undefined ? '' : `${from}\t`}${path}\n`).join('');
  if (flags.has('-p')) for (const change of changes) text += yield* formatChange(change, contents);
  return text;
}

/** `git show` */
export function* show(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments(
    'show',
    words,
    ['--stat', '--oneline', '--name-only', '--name-status', '-q --quiet -s --no-patch', '-p --patch'],
    ['--format --pretty'],
  );
  const repository = session.repository();
  const [name = 'HEAD'] = given.operands;
  const file = /^([^:]*):(.*)$/.exec(name);
  if (file) {
    const files = yield* filesOfTree(repository, (yield* repository.commitOf(file[1] === '' ? 'HEAD' : (file[1] ?? ''))).tree);
    const found = files.get(file[2] ?? '');
    if (!found) throw fatal(`path '${file[2] ?? ''}' does not exist in '${file[1] ?? ''}'`);
    yield* session.print(decodeUtf8((yield* repository.objects.read(found.id)).body));
    return 0;
  }
  const commit = yield* repository.commitOf(name);
  yield* session.print(yield* tagHead(repository, name));
  const format = given.flags.has('--oneline') ? 'oneline' : given.values.get('--format')?.at(-1);
  const names = session.sys.isTerminal(1) ? ((yield* decorations(repository)).get(commit.id) ?? []) : [];
  const isPlain = !['--stat', '--name-only', '--name-status', '-q'].some(flag => given.flags.has(flag));
  const details = yield* detailsOf(repository, commit, isPlain ? new Set(['-p']) : given.flags, []);
  yield* session.print(formatCommit(commit, format, names) + (details === '' || format === 'oneline' ? details : `\n${details}`));
  return 0;
}

/** What an annotated tag says before its commit is shown. */
function* tagHead(repository: Repository, name: string): Task<string> {
  const id = yield* repository.resolve(name);
  const { type, body } = id === undefined ? { type: '', body: new Uint8Array(0) } : yield* repository.objects.read(id);
  if (type !== 'tag') return '';
  const text = decodeUtf8(body);
  const tagger = /^tagger (.*)$/m.exec(text)?.[1] ?? '';
  return `tag ${/^tag (.*)$/m.exec(text)?.[1] ?? name}\nTagger: ${personOf(tagger)}\nDate:   ${formatDate(tagger)}\n\n${text.slice(text.indexOf('\n\n') + 2)}\n`;
}

/** `git diff` */
export function* diff(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('diff', words, [
    '--staged --cached',
    '--stat',
    '--name-only',
    '--name-status',
    '-p --patch',
    '--quiet',
    '--exit-code',
    '--shortstat',
  ]);
  const repository = session.repository();
  if (given.operands.length === 0 && !given.flags.has('--staged') && (yield* readUnmerged(repository)).size > 0)
    throw notSimulated('git diff of files that are not merged (git diff HEAD is)');
  const commits: TreeFiles[] = [];
  const paths: string[] = [];
  const operands: string[] = [];
  for (const operand of given.operands) {
    const [, one, other] = /^(.*[^.])\.\.\.(.*)$/.exec(operand) ?? [];
    if (one === undefined || other === undefined) operands.push(operand);
    else {
      const to = (yield* repository.commitOf(other === '' ? 'HEAD' : other)).id;
      operands.push((yield* mergeBase(repository, (yield* repository.commitOf(one)).id, to)) ?? one, to);
    }
  }
  for (const word of operands.flatMap(operand =>
    /^[^./].*\.\.[^./]|^[^./]+\.\.$/.test(operand) ? operand.split('..').map(name => (name === '' ? 'HEAD' : name)) : [operand],
  )) {
    const id = paths.length === 0 ? yield* repository.resolve(word) : undefined;
    if (id === undefined) paths.push(yield* pathNamed(session, repository, word));
    else commits.push(yield* filesOfTree(repository, (yield* repository.objects.commit(id)).tree));
  }
  paths.push(...(given.paths ?? []).map(path => session.inRepository(repository, path)));
  const index = yield* readIndex(repository);
  const before = commits[0] ?? (given.flags.has('--staged') ? yield* headFiles(repository) : index);
  const after = commits[1] ?? (given.flags.has('--staged') ? index : yield* knownWorkFiles(repository, index));
  const changes = changesBetween(before, after).filter(({ path }) => paths.length === 0 || paths.some(name => isIn(path, name)));
  const isWork = commits[1] === undefined && !given.flags.has('--staged');
  const stored = fromStore(repository);
  const contents: Contents = function* (file, path, side) {
    return side === 'after' && isWork ? ((yield* workBytes(repository, path)) ?? new Uint8Array(0)) : yield* stored(file, path, side);
  };
  const isPlain = !['--stat', '--shortstat', '--name-only', '--name-status', '--quiet'].some(flag => given.flags.has(flag));
  yield* session.print(yield* formatChanges(changes, isPlain ? new Set(['-p']) : given.flags, contents));
  return changes.length > 0 && (given.flags.has('--exit-code') || given.flags.has('--quiet')) ? 1 : 0;
}

/** A word that names no commit must name something that is or was there. */
function* pathNamed(session: Session, repository: Repository, word: string): Task<string> {
  const path = session.inRepository(repository, word);
  if (kindOf(session.sys, `${repository.root}/${path}`) === undefined) yield* repository.commitOf(word);
  return path;
}
