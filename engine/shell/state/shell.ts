import type { Pid, Sys, TerminalModes } from '../../process/sys.js';
import type { Dialect } from '../dialect.js';
import type { PatternOptions } from '../pattern/parse-pattern.js';
import type { FunctionDefinition } from '../syntax/ast.js';
import type { ShownCommand } from '../syntax/command-text.js';
import type { CompletionRule } from './completion-rule.js';
import { CowMap, CowSet } from '../../core/cow.js';
import { initialOptions, type ShellOptions } from './options.js';
import { Variables } from './variables.js';

/** Why the commands that follow are not run: what ends, and how far. */
export type Flow =
  | { readonly kind: 'break' | 'continue'; levels: number }
  /** `before`: what the command before `return` ended with. */
  | { readonly kind: 'return'; readonly status: number; readonly before: number }
  /** `keep` is a signal's or error's own status, which a trap on EXIT does not change. */
  | { readonly kind: 'exit'; readonly status: number }
  /** Back to the prompt, or to the next line of a script. */
  | { readonly kind: 'line'; readonly status: number /** ^C came, and the cursor is still behind it. */; readonly interrupted?: boolean };

/** Where a descriptor is kept that a redirection has changed; undefined where there was none. */
export interface KeptDescriptor {
  readonly fd: number;
  readonly saved: number | undefined;
}

/** A function or sourced file that is running. */
export interface Frame {
  readonly kind: 'function' | 'source';
  readonly name: string;
  /** Where it was called from. */
  readonly line: number;
  readonly file: string;
  readonly called?: ShellFunction;
  /** The options to go back to when the function ends (`local -`). */
  options?: ShellOptions;
}

/** A function and the file that it was defined in. */
export interface ShellFunction {
  readonly definition: FunctionDefinition;
  readonly file: string;
}

/** What one shell process knows. A subshell gets a copy. */
export class Shell {
  /** That of the process which the shell is; a copy gets its own when its process begins. */
  #sys: Sys;
  readonly dialect: Dialect;
  readonly variables: Variables;
  readonly functions: CowMap<string, ShellFunction>;
  readonly aliases: CowMap<string, string>;
  /** Where commands were found, by name (`hash`). */
  readonly hash: CowMap<string, { readonly path: string; hits: number }>;
  readonly options: ShellOptions;
  /** bash's `shopt` options that are on. */
  readonly shopt: CowSet<string>;
  /** `$1`, `$2` … */
  positional: readonly string[] = [];
  /** `$0` */
  name: string;
  /** What BusyBox is here, by the name it was called by: its applets inside the shell speak under it. */
  applet: string;
  /** `$$`: the pid of the shell that all subshells came from. */
  readonly mainPid: Pid;
  status = 0;
  lastBackground: Pid | undefined;
  /** Where the numbers of RANDOM go on, once it was set. */
  randomSeed: number | undefined;
  /** The command that runs, for BASH_COMMAND. */
  command: ShownCommand | string | undefined;
  /** `$_` */
  lastArgument = '';
  /** Whether a command has run, so that `_` is its own. */
  hasRun = false;
  line = 1;
  flow: Flow | undefined;
  /** Loops around the running command, for `break`. */
  loops = 0;
  frames: Frame[] = [];
  pipeStatus: readonly number[] = [0];
  /** Function calls, `eval` and `.` that are running inside each other, and what they cost of the JavaScript stack. */
  calls = 0;
  stackUnits = 0;
  readonly isSubshell: boolean;
  /** `BASH_SUBSHELL` */
  subshellLevel: number;
  /** `set -e` is off for the moment: a condition is being tested. */
  conditions = 0;
  /** Those of the conditions that are compound commands behind a `!`. */
  negations = 0;
  /** Texts around the running command (`$( )`, `eval`, `.`), for bash's `set -x`. */
  textDepth = 0;
  /** Where `getopts` is within a group of letters, as long as OPTIND is what it showed then. */
  optionPlace: { readonly index: number; readonly at: number; readonly shown: string | undefined } | undefined;
  directoryStack: string[] = [];
  /** Letters of the command line that are no options of `set`: c, s, i. */
  invocation = '';
  /** The builtin that is running, for messages. */
  builtin: string | undefined;
  /** What command substitutions of the running simple command ended with. */
  substitutionStatus: number | undefined;
  /** Reads commands from a terminal, prompting. */
  interactive = false;
  /** `bash -r`: it stays where it is and runs what PATH has. */
  restricted = false;
  /** What the shell was called as. */
  invokedAs = '';
  /** Word by which messages name the source: the script, 'environment' for imported functions. */
  sourceName: string;
  /** When SECONDS was 0. */
  startedAt: number;
  /** Lines typed, oldest first. */
  history: string[] = [];
  /** Those of this session that are not in its file yet. */
  unsavedHistory: string[] = [];
  /** Builtins that `enable -n` has switched off. */
  readonly disabledBuiltins: CowSet<string>;
  /** What `complete` has set, by the command's name. */
  readonly completions: CowMap<string, CompletionRule>;
  /** Options of the completion that is going on, which `compopt` may change. */
  completing: readonly string[] | undefined;
  /** `\\#` of prompts: commands that were run from the terminal, and one. */
  commandNumber = 1;
  /** The number of the command that was warned of stopped jobs; an `exit` right after it ends the shell. */
  warnedOfJobs: number | undefined;
  /** Descriptors behind the names that `<( … )` gave. */
  processFiles: number[] = [];
  /** The terminal that job control hands around, of an interactive shell. */
  terminal: number | undefined;
  /** How the terminal is set up again after a job had it. */
  terminalModes: TerminalModes | undefined;
  /** What redirections around the running command have taken the place of, the outermost first; ash puts it back before the last trap of a subshell. */
  keptDescriptors: readonly KeptDescriptor[] = [];
  /** Descriptors from 3 up that commands inherit. */
  readonly extraFds: CowSet<number>;

