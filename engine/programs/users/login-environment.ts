import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { User } from '../accounts.js';
import type { Tool } from '../tool.js';

/** The PATH of a login, from /etc/login.defs (ENV_SUPATH, ENV_PATH) and BusyBox's libbb (BB_ROOT_PATH, BB_PATH_ROOT_PATH). */
const paths = {
  gnu: {
    root: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    others: '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games',
  },
  busybox: { root: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', others: '/usr/local/bin:/usr/bin:/bin' },
} as const;

/** What a program that becomes a user gives to the user's shell: nothing of what was but TERM to a login shell, otherwise most of it. */
export function environmentFor(tool: Tool, user: User, shell: string, { login }: { readonly login: boolean }): Map<string, string> {
  const old = tool.sys.env;
  const term = old.get('TERM');
  const env = login ? new Map(term === undefined ? [] : [['TERM', term]]) : new Map(old);
  env.set('HOME', user.home).set('SHELL', shell);
  // To root the names of the caller stay.
  if (login || user.uid !== 0) env.set('USER', user.name).set('LOGNAME', user.name);
  if (login) env.set('PATH', paths[tool.flavour][user.uid === 0 ? 'root' : 'others']);
  // pam_mail of the session; BusyBox has no PAM.
  if (tool.isGnu) env.set('MAIL', `/var/mail/${user.name}`);
  return env;
}

/** Goes home, or says that there is none and stays. */
export function* goHome(tool: Tool, home: string): Task<void> {
  const { sys } = tool;
  try {
    sys.chdir(home);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.warn(tool.isGnu ? `warning: cannot change directory to ${home}: ${error.message}` : `can't change directory to '${home}'`);
    if (!tool.isGnu) sys.chdir('/');
  }
}
