import type { Task } from '../core/task.js';
import { attachContainer } from '../daemon/attach.js';
import { createContainer } from '../daemon/create.js';
import { inspectContainer } from '../daemon/inspect.js';
import { listContainers } from '../daemon/list.js';
import { readLogs } from '../daemon/logs.js';
import { pauseContainer, unpauseContainer } from '../daemon/pause.js';
import { removeLink } from '../daemon/links.js';
import { removeContainer } from '../daemon/remove.js';
import { renameContainer } from '../daemon/rename.js';
import { resizeContainer } from '../daemon/resize.js';
import { startContainer } from '../daemon/start.js';
import { restartContainer } from '../daemon/restart.js';
import { killContainer, stopContainer, type StopOptions } from '../daemon/stop.js';
import { parseCondition, waitForContainer } from '../daemon/wait.js';
import type { Daemon } from '../daemon/daemon.js';
import { DaemonError, invalid, noStreamChosen, notSimulated } from '../daemon/errors.js';
import { onPlatform, readPlatform } from '../daemon/images/platform.js';
import { lookUp, object } from '../daemon/json.js';
import { frames, hijack, json, nothing, objects, text } from './answer.js';
import { containerBody } from './bodies.js';
import type { ApiResponse } from './message.js';
import { checkMountOptions } from './mount-options.js';
import { filtersOf, integerOf, momentOf, sizeOf } from './request-values.js';
import { del, get, lenient, post, type Call, type Query } from './route.js';
import { isBefore } from './version.js';

/** The life of containers. */
export const containerRoutes = [
  get('/containers/json', list),
  post('/containers/create', create, containerBody),
  lenient(
    get('/containers/*id/json', ({ daemon, params, query }) =>
      json(inspectContainer(daemon, params['id'] ?? '', { withSize: query.flag('size') })),
    ),
  ),
  {
    ...post('/containers/*id/start', start),
    refusesBody: 'starting container with non-empty request body was deprecated since API v1.22 and removed in v1.24',
  },
  post('/containers/*id/stop', stop),
  post('/containers/*id/restart', restart),
  post('/containers/*id/kill', kill),
  post('/containers/*id/pause', ({ daemon, params }) => {
    pauseContainer(daemon, params['id'] ?? '');
    return nothing();
  }),
  post('/containers/*id/unpause', ({ daemon, params }) => {
    unpauseContainer(daemon, params['id'] ?? '');
    return nothing();
  }),
  post('/containers/*id/rename', ({ daemon, params, query }) => {
    renameContainer(daemon, params['id'] ?? '', query.text('name') ?? '');
    return nothing();
  }),
  post('/containers/*id/resize', ({ daemon, params, query }) => {
    resizeContainer(daemon, params['id'] ?? '', sizeOf(query));
    return nothing(200);
  }),
  post('/containers/*id/wait', wait),
  post('/containers/*id/attach', attach),
  get('/containers/*id/attach/ws', ({ daemon, params, request }) => {
    daemon.containers.find(params['id'] ?? '');
    const upgrade = Object.entries(request.headers ?? {}).find(([name]) => name.toLowerCase() === 'upgrade')?.[1];
    if (upgrade?.toLowerCase() !== 'websocket') return text('not websocket protocol', 400);
    throw notSimulated('attaching over a WebSocket');
  }),
  get('/containers/*id/logs', logs),
  del('/containers/*id', remove),
];

function create({ daemon, request, query, version }: Call): ApiResponse {
  const body = request.json === null ? {} : request.json;
  const platform = isBefore(version, '1.41') ? '' : (query.text('platform') ?? '');
  const image = lookUp(object(body, ''), 'Image');
  checkMountOptions(body);
  if (isBefore(version, '1.44')) checkSingleEndpoint(body);
  if (platform !== '') {
    const wanted = readPlatform(platform);
    // Creating the container says that there is no such image, in its own words.
    if (typeof image === 'string' && image !== '' && isHere(daemon, image)) onPlatform(daemon.images.findImage(image), image, wanted);
  }
  const created = createContainer(daemon, query.text('name') ?? '', body);
  return json(isBefore(version, '1.44') ? created : { ...created, Warnings: [...macWarnings(body), ...created.Warnings] }, 201);
}

