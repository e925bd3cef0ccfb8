import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { linkEnvironment } from './links.js';

const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The variables of a container's processes, in Docker's order; runc adds HOME when nobody set it. */
export function containerEnvironment(
  daemon: Daemon,
  container: ContainerRecord,
  { home, tty, extra = [] }: { readonly home: string; readonly tty: boolean; readonly extra?: readonly string[] },
): ReadonlyMap<string, string> {
  const entries = [DEFAULT_PATH, `HOSTNAME=${container.config.Hostname}`, ...(tty ? ['TERM=xterm'] : [])];
  const env = new Map<string, string>();
  for (const entry of [...entries, ...linkEnvironment(daemon, container), ...(container.config.Env ?? []), ...extra]) setEntry(env, entry);
  if (!env.has('HOME')) env.set('HOME', home);
  return env;
}

/** `NAME=value` sets a variable; a bare name takes it away. */
function setEntry(env: Map<string, string>, entry: string): void {
  const at = entry.indexOf('=');
  if (at < 0) env.delete(entry);
  else env.set(entry.slice(0, at), entry.slice(at + 1));
}
