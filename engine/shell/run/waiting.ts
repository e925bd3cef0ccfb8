import type { Task } from '../../core/task.js';
import { isErrno } from '../../core/errno.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Pid, WaitStatus } from '../../process/sys.js';
import { signalTexts } from '../dialect-messages.js';
import type { Execution } from './execution.js';
import { describeState, jobStatus, stateOf, statusCode, type Job, type Jobs } from './jobs.js';
import { prefixOf } from './messages.js';

/** Waits for a pipeline in the foreground; its status. */
export function* waitForeground(
  execution: Execution,
  processes: readonly { readonly pid: Pid; readonly text: string }[],
  processGroup: Pid | undefined,
): Task<number> {
  const job: Job = {
    number: 0,
    processGroup,
    processes: processes.map(({ pid, text }) => ({ pid, text, status: undefined })),
    text: processes.map(({ text }) => text).join(' | '),
    background: false,
    told: false,
  };
  return yield* waitForJob(execution, job);
}

/** Lets a job have the terminal until it is done or stopped. */
export function* waitForJob(execution: Execution, job: Job): Task<number> {
  const { shell, sys } = execution;
  const terminal = job.processGroup === undefined ? undefined : shell.terminal;
  if (terminal !== undefined && job.processGroup !== undefined) sys.setForegroundGroup(terminal, job.processGroup);
  let interrupted = false;
  while (stateOf(job) === 'running') {
    const change = yield* waitOnce(execution, job);
    if (change === 'lost') break;
    interrupted ||= change === 'interrupted';
  }
  if (terminal !== undefined) {
    sys.setForegroundGroup(terminal, sys.processGroup);
    keepTerminalModes(execution, job, terminal);
  }
  shell.pipeStatus = job.processes.map(({ status }) => (status ? statusCode(status) : 0));
  if (stateOf(job) === 'stopped') return yield* stopped(execution, job);
  const statuses = shell.pipeStatus;
  const failed = shell.options.pipefail ? (statuses.findLast(status => status !== 0) ?? 0) : jobStatus(job);
  yield* tellDeath(execution, job);
  yield* shareInterrupt(execution, job);
  if (job.number > 0) execution.jobs.remove(job);
  if (!shell.interactive && shell.dialect.name === 'bash') yield* forgetInScript(execution);
  return failed;
}

/** bash sets the terminal up as it was when a job could not; what a job that has ended by itself set stays. The others do neither. */
function keepTerminalModes({ shell, sys }: Execution, job: Job, terminal: number): void {
  if (!shell.terminalModes || shell.dialect.name !== 'bash') return;
  if (job.processes.every(({ status }) => status?.kind === 'exited')) shell.terminalModes = sys.terminalModes(terminal);
  else sys.setTerminalModes(terminal, shell.terminalModes);
}

/** A script's bash looks after its jobs when it has waited for a program: it tells of those that were killed, and forgets all that have ended. */
function* forgetInScript(execution: Execution): Task<void> {
  const { jobs } = execution;
  if (jobs.all.length === 0) return;
  yield* reapJobs(execution);
  for (const job of [...jobs.all]) {
    if (stateOf(job) !== 'done') continue;
    const death = job.processes.at(-1)?.status;
    // A script in a file keeps what has ended by itself, for `jobs` (notify_of_job_status in jobs.c).
    if (death?.kind !== 'signaled' && execution.shell.variables.get('BASH_EXECUTION_STRING') === undefined) continue;
    if (!job.told && death?.kind === 'signaled' && !quietDeaths.has(death.signal)) yield* show(execution, deathLine(execution, job));
    jobs.remove(job);
  }
}

const quietDeaths: ReadonlySet<string> = new Set(['SIGINT', 'SIGTERM', 'SIGPIPE']);

/** Waits for any child and takes note; 'lost' when there is none left. */
function* waitOnce(execution: Execution, job: Job): Task<'changed' | 'interrupted' | 'lost'> {
  const { sys, shell } = execution;
  try {
    const only = job.processes.length === 1 && execution.jobs.all.length === 0 ? (job.processes[0]?.pid ?? -1) : -1;
    const change = yield* sys.wait(only, { untraced: shell.options.monitor });
    if (change === 'interrupted' || change === undefined) return 'interrupted';
    note(execution, job, change.pid, change.status);
    return 'changed';
  } catch (error) {
    if (!isErrno(error, 'ECHILD')) throw error;
    for (const process of job.processes) process.status ??= { kind: 'exited', code: 127 };
    return 'lost';
  }
}

