import { invalid } from '../daemon/errors.js';
import { eventFilter } from '../daemon/event-filters.js';
import { diskUsageJson, ENGINE_VERSION, infoJson, versionJson } from '../daemon/system.js';
import { json, objects } from './answer.js';
import type { ApiResponse } from './message.js';
import { diskUsageFor, infoFor } from './older-versions.js';
import { filtersOf, momentOf } from './request-values.js';
import { get, head, lenient, type Call, type Query, type Route } from './route.js';
import { API_VERSION, isBefore, MIN_API_VERSION } from './version.js';

/** The daemon itself. */
export const systemRoutes: readonly Route[] = [
  lenient(get('/_ping', () => ({ ...ping, body: { kind: 'text', text: 'OK' } }))),
  lenient(head('/_ping', () => ({ ...ping, body: { kind: 'none' } }))),
  lenient(get('/version', () => json(versionJson({ version: API_VERSION, oldest: MIN_API_VERSION })))),
  lenient(get('/info', ({ daemon, version }) => json(infoFor(version, infoJson(daemon))))),
  get('/system/df', diskUsage),
  get('/events', events),
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

function diskUsage({ daemon, query, version }: Call): ApiResponse {
  const types = isBefore(version, '1.42') ? [] : query.all('type');
  return json(diskUsageFor(version, diskUsageJson(daemon, types)));
}

function checkInterval(query: Query): void {
  const [since = '', until = ''] = [query.text('since'), query.text('until')];
  if (since === '' || until === '' || !(Number(since) > Number(until))) return;
  throw invalid(`\`since\` time (${since}) cannot be after \`until\` time (${until})`);
}

function events({ daemon, query }: Call): ApiResponse {
  const wants = eventFilter(filtersOf(query));
  const [since, until] = [momentOf(daemon, query, 'since'), momentOf(daemon, query, 'until')];
  checkInterval(query);
  // Who says when to end, or begins at zero, hears of what was before; an end at zero is now.
  const isPastAsked = query.text('since') === '0' || (query.text('until') ?? '') !== '';
  const end = query.text('until') === '0' ? daemon.clock.now() : until;
  return objects(
    daemon.events.listen(daemon.kernel.scheduler, wants, { since: since ?? (isPastAsked ? -Infinity : undefined), until: end }),
  );
}
