import { findUser, groupIdOf, loadAccounts } from '../accounts.js';
import { baseName } from '../files/paths.js';
import { refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { cannotRun } from '../process/run.js';
import { executeAs, groupIdsOf } from './become.js';
import { environmentFor, goHome } from './login-environment.js';

type Key = 'user' | 'login' | 'command' | 'shell' | 'preserve' | 'group' | 'supplementary' | 'fast' | 'pty' | 'session' | 'whitelist';

export const runuser = define<Key>({
  name: 'runuser',
  stopAtOperand: true,
  options: {
    user: ['-u USER, --user=USER', 'run the command that follows as USER, without a shell'],
    preserve: ['-m, -p, --preserve-environment', 'do not reset environment variables'],
    whitelist: refused('-w LIST, --whitelist-environment=LIST'),
    group: ['-g GROUP, --group=GROUP', 'primary group'],
    supplementary: ['-G GROUP, --supp-group=GROUP', 'supplementary group'],
    login: ['-l, --login', 'make the shell a login shell'],
    command: ['-c COMMAND, --command=COMMAND', 'pass a single command to the shell'],
    session: refused('--session-command=COMMAND'),
    fast: refused('-f, --fast'),
    shell: ['-s SHELL, --shell=SHELL', 'run SHELL'],
    pty: refused('-P, --pty'),
  },
  rewrite: argv => (argv.some(word => word.startsWith('-u') || word.startsWith('--user')) ? argv : optionsFirst(argv)),
  gnu: {
    usage: ['[options] -u <user> [[--] <command>]', '[options] [-] [<user> [<argument>...]]'],
    about: 'Run a command as another user, which only root may.',
  },
  origin: utilLinux,
  *run(tool) {
    const { args, sys } = tool;
    if (sys.credentials().uid !== 0) throw new Fatal('may not be used by non-root users');
    const words = [...args.operands];
    const isDash = words[0] === '-';
    if (isDash) words.shift();
    const direct = args.value('user');
    const name = direct ?? words.shift() ?? 'root';
    const accounts = yield* loadAccounts(sys);
    const user = findUser(accounts, name);
    if (!user) throw new Fatal(`user ${name} does not exist or the user entry does not contain all the required fields`);
    if (direct !== undefined && words.length === 0) throw new UsageError('no command was specified');
    const group = args.value('group');
    const gid = group === undefined ? user.gid : groupIdOf(accounts, group);
    if (gid === undefined) throw new Fatal(`group ${group ?? ''} does not exist`);
    const more = args.values('supplementary').flatMap(each => groupIdOf(accounts, each) ?? []);
    const isLogin = args.has('login') || isDash;
    const shell = args.value('shell') ?? (user.shell === '' ? '/bin/sh' : user.shell);
    const command = args.value('command');
    const argv =
      direct === undefined
        ? [isLogin ? `-${baseName(shell)}` : baseName(shell), ...(command === undefined ? [] : ['-c', command]), ...words]
        : words;
    const keepsAll = (args.has('preserve') && !isLogin) || direct !== undefined;
    const env = keepsAll ? new Map(sys.env) : environmentFor(tool, user, shell, { login: isLogin });
    try {
      if (isLogin) yield* goHome(tool, user.home);
      const groups = [...groupIdsOf(accounts, user), ...more];
      yield* executeAs(sys, { uid: user.uid, gid, groups }, { path: direct === undefined ? shell : (words[0] ?? ''), argv, env });
    } catch (error) {
      throw cannotRun(error, message => `failed to execute ${direct === undefined ? shell : (words[0] ?? '')}: ${message}`);
    }
  },
});

/** Options may come after the name of the user too; what follows `--` is the shell's. */
function optionsFirst(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const options: string[] = [];
  const operands: string[] = [];
  for (let i = 0; i < own.length; i++) {
    const word = own[i] ?? '';
    if (!word.startsWith('-') || word === '-') operands.push(word);
    else {
      options.push(word);
      const value = /^-[a-zA-Z]*[gGcs]$|^--(?:group|supp-group|command|shell)$/.test(word) ? own[++i] : undefined;
      if (value !== undefined) options.push(value);
    }
  }
  return [...options, '--', ...operands, ...(end < 0 ? [] : argv.slice(end + 1))];
}
