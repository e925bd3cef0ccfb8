import { isErrno } from '../core/errno.js';
import { encodeUtf8 } from '../core/utf8.js';
import type { Task } from '../core/task.js';
import type { Main, Sys } from '../process/sys.js';
import { checkArity } from './arity.js';
import type { Cli } from './cli.js';
import { ApiError } from './client.js';
import { canonicalName, usageLine, type Command } from './command.js';
import { findCommand, type Found } from './commands.js';
import { connectClient } from './connect.js';
import { readConfigFile, type ConfigFile } from './config-file.js';
import { Failure } from './failure.js';
import { FlagError, HelpRequested, parseFlags, type ParsedLine } from './flags/parse.js';
import type { ParsedFlags } from './flags/parsed-flags.js';
import { globalFlags } from './global-flags.js';
import { commandHelp, groupHelp, rootHelp } from './help.js';
import { languageOf, type Language } from './text.js';
import { TemplateError } from './template/template-error.js';
import { CLIENT_VERSION, GIT_COMMIT } from './version-facts.js';

/** The `docker` program. */
export const docker: Main = function* (sys, argv) {
  try {
    return yield* new Invocation(sys, argv.slice(1)).run();
  } catch (error) {
    if (error instanceof Failure) {
      if (error.message !== '') yield* sys.write(2, encodeUtf8(`${error.message}\n`));
      return error.code;
    }
    if (error instanceof ApiError || error instanceof TemplateError) {
      yield* sys.write(2, encodeUtf8(`${error.message}\n`));
      return 1;
    }
    // As any Go program whose standard output nobody reads any more.
    if (isErrno(error, 'EPIPE')) return 141;
    throw error;
  }
};

const oldBuilderNotice = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0
            environment-variable.
