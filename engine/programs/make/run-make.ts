import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Fd } from '../../process/sys.js';
import { normalizePath } from '../files/paths.js';
import { readAll, readText } from '../input.js';
import { waitFor } from '../process/run.js';
import type { Tool } from '../tool.js';
import { assign, findAssignment } from './assignment.js';
import { Builder, BuildFailed, type BuilderHost, type BuildOptions } from './builder.js';
import { expand, valueOf, type Context } from './expand.js';
import { functions } from './functions.js';
import { MakefileReader, type ReaderHost } from './makefile.js';
import { Rules } from './rules.js';
import { builtInVariables, MakeError, Variables, type Place } from './variables.js';
import { wordsOf } from './words.js';

export type Key =
  | 'file'
  | 'directory'
  | 'dry'
  | 'silent'
  | 'keep'
  | 'ignore'
  | 'jobs'
  | 'always'
  | 'question'
  | 'touch'
  | 'noBuiltIn'
  | 'noVariables'
  | 'environment'
  | 'shows'
  | 'hides'
  | 'eval'
  | 'version'
  | 'stop'
  | 'others';

/** Rules that need not be written. Programs to compile with have to be there all the same. */
const builtInRules = `
%: %.o
	$(LINK.o) $^ $(LDLIBS) -o $@
%: %.c
	$(LINK.c) $^ $(LDLIBS) -o $@
%: %.sh
	cat $< >$@
	chmod a+x $@
%.o: %.c
	$(COMPILE.c) $(OUTPUT_OPTION) $<
`;

/** Reads the makefiles and makes the goals; the status. */
export function* runMake(tool: Tool<Key>): Task<number> {
  return yield* new Make(tool).run();
}

class Make implements ReaderHost, BuilderHost {
  readonly #tool: Tool<Key>;
  readonly #level: number;
  readonly sys;
  readonly variables = new Variables();
  readonly rules = new Rules(this.variables);
  readonly exported = new Map<string, boolean>();
  readonly options: BuildOptions;
  exportAll = false;
  readonly #reader = new MakefileReader(this);
  readonly #showsDirectory: boolean;

  constructor(tool: Tool<Key>) {
    const { args, sys } = tool;
    this.#tool = tool;
    this.sys = sys;
    this.#level = Number(sys.env.get('MAKELEVEL') ?? 0) || 0;
    const inherited = /^\w*/.exec(sys.env.get('MAKEFLAGS') ?? '')?.[0] ?? '';
    this.options = {
      keepsGoing: args.last('keep', 'stop') === 'keep' || inherited.includes('k'),
      ignoresErrors: args.has('ignore') || inherited.includes('i'),
      dry: args.has('dry') || inherited.includes('n'),
      silent: args.has('silent') || inherited.includes('s'),
      always: args.has('always') || inherited.includes('B'),
      asks: args.has('question'),
      touches: args.has('touch'),
    };
    const isBelow = args.has('directory') || this.#level > 0;
    const wants = args.last('shows', 'hides') === 'shows' || (isBelow && args.last('shows', 'hides') !== 'hides');
    this.#showsDirectory = wants && !this.options.silent && !(sys.env.get('MAKEFLAGS') ?? '').includes('--no-print-directory');
  }

  *run(): Task<number> {
    try {
      for (const directory of this.#tool.args.values('directory')) this.#enter(directory);
      if (this.#showsDirectory) yield* this.say(`Entering directory '${this.sys.cwd()}'`);
      const status = yield* this.#work();
      yield* this.#leave();
      return status;
    } catch (error) {
      if (error instanceof BuildFailed) {
        yield* this.#leave();
        return this.options.asks ? 1 : 2;
      }
      if (!(error instanceof MakeError)) throw error;
      const { place } = error;
      const from = place ? `${place.file}:${String(place.line)}` : this.#name;
      yield* this.print(2, `${from}: *** ${error.message}.  Stop.\n`);
      yield* this.#leave();
      return 2;
    }
  }

  get #name(): string {
    return this.#level > 0 ? `make[${String(this.#level)}]` : 'make';
  }

  *#leave(): Task<void> {
    if (this.#showsDirectory) yield* this.say(`Leaving directory '${this.sys.cwd()}'`);
    yield* this.#tool.out.flush();
  }

  #enter(directory: string): void {
    try {
      this.sys.chdir(normalizePath(directory, this.sys.cwd()));
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new MakeError(`${directory}: ${error.message}`);
    }
  }

