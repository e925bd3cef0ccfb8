import { refused } from '../options.js';
import { define, Fatal, UsageError } from '../tool.js';
import { AccountFiles } from './account-files.js';

export const groupdel = define<'force' | 'prefix' | 'root'>({
  name: 'groupdel',
  options: {
    force: ['-f, --force', 'delete the group even when it is the first of a user'],
    prefix: refused('-P, --prefix=PREFIX_DIR'),
    root: refused('-R, --root=CHROOT_DIR'),
  },
  gnu: { usage: ['[options] GROUP'], about: 'Delete a group.' },
  usageHint: () => '',
  usageStatus: 2,
  *run({ args, sys }) {
    const [group, ...more] = args.operands;
    if (group === undefined || more.length > 0) throw new UsageError('');
    const files = yield* AccountFiles.load(sys);
    const gid = files.gidOf(group);
    if (gid === undefined) throw new Fatal(`group '${group}' does not exist`, 6);
    const [user] = files.usersOf(gid);
    if (user !== undefined && !args.has('force')) throw new Fatal(`cannot remove the primary group of user '${user}'`, 8);
    if (sys.credentials().uid !== 0) throw new Fatal('Permission denied.\ngroupdel: cannot lock /etc/group; try again later.', 10);
    files.removeGroup(group);
    yield* files.save();
  },
});
