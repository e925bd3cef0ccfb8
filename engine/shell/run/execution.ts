import type { Task } from '../../core/task.js';
import type { Pid, Sys } from '../../process/sys.js';
import type { Expander } from '../expand/expander.js';
import type { ArrayElement } from '../expand/assign.js';
import type { Shell } from '../state/shell.js';
import type { Command, List, SimpleCommand } from '../syntax/ast.js';
import type { Jobs } from './jobs.js';
import type { Traps } from './traps.js';

/**
 * The exit status of a command: at once, or as a task when something may have to wait. Most turns of a loop never wait,
 * and plain calls are many times faster than generators.
 */
export type Outcome = number | Task<number>;

/** A child that goes on running the shell. */
export interface ForkShellOptions {
  /** 0: leader of a new process group; a number: in that group; left out: in the shell's. */
  readonly processGroup?: Pid | undefined;
  /** Descriptors of the child that differ from the shell's, by the child's number. */
  readonly fds?: ReadonlyMap<number, number>;
  /** An asynchronous command: without job control it ignores ^C and reads nothing. */
  readonly background?: boolean;
  /** Whether `trap` lists what the parent has set; left out, it does in bash alone. */
  readonly listsTraps?: boolean;
}

export interface TextOptions {
  readonly firstLine?: number;
  /** Name that messages give the text, such as `eval` in bash. */
  readonly label?: string | undefined;
  /** The text is a whole script, of which an error ends only a line. */
  readonly script?: boolean;
}

/** What running commands and builtins use of the interpreter. One belongs to each shell process. */
export interface Execution {
  readonly shell: Shell;
  readonly sys: Sys;
  readonly expander: Expander;
  readonly jobs: Jobs;
  readonly traps: Traps;
  run(command: Command): Outcome;
  runList(list: List): Outcome;
  /** Runs commands given as text: `eval`, `.`, traps. */
  runText(text: string, options?: TextOptions): Task<number>;
  /** Runs a command by its words, without functions when asked (`command`), or in place of the shell (`exec`). */
  runWords(
    words: readonly string[],
    options?: { readonly functions?: boolean; readonly defaultPath?: boolean; readonly builtinOnly?: boolean },
  ): Outcome;
  /** `command -v` and `-V`. */
  describe(names: readonly string[], mode: 'v' | 'V'): Task<number>;
  /** The builtins of this shell's dialect, those that are switched off too. */
  builtinNames(): readonly string[];
  callFunction(name: string, args: readonly string[]): Outcome;
  /** Starts a subshell process that runs `body`. */
  fork(body: (child: Execution) => Task<number>, options?: ForkShellOptions): Pid;
  /** The descriptors that children get; undefined when 0, 1 and 2 say it all. */
  childFds(changes?: ReadonlyMap<number, number>): ReadonlyMap<number, number> | undefined;
  /** Becomes another program, or fails as the shell does; `words` is what it is called with. */
  replace(
    words: readonly string[],
    options: { readonly argv0?: string | undefined; readonly env?: ReadonlyMap<string, string> },
  ): Task<number>;
  print(text: string): Task<number>;
  /** Writes a message with the shell's prefix to stderr and gives the status. */
  complain(message: string, status?: number): Task<number>;
  /** Writes to stderr as it is. */
  complainRaw(text: string): Task<void>;
  /** Deals with something thrown: message, status, and what is given up. */
  fail(error: unknown): Task<number>;
  /** A step of a loop or call: now and then it must let others run. */
  mustTick(): boolean;
  /** Runs the traps of signals that have come. Whether there was one for ^C, which `beforeTrap` goes before. */
  handleSignals(beforeTrap?: () => Task<void>): Task<boolean>;
  /** The command after which this process has nothing to do: a program takes the process over instead of becoming a child. */
  lastCommand: SimpleCommand | undefined;
}

/** How a builtin was called, beyond its arguments. */
export interface Invocation {
  readonly name: string;
  /** Array literals among the arguments of a declaration, by the argument's index. */
  readonly arrays?: ReadonlyMap<number, { readonly elements: readonly ArrayElement[]; readonly append: boolean }>;
}

export interface Builtin {
  /** POSIX special: found before functions, and its errors end a shell that is not interactive. */
  readonly special?: boolean;
  run(execution: Execution, args: readonly string[], invocation: Invocation): Outcome;
}
