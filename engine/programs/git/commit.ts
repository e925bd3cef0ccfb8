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
import { filesOfTree, headFiles, readIndex, writeTreeOf } from './tree-files.js';

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
  const index = yield* readIndex(repository);
  const head = yield* repository.head();
  const isAmended = given.flags.has('--amend') && head !== undefined;
  const old = isAmended ? yield* repository.objects.commit(head) : undefined;
  const author = old?.author ?? (yield* authorOf(session, repository, given.values.get('--author')?.at(-1)));
  const committer = yield* session.identity(repository, 'COMMITTER');
  const before = old ? yield* parentFiles(repository, old) : yield* headFiles(repository);
  const changes = changesBetween(before, index);
  if (changes.length === 0 && !isAmended && !given.flags.has('--allow-empty')) {
    yield* session.print(yield* nothingToCommit(session, repository));
    return 1;
  }
  const message = yield* messageOf(session, repository, given.values, old, given.flags.has('--no-edit'));
  const parents = old ? old.parents : head === undefined ? [] : [head];
  const tree = yield* writeTreeOf(repository, index);
  const id = yield* writeCommit(repository, { tree, parents, author, committer, message });
  yield* repository.moveHead(id);
  if (given.flags.has('-q')) return 0;
  const branch = (yield* repository.branch()) ?? 'detached HEAD';
  const title = `[${branch}${parents.length === 0 ? ' (root-commit)' : ''} ${id.slice(0, 7)}] ${message.split('\n')[0] ?? ''}\n`;
  const date = old ? ` Date: ${formatDate(old.author)}\n` : '';
  const amounts = yield* amountsOf(changes, fromStore(repository));
  yield* session.print(title + date + (changes.length > 0 ? summary(amounts) + modeSummary(changes) : ''));
  return 0;
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
  const given = values.get('-m');
  const file = values.get('-F')?.at(-1);
  const text = given
    ? given.join('\n\n')
    : file !== undefined
      ? ((yield* readText(session.sys, file === '-' ? '/dev/stdin' : file)) ?? '')
      : keepsOld && old
        ? old.message
        : yield* edited(session, repository, old?.message ?? '');
  const clean = text
    .split('\n')
    .filter(line => given !== undefined || !line.startsWith('#'))
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