function macWarnings(body: unknown): readonly string[] {
  if ((lookUp(object(body, ''), 'MacAddress') ?? '') === '') return [];
  return ['The container-wide MacAddress field is now deprecated. It should be specified in EndpointsConfig instead.'];
}

/** Only newer clients know that a container can be on several networks from its beginning. */
function checkSingleEndpoint(body: unknown): void {
  const networking = object(lookUp(object(body, ''), 'NetworkingConfig'), '');
  const names = Object.keys(object(lookUp(networking, 'EndpointsConfig'), '')).sort();
  if (names.length > 1) throw invalid(`Container cannot be created with multiple network endpoints: ${names.join(', ')}`);
}

function isHere(daemon: Daemon, image: string): boolean {
  try {
    daemon.images.findImage(image);
    return true;
  } catch (error) {
    if (error instanceof DaemonError) return false;
    throw error;
  }
}

function list({ daemon, query }: Call): ApiResponse {
  const filters = filtersOf(query);
  return json(
    listContainers(daemon, { all: query.flag('all'), limit: integerOf(query, 'limit') ?? 0, withSize: query.flag('size'), filters }),
  );
}

function* start({ daemon, params, query }: Call): Task<ApiResponse> {
  if ((query.text('checkpoint') ?? '') !== '') throw invalid('checkpoint is only supported in experimental mode');
  yield* startContainer(daemon, params['id'] ?? '');
  return nothing();
}

function stopOptions(query: Query): StopOptions {
  return { signal: query.text('signal'), timeoutSeconds: integerOf(query, 't') };
}

function* stop({ daemon, params, query }: Call): Task<ApiResponse> {
  yield* stopContainer(daemon, params['id'] ?? '', stopOptions(query));
  return nothing();
}

function* restart({ daemon, params, query }: Call): Task<ApiResponse> {
  yield* restartContainer(daemon, params['id'] ?? '', stopOptions(query));
  return nothing();
}

function* kill({ daemon, params, query }: Call): Task<ApiResponse> {
  yield* killContainer(daemon, params['id'] ?? '', query.text('signal'));
  return nothing();
}

function wait({ daemon, params, query, version }: Call): ApiResponse {
  if (isBefore(version, '1.30')) return objects(waitForContainer(daemon, params['id'] ?? '', 'not-running'));
  return objects(waitForContainer(daemon, params['id'] ?? '', parseCondition(query.text('condition'))));
}

function attach({ daemon, params, query }: Call): ApiResponse {
  return hijack(
    attachContainer(daemon, params['id'] ?? '', {
      stdin: query.flag('stdin'),
      stdout: query.flag('stdout'),
      stderr: query.flag('stderr'),
      logs: query.flag('logs'),
      stream: query.flag('stream'),
      detachKeys: query.text('detachKeys'),
    }),
  );
}

function logs({ daemon, params, query }: Call): ApiResponse {
  if (!query.flag('stdout') && !query.flag('stderr')) throw noStreamChosen();
  const tail = query.text('tail') ?? 'all';
  daemon.containers.find(params['id'] ?? '');
  const { channel, tty } = readLogs(daemon, params['id'] ?? '', {
    stdout: query.flag('stdout'),
    stderr: query.flag('stderr'),
    follow: query.flag('follow'),
    timestamps: query.flag('timestamps'),
    details: query.flag('details'),
    since: momentOf(daemon, query, 'since'),
    until: momentOf(daemon, query, 'until'),
    tail: /^\d+$/.test(tail) ? Number(tail) : undefined,
  });
  return frames(channel, tty);
}

function* remove({ daemon, params, query }: Call): Task<ApiResponse> {
  if (query.flag('link')) {
    removeLink(daemon, params['id'] ?? '');
    return nothing();
  }
  yield* removeContainer(daemon, params['id'] ?? '', { force: query.flag('force'), volumes: query.flag('v') });
  return nothing();
}
