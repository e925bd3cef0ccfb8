import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { readFile } from '../input.js';
import { baseName, joinPath } from '../files/paths.js';
import { noEffect, refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { compareBytes } from '../text/compare.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import { diffutils } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { paintHead, paintHunk } from './colour.js';
import { formatContext, formatNormal, formatUnified, hunksOf } from './hunks.js';
import { editScript, type Edit } from './lines.js';
import { sideBySide } from './side-by-side.js';

type Key =
  | 'unified'
  | 'unifiedLines'
  | 'brief'
  | 'recursive'
  | 'newFile'
  | 'ignoreCase'
  | 'ignoreSpace'
  | 'ignoreAllSpace'
  | 'ignoreBlank'
  | 'identical'
  | 'label'
  | 'text'
  | 'colour'
  | 'normal'
  | 'trailing'
  | 'context'
  | 'contextLines'
  | 'sideBySide'
  | 'width'
  | 'suppressCommon'
  | 'leftColumn'
  | 'absent'
  | 'absentWith'
  | 'ignoreTabs';

export const diff = define<Key>({
  name: 'diff',
  options: {
    normal: noEffect('--normal', 'the format when no other is asked for', 'gnu', 'output a normal diff (the default)'),
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
    absent: refused('-e, -n, -t, -T, -l, -p, -d, -H, --ed, --rcs, --expand-tabs, --initial-tab, --show-c-function, --minimal', 'gnu'),
    absentWith: refused('-I RE, -x PAT, -X FILE, -S FILE, -D NAME, -F RE, --exclude=PAT, --ignore-matching-lines=RE', 'gnu'),
    recursive: ['-r, --recursive', 'recursively compare any subdirectories found'],
    newFile: ['-N, --new-file', 'treat absent files as empty'],
    ignoreCase: ['-i, --ignore-case', 'ignore case differences in file contents'],
    ignoreTabs: refused('-E, --ignore-tab-expansion', 'gnu'),
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
  *run(tool) {
    const [first, second, extra] = tool.args.operands;
    if (first === undefined) throw new UsageError(tool.isGnu ? `missing operand after '${tool.argv0}'` : '');
    if (second === undefined) throw new UsageError(tool.isGnu ? `missing operand after ${quoteAlways(first)}` : '');
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand ${quoteAlways(extra)}` : '');
    return yield* new Comparison(tool).paths(first, second);
  },
});

class Comparison {
  readonly #tool: Tool<Key>;
  #status = 0;

  constructor(tool: Tool<Key>) {
    this.#tool = tool;
  }

  *paths(first: string, second: string): Task<number> {
    const left = yield* this.#statusOf(first);
    const right = yield* this.#statusOf(second);
    if (!left || !right) return 2;
    if (left.kind === 'directory' && right.kind === 'directory') yield* this.#directories(first, second);
    else if (left.kind === 'directory') return yield* this.paths(joinPath(first, baseName(second)), second);
    else if (right.kind === 'directory') return yield* this.paths(first, joinPath(second, baseName(first)));
    else yield* this.#files(first, second, '');
    return this.#status;
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
    const left = new Map(sys.readdir(first).map(entry => [entry.name, entry.kind]));
    const right = new Map(sys.readdir(second).map(entry => [entry.name, entry.kind]));
    for (const name of [...new Set([...left.keys(), ...right.keys()])].toSorted(compareBytes)) {
      yield* sys.tick();
      const a = joinPath(first, name);
      const b = joinPath(second, name);
      if (left.get(name) === 'symlink' && right.get(name) === 'symlink' && sys.readlink(a) === sys.readlink(b)) continue;
      const alone = !left.has(name) ? second : !right.has(name) ? first : undefined;
      if (alone !== undefined && !args.has('newFile')) {
        this.#differ();
        yield* out.line(`Only in ${alone}: ${name}`);
      } else if (left.get(name) === 'directory' && right.get(name) === 'directory') {
        if (args.has('recursive')) yield* this.#directories(a, b);
        else yield* out.line(`Common subdirectories: ${a} and ${b}`);
      } else yield* this.#files(a, b, `diff ${this.#optionsText()}${a} ${b}\n`);
    }
  }

  #optionsText(): string {
    const letters: Partial<Record<Key, string>> = { recursive: '-r', unified: '-u', newFile: '-N' };
    return this.#tool.args.entries.map(({ key }) => (letters[key] === undefined ? '' : `${letters[key]} `)).join('');
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
      return yield* out.line(`${binary && !args.has('brief') ? 'Binary files' : 'Files'} ${first} and ${second} differ`);
    }
    const edits = editScript(linesOf(left), linesOf(right), this.#sameLine());
    if (edits.every(({ kind }) => kind === 'keep') && !beside) return;
    const unified = args.has('unified') || args.has('unifiedLines') || !this.#tool.isGnu;
    if (beside) return yield* this.#beside(edits, heading, equal);
    const copied = isCopied(args);
    const context = unified ? Number(args.value('unifiedLines') ?? 3) : copied ? Number(args.value('contextLines') ?? 3) : 0;
    const hunks = hunksOf(edits, context, args.has('ignoreBlank') ? this.#isBlank() : undefined);
    if (hunks.length === 0) return;
    this.#differ();
    if (heading !== '') yield* out.write(heading);
    const coloured = this.#coloured();
    const [old, young] = [this.#label(first, 0), this.#label(second, 1)];
    const head = copied ? `*** ${old}\n--- ${young}\n` : `--- ${old}\n+++ ${young}\n`;
    if (unified || copied) yield* out.write(coloured ? paintHead(head) : head);
    for (const hunk of hunks) {
      const text = unified ? formatUnified(hunk) : copied ? formatContext(hunk) : formatNormal(hunk);
      yield* out.write(coloured ? paintHunk(text) : text);
    }
  }

  /** `diff -y` */
  *#beside(edits: readonly Edit[], heading: string, equal: boolean): Task<void> {
    const { args, out } = this.#tool;
    if (!equal) this.#differ();
    if (heading !== '') yield* out.write(heading);
    const columns = {
      width: Number(args.value('width') ?? 130),
      suppressCommon: args.has('suppressCommon'),
      leftOnly: args.has('leftColumn'),
    };
    for (const row of sideBySide(edits, columns)) yield* out.write(row);
  }

  #label(path: string, index: number): string {
    const given = this.#tool.args.values('label')[index];
    if (given !== undefined) return given;
    if (!this.#tool.isGnu) return path;
    const { sys } = this.#tool;
    const at = path === '-' ? sys.clock.now() : this.#modified(path);
    return `${path}\t${strftime(isCopied(this.#tool.args) ? '%a %b %e %H:%M:%S %Y' : '%Y-%m-%d %H:%M:%S.%N %z', sys.clock.epochMsOf(at), zoneOf(sys))}`;
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
      if (error.code === 'ENOENT' && this.#tool.args.has('newFile')) return new Uint8Array(0);
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

  #isBlank(): (line: string) => boolean {
    const spaces = this.#tool.args.last('ignoreSpace', 'ignoreAllSpace', 'trailing') !== undefined;
    return line => (spaces ? line.trim() === '' : line === '\n');
  }

  #sameLine(): (a: string, b: string) => boolean {
    const { args } = this.#tool;
    const folds: ((line: string) => string)[] = [];
    if (args.has('ignoreCase')) folds.push(line => line.toLowerCase());
    if (args.has('ignoreAllSpace')) folds.push(line => line.replace(/\s+/g, ''));
    else if (args.has('ignoreSpace')) folds.push(line => line.replace(/\s+/g, ' ').trimEnd());
    else if (args.has('trailing')) folds.push(line => line.trimEnd());
    const fold = (line: string): string => folds.reduce((text, each) => each(text), line);
    return folds.length === 0 ? (a, b) => a === b : (a, b) => fold(a) === fold(b);
  }
}

/** `-c` and `-C NUM`, which show times as the C locale has them. */
function isCopied(args: Tool<Key>['args']): boolean {
  return args.has('context') || args.has('contextLines');
}

/** Lines with their newlines. */
function linesOf(bytes: Uint8Array): string[] {
  return decodeUtf8(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
