import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { ask } from './ask.js';
import { backupName, backupsOf, checkBackup, type Backups } from './backups.js';
import { copyTree } from './copy.js';
import { joinPath } from './paths.js';
import { planTransfers } from './targets.js';

type Key =
  | 'backup'
  | 'backupWith'
  | 'suffix'
  | 'stripSlashes'
  | 'force'
  | 'ask'
  | 'noClobber'
  | 'directory'
  | 'noDirectory'
  | 'update'
  | 'verbose';

export const mv = define<Key>({
  name: 'mv',
  options: {
    backup: ['-b', 'keep a backup of each file that is replaced', 'gnu'],
    backupWith: ['--backup[=CONTROL]', 'the same; CONTROL is none, numbered, existing or simple', 'gnu'],
    suffix: ['-S SUFFIX, --suffix=SUFFIX', 'what backups end with (default ~)', 'gnu'],
    stripSlashes: ['--strip-trailing-slashes', 'take slashes at the end of SOURCEs away', 'gnu'],
    force: ['-f, --force', 'do not ask before overwriting'],
    ask: ['-i, --interactive', 'ask before overwriting'],
    noClobber: ['-n, --no-clobber', 'do not overwrite files'],
    directory: ['-t, --target-directory=DIRECTORY', 'move all SOURCE arguments into DIRECTORY'],
    noDirectory: ['-T, --no-target-directory', 'take DEST as a normal file'],
    update: ['-u, --update', 'move only when SOURCE is newer or DEST is missing', 'gnu'],
    verbose: ['-v, --verbose', 'say what is moved'],
  },
  gnu: {
    usage: ['[OPTION]... [-T] SOURCE DEST', '[OPTION]... SOURCE... DIRECTORY', '[OPTION]... -t DIRECTORY SOURCE...'],
    about: 'Rename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.',
  },
  busybox: {
    usage: ['[-finT] SOURCE DEST', '[-fin] SOURCE... { -t DIRECTORY | DIRECTORY }'],
    about: 'Rename SOURCE to DEST, or move SOURCEs to DIRECTORY',
  },
  origin: coreutils,
  check: { backupWith: checkBackup },
  *run(tool) {
    const { args } = tool;
    const backups = backupsOf(args, tool.sys);
    if (tool.isGnu && backups !== undefined && args.last('force', 'ask', 'noClobber') === 'noClobber')
      throw new UsageError('options --backup and --no-clobber are mutually exclusive');
    for (const { from, to } of planTransfers(tool, {
      directory: args.value('directory'),
      noDirectory: args.has('noDirectory'),
      stripSlashes: args.has('stripSlashes'),
    }))
      yield* move(tool, from, to, backups);
  },
});

function* move(tool: Tool<Key>, from: string, to: string, backups: Backups | undefined): Task<void> {
  const { sys, args } = tool;
  try {
    const source = sys.lstat(from);
    const target = lstatOrNothing(tool, to);
    if (target && !(yield* mayReplace(tool, from, to, source, target))) return;
    const backup = target && backups ? backupName(sys, to, backups) : undefined;
    if (backup !== undefined) sys.rename(to, backup);
    if (!(yield* rename(tool, from, to, source))) return;
    const kept = backup === undefined ? '' : ` (backup: ${quoteAlways(backup)})`;
    if (args.has('verbose'))
      yield* tool.out.line(tool.isGnu ? `renamed ${quoteAlways(from)} -> ${quoteAlways(to)}${kept}` : `'${from}' -> '${to}'`);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(tool.isGnu ? `cannot stat ${quoteAlways(from)}: ${error.message}` : `can't rename '${from}': ${error.message}`);
  }
}

function lstatOrNothing(tool: Tool<Key>, path: string): Stat | undefined {
  try {
    return tool.sys.lstat(path);
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

function* mayReplace(tool: Tool<Key>, from: string, to: string, source: Stat, target: Stat): Task<boolean> {
  const { args, sys } = tool;
  if (tool.isGnu && source.ino === target.ino && source.dev === target.dev) {
    yield* tool.fail(`${quoteAlways(from)} and ${quoteAlways(to)} are the same file`);
    return false;
  }
  if (tool.isGnu && target.kind === 'directory' && source.kind !== 'directory') {
    yield* tool.fail(`cannot overwrite directory ${quoteAlways(to)} with non-directory`);
    return false;
  }
  const rule = args.last('force', 'ask', 'noClobber');
  if (rule === 'noClobber' || (args.has('update') && source.modifiedAt <= target.modifiedAt)) return false;
  const unwritable = target.kind !== 'symlink' && !sys.access(to, { write: true }) && sys.isTerminal(0);
  if (rule === 'ask' || (rule !== 'force' && unwritable))
    return yield* ask(tool, tool.isGnu ? `overwrite ${quoteAlways(to)}?` : `overwrite '${to}'?`);
  return true;
}

/** Renames, or copies and removes when the target is on another file system. */
function* rename(tool: Tool<Key>, from: string, to: string, source: Stat): Task<boolean> {
  const { sys } = tool;
  try {
    sys.rename(from, to);
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code !== 'EXDEV') {
      const inside = error.code === 'EINVAL' && source.kind === 'directory';
      const gnu = inside
        ? `cannot move ${quoteAlways(from)} to a subdirectory of itself, ${quoteAlways(to)}`
        : `cannot move ${quoteAlways(from)} to ${quoteAlways(to)}: ${error.message}`;
      yield* tool.fail(tool.isGnu ? gnu : `can't rename '${from}': ${error.message}`);
      return false;
    }
    const rules = {
      recursive: true,
      follow: 'never',
      keepMode: true,
      keepTimes: true,
      keepOwner: true,
      force: true,
      ask: false,
      noClobber: false,
      update: false,
      verbose: false,
      link: 'none',
    } as const;
    if (!(yield* copyTree(tool, from, to, rules))) return false;
    yield* removeTree(tool, from, source.kind === 'directory');
    return true;
  }
}

function* removeTree(tool: Tool<Key>, path: string, directory: boolean): Task<void> {
  yield* tool.sys.tick();
  if (!directory) {
    tool.sys.unlink(path);
    return;
  }
  for (const entry of tool.sys.readdir(path)) yield* removeTree(tool, joinPath(path, entry.name), entry.kind === 'directory');
  tool.sys.rmdir(path);
}