  constructor(sys: Sys, dialect: Dialect, name: string, parent?: Shell) {
    this.#sys = sys;
    this.dialect = dialect;
    this.name = name;
    this.applet = parent?.applet ?? 'sh';
    this.sourceName = parent?.sourceName ?? name;
    this.variables = parent ? parent.variables.copy() : new Variables(() => this.#sys.env);
    this.variables.host = this;
    this.functions = parent?.functions.fork() ?? new CowMap();
    this.aliases = parent?.aliases.fork() ?? new CowMap();
    this.hash = parent?.hash.fork() ?? new CowMap();
    this.disabledBuiltins = parent?.disabledBuiltins.fork() ?? new CowSet();
    this.completions = parent?.completions.fork() ?? new CowMap();
    this.options = parent ? { ...parent.options, monitor: false, interactive: false } : initialOptions(dialect.name);
    this.shopt = parent?.shopt.fork() ?? (dialect.name === 'bash' ? new CowSet(defaultShopt, true) : new CowSet());
    this.mainPid = parent?.mainPid ?? sys.pid;
    this.isSubshell = parent !== undefined;
    this.subshellLevel = parent ? parent.subshellLevel + 1 : 0;
    this.startedAt = parent?.startedAt ?? sys.clock.now();
    this.extraFds = parent?.extraFds.fork() ?? new CowSet(new Set([3, 4, 5, 6, 7, 8, 9].filter(fd => sys.isOpen(fd))));
  }

  get sys(): Sys {
    return this.#sys;
  }

  /** Takes a copy of everything now, and makes the subshell's shell of it when its process begins. */
  static fork(parent: Shell): (sys: Sys) => Shell {
    const copy = new Shell(parent.sys, parent.dialect, parent.name, parent);
    copy.#takeState(parent);
    return sys => {
      copy.variables.attach(() => sys.env);
      copy.#sys = sys;
      return copy;
    };
  }

  /** Where the parent is. Each process has a JavaScript stack of its own, so `stackUnits` begin at 0; calls go on counting, as they would on a real stack. */
  #takeState(parent: Shell): void {
    this.positional = parent.positional;
    this.status = parent.status;
    this.lastBackground = parent.lastBackground;
    this.lastArgument = parent.lastArgument;
    this.hasRun = parent.hasRun;
    this.line = parent.line;
    this.randomSeed = parent.randomSeed;
    this.command = parent.command;
    this.loops = parent.loops;
    this.frames = [...parent.frames];
    this.pipeStatus = parent.pipeStatus;
    this.calls = parent.calls;
    this.conditions = parent.conditions;
    this.negations = parent.negations;
    this.textDepth = parent.textDepth;
    this.optionPlace = parent.optionPlace;
    this.directoryStack = [...parent.directoryStack];
    this.invocation = parent.invocation;
    this.builtin = parent.builtin;
    this.substitutionStatus = parent.substitutionStatus;
    this.invokedAs = parent.invokedAs;
    this.history = parent.history;
    this.warnedOfJobs = parent.warnedOfJobs;
    this.processFiles = [...parent.processFiles];
    this.keptDescriptors = parent.keptDescriptors;
  }

  get extendedPatterns(): boolean {
    return this.shopt.has('extglob');
  }

  /** How patterns are read. */
  get patternOptions(): PatternOptions {
    return { extended: this.extendedPatterns, caret: this.dialect.name !== 'dash' };
  }

  get ifs(): string {
    return this.variables.get('IFS') ?? ' \t\n';
  }

  /** The line as it is told: ash counts those of `-c` from 0, and those of files from 1 as the others do. */
  get countedLine(): number {
    const isText = this.dialect.name === 'ash' && this.invocation.includes('c') && !this.frames.some(frame => frame.kind === 'source');
    return isText ? this.line - 1 : this.line;
  }

  /** What functions that are defined now are said to come from. */
  get functionSource(): string {
    const source = this.frames.at(-1)?.file;
    if (source !== undefined) return source;
    return this.invocation.includes('c') ? 'environment' : this.sourceName;
  }

  /** The innermost function that is running. */
  get inFunction(): boolean {
    return this.frames.some(frame => frame.kind === 'function');
  }
}

const defaultShopt = new Set([
  'checkwinsize',
  'cmdhist',
  'complete_fullquote',
  'extquote',
  'force_fignore',
  'globasciiranges',
  'globskipdots',
  'hostcomplete',
  'interactive_comments',
  'patsub_replacement',
  'progcomp',
  'promptvars',
  'sourcepath',
]);
