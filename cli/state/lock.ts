import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { systemCode } from '../problem.js';

/** A claim on a folder of the state: while one program holds it, others are told who does. */
export interface Lock {
  release(): void;
}

/** Takes the lock, or says which process has it. A lock of a process that has died is taken over. */
export function takeLock(path: string): { readonly kind: 'taken'; readonly lock: Lock } | { readonly kind: 'held'; readonly pid: number } {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const fd = openSync(path, 'wx');
      writeSync(fd, String(process.pid));
      closeSync(fd);
      return { kind: 'taken', lock: { release: () => removeQuietly(path) } };
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
    const pid = holder(path);
    if (pid !== undefined && isAlive(pid)) return { kind: 'held', pid };
    removeQuietly(path);
  }
  return { kind: 'held', pid: holder(path) ?? 0 };
}

/** Whether somebody has the lock at the moment. */
export function isLocked(path: string): boolean {
  const pid = holder(path);
  return pid !== undefined && isAlive(pid);
}

function holder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process with this id runs, other than this one. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Somebody else removed it: the aim is reached.
  }
}
