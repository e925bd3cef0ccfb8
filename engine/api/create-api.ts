import { isErrno } from '../core/errno.js';
import { waitFor, type Task } from '../core/task.js';
import { WaitQueue } from '../core/wait-queue.js';
import type { Daemon } from '../daemon/daemon.js';
import { DaemonError, pageNotFound } from '../daemon/errors.js';
import { problem } from './answer.js';
import { ClientStreams } from './client-streams.js';
import { checkBody } from './go-types.js';
import type { Api, ApiRequest, ApiResponse } from './message.js';
import { Query } from './route.js';
import { router } from './routes.js';
import { statusOf } from './status.js';
import { checkVersion, splitVersion } from './version.js';

/** The Engine API of a daemon. */
export function createApi(daemon: Daemon): Api {
  const serve = (client: ClientStreams | undefined): Api => ({
    request: request => answer(daemon, request, client),
    forClient: gone => serve(new ClientStreams(gone)),
  });
  return serve(undefined);
}

function* inThread(daemon: Daemon, work: Task<ApiResponse>, client: ClientStreams | undefined): Task<ApiResponse> {
  const done = new WaitQueue();
  const result: { response?: ApiResponse } = {};
  daemon.thread('api', keep(work, result, done, client));
  while (!result.response) yield* waitFor([done]);
  return result.response;
}

function* keep(
  work: Task<ApiResponse>,
  result: { response?: ApiResponse },
  done: WaitQueue,
  client: ClientStreams | undefined,
): Task<void> {
  try {
    result.response = yield* work;
    client?.hold(result.response);
  } catch (error) {
    result.response = problem(500, `drydock: internal error: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  } finally {
    done.notify();
  }
}

/** What can be answered at once is; what has to wait is done by a thread of the daemon's own, so it goes on when its client dies. */
export function* answer(daemon: Daemon, request: ApiRequest, client?: ClientStreams): Task<ApiResponse> {
  try {
    const outcome = dispatch(daemon, request);
    if ('next' in outcome) return yield* inThread(daemon, guarded(outcome), client);
    client?.hold(outcome);
    return outcome;
  } catch (error) {
    return answerError(error);
  }
}

function dispatch(daemon: Daemon, request: ApiRequest): ApiResponse | Task<ApiResponse> {
  const { version, path } = splitVersion(request.path);
  const asked = version ?? request.version;
  const match = router.match(request.method, path);
  if (!match) throw pageNotFound();
  if (asked !== undefined) checkVersion(asked);
  if (match.route.body) checkBody(match.route.body, request.json);
  return match.route.handle({ daemon, request, params: match.params, query: new Query(request.query), version: asked });
}

function* guarded(work: Task<ApiResponse>): Task<ApiResponse> {
  try {
    return yield* work;
  } catch (error) {
    return answerError(error);
  }
}

/** Errors of the rules are answers; anything else is a bug of ours and passes. */
function answerError(error: unknown): ApiResponse {
  if (error instanceof DaemonError) return problem(statusOf(error.kind), error.message);
  if (isErrno(error)) return problem(500, error.message.toLowerCase());
  throw error;
}
