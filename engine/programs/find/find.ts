import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { loadAccounts, groupName, noAccounts, userName, type Accounts } from '../accounts.js';
import { blocksOf } from '../files/blocks.js';
import { formatMode } from '../files/mode.js';
import { ask } from '../files/ask.js';
import { baseName, directoryName, joinPath } from '../files/paths.js';
import { MAX_DEPTH } from '../limits.js';
import { exitCodeOf, runCommand } from '../process/run.js';
import { quoteAlways } from '../quoting.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import { findutils } from '../origins.js';
import { define, type Tool } from '../tool.js';
import type { Expression, FindAction, FindOptions, Found } from './expression.js';
import { formatFound } from './printf.js';
import { parseFind } from './parse.js';

/** How many paths `-exec … {} +` hands over at once. */
const BATCH = 1000;

export const find = define({
  name: 'find',
  options: {},
  stopAtOperand: true,
  // Everything is an expression here.
  rewrite: argv => ['--', ...argv],
  gnu: {
    usage: ['[-H] [-L] [-P] [path...] [expression]'],
    about:
      '\nTests: -name -iname -path -type -size -mtime -mmin -newer -perm -user -group -empty ...\nActions: -print -print0 -printf -exec -execdir -delete -prune -quit -ls',
  },
  busybox: {
    usage: ['[-HL] [PATH]... [OPTIONS] [ACTIONS]'],
    about:
      "Search for files and perform actions on them.\nFirst failed action stops processing of current file.\nDefaults: PATH is current directory, action is '-print'",
  },
  origin: findutils,
  *run(tool) {
    const accounts = tool.args.operands.some(needsAccounts) ? yield* loadAccounts(tool.sys) : noAccounts;
    const { paths, expression, options } = parseFind(tool.args.operands, { sys: tool.sys, accounts, flavour: tool.flavour });
    const finder = new Finder(tool, expression, options, accounts);
    for (const path of paths) {
      yield* finder.visit(path, path, '', 0);
      if (finder.stopped) break;
    }
    yield* finder.finish();
  },
});

/** Tests and actions that know people by their names. */
function needsAccounts(word: string): boolean {
  return /^-(no)?(user|group)$|^-f?(ls|printf)$/.test(word);
}

class Finder {
  readonly #tool: Tool;
  readonly #expression: Expression;
  readonly #options: FindOptions;
  readonly #accounts: Accounts;
  #pruned = false;
  #device: number | undefined;
  stopped = false;

  constructor(tool: Tool, expression: Expression, options: FindOptions, accounts: Accounts) {
    this.#tool = tool;
    this.#expression = expression;
    this.#options = options;
    this.#accounts = accounts;
  }

  *visit(path: string, argument: string, below: string, depth: number): Task<void> {
    const { sys } = this.#tool;
    yield* sys.tick();
    if (this.stopped) return;
    let status: Stat;
    try {
      status = this.#stat(path, depth);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* this.#complain(path, error.message);
    }
    if (depth === 0) this.#device = status.dev;
    const found: Found = { path, name: baseName(path), below, status, depth };
    const looks = depth >= this.#options.minDepth;
    this.#pruned = false;
    if (looks && !this.#options.depthFirst) yield* this.#evaluate(this.#expression, found);
    if (this.#mayEnter(found)) yield* this.#enter(path, argument, below, depth);
    if (looks && this.#options.depthFirst && !this.#hasStopped()) yield* this.#evaluate(this.#expression, found);
  }

  /** Actions set these while an expression is worked out. */
  #hasStopped(): boolean {
    return this.stopped;
  }

  #mayEnter({ status, depth }: Found): boolean {
    const { maxDepth, oneSystem } = this.#options;
    return (
      status.kind === 'directory' && !this.#pruned && depth < maxDepth && depth < MAX_DEPTH && !(oneSystem && status.dev !== this.#device)
    );
  }

  *#enter(path: string, argument: string, below: string, depth: number): Task<void> {
    let names: readonly string[];
    try {
      names = this.#tool.sys.readdir(path).map(entry => entry.name);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* this.#complain(path, error.message);
    }
    for (const name of names) yield* this.visit(joinPath(path, name), argument, below === '' ? name : `${below}/${name}`, depth + 1);
  }

