import { DaemonError, failed, invalid, noStreamChosen, notSimulated } from '../daemon/errors.js';
import { swarmBodies } from './bodies.js';
import type { GoBody } from './go-types.js';
import type { ApiResponse } from './message.js';
import { del, get, lenient, post, type Call, type Route } from './route.js';

function refuse(): ApiResponse {
  throw new DaemonError(
    'unavailable',
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  );
}

const objects: readonly (readonly [noun: string, body: GoBody])[] = [
  ['services', swarmBodies.service],
  ['secrets', swarmBodies.secret],
  ['configs', swarmBodies.config],
];

/** Swarm mode, which this host never is in. */
export const swarmRoutes: readonly Route[] = [
  lenient(get('/swarm', refuse)),
  get('/swarm/unlockkey', refuse),
  post('/swarm/init', begin, swarmBodies.init),
  post('/swarm/join', begin, swarmBodies.join),
  post('/swarm/unlock', refuse, swarmBodies.unlock),
  post('/swarm/update', update('swarm'), swarmBodies.update),
  post('/swarm/leave', () => {
    throw new DaemonError('unavailable', 'This node is not part of a swarm');
  }),
  get('/nodes', refuse),
  get('/nodes/:id', refuse),
  del('/nodes/:id', refuse),
  post('/nodes/:id/update', update('node'), swarmBodies.node),
  get('/tasks', refuse),
  get('/tasks/:id', refuse),
  get('/tasks/:id/logs', logs),
  get('/services/:id/logs', logs),
  ...objects.flatMap(([noun, body]) => [
    get(`/${noun}`, refuse),
    post(`/${noun}/create`, refuse, body),
    get(`/${noun}/:id`, refuse),
    del(`/${noun}/:id`, refuse),
    post(`/${noun}/:id/update`, update(noun.slice(0, -1)), body),
  ]),
];

function begin({ request }: Call): ApiResponse {
  const address = typeof request.json === 'object' && request.json !== null ? Object.entries(request.json) : [];
  const listens = address.some(([name, value]) => name.toLowerCase() === 'listenaddr' && value !== '');
  if (!listens) throw invalid('invalid ListenAddr "": invalid empty address');
  throw notSimulated('swarm mode');
}

/** What is to be changed names the version that it was read in. */
function update(noun: string): (call: Call) => ApiResponse {
  return ({ query }) => {
    const version = query.text('version') ?? '';
    if (/^\d+$/.test(version)) return refuse();
    if (noun === 'secret' || noun === 'config') throw invalid(`invalid ${noun} version`);
    throw invalid(`invalid ${noun} version '${version}': strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`);
  };
}

function logs({ query }: Call): ApiResponse {
  if (!query.flag('stdout') && !query.flag('stderr')) throw failed(noStreamChosen().message);
  return refuse();
}
