import { DaemonError, invalid } from '../daemon/errors.js';
import { object } from '../daemon/json.js';
import { volumeFilter } from '../daemon/object-filters.js';
import { pruneUnusedVolumes } from '../daemon/prune.js';
import { createVolume, findVolume, removeVolume, volumeJson } from '../daemon/volumes.js';
import { json, nothing } from './answer.js';
import { volumeBody } from './bodies.js';
import type { ApiResponse } from './message.js';
import { filtersOf } from './request-values.js';
import { del, get, post, put, type Call, type Query, type Route } from './route.js';

const name = ({ params }: Call): string => params['name'] ?? '';

/** Volumes. */
export const volumeRoutes: readonly Route[] = [
  get('/volumes', list),
  post(
    '/volumes/create',
    ({ daemon, request }) => json(volumeJson(daemon, createVolume(daemon, object(request.json, ''))), 201),
    volumeBody,
  ),
  post('/volumes/prune', ({ daemon, query }) => json(pruneUnusedVolumes(daemon, filtersOf(query)))),
  get('/volumes/*name', call => json(volumeJson(call.daemon, findVolume(call.daemon, name(call))))),
  put('/volumes/*name', () => {
    throw new DaemonError('unavailable', 'volume update only valid for cluster volumes, but swarm is unavailable');
  }),
  del('/volumes/*name', call => {
    removeVolume(call.daemon, name(call), { force: call.query.flag('force') });
    return nothing();
  }),
];

function volumeFilters(query: Query): ReturnType<typeof filtersOf> {
  try {
    return filtersOf(query);
  } catch (error) {
    throw error instanceof DaemonError ? invalid(`error reading volume filters: ${error.message}`) : error;
  }
}

function list({ daemon, query }: Call): ApiResponse {
  const wants = volumeFilter(volumeFilters(query));
  return json({ Volumes: [...daemon.volumes.values()].filter(wants).map(volume => volumeJson(daemon, volume)), Warnings: null });
}
