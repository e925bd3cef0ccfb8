import { objectBody } from '../daemon/json.js';
import { connectToNetwork, disconnectFromNetwork } from '../daemon/network-connect.js';
import { createNetwork, describeNetwork, inspectNetwork, removeNetwork } from '../daemon/networks.js';
import { networkFilter } from '../daemon/object-filters.js';
import { pruneUnusedNetworks } from '../daemon/prune.js';
import { json, nothing } from './answer.js';
import type { ApiResponse } from './message.js';
import { filtersOf } from './request-values.js';
import { del, get, post, type Call, type Route } from './route.js';

const id = ({ params }: Call): string => params['id'] ?? '';

/** Networks. */
export const networkRoutes: readonly Route[] = [
  get('/networks', list),
  get('/networks/', list),
  post('/networks/create', ({ daemon, request }) => json({ Id: createNetwork(daemon, objectBody(request.json)), Warning: '' }, 201)),
  post('/networks/prune', ({ daemon, query }) => json(pruneUnusedNetworks(daemon, filtersOf(query)))),
  get('/networks/:id', call => json(inspectNetwork(call.daemon, id(call)))),
  del('/networks/:id', call => {
    removeNetwork(call.daemon, id(call));
    return nothing();
  }),
  post('/networks/:id/connect', call => {
    connectToNetwork(call.daemon, id(call), objectBody(call.request.json));
    return nothing(200);
  }),
  post('/networks/:id/disconnect', call => {
    disconnectFromNetwork(call.daemon, id(call), objectBody(call.request.json));
    return nothing(200);
  }),
];

function list({ daemon, query }: Call): ApiResponse {
  const wants = networkFilter(filtersOf(query));
  return json([...daemon.networks.all()].filter(wants).map(network => describeNetwork(daemon, network, false)));
}
