import { isErrno, type Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { LineReader } from '../input.js';
import { MAX_DEPTH } from '../limits.js';
import { noEffect, refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { checkWord, readWord, type WordList } from '../words.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { baseName, joinPath, trimSlashes } from './paths.js';

type Key = 'interactive' | 'directories' | 'force' | 'ask' | 'askOnce' | 'recursive' | 'verbose' | 'noPreserve' | 'preserve' | 'oneSystem';

const whenWords: WordList = [['never', 'no', 'none'], 'once', ['always', 'yes']];

export const rm = define<Key>({
  name: 'rm',
  options: {
    force: ['-f, --force', 'ignore missing files and arguments, never ask'],
    ask: ['-i', 'ask before every removal'],
    askOnce: ['-I', 'ask once before removing more than three files, or recursively', 'gnu'],
    interactive: ['--interactive[=WHEN]', 'ask WHEN: never, once (-I) or always (-i)', 'gnu'],
    oneSystem: refused('--one-file-system', 'gnu'),
    noPreserve: ['--no-preserve-root', "do not treat '/' specially", 'gnu'],
    preserve: noEffect('--preserve-root[=all]', 'the default', 'gnu', "do not remove '/' (default)"),
    recursive: ['-r, -R, --recursive', 'remove directories and what is in them'],
    directories: ['-d, --dir', 'remove empty directories', 'gnu'],
    verbose: ['-v, --verbose', 'say what is removed'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Remove (unlink) the FILE(s).' },
  busybox: { usage: ['[-irf] FILE...'], about: 'Remove (unlink) FILEs' },
  origin: coreutils,
  check: { interactive: checkWord('--interactive', whenWords) },
  *run(tool) {
    const { args } = tool;
    if (args.operands.length === 0) {
      if (args.last('force', 'ask', 'askOnce') === 'force') return;
      throw new UsageError(tool.isGnu ? 'missing operand' : '');
    }
    const remover = new Remover(tool);
    if (askingMode(tool) === 'askOnce' && !(yield* remover.askOnce(args.operands.length))) return;
    for (const path of args.operands) yield* remover.argument(path);
  },
});

/** Whether to ask: of the options that tell the last one counts. */
function askingMode({ args }: Tool<Key>): 'ask' | 'askOnce' | 'force' | undefined {
  const last = args.last('ask', 'force', 'askOnce', 'interactive');
  if (last !== 'interactive') return last;
  const word = readWord('--interactive', whenWords, args.value('interactive') ?? 'always');
  return word === 'never' ? 'force' : word === 'once' ? 'askOnce' : 'ask';
}

class Remover {
  readonly #tool: Tool<Key>;
  readonly #answers: LineReader;
  readonly #mode: Key | undefined;
  readonly #ignoresMissing: boolean;

  constructor(tool: Tool<Key>) {
    this.#tool = tool;
    this.#answers = new LineReader(tool.sys, 0);
    this.#mode = askingMode(tool);
    this.#ignoresMissing = tool.args.last('ask', 'force', 'askOnce') === 'force';
  }

  *askOnce(count: number): Task<boolean> {
    const recursive = this.#tool.args.has('recursive');
    if (count <= 3 && !recursive) return true;
    return yield* this.#ask(`remove ${String(count)} argument${count === 1 ? '' : 's'}${recursive ? ' recursively' : ''}?`);
  }

  *argument(path: string): Task<void> {
    const tool = this.#tool;
    const base = baseName(path);
    if ((base === '.' || base === '..') && (!tool.isGnu || tool.args.has('recursive'))) {
      const gnu = `refusing to remove '.' or '..' directory: skipping ${quoteAlways(path)}`;
      return yield* tool.fail(tool.isGnu ? gnu : "can't remove '.' or '..'");
    }
    if (tool.isGnu && tool.args.has('recursive') && trimSlashes(path) === '/' && !tool.args.has('noPreserve')) {
      yield* tool.warn("it is dangerous to operate recursively on '/'");
      return yield* tool.fail('use --no-preserve-root to override this failsafe');
    }
    yield* this.#remove(path, 0);
  }

  /** Removes one file or tree; whether it is gone. */
  *#remove(path: string, depth: number): Task<boolean> {
    const tool = this.#tool;
    yield* tool.sys.tick();
    if (depth > MAX_DEPTH) throw new Fatal(`${path}: too many levels of directories`);
    try {
      const status = tool.sys.lstat(path);
      if (status.kind === 'directory') return yield* this.#removeDirectory(path, depth);
      if (!(yield* this.#mayRemove(path, status))) return false;
      tool.sys.unlink(path);
      if (tool.args.has('verbose')) yield* tool.out.line(tool.isGnu ? `removed ${quoteAlways(path)}` : `removed '${path}'`);
      return true;
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* this.#failed(path, error);
    }
  }

  *#removeDirectory(path: string, depth: number): Task<boolean> {
    const tool = this.#tool;
    const { args, sys } = tool;
    const empty = (): boolean => sys.readdir(path).length === 0;
    if (!args.has('recursive') && !(args.has('directories') && empty())) {
      const reason = args.has('directories') ? 'Directory not empty' : 'Is a directory';
      yield* tool.fail(tool.isGnu ? `cannot remove ${quoteAlways(path)}: ${reason}` : `'${path}' is a directory`);
      return false;
    }
    if (
      this.#mode === 'ask' &&
      !empty() &&
      !(yield* this.#ask(tool.isGnu ? `descend into directory ${quoteAlways(path)}?` : `descend into directory '${path}'?`))
    )
      return false;
    let all = true;
    for (const entry of sys.readdir(path)) if (!(yield* this.#remove(joinPath(path, entry.name), depth + 1))) all = false;
    if (!all) return false;
    if (this.#mode === 'ask' && !(yield* this.#ask(`remove directory ${tool.isGnu ? quoteAlways(path) : `'${path}'`}?`))) return false;
    sys.rmdir(path);
    if (args.has('verbose')) yield* tool.out.line(tool.isGnu ? `removed directory ${quoteAlways(path)}` : `removed directory: '${path}'`);
    return true;
  }

  *#mayRemove(path: string, status: Stat): Task<boolean> {
    const tool = this.#tool;
    if (this.#mode === 'force') return true;
    const protectedFile = status.kind !== 'symlink' && !tool.sys.access(path, { write: true });
    if (this.#mode !== 'ask' && !(protectedFile && tool.sys.isTerminal(0))) return true;
    const kind =
      status.kind === 'symlink'
        ? 'symbolic link'
        : status.kind === 'file'
          ? status.sizeBytes === 0
            ? 'regular empty file'
            : 'regular file'
          : status.kind;
    return yield* this.#ask(
      tool.isGnu ? `remove ${protectedFile ? 'write-protected ' : ''}${kind} ${quoteAlways(path)}?` : `remove '${path}'?`,
    );
  }

  *#ask(question: string): Task<boolean> {
    yield* this.#tool.complain(`${this.#tool.name}: ${question} `);
    const answer = yield* this.#answers.next();
    return /^[yY]/.test(answer ?? '');
  }

  *#failed(path: string, error: Errno): Task<boolean> {
    const tool = this.#tool;
    if (this.#ignoresMissing && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return true;
    yield* tool.fail(tool.isGnu ? `cannot remove ${quoteAlways(path)}: ${error.message}` : `can't remove '${path}': ${error.message}`);
    return false;
  }
}
