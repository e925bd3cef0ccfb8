import type { Main } from '../process/sys.js';
import { ash, bashWith, dash } from '../shell/index.js';
import { busyboxApplets } from './busybox/applets.js';
import { busyboxMain } from './busybox/busybox.js';
import { editorApplets, editorPrograms } from './editors/index.js';
import { gitPrograms } from './git/index.js';
import { gnuMains } from './gnu.js';
import { imagePrograms } from './images/index.js';
import { netApplets, netPrograms } from './net/index.js';
import { resolveHost } from './net/resolver.js';
import { nodePrograms } from './node/index.js';
import { jq } from './jq/jq.js';
import { npmPrograms } from './npm/index.js';
import { packagedPrograms } from './packaged/index.js';
import { packagePrograms } from './packages/index.js';
import { ProgramTable } from './program-table.js';
import { php } from './php/sapi/cli.js';
import { phpFpm } from './php/sapi/fpm/fpm.js';
import { python } from './python/python.js';
import { serverPrograms } from './servers/index.js';

const applets: ReadonlyMap<string, Main> = new Map([...busyboxApplets, ...netApplets, ...editorApplets, ['ash', ash], ['sh', ash]]);

/** Every program that an executable file can name, by its id. */
export const programs: ReadonlyMap<string, Main> = new ProgramTable([
  ...gnuMains,
  ...editorPrograms,
  ...gitPrograms,
  ...imagePrograms,
  ...netPrograms,
  ...nodePrograms,
  ...npmPrograms,
  ...packagedPrograms,
  ...packagePrograms,
  ...serverPrograms,
  ['bash', bashWith(resolveHost)],
  ['dash', dash],
  ['jq', jq],
  ['php', php],
  ['php-fpm', phpFpm],
  ['python3', python],
  ['busybox', busyboxMain(applets)],
]);

/** The program that a file names. The one thing that a host asks, so that what no lesson has called yet need not be there. */
export function findProgram(id: string): Main | undefined {
  return programs.get(id);
}