function note(execution: Execution, job: Job, pid: Pid, status: WaitStatus): void {
  const process = job.processes.find(candidate => candidate.pid === pid);
  if (process) process.status = status.kind === 'continued' ? undefined : status;
  else execution.jobs.record(pid, status);
}

/**
 * With job control ^C reaches the job and not the shell. As all shells do, it takes the job's death for its own interruption, so that
 * the loop or list around it ends too.
 */
function* shareInterrupt(execution: Execution, job: Job): Task<void> {
  const { shell, traps } = execution;
  const death = job.processes.at(-1)?.status;
  if (!shell.interactive || job.processGroup === undefined || death?.kind !== 'signaled' || death.signal !== 'SIGINT' || shell.flow) return;
  const action = traps.get('SIGINT');
  // bash ends a loop and leaves the trap alone (waitchld in jobs.c).
  if (action === undefined || (shell.dialect.name === 'bash' && shell.loops > 0)) shell.flow = { kind: 'line', status: 130 };
  else if (action !== '' && shell.dialect.name !== 'bash') yield* execution.runText(action);
}

function* stopped(execution: Execution, job: Job): Task<number> {
  const { jobs, shell, sys } = execution;
  job.background = true;
  if (job.number === 0) jobs.add(job);
  jobs.touch(job);
  job.told = true;
  const text = shell.dialect.name === 'bash' ? `\n${jobLine(execution, job)}` : jobLine(execution, job);
  yield* sys.write(2, encodeUtf8(text));
  return jobStatus(job) || 148;
}

/** Says what ended a foreground job, where the shell does: not for ^C and broken pipes. */
function* tellDeath(execution: Execution, job: Job): Task<void> {
  const { shell } = execution;
  if (shell.dialect.name === 'bash') {
    const death = job.processes.at(-1)?.status;
    if (death?.kind !== 'signaled') return;
    if (death.signal === 'SIGINT' && shell.interactive) yield* show(execution, '\n');
    if (death.signal === 'SIGINT' || death.signal === 'SIGPIPE') return;
    yield* tellBash(execution, job);
    return;
  }
  for (const { status } of job.processes) {
    if (status?.kind !== 'signaled' || status.signal === 'SIGPIPE') continue;
    if (status.signal === 'SIGINT') {
      if (shell.interactive && !execution.traps.has('SIGINT')) yield* show(execution, '\n');
    } else yield* show(execution, `${signalTexts[status.signal] ?? status.signal}\n`);
  }
}

/** bash in a script names the process; at a prompt it only says how it ended. */
function* tellBash(execution: Execution, job: Job): Task<void> {
  const { shell } = execution;
  const last = job.processes.at(-1)?.status;
  // A script hears of SIGTERM in one word, of all else with the process (DONT_REPORT_SIGTERM in bash's config-top.h).
  if (shell.interactive || (last?.kind === 'signaled' && last.signal === 'SIGTERM'))
    yield* show(execution, `${describeState(job, 'bash')}\n`);
  else if (!shell.isSubshell) yield* show(execution, deathLine(execution, job));
}

/** What a script's shell says of a process that a signal ended. */
export function deathLine({ shell }: Execution, job: Job): string {
  const state = describeState(job, shell.dialect.name);
  if (shell.dialect.name !== 'bash') return `${state}\n`;
  const { builtin } = shell;
  shell.builtin = undefined;
  const prefix = prefixOf(shell);
  shell.builtin = builtin;
  return `${prefix}${String(job.processes.at(-1)?.pid ?? 0).padStart(5)} ${state.padEnd(23)} ${job.text}\n`;
}

/** Collects, without waiting, what background jobs have done. */
export function* reapJobs(execution: Execution): Task<void> {
  const { sys, shell } = execution;
  if (execution.jobs.all.length === 0) return;
  for (;;) {
    try {
      const change = yield* sys.wait(-1, { noHang: true, untraced: shell.options.monitor });
      if (change === undefined || change === 'interrupted') return;
      execution.jobs.record(change.pid, change.status);
    } catch (error) {
      if (isErrno(error, 'ECHILD')) return;
      throw error;
    }
  }
}