  *#work(): Task<number> {
    const { args } = this.#tool;
    const settings = args.operands.filter(word => findAssignment(word) !== undefined);
    const goals = args.operands.filter(word => findAssignment(word) === undefined);
    yield* this.#define(settings, goals);
    if (!args.has('noBuiltIn')) yield* this.#reader.read(builtInRules, '<builtin>');
    this.rules.first = undefined;
    const builtIn = this.rules.patterns.splice(0);
    for (const text of args.values('eval')) yield* this.#reader.read(text, '<command-line>');
    const isThere = yield* this.#readFiles();
    this.rules.patterns.push(
      ...builtIn.map(rule => ({
        ...rule,
        recipe: rule.recipe && {
          ...rule.recipe,
          lines: rule.recipe.lines.map(line => ({ ...line, place: { file: '<builtin>', line: 0 } })),
        },
      })),
    );
    const chosen = (yield* valueOf(this.context(undefined), '.DEFAULT_GOAL')) || this.rules.first;
    const wanted = goals.length > 0 ? goals : chosen === undefined ? [] : [chosen];
    if (wanted.length === 0) throw new MakeError(isThere ? 'No targets' : 'No targets specified and no makefile found');
    const builder = new Builder(this);
    let isDone = true;
    for (const goal of wanted) isDone = (yield* builder.goal(goal)) && isDone;
    return isDone ? 0 : 2;
  }

  *#define(settings: readonly string[], goals: readonly string[]): Task<void> {
    const { args, sys } = this.#tool;
    if (!args.has('noVariables'))
      for (const [name, value] of Object.entries(builtInVariables))
        this.variables.set(name, { value, isRecursive: true, origin: 'default' });
    for (const [name, value] of sys.env)
      if (name !== 'SHELL' && name !== 'MAKEFLAGS')
        this.variables.set(name, { value, isRecursive: true, origin: args.has('environment') ? 'override' : 'environment' });
    const own: Readonly<Record<string, string>> = {
      MAKE: this.#tool.argv0,
      MAKECMDGOALS: goals.join(' '),
      CURDIR: sys.cwd(),
      MAKELEVEL: String(this.#level),
      MAKEFILE_LIST: '',
    };
    for (const [name, value] of Object.entries(own)) this.variables.set(name, { value, isRecursive: false, origin: 'default' });
    const inherited = wordsOf(sys.env.get('MAKEFLAGS') ?? '').filter(word => findAssignment(word) !== undefined);
    for (const word of [...inherited, ...settings]) {
      const assignment = findAssignment(word);
      if (assignment) yield* assign(this.context(undefined), assignment, 'command line');
    }
  }

  /** False when there is none. */
  *#readFiles(): Task<boolean> {
    const given = this.#tool.args.values('file');
    const found = given.length > 0 ? given : ['GNUmakefile', 'makefile', 'Makefile'].filter(name => this.#isFile(name)).slice(0, 1);
    for (const path of found) {
      try {
        const text = path === '-' ? decodeUtf8(yield* readAll(this.sys, 0)) : yield* readText(this.sys, path);
        const list = `${this.variables.get('MAKEFILE_LIST')?.value ?? ''} ${path}`;
        this.variables.set('MAKEFILE_LIST', { value: list, isRecursive: false, origin: 'file' });
        yield* this.#reader.read(text, path);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.complain(`${path}: ${error.message}`);
        throw new MakeError(`No rule to make target '${path}'`);
      }
    }
    return found.length > 0;
  }

  #isFile(path: string): boolean {
    try {
      return this.sys.stat(path).kind === 'file';
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }

  context(place: Place | undefined, variables: Variables = this.variables): Context {
    return {
      sys: this.sys,
      functions,
      variables,
      place,
      expanding: new Set(),
      shell: command => this.#shell(command),
      evaluate: (text, at) => new MakefileReader(this).read(text, at?.file ?? '', at?.line),
      print: (fd, text) => this.print(fd, text),
    };
  }

  *#shell(command: string): Task<string> {
    const { read, write } = this.sys.pipe();
    const shell = yield* expand(this.context(undefined), '$(SHELL)');
    const pid = this.sys.spawn({
      argv: [shell, '-c', command],
      fds: new Map<Fd, Fd>([
        [0, 0],
        [1, write],
        [2, 2],
      ]),
    });
    this.sys.close(write);
    const output = decodeUtf8(yield* readAll(this.sys, read));
    this.sys.close(read);
    const status = yield* waitFor(this.sys, pid);
    this.variables.set('.SHELLSTATUS', {
      value: status.kind === 'exited' ? String(status.code) : '1',
      isRecursive: false,
      origin: 'override',
    });
    return output.replace(/\n+$/, '').replaceAll('\n', ' ');
  }

  *environment(context: Context): Task<ReadonlyMap<string, string>> {
    const env = new Map(this.sys.env);
    for (const name of context.variables.names()) {
      const variable = context.variables.get(name);
      const wish = this.exported.get(name);
      if (wish === false) env.delete(name);
      const isOwn = variable?.origin === 'command line' || (this.exportAll && variable?.origin === 'file' && /^\w+$/.test(name));
      const isExported = wish ?? (isOwn || (this.sys.env.has(name) && name !== 'SHELL'));
      if (variable && isExported && variable.origin !== 'automatic') env.set(name, yield* valueOf(context, name));
    }
    env.set('MAKELEVEL', String(this.#level + 1));
    env.set('MAKEFLAGS', this.#flags());
    return env;
  }

  #flags(): string {
    const { options } = this;
    const letters = `${options.always ? 'B' : ''}${options.ignoresErrors ? 'i' : ''}${options.keepsGoing ? 'k' : ''}${options.dry ? 'n' : ''}${options.silent ? 's' : ''}`;
    const hidden = this.#tool.args.has('hides') ? ' --no-print-directory' : '';
    const settings = this.#tool.args.operands.filter(word => findAssignment(word) !== undefined);
    return `${letters}${hidden}${settings.length > 0 ? ` -- ${settings.join(' ')}` : ''}`.trim();
  }

  *say(message: string): Task<void> {
    yield* this.print(1, `${this.#name}: ${message}\n`);
  }

  *complain(message: string): Task<void> {
    yield* this.print(2, `${this.#name}: ${message}\n`);
  }

  *warn(message: string): Task<void> {
    yield* this.print(2, `${message}\n`);
  }

  /** What make says stands in order with what its recipes print. */
  *print(fd: 1 | 2, text: string): Task<void> {
    if (fd === 2) return yield* this.#tool.complain(text);
    yield* this.#tool.out.write(text);
    yield* this.#tool.out.flush();
  }
}
