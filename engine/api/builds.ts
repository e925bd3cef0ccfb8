import { DaemonError, invalid, notSimulated } from '../daemon/errors.js';
import { checkFilters } from '../daemon/images/filters.js';
import { momentOf } from '../daemon/images/until.js';
import { json, nothing } from './answer.js';
import type { ApiResponse } from './message.js';
import { filtersOf } from './request-values.js';
import { get, post, upload, type Call, type Route } from './route.js';
import { isBefore } from './version.js';

const experimental = (): ApiResponse => {
  throw new DaemonError(
    'not-implemented',
    'This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it.',
  );
};

/** Building images, and checkpoints of containers. */
export const buildRoutes: readonly Route[] = [
  upload(post('/build', refuse)),
  post('/session', refuse),
  post('/grpc', refuse),
  post('/build/prune', prune),
  post('/build/cancel', ({ query }) => {
    if ((query.text('id') ?? '') === '') throw invalid('build ID not provided');
    // No build runs that it could mean.
    return nothing(200);
  }),
  get('/containers/*id/checkpoints', experimental),
  post('/containers/*id/checkpoints', experimental),
  { method: 'DELETE', path: '/containers/*id/checkpoints/:checkpoint', handle: experimental },
];

function refuse(): ApiResponse {
  throw notSimulated('docker build');
}

const cacheFilters = ['until', 'unused-for', 'label', 'label!', 'id', 'parent', 'type', 'description', 'inuse', 'shared', 'private'];

/** The classic builder keeps no cache of its own: its layers are images. */
function prune({ daemon, query, version }: Call): ApiResponse {
  const spaces = isBefore(version, '1.48') ? ['keep-storage'] : ['keep-storage', 'reserved-space', 'max-used-space', 'min-free-space'];
  for (const name of spaces) {
    const text = query.text(name) ?? '';
    if (text !== '' && !/^[+-]?\d+$/.test(text))
      throw invalid(
        `${name} is in bytes and expects an integer, got ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
      );
  }
  const filters = filtersOf(query);
  try {
    checkFilters(filters, cacheFilters);
    for (const until of filters.get('until') ?? []) momentOf(daemon.clock, until);
  } catch (error) {
    throw error instanceof DaemonError ? invalid(`failed to prune build cache: ${wordsOf(error)}`) : error;
  }
  return json({ CachesDeleted: null, SpaceReclaimed: 0 });
}

function wordsOf({ kind, message }: DaemonError): string {
  return kind === 'invalid' ? message : `"until" filter expects a duration (e.g., '24h') or a timestamp: ${message}`;
}