/** Before a prompt: tells an interactive user what has changed, and forgets what is done. */
export function* tellJobs(execution: Execution): Task<void> {
  yield* reapJobs(execution);
  for (const job of inOrder(execution, execution.jobs)) if (!(yield* isDying(execution, job))) yield* tellJob(execution, job);
}

/** Tells at once, not before the next prompt, how jobs have ended: bash's `wait`. */
export function* tellEnded(execution: Execution): Task<void> {
  for (const job of inOrder(execution, execution.jobs)) if (stateOf(job) === 'done') yield* tellJob(execution, job);
}

/** The jobs as they are listed: bash goes by their numbers, the others begin with the current one. */
export function inOrder({ shell }: Execution, jobs: Jobs): readonly Job[] {
  return shell.dialect.name === 'bash' ? [...jobs.all] : jobs.byRecency();
}

/** A process takes this long to die of a signal, so the prompt after `kill` does not know of it yet. */
const dyingMs = 2;

/** Whether a job has been killed just now. bash still shows one that had been stopped. */
function* isDying(execution: Execution, job: Job): Task<boolean> {
  const { shell, sys, jobs } = execution;
  const { signalled } = jobs;
  if (!shell.interactive || signalled?.job !== job) return false;
  jobs.signalled = undefined;
  if (stateOf(job) !== 'done' || sys.clock.now() - signalled.at > dyingMs) return false;
  if (signalled.stopped && shell.dialect.name === 'bash') yield* show(execution, `\n${jobLine(execution, job, { state: 'Stopped' })}`);
  return true;
}

function* tellJob(execution: Execution, job: Job): Task<void> {
  const { shell, jobs } = execution;
  const state = stateOf(job);
  if (!job.told && state !== 'running' && (shell.interactive || (shell.dialect.name === 'bash' && state === 'done'))) {
    if (shell.interactive) yield* show(execution, jobLine(execution, job));
    job.told = true;
  }
  if (state === 'done') jobs.remove(job);
}

/** A line of `jobs`. */
export function jobLine(
  execution: Execution,
  job: Job,
  options: { readonly long?: boolean; readonly table?: Jobs; readonly state?: string } = {},
): string {
  const { shell } = execution;
  const jobs = options.table ?? execution.jobs;
  const dialect = shell.dialect.name;
  const mark = job === jobs.current ? '+' : job === jobs.previous ? '-' : ' ';
  const state = options.state ?? describeState(job, dialect);
  const text = dialect === 'bash' && job.background && stateOf(job) === 'running' ? `${job.text} &` : job.text;
  if (dialect === 'bash' && options.long) return longLines(job, `[${String(job.number)}]${mark}`, state, text);
  if (dialect === 'bash') return `[${String(job.number)}]${mark}  ${state.padEnd(23)} ${text}\n`;
  const number = dialect === 'ash' ? `[${String(job.number)}]${mark} ` : `[${String(job.number)}] ${mark}`;
  return options.long ? longLinesOfDash(job, number, state, dialect) : `${number} ${state.padEnd(26)} ${job.text}\n`;
}

/** `jobs -l`: each process of the pipeline on a line of its own. */
function longLines(job: Job, head: string, state: string, text: string): string {
  const pid = (index: number): string => String(job.processes[index]?.pid ?? 0).padStart(5);
  const [first = text, ...others] = job.processes.length > 1 ? job.processes.map(process => process.text) : [text];
  const rest = others.map((each, index) => `     ${pid(index + 1)}${' '.repeat(23)}| ${each}\n`);
  return `${head} ${pid(0)} ${state.padEnd(23)} ${first}\n${rest.join('')}`;
}

/** All columns end where they do without process numbers (showjob in dash's jobs.c). */
function longLinesOfDash(job: Job, number: string, state: string, dialect: 'dash' | 'ash'): string {
  const lines = job.processes.map(({ pid, text }, index) => {
    const head = index === 0 ? `${number} ${String(pid)} ${state}` : `      ${String(pid)} `;
    const others = job.processes.length > 1;
    if (dialect === 'ash') return `${head.padEnd(33)}${index > 0 ? '| ' : ''}${others ? text : job.text}\n`;
    return `${head.padEnd(33)}${others ? text : job.text}${index < job.processes.length - 1 ? ' |' : ''}\n`;
  });
  return lines.join('');
}

function* show({ sys }: Execution, text: string): Task<void> {
  if (sys.isOpen(2)) yield* sys.write(2, encodeUtf8(text));
}
