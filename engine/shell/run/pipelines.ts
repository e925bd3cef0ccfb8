import { Errno } from '../../core/errno.js';
import { jobText } from '../syntax/job-text.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Pid } from '../../process/sys.js';
import { ShellError } from '../state/shell-error.js';
import type { Command, List, ListItem, Pipeline, Redirect, SimpleCommand } from '../syntax/ast.js';
import { runGroup, withRedirects } from './branches.js';
import type { Execution, ForkShellOptions, Outcome } from './execution.js';
import { debugTrap, isLeft, showCommand } from './debug-trap.js';
import { SavedDescriptors } from './descriptors.js';
import { markLast } from './last-command.js';
import { applyRedirects, withScope } from './redirect.js';
import { waitForeground } from './waiting.js';

type Redirected = Extract<Command, { readonly redirects: readonly Redirect[] }>;
type Subshell = Extract<Command, { kind: 'group' | 'subshell' }>;

/** `a | b | c`, each in a process of its own, with `!` and `time`. */
export function runPipeline(execution: Execution, pipeline: Pipeline): Outcome {
  if (pipeline.timed !== 'no') return timed(execution, pipeline);
  if (!pipeline.negated) return pipelineTask(execution, pipeline);
  return negated(execution, pipeline);
}

function negated(execution: Execution, pipeline: Pipeline): Outcome {
  const { shell } = execution;
  const [only] = pipeline.commands;
  if (pipeline.commands.length > 1 || !only) return negatedTask(execution, only ? pipelineTask(execution, pipeline) : 0);
  // bash looks at `set -e` once, so that what is set inside counts there.
  if (shell.dialect.name === 'bash' && isCompound(only) && !shell.options.errexit) return negatedTask(execution, execution.run(only));
  const counted = isCompound(only) ? 1 : 0;
  shell.conditions++;
  shell.negations += counted;
  const outcome = execution.run(only);
  if (typeof outcome !== 'number') return negatedTask(execution, outcome, { conditions: 1, negations: counted });
  shell.conditions--;
  shell.negations -= counted;
  return inverted(execution, outcome);
}

/** Commands in braces and their kin, of which a failure inside is heard of by bash's trap on ERR all the same. */
function isCompound({ kind }: Command): boolean {
  return kind !== 'simple' && kind !== 'subshell' && kind !== 'arithmetic' && kind !== 'conditional';
}

function* negatedTask(execution: Execution, outcome: Outcome, counted = { conditions: 0, negations: 0 }): Task<number> {
  const { shell } = execution;
  const status = typeof outcome === 'number' ? outcome : yield* outcome;
  shell.conditions -= counted.conditions;
  shell.negations -= counted.negations;
  return inverted(execution, status);
}

/** `return`, `break` and their kin go on with their own status in dash; in ash even `return` is turned round. */
function inverted({ shell }: Execution, status: number): number {
  if (shell.flow && shell.dialect.name === 'dash') return status;
  const other = status === 0 ? 1 : 0;
  if (shell.flow?.kind === 'return' && shell.dialect.name === 'ash') shell.flow = { ...shell.flow, status: other };
  return other;
}

function* pipelineTask(execution: Execution, { commands, withStderr }: Pipeline): Task<number> {
  const { sys, shell } = execution;
  const [only] = commands;
  if (only && commands.length === 1) return yield* finish(execution.run(only));
  const processes: { pid: Pid; text: string }[] = [];
  let group: Pid | undefined;
  let input: number | undefined;
  for (const [index, command] of commands.entries()) {
    if (index === commands.length - 1 && input !== undefined && isLastPipe(execution))
      return yield* lastPipe(execution, command, input, processes);
    if (command.kind === 'simple' && showCommand(execution, command)) yield* debugTrap(execution);
    if (isLeft(execution) && processes.length === 0) return shell.status;
    const pipe = index < commands.length - 1 ? sys.pipe() : undefined;
    const fds = new Map<number, number>();
    if (input !== undefined) fds.set(0, input);
    if (pipe) fds.set(1, pipe.write);
    if (pipe && withStderr[index]) fds.set(2, pipe.write);
    const pid = start(execution, command, { fds, processGroup: shell.options.monitor ? (group ?? 0) : undefined });
    if (shell.options.monitor) group ??= pid;
    processes.push({ pid, text: textOf(execution, command) });
    if (input !== undefined) sys.close(input);
    if (pipe) sys.close(pipe.write);
    input = pipe?.read;
  }
  const status = yield* waitForeground(execution, processes, group);
  if (status !== 0 && commands.at(-1)?.kind === 'subshell') yield* trapSubshell(execution, status);
  return status;
}

/** bash's trap on ERR hears of a subshell at the end of a pipeline, and then of the pipeline (execute_command_internal in execute_cmd.c). */
function* trapSubshell(execution: Execution, status: number): Task<void> {
  const { shell, traps } = execution;
  if (!traps.has('ERR') || shell.conditions > 0) return;
  const { pipeStatus } = shell;
  shell.status = status;
  yield* traps.runAlone('ERR', action => execution.runText(action));
  shell.pipeStatus = pipeStatus;
}

