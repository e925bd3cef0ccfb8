import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { findUser, groupIdOf, loadAccounts, type Accounts, type User } from '../accounts.js';
import { baseName } from '../files/paths.js';
import { LineReader } from '../input.js';
import { noEffect, refused } from '../options.js';
import { sudoOrigin } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { executeAs, groupIdsOf } from './become.js';
import { isPassword } from './crypt.js';
import { askHidden, callerOf } from './passwords.js';
import { allows, sudoRules, type SudoRule } from './sudoers.js';

type Key =
  | 'askpass'
  | 'background'
  | 'bell'
  | 'closeFrom'
  | 'preserve'
  | 'preserveSome'
  | 'edit'
  | 'group'
  | 'setHome'
  | 'host'
  | 'login'
  | 'resetAll'
  | 'reset'
  | 'list'
  | 'never'
  | 'groups'
  | 'prompt'
  | 'shell'
  | 'stdin'
  | 'user'
  | 'validate'
  | 'chdir';

const SECURE_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const TRIES = 3;
const usage =
  'usage: sudo -h | -K | -k | -V\nusage: sudo -v [-knS] [-g group] [-p prompt] [-u user]\nusage: sudo -l [-knS] [-U user] [-u user] [command [arg ...]]\nusage: sudo [-EHknS] [-D directory] [-g group] [-p prompt] [-u user] [VAR=value] [-i | -s] [command [arg ...]]\n';

export const sudo = define<Key>({
  name: 'sudo',
  stopAtOperand: true,
  options: {
    askpass: refused('-A, --askpass'),
    background: refused('-b, --background'),
    bell: noEffect('-B, --bell', 'nobody hears it'),
    closeFrom: refused('-C NUM, --close-from=NUM'),
    chdir: ['-D DIRECTORY, --chdir=DIRECTORY', 'change the working directory before running the command'],
    preserveSome: ['--preserve-env=LIST', 'keep these environment variables'],
    preserve: ['-E', 'keep the environment'],
    edit: refused('-e, --edit'),
    group: ['-g GROUP, --group=GROUP', 'run the command with this group'],
    setHome: noEffect('-H, --set-home', 'HOME is set anyway', undefined, 'set HOME to that of the user'),
    host: refused('-h HOST, --host=HOST'),
    login: ['-i, --login', 'run a login shell as the user'],
    resetAll: noEffect('-K, --remove-timestamp', 'passwords are not remembered'),
    reset: noEffect('-k, --reset-timestamp', 'passwords are not remembered', undefined, 'ask for the password again'),
    list: ['-l, --list', 'list what the user may do, or check a command'],
    never: ['-n, --non-interactive', 'never ask for a password'],
    groups: noEffect('-P, --preserve-groups', 'groups are those of the user'),
    prompt: ['-p PROMPT, --prompt=PROMPT', 'how to ask for the password'],
    shell: ['-s, --shell', 'run a shell as the user'],
    stdin: ['-S, --stdin', 'read the password from standard input'],
    user: ['-u USER, --user=USER', 'run the command as this user, by name or #number'],
    validate: ['-v, --validate', 'only ask for the password'],
  },
  gnu: {
    usage: ['[-EHknS] [-g group] [-u user] [VAR=value] [-i | -s] [command [arg ...]]', '-l', '-v'],
    about: 'Run a command as another user.',
  },
  origin: sudoOrigin,
  usageHint: () => usage,
  *run(tool) {
    const { args, sys } = tool;
    if (args.has('resetAll') || (args.has('reset') && args.operands.length === 0)) return;
    yield* checkRights(tool);
    const accounts = yield* loadAccounts(sys);
    const caller = findUser(accounts, String(callerOf(tool)));
    if (!caller) throw new Fatal(`you do not exist in the passwd database`);
    const request = requestOf(tool, accounts);
    if (request.argv.length === 0 && !args.has('list') && !args.has('validate')) {
      tool.status = 1;
      return yield* tool.complain(usage);
    }
    const rules = yield* rulesFor(tool, accounts, caller);
    const fitting =
      args.has('list') || args.has('validate')
        ? rules.at(-1)
        : rules.findLast(rule => allows(rule, request.user.name, request.path, request.argv.slice(1)));
    if (fitting?.asksPassword !== false) yield* askPasswordOf(tool, caller);
    if (!fitting) yield* refuse(tool, caller, request, rules.length > 0);
    if (args.has('validate')) return;
    if (args.has('list')) return yield* list(tool, caller, rules);
    yield* runRequest(tool, caller, request);
  },
});

