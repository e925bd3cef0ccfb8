import { isErrno, type Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Pid, Sys } from '../../process/sys.js';
import { quoteAlways } from '../quoting.js';
import { readText } from '../input.js';
import { noEffect, refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

/**
 * How the kernel shares out processors and disks. Drydock's gives all processes the same share of all of them: what asks for that is done,
 * what asks for something else is refused.
 */

type TasksetKey = 'all' | 'pid' | 'list';

export const taskset = define<TasksetKey>({
  name: 'taskset',
  stopAtOperand: true,
  options: {
    all: noEffect('-a, --all-tasks', 'processes have one thread'),
    pid: ['-p, --pid', 'operate on a process that is there'],
    list: ['-c, --cpu-list', 'show and read processors as a list'],
  },
  gnu: { usage: ['[options] [mask | cpu-list] [pid|cmd [args...]]'], about: "Show or change a process's CPU affinity." },
  busybox: { usage: ['[-ap] [HEXMASK | -c LIST] [PID | PROG ARGS]'], about: 'Set or get CPU affinity' },
  origin: utilLinux,
  *run(tool) {
    const { args, sys } = tool;
    const [first, ...rest] = args.operands;
    if (first === undefined || (!args.has('pid') && rest.length === 0)) throw new UsageError(tool.isGnu ? 'bad usage' : '');
    if (!args.has('pid')) {
      yield* checkProcessors(tool, sys.pid, first);
      return yield* become(tool, rest);
    }
    const pid = pidOf(tool, rest[0] ?? first);
    requireProcess(sys, pid, error =>
      tool.isGnu ? `failed to get pid ${String(pid)}'s affinity: ${error}` : `can't get pid ${String(pid)}'s affinity: ${error}`,
    );
    const allowed = yield* processorsOf(sys, pid);
    const shown = args.has('list') ? `list: ${rangeText(allowed)}` : `mask: ${allowed.reduce((mask, i) => mask + 2 ** i, 0).toString(16)}`;
    yield* tool.out.line(`pid ${String(pid)}'s current affinity ${shown}`);
    if (rest[0] === undefined) return 0;
    yield* checkProcessors(tool, pid, first);
    yield* tool.out.line(`pid ${String(pid)}'s new affinity ${shown}`);
    return 0;
  },
});

/** The numbers of the processors that a process may use. */
function* processorsOf(sys: Sys, pid: Pid): Task<readonly number[]> {
  const status = yield* readText(sys, `/proc/${pid === 0 ? 'self' : String(pid)}/status`);
  return maskOf(/^Cpus_allowed:\s*(\S+)/m.exec(status)?.[1] ?? '') ?? [];
}

/** `0,1,4-7`: runs of three and more are ranges. */
function rangeText(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.map(run => (run.length < 3 ? run.join(',') : `${String(run[0])}-${String(run.at(-1))}`)).join(',');
}

/** Only all processors can be asked for. */
function* checkProcessors({ args, sys, isGnu }: Tool<TasksetKey>, pid: Pid, text: string): Task<void> {
  const wanted = args.has('list') ? listOf(text) : maskOf(text);
  if (!wanted) throw new Fatal(isGnu ? `failed to parse CPU ${args.has('list') ? 'list' : 'mask'}: ${text}` : `bad affinity '${text}'`);
  const allowed = yield* processorsOf(sys, pid);
  const there = wanted.filter(number => allowed.includes(number));
  if (there.length === 0)
    throw new Fatal(
      isGnu ? `failed to set pid ${String(pid)}'s affinity: Invalid argument` : `can't set pid ${String(pid)}'s affinity: Invalid argument`,
    );
  if (new Set(there).size < allowed.length) throw new Fatal('drydock: keeping a process to some of the processors is not simulated');
}

function maskOf(text: string): readonly number[] | undefined {
  const digits = /^(?:0x)?([0-9a-f]{1,16})$/i.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const mask = BigInt(`0x${digits}`);
  return Array.from({ length: 64 }, (_, i) => i).filter(i => (mask >> BigInt(i)) % 2n === 1n);
}

const MOST_PROCESSORS = 8192;

function listOf(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const part of text.split(',')) {
    const [, first, last = first, step = '1'] = /^(\d{1,5})(?:-(\d{1,5})(?::(\d{1,5}))?)?$/.exec(part) ?? [];
    if (first === undefined || last === undefined || Number(last) < Number(first) || step === '0') return undefined;
    for (let i = Number(first); i <= Math.min(Number(last), MOST_PROCESSORS); i += Number(step)) numbers.push(i);
  }
  return numbers;
}

type ReniceKey = 'relative' | 'pid' | 'group' | 'user';

export const renice = define<ReniceKey>({
  name: 'renice',
  negativeNumbers: true,
  options: {
    relative: ['-n NUM, --priority=NUM', 'the niceness to set'],
    pid: noEffect('-p, --pid', 'numbers are those of processes anyway', undefined, 'arguments are process IDs (default)'),
    group: refused('-g, --pgrp'),
    user: refused('-u, --user'),
  },
  gnu: { usage: ['[-n|--priority] <priority> [-p|--pid] <pid>...'], about: 'Alter the priority of running processes.' },
  busybox: { usage: ['[-n] PRIORITY [[-p|g|u] ID...]...'], about: 'Change scheduling priority of a running process' },
  origin: utilLinux,
  *run(tool) {
    const { args, sys, isGnu } = tool;
    const given = args.value('relative');
    const [priority, ...pids] = given === undefined ? args.operands : [given, ...args.operands];
    if (priority === undefined || pids.length === 0) throw new UsageError(isGnu ? 'not enough arguments' : '');
    if (!/^[-+]?\d+$/.test(priority)) throw new UsageError(isGnu ? `invalid priority '${priority}'` : '');
    for (const word of pids) {
      const pid = pidOf(tool, word);
      requireProcess(sys, pid, error => (isGnu ? `failed to get priority for ${word} (process ID): ${error}` : `setpriority: ${error}`));
      if (Number(priority) !== 0) throw new Fatal('drydock: niceness other than 0 is not simulated');
      if (isGnu) yield* tool.out.line(`${word} (process ID) old priority 0, new priority 0`);
    }
    return 0;
  },
});

