import { examples } from './examples.js';
import { mirrors } from './mirrors.js';
import { npmRegistry } from './npm.js';
import { pypi } from './pypi.js';
import type { Site } from './site.js';
import { wellKnown } from './well-known.js';

/** Every machine of the pretend internet that answers over HTTP. All other names are unknown. */
export const sites: readonly Site[] = [...mirrors, npmRegistry, pypi, ...examples, ...wellKnown];
