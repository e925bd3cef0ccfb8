import { largestOf } from '../../core/extremes.js';
import { CowMap } from '../../core/cow.js';
import type { Ms } from '../../core/clock.js';
import type { Pid, WaitStatus } from '../../process/sys.js';
import { signalNumbers } from '../../process/signals.js';
import { signalTexts } from '../dialect-messages.js';

/** One process of a job. */
export interface JobProcess {
  readonly pid: Pid;
  readonly text: string;
  status: WaitStatus | undefined;
}

/** A pipeline that was started. */
export interface Job {
  /** `%1`; 0 while it is not in the table. */
  number: number;
  readonly processGroup: Pid | undefined;
  readonly processes: readonly JobProcess[];
  readonly text: string;
  /** Runs in the background. */
  background: boolean;
  /** Its present state was told to the user. */
  told: boolean;
  /** Somebody has waited for its end: dash and ash keep it until they need its place. */
  waited?: boolean;
}

export type JobState = 'running' | 'stopped' | 'done';

/** The job table. */
export class Jobs {
  #jobs: Job[] = [];
  /** Numbers of the current and the previous job (`%+`, `%-`), latest last. */
  #recent: Job[] = [];
  /** How background processes ended whose jobs are forgotten, for `wait`. */
  readonly #ended = new CowMap<Pid, number>();

  readonly #ends = new CowMap<Pid, () => void>();

  #hidden: Job | undefined;

  /** The job that `kill` sent a signal last, when, and whether it was stopped then. */
  signalled: { readonly job: Job; readonly at: Ms; readonly stopped: boolean } | undefined;

  /** What is to be done when a process has ended. */
  onEnd(pid: Pid, action: () => void): void {
    this.#ends.set(pid, () => {
      this.#ends.delete(pid);
      action();
    });
  }

  /** Those of the shell that this one is a copy of, for `jobs` in a pipeline or a substitution. */
  inherited: Jobs | undefined;

  /** What a child is to know: nothing is copied, for every fork would cost as much as there are jobs. */
  get known(): Jobs | undefined {
    return this.#jobs.length === 0 ? this.inherited : this;
  }

  get all(): readonly Job[] {
    return this.#jobs;
  }

  add(job: Job): void {
    job.number =
      largestOf(
        this.#jobs.map(({ number }) => number),
        0,
      ) + 1;
    this.#jobs.push(job);
    this.#recent.push(job);
  }

  /** A process that is no job, but can be waited for: that of the last `<( … )`. */
  addHidden(pid: Pid): void {
    this.#hidden = {
      number: 0,
      processGroup: undefined,
      processes: [{ pid, text: '', status: undefined }],
      text: '',
      background: true,
      told: true,
    };
  }

  remove(job: Job): void {
    this.forget(job);
    for (const { pid, status } of job.processes) if (status) this.#ended.set(pid, statusCode(status));
    for (const pid of this.#ended.keys()) {
      if (this.#ended.size <= 1024) break;
      this.#ended.delete(pid);
    }
  }

  /** Takes no note of how it ended. */
  forget(job: Job): void {
    this.#jobs = this.#jobs.filter(other => other !== job);
    this.#recent = this.#recent.filter(other => other !== job);
  }

  /** Makes room for a new job, as dash and ash do without job control (makejob in jobs.c). */
  forgetWaited(): void {
    if (this.#jobs.some(({ waited }) => waited)) for (const job of [...this.#jobs]) if (job.waited === true) this.forget(job);
  }

  /** Makes this the current job: it was stopped or continued. */
  touch(job: Job): void {
    this.#recent = [...this.#recent.filter(other => other !== job), job];
  }

  /** The current job: the one stopped last, otherwise the one started last. */
  get current(): Job | undefined {
    return this.byRecency()[0];
  }

  get previous(): Job | undefined {
    return this.byRecency()[1];
  }

  /** As dash and ash list them. */
  byRecency(): readonly Job[] {
    const latest = [...this.#recent].reverse();
    return [...latest.filter(job => stateOf(job) === 'stopped'), ...latest.filter(job => stateOf(job) !== 'stopped')];
  }

  /** Takes note of what wait(2) told; the job it belongs to. */
  record(pid: Pid, status: WaitStatus): Job | undefined {
    if (status.kind === 'exited' || status.kind === 'signaled') this.#ends.get(pid)?.();
    const job = this.ofPid(pid);
    const process = job?.processes.find(candidate => candidate.pid === pid);
    if (!job || !process) return undefined;
    process.status = status.kind === 'continued' ? undefined : status;
    job.told = false;
    return job;
  }

  ofPid(pid: Pid): Job | undefined {
    if (this.#hidden?.processes[0]?.pid === pid) return this.#hidden;
    return this.#jobs.find(({ processes }) => processes.some(process => process.pid === pid));
  }

  /** How a forgotten background process ended. */
  endedStatus(pid: Pid): number | undefined {
    return this.#ended.get(pid);
  }

  /** `%1`, `%+`, `%-`, `%name`, `%?text`; 'ambiguous' when several fit. */
  find(spec: string): Job | undefined | 'ambiguous' {
    const text = spec.startsWith('%') ? spec.slice(1) : spec;
    if (text === '' || text === '+' || text === '%') return this.current;
    if (text === '-') return this.previous ?? this.current;
    if (/^\d+$/.test(text)) return this.#jobs.find(({ number }) => number === Number(text));
    const fits = text.startsWith('?') ? (job: Job) => job.text.includes(text.slice(1)) : (job: Job) => job.text.startsWith(text);
    const found = this.#jobs.filter(fits);
    return found.length > 1 ? 'ambiguous' : found[0];
  }
}

export function stateOf(job: Job): JobState {
  if (job.processes.some(({ status }) => status === undefined)) return 'running';
  return job.processes.some(({ status }) => status?.kind === 'stopped') ? 'stopped' : 'done';
}

/** What `$?` says of a process's end: 128 and the signal when one ended it. */
export function statusCode(status: WaitStatus): number {
  if (status.kind === 'exited') return status.code;
  return status.kind === 'continued' ? 0 : 128 + signalNumbers[status.signal];
}

/** The status of a job: that of its last process. */
export function jobStatus(job: Job): number {
  const status = job.processes.at(-1)?.status;
  return status ? statusCode(status) : 0;
}

/** `Running`, `Stopped`, `Done`, `Exit 3`, `Killed`, as bash (`Exit 3`) and the others (`Done(3)`) say it. */
export function describeState(job: Job, dialect: 'bash' | 'dash' | 'ash'): string {
  const state = stateOf(job);
  if (state === 'running') return 'Running';
  const status = job.processes.find(process => process.status?.kind === 'stopped')?.status ?? job.processes.at(-1)?.status;
  if (!status || status.kind === 'continued') return 'Running';
  if (status.kind === 'stopped') return signalTexts[status.signal] ?? 'Stopped';
  if (status.kind === 'signaled') return signalTexts[status.signal] ?? `Signal ${String(signalNumbers[status.signal])}`;
  if (status.code === 0) return 'Done';
  return dialect === 'bash' ? `Exit ${String(status.code)}` : `Done(${String(status.code)})`;
}
