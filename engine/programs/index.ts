import type { Main } from '../process/sys.js';
import { busyboxMain } from './busybox/busybox.js';
import { busyboxApplets } from './busybox/applets.js';
import { gnuMains } from './gnu.js';
import { imagePrograms } from './images/index.js';

/** Every program that an executable file can name, by its id. */
export const programs: ReadonlyMap<string, Main> = new Map([...gnuMains, ...imagePrograms, ['busybox', busyboxMain(busyboxApplets)]]);
