import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { ask } from './ask.js';
import { backupName, backupsOf, checkBackup } from './backups.js';
import { baseName, directoryName, joinPath, normalizePath, relativePath } from './paths.js';
import { isDirectory } from './targets.js';

type Key =
  | 'backup'
  | 'backupWith'
  | 'suffix'
  | 'logical'
  | 'physical'
  | 'force'
  | 'ask'
  | 'noDereference'
  | 'relative'
  | 'symbolic'
  | 'directory'
  | 'noDirectory'
  | 'verbose';

export const ln = define<Key>({
  name: 'ln',
  options: {
    backup: ['-b', 'keep a backup of each file that is replaced', 'gnu'],
    backupWith: ['--backup[=CONTROL]', 'the same; CONTROL is none, numbered, existing or simple', 'gnu'],
    suffix: ['-S SUFFIX, --suffix=SUFFIX', 'what backups end with (default ~)', 'gnu'],
    logical: ['-L, --logical', 'link what a symlink leads to', 'gnu'],
    physical: ['-P, --physical', 'link symlinks themselves (the default)', 'gnu'],
    force: ['-f, --force', 'remove existing destination files'],
    ask: ['-i, --interactive', 'ask before removing destinations', 'gnu'],
    noDereference: ['-n, --no-dereference', 'take LINK_NAME as a normal file if it is a symlink to a directory'],
    relative: ['-r, --relative', 'make symlinks relative to where they are', 'gnu'],
    symbolic: ['-s, --symbolic', 'make symbolic links instead of hard links'],
    directory: ['-t, --target-directory=DIRECTORY', 'make the links in DIRECTORY', 'gnu'],
    noDirectory: ['-T, --no-target-directory', 'always take LINK_NAME as a normal file'],
    verbose: ['-v, --verbose', 'say what is linked'],
  },
  gnu: {
    usage: [
      '[OPTION]... [-T] TARGET LINK_NAME',
      '[OPTION]... TARGET',
      '[OPTION]... TARGET... DIRECTORY',
      '[OPTION]... -t DIRECTORY TARGET...',
    ],
    about: 'Make a link with the name LINK_NAME to TARGET, or links to each TARGET in DIRECTORY.',
  },
  busybox: { usage: ['[-sfnbtv] [-S SUF] TARGET... LINK|DIR'], about: 'Create a link LINK or DIR/TARGET to the specified TARGET(s)' },
  origin: coreutils,
  check: { backupWith: checkBackup },
  *run(tool) {
    const { args, sys } = tool;
    const { operands } = args;
    const [first] = operands;
    if (first === undefined) throw new UsageError(tool.isGnu ? 'missing file operand' : '');
    const last = operands.at(-1) ?? first;
    const linkToDirectory = args.has('noDereference') && isSymlink(tool, last);
    const given = args.value('directory');
    const directory =
      given ?? (operands.length === 1 ? '.' : !args.has('noDirectory') && !linkToDirectory && isDirectory(sys, last) ? last : undefined);
    if (directory === undefined && operands.length > 2) {
      yield* tool.fail(tool.isGnu ? `target ${quoteAlways(last)}: Not a directory` : `'${last}' is not a directory`);
      return;
    }
    const targets = given !== undefined || operands.length === 1 ? operands : operands.slice(0, -1);
    for (const target of targets)
      yield* link(tool, target, directory === undefined ? last : joinPath(directory, baseName(target)).replace(/^\.\//, './'));
  },
});

function isSymlink(tool: Tool<Key>, path: string): boolean {
  try {
    return tool.sys.lstat(path).kind === 'symlink';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function* link(tool: Tool<Key>, target: string, name: string): Task<void> {
  const { sys, args } = tool;
  const symbolic = args.has('symbolic');
  try {
    if (!symbolic && sys.lstat(target).kind === 'directory')
      return yield* tool.fail(tool.isGnu ? `${target}: hard link not allowed for directory` : `${name}: Operation not permitted`);
    const exists = existsLink(tool, name);
    if (exists && args.last('force', 'ask') === 'ask' && !(yield* ask(tool, `replace ${quoteAlways(name)}?`))) return;
    const backups = backupsOf(args, sys);
    const backup = exists && backups ? backupName(sys, name, backups) : undefined;
    if (backup !== undefined) sys.rename(name, backup);
    else if (exists && (args.has('force') || args.has('ask'))) sys.unlink(name);
    const cwd = sys.cwd();
    const text = args.has('relative') ? relativePath(normalizePath(target, cwd), directoryName(normalizePath(name, cwd))) : target;
    if (symbolic) sys.symlink(text, name);
    else sys.link(args.last('logical', 'physical') === 'logical' ? sys.realpath(target) : target, name);
    if (!args.has('verbose')) return;
    yield* tool.out.line(
      tool.isGnu
        ? `${quoteAlways(name)}${backup === undefined ? '' : ` ~ ${quoteAlways(backup)}`} ${symbolic ? '->' : '=>'} ${quoteAlways(target)}`
        : `'${name}' -> '${target}'`,
    );
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.isGnu)
      return yield* tool.fail(`${!symbolic && error.code === 'ENOENT' ? target : name.replace(/^\.\//, '')}: ${error.message}`);
    const missing = !symbolic && error.code === 'ENOENT';
    yield* tool.fail(
      missing
        ? `failed to access ${quoteAlways(target)}: ${error.message}`
        : `failed to create ${symbolic ? 'symbolic' : 'hard'} link ${quoteAlways(name)}: ${error.message}`,
    );
  }
}

function existsLink(tool: Tool<Key>, path: string): boolean {
  try {
    tool.sys.lstat(path);
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
