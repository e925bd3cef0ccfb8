import { coreutils } from '../origins.js';
import { define, UsageError } from '../tool.js';
import { backupsOf, checkBackup } from './backups.js';
import { copyTree, type CopyRules } from './copy.js';
import { makeParents, planWithParents } from './parents.js';
import { planTransfers } from './targets.js';

type Key =
  | 'archive'
  | 'noDereference'
  | 'preserveLinks'
  | 'force'
  | 'ask'
  | 'followArguments'
  | 'hardLink'
  | 'dereference'
  | 'noClobber'
  | 'preserve'
  | 'preserveAll'
  | 'recursive'
  | 'symbolicLink'
  | 'directory'
  | 'noDirectory'
  | 'update'
  | 'verbose'
  | 'parents'
  | 'backup'
  | 'backupWith'
  | 'suffix'
  | 'removeFirst'
  | 'attributesOnly'
  | 'stripSlashes'
  | 'oneSystem';

export const cp = define<Key>({
  name: 'cp',
  options: {
    archive: ['-a, --archive', 'the same as -dR --preserve=all'],
    preserveLinks: ['-d', 'the same as --no-dereference --preserve=links'],
    backup: ['-b', 'keep a backup of each file that is replaced', 'gnu'],
    backupWith: ['--backup[=CONTROL]', 'the same; CONTROL is none, numbered, existing or simple', 'gnu'],
    suffix: ['-S SUFFIX, --suffix=SUFFIX', 'what backups end with (default ~)', 'gnu'],
    removeFirst: ['--remove-destination', 'remove each target before it is opened', 'gnu'],
    attributesOnly: ['--attributes-only', 'copy no bytes, only the attributes', 'gnu'],
    stripSlashes: ['--strip-trailing-slashes', 'take slashes at the end of SOURCEs away', 'gnu'],
    oneSystem: ['-x, --one-file-system', 'stay on this file system', 'gnu'],
    force: ['-f, --force', 'remove a target that cannot be opened, and try again'],
    ask: ['-i, --interactive', 'ask before overwriting'],
    followArguments: ['-H', 'follow symlinks of the command line in SOURCE'],
    hardLink: ['-l, --link', 'make hard links instead of copies'],
    dereference: ['-L, --dereference', 'always follow symlinks in SOURCE'],
    noClobber: ['-n, --no-clobber', 'do not overwrite files'],
    noDereference: ['-P, --no-dereference', 'never follow symlinks in SOURCE'],
    preserve: ['-p', 'the same as --preserve=mode,ownership,timestamps'],
    preserveAll: ['--preserve[=ATTR_LIST]', 'keep the attributes: mode, ownership, timestamps, links, all', 'gnu'],
    parents: ['--parents', 'make the directories of SOURCE below DIRECTORY', 'gnu'],
    recursive: ['-R, -r, --recursive', 'copy directories with what is in them'],
    symbolicLink: ['-s, --symbolic-link', 'make symlinks instead of copies'],
    directory: ['-t, --target-directory=DIRECTORY', 'copy all SOURCE arguments into DIRECTORY'],
    noDirectory: ['-T, --no-target-directory', 'take DEST as a normal file'],
    update: ['-u, --update', 'copy only when SOURCE is newer or DEST is missing'],
    verbose: ['-v, --verbose', 'say what is copied'],
  },
  gnu: {
    usage: ['[OPTION]... [-T] SOURCE DEST', '[OPTION]... SOURCE... DIRECTORY', '[OPTION]... -t DIRECTORY SOURCE...'],
    about: 'Copy SOURCE to DEST, or several SOURCE(s) to DIRECTORY.',
  },
  busybox: {
    usage: ['[-arPLHpfinlsTu] SOURCE DEST', '[-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }'],
    about: 'Copy SOURCEs to DEST',
  },
  origin: coreutils,
  check: { backupWith: checkBackup },
  *run(tool) {
    const { args } = tool;
    if (args.last('ask', 'noClobber') === 'noClobber' && (args.has('backup') || args.has('backupWith')))
      throw new UsageError('options --backup and --no-clobber are mutually exclusive');
    const kept = args.values('preserveAll').join(',') || (args.has('preserveAll') ? 'mode,ownership,timestamps' : '');
    const all = args.has('archive') || kept.includes('all');
    const recursive = args.has('recursive') || args.has('archive');
    const links = args.last('archive', 'preserveLinks', 'followArguments', 'dereference', 'noDereference');
    const rules: CopyRules = {
      recursive,
      follow:
        links === 'dereference'
          ? 'always'
          : links === 'followArguments'
            ? 'arguments'
            : links !== undefined || recursive
              ? 'never'
              : 'always',
      keepMode: all || args.has('preserve') || kept.includes('mode'),
      keepTimes: all || args.has('preserve') || kept.includes('timestamps'),
      keepOwner: all || args.has('preserve') || kept.includes('ownership'),
      force: args.has('force'),
      ask: args.last('ask', 'noClobber') === 'ask',
      noClobber: args.last('ask', 'noClobber') === 'noClobber',
      update: args.has('update'),
      verbose: args.has('verbose'),
      backups: backupsOf(args, tool.sys),
      removeFirst: args.has('removeFirst'),
      attributesOnly: args.has('attributesOnly'),
      oneSystem: args.has('oneSystem'),
      link: args.has('hardLink') ? 'hard' : args.has('symbolicLink') ? 'symbolic' : 'none',
    };
    const plan = args.has('parents') ? planWithParents : planTransfers;
    for (const { from, to } of plan(tool, {
      directory: args.value('directory'),
      noDirectory: args.has('noDirectory'),
      stripSlashes: args.has('stripSlashes'),
    })) {
      if (args.has('parents') && !(yield* makeParents(tool, from, to, rules))) continue;
      yield* copyTree(tool, from, to, rules);
    }
  },
});