type IoniceKey = 'class' | 'level' | 'pid' | 'ignore';

const ioClasses = new Map([
  ['0', 'none'],
  ['none', 'none'],
  ['1', 'realtime'],
  ['realtime', 'realtime'],
  ['2', 'best-effort'],
  ['best-effort', 'best-effort'],
  ['3', 'idle'],
  ['idle', 'idle'],
]);

export const ionice = define<IoniceKey>({
  name: 'ionice',
  stopAtOperand: true,
  options: {
    class: ['-c CLASS, --class=CLASS', 'name or number of scheduling class, 0: none, 1: realtime, 2: best-effort, 3: idle'],
    level: ['-n NUM, --classdata=NUM', 'priority (0..7) in the specified scheduling class'],
    pid: ['-p PID, --pid=PID', 'act on this process'],
    ignore: noEffect('-t, --ignore', 'nothing fails that could be ignored', 'gnu', 'ignore failures'),
  },
  gnu: {
    usage: ['[options] -p <pid>...', '[options] <command>'],
    about: 'Show or change the I/O-scheduling class and priority of a process.',
  },
  busybox: { usage: ['[-c 1-3] [-n 0-7] { -p PID | PROG [ARGS] }'], about: 'Change I/O priority and class' },
  origin: utilLinux,
  *run(tool) {
    const { args, sys } = tool;
    const wanted = args.value('class');
    const known = wanted === undefined ? 'none' : ioClasses.get(wanted);
    if (known === undefined) throw new Fatal(`unknown prio class ${wanted ?? ''}`);
    const pid = args.value('pid');
    if (pid !== undefined) requireProcess(sys, pidOf(tool, pid), error => `ioprio_get failed: ${error}`);
    if (known !== 'none' || args.has('level')) throw new Fatal('drydock: I/O priorities are not simulated');
    if (pid === undefined && args.operands.length > 0) return yield* become(tool, args.operands);
    yield* tool.out.line('none: prio 0');
    return 0;
  },
});

type ChrtKey = 'other' | 'batch' | 'idle' | 'fifo' | 'roundRobin' | 'deadline' | 'pid' | 'max';

export const chrt = define<ChrtKey>({
  name: 'chrt',
  stopAtOperand: true,
  options: {
    other: ['-o, --other', 'set policy to SCHED_OTHER'],
    batch: refused('-b, --batch'),
    idle: refused('-i, --idle'),
    fifo: refused('-f, --fifo'),
    roundRobin: refused('-r, --rr'),
    deadline: refused('-d, --deadline'),
    pid: ['-p, --pid', 'operate on existing given pid'],
    max: ['-m, --max', 'show min and max valid priorities'],
  },
  gnu: {
    usage: ['[options] <priority> <command> [<arg>...]', '[options] --pid <priority> <pid>'],
    about: 'Show or change the real-time scheduling attributes of a process.',
  },
  origin: utilLinux,
  *run(tool) {
    const { args, sys, out } = tool;
    if (args.has('max')) {
      for (const policy of ['OTHER', 'FIFO', 'RR', 'BATCH', 'IDLE', 'DEADLINE']) {
        yield* out.line(`SCHED_${policy} min/max priority\t: ${policy === 'FIFO' || policy === 'RR' ? '1/99' : '0/0'}`);
      }
      return 0;
    }
    const [first, ...rest] = args.operands;
    if (first === undefined || (!args.has('pid') && rest.length === 0)) throw new UsageError('bad usage');
    if (args.has('pid') && rest.length === 0) {
      const pid = pidOf(tool, first);
      requireProcess(sys, pid, error => `failed to get pid ${first}'s policy: ${error}`);
      yield* out.line(`pid ${first}'s current scheduling policy: SCHED_OTHER\npid ${first}'s current scheduling priority: 0`);
      return 0;
    }
    // Without a policy chrt means SCHED_RR.
    if (!args.has('other') || first !== '0') throw new Fatal('drydock: scheduling policies other than SCHED_OTHER are not simulated');
    return args.has('pid') ? 0 : yield* become(tool, rest);
  },
});

function pidOf({ isGnu }: Tool, text: string): Pid {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Fatal(isGnu ? `invalid PID argument: ${quoteAlways(text)}` : `invalid number '${text}'`);
}

/** 0 is the asker. */
function requireProcess(sys: Sys, pid: Pid, describe: (error: string) => string): void {
  if (pid !== 0 && !sys.processes().some(process => process.pid === pid)) throw new Fatal(describe('No such process'));
}

/** Runs the command in this one's place. */
function* become({ sys, isGnu }: Tool, argv: readonly string[]): Task<number> {
  const [program = ''] = argv;
  try {
    return yield* sys.exec(program, argv);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(cannotExecute(isGnu, program, error), error.code === 'ENOENT' ? 127 : 126);
  }
}

function cannotExecute(isGnu: boolean, program: string, error: Errno): string {
  return isGnu ? `failed to execute ${program}: ${error.message}` : `can't execute '${program}': ${error.message}`;
}
