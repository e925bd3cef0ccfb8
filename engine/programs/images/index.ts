import type { Main } from '../../process/sys.js';
import { envsubst } from './envsubst.js';
import { gosu } from './gosu.js';
import { helloWorld } from './hello-world.js';

/** What single images bring along: their own program, and helpers of their entrypoints. */
export const imagePrograms: ReadonlyMap<string, Main> = new Map([
  ['envsubst', envsubst],
  ['gosu', gosu],
  ['hello-world', helloWorld],
]);
