import { Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Pid, Sys } from '../../process/sys.js';
import { builtinsOf, describe } from '../builtins/index.js';
import { toShellError } from '../dialect-messages.js';
import { Expander, type SubstitutionRunner } from '../expand/expander.js';
import { evaluateText } from '../expand/arithmetic.js';
import { shellLimits } from '../limits.js';
import type { Shell } from '../state/shell.js';
import type { IntegerArithmetic } from '../state/variables.js';
import type { Command, FunctionDefinition, List, ListItem, SimpleCommand } from '../syntax/ast.js';
import { runBraces } from './braces.js';
import { runAndOr, runCase, runIf } from './branches.js';
import { runArithmeticCommand, runConditionalCommand } from './conditions.js';
import type { Execution, ForkShellOptions, Outcome, TextOptions } from './execution.js';
import { forkShell } from './fork.js';
import { callFunction } from './functions.js';
import { Jobs } from './jobs.js';
import { runArithmeticFor, runFor, runLoop, runSelect } from './loops.js';
import { prefixOf } from './messages.js';
import { runBackground, runPipeline, runSubshell } from './pipelines.js';
import { replaceProcess } from './programs.js';
import { runSimple, runWords, type WordsOptions } from './simple.js';
import { runCoprocess } from './coprocess.js';
import { processSubstitution, linesOfFile, substitute, type CommandSubstitution } from './substitution.js';
import { runText } from './text.js';
import type { Traps } from './traps.js';
import { OutOfMemory } from '../state/shell-error.js';

/** What a shell holds when a word is to become twice as long as it may be: the word, its copy, and what it was made of. */
const memoryOfLongWord = 5 * shellLimits.expansionCharacters;

/** Walks the tree and runs it: the middle of the shell. */
export class Interpreter implements Execution, SubstitutionRunner, IntegerArithmetic {
  readonly shell: Shell;
  readonly sys: Sys;
  readonly expander: Expander;
  readonly jobs = new Jobs();
  readonly traps: Traps;
  lastCommand: SimpleCommand | undefined;
  #turns = 0;

  constructor(shell: Shell, traps: Traps) {
    this.shell = shell;
    this.sys = shell.sys;
    this.traps = traps;
    this.expander = new Expander(shell, this);
    shell.variables.arithmetic = this;
  }

  substitute(part: CommandSubstitution): Task<string> {
    return substitute(this, part);
  }

  processFile(direction: '<' | '>', body: List): Task<string> {
    return processSubstitution(this, direction, body);
  }

  passwd(): readonly string[] {
    return linesOfFile(this.sys, '/etc/passwd');
  }

  evaluateInteger(text: string): string {
    return String(evaluateText(this.shell, text));
  }

  run(command: Command): Outcome {
    const trapped = this.traps.has('ERR');
    const checks = this.#needsCheck(command) || this.#callsFunction(command);
    const outcome = this.#dispatch(command);
    if (typeof outcome !== 'number') return checks || this.#needsCheck(command) ? this.#checked(command, outcome, trapped) : outcome;
    this.shell.status = outcome;
    if (leavesStatus(command)) this.shell.pipeStatus = [outcome];
    return outcome !== 0 && !this.shell.flow && this.#needsCheck(command) ? this.#check(outcome, trapped) : outcome;
  }

