import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { systemCode } from '../problem.js';

/** A claim on a folder of the state: while one program holds it, others are told who does. */
export interface Lock {
  release(): void;
}

/** Who holds a lock: a process id may be given to another process later, its start time tells them apart. */
interface Holder {
  readonly pid: number;
  readonly start: string;
}

/** Takes the lock, or says which process has it. A lock of a process that has died is taken over. */
export function takeLock(path: string): { readonly kind: 'taken'; readonly lock: Lock } | { readonly kind: 'held'; readonly pid: number } {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(path)) return { kind: 'taken', lock: { release: () => release(path) } };
    const holder = readHolder(path);
    if (holder && isRunning(holder)) return { kind: 'held', pid: holder.pid };
    discard(path, holder);
  }
  return { kind: 'held', pid: readHolder(path)?.pid ?? 0 };
}

/** Whether somebody has the lock at the moment. */
export function isLocked(path: string): boolean {
  const holder = readHolder(path);
  return holder !== undefined && isRunning(holder);
}

/** Whether a process with this id runs, other than this one. */
export function isAlive(pid: number): boolean {
  return pid !== process.pid && startOf(pid) !== undefined;
}

/** Makes the lock with its content in one step, so that nobody sees it half made; false when it is there already. */
function create(path: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${process.pid} ${startOf(process.pid) ?? ''}`);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    remove(draft);
  }
}

/** Takes the lock of a dead process away, unless somebody else has been quicker. */
function discard(path: string, dead: Holder | undefined): void {
  const grave = `${path}.${process.pid}.old`;
  try {
    renameSync(path, grave);
    const found = readHolder(grave);
    if (found && (found.pid !== dead?.pid || found.start !== dead.start) && isRunning(found)) linkSync(grave, path);
  } catch {
    // Somebody else did it: the next attempt will see.
  }
  remove(grave);
}

function release(path: string): void {
  if (readHolder(path)?.pid === process.pid) remove(path);
}

function readHolder(path: string): Holder | undefined {
  try {
    const [pid = '', start = ''] = readFileSync(path, 'utf8').split(' ');
    return /^\d+$/.test(pid) ? { pid: Number(pid), start } : undefined;
  } catch {
    return undefined;
  }
}

function isRunning({ pid, start }: Holder): boolean {
  if (pid === process.pid) return false;
  const now = startOf(pid);
  return now !== undefined && (start === '' || now === '' || now === start);
}

/** When a process was started, as the system tells it; '' where it does not tell, undefined when there is no such process. */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      // The name in parentheses may hold anything; the state and, 20 fields on, the start time follow it (proc(5)).
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : (fields[19] ?? '');
    } catch (error) {
      if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ESRCH') return undefined;
    }
  }
  try {
    process.kill(pid, 0);
    return '';
  } catch (error) {
    return systemCode(error) === 'EPERM' ? '' : undefined;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Somebody else removed it: the aim is reached.
  }
}
