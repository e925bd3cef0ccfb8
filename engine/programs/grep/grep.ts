import { append } from '../../core/append.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readText, splitLines } from '../input.js';
import { joinPath, baseName } from '../files/paths.js';
import { MAX_DEPTH } from '../limits.js';
import { quoteAlways } from '../quoting.js';
import { matchGlob } from '../find/glob.js';
import { muslMessage } from '../regex/musl-messages.js';
import { compileRegex, RegexError, type RegexOptions } from '../regex/regex.js';
import { gnuGrep } from '../origins.js';
import { define, Fatal, UsageError, type Program, type Tool, type ValueCheck } from '../tool.js';
import { grepOptions, type GrepKey } from './options.js';
import { FileSearch, type SearchRules } from './search.js';

const help = { about: 'Print the lines of each FILE that match PATTERNS.' };

function grepNamed(name: string, syntax: RegexOptions['syntax']): Program {
  return define<GrepKey>({
    name,
    options: grepOptions,
    digits: 'context',
    gnu: { usage: ['[OPTION]... PATTERNS [FILE]...'], ...help },
    busybox: {
      usage: ['[-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...'],
      about: 'Search for PATTERN in FILEs (or stdin)',
    },
    origin: gnuGrep,
    usageStatus: 2,
    busyboxUsageStatus: 2,
    usageHint: self => `Usage: ${self} [OPTION]... PATTERNS [FILE]...\nTry '${self} --help' for more information.\n`,
    check: {
      extended: matcher('extended'),
      fixed: matcher('fixed'),
      basic: matcher('basic'),
      perl: matcher('perl'),
      before: checkLength,
      after: checkLength,
      context: checkLength,
      max: checkMax,
      directories: checkAction,
      binary: checkBinary,
    },
    run: tool => new Grep(tool, syntax).run(),
  });
}

export const grep = grepNamed('grep', 'basic');
export const egrep = grepNamed('egrep', 'extended');
export const fgrep = grepNamed('fgrep', 'fixed');

const matchers: ReadonlySet<string> = new Set(['extended', 'fixed', 'basic', 'perl']);

function matcher(key: string): ValueCheck {
  return (_, before) => {
    if (before.some(each => matchers.has(each.key) && each.key !== key)) throw new Fatal('conflicting matchers specified', 2);
  };
}

/** Fewer than none is as many as there are. */
function maxOf(text: string | undefined): number {
  return text === undefined || text.startsWith('-') ? Infinity : Number(text);
}

function checkLength(value: string): void {
  if (!/^\d+$/.test(value)) throw new Fatal(`${value}: invalid context length argument`, 2);
}

function checkMax(value: string): void {
  if (!/^-?\d+$/.test(value)) throw new Fatal('invalid max count', 2);
}

function checkAction(value: string): void {
  if (!['read', 'recurse', 'skip'].includes(value))
    throw new UsageError(
      `invalid argument ${quoteAlways(value)} for '--directories'\nValid arguments are:\n  - 'read'\n  - 'recurse'\n  - 'skip'`,
      1,
    );
}

function checkBinary(value: string): void {
  if (!['binary', 'text', 'without-match'].includes(value)) throw new Fatal('unknown binary-files type', 2);
}

class Grep {
  readonly #tool: Tool<GrepKey>;
  readonly #syntax: RegexOptions['syntax'];
  #selected = false;
  #failed = false;

  constructor(tool: Tool<GrepKey>, syntax: RegexOptions['syntax']) {
    this.#tool = tool;
    const last = tool.args.last('extended', 'fixed', 'basic', 'perl');
    this.#syntax = last === 'perl' ? 'pcre' : (last ?? syntax);
  }

