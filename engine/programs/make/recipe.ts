import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Pid, Sys, WaitStatus } from '../../process/sys.js';
import { waitFor } from '../process/run.js';

export interface LineRules {
  readonly sys: Sys;
  readonly isSilent: boolean;
  /** Only shown, unless it calls make. */
  readonly dry: boolean;
  readonly environment: ReadonlyMap<string, string>;
  readonly shell: string;
  readonly mayRecurse: boolean;
  print(fd: 1 | 2, text: string): Task<void>;
  complain(message: string): Task<void>;
}

export interface LineResult {
  readonly hasRun: boolean;
  /** `Error 2`, or the name of a signal; undefined when all went well. */
  readonly failure: string | undefined;
  readonly isIgnored: boolean;
  readonly wasKilled: boolean;
}

/** Characters and words for which the shell is needed. */
const needsShell = /[#;"*?[\]&|<>(){}$`^~!\\'\n]|=/;
const shellWords = new Set(
  '. : alias bg break case cd command continue eval exec exit export fc fg for getopts hash if jobs login logout read readonly return set shift test times trap type ulimit umask unalias unset wait while'.split(
    ' ',
  ),
);

/** Runs one line of a recipe; `@` does not show it, `-` takes no notice of its failure, `+` runs it in any case. */
export function* runLine(text: string, rules: LineRules): Task<LineResult> {
  const [, marks = '', command = ''] = /^([\s@+-]*)(.*)$/s.exec(text) ?? [];
  const isIgnored = marks.includes('-');
  const nothing: LineResult = { hasRun: false, failure: undefined, isIgnored, wasKilled: false };
  if (command.trim() === '') return nothing;
  const runs = !rules.dry || rules.mayRecurse || marks.includes('+');
  if (!runs || (!marks.includes('@') && !rules.isSilent)) yield* rules.print(1, `${command}\n`);
  if (!runs) return { ...nothing, hasRun: true };
  const status = yield* execute(command, rules);
  if (status === undefined) return { ...nothing, hasRun: true, failure: 'Error 127' };
  const failure = failureOf(status);
  return { hasRun: true, failure, isIgnored, wasKilled: status.kind === 'signaled' };
}

/** Undefined when there is no such program. */
function* execute(command: string, rules: LineRules): Task<WaitStatus | undefined> {
  const words = command.trim().split(/\s+/);
  const isPlain = !needsShell.test(command) && !shellWords.has(words[0] ?? '') && rules.shell === '/bin/sh';
  if (!isPlain) return yield* waitFor(rules.sys, spawn(rules, [rules.shell, '-c', command]));
  try {
    return yield* waitFor(rules.sys, spawn(rules, words));
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* rules.complain(`${words[0] ?? ''}: ${error.message}`);
    return undefined;
  }
}

function spawn({ sys, environment }: LineRules, argv: readonly string[]): Pid {
  return sys.spawn({ argv, env: environment, defaultSignals: ['SIGINT', 'SIGTERM'] });
}

const signalTexts: Readonly<Record<string, string>> = {
  SIGHUP: 'Hangup',
  SIGINT: 'Interrupt',
  SIGKILL: 'Killed',
  SIGTERM: 'Terminated',
  SIGSEGV: 'Segmentation fault',
  SIGABRT: 'Aborted',
  SIGPIPE: 'Broken pipe',
};

function failureOf(status: WaitStatus): string | undefined {
  if (status.kind === 'exited') return status.code === 0 ? undefined : `Error ${String(status.code)}`;
  return status.kind === 'signaled' ? (signalTexts[status.signal] ?? status.signal) : undefined;
}
