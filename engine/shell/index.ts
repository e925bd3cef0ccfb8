import type { HostResolver } from './dialect.js';
import type { Completer } from './interactive/completion.js';
import type { Main } from '../process/sys.js';
import { ashDialect, bashDialect, dashDialect } from './dialect.js';
import { shellMain } from './main.js';

/** bash 5.2, of the host, Debian, Ubuntu and CentOS; with a resolver it knows `/dev/tcp/HOST/PORT`. */
export const bash: Main = shellMain(bashDialect);
export function bashWith(resolveHost: HostResolver, completers: ReadonlyMap<string, Completer> = new Map<string, Completer>()): Main {
  return shellMain({ ...bashDialect, resolveHost }, completers);
}
/** /bin/sh of Debian and Ubuntu. */
export const dash: Main = shellMain(dashDialect);
/** BusyBox's ash: /bin/sh of Alpine. */
export const ash: Main = shellMain(ashDialect);
