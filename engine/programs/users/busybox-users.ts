import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { loadAccounts } from '../accounts.js';
import { define, Fatal, UsageError } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { makeHome } from './home-directory.js';
import { forget, removeTree } from './userdel.js';
import { askPassword } from './passwords.js';

type AdduserKey = 'home' | 'comment' | 'shell' | 'group' | 'system' | 'noPassword' | 'noHome' | 'uid' | 'skeleton';

/** BusyBox's adduser: makes a user, or puts one into a group. */
export const busyboxAdduser = define<AdduserKey>({
  name: 'adduser',
  options: {
    home: ['-h DIR', 'Home directory'],
    comment: ['-g GECOS', 'GECOS field'],
    shell: ['-s SHELL', 'Login shell'],
    group: ['-G GRP', 'Group'],
    system: ['-S', 'Create a system user'],
    noPassword: ['-D', "Don't assign a password"],
    noHome: ['-H', "Don't create home directory"],
    uid: ['-u UID', 'User id'],
    skeleton: ['-k SKEL', 'Skeleton directory (/etc/skel)'],
  },
  busybox: { usage: ['[OPTIONS] USER [GROUP]'], about: 'Create new user, or add USER to GROUP' },
  *run(tool) {
    const { args, sys } = tool;
    const [name, group, ...more] = args.operands;
    if (name === undefined || more.length > 0) throw new UsageError('');
    if (sys.credentials().uid !== 0) throw new Fatal('permission denied (are you root?)');
    const files = yield* AccountFiles.load(sys);
    if (group !== undefined) {
      yield* join(files, name, group);
      return;
    }
    if (files.user(name)) throw new Fatal(`user '${name}' in use`);
    const system = args.has('system');
    const text = args.value('uid');
    if (text !== undefined && !/^\d+$/.test(text)) throw new Fatal(`invalid number '${text}'`);
    const uid = text === undefined ? (system ? files.freeId(100, 999, 'users') : files.freeId(1000, 60_000)) : Number(text);
    if (text !== undefined && files.hasUid(uid)) throw new Fatal(`uid '${text}' in use`);
    const gid = groupFor(files, name, uid, args.value('group') ?? (system ? 'nogroup' : undefined));
    const home = args.value('home') ?? `/home/${name}`;
    const shell = args.value('shell') ?? (system ? '/bin/false' : yield* usualShell(sys));
    files.addUser({ name, uid, gid, comment: args.value('comment') ?? 'Linux User,,,', home, shell, password: '!' });
    yield* files.save();
    const skeleton = args.value('skeleton') ?? '/etc/skel';
    if (!args.has('noHome') && home !== '/dev/null') yield* makeHome(sys, home, { uid, gid }, { mode: 0o755, skeleton });
    if (!args.has('noPassword') && !system && (yield* askPassword(tool, files, name))) yield* files.save();
  },
});

function groupFor(files: AccountFiles, name: string, uid: number, group: string | undefined): number {
  if (group !== undefined) {
    const gid = files.gidOf(group);
    if (gid === undefined) throw new Fatal(`unknown group ${group}`);
    return gid;
  }
  const known = files.gidOf(name);
  if (known !== undefined) throw new Fatal(`group '${name}' in use`);
  const gid = files.hasGid(uid) ? files.freeId(1000, 60_000) : uid;
  files.addGroup(name, gid);
  return gid;
}

/** The caller's own shell. */
function* usualShell(sys: Sys): Task<string> {
  const { users } = yield* loadAccounts(sys);
  return sys.env.get('SHELL') ?? users.find(({ uid }) => uid === sys.credentials().uid)?.shell ?? '/bin/sh';
}

function* join(files: AccountFiles, user: string, group: string): Task<void> {
  if (!files.user(user)) throw new Fatal(`unknown user ${user}`);
  if (files.gidOf(group) === undefined) throw new Fatal(`unknown group ${group}`);
  files.addMember(group, user);
  yield* files.save();
}

export const busyboxAddgroup = define<'gid' | 'system'>({
  name: 'addgroup',
  options: { gid: ['-g GID', 'Group id'], system: ['-S', 'Create a system group'] },
  busybox: { usage: ['[-g GID] [-S] [USER] GROUP'], about: 'Add a group or add a user to a group' },
  *run({ args, sys }) {
    const [first, second, ...more] = args.operands;
    if (first === undefined || more.length > 0) throw new UsageError('');
    const files = yield* AccountFiles.load(sys);
    if (second !== undefined) {
      yield* join(files, first, second);
      return;
    }
    if (files.gidOf(first) !== undefined) throw new Fatal(`group '${first}' in use`);
    const text = args.value('gid');
    if (text !== undefined && !/^\d+$/.test(text)) throw new Fatal(`invalid number '${text}'`);
    if (text !== undefined && files.hasGid(Number(text))) throw new Fatal(`gid '${text}' in use`);
    files.addGroup(
      first,
      text === undefined ? (args.has('system') ? files.freeId(100, 999, 'groups') : files.freeId(1000, 60_000, 'groups')) : Number(text),
    );
    yield* files.save();
  },
});

export const busyboxDeluser = define<'removeHome'>({
  name: 'deluser',
  options: { removeHome: ['--remove-home', 'Remove home directory'] },
  busybox: { usage: ['[--remove-home] USER', 'USER GROUP'], about: 'Delete USER from the system or USER from GROUP' },
  *run({ args, sys }) {
    const [name, group] = args.operands;
    if (name === undefined) throw new UsageError('');
    const files = yield* AccountFiles.load(sys);
    const user = files.user(name);
    if (!user) throw new Fatal(`unknown user ${name}`);
    if (group !== undefined) {
      if (files.gidOf(group) === undefined) throw new Fatal(`unknown group ${group}`);
      files.removeMember(group, name);
    } else forget(files, name, user.gid);
    yield* files.save();
    if (group === undefined && args.has('removeHome')) removeTree(sys, user.home, 0);
  },
});

export const busyboxDelgroup = define({
  name: 'delgroup',
  options: {},
  busybox: { usage: ['[USER] GROUP'], about: 'Delete group GROUP from the system or user USER from group GROUP' },
  *run({ args, sys }) {
    const [first, second] = args.operands;
    if (first === undefined) throw new UsageError('');
    const group = second ?? first;
    const files = yield* AccountFiles.load(sys);
    const gid = files.gidOf(group);
    if (gid === undefined) throw new Fatal(`unknown group ${group}`);
    const [owner] = files.usersOf(gid);
    if (second !== undefined) files.removeMember(group, first);
    else if (owner !== undefined) throw new Fatal(`'${owner}' still has '${group}' as their primary group!`);
    else files.removeGroup(group);
    yield* files.save();
  },
});
