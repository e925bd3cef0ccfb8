import type { Dialect } from './dialect.js';
import type { Completer } from './interactive/completion.js';
import type { Main } from '../process/sys.js';
import { ashDialect, bashDialect, dashDialect } from './dialect.js';
import { shellMain } from './main.js';

/** bash 5.2, of the host, Debian, Ubuntu and CentOS. */
export const bash: Main = shellMain(bashDialect);
/** /bin/sh of Debian and Ubuntu. */
export const dash: Main = shellMain(dashDialect);
/** BusyBox's ash: /bin/sh of Alpine. */
export const ash: Main = shellMain(ashDialect);

/** A shell that completes the arguments of some commands by more than file names. */
export function shellWith(name: Dialect['name'], completers: ReadonlyMap<string, Completer>): Main {
  return shellMain({ bash: bashDialect, dash: dashDialect, ash: ashDialect }[name], completers);
}
