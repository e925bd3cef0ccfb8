import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { signalNumbers, type Signal } from '../../process/signals.js';
import type { Main, Pid, Sys } from '../../process/sys.js';
import { exitCodeOf } from '../process/run.js';

/** Signals that say something about this process itself, or that nobody can catch. */
const kept: ReadonlySet<string> = new Set(
  'SIGFPE SIGILL SIGSEGV SIGBUS SIGABRT SIGTRAP SIGSYS SIGTTIN SIGTTOU SIGKILL SIGSTOP SIGCHLD'.split(' '),
);
const passed = Object.keys(signalNumbers).filter((name): name is Signal => Object.hasOwn(signalNumbers, name) && !kept.has(name));

const tiniUsage = `tini (tini version 0.19.0)
Usage: tini [OPTIONS] PROGRAM -- [ARGS] | --version

Runs PROGRAM as the child of a small init: signals are handed on, processes that lose their parent are buried.

  --version: show the version
  -h: show this help
  -s: bury orphans without being process 1
  -v: say more
  -w: warn when a process is buried
  -g: hand signals to the whole process group
  -e EXIT_CODE: take EXIT_CODE for 0

`;

/** `tini [-s] [-g] [-v] [-w] [-e CODE] [--] PROGRAM [ARG…]` */
export const tini: Main = function* (sys, argv) {
  const words = argv.slice(1);
  let group = false;
  let mapped: number | undefined;
  let adopts = sys.env.get('TINI_SUBREAPER') !== undefined;
  for (let word = words[0]; word?.startsWith('-'); word = words[0]) {
    words.shift();
    if (word === '--') break;
    if (word === '--version') return yield* say(sys, 1, 'tini version 0.19.0\n', 0);
    if (word === '-h') return yield* say(sys, 1, tiniUsage, 0);
    if (word === '-g') group = true;
    else if (word === '-s') adopts = true;
    else if (word === '-e') mapped = Number(words.shift());
    else if (!/^-[vw]+$/.test(word)) return yield* say(sys, 2, `tini: invalid option -- '${word.slice(1, 2)}'\n${tiniUsage}`, 1);
  }
  const [program] = words;
  if (program === undefined) return yield* say(sys, 2, tiniUsage, 1);
  if (sys.pid !== 1 && !adopts)
    yield* say(
      sys,
      2,
      `[WARN  tini (${String(sys.pid)})] Tini is not running as PID 1 and isn't registered as a child subreaper.\nZombie processes will not be re-parented to Tini, so zombie reaping won't work.\nTo fix the problem, use the -s option or set the environment variable TINI_SUBREAPER to register Tini as a child subreaper, or run Tini as PID 1.\n`,
      0,
    );
  const started = start(sys, words, group);
  if (typeof started === 'number') {
    const code = yield* guard(sys, started, group);
    return code === mapped ? 0 : code;
  }
  return yield* say(sys, 2, `[FATAL tini (${String(sys.pid + 1)})] exec ${program} failed: ${started.message}\n`, started.code);
};

/** `dumb-init [-c] [-v] PROGRAM [ARG…]`: the same, in its own words; signals go to the whole session. */
export const dumbInit: Main = function* (sys, argv) {
  const words = argv.slice(1);
  let group = true;
  for (let word = words[0]; word?.startsWith('-'); word = words[0]) {
    words.shift();
    if (word === '--') break;
    if (word === '-V' || word === '--version') return yield* say(sys, 2, 'dumb-init v1.2.5\n', 0);
    if (word === '-c' || word === '--single-child') group = false;
    else if (word === '-r' || word === '--rewrite' || word.startsWith('--rewrite='))
      return yield* say(sys, 2, 'drydock: option --rewrite is not simulated\n', 1);
  }
  const [program] = words;
  if (program === undefined)
    return yield* say(sys, 2, 'Usage: dumb-init [option] program [args]\nTry dumb-init --help for full usage.\n', 1);
  const started = start(sys, words, group);
  if (typeof started === 'number') return yield* guard(sys, started, group);
  return yield* say(sys, 2, `[dumb-init] ${program}: ${started.message}\n`, 2);
};

function start(sys: Sys, argv: readonly string[], group: boolean): Pid | { readonly message: string; readonly code: number } {
  for (const signal of passed) sys.onSignal(signal, 'catch');
  sys.onSignal('SIGCHLD', 'catch');
  try {
    return sys.spawn({ argv, defaultSignals: [...passed, 'SIGCHLD'], ...(group ? { processGroup: 0 } : {}) });
  } catch (error) {
    if (!isErrno(error)) throw error;
    return { message: error.message, code: error.code === 'ENOENT' ? 127 : 126 };
  }
}

/** Hands signals on and buries everybody, until the child has ended. */
function* guard(sys: Sys, child: Pid, group: boolean): Task<number> {
  for (;;) {
    const ended = yield* sys.wait(-1);
    for (let signal = sys.takeSignal(); signal; signal = sys.takeSignal()) {
      if (signal === 'SIGCHLD') continue;
      try {
        sys.kill(group ? -child : child, signal);
      } catch (error) {
        if (!isErrno(error)) throw error;
      }
    }
    if (ended && ended !== 'interrupted' && ended.pid === child && ended.status.kind !== 'stopped') return exitCodeOf(ended.status);
  }
}

function* say(sys: Sys, fd: 1 | 2, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}
