import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { signalNumbers } from '../../process/signals.js';
import { jobStatus, stateOf, type Job } from '../run/jobs.js';
import type { Builtin, Execution, Outcome } from '../run/execution.js';
import { deathLine, inOrder, jobLine, reapJobs, tellEnded, waitForJob } from '../run/waiting.js';
import { ShellError } from '../state/shell-error.js';

/** `jobs` */
export const jobs: Builtin = { run: (execution, args) => jobsTask(execution, args) };

function* jobsTask(execution: Execution, args: readonly string[]): Task<number> {
  yield* reapJobs(execution);
  const { shell } = execution;
  // Whoever looks at the jobs that `exit` has warned of has been warned.
  if (shell.dialect.name === 'bash' && shell.warnedOfJobs !== undefined && shell.commandNumber - shell.warnedOfJobs === 1)
    shell.warnedOfJobs = shell.commandNumber;
  const options = args.filter(arg => /^-[lnprs]+$/.test(arg)).join('');
  const specs = args.filter(arg => !/^-[lnprs]+$/.test(arg));
  let status = 0;
  const chosen: Job[] = [];
  const table = execution.jobs.all.length > 0 ? execution.jobs : (execution.jobs.inherited ?? execution.jobs);
  for (const spec of specs) {
    const job = table.find(spec);
    if (job && job !== 'ambiguous') chosen.push(job);
    else status = yield* noSuchJob(execution, spec);
  }
  for (const job of specs.length > 0 ? chosen : inOrder(execution, table)) {
    const state = stateOf(job);
    if ((options.includes('r') && state !== 'running') || (options.includes('s') && state !== 'stopped')) continue;
    yield* execution.print(
      options.includes('p')
        ? `${String(job.processGroup ?? job.processes[0]?.pid ?? 0)}\n`
        : jobLine(execution, job, { long: options.includes('l'), table }),
    );
    if (table !== execution.jobs) continue;
    job.told = true;
    if (state !== 'done') continue;
    if (shell.dialect.name === 'bash') table.remove(job);
    else table.forget(job);
  }
  return status;
}

function* noSuchJob(execution: Execution, spec: string): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
      return yield* execution.complain(`${spec}: no such job`);
    case 'dash':
      return yield* execution.complain(`No such job: ${spec}`, 2);
    case 'ash':
      return yield* execution.complain(`${spec}: no such job`, 2);
  }
}

/** The job meant, or the status of a complaint. */
function chooseJob(execution: Execution, spec: string | undefined): Job | Task<number> {
  const job = spec === undefined ? execution.jobs.current : execution.jobs.find(spec);
  if (job && job !== 'ambiguous') return job;
  const bash = execution.shell.dialect.name === 'bash';
  if (spec !== undefined) return noSuchJob(execution, spec);
  return bash ? execution.complain('current: no such job') : execution.complain('No current job', 2);
}

export const foreground: Builtin = {
  run: (execution, [spec]) => {
    const { shell } = execution;
    if (!shell.options.monitor && shell.dialect.name === 'bash') return execution.complain('no job control');
    const job = chooseJob(execution, spec);
    return 'number' in job ? foregroundTask(execution, job) : job;
  },
};

function* foregroundTask(execution: Execution, job: Job): Task<number> {
  yield* execution.print(`${job.text}\n`);
  continueJob(execution, job, false);
  return yield* waitForJob(execution, job);
}

export const background: Builtin = {
  run: (execution, [spec]) => {
    const { shell } = execution;
    if (!shell.options.monitor && shell.dialect.name === 'bash') return execution.complain('no job control');
    const job = chooseJob(execution, spec);
    if (!('number' in job)) return job;
    continueJob(execution, job, true);
    return execution.print(
      shell.dialect.name === 'bash' ? `[${String(job.number)}]+ ${job.text} &\n` : `[${String(job.number)}] ${job.text}\n`,
    );
  },
};

function continueJob({ sys, shell, jobs: table }: Execution, job: Job, inBackground: boolean): void {
  job.background = inBackground;
  job.told = false;
  for (const process of job.processes) if (process.status?.kind === 'stopped') process.status = undefined;
  table.touch(job);
  if (!inBackground && shell.terminal !== undefined && job.processGroup !== undefined)
    sys.setForegroundGroup(shell.terminal, job.processGroup);
  try {
    if (job.processGroup !== undefined) sys.kill(-job.processGroup, 'SIGCONT');
  } catch (error) {
    if (!isErrno(error, 'ESRCH')) throw error;
  }
}

export const disown: Builtin = {
  run: (execution, args) => {
    const specs = args.filter(arg => !arg.startsWith('-'));
    const keeps = args.includes('-h');
    const all = args.some(arg => /^-[ar]+$/.test(arg));
    const chosen = all ? execution.jobs.all : specs.length === 0 ? [execution.jobs.current] : specs.map(spec => execution.jobs.find(spec));
    for (const job of [...chosen]) if (job && job !== 'ambiguous' && !keeps) execution.jobs.remove(job);
    return chosen.some(job => !job || job === 'ambiguous') ? execution.complain(`${specs[0] ?? 'current'}: no such job`) : 0;
  },
};

/** `wait` */
export const wait: Builtin = {
  run: (execution, args): Outcome => {
    const { shell } = execution;
    const bash = shell.dialect.name === 'bash';
    const any = bash && args.some(arg => /^-[fn]*n/.test(arg));
    const option = args.find(arg => /^-[a-zA-Z]/.test(arg));
    if (!bash && option !== undefined && shell.dialect.name === 'dash')
      throw new ShellError(`Illegal option ${option.slice(0, 2)}`, { status: 2, scope: 'command' });
    const variable = bash && args.includes('-p') ? args[args.indexOf('-p') + 1] : undefined;
    const specs = args.filter((arg, index) => !/^-[fnp]+$/.test(arg) && !(variable !== undefined && args[index - 1] === '-p'));
    if (variable !== undefined && specs.length > 0) shell.variables.set(variable, specs.at(-1) ?? '');
    if (any || (args[0] === '-n' && shell.dialect.name === 'ash')) return waitForAny(execution, variable);
    return specs.length === 0 ? waitForAll(execution) : waitForSome(execution, specs);
  },
};

