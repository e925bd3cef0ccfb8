import { Errno, isErrno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { encodeUtf8 } from '../core/utf8.js';
import type { Fd, Main, Sys } from '../process/sys.js';
import type { Flavour } from './flavour.js';
import { formatHelp, type HelpText } from './help.js';
import { versionText, type Origin } from './origins.js';
import { OptionError, OptionRefused, parseArguments, type Arguments, type OptionRules, type OptionTable } from './options.js';
import { Output, WriteError } from './output.js';
import { RegexError } from './regex/syntax.js';
import { quoteIfNeeded } from './quoting.js';
import { helpFlags, unsimulatedOptions } from './unsimulated.js';

/** A program as declared: everything its two flavours have in common, and what each says. */
export interface Definition<K extends string> {
  readonly name: string;
  readonly options: OptionTable<K>;
  readonly gnu?: HelpText;
  readonly busybox?: HelpText;
  /** Whose version `--version` and the like print. */
  readonly origin?: Origin;
  /** Exit status of a GNU program called wrongly. */
  readonly usageStatus?: number;
  /** The same of BusyBox's, where it is not 1. */
  readonly busyboxUsageStatus?: number;
  /** A word such as `-5` is an operand, not an option. */
  readonly negativeNumbers?: boolean;
  /** What the GNU program prints after the message when called wrongly; `Try '… --help'` when left out. */
  readonly usageHint?: (name: string) => string;
  readonly stopAtOperand?: boolean;
  /** What BusyBox's takes unknown options for, where it does not complain of them. */
  readonly busyboxUnknown?: 'operand' | 'usage';
  readonly digits?: K;
  /** Rewrites the command line of old forms before options are looked for. */
  readonly rewrite?: (argv: readonly string[], flavour: Flavour) => readonly string[];
  /** Throws where the value of one option is wrong, as GNU's programs do while they still read the command line. */
  readonly check?: Partial<Readonly<Record<K, ValueCheck>>>;
  /** What GNU's says of a digit among its letters (`head -q5`). */
  readonly strayDigit?: (digit: string) => Error;
  readonly run: (tool: Tool<K>) => Task<number | undefined> | Task<void>;
}

/** Throws where a value is wrong; it is given the options that stand before. */
export type ValueCheck = (value: string, before: readonly { readonly key: string; readonly value: string | undefined }[]) => void;

/** A declared program, ready for the table of programs. */
export interface Program {
  readonly name: string;
  readonly options: OptionTable<string>;
  readonly gnu: Main | undefined;
  readonly busybox: Main | undefined;
}

/** Ends a program with a message and a status. */
export class Fatal extends Error {
  override readonly name = 'Fatal';
  readonly status: number;

  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/** Ends a program that was called wrongly: the message (none: only the usage), then how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** Where it is not what wrong usage of the program ends with. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

export function define<K extends string>(definition: Definition<K>): Program {
  const main = (flavour: Flavour): Main | undefined => {
    const help = definition[flavour];
    return help && ((sys, argv, release) => runTool(definition, help, flavour, sys, argv, release));
  };
  return { name: definition.name, options: definition.options, gnu: main('gnu'), busybox: main('busybox') };
}

function* runTool<K extends string>(
  definition: Definition<K>,
  help: HelpText,
  flavour: Flavour,
  sys: Sys,
  argv: readonly string[],
  release: string | undefined,
): Task<number> {
  const name = flavour === 'busybox' ? definition.name : invokedName(argv[0], definition.name);
  const out = new Output(sys, 1);
  try {
    const given = argv.slice(1);
    const answer = standardAnswer(definition, help, flavour, name, given, release);
    if (answer !== undefined) {
      if (answer.isComplaint) yield* printError(sys, answer.text);
      else yield* out.write(answer.text);
      yield* out.flush();
      return 0;
    }
    const line = definition.rewrite?.(given, flavour) ?? given;
    const rules = {
      flavour,
      stopAtOperand: definition.stopAtOperand ?? false,
      negativeNumbers: definition.negativeNumbers ?? false,
      ...(definition.digits === undefined ? {} : { digits: definition.digits }),
      ...(flavour === 'gnu'
        ? { unsimulated: unsimulatedOptions(definition.name), check: valueCheck(definition), strayDigit: definition.strayDigit }
        : {}),
      ...(flavour === 'gnu' || definition.busyboxUnknown === undefined ? {} : { unknown: definition.busyboxUnknown }),
    };
    const tool = new Tool(sys, name, flavour, parseArguments(line, definition.options, rules), out, argv, release);
    const status = yield* definition.run(tool);
    yield* out.flush();
    return status ?? tool.status;
  } catch (error) {
    return yield* endWith(definition, help, flavour, name, out, sys, error);
  }
}

function valueCheck<K extends string>({ check }: Definition<K>): OptionRules['check'] {
  if (check === undefined) return undefined;
  const checks = new Map<string, ValueCheck | undefined>(Object.entries(check));
  return (key, value, before) => checks.get(key)?.(value ?? '', before);
}

function invokedName(argv0: string | undefined, fallback: string): string {
  return argv0 === undefined || argv0 === '' ? fallback : argv0;
}

interface Answer {
  readonly text: string;
  readonly isComplaint: boolean;
}

function helpOf<K extends string>(
  { name: program, options, origin }: Definition<K>,
  help: HelpText,
  flavour: Flavour,
  name: string,
  release: string | undefined,
): string {
  const tells = origin !== undefined && versionText(origin, name, release) !== undefined;
  return formatHelp(name, help, options, flavour, { help: helpFlags(program), version: tells ? origin.flags : [] });
}

/** `--help` works everywhere, and what asks for the version where that is known, unless the program takes words as they are. */
function standardAnswer<K extends string>(
  definition: Definition<K>,
  help: HelpText,
  flavour: Flavour,
  name: string,
  given: readonly string[],
  release: string | undefined,
): Answer | undefined {
  const end = definition.stopAtOperand ? given.findIndex(word => !word.startsWith('-')) : given.indexOf('--');
  const words = end < 0 ? given : given.slice(0, end);
  // BusyBox shows its usage on standard error even when asked for it.
  const asksHelp = flavour === 'gnu' ? helpFlags(definition.name).some(flag => words.includes(flag)) : words.includes('--help');
  if (asksHelp) return { text: helpOf(definition, help, flavour, name, release), isComplaint: flavour === 'busybox' };
  const { origin } = definition;
  const flag = flavour === 'gnu' ? origin?.flags.find(each => words.includes(each)) : undefined;
  if (!origin || flag === undefined) return undefined;
  const text = versionText(origin, definition.name, release, flag);
  return text === undefined ? undefined : { text, isComplaint: origin.isComplaint ?? false };
}

function* endWith<K extends string>(
  definition: Definition<K>,
  help: HelpText,
  flavour: Flavour,
  name: string,
  out: Output,
  sys: Sys,
  error: unknown,
): Task<number> {
  if (error instanceof WriteError) {
    yield* printError(sys, `${name}: ${error.message}\n`);
    return 1;
  }
  const usage = error instanceof OptionError || error instanceof UsageError;
  const usageStatus = (flavour === 'busybox' ? definition.busyboxUsageStatus : definition.usageStatus) ?? 1;
  if (error instanceof OptionRefused) {
    yield* printError(sys, `${name}: ${error.message}\n`);
    return usageStatus;
  }
  // An expression may turn out to be too much work only while it is being matched.
  if (!usage && !(error instanceof Fatal) && !(error instanceof RegexError) && !isErrno(error)) throw error;
  yield* out.flush();
  const message = error.message === '' ? '' : `${name}: ${error.message}\n`;
  if (!usage) {
    yield* printError(sys, message);
    return error instanceof Fatal ? error.status : error instanceof RegexError ? 2 : 1;
  }
  const hint =
    flavour === 'busybox'
      ? formatHelp(name, help, definition.options, flavour)
      : (definition.usageHint?.(name) ?? `Try '${name} --help' for more information.\n`);
  yield* printError(sys, message + hint);
  return (error instanceof UsageError ? error.status : undefined) ?? usageStatus;
}

function* printError(sys: Sys, text: string): Task<void> {
  try {
    yield* sys.write(2, encodeUtf8(text));
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

/** One running program: its arguments, its output, and how it complains. */
export class Tool<K extends string = string> {
  readonly sys: Sys;
  readonly name: string;
  readonly flavour: Flavour;
  readonly args: Arguments<K>;
  readonly out: Output;
  readonly argv0: string;
  /** The last word of the command line; some programs name it when an operand is missing. */
  readonly lastWord: string;
  /** The version of its package, where its file tells. */
  readonly release: string | undefined;
  /** The exit status when `run` returns none. */
  status = 0;

  constructor(sys: Sys, name: string, flavour: Flavour, args: Arguments<K>, out: Output, argv: readonly string[], release?: string) {
    this.sys = sys;
    this.name = name;
    this.flavour = flavour;
    this.args = args;
    this.out = out;
    this.argv0 = argv[0] ?? name;
    this.lastWord = argv.at(-1) ?? this.argv0;
    this.release = release;
  }

  get isGnu(): boolean {
    return this.flavour === 'gnu';
  }

  /** Says something on standard error without changing the exit status. */
  *warn(message: string): Task<void> {
    yield* printError(this.sys, `${this.name}: ${message}\n`);
  }

  /** Says what went wrong and goes on; the exit status will tell. */
  *fail(message: string, status = 1): Task<void> {
    yield* this.warn(message);
    this.status = status;
  }

  /** Writes on standard error as it is. */
  *complain(text: string): Task<void> {
    yield* printError(this.sys, text);
  }

  /** The message of one flavour or the other. */
  say(words: Readonly<Record<Flavour, string>>): string {
    return words[this.flavour];
  }

  /** How `cat` and its like say that a file could not be opened. */
  cannotOpen(path: string, error: Errno): string {
    return this.isGnu ? `${quoteIfNeeded(path)}: ${error.message}` : `can't open '${path}': ${error.message}`;
  }

  /**
   * Calls `use` with each file open for reading (`-` and none: standard input); one that cannot be opened is reported by
   * `describe` and skipped.
   */
  *eachInput(
    paths: readonly string[],
    use: (fd: Fd, path: string) => Task<void>,
    describe: (path: string, error: Errno) => string = (path, error) => `${this.isGnu ? quoteIfNeeded(path) : path}: ${error.message}`,
    status = 1,
  ): Task<void> {
    for (const path of paths.length === 0 ? ['-'] : paths) {
      let fd: Fd;
      try {
        fd = path === '-' ? 0 : this.sys.open(path, { read: true });
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.fail(describe(path, error), status);
        continue;
      }
      try {
        yield* use(fd, path);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.fail(this.isGnu ? `${quoteIfNeeded(path)}: ${error.message}` : `read error: ${error.message}`, status);
      } finally {
        if (fd !== 0) this.sys.close(fd);
      }
    }
  }
}

/** Runs a system call that a user's mistake can make fail; `undefined` after it was reported. */
export function* attempt<T>(tool: Tool, call: () => T, describe: (error: Errno) => string): Task<T | undefined> {
  try {
    return call();
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(describe(error));
    return undefined;
  }
}