/** bash's `lastpipe`: without job control the last command of a pipeline runs in the shell itself. */
function isLastPipe({ shell }: Execution): boolean {
  return shell.dialect.name === 'bash' && shell.shopt.has('lastpipe') && !shell.options.monitor;
}

function* lastPipe(
  execution: Execution,
  command: Command,
  input: number,
  processes: readonly { readonly pid: Pid; readonly text: string }[],
): Task<number> {
  const { sys, shell } = execution;
  const saved = new SavedDescriptors(execution);
  saved.save(0);
  sys.dup(input, 0);
  sys.close(input);
  let status: number;
  try {
    status = yield* finish(execution.run(command));
  } finally {
    saved.restore();
  }
  yield* waitForeground(execution, processes, undefined);
  shell.pipeStatus = [...shell.pipeStatus, status];
  return shell.options.pipefail ? (shell.pipeStatus.findLast(each => each !== 0) ?? 0) : status;
}

/** Whether there is but one command, behind a `!`. */
function isNegated({ items }: List): boolean {
  const [only] = items;
  return items.length === 1 && only?.command.kind === 'pipeline' && only.command.negated;
}

/** What gives up a subshell of bash that is all behind a `!` is turned round, too. */
function* invertFailure(child: Execution, command: Subshell): Task<number> {
  const { shell } = child;
  try {
    return yield* finish(runGroup(child, command));
  } catch (error) {
    if (shell.dialect.name !== 'bash') throw error;
    const status = (yield* child.fail(error)) === 0 ? 1 : 0;
    shell.flow = { kind: 'exit', status };
    return status;
  }
}

function* finish(outcome: Outcome): Task<number> {
  return typeof outcome === 'number' ? outcome : yield* outcome;
}

function start(execution: Execution, command: Command, options: ForkShellOptions): Pid {
  try {
    return execution.fork(child => runAlone(child, command), options);
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    throw cannotFork(execution, error);
  }
}

/** A process limit was reached: the shell gives up what it was doing. */
export function cannotFork({ shell }: Execution, error: Errno): ShellError {
  const message =
    shell.dialect.name === 'bash'
      ? `fork: ${error.message}`
      : shell.dialect.name === 'dash'
        ? 'Cannot fork'
        : `can't fork: ${error.message}`;
  return new ShellError(message, {
    status: shell.dialect.name === 'bash' ? 254 : 2,
    scope: shell.dialect.name === 'bash' ? 'line' : 'exit',
  });
}

/** Runs one command as all that a process does; `break` means nothing to it where the loops around it are not `inLoops`. */
export function runAlone(child: Execution, command: Command, { inLoops = false } = {}): Task<number> {
  if (!inLoops) forgetLoops(child, command);
  // dash and ash undo the redirections of any compound command but a subshell, even where the process ends then.
  const lasting = command.kind === 'subshell' || (command.kind !== 'simple' && child.shell.dialect.name === 'bash');
  return lasting && 'redirects' in command ? runToTheEnd(child, command) : runInPlace(child, command);
}

/** A command whose redirections are those of its process: a trap on EXIT prints into them too. */
function* runToTheEnd(child: Execution, command: Exclude<Redirected, SimpleCommand>): Task<number> {
  try {
    (yield* redirectSubshell(child, command.redirects)).forget();
  } catch (error) {
    return yield* child.fail(error);
  }
  return yield* runInPlace(child, { ...command, redirects: [] });
}

function* runInPlace(child: Execution, command: Command): Task<number> {
  markLast(child, command);
  if (command.kind === 'subshell') {
    forgetNegation(child);
    child.jobs.inherited = undefined;
    return yield* isNegated(command.body) ? invertFailure(child, command) : finish(runGroup(child, command));
  }
  return yield* finish(child.run(command));
}

/** In dash and ash `break` leaves the process, too; and so does that of bash where it is alone (execute_in_subshell in execute_cmd.c). */
export function forgetLoops({ shell }: Execution, command: Command): void {
  if (shell.dialect.name === 'bash' && command.kind !== 'simple') shell.loops = 0;
}

/** `set -e` acts in a subshell even inside of braces behind a `!`. */
function forgetNegation({ shell }: Execution): void {
  if (shell.dialect.name !== 'bash' || shell.conditions !== shell.negations) return;
  shell.conditions = 0;
  shell.negations = 0;
}

/** `command &` in its process. dash and ash hand the redirections of a compound command to the process itself (parser.c: list). */
function runDetached(child: Execution, command: Command): Task<number> {
  forgetLoops(child, command);
  const inner = child.shell.dialect.name === 'bash' ? command : withoutBraces(command);
  return inner.kind !== 'simple' && 'redirects' in inner && inner.redirects.length > 0
    ? runToTheEnd(child, inner)
    : runAlone(child, command);
}

/** Braces without redirections around one command, which for dash and ash are no command of their own. */
export function withoutBraces(command: Command): Command {
  if (command.kind !== 'group' || command.redirects.length > 0) return command;
  const [only] = command.body.items;
  return only && command.body.items.length === 1 && !only.background ? withoutBraces(only.command) : command;
}

