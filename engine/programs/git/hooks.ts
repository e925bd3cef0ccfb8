import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';

/** Runs a script of .git/hooks, if there is one that may be run; false when it refused. */
export function* runHook(session: Session, repository: Repository, name: string, args: readonly string[]): Task<boolean> {
  const { sys } = session;
  const path = `${repository.folder}/hooks/${name}`;
  try {
    if (!sys.access(path, { execute: true })) return true;
  } catch (error) {
    if (isErrno(error)) return true;
    throw error;
  }
  const pid = sys.spawn({
    path,
    argv: [path, ...args],
    cwd: repository.workTree ?? repository.folder,
    // What a hook says goes where git's own complaints go.
    fds: new Map([
      [0, 0],
      [1, 2],
      [2, 2],
    ]),
  });
  for (;;) {
    const ended = yield* sys.wait(pid);
    if (ended && ended !== 'interrupted') return ended.status.kind === 'exited' && ended.status.code === 0;
  }
}
