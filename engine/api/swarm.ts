import { DaemonError, notSimulated } from '../daemon/errors.js';
import { json } from './answer.js';
import type { ApiResponse } from './message.js';
import { get, post, type Route } from './route.js';

function refuse(): ApiResponse {
  throw new DaemonError(
    'unavailable',
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  );
}

/** Swarm mode, which this host never is in, and plugins, of which it has none. */
export const swarmRoutes: readonly Route[] = [
  ...['/swarm', '/nodes', '/services', '/tasks', '/secrets', '/configs'].map(path => get(path, refuse)),
  ...['/services/create', '/secrets/create', '/configs/create', '/swarm/update'].map(path => post(path, refuse)),
  ...['/swarm/init', '/swarm/join'].map(path =>
    post(path, () => {
      throw notSimulated('swarm mode');
    }),
  ),
  post('/swarm/leave', () => {
    throw new DaemonError('unavailable', 'This node is not part of a swarm');
  }),
  get('/plugins', () => json([])),
  get('/plugins/*name/json', ({ params }) => {
    throw new DaemonError('not-found', `plugin ${JSON.stringify(params['name'] ?? '')} not found`);
  }),
];
