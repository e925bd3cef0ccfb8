import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { expand, type Context } from './expand.js';
import { runLine, type LineRules } from './recipe.js';
import { findImplicit, type Chosen, type Rules, type Target } from './rules.js';
import { MakeError, Variables, type Place } from './variables.js';

export interface BuildOptions {
  readonly keepsGoing: boolean;
  readonly ignoresErrors: boolean;
  readonly dry: boolean;
  readonly silent: boolean;
  readonly always: boolean;
  readonly asks: boolean;
  readonly touches: boolean;
}

export interface BuilderHost {
  readonly sys: Sys;
  readonly rules: Rules;
  readonly options: BuildOptions;
  context(place: Place | undefined, variables?: Variables): Context;
  environment(context: Context): Task<ReadonlyMap<string, string>>;
  /** A line of make's own, with its name in front. */
  say(message: string): Task<void>;
  complain(message: string): Task<void>;
}

/** 'blocked': something that it needs has failed. */
type Outcome = 'done' | 'failed' | 'blocked';

/** How many targets may need each other. */
const MAX_DEPTH = 500;

/** Ends everything after a recipe has failed and nothing is to go on. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed';
}

/** Updates targets: what they need first, then they themselves. */
export class Builder {
  readonly #host: BuilderHost;
  readonly #outcomes = new Map<string, Outcome | 'running'>();
  /** Targets whose recipe ran, or would have. */
  readonly #remade = new Set<string>();
  #depth = 0;
  /** How many commands were run. */
  commands = 0;

  constructor(host: BuilderHost) {
    this.#host = host;
  }

