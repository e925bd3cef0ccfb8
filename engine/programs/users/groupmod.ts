import { refused } from '../options.js';
import { define, Fatal, UsageError } from '../tool.js';
import { AccountFiles } from './account-files.js';

export const groupmod = define<'append' | 'gid' | 'name' | 'nonUnique' | 'password' | 'prefix' | 'root' | 'users'>({
  name: 'groupmod',
  options: {
    append: ['-a, --append', 'add the users of -U, remove none'],
    gid: ['-g, --gid=GID', 'new group ID'],
    name: ['-n, --new-name=NEW_GROUP', 'new name'],
    nonUnique: ['-o, --non-unique', 'allow a GID that another group has'],
    password: refused('-p, --password=PASSWORD'),
    prefix: refused('-P, --prefix=PREFIX_DIR'),
    root: refused('-R, --root=CHROOT_DIR'),
    users: ['-U, --users=USERS', 'list of members'],
  },
  gnu: { usage: ['[options] GROUP'], about: 'Change a group.' },
  usageHint: () => '',
  usageStatus: 2,
  *run({ args, sys }) {
    const [group, ...more] = args.operands;
    if (group === undefined || more.length > 0) throw new UsageError('');
    const files = yield* AccountFiles.load(sys);
    if (files.gidOf(group) === undefined) throw new Fatal(`group '${group}' does not exist`, 6);
    if (sys.credentials().uid !== 0) throw new Fatal('Permission denied.\ngroupmod: cannot lock /etc/group; try again later.', 10);
    const gid = args.value('gid');
    if (gid !== undefined && !/^\d+$/.test(gid)) throw new Fatal(`invalid group ID '${gid}'`, 3);
    if (gid !== undefined && files.hasGid(Number(gid)) && files.gidOf(group) !== Number(gid) && !args.has('nonUnique'))
      throw new Fatal(`GID '${gid}' already exists`, 4);
    const name = args.value('name');
    if (name !== undefined && name !== group && files.gidOf(name) !== undefined) throw new Fatal(`group '${name}' already exists`, 9);
    const users = args.value('users')?.split(',');
    for (const user of users ?? []) if (!files.user(user)) throw new Fatal(`Invalid member username ${user}`, 6);
    if (users) files.setMembers(group, args.has('append') ? [...new Set([...files.membersOf(group), ...users])] : users);
    files.changeGroup(group, { name, gid: gid === undefined ? undefined : Number(gid) });
    yield* files.save();
  },
});
