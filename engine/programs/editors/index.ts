import type { Main } from '../../process/sys.js';
import { nano } from './nano/nano.js';
import { vi } from './vi/vi.js';

/** Releases of nano in the distributions of the catalogue; `nano-<release>` is the program's id. */
const nanoReleases = ['2.2.6', '2.3.1', '2.9.3', '4.8', '5.4', '6.2', '7.2', '8.2', '8.4', '8.7'];

const nanoMain =
  (release: string): Main =>
  (sys, argv) =>
    (nano(release).gnu as Main)(sys, argv);

/** Releases of vim; `vim-<release>` is the program's id. */
const vimReleases = ['7.4', '8.1', '8.2', '9.0', '9.1'];

const vimMain =
  (release: string): Main =>
  (sys, argv) =>
    (vi({ number: release, isOld: Number(release) < 8.2 }).gnu as Main)(sys, argv);

/** The editors by program id. */
export const editorPrograms: ReadonlyMap<string, Main> = new Map([
  ...nanoReleases.map(release => [`nano-${release}`, nanoMain(release)] as const),
  ...vimReleases.map(release => [`vim-${release}`, vimMain(release)] as const),
]);

/** BusyBox's applets among them. */
export const editorApplets: ReadonlyMap<string, Main> = new Map([
  ['vi', (sys, argv) => (vi({ number: '', isOld: false }).busybox as Main)(sys, argv)],
]);
