import type { Task } from '../../core/task.js';
import type { Commit } from './objects.js';
import type { Repository } from './repository.js';

const MAX_COMMITS = 100_000;

/** A commit and all before it, newest first. */
export function* historyOf(repository: Repository, starts: readonly string[]): Task<readonly Commit[]> {
  const seen = new Set<string>();
  const waiting: Commit[] = [];
  const found: Commit[] = [];
  const meet = function* (id: string): Task<void> {
    if (seen.has(id)) return;
    seen.add(id);
    waiting.push(yield* repository.objects.commit(id));
  };
  for (const id of starts) yield* meet(id);
  while (waiting.length > 0 && found.length < MAX_COMMITS) {
    // Newest first; of equals the one that was met first.
    const next = waiting.reduce((best, commit) => (secondsOf(commit.committer) > secondsOf(best.committer) ? commit : best));
    waiting.splice(waiting.indexOf(next), 1);
    found.push(next);
    for (const id of next.parents) yield* meet(id);
    yield* repository.sys.tick();
  }
  return found;
}

/** Commits that names stand for, with all before them; `^a` and the first of `a..b` take theirs away. */
export function* commitsNamed(repository: Repository, names: readonly string[]): Task<readonly Commit[]> {
  const [starts, left]: [string[], string[]] = [[], []];
  for (const name of names) {
    const [, from, dots, to] = /^(.*?)(\.\.\.?)(.*)$/.exec(name) ?? [];
    const commit = function* (text: string): Task<string> {
      return (yield* repository.commitOf(text === '' ? 'HEAD' : text)).id;
    };
    if (dots === undefined) (name.startsWith('^') ? left : starts).push(yield* commit(name.replace(/^\^/, '')));
    else {
      const [one, other] = [yield* commit(from ?? ''), yield* commit(to ?? '')];
      starts.push(other);
      if (dots === '..') left.push(one);
      else {
        starts.push(one);
        const known = new Set((yield* historyOf(repository, [one])).map(({ id }) => id));
        left.push(
          ...(yield* historyOf(repository, [other]))
            .filter(({ id }) => known.has(id))
            .slice(0, 1)
            .map(({ id }) => id),
        );
      }
    }
  }
  const gone = new Set(left.length === 0 ? [] : (yield* historyOf(repository, left)).map(({ id }) => id));
  return (yield* historyOf(repository, starts)).filter(({ id }) => !gone.has(id));
}

/** The moment in `Name <mail> seconds zone`. */
export function secondsOf(identity: string): number {
  return Number(/ (\d+) [-+]\d{4}$/.exec(identity)?.[1] ?? 0);
}

/** `origin/main`, which a branch follows. */
export function* upstreamOf(
  repository: Repository,
  branch: string,
): Task<{ readonly remote: string; readonly branch: string } | undefined> {
  const remote = yield* repository.setting(`branch.${branch}.remote`);
  const merge = yield* repository.setting(`branch.${branch}.merge`);
  return remote === undefined || merge === undefined ? undefined : { remote, branch: merge.replace('refs/heads/', '') };
}

/** How many commits one has that the other has not. */
export function* aheadOf(repository: Repository, one: string, other: string): Task<number> {
  const known = new Set((yield* historyOf(repository, [other])).map(({ id }) => id));
  return (yield* historyOf(repository, [one])).filter(({ id }) => !known.has(id)).length;
}

/** What `git status` says of the branch that this one follows. */
export function* upstreamLines(repository: Repository, branch: string, head: string | undefined): Task<string> {
  const upstream = yield* upstreamOf(repository, branch);
  if (!upstream || head === undefined) return '';
  const name = `${upstream.remote}/${upstream.branch}`;
  const there = yield* repository.ref(`refs/remotes/${name}`);
  if (there === undefined)
    return `Your branch is based on '${name}', but the upstream is gone.\n  (use "git branch --unset-upstream" to fixup)\n`;
  const [ahead, behind] = [yield* aheadOf(repository, head, there), yield* aheadOf(repository, there, head)];
  const plural = (count: number): string => `${String(count)} commit${count === 1 ? '' : 's'}`;
  if (ahead === 0 && behind === 0) return `Your branch is up to date with '${name}'.\n`;
  if (behind === 0) return `Your branch is ahead of '${name}' by ${plural(ahead)}.\n  (use "git push" to publish your local commits)\n`;
  if (ahead === 0)
    return `Your branch is behind '${name}' by ${plural(behind)}, and can be fast-forwarded.\n  (use "git pull" to update your local branch)\n`;
  return `Your branch and '${name}' have diverged,\nand have ${String(ahead)} and ${String(behind)} different commits each, respectively.\n  (use "git pull" to merge the remote branch into yours)\n`;
}