interface Request {
  readonly user: User;
  readonly gid: number;
  readonly groups: readonly number[];
  /** The file that would be run; the name itself when there is none. */
  readonly path: string;
  readonly argv: readonly string[];
  readonly assignments: readonly (readonly [string, string])[];
}

function* checkRights(tool: Tool<Key>): Task<void> {
  const { uid, noNewPrivileges } = tool.sys.credentials();
  yield* tool.sys.tick();
  if (uid === 0) return;
  if (noNewPrivileges === true)
    throw new Fatal(
      'The "no new privileges" flag is set, which prevents sudo from running as root.\nsudo: If sudo is running in a container, you may need to adjust the container configuration to disable the flag.',
    );
  throw new Fatal('/usr/bin/sudo must be owned by uid 0 and have the setuid bit set');
}

function requestOf({ args, sys }: Tool<Key>, accounts: Accounts): Request {
  const name = args.value('user') ?? 'root';
  const user = name.startsWith('#') ? findUser(accounts, name.slice(1)) : accounts.users.find(each => each.name === name);
  if (!user) throw new Fatal(`unknown user ${name}\nsudo: error initializing audit plugin sudoers_audit`);
  const group = args.value('group');
  const gid = group === undefined ? user.gid : groupIdOf(accounts, group.replace(/^#/, ''));
  if (gid === undefined) throw new Fatal(`unknown group ${group ?? ''}\nsudo: error initializing audit plugin sudoers_audit`);
  const words = [...args.operands];
  const assignments: (readonly [string, string])[] = [];
  for (let first = words[0]; first !== undefined && /^[A-Za-z_]\w*=/.test(first); first = words[0]) {
    assignments.push([first.slice(0, first.indexOf('=')), first.slice(first.indexOf('=') + 1)]);
    words.shift();
  }
  const isShell = args.has('shell') || args.has('login');
  const shell = args.has('login') ? user.shell || '/bin/sh' : (sys.env.get('SHELL') ?? user.shell);
  const quoted = words.map(word => word.replace(/[^\w$-]/g, '\\$&')).join(' ');
  const first = args.has('login') ? `-${baseName(shell)}` : shell;
  const argv = isShell ? [first, ...(words.length > 0 ? ['-c', quoted] : [])] : words;
  return { user, gid, groups: groupIdsOf(accounts, user), path: isShell ? shell : found(sys, words[0] ?? ''), argv, assignments };
}

/** Where the safe path has a command. */
function found(sys: Tool['sys'], name: string): string {
  if (name.includes('/')) return name;
  return (
    SECURE_PATH.split(':')
      .map(folder => `${folder}/${name}`)
      .find(path => isFile(sys, path)) ?? name
  );
}

function isFile(sys: Tool['sys'], path: string): boolean {
  try {
    return sys.stat(path).kind === 'file' && sys.access(path, { execute: true });
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** Root may do everything to whom it likes. */
function* rulesFor(tool: Tool<Key>, accounts: Accounts, caller: User): Task<readonly SudoRule[]> {
  if (caller.uid === 0) return [{ runAs: 'ALL : ALL', asksPassword: false, commands: ['ALL'] }];
  const ids = groupIdsOf(accounts, caller);
  const names = accounts.groups.filter(group => ids.includes(group.gid)).map(group => group.name);
  try {
    return yield* sudoRules(tool.sys, caller.name, names);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`unable to open /etc/sudoers: ${error.message}\nsudo: no valid sudoers sources found, quitting`);
  }
}

function* askPasswordOf(tool: Tool<Key>, caller: User): Task<void> {
  const { sys, args } = tool;
  const field = (yield* AccountFiles.load(sys)).shadowOf(caller.name)?.[1] ?? '!';
  if (args.has('never')) throw new Fatal('a password is required');
  if (!sys.isTerminal(0) && !args.has('stdin'))
    throw new Fatal(
      'a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required',
    );
  const lines = new LineReader(sys, 0);
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const typed = yield* askHidden(tool, lines, args.value('prompt') ?? `[sudo] password for ${caller.name}: `, '');
    if (typed === undefined)
      throw new Fatal(
        attempt === 1
          ? 'no password was provided\nsudo: a password is required'
          : `${String(attempt - 1)} incorrect password attempt${attempt === 2 ? '' : 's'}`,
      );
    if (yield* isPassword(sys, typed, field)) return;
    yield* sys.sleep(2000);
    if (attempt < TRIES) yield* tool.complain('Sorry, try again.\n');
  }
  throw new Fatal(`${String(TRIES)} incorrect password attempts`);
}

function* refuse(tool: Tool<Key>, caller: User, request: Request, isKnown: boolean): Task<void> {
  const host = tool.sys.hostname();
  if (!isKnown) yield* tool.complain(`${caller.name} is not in the sudoers file.\n`);
  else
    yield* tool.complain(
      `Sorry, user ${caller.name} is not allowed to execute '${[request.path, ...request.argv.slice(1)].join(' ')}' as ${request.user.name} on ${host}.\n`,
    );
  throw new Fatal('');
}

function* list(tool: Tool<Key>, caller: User, rules: readonly SudoRule[]): Task<void> {
  const host = tool.sys.hostname();
  const [command] = tool.args.operands;
  if (command !== undefined) {
    const path = found(tool.sys, command);
    if (!rules.some(rule => allows(rule, 'root', path, tool.args.operands.slice(1)))) throw new Fatal('');
    return yield* tool.out.line([path, ...tool.args.operands.slice(1)].join(' '));
  }
  yield* tool.out.write(
    `Matching Defaults entries for ${caller.name} on ${host}:\n    env_reset, mail_badpass, secure_path=${SECURE_PATH.replaceAll(':', '\\:')}, use_pty\n\nUser ${caller.name} may run the following commands on ${host}:\n`,
  );
  for (const { runAs, asksPassword, commands } of rules)
    yield* tool.out.line(
      `    (${runAs
        .split(':')
        .map(part => part.trim())
        .join(' : ')}) ${asksPassword ? '' : 'NOPASSWD: '}${commands.join(', ')}`,
    );
}

/** What of the environment goes along, and what tells who called. */
function environmentOf({ args, sys }: Tool<Key>, caller: User, { user, path, argv, assignments }: Request): Map<string, string> {
  const kept = args.has('preserve')
    ? [...sys.env.keys()]
    : ['TERM', 'LANG', 'LANGUAGE', 'LS_COLORS', 'TZ', 'DISPLAY', 'PS1', ...[...sys.env.keys()].filter(key => key.startsWith('LC_'))];
  const named = (args.value('preserveSome') ?? '').split(',');
  const env = new Map<string, string>();
  for (const key of new Set([...kept, ...named])) {
    const value = sys.env.get(key);
    if (value !== undefined && key !== 'PS1') env.set(key, value);
  }
  const set = {
    PATH: SECURE_PATH,
    HOME: user.home,
    LOGNAME: user.name,
    USER: user.name,
    SHELL: user.shell || '/bin/sh',
    MAIL: `/var/mail/${user.name}`,
    SUDO_COMMAND: [path, ...argv.slice(1)].join(' '),
    SUDO_USER: caller.name,
    SUDO_UID: String(caller.uid),
    SUDO_GID: String(caller.gid),
  };
  for (const [key, value] of [...Object.entries(set), ...assignments]) env.set(key, value);
  return env;
}

function* runRequest(tool: Tool<Key>, caller: User, request: Request): Task<void> {
  const { sys, args } = tool;
  const { user, gid, groups, path, argv } = request;
  if (!path.includes('/')) throw new Fatal(`${path}: command not found`);
  try {
    const folder = args.value('chdir') ?? (args.has('login') ? user.home : undefined);
    if (folder !== undefined) sys.chdir(folder);
    yield* executeAs(sys, { uid: user.uid, gid, groups: [gid, ...groups] }, { path, argv, env: environmentOf(tool, caller, request) });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(error.code === 'ENOENT' ? `${path}: command not found` : `unable to execute ${path}: ${error.message}`);
  }
}