  *run(): Task<number> {
    const { args, sys } = this.#tool;
    const operands = [...args.operands];
    const patterns = args.values('regexp').flatMap(text => text.split('\n'));
    for (const file of args.values('file')) append(patterns, splitLines(yield* this.#patternFile(file)));
    if (!args.has('regexp') && !args.has('file')) {
      const first = operands.shift();
      if (first === undefined) throw new UsageError('');
      append(patterns, first.split('\n'));
    }
    yield* this.#warnOfStarts(patterns);
    if (this.#isHopeless(patterns)) return 1;
    const recursive = args.has('recursive') || args.has('followRecursive') || args.value('directories') === 'recurse';
    const files = operands.length > 0 ? operands : [recursive ? '.' : '-'];
    const search = new FileSearch(
      this.#tool,
      this.#rules(patterns, files.length > 1 || (recursive && !(this.#tool.isGnu && this.#isOneFile(files)))),
    );
    for (const path of files) {
      yield* this.#argument(search, path, operands.length === 0 && recursive ? '' : path, recursive, 0);
      if (this.#selected && args.has('quiet')) break;
    }
    yield* sys.tick();
    if (this.#failed && !(this.#selected && args.has('quiet'))) return 2;
    return this.#selected ? 0 : 1;
  }

  /** Without patterns no line matches, and with `-m0` none is wanted: GNU's looks at no file then, but for those that -L lists. */
  #isHopeless(patterns: readonly string[]): boolean {
    const { args } = this.#tool;
    if (!this.#tool.isGnu || args.last('with', 'without') === 'without') return false;
    const isAll = patterns.length === 1 && patterns[0] === '' && !args.has('line') && !args.has('word');
    return args.value('max') === '0' || (args.has('invert') ? isAll : patterns.length === 0);
  }

  /** A sign of repetition with nothing before it is a character that is seldom meant. */
  *#warnOfStarts(patterns: readonly string[]): Task<void> {
    if (this.#syntax !== 'extended' || !this.#tool.isGnu) return;
    for (const pattern of patterns) {
      const [, sign] = /^(?:\\[^]|\[\^?\]?[^\]]*\]|[^\\[])*?(?:^|[(|])\^*([*+?]|\{\d*,?\d*\})/.exec(pattern) ?? [];
      if (sign !== undefined) yield* this.#tool.warn(`warning: ${sign.startsWith('{') ? '{...}' : sign} at start of expression`);
    }
  }

  *#patternFile(path: string): Task<string> {
    try {
      return yield* readText(this.#tool.sys, path === '-' ? '/dev/stdin' : path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`${path}: ${error.message}`, 2);
    }
  }

  #rules(patterns: readonly string[], several: boolean): SearchRules {
    const { args, out } = this.#tool;
    const options: RegexOptions = {
      syntax: this.#syntax,
      lenient: true,
      ignoreCase: args.last('ignoreCase', 'respectCase') === 'ignoreCase',
      whole: args.has('line') ? 'line' : args.has('word') ? 'word' : undefined,
    };
    const named = args.last('withName', 'noName');
    const colour = args.has('colour') && this.#tool.isGnu ? (args.value('colour') ?? 'auto') : 'never';
    if (this.#syntax === 'pcre' && patterns.length > 1) throw new Fatal('the -P option only supports a single pattern', 2);
    try {
      return {
        patterns: patterns.map(pattern => compileRegex(pattern, options)),
        named: named === undefined ? several : named === 'withName',
        coloured: colour === 'always' || (colour === 'auto' && out.isTerminal && this.#tool.sys.env.get('TERM') !== 'dumb'),
        before: this.#length(args.value('before') ?? args.value('context')),
        after: this.#length(args.value('after') ?? args.value('context')),
        max: maxOf(args.value('max')),
      };
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      // grep's own matcher has other words for an open bracket than the C library.
      const message = error.message.startsWith('Unmatched [') ? 'Invalid regular expression' : error.message;
      throw new Fatal(this.#tool.isGnu ? message : `bad regex '${patterns.join('\n')}': ${muslMessage(error)}`, 2);
    }
  }

  /** Of a file that is named itself GNU's shows no name, whatever it would do with directories. */
  #isOneFile([path = '']: readonly string[]): boolean {
    try {
      return path === '-' || this.#tool.sys.stat(path).kind !== 'directory';
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }

  #length(text: string | undefined): number {
    if (text === undefined) return 0;
    if (!/^\d+$/.test(text)) throw new Fatal(`${text}: invalid context length argument`, 2);
    return Number(text);
  }

  *#argument(search: FileSearch, path: string, shown: string, recursive: boolean, depth: number): Task<void> {
    const { args, sys } = this.#tool;
    try {
      const status = path === '-' ? undefined : depth === 0 || args.has('followRecursive') ? sys.stat(path) : sys.lstat(path);
      if (status?.kind === 'directory') return yield* this.#directory(search, path, shown, recursive, depth);
      if (depth > 0 && status?.kind !== 'file') return;
      if (!this.#included(path, depth)) return;
      const fd = path === '-' ? 0 : sys.open(path, { read: true });
      try {
        if (yield* search.run(fd, path === '-' ? (args.value('label') ?? '(standard input)') : shown)) this.#selected = true;
      } finally {
        if (fd !== 0) sys.close(fd);
      }
    } catch (error) {
      if (error instanceof RegexError) throw new Fatal(`${path === '-' ? '(standard input)' : shown}: ${error.message}`, 2);
      if (!isErrno(error)) throw error;
      this.#failed = true;
      if (!args.has('noMessages')) yield* this.#tool.warn(`${path}: ${error.message}`);
    }
  }

  #included(path: string, depth: number): boolean {
    const { args } = this.#tool;
    const name = baseName(path);
    const include = args.values('include');
    if (include.length > 0 && !include.some(glob => matchGlob(glob, name))) return depth === 0 && path === '-';
    return !args.values('exclude').some(glob => matchGlob(glob, name));
  }

  *#directory(search: FileSearch, path: string, shown: string, recursive: boolean, depth: number): Task<void> {
    const { args, sys } = this.#tool;
    yield* sys.tick();
    if (args.values('excludeDirectory').some(glob => matchGlob(glob, baseName(path)))) return;
    if (!recursive) {
      if (args.value('directories') === 'skip' || !this.#tool.isGnu) return;
      this.#failed = true;
      if (!args.has('noMessages')) yield* this.#tool.warn(`${path}: Is a directory`);
      return yield* search.unreadable(shown);
    }
    if (depth > MAX_DEPTH) return;
    for (const entry of sys.readdir(path))
      yield* this.#argument(search, joinPath(path, entry.name), shown === '' ? entry.name : joinPath(shown, entry.name), true, depth + 1);
  }
}
