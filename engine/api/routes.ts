import { containerFileRoutes } from './container-files.js';
import { containerObservationRoutes } from './container-observation.js';
import { containerRoutes } from './containers.js';
import { execRoutes } from './execs.js';
import { imageRoutes } from './images.js';
import { networkRoutes } from './networks.js';
import type { Route } from './route.js';
import { systemRoutes } from './system.js';
import { swarmRoutes } from './swarm.js';
import { volumeRoutes } from './volumes.js';

/** Every operation of the Engine API. */
export const routes: readonly Route[] = [
  ...containerRoutes,
  ...containerFileRoutes,
  ...containerObservationRoutes,
  ...execRoutes,
  ...imageRoutes,
  ...networkRoutes,
  ...volumeRoutes,
  ...systemRoutes,
  ...swarmRoutes,
];
