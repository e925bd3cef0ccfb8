import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { parseArguments } from './arguments.js';
import { amountsOf, changesBetween, fromStore, modeSummary, summary } from './changes.js';
import { GitError } from './git-error.js';
import type { Commit } from './objects.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { stageKnown } from './stage.js';
import { nothingToCommit } from './status.js';
import { readText, writeFile } from './store.js';
import { runHook } from './hooks.js';
import { forgetOperation, operationOf } from './operation.js';
import { filesOfTree, headFiles, readIndex, readUnmerged, writeTreeOf } from './tree-files.js';

/** `git commit` */
export function* commit(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments(
    'commit',
    words,
    ['-a --all', '--amend', '--allow-empty', '-q --quiet', '--no-edit', '-v --verbose', '-n --no-verify'],
    ['-m --message', '-F --file', '--author'],
  );
  const repository = session.repository();
  if (given.flags.has('-a')) yield* stageKnown(session, repository);
  yield* refuseUnmerged(session, repository, 'Committing');
  const operation = yield* operationOf(repository);
  const index = yield* readIndex(repository);
  const head = yield* repository.head();
  const isAmended = given.flags.has('--amend') && head !== undefined;
  const old = isAmended ? yield* repository.objects.commit(head) : undefined;
  const picked = operation?.kind === 'cherry-pick' ? yield* repository.objects.commit(operation.id) : undefined;
  const author = (old ?? picked)?.author ?? (yield* authorOf(session, repository, given.values.get('--author')?.at(-1)));
  const committer = yield* session.identity(repository, 'COMMITTER');
  const before = old ? yield* parentFiles(repository, old) : yield* headFiles(repository);
  const changes = changesBetween(before, index);
  if (changes.length === 0 && !isAmended && !given.flags.has('--allow-empty') && operation?.kind !== 'merge') {
    yield* session.print(yield* nothingToCommit(session, repository));
    return 1;
  }
  const skipsHooks = given.flags.has('-n');
  if (!skipsHooks && !(yield* runHook(session, repository, 'pre-commit', []))) return 1;
  const message = yield* checkedMessage(
    session,
    repository,
    yield* messageOf(session, repository, given.values, old, given.flags.has('--no-edit')),
    skipsHooks,
  );
  if (message === undefined) return 1;
  const others =
    operation?.kind === 'merge' ? ((yield* readText(session.sys, `${repository.folder}/MERGE_HEAD`)) ?? '').trim().split('\n') : [];
  const parents = old ? old.parents : head === undefined ? [] : [head, ...others];
  const tree = yield* writeTreeOf(repository, index);
  const id = yield* writeCommit(repository, { tree, parents, author, committer, message });
  yield* repository.moveHead(id);
  forgetOperation(repository);
  yield* runHook(session, repository, 'post-commit', []);
  if (!given.flags.has('-q')) yield* tellCommit(session, repository, id, old !== undefined || picked !== undefined);
  return 0;
}

/** `[main 1234567] Subject` and what it changed. */
export function* tellCommit(session: Session, repository: Repository, id: string, withDate: boolean): Task<void> {
  const { parents, message, author, tree } = yield* repository.objects.commit(id);
  const branch = (yield* repository.branch()) ?? 'detached HEAD';
  const title = `[${branch}${parents.length === 0 ? ' (root-commit)' : ''} ${id.slice(0, 7)}] ${message.split('\n')[0] ?? ''}\n`;
  const date = withDate ? ` Date: ${formatDate(author)}\n` : '';
  const [parent] = parents;
  const before = yield* filesOfTree(repository, parent === undefined ? undefined : (yield* repository.objects.commit(parent)).tree);
  const changes = parents.length > 1 ? [] : changesBetween(before, yield* filesOfTree(repository, tree));
  const amounts = yield* amountsOf(changes, fromStore(repository));
  yield* session.print(title + date + (changes.length > 0 ? summary(amounts) + modeSummary(changes) : ''));
}

/** Nothing new may begin while files are not merged. */
export function* refuseUnmerged(session: Session, repository: Repository, what: string): Task<void> {
  const unmerged = yield* readUnmerged(repository);
  if (unmerged.size === 0) return;
  if (what === 'Committing') yield* session.print([...unmerged.keys()].map(path => `U\t${path}\n`).join(''));
  throw new GitError(
    `error: ${what} is not possible because you have unmerged files.\nhint: Fix them up in the work tree, and then use 'git add/rm <file>'\nhint: as appropriate to mark resolution and make a commit.\nfatal: Exiting because of an unresolved conflict.`,
    128,
  );
}