  #stat(path: string, depth: number): Stat {
    const { follow } = this.#options;
    if (follow === 'never' || (follow === 'arguments' && depth > 0)) return this.#tool.sys.lstat(path);
    try {
      return this.#tool.sys.stat(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return this.#tool.sys.lstat(path);
    }
  }

  *#complain(path: string, message: string): Task<void> {
    yield* this.#tool.fail(`${this.#tool.isGnu ? quoteAlways(path) : path}: ${message}`);
  }

  *#evaluate(expression: Expression, found: Found): Task<boolean> {
    switch (expression.kind) {
      case 'test':
        return this.#test(expression, found);
      case 'action':
        return yield* this.#act(expression.action, found);
      case 'not':
        return !(yield* this.#evaluate(expression.body, found));
      case 'and':
        return (yield* this.#evaluate(expression.left, found)) && (yield* this.#evaluate(expression.right, found));
      case 'or':
        return (yield* this.#evaluate(expression.left, found)) || (yield* this.#evaluate(expression.right, found));
      case 'list':
        yield* this.#evaluate(expression.left, found);
        return yield* this.#evaluate(expression.right, found);
    }
  }

  #test(expression: Extract<Expression, { kind: 'test' }>, found: Found): boolean {
    try {
      return expression.test(found);
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }

  *#act(action: FindAction, found: Found): Task<boolean> {
    const { sys, out } = this.#tool;
    if (this.stopped) return false;
    switch (action.kind) {
      case 'print':
        yield* out.write(found.path + action.end);
        return true;
      case 'printf':
        yield* out.write(formatFound(action.format, found, sys, this.#accounts));
        return true;
      case 'ls':
        yield* out.line(this.#listing(found));
        return true;
      case 'prune':
        this.#pruned = true;
        return true;
      case 'quit':
        this.stopped = true;
        return true;
      case 'delete':
        return yield* this.#delete(found);
      case 'exec':
        return yield* this.#exec(action, found);
      case 'execMany':
        action.gathered.push(found.path);
        if (action.gathered.length >= BATCH) yield* this.#runGathered(action);
        return true;
    }
  }

  *#delete({ path, status }: Found): Task<boolean> {
    if (path === '.') return true;
    try {
      if (status.kind === 'directory') this.#tool.sys.rmdir(path);
      else this.#tool.sys.unlink(path);
      return true;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.fail(this.#tool.isGnu ? `cannot delete ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`);
      return false;
    }
  }

  *#exec(action: Extract<FindAction, { kind: 'exec' }>, found: Found): Task<boolean> {
    const path = action.inDirectory ? `./${found.name}` : found.path;
    const argv = action.words.map(word => word.replaceAll('{}', path));
    if (action.ask && !(yield* ask(this.#tool, `< ${action.words[0] ?? ''} ... ${found.path} > ?`))) return false;
    const code = yield* this.#run(argv, action.inDirectory ? directoryName(found.path) : undefined);
    return code === 0;
  }

  *#run(argv: readonly string[], cwd: string | undefined): Task<number> {
    yield* this.#tool.out.flush();
    try {
      return exitCodeOf(yield* runCommand(this.#tool.sys, { argv, ...(cwd === undefined ? {} : { cwd }) }));
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.fail(`${this.#tool.isGnu ? quoteAlways(argv[0] ?? '') : (argv[0] ?? '')}: ${error.message}`);
      return 127;
    }
  }

  *#runGathered(action: Extract<FindAction, { kind: 'execMany' }>): Task<void> {
    if (action.gathered.length === 0) return;
    const code = yield* this.#run([...action.words, ...action.gathered.splice(0)], undefined);
    if (code !== 0) this.#tool.status = 1;
  }

  /** Hands over what `-exec … {} +` still holds. */
  *finish(): Task<void> {
    yield* this.#finishPart(this.#expression);
  }

  *#finishPart(expression: Expression): Task<void> {
    if (expression.kind === 'action' && expression.action.kind === 'execMany') yield* this.#runGathered(expression.action);
    if (expression.kind === 'not') yield* this.#finishPart(expression.body);
    if (expression.kind === 'and' || expression.kind === 'or' || expression.kind === 'list') {
      yield* this.#finishPart(expression.left);
      yield* this.#finishPart(expression.right);
    }
  }

  #listing({ path, status }: Found): string {
    const { sys } = this.#tool;
    const time = strftime('%b %e %H:%M', sys.clock.epochMsOf(status.modifiedAt), zoneOf(sys));
    const target = status.kind === 'symlink' ? ` -> ${sys.readlink(path)}` : '';
    const columns = [
      String(status.ino).padStart(9),
      String(Math.ceil(blocksOf(status) / 2)).padStart(6),
      formatMode(status),
      String(status.nlink).padStart(3),
      userName(this.#accounts, status.uid).padEnd(8),
      groupName(this.#accounts, status.gid).padEnd(8),
      String(status.sizeBytes).padStart(8),
      time,
    ];
    return `${columns.join(' ')} ${path}${target}`;
  }
}
