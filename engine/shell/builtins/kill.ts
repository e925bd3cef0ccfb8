import { Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { parseSignal, signalNumbers, signalOf, type Signal } from '../../process/signals.js';
import { stateOf } from '../run/jobs.js';
import type { Builtin, Execution } from '../run/execution.js';
import { rawStatus } from './text-commands.js';

export type KillRequest =
  | { readonly kind: 'list'; readonly names: readonly string[] }
  | { readonly kind: 'send'; readonly signal: Signal | 0; readonly targets: readonly string[] }
  | { readonly kind: 'bad-signal'; readonly text: string }
  | { readonly kind: 'bad-option'; readonly message: string }
  | { readonly kind: 'usage' };

/** What the arguments of `kill` ask for. */
export function parseKill(args: readonly string[]): KillRequest {
  const [first] = args;
  if (first === undefined) return { kind: 'usage' };
  if (first === '-l' || first === '-L') return { kind: 'list', names: args.slice(1) };
  if (first === '--') return send('TERM', args.slice(1));
  if (first === '-s' || first === '-n') return args[1] === undefined ? { kind: 'usage' } : send(args[1], args.slice(2));
  if (/^-./.test(first))
    return send(first.startsWith('-s') && parseSignal(first.slice(1)) === undefined ? first.slice(2) : first.slice(1), args.slice(1));
  return send('TERM', args);
}

/** `kill -NAME` or `kill -s NAME`; anything else are letters of options (killcmd in dash's jobs.c). */
function parseDashKill(args: readonly string[]): KillRequest {
  const [first = '', second, ...rest] = args;
  if (!/^-./.test(first) || isSignal(first.slice(1))) return parseKill(args);
  if (first === '--') return second === undefined ? { kind: 'usage' } : send('TERM', args.slice(1));
  const letter = first.charAt(1);
  if (letter === 'l') return { kind: 'list', names: args.slice(1) };
  if (letter !== 's') return { kind: 'bad-option', message: `Illegal option -${letter}` };
  if (first.length > 2) return sendTo(first.slice(2), args.slice(1));
  return second === undefined ? { kind: 'bad-option', message: 'No arg for -s option' } : sendTo(second, rest);
}

/** As BusyBox's program does it: what follows the first `-` is a signal, whatever it is (kill.c). */
function parseAshKill(args: readonly string[]): KillRequest {
  const [first = '', second, ...rest] = args;
  if (first === '-l' || first === '--' || !first.startsWith('-')) return parseKill(args);
  return first === '-s' && second !== undefined ? sendTo(second, rest) : sendTo(first.slice(1), args.slice(1));
}

const parsers = { bash: parseKill, dash: parseDashKill, ash: parseAshKill };

/** A signal by name or number, to all that follow: `--` is none of its options. */
function sendTo(name: string, targets: readonly string[]): KillRequest {
  const signal = isSignal(name) ? send(name, ['']) : undefined;
  if (signal?.kind !== 'send') return { kind: 'bad-signal', text: name };
  return targets.length === 0 ? { kind: 'usage' } : { ...signal, targets };
}

function isSignal(name: string): boolean {
  return name === '0' || name.toUpperCase() === 'EXIT' || parseSignal(name) !== undefined;
}

function send(name: string, rest: readonly string[]): KillRequest {
  const signal = name === '0' || name.toUpperCase() === 'EXIT' ? 0 : parseSignal(name);
  if (signal === undefined) return { kind: 'bad-signal', text: name };
  const targets = rest[0] === '--' ? rest.slice(1) : rest;
  return targets.length === 0 ? { kind: 'usage' } : { kind: 'send', signal, targets };
}

/** What `kill -l` answers for a number (also 128 + a signal) or a name; undefined when there is no such signal. */
export function translateSignal(text: string, dialect: 'bash' | 'dash' | 'ash' = 'bash'): string | undefined {
  if (!/^\d+$/.test(text)) {
    const name = text.toUpperCase().replace(/^(SIG)?/, 'SIG');
    const signal = parseSignal(text);
    return signal
      ? String(signalNumbers[signal])
      : dialect === 'bash'
        ? realTimeSignals.find(([own]) => own === name)?.[1].toString()
        : undefined;
  }
  const number = Number(text) > 128 ? Number(text) - 128 : Number(text);
  const known = signalOf(number)?.slice(3) ?? realTimeSignals.find(([, own]) => own === number)?.[0].slice(3);
  if (dialect !== 'ash') return known;
  return number === SIGIO ? 'POLL' : (known?.replace(/^RTM..[-+].*/, text) ?? text);
}

const SIGIO = 29;
const FIRST_REAL_TIME = 34;
const LAST_REAL_TIME = 64;

/** Named from the nearer end of their range. Nobody here sends one; `kill -l` has their names. */
const realTimeSignals = Array.from({ length: LAST_REAL_TIME - FIRST_REAL_TIME + 1 }, (_, index): readonly [string, number] => {
  const number = FIRST_REAL_TIME + index;
  const isLow = index <= (LAST_REAL_TIME - FIRST_REAL_TIME) / 2;
  const distance = isLow ? index : LAST_REAL_TIME - number;
  const end = isLow ? 'SIGRTMIN' : 'SIGRTMAX';
  return [distance === 0 ? end : `${end}${isLow ? '+' : '-'}${String(distance)}`, number];
});

export const kill: Builtin = {
  run: (execution, args) => {
    const request = parsers[execution.shell.dialect.name](args);
    switch (request.kind) {
      case 'list':
        return listTask(execution, request.names);
      case 'send':
        return sendTask(execution, request.signal, request.targets);
      case 'bad-signal':
        return badSignal(execution, request.text);
      case 'bad-option':
        return execution.complain(request.message, 2);
      case 'usage':
        return usage(execution);
    }
  },
};

function badSignal(execution: Execution, text: string): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
      return execution.complain(`${text}: invalid signal specification`);
    case 'dash':
      return execution.complain(`invalid signal number or name: ${text}`, 2);
    case 'ash':
      return rawStatus(execution, `${execution.shell.applet}: bad signal name '${text}'\n`, 1);
  }
}