  runList(list: List): Outcome {
    const { items } = list;
    let status = 0;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (!item) break;
      const outcome = this.#runItem(item);
      if (typeof outcome !== 'number' || this.traps.active) return this.#listTask(items, index, outcome);
      status = outcome;
      if (this.shell.flow) return status;
    }
    return status;
  }

  *#listTask(items: readonly ListItem[], from: number, begun: Outcome): Task<number> {
    const { shell } = this;
    let outcome = begun;
    let status = 0;
    for (let index = from; ; ) {
      status = typeof outcome === 'number' ? outcome : yield* outcome;
      shell.status = status;
      if (this.traps.active) {
        yield* this.handleSignals();
        status = shell.flow ? shell.status : status;
      }
      if (shell.flow) return status;
      const item = items[++index];
      if (!item) return status;
      outcome = this.#runItem(item);
    }
  }

  #runItem(item: ListItem): Outcome {
    if (this.shell.options.noexec && !this.shell.interactive) return 0;
    return item.background ? runBackground(this, item) : this.run(item.command);
  }

  #dispatch(command: Command): Outcome {
    switch (command.kind) {
      case 'simple':
        return runSimple(this, command);
      case 'list':
        return this.runList(command);
      case 'and-or':
        return runAndOr(this, command);
      case 'pipeline':
        return runPipeline(this, command);
      case 'group':
        return runBraces(this, command);
      case 'subshell':
        return runSubshell(this, command);
      case 'if':
        return runIf(this, command);
      case 'for':
        return runFor(this, command);
      case 'arithmetic-for':
        return runArithmeticFor(this, command);
      case 'select':
        return runSelect(this, command);
      case 'loop':
        return runLoop(this, command);
      case 'case':
        return runCase(this, command);
      case 'arithmetic':
        return runArithmeticCommand(this, command);
      case 'conditional':
        return runConditionalCommand(this, command);
      case 'coprocess':
        return runCoprocess(this, command);
      case 'function':
        if (command.invalid) return this.#invalidFunction(command);
        this.shell.functions.set(command.name, { definition: command, file: this.shell.functionSource });
        return 0;
    }
  }

  #invalidFunction({ name, line }: FunctionDefinition): Task<number> {
    this.shell.line = line;
    return this.complain(`\`${name}': not a valid identifier`);
  }

  /** What a function sets (`set -e`) counts for its own failure already. */
  #callsFunction(command: Command): boolean {
    if (command.kind !== 'simple' || this.shell.functions.size === 0) return false;
    const [first] = command.words;
    return first !== undefined && !('kind' in first) && first.literal !== undefined && this.shell.functions.has(first.literal);
  }

  /** Whether a failure of this command matters to `set -e` or a trap on ERR. */
  #needsCheck(command: Command): boolean {
    if (!this.shell.options.errexit && !this.traps.has('ERR')) return false;
    const { conditions, negations } = this.shell;
    if (conditions > (this.traps.has('ERR') ? negations : 0)) return false;
    switch (command.kind) {
      case 'simple':
      case 'subshell':
      case 'arithmetic':
      case 'conditional':
        return true;
      case 'pipeline':
        return !command.negated;
      default:
        return false;
    }
  }

  *#checked(command: Command, task: Task<number>, trapped: boolean): Task<number> {
    const status = yield* task;
    this.shell.status = status;
    if (status === 0 || this.shell.flow || !this.#needsCheck(command)) return status;
    const checked = this.#check(status, trapped);
    return typeof checked === 'number' ? checked : yield* checked;
  }

  /** `trapped`: there was a trap on ERR already when the command began. */
  #check(status: number, trapped: boolean): Outcome {
    if (trapped && this.traps.has('ERR')) return this.#runErrorTrap(status);
    if (this.#exitsOnError) this.shell.flow = { kind: 'exit', status };
    return status;
  }

  get #exitsOnError(): boolean {
    return this.shell.options.errexit && this.shell.conditions === 0;
  }

  *#runErrorTrap(status: number): Task<number> {
    const { pipeStatus } = this.shell;
    this.shell.conditions++;
    yield* this.traps.runAlone('ERR', action => runText(this, action));
    this.shell.conditions--;
    this.shell.pipeStatus = pipeStatus;
    this.shell.status = status;
    if (this.#exitsOnError && !this.shell.flow) this.shell.flow = { kind: 'exit', status };
    return status;
  }

  *handleSignals(beforeTrap?: () => Task<void>): Task<boolean> {
    const { shell } = this;
    const seen = { interrupt: false };
    yield* this.traps.runPending(
      action => this.#runTrap(action),
      signal => {
        if (signal === 'SIGINT' && !shell.flow) shell.flow = { kind: 'line', status: 130, interrupted: true };
      },
      signal => {
        if (signal !== 'SIGINT') return undefined;
        seen.interrupt = true;
        return beforeTrap?.();
      },
    );
    return seen.interrupt;
  }

  *#runTrap(action: string): Task<number> {
    const { shell } = this;
    const { status } = shell;
    const outcome = yield* runText(this, action, shell.dialect.name === 'ash' ? {} : { firstLine: 1 });
    shell.status = shell.flow ? shell.status : status;
    return outcome;
  }

  runText(text: string, options?: TextOptions): Task<number> {
    return runText(this, text, options);
  }

  runWords(words: readonly string[], options?: WordsOptions): Outcome {
    return runWords(this, words, options);
  }

  describe(names: readonly string[], mode: 'v' | 'V'): Task<number> {
    return describe(this, names, mode);
  }

  builtinNames(): readonly string[] {
    return [...builtinsOf(this.shell.dialect).keys()];
  }

  callFunction(name: string, args: readonly string[]): Outcome {
    return callFunction(this, name, args);
  }

  replace(
    words: readonly string[],
    options: { readonly argv0?: string | undefined; readonly env?: ReadonlyMap<string, string> },
  ): Task<number> {
    return replaceProcess(this, words, options);
  }

  fork(body: (child: Execution) => Task<number>, options: ForkShellOptions = {}): Pid {
    if (this.shell.dialect.name !== 'bash' && !this.shell.options.monitor) this.jobs.forgetWaited();
    const known = this.shell.dialect.name === 'dash' ? undefined : this.jobs.known;
    const make = (shell: Shell, traps: Traps): Interpreter => {
      const child = new Interpreter(shell, traps);
      child.jobs.inherited = known;
      return child;
    };
    return forkShell(this, make, body, options);
  }

  childFds(changes?: ReadonlyMap<number, number>): ReadonlyMap<number, number> | undefined {
    const { extraFds } = this.shell;
    if (extraFds.size === 0 && !changes) return undefined;
    const fds = new Map<number, number>();
    for (const fd of [0, 1, 2, ...extraFds]) if (this.sys.isOpen(fd)) fds.set(fd, fd);
    for (const [to, from] of changes ?? []) fds.set(to, from);
    return fds;
  }

  *print(text: string): Task<number> {
    try {
      yield* this.sys.write(1, encodeUtf8(text));
      return 0;
    } catch (error) {
      if (!(error instanceof Errno) || error.code === 'EINTR') throw error;
      return yield* this.#cannotWrite(error);
    }
  }

  *#cannotWrite(error: Errno): Task<number> {
    const { shell } = this;
    switch (shell.dialect.name) {
      case 'bash':
        return yield* this.complain(`write error: ${error.message}`);
      case 'dash':
        return yield* this.complain(`${shell.builtin ?? ''}: I/O error`);
      case 'ash':
        yield* this.complainRaw(`${shell.applet}: write error: ${error.message}\n`);
        return 1;
    }
  }

  *complain(message: string, status = 1): Task<number> {
    yield* this.complainRaw(`${prefixOf(this.shell)}${message}\n`);
    return status;
  }

  *complainRaw(text: string): Task<void> {
    if (this.sys.isOpen(2)) yield* this.sys.write(2, encodeUtf8(text));
  }

  *fail(thrown: unknown): Task<number> {
    if (thrown instanceof OutOfMemory) this.sys.setMemory(memoryOfLongWord);
    const { shell } = this;
    const error = toShellError(thrown, shell.dialect);
    if (!error) throw thrown;
    if (error.message !== '') yield* this.complainRaw(`${error.prefix ?? prefixOf(shell)}${error.message}\n`);
    shell.status = error.status;
    if (error.scope === 'exit')
      shell.flow = shell.interactive ? { kind: 'line', status: error.status } : { kind: 'exit', status: error.status };
    return error.status;
  }

  mustTick(): boolean {
    return ++this.#turns % shellLimits.turnsPerTick === 0;
  }
}

/** Whether PIPESTATUS tells of this command. */
function leavesStatus({ kind }: Command): boolean {
  return kind === 'simple' || kind === 'arithmetic' || kind === 'conditional';
}