`;

/** What stands before the command's name, and the client's settings. */
interface Given {
  readonly flags: ParsedFlags;
  readonly config: ConfigFile;
}

class Invocation {
  readonly #sys: Sys;
  readonly #line: readonly string[];
  readonly #language: Language;
  readonly #home: string;

  constructor(sys: Sys, line: readonly string[]) {
    this.#sys = sys;
    this.#line = line;
    this.#language = languageOf(sys.env);
    this.#home = sys.env.get('HOME') || '/root';
  }

  *run(): Task<number> {
    const globals = this.#globals();
    if (globals === 'help') return yield* this.#print(1, this.#rootHelp());
    const { flags, args } = globals;
    const refused = flags.firstUnsimulated(globalFlags(this.#home));
    if (refused) throw new Failure(`drydock: docker --${refused.name} is not simulated`, 125);
    const config = yield* this.#config(flags);
    this.#checkLogLevel(flags);
    if (flags.bool('version') && args.length === 0) {
      return yield* this.#print(1, `Docker version ${CLIENT_VERSION}, build ${GIT_COMMIT}\n`);
    }
    if (args.length === 0) return yield* this.#print(2, this.#rootHelp());
    if (args[0] === 'help') return yield* this.#help(args.slice(1));
    const found = findCommand(args);
    yield* this.#warnAboutBuilder(args, found);
    if (found.kind === 'command') return yield* this.#command(found.command, found.name, args.slice(found.words), { flags, config });
    if (found.kind === 'group') return yield* this.#group(found, args.slice(found.words));
    if (args.includes('--help')) return yield* this.#print(1, this.#rootHelp());
    throw new Failure(`docker: unknown command: docker ${args[0] ?? ''}\n\nRun 'docker --help' for more information`);
  }

  #globals(): ParsedLine | 'help' {
    try {
      return parseFlags(globalFlags(this.#home), this.#line, false);
    } catch (error) {
      if (error instanceof HelpRequested) return 'help';
      if (!(error instanceof FlagError)) throw error;
      throw new Failure(`${error.message}\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information`, 125);
    }
  }

  /** The client says this before anything else that has to do with its old builder. */
  *#warnAboutBuilder(args: readonly string[], found: Found): Task<void> {
    const builds = args[0] === 'builder' || (found.kind === 'command' && found.command.names.includes('build'));
    if (builds && this.#sys.env.get('DOCKER_BUILDKIT') === '0') yield* this.#print(2, `${oldBuilderNotice}\n`);
  }

  *#help(topic: readonly string[]): Task<number> {
    if (topic.length === 0 || topic[0] === 'help') return yield* this.#print(1, this.#rootHelp());
    const found = findCommand(topic);
    if (found.kind === 'command') return yield* this.#print(1, commandHelp(found.command, found.name, this.#language, this.#columns()));
    if (found.kind === 'group') return yield* this.#print(1, groupHelp(found.group, this.#language));
    throw new Failure(`unknown help topic: ${topic.join(' ')}`);
  }

  *#group(found: Found & { readonly kind: 'group' }, rest: readonly string[]): Task<number> {
    const { name } = found.group;
    const help = groupHelp(found.group, this.#language);
    if (rest.includes('--help') || rest[0] === '-h') return yield* this.#print(1, help);
    const [first] = rest;
    if (first === undefined) return yield* this.#print(2, help);
    const more = `Usage:  docker ${name}${found.group.synopsis}\n\nRun 'docker ${name} --help' for more information`;
    try {
      parseFlags([], rest, true);
    } catch (error) {
      if (error instanceof FlagError) throw new Failure(`${error.message}\n\n${more}`, 125);
      if (!(error instanceof HelpRequested)) throw error;
    }
    throw new Failure(`docker: unknown command: docker ${name} ${first}\n\n${more}`);
  }

  *#command(command: Command, calledAs: string, line: readonly string[], given: Given): Task<number> {
    const name = canonicalName(command, calledAs);
    const parsed = this.#parse(command, name, line);
    if (parsed === 'help') {
      const notice = line.includes('--help') ? '' : 'Flag shorthand -h has been deprecated, use --help\n';
      return yield* this.#print(1, notice + commandHelp(command, name, this.#language, this.#columns()));
    }
    for (const notice of parsed.notices) yield* this.#print(1, `${notice}\n`);
    const wrong = checkArity(command, name, parsed.args);
    if (wrong !== undefined) throw new Failure(wrong);
    if (command.run === 'not simulated') throw new Failure(`drydock: docker ${name} is not simulated`, 125);
    const refused = parsed.flags.firstUnsimulated(command.flags);
    if (refused) throw new Failure(`drydock: docker ${name} --${refused.name} is not simulated`, 125);
    return yield* command.run(this.#cli(command, name, parsed, given));
  }

  #parse(command: Command, name: string, line: readonly string[]): ParsedLine | 'help' {
    try {
      return parseFlags(command.flags, line, command.interspersed);
    } catch (error) {
      if (error instanceof HelpRequested) return 'help';
      if (!(error instanceof FlagError)) throw error;
      throw new Failure(`${error.message}\n\nUsage:  ${usageLine(command, name)}\n\nRun 'docker ${name} --help' for more information`, 125);
    }
  }

  *#config(globals: ParsedFlags): Task<ConfigFile> {
    const directory = globals.isGiven('config') ? globals.text('config') : this.#sys.env.get('DOCKER_CONFIG') || `${this.#home}/.docker`;
    const config = yield* readConfigFile(this.#sys, directory);
    if (config.warning !== undefined) yield* this.#print(2, `${config.warning}\n`);
    return config;
  }

  #checkLogLevel(globals: ParsedFlags): void {
    const level = globals.text('log-level');
    if (!/^(panic|fatal|error|warn|warning|info|debug|trace)?$/i.test(level)) throw new Failure(`Unable to parse logging level: ${level}`);
  }

  #cli(command: Command, name: string, parsed: ParsedLine, { flags: globals, config }: Given): Cli {
    return {
      sys: this.#sys,
      command,
      name,
      flags: parsed.flags,
      args: parsed.args,
      language: this.#language,
      config,
      globals,
      client: () => connectClient(this.#sys, globals),
    };
  }

  #rootHelp(): string {
    return rootHelp(this.#language, this.#columns(), this.#home);
  }

  /** Descriptions wrap to the terminal's width, or to 80 columns. */
  #columns(): number {
    const columns = this.#sys.isTerminal(1) ? this.#sys.windowSize(1).columns : 80;
    return (columns > 0 ? columns : 80) - 1;
  }

  *#print(fd: 1 | 2, text: string): Task<number> {
    yield* this.#sys.write(fd, encodeUtf8(text));
    return 0;
  }
}
