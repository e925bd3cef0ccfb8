import type { Task } from '../../core/task.js';
import { invalidOption } from './help.js';
import type { Builtin, Execution } from '../run/execution.js';
import { ShellError } from '../state/shell-error.js';

export const umask: Builtin = {
  run: (execution, args) => {
    const { sys } = execution;
    const symbolic = args.includes('-S');
    const [mode] = args.filter(arg => arg !== '-S' && arg !== '-p');
    if (mode === undefined) {
      const mask = sys.umask();
      return execution.print(
        symbolic ? `${symbolicMask(mask)}\n` : `${args.includes('-p') ? 'umask ' : ''}${mask.toString(8).padStart(4, '0')}\n`,
      );
    }
    const mask = /^[0-7]{1,4}$/.test(mode) ? parseInt(mode, 8) : /^[0-9]/.test(mode) ? undefined : parseSymbolic(mode, sys.umask());
    if (mask === undefined) return badMode(execution, mode);
    sys.umask(mask);
    return 0;
  },
};

function badMode(execution: Execution, mode: string): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
      return execution.complain(
        /^\d/.test(mode)
          ? `${mode}: octal number out of range`
          : `\`${mode.replace(/^[ugoa]*/, '').charAt(0)}': invalid symbolic mode operator`,
      );
    case 'dash':
      return execution.complain(/^\d/.test(mode) ? `Illegal number: ${mode}` : `Illegal mode: ${mode}`, 2);
    case 'ash':
      return execution.complain(`illegal mode: ${mode}`, 2);
  }
}

function symbolicMask(mask: number): string {
  const letters = (bits: number): string => ['r', 'w', 'x'].filter((_, index) => (bits & (4 >> index)) === 0).join('');
  return `u=${letters(mask >> 6)},g=${letters(mask >> 3)},o=${letters(mask)}`;
}

/** `u=rwx,go-w`: what is allowed, as chmod writes it. */
function parseSymbolic(text: string, mask: number): number | undefined {
  let allowed = ~mask & 0o777;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const [, who = '', operator, letters = ''] = match;
    const bits = [...letters].reduce((sum, letter) => sum | (letter === 'r' ? 4 : letter === 'w' ? 2 : 1), 0);
    for (const [name, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (who !== '' && !who.includes('a') && !who.includes(name)) continue;
      const placed = bits << shift;
      allowed = operator === '+' ? allowed | placed : operator === '-' ? allowed & ~placed : (allowed & ~(7 << shift)) | placed;
    }
  }
  return ~allowed & 0o777;
}

interface Limit {
  readonly letter: string;
  readonly bash: string;
  readonly ash: string;
  readonly dash: string;
  readonly name?: 'nofile' | 'nproc' | 'fsize' | 'cpu';
  readonly value?: number;
  /** Bytes in one unit of what is shown. */
  readonly unit?: number;
}

/** Limits that the host has, and the usual values of those that it does not enforce. */
const limits: readonly Limit[] = [
  { letter: 'R', bash: 'real-time non-blocking time  (microseconds, -R)', ash: '', dash: '' },
  {
    letter: 'c',
    bash: 'core file size              (blocks, -c)',
    ash: 'core file size (blocks)',
    dash: 'coredump(blocks)',
    value: Infinity,
  },
  { letter: 'd', bash: 'data seg size               (kbytes, -d)', ash: 'data seg size (kb)', dash: 'data(kbytes)' },
  { letter: 'e', bash: 'scheduling priority                 (-e)', ash: 'scheduling priority', dash: '', value: 0 },
  {
    letter: 'f',
    bash: 'file size                   (blocks, -f)',
    ash: 'file size (blocks)',
    dash: 'file(blocks)',
    name: 'fsize',
    unit: 1024,
  },
  { letter: 'i', bash: 'pending signals                     (-i)', ash: 'pending signals', dash: '', value: 15_611 },
  {
    letter: 'l',
    bash: 'max locked memory           (kbytes, -l)',
    ash: 'max locked memory (kb)',
    dash: 'locked memory(kbytes)',
    value: 8192,
  },
  { letter: 'm', bash: 'max memory size             (kbytes, -m)', ash: 'max memory size (kb)', dash: 'memory(kbytes)' },
  { letter: 'n', bash: 'open files                          (-n)', ash: 'open files', dash: 'nofiles', name: 'nofile' },
  { letter: 'p', bash: 'pipe size                (512 bytes, -p)', ash: '', dash: '', value: 8 },
  { letter: 'q', bash: 'POSIX message queues         (bytes, -q)', ash: 'POSIX message queues (bytes)', dash: '', value: 819_200 },
  { letter: 'r', bash: 'real-time priority                  (-r)', ash: 'real-time priority', dash: 'rtprio', value: 0 },
  { letter: 's', bash: 'stack size                  (kbytes, -s)', ash: 'stack size (kb)', dash: 'stack(kbytes)', value: 8192 },
  { letter: 't', bash: 'cpu time                   (seconds, -t)', ash: 'cpu time (seconds)', dash: 'time(seconds)', name: 'cpu' },
  { letter: 'u', bash: 'max user processes                  (-u)', ash: 'max user processes', dash: 'process', name: 'nproc' },
  { letter: 'v', bash: 'virtual memory              (kbytes, -v)', ash: 'virtual memory (kb)', dash: 'vmemory(kbytes)' },
  { letter: 'x', bash: 'file locks                          (-x)', ash: 'file locks', dash: 'locks' },
];

