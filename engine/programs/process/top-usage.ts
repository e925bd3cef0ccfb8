import { isErrno } from '../../core/errno.js';
import type { Pid, ProcessInfo, Sys } from '../../process/sys.js';
import { parseSignal } from '../../process/signals.js';

/** A process with its share of the processor since the last look, in percent. */
export interface Used extends ProcessInfo {
  readonly cpuPercent: number;
}

/** Looks at the processes again and again, for what each has used in between; at first since it began. */
export class TopUsage {
  readonly #sys: Sys;
  #before: ReadonlyMap<Pid, ProcessInfo> = new Map();
  #at: number | undefined;

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  take(): readonly Used[] {
    const now = this.#sys.clock.now();
    const processes = this.#sys.processes();
    const used = processes.map(process => ({ ...process, cpuPercent: this.#share(process, now) }));
    this.#before = new Map(processes.map(process => [process.pid, process]));
    this.#at = now;
    return used;
  }

  #share(process: ProcessInfo, now: number): number {
    const before = this.#before.get(process.pid);
    const isSame = before?.startedAt === process.startedAt;
    const time = now - (isSame ? (this.#at ?? process.startedAt) : process.startedAt);
    const used = process.cpuTime - (isSame ? before.cpuTime : 0);
    return time <= 0 ? 0 : Math.min(100, (used / time) * 100);
  }

  /** Sends a signal by number or name; what went wrong, or ''. */
  kill(pidText: string, signalText: string): string {
    const pid = Number(pidText);
    const signal = signalText === '' ? 'SIGTERM' : parseSignal(signalText);
    if (!Number.isInteger(pid) || pid <= 0) return ' Unacceptable integer';
    if (signal === undefined) return ' Invalid signal';
    try {
      this.#sys.kill(pid, signal);
      return '';
    } catch (error) {
      if (!isErrno(error)) throw error;
      return ` Failed signal pid '${pidText}' with '${signalText === '' ? '15' : signalText}': ${error.message}`;
    }
  }
}
