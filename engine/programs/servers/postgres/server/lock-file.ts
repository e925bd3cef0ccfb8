import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import type { ServerOptions } from './server-options.js';

/** What postmaster.pid and the lock beside a socket say. */
export function lockText(sys: Sys, { dataDir, port, socketDir, listenAddresses }: ServerOptions, status: string): string {
  const seconds = Math.floor(sys.clock.epochMsOf(sys.clock.now()) / 1000);
  return `${String(sys.pid)}\n${dataDir}\n${String(seconds)}\n${String(port)}\n${socketDir}\n${listenAddresses[0] ?? ''}\n  5432001         0\n${status}\n`;
}

/** The server that runs in a data directory: postmaster.pid tells, but one whose process is gone does not count. */
export function* ownerOf(sys: Sys, dataDir: string): Task<number | undefined> {
  try {
    const pid = Number((yield* readText(sys, `${dataDir}/postmaster.pid`)).split('\n')[0]);
    const isOther = pid !== sys.pid && pid !== sys.ppid && pid > 0;
    return isOther && isAlive(sys, pid) ? pid : undefined;
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

function isAlive(sys: Sys, pid: number): boolean {
  try {
    sys.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}

/** Removes a file that may be gone already. */
export function removeFile(sys: Sys, path: string): void {
  try {
    sys.unlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
