import type { Main } from '../../process/sys.js';
import { npm, npx } from './npm.js';
import { yarn } from './yarn.js';

/** npm and its kin by program id. */
export const npmPrograms: ReadonlyMap<string, Main> = new Map([
  ['npm', npm],
  ['npx', npx],
  ['yarn', yarn],
]);
