import type { CommandLine } from '../command-line.js';
import { isErrno } from '../../core/errno.js';
import { IndexedArray } from './shell-array.js';
import type { Shell } from './shell.js';

/** Sets the variables that every shell of the dialect has from the start, among them those that change by themselves. */
export function defineShellVariables(shell: Shell, line: Pick<CommandLine, 'invokedAs'>): void {
  const { variables, sys, dialect } = shell;
  shell.invokedAs = line.invokedAs;
  setDefault(shell, 'PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  variables.set('IFS', ' \t\n');
  variables.set('OPTIND', '1');
  variables.set('PPID', String(sys.ppid));
  setWorkingDirectory(shell);
  variables.define('_', { read: () => shell.lastArgument, write: () => undefined });
  shell.lastArgument = sys.env.get('_') ?? line.invokedAs;
  if (dialect.name === 'dash') {
    setDefault(shell, 'PS1', sys.credentials().uid === 0 ? '# ' : '$ ');
    setDefault(shell, 'PS2', '> ');
    setDefault(shell, 'PS4', '+ ');
    variables.define('LINENO', { read: () => String(shell.line), write: () => undefined });
    return;
  }
  variables.define('RANDOM', { read: () => String(sys.random.below(32768)), write: () => undefined });
  variables.define('LINENO', { read: () => String(shell.line), write: () => undefined });
  if (dialect.name === 'ash') {
    setDefault(shell, 'PS1', '\\w \\$ ');
    setDefault(shell, 'PS2', '> ');
    setDefault(shell, 'PS4', '+ ');
    setDefault(shell, 'HOSTNAME', sys.hostname());
    return;
  }
  defineBashVariables(shell);
}

/** What an interactive bash asks with; others have their prompts always. */
export function setDefaultPrompts(shell: Shell): void {
  if (shell.dialect.name !== 'bash') return;
  setDefault(shell, 'PS1', '\\s-\\v\\$ ');
  setDefault(shell, 'PS2', '> ');
}

function setDefault({ variables }: Shell, name: string, value: string): void {
  if (variables.get(name) === undefined) variables.set(name, value);
}

/** PWD from the environment counts while it names the directory that we are in. */
function setWorkingDirectory(shell: Shell): void {
  const { sys, variables } = shell;
  const given = sys.env.get('PWD');
  const physical = sys.cwd();
  variables.set('PWD', given !== undefined && given.startsWith('/') && isSame(shell, given) ? given : physical);
  if (shell.dialect.name === 'bash') {
    variables.export('PWD');
    const old = sys.env.get('OLDPWD');
    if (old === undefined) variables.export('OLDPWD');
    const level = Number(sys.env.get('SHLVL') ?? '0');
    variables.set('SHLVL', String((Number.isInteger(level) ? level : 0) + 1));
    variables.export('SHLVL');
  } else if (shell.dialect.name === 'ash') {
    const level = Number(sys.env.get('SHLVL') ?? '0');
    variables.set('SHLVL', String((Number.isInteger(level) ? level : 0) + 1));
    variables.export('SHLVL');
    variables.export('PWD');
  }
}

function isSame({ sys }: Shell, path: string): boolean {
  try {
    const a = sys.stat(path);
    const b = sys.stat('.');
    return a.ino === b.ino && a.dev === b.dev;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function defineBashVariables(shell: Shell): void {
  const { variables, sys } = shell;
  const { uid, gid } = sys.credentials();
  setDefault(shell, 'PS4', '+ ');
  variables.set('BASH', '/bin/bash');
  variables.set('BASH_VERSION', '5.2.15(1)-release');
  variables.set('HOSTNAME', sys.hostname());
  variables.set('HOSTTYPE', 'x86_64');
  variables.set('MACHTYPE', 'x86_64-pc-linux-gnu');
  variables.set('OSTYPE', 'linux-gnu');
  variables.set('OPTERR', '1');
  setDefault(shell, 'TERM', 'dumb');
  const version = new IndexedArray();
  for (const [index, part] of ['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu'].entries()) version.set(index, part);
  variables.setArray('BASH_VERSINFO', version);
  for (const [name, value] of [['UID', uid], ['EUID', uid]] as const) {
    variables.set(name, String(value));
    Object.assign(variables.ensure(name), { readonly: true, integer: true });
  }
  const groups = new IndexedArray();
  groups.set(0, String(gid));
  variables.setArray('GROUPS', groups);
  let offset = 0;
  variables.define('SECONDS', {
    read: () => String(Math.floor((sys.clock.now() - shell.startedAt) / 1000) + offset),
    write: (value) => {
      offset = (Number(value) || 0) - Math.floor((sys.clock.now() - shell.startedAt) / 1000);
    },
  });
  variables.define('EPOCHSECONDS', { read: () => String(Math.floor(sys.clock.epochMsOf(sys.clock.now()) / 1000)), write: () => undefined });
  variables.define('EPOCHREALTIME', { read: () => (sys.clock.epochMsOf(sys.clock.now()) / 1000).toFixed(6), write: () => undefined });
  variables.define('SRANDOM', { read: () => String(sys.random.uint32()), write: () => undefined });
  variables.define('BASHOPTS', { read: () => [...shell.shopt].sort().join(':'), write: () => undefined });
  variables.define('SHELLOPTS', { read: () => Object.entries(shell.options).filter(([, on]) => on === true).map(([name]) => name).sort().join(':'), write: () => undefined });
}