/** The message after the hook commit-msg has seen it; undefined when that refused it. */
function* checkedMessage(session: Session, repository: Repository, message: string, skips: boolean): Task<string | undefined> {
  const path = `${repository.folder}/COMMIT_EDITMSG`;
  yield* writeFile(session.sys, path, message);
  if (skips) return message;
  if (!(yield* runHook(session, repository, 'commit-msg', ['.git/COMMIT_EDITMSG']))) return undefined;
  return (yield* readText(session.sys, path)) ?? message;
}

function* parentFiles(repository: Repository, { parents }: Commit): ReturnType<typeof filesOfTree> {
  const [parent] = parents;
  return yield* filesOfTree(repository, parent === undefined ? undefined : (yield* repository.objects.commit(parent)).tree);
}

function* authorOf(session: Session, repository: Repository, given: string | undefined): Task<string> {
  const own = yield* session.identity(repository, 'AUTHOR');
  return given === undefined ? own : own.replace(/^.*>/, given);
}

export function* writeCommit(repository: Repository, { tree, parents, author, committer, message }: Omit<Commit, 'id'>): Task<string> {
  const head = [`tree ${tree}`, ...parents.map(id => `parent ${id}`), `author ${author}`, `committer ${committer}`];
  return yield* repository.objects.write('commit', encodeUtf8(`${head.join('\n')}\n\n${message}`));
}

function* messageOf(
  session: Session,
  repository: Repository,
  values: ReadonlyMap<string, readonly string[]>,
  old: Commit | undefined,
  keepsOld: boolean,
): Task<string> {
  const prepared =
    (yield* readText(session.sys, `${repository.folder}/MERGE_MSG`)) ?? (yield* readText(session.sys, `${repository.folder}/SQUASH_MSG`));
  const given = values.get('-m');
  const file = values.get('-F')?.at(-1);
  // Only what went through an editor loses its lines of comment.
  const isEdited = given === undefined && file === undefined && !(keepsOld && (old ?? prepared) !== undefined);
  const text = given
    ? given.join('\n\n')
    : file !== undefined
      ? ((yield* readText(session.sys, file === '-' ? '/dev/stdin' : file)) ?? '')
      : keepsOld && (old ?? prepared) !== undefined
        ? (old?.message ?? prepared ?? '')
        : yield* edited(session, repository, old?.message ?? prepared ?? '');
  const clean = text
    .split('\n')
    .filter(line => !isEdited || !line.startsWith('#'))
    .map(line => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
    .replace(/\n{3,}/g, '\n\n');
  if (clean === '') throw new GitError('Aborting commit due to empty commit message.', 1);
  return `${clean}\n`;
}

/** Lets the learner write the message in their editor. */
function* edited(session: Session, repository: Repository, start: string): Task<string> {
  const { sys } = session;
  const path = `${repository.folder}/COMMIT_EDITMSG`;
  const status = (yield* nothingToCommit(session, repository)).replace(/^/gm, '# ').replace(/^# $/gm, '#');
  yield* writeFile(
    sys,
    path,
    `${start}\n# Please enter the commit message for your changes. Lines starting\n# with '#' will be ignored, and an empty message aborts the commit.\n#\n${status}`,
  );
  const editor =
    sys.env.get('GIT_EDITOR') ?? (yield* repository.setting('core.editor')) ?? sys.env.get('VISUAL') ?? sys.env.get('EDITOR') ?? 'vi';
  const pid = sys.spawn({ path: '/bin/sh', argv: ['sh', '-c', `${editor} "$@"`, editor, path] });
  for (;;) {
    const ended = yield* sys.wait(pid);
    if (ended === 'interrupted' || ended === undefined) continue;
    if (ended.status.kind === 'exited' && ended.status.code !== 0)
      throw new GitError(
        `error: There was a problem with the editor '${editor}'.\nPlease supply the message using either -m or -F option.`,
        1,
      );
    if (ended.status.kind === 'exited' || ended.status.kind === 'signaled') return (yield* readText(sys, path)) ?? '';
  }
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon Nov 23 02:05:33 2026 +0000` */
export function formatDate(identity: string): string {
  const [, seconds = '0', zone = '+0000'] = / (\d+) ([-+]\d{4})$/.exec(identity) ?? [];
  const minutes = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * (zone.startsWith('-') ? -1 : 1);
  const date = new Date((Number(seconds) + minutes * 60) * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCDate())} ${time} ${String(date.getUTCFullYear())} ${zone}`;
}
