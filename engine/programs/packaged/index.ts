import type { Main } from '../../process/sys.js';
import { cowsay } from './cowsay.js';
import { lsbRelease } from './lsb-release.js';
import { openssl } from './openssl.js';
import { stress } from './stress.js';
import { dumbInit, tini } from './tini.js';

/** What only packages bring, by program id. */
export const packagedPrograms: ReadonlyMap<string, Main> = new Map([
  ['cowsay', cowsay('cowsay')],
  ['cowthink', cowsay('cowthink')],
  ['dumb-init', dumbInit],
  ['lsb_release', lsbRelease],
  ['openssl', openssl],
  ['stress', stress],
  ['tini', tini],
]);
