import { bashRelease, bashVersion } from '../bash-version.js';
import type { CommandLine } from '../command-line.js';
import { isErrno } from '../../core/errno.js';
import { IndexedArray } from './shell-array.js';
import { commandText } from '../syntax/command-text.js';
import type { Shell } from './shell.js';
import type { VariableHost } from './variables.js';

/** Sets the variables that every shell of the dialect has from the start, among them those that change by themselves. */
export function defineShellVariables(shell: Shell, line: Pick<CommandLine, 'invokedAs'>): void {
  const { variables, sys, dialect } = shell;
  shell.invokedAs = line.invokedAs;
  setDefault(shell, 'PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  variables.set('IFS', ' \t\n');
  variables.set('OPTIND', '1');
  variables.set('PPID', String(sys.ppid));
  setWorkingDirectory(shell);
  if (dialect.name === 'dash') {
    setDefault(shell, 'PS1', sys.credentials().uid === 0 ? '# ' : '$ ');
    setDefault(shell, 'PS2', '> ');
    setDefault(shell, 'PS4', '+ ');
    variables.define('LINENO', { read: host => String(host.line) });
    return;
  }
  variables.define('RANDOM', { read: host => String(nextRandom(host)), write: (value, host) => (host.randomSeed = Number(value) >>> 0) });
  variables.define('LINENO', { read: host => String(host.countedLine) });
  if (dialect.name === 'ash') {
    setDefault(shell, 'PS1', '\\w \\$ ');
    setDefault(shell, 'PS2', '> ');
    setDefault(shell, 'PS4', '+ ');
    setDefault(shell, 'HOSTNAME', sys.hostname());
    return;
  }
  shell.lastArgument = sys.env.get('_') ?? line.invokedAs;
  variables.define('_', { read: host => host.lastArgument });
  defineBashVariables(shell);
}

/** bash's own generator (Park and Miller) goes on from what RANDOM was set to; otherwise the machine's. */
function nextRandom(host: VariableHost): number {
  if (host.randomSeed === undefined) return host.sys.random.below(32768);
  const last = host.randomSeed === 0 ? 123_459_876 : host.randomSeed;
  const high = Math.floor(last / 127_773);
  const next = 16_807 * (last - 127_773 * high) - 2836 * high;
  host.randomSeed = next < 0 ? next + 0x7fff_ffff : next;
  return ((host.randomSeed >>> 16) ^ (host.randomSeed & 0xffff)) & 0x7fff;
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
  } else if (shell.dialect.name === 'dash') variables.export('PWD');
  else {
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
  const told = bashVersion(shell.dialect.release);
  const { uid, gid } = sys.credentials();
  setDefault(shell, 'PS4', '+ ');
  variables.set('BASH', '/bin/bash');
  variables.set('BASH_VERSION', bashRelease(told));
  variables.set('HOSTNAME', sys.hostname());
  variables.set('HOSTTYPE', 'x86_64');
  variables.set('MACHTYPE', told.machine);
  variables.set('OSTYPE', 'linux-gnu');
  variables.set('OPTERR', '1');
  setDefault(shell, 'TERM', 'dumb');
  const version = new IndexedArray();
  for (const [index, part] of [...told.number.split('.'), told.build, 'release', told.machine].entries()) version.set(index, part);
  variables.setArray('BASH_VERSINFO', version);
  variables.ensure('BASH_VERSINFO').readonly = true;
  for (const [name, value] of [
    ['UID', uid],
    ['EUID', uid],
  ] as const) {
    variables.set(name, String(value));
    Object.assign(variables.ensure(name), { readonly: true, integer: true });
  }
  const groups = new IndexedArray();
  groups.set(0, String(gid));
  variables.setArray('GROUPS', groups);
  defineComputedVariables(shell);
}

function defineComputedVariables({ variables }: Shell): void {
  variables.define('SECONDS', {
    read: host => String(Math.floor((host.sys.clock.now() - host.startedAt) / 1000)),
    write: (value, host) => {
      host.startedAt = host.sys.clock.now() - (Number(value) || 0) * 1000;
    },
  });
  variables.define('EPOCHSECONDS', { read: ({ sys }) => String(Math.floor(sys.clock.epochMsOf(sys.clock.now()) / 1000)) });
  variables.define('EPOCHREALTIME', { read: ({ sys }) => (sys.clock.epochMsOf(sys.clock.now()) / 1000).toFixed(6) });
  variables.define('SRANDOM', { read: ({ sys }) => String(sys.random.uint32()) });
  variables.define('BASH_COMMAND', { read: ({ command }) => (typeof command === 'object' ? commandText(command) : (command ?? '')) });
  variables.define('BASHPID', { read: ({ sys }) => String(sys.pid) });
  variables.define('BASH_SUBSHELL', { read: ({ subshellLevel }) => String(subshellLevel) });
  variables.define('BASHOPTS', { read: ({ shopt }) => [...shopt].sort().join(':') });
  variables.define('SHELLOPTS', { read: ({ options }) => onOptions(options) });
  variables.defineArray('PIPESTATUS', ({ pipeStatus }) => arrayOf(pipeStatus.map(String)));
  variables.defineArray('FUNCNAME', ({ frames }) =>
    arrayOf(frames.some(({ file }) => file !== '') ? frames.map(({ name }) => name).reverse() : []),
  );
  variables.defineArray('BASH_SOURCE', ({ frames }) => arrayOf(frames.map(({ file }) => file).reverse()));
  variables.defineArray('BASH_LINENO', ({ frames }) => arrayOf(frames.map(({ line }) => String(line)).reverse()));
  variables.defineArray('DIRSTACK', ({ directoryStack, sys }) => arrayOf([sys.cwd(), ...directoryStack]));
}

function onOptions(options: object): string {
  return Object.entries(options)
    .filter(([, on]) => on === true)
    .map(([name]) => name)
    .sort()
    .join(':');
}

function arrayOf(values: readonly string[]): IndexedArray {
  const array = new IndexedArray();
  for (const [index, value] of values.entries()) array.set(index, value);
  return array;
}
