import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutPids, type RecordedRun } from './snippets.js';
import type { DialectName } from './shell-world.js';

const shells: Readonly<Record<DialectName, readonly [file: string, name: string]>> = {
  dash: ['/bin/dash', '/bin/dash'],
  bash: ['/bin/bash', '/bin/bash'],
  ash: ['/usr/bin/busybox', 'ash'],
};

const argsScript = '#!/bin/sh\nfor a in "$@"; do printf "[%s]" "$a"; done; echo\n';

interface RunForReal {
  readonly timeoutMs?: number;
  /** Runs it as a user of its own who may have few processes, where the test may do that: what nobody has read may fork without end. */
  readonly confined?: boolean;
}

/** A user nobody is, whose processes are counted apart. */
const strangerId = 61_184;
const mostProcesses = 300;

/**
 * Runs one snippet in a real shell, in an empty directory, with nothing on its input. None
 * of its processes is left, whatever it did.
 */
export function runForReal(dialect: DialectName, script: string, options: RunForReal = {}): RecordedRun {
  const run = tryForReal(dialect, script, options);
  if (run === 'late') throw new Error(`${dialect} does not end: ${script}`);
  return run;
}

/** The same for scripts that need not end: 'late' when it has not in time. */
export function tryForReal(
  dialect: DialectName,
  script: string,
  { timeoutMs = 60_000, confined = false }: RunForReal,
): RecordedRun | 'late' {
  const other = confined && canConfine();
  const home = makeHome(other);
  const [file, argv0] = shells[dialect];
  // bash takes a socket on its input for a remote shell, and reads ~/.bashrc then.
  const argv = dialect === 'bash' ? ['--norc', '-c', script] : ['-c', script];
  const options = {
    argv0,
    cwd: join(home, 'work'),
    encoding: 'utf8',
    env: { PATH: `${home}/bin:/usr/bin`, HOME: '/root' },
    input: '',
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    // A session of its own, by which all that it starts is found again.
    detached: true,
    ...(other ? { uid: strangerId, gid: strangerId } : {}),
  } as const;
  const { pid, status, signal, stdout, stderr, error } = spawnSync(file, argv, options);
  // Without job control all that is left is in the group that the session began with.
  if (isAlive(-pid) || /set -[a-z]*m|monitor/.test(script)) endSession(pid);
  rmSync(home, { recursive: true, force: true });
  if (error) return late(error);
  const moved = (text: string): string => text.replaceAll(`${home}/work`, '/srv/here').replaceAll(`${home}/bin`, '/usr/bin');
  return withoutPids({ code: status ?? (signal ? 128 + constants.signals[signal] : -1), stdout: moved(stdout), stderr: moved(stderr) });
}

/** Who prints without end does not end either. */
function late(error: Error): 'late' {
  if (!('code' in error && (error.code === 'ETIMEDOUT' || error.code === 'ENOBUFS'))) throw error;
  return 'late';
}

let confines: boolean | undefined;

/**
 * Limits the processes of every user that this program's children run as, once. root is
 * above that limit, the stranger is not.
 */
function canConfine(): boolean {
  confines ??=
    process.getuid?.() === 0 &&
    spawnSync('prlimit', [`--pid=${String(process.pid)}`, `--nproc=${String(mostProcesses)}:${String(mostProcesses)}`]).status === 0;
  return confines;
}

function makeHome(forOther: boolean): string {
  const home = mkdtempSync(join(tmpdir(), 'shell-'));
  mkdirSync(join(home, 'bin'));
  mkdirSync(join(home, 'work'));
  writeFileSync(join(home, 'bin/args'), argsScript);
  chmodSync(join(home, 'bin/args'), 0o755);
  if (forOther) {
    chmodSync(home, 0o755);
    chownSync(join(home, 'work'), strangerId, strangerId);
  }
  return home;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Kills what is left of a session until nothing is, for some of it may be forking meanwhile. */
function endSession(session: number): void {
  for (let round = 0; round < 1_000; round++) {
    const left = processesOf(session);
    if (left.length === 0) return;
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }
}

function processesOf(session: number): readonly number[] {
  if (session === 0 || !existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && sessionOf(name) === session)
    .map(Number);
}

/** The session of a process that has not ended. */
function sessionOf(pid: string): number | undefined {
  try {
    const [state, , , session] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? undefined : Number(session);
  } catch {
    return undefined;
  }
}
