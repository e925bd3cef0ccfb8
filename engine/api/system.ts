import { invalid } from '../daemon/errors.js';
import { eventFilter } from '../daemon/event-filters.js';
import { diskUsageJson, ENGINE_VERSION, infoJson, versionJson } from '../daemon/system.js';
import { json, objects } from './answer.js';
import type { ApiResponse } from './message.js';
import { filtersOf, momentOf } from './request-values.js';
import { get, head, post, type Call, type Query, type Route } from './route.js';
import { API_VERSION, MIN_API_VERSION } from './version.js';

/** The daemon itself. */
export const systemRoutes: readonly Route[] = [
  get('/_ping', () => ({ ...ping, body: { kind: 'text', text: 'OK' } })),
  head('/_ping', () => ({ ...ping, body: { kind: 'none' } })),
  get('/version', () => json(versionJson({ version: API_VERSION, oldest: MIN_API_VERSION }))),
  get('/info', ({ daemon }) => json(infoJson(daemon))),
  get('/system/df', ({ daemon, query }) => json(diskUsageJson(daemon, query.all('type')))),
  get('/events', events),
  // The classic builder keeps no cache of its own: its layers are images.
  post('/build/prune', ({ query }) => {
    filtersOf(query);
    return json({ CachesDeleted: null, SpaceReclaimed: 0 });
  }),
];

const ping = {
  status: 200,
  headers: {
    'Api-Version': API_VERSION,
    'Builder-Version': '2',
    'Cache-Control': 'no-cache, no-store, must-revalidate',
    'Docker-Experimental': 'false',
    Ostype: 'linux',
    Pragma: 'no-cache',
    Server: `Docker/${ENGINE_VERSION} (linux)`,
    Swarm: 'inactive',
    'Content-Type': 'text/plain; charset=utf-8',
  },
};

function checkInterval(query: Query): void {
  const [since = '', until = ''] = [query.text('since'), query.text('until')];
  if (since === '' || until === '' || !(Number(since) > Number(until))) return;
  throw invalid(`\`since\` time (${since}) cannot be after \`until\` time (${until})`);
}

function events({ daemon, query }: Call): ApiResponse {
  const wants = eventFilter(filtersOf(query));
  checkInterval(query);
  const since = query.text('since') === '0' ? -Infinity : momentOf(daemon, query, 'since');
  return objects(daemon.events.listen(daemon.kernel.scheduler, wants, { since, until: momentOf(daemon, query, 'until') }));
}
