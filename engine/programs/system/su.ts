import { isErrno } from '../../core/errno.js';
import { findUser, loadAccounts } from '../accounts.js';
import { utilLinux } from '../origins.js';
import { define, Fatal } from '../tool.js';
import { groupIdsOf, isAuthentic } from '../users/become.js';
import { environmentFor, goHome } from '../users/login-environment.js';
import { callerOf } from '../users/passwords.js';

type Key = 'login' | 'command' | 'shell' | 'preserve';

export const su = define<Key>({
  name: 'su',
  options: {
    login: ['-l, --login', 'make the shell a login shell'],
    command: ['-c COMMAND, --command=COMMAND', 'pass a single command to the shell'],
    preserve: ['-m, -p, --preserve-environment', 'do not reset environment variables'],
    shell: ['-s SHELL, --shell=SHELL', 'run SHELL'],
  },
  gnu: { usage: ['[options] [-] [<user> [<argument>...]]'], about: 'Change the effective user ID and group ID to that of <user>.' },
  busybox: { usage: ['[-lmp] [-s SH] [-] [USER [FILE ARGS]]'], about: 'Run shell under USER (by default, root)' },
  origin: utilLinux,
  *run(tool) {
    const { args, sys } = tool;
    const words = [...args.operands];
    const login = args.has('login') || words[0] === '-';
    if (words[0] === '-') words.shift();
    const name = words.shift() ?? 'root';
    const accounts = yield* loadAccounts(sys);
    const user = findUser(accounts, name);
    if (!user)
      throw new Fatal(
        tool.isGnu ? `user ${name} does not exist or the user entry does not contain all the required fields` : `unknown user ${name}`,
      );
    if (sys.credentials().uid !== 0) throw new Fatal('must be suid to work properly');
    if (callerOf(tool) !== 0 && !(yield* isAuthentic(tool, user.name)))
      throw new Fatal(tool.isGnu ? 'Authentication failure' : 'incorrect password');
    const shell = args.value('shell') ?? (user.shell === '' ? '/bin/sh' : user.shell);
    const env = args.has('preserve') && !login ? new Map(sys.env) : environmentFor(tool, user, shell, { login });
    const command = args.value('command');
    try {
      if (login) yield* goHome(tool, user.home);
      sys.setCredentials({ uid: user.uid, gid: user.gid, groups: groupIdsOf(accounts, user) });
      const base = shell.slice(shell.lastIndexOf('/') + 1);
      yield* sys.exec(shell, [login ? `-${base}` : base, ...(command === undefined ? [] : ['-c', command]), ...words], env);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(
        tool.isGnu ? `failed to execute ${shell}: ${error.message}` : `can't execute '${shell}': ${error.message}`,
        error.code === 'ENOENT' ? 127 : 126,
      );
    }
  },
});
