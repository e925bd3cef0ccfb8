import type { Task } from '../core/task.js';
import { invalid } from '../daemon/errors.js';
import { object } from '../daemon/json.js';
import { pruneContainers } from '../daemon/prune.js';
import { containerStats } from '../daemon/stats.js';
import { topContainer } from '../daemon/top.js';
import { updateContainer } from '../daemon/update.js';
import { json, objects } from './answer.js';
import { updateBody } from './bodies.js';
import type { ApiResponse } from './message.js';
import { filtersOf } from './request-values.js';
import { get, post, type Call, type Route } from './route.js';

const id = ({ params }: Call): string => params['id'] ?? '';

/** Looking at containers, and changing their limits. */
export const containerObservationRoutes: readonly Route[] = [
  get('/containers/*id/top', top),
  get('/containers/*id/stats', stats),
  post('/containers/*id/update', call => json(updateContainer(call.daemon, id(call), object(call.request.json, ''))), updateBody),
  post('/containers/prune', prune),
];

function stats(call: Call): ApiResponse {
  const options = { stream: call.query.flag('stream', true), oneShot: call.query.flag('one-shot') };
  call.daemon.containers.find(id(call));
  if (options.stream && options.oneShot) throw invalid('cannot have stream=true and one-shot=true');
  const response = objects(containerStats(call.daemon, id(call), options));
  // dockerd does not say of what type such a stream is.
  return options.stream && response.body.kind === 'objects' ? { ...response, body: { ...response.body, isUntyped: true } } : response;
}

function* top(call: Call): Task<ApiResponse> {
  return json(yield* topContainer(call.daemon, id(call), call.query.text('ps_args') ?? ''));
}

function* prune({ daemon, query }: Call): Task<ApiResponse> {
  return json(yield* pruneContainers(daemon, filtersOf(query)));
}
