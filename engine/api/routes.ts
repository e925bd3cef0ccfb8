import { buildRoutes } from './builds.js';
import { containerFileRoutes } from './container-files.js';
import { containerObservationRoutes } from './container-observation.js';
import { containerRoutes } from './containers.js';
import { execRoutes } from './execs.js';
import { imageRoutes } from './images.js';
import { networkRoutes } from './networks.js';
import { pluginRoutes } from './plugins.js';
import type { Route } from './route.js';
import { Router } from './router.js';
import { systemRoutes } from './system.js';
import { swarmRoutes } from './swarm.js';
import { volumeRoutes } from './volumes.js';

/** Every operation of the Engine API. */
const routes: readonly Route[] = [
  ...containerRoutes,
  ...containerFileRoutes,
  ...containerObservationRoutes,
  ...execRoutes,
  ...imageRoutes,
  ...networkRoutes,
  ...volumeRoutes,
  ...systemRoutes,
  ...swarmRoutes,
  ...pluginRoutes,
  ...buildRoutes,
];

/** The same for all daemons. */
export const router = new Router(routes);
