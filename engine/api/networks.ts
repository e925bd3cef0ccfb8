import { invalid, noSuchNetwork } from '../daemon/errors.js';
import { lookUp, object } from '../daemon/json.js';
import { connectToNetwork, disconnectFromNetwork } from '../daemon/network-connect.js';
import { createNetwork, describeNetwork, inspectNetwork, removeNetwork } from '../daemon/networks.js';
import { networkFilter } from '../daemon/object-filters.js';
import { pruneUnusedNetworks } from '../daemon/prune.js';
import { json, nothing } from './answer.js';
import { connectBody, disconnectBody, networkBody } from './bodies.js';
import type { ApiResponse } from './message.js';
import { filtersOf, nameless } from './request-values.js';
import { del, get, post, type Call, type Route } from './route.js';
import { isBefore } from './version.js';

const id = ({ params }: Call): string => params['id'] ?? '';

/** Networks. */
export const networkRoutes: readonly Route[] = [
  get('/networks', list),
  get('/networks/', list),
  post(
    '/networks/create',
    ({ daemon, request, version }) => {
      const { EnableIPv4: enablesIpv4, ...body } = object(request.json, '');
      // Older versions of the API do not know that IPv4 can be left out.
      const known = isBefore(version, '1.48') || enablesIpv4 === undefined ? body : { ...body, EnableIPv4: enablesIpv4 };
      return json({ Id: createNetwork(daemon, known), Warning: '' }, 201);
    },
    networkBody,
  ),
  post('/networks/prune', ({ daemon, query }) => json(pruneUnusedNetworks(daemon, filtersOf(query)))),
  get('/networks/*id', inspect),
  del('/networks/*id', call => {
    removeNetwork(call.daemon, id(call));
    return nothing();
  }),
  post('/networks/*id/connect', connect, connectBody),
  post('/networks/*id/disconnect', disconnect, disconnectBody),
];

function inspect({ daemon, params, query }: Call): ApiResponse {
  const verbose = query.text('verbose') ?? '';
  if (!/^(|[01tTfF]|true|TRUE|True|false|FALSE|False)$/.test(verbose))
    throw invalid(`invalid value for verbose: ${verbose}: strconv.ParseBool: parsing ${JSON.stringify(verbose)}: invalid syntax`);
  const reference = params['id'] ?? '';
  // All networks here are local ones.
  if (!['', 'local'].includes(query.text('scope') ?? '')) throw noSuchNetwork(reference);
  return json(inspectNetwork(daemon, reference));
}

function connect(call: Call): ApiResponse {
  connectToNetwork(call.daemon, id(call), endpointBody(call));
  return nothing(200);
}

function disconnect(call: Call): ApiResponse {
  disconnectFromNetwork(call.daemon, id(call), endpointBody(call));
  return nothing(200);
}

/** Which container is asked before which network. */
function endpointBody({ request }: Call): Readonly<Record<string, unknown>> {
  const body = object(request.json, '');
  if (lookUp(body, 'Container') === undefined || lookUp(body, 'Container') === '') throw nameless();
  return body;
}

function list({ daemon, query }: Call): ApiResponse {
  const wants = networkFilter(filtersOf(query));
  return json([...daemon.networks.all()].filter(wants).map(network => describeNetwork(daemon, network, false)));
}