function* waitForAll(execution: Execution): Task<number> {
  // What had ended before is forgotten without a word.
  if (tellsAtOnce(execution)) {
    yield* reapJobs(execution);
    for (const job of [...execution.jobs.all]) if (stateOf(job) === 'done') execution.jobs.remove(job);
  }
  for (;;) {
    const running = execution.jobs.all.filter(job => stateOf(job) === 'running');
    if (running.length === 0) break;
    const change = yield* nextChange(execution);
    if (change === 'none') break;
    if (typeof change === 'number') return change;
  }
  yield* forgetDone(execution);
  return 0;
}

function* waitForAny(execution: Execution, variable?: string): Task<number> {
  for (;;) {
    const done = execution.jobs.all.find(job => stateOf(job) === 'done' && job.waited !== true);
    if (done) {
      if (tellsAtOnce(execution)) yield* tellEnded(execution);
      else if (!execution.shell.interactive) putAway(execution, done);
      if (variable !== undefined) execution.shell.variables.set(variable, String(done.processes.at(-1)?.pid ?? ''));
      return jobStatus(done);
    }
    if (execution.jobs.all.every(job => stateOf(job) !== 'running')) return 127;
    const change = yield* nextChange(execution);
    if (change === 'none') return 127;
    if (typeof change === 'number') return change;
  }
}

function* waitForSome(execution: Execution, specs: readonly string[]): Task<number> {
  let status = 0;
  for (const spec of specs) {
    const job = spec.startsWith('%') ? execution.jobs.find(spec) : execution.jobs.ofPid(Number(spec));
    if (!job || job === 'ambiguous') {
      status = yield* notAChild(execution, spec);
      continue;
    }
    while (stateOf(job) === 'running') {
      const change = yield* nextChange(execution);
      if (change === 'none') break;
      if (typeof change === 'number') return change;
    }
    status = jobStatus(job);
    yield* tellEnd(execution, job);
    if (tellsAtOnce(execution)) yield* tellEnded(execution);
    else if (stateOf(job) === 'done' && !execution.shell.interactive) putAway(execution, job);
  }
  return status;
}

/** At a prompt bash tells in `wait` how jobs have ended, the others before the next prompt. */
function tellsAtOnce({ shell }: Execution): boolean {
  return shell.interactive && shell.dialect.name === 'bash' && shell.options.monitor;
}

function* notAChild(execution: Execution, spec: string): Task<number> {
  const { shell } = execution;
  const known = execution.jobs.endedStatus(Number(spec));
  if (known !== undefined) return known;
  if (spec.startsWith('%'))
    return shell.dialect.name === 'bash' ? yield* execution.complain(`${spec}: no such job`, 127) : yield* noSuchJob(execution, spec);
  if (!/^\d+$/.test(spec)) {
    if (shell.dialect.name === 'bash') return yield* execution.complain(`\`${spec}': not a pid or valid job spec`);
    return yield* execution.complain(`Illegal number: ${spec}`, 2);
  }
  if (shell.dialect.name === 'bash') return yield* execution.complain(`pid ${spec} is not a child of this shell`, 127);
  return 127;
}

/** The next change of a child; a number when a trapped signal came first, which is the status of `wait` then. */
function* nextChange(execution: Execution): Task<'changed' | 'none' | number> {
  const { sys, traps, shell, jobs: table } = execution;
  // Whoever waits sees a process die.
  table.signalled = undefined;
  try {
    const change = yield* sys.wait(-1, { untraced: shell.options.monitor });
    if (change === undefined) return 'changed';
    if (change !== 'interrupted') {
      execution.jobs.record(change.pid, change.status);
      return 'changed';
    }
  } catch (error) {
    if (isErrno(error, 'ECHILD')) return 'none';
    throw error;
  }
  let signal = 0;
  yield* traps.runPending(
    action => execution.runText(action),
    caught => {
      signal = signalNumbers[caught];
      if (caught === 'SIGINT') shell.flow = { kind: 'line', status: 130, interrupted: true };
    },
    caught => {
      signal = signalNumbers[caught];
      return undefined;
    },
  );
  return signal > 0 ? 128 + signal : 'changed';
}

/** Tells how a job that somebody waited for was ended, where the shell would. */
function* tellEnd(execution: Execution, job: Job): Task<void> {
  const { shell, sys } = execution;
  const death = job.processes.at(-1)?.status;
  if (death?.kind !== 'signaled' || death.signal === 'SIGINT' || death.signal === 'SIGPIPE' || job.told) return;
  if (shell.interactive || !sys.isOpen(2) || (shell.dialect.name === 'bash' && death.signal === 'SIGTERM')) return;
  job.told = true;
  yield* sys.write(2, encodeUtf8(deathLine(execution, job)));
}

function* forgetDone(execution: Execution): Task<void> {
  for (const job of [...execution.jobs.all]) {
    if (stateOf(job) !== 'done') continue;
    yield* tellEnd(execution, job);
    if (!execution.shell.interactive) putAway(execution, job);
  }
  if (tellsAtOnce(execution)) yield* tellEnded(execution);
}

/** What somebody has waited for. */
function putAway({ shell, jobs: table }: Execution, job: Job): void {
  if (shell.dialect.name === 'bash') table.remove(job);
  else job.waited = true;
}
