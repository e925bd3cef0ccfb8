import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { refused } from '../options.js';
import { define, Fatal, type Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { makeHome } from './home-directory.js';
import { encrypted } from './crypt.js';
import { askHidden } from './passwords.js';

type Key =
  | 'system'
  | 'group'
  | 'ingroup'
  | 'gid'
  | 'uid'
  | 'home'
  | 'noHome'
  | 'shell'
  | 'comment'
  | 'noPassword'
  | 'noLogin'
  | 'quiet'
  | 'force';

const options = {
  system: ['--system', 'create a system user'],
  group: ['--group', 'create a group, or give the system user one of its own'],
  ingroup: ['--ingroup=GROUP', 'primary group'],
  gid: ['--gid=ID', 'group ID'],
  uid: ['--uid=ID', 'user ID'],
  home: ['--home=DIR', 'home directory'],
  noHome: ['--no-create-home', 'do not create it'],
  shell: ['--shell=SHELL', 'login shell'],
  comment: ['--gecos=GECOS', 'GECOS field'],
  noPassword: ['--disabled-password', 'nobody can log in with a password'],
  noLogin: ['--disabled-login', 'nobody can log in'],
  quiet: ['-q, --quiet', 'print nothing'],
  force: refused('--force-badname'),
} as const;

/** Debian's adduser: a friendlier useradd, or `adduser USER GROUP`. */
export const debianAdduser = define<Key>({
  name: 'adduser',
  options,
  gnu: { usage: ['[options] user', '--system [options] user', 'user group'], about: 'Add a user to the system.' },
  version: '3.118',
  *run(tool) {
    const { args, sys } = tool;
    const [name, group] = args.operands;
    if (sys.credentials().uid !== 0) throw new Fatal('Only root may add a user or group to the system.');
    if (name === undefined) throw new Fatal('Only one or two names allowed.');
    const files = yield* AccountFiles.load(sys);
    if (args.has('group') && !args.has('system')) yield* addGroup(tool, files, name);
    else if (group !== undefined) yield* addMember(tool, files, name, group);
    else yield* addUser(tool, files, name);
    yield* files.save();
  },
});

/** Debian's addgroup: the same program by another name. */
export const debianAddgroup = define<Key>({
  name: 'addgroup',
  options,
  gnu: { usage: ['[options] group', 'user group'], about: 'Add a group to the system.' },
  version: '3.118',
  *run(tool) {
    const [name, group] = tool.args.operands;
    if (name === undefined) throw new Fatal('Only one or two names allowed.');
    const files = yield* AccountFiles.load(tool.sys);
    if (group === undefined) yield* addGroup(tool, files, name);
    else yield* addMember(tool, files, name, group);
    yield* files.save();
  },
});

function* say({ args, out }: Tool<Key>, text: string): Task<void> {
  if (!args.has('quiet')) yield* out.line(text);
}

function* addGroup(tool: Tool<Key>, files: AccountFiles, name: string): Task<number> {
  const { args } = tool;
  if (files.gidOf(name) !== undefined) throw new Fatal(`The group \`${name}' already exists.`);
  const text = args.value('gid');
  if (text !== undefined && files.hasGid(Number(text))) throw new Fatal(`The GID \`${text}' is already in use.`);
  const gid = text === undefined ? (args.has('system') ? files.freeId(101, 999) : files.freeId(1000, 59_999)) : Number(text);
  yield* say(tool, `Adding group \`${name}' (GID ${String(gid)}) ...`);
  files.addGroup(name, gid);
  yield* say(tool, 'Done.');
  return gid;
}

function* addMember(tool: Tool<Key>, files: AccountFiles, name: string, group: string): Task<void> {
  if (!files.user(name)) throw new Fatal(`The user \`${name}' does not exist.`);
  if (files.gidOf(group) === undefined) throw new Fatal(`The group \`${group}' does not exist.`);
  if (files.membersOf(group).includes(name)) {
    yield* say(tool, `The user \`${name}' is already a member of \`${group}'.`);
    return;
  }
  yield* say(tool, `Adding user \`${name}' to group \`${group}' ...\nAdding user ${name} to group ${group}`);
  files.addMember(group, name);
  yield* say(tool, 'Done.');
}

function* addUser(tool: Tool<Key>, files: AccountFiles, name: string): Task<void> {
  const { args } = tool;
  const system = args.has('system');
  if (files.user(name)) {
    if (!system) throw new Fatal(`The user \`${name}' already exists.`);
    yield* say(tool, `The system user \`${name}' already exists. Exiting.`);
    return;
  }
  if (!/^[a-z][-a-z0-9_]*\$?$/.test(name))
    throw new Fatal('Please enter a username matching the regular expression configured\nvia the NAME_REGEX configuration variable.');
  const text = args.value('uid');
  const uid = text === undefined ? (system ? files.freeId(101, 999) : files.freeId(1000, 59_999)) : Number(text);
  if (text !== undefined && files.hasUid(uid)) throw new Fatal(`The UID ${text} is already in use.`);
  yield* say(tool, system ? `Adding system user \`${name}' (UID ${String(uid)}) ...` : `Adding user \`${name}' ...`);
  const gid = yield* firstGroup(tool, files, name, uid);
  const group = files.nameOfGroup(gid) ?? String(gid);
  yield* say(tool, `Adding new user \`${name}' (${system ? `UID ${String(uid)}` : String(uid)}) with group \`${group}' ...`);
  const home = args.value('home') ?? `/home/${name}`;
  const shell = args.value('shell') ?? (system ? '/usr/sbin/nologin' : '/bin/bash');
  files.addUser({ name, uid, gid, comment: args.value('comment') ?? (system ? '' : ',,,'), home, shell, password: '!' });
  yield* makeHomeOf(tool, home, { uid, gid }, system);
  if (system || args.has('noPassword') || args.has('noLogin')) return;
  yield* askDetails(tool, files, name);
}

function* firstGroup(tool: Tool<Key>, files: AccountFiles, name: string, uid: number): Task<number> {
  const { args } = tool;
  const wanted = args.value('ingroup') ?? args.value('gid') ?? (args.has('system') && !args.has('group') ? 'nogroup' : undefined);
  if (wanted !== undefined) {
    const gid = files.gidOf(wanted);
    if (gid === undefined) throw new Fatal(`The group \`${wanted}' does not exist.`);
    return gid;
  }
  const gid = files.hasGid(uid) ? files.freeId(1000, 59_999) : uid;
  if (files.gidOf(name) !== undefined) throw new Fatal(`The group \`${name}' already exists.`);
  yield* say(tool, `Adding new group \`${name}' (${args.has('system') ? `GID ${String(gid)}` : String(gid)}) ...`);
  files.addGroup(name, gid);
  return gid;
}

function* makeHomeOf(tool: Tool<Key>, home: string, owner: { readonly uid: number; readonly gid: number }, system: boolean): Task<void> {
  if (tool.args.has('noHome')) {
    yield* say(tool, `Not creating home directory \`${home}'.`);
    return;
  }
  const skeleton = system ? undefined : '/etc/skel';
  yield* say(tool, `Creating home directory \`${home}' ...`);
  const made = yield* makeHome(tool.sys, home, owner, { mode: system ? 0o755 : 0o750, skeleton });
  if (made && !system) yield* say(tool, "Copying files from `/etc/skel' ...");
}

/** The questions that Debian asks after a user was made; the answers are for a phone book that nobody keeps. */
function* askDetails(tool: Tool<Key>, files: AccountFiles, name: string): Task<void> {
  const lines = new LineReader(tool.sys, 0);
  const first = yield* askHidden(tool, lines, 'New password: ');
  const second = first === undefined ? undefined : yield* askHidden(tool, lines, 'Retype new password: ');
  if (second === undefined || second !== first) throw new Fatal('`/usr/bin/passwd ' + name + "' returned error code 10. Exiting.");
  files.setPassword(name, yield* encrypted(tool.sys, second));
  yield* tool.complain('passwd: password updated successfully\n');
  yield* tool.out.write(`Changing the user information for ${name}\nEnter the new value, or press ENTER for the default\n`);
  for (const question of ['Full Name', 'Room Number', 'Work Phone', 'Home Phone', 'Other']) {
    yield* tool.out.write(`\t${question} []: `);
    yield* tool.out.flush();
    if ((yield* lines.next()) === undefined) return;
  }
  yield* tool.out.write('Is the information correct? [Y/n] ');
  yield* tool.out.flush();
  yield* lines.next();
}
