import { containerRoutes } from './containers.js';
import { execRoutes } from './execs.js';
import { imageRoutes } from './images.js';
import type { Route } from './route.js';

/** Every operation of the Engine API. */
export const routes: readonly Route[] = [...containerRoutes, ...execRoutes, ...imageRoutes];
