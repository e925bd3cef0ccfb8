import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import type { FileKind, Stat } from '../../fs/stat.js';
import { readFile, readText, splitLines } from '../input.js';
import { matchGlob } from '../find/glob.js';
import { compileRegex } from '../regex/regex.js';
import { baseName, joinPath } from '../files/paths.js';
import { noEffect, refused } from '../options.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { compareBytes } from '../text/compare.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import { diffutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { paintHead, paintHunk } from './colour.js';
import type { DiffKey as Key } from './diff-choices.js';
import { checkStyle, formatOf, sameLine, styles } from './diff-choices.js';
import { formatHunk } from './formats.js';
import { hunksOf } from './hunks.js';
import { editScript, type Edit } from './lines.js';
import { sideBySide } from './side-by-side.js';

export const diff = define<Key>({
  name: 'diff',
  options: {
    normal: ['--normal', 'output a normal diff (the default)', 'gnu'],
    brief: ['-q, --brief', 'report only when files differ'],
    identical: ['-s, --report-identical-files', 'report when two files are the same'],
    unified: ['-u', 'output 3 lines of unified context'],
    unifiedLines: ['-U NUM, --unified[=NUM]', 'output NUM lines of unified context'],
    context: ['-c', 'output 3 lines of copied context', 'gnu'],
    contextLines: ['-C NUM, --context[=NUM]', 'output NUM lines of copied context', 'gnu'],
    sideBySide: ['-y, --side-by-side', 'output in two columns', 'gnu'],
    width: ['-W, --width=NUM', 'output at most NUM columns (default 130)', 'gnu'],
    suppressCommon: ['--suppress-common-lines', 'with -y: do not output common lines', 'gnu'],
    leftColumn: ['--left-column', 'with -y: of common lines output the left column only', 'gnu'],
    ed: ['-e, --ed', 'output an ed script', 'gnu'],
    rcs: ['-n, --rcs', 'output an RCS format diff', 'gnu'],
    expandTabs: ['-t, --expand-tabs', 'expand tabs to spaces in output', 'gnu'],
    initialTab: ['-T, --initial-tab', 'make tabs line up by putting a tab before lines', 'gnu'],
    minimal: noEffect('-d, --minimal', 'the smallest set of changes is found anyway', undefined, 'find a smaller set of changes'),
    ignoreMatching: ['-I RE, --ignore-matching-lines=RE', 'ignore changes where all lines match RE', 'gnu'],
    exclude: ['-x PAT, --exclude=PAT', 'exclude files that match PAT', 'gnu'],
    excludeFrom: ['-X FILE, --exclude-from=FILE', 'exclude files that match any pattern in FILE', 'gnu'],
    stripReturns: ['--strip-trailing-cr', 'take no notice of carriage returns at line ends', 'gnu'],
    absent: refused('-l, -p, -H, --show-c-function', 'gnu'),
    absentWith: refused('-S FILE, -D NAME, -F RE', 'gnu'),
    recursive: ['-r, --recursive', 'recursively compare any subdirectories found'],
    newFile: ['-N, --new-file', 'treat absent files as empty'],
    ignoreCase: ['-i, --ignore-case', 'ignore case differences in file contents'],
    ignoreTabs: ['-E, --ignore-tab-expansion', 'ignore changes due to tab expansion', 'gnu'],
    trailing: ['-Z, --ignore-trailing-space', 'ignore white space at line end', 'gnu'],
    ignoreSpace: ['-b, --ignore-space-change', 'ignore changes in the amount of white space'],
    ignoreAllSpace: ['-w, --ignore-all-space', 'ignore all white space'],
    ignoreBlank: ['-B, --ignore-blank-lines', 'ignore changes where lines are all blank'],
    label: ['-L LABEL, --label=LABEL', 'use LABEL instead of file name and timestamp'],
    text: ['-a, --text', 'treat all files as text'],
    colour: ['--color[=WHEN]', "colour the output WHEN: 'never', 'always' or 'auto' (default)", 'gnu'],
  },
  gnu: { usage: ['[OPTION]... FILES'], about: 'Compare FILES line by line.' },
  busybox: {
    usage: ['[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2'],
    about: 'Compare files line by line and output the differences between them.',
  },
  origin: diffutils,
  // `-u0` is the old way of `-U 0`.
  rewrite: argv => argv.map(word => word.replace(/^-u(\d+)$/, '-U$1')),
  usageStatus: 2,
  usageHint: name => `${name}: Try '${name} --help' for more information.\n`,
  check: { ...Object.fromEntries(Object.keys(styles).map(key => [key, checkStyle(key)])), label: checkLabel },
  *run(tool) {
    const [first, second, extra] = tool.args.operands;
    if (first === undefined) throw new UsageError(tool.isGnu ? `missing operand after '${tool.lastWord}'` : '');
    if (second === undefined) throw new UsageError(tool.isGnu ? `missing operand after '${tool.lastWord}'` : '');
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand ${quoteAlways(extra)}` : '');
    return yield* new Comparison(tool, yield* exclusionsOf(tool)).paths(first, second);
  },
});

function checkLabel(_: string, before: readonly { readonly key: string }[]): void {
  if (before.filter(({ key }) => key === 'label').length > 1) throw new Fatal('too many file label options', 2);
}

/** A file listed in `-X` has one pattern a line. */
function* exclusionsOf({ args, sys }: Tool<Key>): Task<readonly string[]> {
  const patterns = [...args.values('exclude')];
  for (const path of args.values('excludeFrom')) {
    try {
      patterns.push(...splitLines(yield* readText(sys, path === '-' ? '/dev/stdin' : path)).filter(line => line !== ''));
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`${path}: ${error.message}`, 2);
    }
  }
  return patterns;
}

class Comparison {
  readonly #tool: Tool<Key>;
  readonly #exclusions: readonly string[];
  #status = 0;
  /** The file that is taken for an empty one (-N). */
  #missing: string | undefined;

  constructor(tool: Tool<Key>, exclusions: readonly string[]) {
    this.#tool = tool;
    this.#exclusions = exclusions;
  }

  *paths(first: string, second: string, mayMiss = this.#tool.isGnu && this.#tool.args.has('newFile')): Task<number> {
    const [left, right] = yield* this.#statuses(first, second, mayMiss);
    if (!left || !right) return 2;
    this.#missing = left === right ? this.#missing : undefined;
    const standard = [first, second].indexOf('-');
    if (this.#tool.isGnu && standard >= 0 && (standard === 0 ? right : left).kind === 'directory') {
      yield* this.#tool.warn("cannot compare '-' to a directory");
      return 2;
    }
    const isSilent = !this.#tool.args.has('sideBySide') || this.#tool.args.has('suppressCommon');
    if (this.#tool.isGnu && isSilent && left !== right && left.kind === 'directory' && left.ino === right.ino && left.dev === right.dev)
      return 0;
    if (left.kind === 'directory' && right.kind === 'directory') yield* this.#directories(first, second);
    else if (left.kind === 'directory') return yield* this.paths(joinPath(first, baseName(second)), second, false);
    else if (right.kind === 'directory') return yield* this.paths(first, joinPath(second, baseName(first)), false);
    else yield* this.#files(first, second, '');
    return this.#status;
  }

  /** With -N a file that is not there counts as an empty one of the other's kind. */
  *#statuses(first: string, second: string, mayMiss: boolean): Task<readonly [Stat | undefined, Stat | undefined]> {
    if (mayMiss) {
      const [left, right] = [this.#existing(first), this.#existing(second)];
      this.#missing = left ? (right ? undefined : second) : first;
      if (left || right) return [left ?? right, right ?? left];
    }
    return [yield* this.#statusOf(first), yield* this.#statusOf(second)];
  }

  #existing(path: string): Stat | undefined {
    try {
      return path === '-' ? this.#tool.sys.fstat(0) : this.#tool.sys.stat(path);
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  *#statusOf(path: string): Task<Stat | undefined> {
    try {
      return path === '-' ? this.#tool.sys.fstat(0) : this.#tool.sys.stat(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.warn(this.#tool.isGnu ? `${path}: ${error.message}` : `can't stat '${path}': ${error.message}`);
      return undefined;
    }
  }

  *#directories(first: string, second: string): Task<void> {
    const { sys, args, out } = this.#tool;
    const kindsIn = (path: string): ReadonlyMap<string, FileKind> =>
      new Map(path === this.#missing ? [] : sys.readdir(path).map(entry => [entry.name, entry.kind]));
    const left = kindsIn(first);
    const right = kindsIn(second);
    for (const name of [...new Set([...left.keys(), ...right.keys()])].toSorted(compareBytes)) {
      yield* sys.tick();
      if (this.#exclusions.some(pattern => matchGlob(pattern, name))) continue;
      const a = joinPath(first, name);
      const b = joinPath(second, name);
      if (!this.#tool.isGnu && left.get(name) === 'symlink' && right.get(name) === 'symlink' && sys.readlink(a) === sys.readlink(b))
        continue;
      const alone = !left.has(name) ? second : !right.has(name) ? first : undefined;
      if (alone !== undefined && !args.has('newFile')) {
        this.#differ();
        yield* out.line(`Only in ${alone}: ${name}`);
      } else if ((left.get(name) ?? right.get(name)) === 'directory' && (right.get(name) ?? left.get(name)) === 'directory') {
        this.#missing = left.has(name) ? (right.has(name) ? undefined : b) : a;
        if (args.has('recursive')) yield* this.#directories(a, b);
        else yield* out.line(`Common subdirectories: ${a} and ${b}`);
      } else {
        this.#missing = alone === undefined ? undefined : left.has(name) ? b : a;
        yield* this.#files(a, b, `diff ${this.#optionsText()}${a} ${b}\n`);
      }
    }
  }

  #optionsText(): string {
    const { args, isGnu } = this.#tool;
    if (isGnu) return args.optionWords.map(word => `${quoteIfNeeded(word)} `).join('');
    const letters: Partial<Record<Key, string>> = { recursive: '-r', unified: '-u', newFile: '-N' };
    return args.entries.map(({ key }) => (letters[key] === undefined ? '' : `${letters[key]} `)).join('');
  }

  #differ(): void {
    this.#status = Math.max(this.#status, 1);
  }

  *#files(first: string, second: string, heading: string): Task<void> {
    const { args, out } = this.#tool;
    const left = yield* this.#read(first);
    const right = yield* this.#read(second);
    if (!left || !right) {
      this.#status = 2;
      return;
    }
    const beside = args.has('sideBySide') && !args.has('brief');
    const equal = left.length === right.length && left.every((byte, i) => byte === right[i]);
    if (equal && !(beside && !args.has('suppressCommon'))) {
      if (args.has('identical')) yield* out.line(`Files ${first} and ${second} are identical`);
      return;
    }
    const binary = !args.has('text') && (left.includes(0) || right.includes(0));
    if (binary || args.has('brief')) {
      this.#differ();
      const [one = first, other = second] = this.#tool.isGnu ? args.values('label') : [];
      return yield* out.line(`${binary && !args.has('brief') ? 'Binary files' : 'Files'} ${one} and ${other} differ`);
    }
    const edits = editScript(this.#linesOf(left), this.#linesOf(right), sameLine(args));
    if (edits.every(({ kind }) => kind === 'keep') && !beside) return;
    if (beside) return yield* this.#beside(edits, heading, equal, [first, second]);
    const format = formatOf(args, this.#tool.isGnu);
    const hunks = hunksOf(edits, format.context, this.#isIgnored());
    if (hunks.length === 0) return;
    this.#differ();
    if (heading !== '') yield* out.write(heading);
    const coloured = this.#coloured();
    const [old, young] = [this.#label(first, 0), this.#label(second, 1)];
    const head = format.kind === 'context' ? `*** ${old}\n--- ${young}\n` : `--- ${old}\n+++ ${young}\n`;
    if (format.kind === 'unified' || format.kind === 'context') yield* out.write(coloured ? paintHead(head) : head);
    const style = { separator: args.has('initialTab') ? '\t' : ' ', expandsTabs: args.has('expandTabs') };
    for (const hunk of format.kind === 'ed' ? hunks.toReversed() : hunks) {
      const text = formatHunk(format.kind, hunk, style);
      yield* out.write(coloured ? paintHunk(text, format.kind) : text);
    }
    if (format.kind === 'ed') yield* this.#complainOfEnds([first, left], [second, right]);
  }

  /** ed knows no last line without a newline. */
  *#complainOfEnds(...files: readonly (readonly [string, Uint8Array])[]): Task<void> {
    for (const [path, bytes] of files) {
      if (bytes.length === 0 || bytes.at(-1) === 10) continue;
      yield* this.#tool.out.flush();
      yield* this.#tool.warn(`${path}: No newline at end of file\n`);
      this.#status = 2;
    }
  }

  /** Lines with their newlines. */
  #linesOf(bytes: Uint8Array): string[] {
    const lines = decodeUtf8(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];
    return this.#tool.args.has('stripReturns') ? lines.map(line => line.replace(/\r+\n$/, '\n')) : lines;
  }

  /** `diff -y` */
  *#beside(edits: readonly Edit[], heading: string, equal: boolean, names: readonly [string, string]): Task<void> {
    const { args, out } = this.#tool;
    if (!equal) this.#differ();
    if (heading !== '') yield* out.write(heading);
    const columns = {
      width: Number(args.value('width') ?? 130),
      suppressCommon: args.has('suppressCommon'),
      leftOnly: args.has('leftColumn'),
      expandsTabs: args.has('expandTabs'),
      coloured: this.#coloured(),
    };
    for (const row of sideBySide(edits, columns)) yield* out.write(row);
    if (equal && args.has('identical')) yield* out.line(`Files ${names[0]} and ${names[1]} are identical`);
  }

  #label(path: string, index: number): string {
    const given = this.#tool.args.values('label')[index];
    if (given !== undefined) return given;
    if (!this.#tool.isGnu) return path;
    const { sys } = this.#tool;
    const at = path === '-' ? sys.clock.now() : this.#modified(path);
    const isCopied = formatOf(this.#tool.args, true).kind === 'context';
    return `${path}\t${strftime(isCopied ? '%a %b %e %H:%M:%S %Y' : '%Y-%m-%d %H:%M:%S.%N %z', sys.clock.epochMsOf(at), zoneOf(sys))}`;
  }

  #modified(path: string): number {
    try {
      return this.#tool.sys.stat(path).modifiedAt;
    } catch (error) {
      if (isErrno(error)) return this.#tool.sys.clock.instantOf(0);
      throw error;
    }
  }

  *#read(path: string): Task<Uint8Array | undefined> {
    try {
      return yield* readFile(this.#tool.sys, path === '-' ? '/dev/stdin' : path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code === 'ENOENT' && (this.#tool.isGnu ? path === this.#missing : this.#tool.args.has('newFile'))) return new Uint8Array(0);
      yield* this.#tool.warn(`${path}: ${error.message}`);
      return undefined;
    }
  }

  #coloured(): boolean {
    const { args, out } = this.#tool;
    const when = args.has('colour') ? (args.value('colour') ?? 'auto') : 'never';
    if (!['always', 'auto', 'never'].includes(when)) throw new UsageError(`invalid color ${quoteAlways(when)}`);
    return when === 'always' || (when === 'auto' && out.isTerminal);
  }

  /** Which lines do not count where all lines of a change are such: blank ones, and those that match an expression. */
  #isIgnored(): ((line: string) => boolean) | undefined {
    const { args } = this.#tool;
    const expressions = args.values('ignoreMatching').map(source => compileRegex(source, { syntax: 'basic' }));
    if (!args.has('ignoreBlank') && expressions.length === 0) return undefined;
    const spaces = args.last('ignoreSpace', 'ignoreAllSpace', 'trailing') !== undefined;
    const isBlank = (line: string): boolean => args.has('ignoreBlank') && (spaces ? line.trim() === '' : line === '\n');
    return line => isBlank(line) || expressions.some(regex => regex.test(line.replace(/\n$/, '')));
  }
}
