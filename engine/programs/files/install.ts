import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { groupIdOf, loadAccounts, userIdOf } from '../accounts.js';
import { refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { copyTree } from './copy.js';
import { parseMode } from './mode.js';
import { directoryName } from './paths.js';
import { planTransfers } from './targets.js';

type Key = 'directory' | 'parents' | 'mode' | 'owner' | 'group' | 'target' | 'noTarget' | 'verbose' | 'preserve' | 'compare' | 'strip';

export const install = define<Key>({
  name: 'install',
  options: {
    compare: refused('-C, --compare'),
    directory: ['-d, --directory', 'make all parts of the given directories'],
    parents: ['-D', 'make the parents of DEST, then copy SOURCE to DEST'],
    group: ['-g, --group=GROUP', 'set the group'],
    mode: ['-m, --mode=MODE', 'set the mode (as in chmod), instead of rwxr-xr-x'],
    owner: ['-o, --owner=OWNER', 'set the owner'],
    preserve: ['-p, --preserve-timestamps', 'keep the times of the source files'],
    strip: refused('-s, --strip'),
    target: ['-t, --target-directory=DIRECTORY', 'copy all SOURCE arguments into DIRECTORY'],
    noTarget: ['-T, --no-target-directory', 'take DEST as a normal file'],
    verbose: ['-v, --verbose', 'print the name of each created file or directory'],
  },
  gnu: {
    usage: ['[OPTION]... [-T] SOURCE DEST', '[OPTION]... SOURCE... DIRECTORY', '[OPTION]... -d DIRECTORY...'],
    about: 'Copy files and set their attributes.',
  },
  busybox: { usage: ['[-cdDsp] [-o USER] [-g GRP] [-m MODE] [-t DIR] [SOURCE]... DEST'], about: 'Copy files and set attributes' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    const text = args.value('mode') ?? '755';
    const mode = parseMode(text)?.(0, { directory: args.has('directory'), umask: 0 });
    if (mode === undefined) throw new Fatal(`invalid mode ${quoteAlways(text)}`);
    const settle = yield* ownerSetter(tool, mode);
    if (args.has('directory')) {
      if (args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing file operand' : '');
      for (const path of args.operands) {
        makeAll(tool, path);
        settle(path);
      }
      return;
    }
    const target = args.operands.at(-1);
    if (args.has('parents') && target !== undefined) makeAll(tool, directoryName(target));
    for (const { from, to } of planTransfers(tool, { directory: args.value('target'), noDirectory: args.has('noTarget') })) {
      const rules = {
        recursive: false,
        follow: 'always',
        keepMode: false,
        keepTimes: args.has('preserve'),
        keepOwner: false,
        force: true,
        ask: false,
        noClobber: false,
        update: false,
        verbose: args.has('verbose'),
        link: 'none',
      } as const;
      if (yield* copyTree(tool, from, to, rules)) settle(to);
    }
    yield* sys.tick();
  },
});

function* ownerSetter(tool: Tool<Key>, mode: number): Task<(path: string) => void> {
  const { args, sys } = tool;
  const accounts = yield* loadAccounts(sys);
  const owner = args.value('owner');
  const group = args.value('group');
  const uid = owner === undefined ? undefined : userIdOf(accounts, owner);
  const gid = group === undefined ? undefined : groupIdOf(accounts, group);
  if (owner !== undefined && uid === undefined)
    throw new Fatal(tool.isGnu ? `invalid user ${quoteAlways(owner)}` : `unknown user ${owner}`);
  if (group !== undefined && gid === undefined)
    throw new Fatal(tool.isGnu ? `invalid group ${quoteAlways(group)}` : `unknown group ${group}`);
  return path => {
    const status = sys.stat(path);
    if (uid !== undefined || gid !== undefined) sys.chown(path, uid ?? status.uid, gid ?? status.gid);
    sys.chmod(path, mode);
  };
}

function makeAll(tool: Tool<Key>, path: string): void {
  try {
    if (tool.sys.stat(path).kind === 'directory') return;
    throw new Fatal(`cannot create directory ${quoteAlways(path)}: File exists`);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
    makeAll(tool, directoryName(path));
    tool.sys.mkdir(path, 0o755);
  }
}