export const ulimit: Builtin = {
  run: (execution, args) => {
    const { shell } = execution;
    const dialect = shell.dialect.name;
    const options = args
      .filter(arg => /^-[A-Za-z]+$/.test(arg))
      .join('')
      .replaceAll('-', '');
    const [value] = args.filter(arg => !/^-[A-Za-z]+$/.test(arg));
    if (options.includes('a'))
      return execution.print(
        limits
          .filter(limit => limit[dialect] !== '')
          .map(limit => listLine(execution, limit))
          .join(''),
      );
    const letter = options.replace(/[HS]/g, '').slice(-1) || 'f';
    const limit = limits.find(candidate => letterOf(candidate, dialect) === letter && candidate[dialect] !== '');
    if (!limit) {
      if (dialect === 'bash') return invalidOption(execution, `-${letter}`);
      throw new ShellError(`${dialect === 'dash' ? 'I' : 'i'}llegal option -${letter}`, { status: 2, scope: 'command' });
    }
    if (value === undefined) return execution.print(`${shown(execution, limit)}\n`);
    return setLimit(execution, limit, value);
  },
};

/** dash has letters of its own for two of them. */
function letterOf({ letter }: Limit, dialect: 'bash' | 'dash' | 'ash'): string {
  if (dialect !== 'dash') return letter;
  return letter === 'u' ? 'p' : letter === 'x' ? 'w' : letter;
}

function listLine(execution: Execution, limit: Limit): string {
  const value = shown(execution, limit);
  switch (execution.shell.dialect.name) {
    case 'bash':
      return `${limit.bash} ${value}\n`;
    case 'dash':
      return `${limit.dash.padEnd(20)} ${value}\n`;
    case 'ash':
      return `${limit.ash.padEnd(32)}(-${limit.letter}) ${value}\n`;
  }
}

function shown({ sys }: Execution, limit: Limit): string {
  const value = limit.name ? sys.getLimit(limit.name) : (limit.value ?? Infinity);
  return value === Infinity ? 'unlimited' : String(Math.floor(value / (limit.unit ?? 1)));
}

function* setLimit(execution: Execution, limit: Limit, text: string): Task<number> {
  const value = text === 'unlimited' ? Infinity : /^\d+$/.test(text) ? Number(text) * (limit.unit ?? 1) : undefined;
  if (value === undefined)
    return yield* execution.complain(
      execution.shell.dialect.name === 'bash' ? `${text}: invalid number` : `Illegal number: ${text}`,
      execution.shell.dialect.name === 'bash' ? 1 : 2,
    );
  if (!limit.name) {
    yield* execution.complainRaw(`drydock: ulimit -${limit.letter} is not simulated\n`);
    return 1;
  }
  execution.sys.setLimit(limit.name, value);
  return 0;
}

export const times: Builtin = {
  special: true,
  run: execution => {
    const { sys, shell } = execution;
    const own = sys.processes().find(({ pid }) => pid === sys.pid)?.cpuTime ?? 0;
    const digits = shell.dialect.name === 'dash' ? 6 : 3;
    const format = (ms: number): string => `${String(Math.floor(ms / 60_000))}m${((ms % 60_000) / 1000).toFixed(digits)}s`;
    return execution.print(`${format(own)} ${format(0)}\n${format(0)} ${format(0)}\n`);
  },
};
