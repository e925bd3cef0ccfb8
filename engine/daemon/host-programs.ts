import { Errno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { encodeUtf8 } from '../core/utf8.js';
import { exitCode } from '../process/kernel.js';
import { signalNumbers, type Signal } from '../process/signals.js';
import type { Main, Sys } from '../process/sys.js';

/** What the daemon's parts do as processes of the host: they are there, and end on a signal. The work is done by `Daemon`. */
const waiting: Main = function* (sys) {
  for (;;) yield* sys.pause();
};

/** A second dockerd is refused, as the first one holds the pid file. */
const dockerd: Main = function* (sys, argv) {
  if (argv.includes('fd://')) return yield* waiting(sys, argv);
  const first = sys.processes().find(({ command, pid }) => command === 'dockerd' && pid !== sys.pid);
  const reason = first
    ? `failed to start daemon, ensure docker is not running or delete /var/run/docker.pid: process with PID ${String(first.pid)} is still running`
    : 'drydock: starting dockerd by hand is not simulated';
  yield* sys.write(2, encodeUtf8(`${reason}\n`));
  return 1;
};

/** Signals that process 1 does not pass on (tini: those that mean that the program itself is broken, and those of jobs). */
const kept = new Set<Signal>([
  'SIGKILL',
  'SIGSTOP',
  'SIGCHLD',
  'SIGFPE',
  'SIGILL',
  'SIGSEGV',
  'SIGBUS',
  'SIGABRT',
  'SIGTRAP',
  'SIGSYS',
  'SIGTTIN',
  'SIGTTOU',
]);

function isSignal(name: string): name is Signal {
  return Object.hasOwn(signalNumbers, name);
}

/** docker-init: runs a program, hands it every signal, and buries all processes that lose their parent. */
const dockerInit: Main = function* (sys, argv) {
  const command = argv.slice(argv.indexOf('--') + 1);
  for (const signal of Object.keys(signalNumbers)) if (isSignal(signal) && !kept.has(signal)) sys.onSignal(signal, 'catch');
  try {
    const child = sys.spawn({ argv: command, defaultSignals: Object.keys(signalNumbers).filter(isSignal) });
    return yield* guard(sys, child);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    yield* sys.write(2, encodeUtf8(`[FATAL tini (${String(sys.pid)})] exec ${command[0] ?? ''} failed: ${error.message}\n`));
    return error.code === 'ENOENT' ? 127 : 126;
  }
};

function* guard(sys: Sys, child: number): Task<number> {
  for (;;) {
    const ended = yield* sys.wait(-1);
    for (let signal = sys.takeSignal(); signal; signal = sys.takeSignal()) pass(sys, child, signal);
    if (ended && ended !== 'interrupted' && ended.pid === child && ended.status.kind !== 'stopped') return exitCode(ended.status);
  }
}

function pass(sys: Sys, child: number, signal: Signal): void {
  try {
    sys.kill(child, signal);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
  }
}

/** Programs of the host that belong to Docker, by the ids of their files. */
export const daemonPrograms: ReadonlyMap<string, Main> = new Map([
  ['dockerd', dockerd],
  ['containerd', waiting],
  ['containerd-shim-runc-v2', waiting],
  ['docker-proxy', waiting],
  ['docker-init', dockerInit],
]);
