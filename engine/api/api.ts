import { isErrno } from '../core/errno.js';
import { waitFor, type Task } from '../core/task.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { Daemon } from '../daemon/daemon.js';
import { DaemonError, pageNotFound } from '../daemon/errors.js';
import { problem } from './answer.js';
import type { Api, ApiRequest, ApiResponse } from './message.js';
import { Query, type Route } from './route.js';
import { Router } from './router.js';
import { routes } from './routes.js';
import { statusOf } from './status.js';
import { checkVersion, splitVersion } from './version.js';

/** The Engine API of a daemon. Each request is worked on by a thread of the daemon's own, so it goes on when its client dies. */
export function createApi(daemon: Daemon, extra: readonly Route[] = []): Api {
  const router = new Router([...routes, ...extra]);
  return { request: (request) => inThread(daemon, answer(daemon, router, request)) };
}

function* inThread(daemon: Daemon, work: Task<ApiResponse>): Task<ApiResponse> {
  const done = new WaitQueue();
  const result: { response?: ApiResponse } = {};
  daemon.thread('api', keep(work, result, done));
  while (!result.response) yield* waitFor([done]);
  return result.response;
}

function* keep(work: Task<ApiResponse>, result: { response?: ApiResponse }, done: WaitQueue): Task<void> {
  try {
    result.response = yield* work;
  } catch (error) {
    result.response = problem(500, `drydock: internal error: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  } finally {
    done.notify();
  }
}

function* answer(daemon: Daemon, router: Router, request: ApiRequest): Task<ApiResponse> {
  try {
    const { version, path } = splitVersion(request.path);
    const asked = version ?? request.version;
    if (asked !== undefined) checkVersion(asked);
    const match = router.match(request.method, path);
    if (!match) throw pageNotFound();
    const outcome = match.route.handle({ daemon, request, params: match.params, query: new Query(request.query) });
    return 'next' in outcome ? yield* outcome : outcome;
  } catch (error) {
    if (error instanceof DaemonError) return problem(statusOf(error.kind), error.message);
    if (isErrno(error)) return problem(500, error.message.toLowerCase());
    throw error;
  }
}