  /** A goal of the command line. False when it could not be made. */
  *goal(name: string): Task<boolean> {
    const before = this.commands;
    const outcome = yield* this.#update(name, undefined, new Variables(this.#host.context(undefined).variables));
    if (outcome === 'failed') return false;
    if (outcome === 'blocked') {
      yield* this.#host.complain(`Target '${name}' not remade because of errors.`);
      return false;
    }
    if (this.commands === before && !this.#host.options.silent && !this.#host.options.asks) {
      const hasRecipe = (this.#host.rules.targets.get(name)?.recipe ?? this.#implicit(name)) !== undefined;
      const isNothing = this.#host.rules.isPhony(name) || !hasRecipe;
      yield* this.#host.say(isNothing ? `Nothing to be done for '${name}'.` : `'${name}' is up to date.`);
    }
    return true;
  }

  *#update(name: string, neededBy: string | undefined, inherited: Variables): Task<Outcome> {
    yield* this.#host.sys.tick();
    const known = this.#outcomes.get(name);
    if (known === 'running') {
      yield* this.#host.complain(`Circular ${neededBy ?? ''} <- ${name} dependency dropped.`);
      return 'done';
    }
    if (known) return known;
    if (++this.#depth > MAX_DEPTH) throw new MakeError('drydock: a chain of targets is too long');
    this.#outcomes.set(name, 'running');
    const outcome = yield* this.#make(name, neededBy, inherited);
    this.#depth--;
    this.#outcomes.set(name, outcome);
    return outcome;
  }

  *#make(name: string, neededBy: string | undefined, inherited: Variables): Task<Outcome> {
    const { rules, options } = this.#host;
    const target = rules.targets.get(name);
    const implicit = target?.recipe ? undefined : this.#implicit(name);
    const recipe = target?.recipe ?? implicit?.recipe;
    if (!target && !implicit) return yield* this.#leaf(name, neededBy);
    const variables = variablesOf(target, inherited);
    const prerequisites = [...(implicit?.prerequisites ?? []), ...(target?.prerequisites ?? [])];
    const orderOnly = [...(implicit?.orderOnly ?? []), ...(target?.orderOnly ?? [])];
    let isBroken = false;
    for (const each of [...prerequisites, ...orderOnly]) {
      if ((yield* this.#update(each, name, variables)) === 'done') continue;
      isBroken = true;
      if (!options.keepsGoing) throw new BuildFailed();
    }
    if (isBroken) return 'blocked';
    if (!this.#isOld(name, prerequisites)) return 'done';
    if (!recipe) {
      this.#remade.add(name);
      return 'done';
    }
    const stem = implicit?.stem ?? target?.stem ?? '';
    const newer = prerequisites.filter(each => this.#isNewer(each, name));
    setAutomatic(variables, { name, prerequisites, orderOnly, newer, stem });
    const outcome = yield* this.#run(name, recipe.lines, variables);
    this.#remade.add(name);
    return outcome;
  }

  /** Something without any rule: it has to be there. */
  *#leaf(name: string, neededBy: string | undefined): Task<Outcome> {
    if (this.#modifiedAt(name) !== undefined) return 'done';
    const needed = neededBy === undefined ? '' : `, needed by '${neededBy}'`;
    const message = `No rule to make target '${name}'${needed}`;
    if (!this.#host.options.keepsGoing) throw new MakeError(message);
    yield* this.#host.complain(`*** ${message}.`);
    return 'failed';
  }

  #implicit(name: string): Chosen | undefined {
    const { rules } = this.#host;
    return rules.isPhony(name) ? undefined : findImplicit(rules, name, path => this.#modifiedAt(path) !== undefined);
  }

  #isOld(name: string, prerequisites: readonly string[]): boolean {
    const { rules, options } = this.#host;
    const modifiedAt = this.#modifiedAt(name);
    if (modifiedAt === undefined || rules.isPhony(name) || options.always) return true;
    const target = rules.targets.get(name);
    if (target?.isDoubleColon && prerequisites.length === 0) return true;
    return prerequisites.some(each => this.#isNewer(each, name));
  }

  #isNewer(prerequisite: string, name: string): boolean {
    const [own, its] = [this.#modifiedAt(name), this.#modifiedAt(prerequisite)];
    if (own === undefined || its === undefined) return true;
    return its > own || (this.#remade.has(prerequisite) && (this.#host.options.dry || this.#host.rules.isPhony(prerequisite)));
  }

  #modifiedAt(path: string): number | undefined {
    try {
      return this.#host.sys.stat(path).modifiedAt;
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  *#run(name: string, lines: readonly { readonly text: string; readonly place: Place }[], variables: Variables): Task<Outcome> {
    const { rules, options, sys } = this.#host;
    if (options.asks) throw new BuildFailed();
    if (options.touches && !rules.isPhony(name)) lines = [{ text: `touch ${name}`, place: { file: '', line: 0 } }];
    const before = this.#modifiedAt(name);
    for (const { text, place } of lines) {
      const context = this.#host.context(place, variables);
      const line: LineRules = {
        sys,
        isSilent: options.silent || rules.has('.SILENT'),
        dry: options.dry,
        environment: yield* this.#host.environment(context),
        shell: yield* expand(context, '$(SHELL)'),
        mayRecurse: /\$[({]MAKE[)}]/.test(text),
        print: (fd, words) => context.print(fd, words),
        complain: message => this.#host.complain(message),
      };
      for (const command of splitCommands(yield* expand(context, text))) {
        const problem = yield* runLine(command, line);
        if (problem.hasRun) this.commands++;
        if (problem.failure === undefined) continue;
        const where = `[${place.file}:${String(place.line)}: ${name}] ${problem.failure}`;
        if (problem.isIgnored || options.ignoresErrors || rules.has('.IGNORE')) {
          yield* this.#host.complain(`${where} (ignored)`);
          continue;
        }
        yield* this.#host.complain(`*** ${where}`);
        yield* this.#dropDamaged(name, before, problem.wasKilled);
        if (options.keepsGoing) return 'failed';
        throw new BuildFailed();
      }
    }
    return 'done';
  }

  /** A target that was half made when its recipe was killed would look like a whole one. */
  *#dropDamaged(name: string, before: number | undefined, wasKilled: boolean): Task<void> {
    const { rules, sys } = this.#host;
    const after = this.#modifiedAt(name);
    const isChanged = after !== undefined && after !== before && !rules.isPhony(name) && sys.stat(name).kind === 'file';
    if (!isChanged || !(wasKilled || rules.has('.DELETE_ON_ERROR'))) return;
    sys.unlink(name);
    yield* this.#host.complain(`*** Deleting file '${name}'`);
  }
}

/** A variable may stand for several lines; a line that ends with a backslash goes on. */
function splitCommands(text: string): readonly string[] {
  return text.split(/(?<!\\)\n/);
}

/** The variables that a target sets hold for what it needs as well. */
function variablesOf(target: Target | undefined, inherited: Variables): Variables {
  const variables = new Variables(inherited);
  for (const name of target?.variables.ownNames() ?? []) {
    const variable = target?.variables.get(name);
    if (variable) variables.set(name, variable);
  }
  return variables;
}

interface Automatic {
  readonly name: string;
  readonly prerequisites: readonly string[];
  readonly orderOnly: readonly string[];
  readonly newer: readonly string[];
  readonly stem: string;
}

function setAutomatic(variables: Variables, { name, prerequisites, orderOnly, newer, stem }: Automatic): void {
  const once = (words: readonly string[]): string => [...new Set(words)].join(' ');
  const values: Readonly<Record<string, string>> = {
    '@': name,
    '<': prerequisites[0] ?? '',
    '^': once(prerequisites),
    '+': prerequisites.join(' '),
    '?': once(newer),
    '*': stem,
    '|': once(orderOnly),
  };
  for (const [key, value] of Object.entries(values)) variables.set(key, { value, isRecursive: false, origin: 'automatic' });
}
