import type { Task } from '../../core/task.js';
import { noEffect, refused } from '../options.js';
import { define, Fatal, type Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { forget, removeTree } from './userdel.js';

type Key = 'quiet' | 'group' | 'system' | 'onlyIfEmpty' | 'removeHome' | 'removeAll' | 'backup' | 'backupTo' | 'force';

const options = {
  quiet: ['-q, --quiet', 'print nothing'],
  group: ['--group', 'remove a group'],
  system: noEffect('--system', 'the account is looked for whatever it is'),
  onlyIfEmpty: ['--only-if-empty', 'remove the group only when nobody is in it'],
  removeHome: ['--remove-home', 'remove the home directory'],
  removeAll: refused('--remove-all-files'),
  backup: refused('--backup'),
  backupTo: refused('--backup-to=DIR'),
  force: refused('--force'),
} as const;

function defineDeluser(name: 'deluser' | 'delgroup') {
  return define<Key>({
    name,
    options,
    gnu: { usage: ['[options] user', '--group [options] group', 'user group'], about: 'Remove a user or a group from the system.' },
    version: '3.134',
    *run(tool) {
      const { args, sys } = tool;
      const [first, group] = args.operands;
      if (sys.credentials().uid !== 0) throw new Fatal('Only root may remove a user or group from the system.');
      if (first === undefined) throw new Fatal('Only one or two names allowed.');
      const files = yield* AccountFiles.load(sys);
      if (group !== undefined) yield* removeMember(tool, files, first, group);
      else if (name === 'delgroup' || args.has('group')) yield* removeGroup(tool, files, first);
      else yield* removeUser(tool, files, first);
      yield* files.save();
    },
  });
}

export const debianDeluser = defineDeluser('deluser');
export const debianDelgroup = defineDeluser('delgroup');

function* say({ args, out }: Tool<Key>, text: string): Task<void> {
  if (args.has('quiet')) return;
  yield* out.line(text);
  yield* out.flush();
}

function* removeUser(tool: Tool<Key>, files: AccountFiles, name: string): Task<void> {
  const user = files.user(name);
  if (!user) throw new Fatal(`The user \`${name}' does not exist.`, 2);
  if (tool.args.has('removeHome')) yield* say(tool, 'Looking for files to backup/remove ...');
  if (tool.args.has('removeHome') && removeTree(tool.sys, user.home, 0)) yield* say(tool, 'Removing files ...');
  yield* say(tool, 'Removing crontab ...');
  yield* say(tool, `Removing user \`${name}' ...`);
  const own = files.gidOf(name);
  if (own !== undefined && own !== user.gid)
    yield* tool.complain(`userdel: group ${name} not removed because it is not the primary group of user ${name}.\n`);
  forget(files, name, user.gid);
  yield* say(tool, 'Done.');
}

function* removeGroup(tool: Tool<Key>, files: AccountFiles, name: string): Task<void> {
  const gid = files.gidOf(name);
  if (gid === undefined) throw new Fatal(`The group \`${name}' does not exist.`, 3);
  if (tool.args.has('onlyIfEmpty') && files.membersOf(name).length > 0) throw new Fatal(`The group \`${name}' is not empty!`, 5);
  yield* say(tool, `Removing group \`${name}' ...`);
  const [user] = files.usersOf(gid);
  if (user !== undefined) {
    yield* tool.complain(`groupdel: cannot remove the primary group of user '${user}'\n`);
    throw new Fatal(`\`/sbin/groupdel ${name}' returned error code 8. Exiting.`, 8);
  }
  files.removeGroup(name);
  yield* say(tool, 'Done.');
}

function* removeMember(tool: Tool<Key>, files: AccountFiles, name: string, group: string): Task<void> {
  if (!files.user(name)) throw new Fatal(`The user \`${name}' does not exist.`, 2);
  if (files.gidOf(group) === undefined) throw new Fatal(`The group \`${group}' does not exist.`, 3);
  if (!files.membersOf(group).includes(name)) throw new Fatal(`The user \`${name}' is not a member of group \`${group}'.`, 6);
  yield* say(tool, `Removing user \`${name}' from group \`${group}' ...`);
  files.removeMember(group, name);
  yield* say(tool, 'Done.');
}