function unknownSignal(execution: Execution, name: string): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
      return badSignal(execution, name);
    case 'dash':
      return execution.complain(/^\d+$/.test(name) ? `invalid signal number or exit status: ${name}` : `Illegal number: ${name}`, 2);
    case 'ash':
      return rawStatus(execution, `${execution.shell.applet}: unknown signal '${name}'\n`, 1);
  }
}

function usage(execution: Execution): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
      return rawStatus(execution, 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n', 2);
    case 'dash':
      return execution.complain('Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]', 2);
    case 'ash':
      return rawStatus(execution, `${execution.shell.applet}: you need to specify whom to kill\n`, 1);
  }
}

function* listTask(execution: Execution, names: readonly string[]): Task<number> {
  if (names.length === 0) return yield* execution.print(listSignals(execution.shell.dialect.name));
  let status = 0;
  // dash looks at its first operand only.
  for (const name of execution.shell.dialect.name === 'dash' ? names.slice(0, 1) : names) {
    const answer = translateSignal(name, execution.shell.dialect.name);
    if (answer === undefined) status = yield* unknownSignal(execution, name);
    else yield* execution.print(`${answer}\n`);
  }
  return status;
}

function listSignals(dialect: 'bash' | 'dash' | 'ash'): string {
  const names: readonly (readonly [string, number])[] = [...Object.entries(signalNumbers), ...(dialect === 'bash' ? realTimeSignals : [])];
  if (dialect === 'ash')
    return names.map(([name, number]) => `${String(number).padStart(2)}) ${number === SIGIO ? 'POLL' : name.slice(3)}\n`).join('');
  if (dialect === 'dash')
    return `0\n${[...names, ['SIG32'], ['SIG33'], ...realTimeSignals].map(([name = '']) => `${name.slice(3)}\n`).join('')}`;
  const cells = names.map(([name, number]) => `${String(number).padStart(2)}) ${name}`);
  const rows = cells.map((cell, index) => cell + (index % 5 === 4 ? '\n' : '\t')).join('');
  return cells.length % 5 === 0 ? rows : `${rows}\n`;
}

function* sendTask(execution: Execution, signal: Signal | 0, targets: readonly string[]): Task<number> {
  let status = 0;
  for (const target of targets) {
    const failure = target.startsWith('%') ? killJob(execution, signal, target) : killProcess(execution, signal, target);
    if (failure !== undefined) status = yield* complainKill(execution, failure, target);
  }
  // A signal to ourselves has come before the next command runs.
  yield* execution.sys.tick();
  return status;
}

function* complainKill(execution: Execution, message: string, target: string): Task<number> {
  // ash looks jobs up as a builtin, and sends as a program.
  if (execution.shell.dialect.name === 'ash' && target.startsWith('%')) return yield* execution.complain(message);
  if (execution.shell.dialect.name === 'ash') return yield* rawStatus(execution, `${execution.shell.applet}: ${message}\n`, 1);
  // dash ends its message with an empty line.
  if (execution.shell.dialect.name === 'dash' && message.startsWith('Illegal')) return yield* execution.complain(message, 2);
  return yield* execution.complain(execution.shell.dialect.name === 'dash' && message === 'No such process' ? `${message}\n` : message);
}

function killJob(execution: Execution, signal: Signal | 0, spec: string): string | undefined {
  const { jobs, sys, shell } = execution;
  const job = jobs.find(spec);
  if (!job || job === 'ambiguous') return shell.dialect.name === 'dash' ? `No such job: ${spec}` : `${spec}: no such job`;
  jobs.signalled = { job, at: sys.clock.now(), stopped: stateOf(job) === 'stopped' };
  try {
    if (job.processGroup !== undefined) sys.kill(-job.processGroup, signal);
    else for (const { pid, status } of job.processes) if (!status) sys.kill(pid, signal);
    // What is stopped cannot notice the signal.
    if (
      shell.dialect.name === 'bash' &&
      stateOf(job) === 'stopped' &&
      job.processGroup !== undefined &&
      (signal === 'SIGTERM' || signal === 'SIGHUP')
    )
      sys.kill(-job.processGroup, 'SIGCONT');
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return failureText(execution, spec, error);
  }
  return undefined;
}

function killProcess(execution: Execution, signal: Signal | 0, target: string): string | undefined {
  if (!/^-?\d+$/.test(target)) {
    switch (execution.shell.dialect.name) {
      case 'bash':
        return `${target}: arguments must be process or job IDs`;
      case 'dash':
        return `Illegal number: ${target}`;
      case 'ash':
        return `invalid number '${target}'`;
    }
  }
  try {
    const job = execution.jobs.ofPid(Math.abs(Number(target)));
    if (job) execution.jobs.signalled = { job, at: execution.sys.clock.now(), stopped: false };
    execution.sys.kill(Number(target), signal);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return failureText(execution, target, error);
  }
  return undefined;
}

function failureText({ shell }: Execution, target: string, error: Errno): string {
  switch (shell.dialect.name) {
    case 'bash':
      return `(${target}) - ${error.message}`;
    case 'dash':
      return error.message;
    case 'ash':
      return `can't kill pid ${target}: ${error.message}`;
  }
}