/** ash takes a subshell whose redirection fails for one that failed with 2, any other command for one with 1. */
function* redirectSubshell(execution: Execution, redirects: readonly Redirect[]): Task<SavedDescriptors> {
  try {
    return yield* applyRedirects(execution, redirects);
  } catch (error) {
    throw execution.shell.dialect.name === 'ash' && error instanceof ShellError && error.scope === 'command'
      ? withScope(error, { status: 2, scope: 'command' })
      : error;
  }
}

/** `( … )` */
export function runSubshell(execution: Execution, command: Subshell): Outcome {
  if (command.redirects.length === 0) return subshellTask(execution, command);
  const { shell } = execution;
  const outside = shell.keptDescriptors;
  return withRedirects(
    execution,
    command,
    () => {
      // These are redirections of the process itself.
      shell.keptDescriptors = outside;
      return subshellTask(execution, command);
    },
    redirectSubshell,
  );
}

function* subshellTask(execution: Execution, { body, line }: Subshell): Task<number> {
  const { shell } = execution;
  shell.line = line;
  const command: Command = { kind: 'subshell', body, redirects: [], line };
  const pid = start(execution, command, { processGroup: shell.options.monitor ? 0 : undefined });
  return yield* waitForeground(execution, [{ pid, text: textOf(execution, command) }], shell.options.monitor ? pid : undefined);
}

/** `command &` */
export function* runBackground(execution: Execution, item: ListItem): Task<number> {
  const { shell, sys, jobs } = execution;
  const { command } = item;
  const { monitor } = shell.options;
  const fds = new Map<number, number>();
  const input = monitor ? undefined : sys.open('/dev/null', { read: true });
  if (input !== undefined) fds.set(0, input);
  const commands = command.kind === 'pipeline' && !command.negated && command.commands.length > 1 ? command : undefined;
  let pid: Pid;
  try {
    pid = execution.fork(child => (commands ? pipelineTask(child, commands) : runDetached(child, command)), {
      fds,
      background: true,
      processGroup: monitor ? 0 : undefined,
    });
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    throw cannotFork(execution, error);
  } finally {
    if (input !== undefined) sys.close(input);
  }
  shell.lastBackground = pid;
  // Without job control dash and ash do not keep the words.
  const text = monitor || shell.dialect.name === 'bash' ? jobText(command, shell.dialect.name) : '';
  const job = {
    number: 0,
    processGroup: monitor ? pid : undefined,
    processes: [{ pid, text, status: undefined }],
    text,
    background: true,
    told: false,
  };
  jobs.add(job);
  if (shell.interactive) yield* sys.write(2, encodeUtf8(shell.dialect.name === 'bash' ? `[${String(job.number)}] ${String(pid)}\n` : ''));
  return 0;
}

/** bash's `time`: real, user and system time on stderr. */
function* timed(execution: Execution, pipeline: Pipeline): Task<number> {
  const { sys } = execution;
  const start = sys.clock.now();
  const outcome = pipeline.commands.length === 0 ? 0 : runPipeline(execution, { ...pipeline, timed: 'no' });
  const status = typeof outcome === 'number' ? outcome : yield* outcome;
  const seconds = (sys.clock.now() - start) / 1000;
  const usual = pipeline.timed === 'posix' ? 'real %2R\nuser %2U\nsys %2S' : '\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS';
  const format = pipeline.timed === 'posix' ? usual : (execution.shell.variables.get('TIMEFORMAT') ?? usual);
  const wrong = /%(?![%PRUS]|[0-9]?l?[RUS])(.?)/.exec(format.replaceAll('%%', ''))?.[1];
  if (wrong !== undefined) {
    yield* execution.complain(`TIMEFORMAT: \`${wrong}': invalid format character`);
    return status;
  }
  const text = format === '' ? '' : `${timesText(format, seconds)}\n`;
  if (sys.isOpen(2) && text !== '') yield* sys.write(2, encodeUtf8(text));
  return status;
}

/** TIMEFORMAT: `%R`, `%U` and `%S` with a precision and `l` for minutes, `%P` for the share of the processor. */
function timesText(format: string, seconds: number): string {
  return format.replace(/%(?:%|([0-9]?)(l?)([RUS])|P)/g, (whole, digits = '', long = '', letter?: string) => {
    if (whole === '%%') return '%';
    if (letter === undefined) return '0.00';
    const value = letter === 'R' ? seconds : 0;
    const precision = digits === '' ? 3 : Math.min(3, Number(digits));
    if (long === '') return value.toFixed(precision);
    return `${String(Math.floor(value / 60))}m${(value % 60).toFixed(precision)}s`;
  });
}

function textOf({ shell }: Execution, command: Command): string {
  if (shell.options.monitor) return jobText(command, shell.dialect.name);
  if (command.kind === 'subshell') return `( ${command.body.items.map(({ source }) => source).join('; ')} )`;
  if (command.kind === 'simple') return command.words.map(word => ('kind' in word ? word.name : word.source)).join(' ');
  return command.kind;
}
