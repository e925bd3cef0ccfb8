import { refused } from '../options.js';
import { define, Fatal, UsageError } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { callerOf } from './passwords.js';

export const gpasswd = define<'add' | 'delete' | 'members' | 'administrators' | 'removePassword' | 'restrict' | 'root'>({
  name: 'gpasswd',
  options: {
    add: ['-a, --add=USER', 'add USER to GROUP'],
    delete: ['-d, --delete=USER', 'remove USER from GROUP'],
    root: refused('-Q, --root=CHROOT_DIR'),
    removePassword: refused('-r, --remove-password'),
    restrict: refused('-R, --restrict'),
    members: ['-M, --members=USER,...', 'set the members of GROUP'],
    administrators: refused('-A, --administrators=ADMIN,...'),
  },
  gnu: { usage: ['[option] GROUP'], about: 'Administer a group.' },
  usageHint: () => '',
  usageStatus: 2,
  *run(tool) {
    const { args, out } = tool;
    const [group, ...more] = args.operands;
    if (group === undefined || more.length > 0) throw new UsageError('');
    const files = yield* AccountFiles.load(tool.sys);
    if (files.gidOf(group) === undefined) throw new Fatal(`group '${group}' does not exist in /etc/group`, 3);
    if (callerOf(tool) !== 0) throw new Fatal('Permission denied.');
    const [added, deleted, members] = [args.value('add'), args.value('delete'), args.value('members')?.split(',')];
    for (const user of [...(added === undefined ? [] : [added]), ...(members ?? [])])
      if (!files.user(user)) throw new Fatal(`user '${user}' does not exist`, 3);
    if (added !== undefined) {
      files.addMember(group, added);
      yield* out.line(`Adding user ${added} to group ${group}`);
    } else if (deleted !== undefined) {
      yield* out.line(`Removing user ${deleted} from group ${group}`);
      yield* out.flush();
      if (!files.membersOf(group).includes(deleted)) throw new Fatal(`user '${deleted}' is not a member of '${group}'`, 3);
      files.removeMember(group, deleted);
    } else if (members)
      files.setMembers(
        group,
        members.filter(member => member !== ''),
      );
    else throw new Fatal('drydock: passwords of groups are not simulated');
    yield* files.save();
  },
});
