import { noEffect, refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { makeHome } from './home-directory.js';
import { warnOfShell } from './login-shell.js';
import { exists } from '../files/presence.js';

type Key =
  | 'comment'
  | 'home'
  | 'gid'
  | 'groups'
  | 'skeleton'
  | 'createHome'
  | 'noHome'
  | 'noUserGroup'
  | 'nonUnique'
  | 'password'
  | 'system'
  | 'shell'
  | 'uid'
  | 'userGroup'
  | 'noLog'
  | 'expire'
  | 'inactive'
  | 'base'
  | 'defaults';

export const useradd = define<Key>({
  name: 'useradd',
  options: {
    base: ['-b, --base-dir=BASE_DIR', 'directory for the home directory'],
    comment: ['-c, --comment=COMMENT', 'GECOS field'],
    home: ['-d, --home-dir=HOME_DIR', 'home directory'],
    defaults: refused('-D, --defaults'),
    expire: refused('-e, --expiredate=EXPIRE_DATE'),
    inactive: refused('-f, --inactive=INACTIVE'),
    gid: ['-g, --gid=GROUP', 'name or ID of the primary group'],
    groups: ['-G, --groups=GROUPS', 'list of supplementary groups'],
    skeleton: ['-k, --skel=SKEL_DIR', 'use this skeleton directory'],
    noLog: noEffect('-l, --no-log-init', 'there are no lastlog and faillog databases'),
    createHome: ['-m, --create-home', 'create the home directory'],
    noHome: ['-M, --no-create-home', 'do not create it'],
    noUserGroup: ['-N, --no-user-group', 'do not create a group with the name of the user'],
    nonUnique: ['-o, --non-unique', 'allow a UID that another user has'],
    password: ['-p, --password=PASSWORD', 'encrypted password'],
    system: ['-r, --system', 'create a system account'],
    shell: ['-s, --shell=SHELL', 'login shell'],
    uid: ['-u, --uid=UID', 'user ID'],
    userGroup: noEffect('-U, --user-group', 'it is the default'),
  },
  gnu: { usage: ['[options] LOGIN', '-D', '-D [options]'], about: 'Create a new user.' },
  usageStatus: 2,
  *run(tool) {
    const { args, sys } = tool;
    const [name, ...more] = args.operands;
    if (name === undefined || more.length > 0) throw new UsageError('');
    if (!/^[a-z_][a-z0-9_-]{0,31}\$?$/.test(name)) throw new Fatal(`invalid user name '${name}': use --badname to ignore`, 3);
    if (sys.credentials().uid !== 0) throw new Fatal('Permission denied.\nuseradd: cannot lock /etc/passwd; try again later.', 1);
    const files = yield* AccountFiles.load(sys);
    if (files.user(name)) throw new Fatal(`user '${name}' already exists`, 9);
    const rules = rulesOf(tool);
    const uid = uidOf(tool, files);
    const groups = (args.value('groups') ?? '').split(',').filter(group => group !== '');
    for (const group of groups) if (files.gidOf(group) === undefined) throw new Fatal(`group '${group}' does not exist`, 6);
    const gid = gidOf(tool, files, name, uid);
    const home = args.value('home') ?? `${(args.value('base') ?? '/home').replace(/\/$/, '')}/${name}`;
    const shell = args.value('shell') ?? rules.shell;
    yield* warnOfShell(tool, args.value('shell'));
    files.addUser({ name, uid, gid, comment: args.value('comment') ?? '', home, shell, password: args.value('password') ?? '!' });
    for (const group of groups) files.addMember(files.nameOfGroup(files.gidOf(group) ?? -1) ?? group, name);
    yield* files.save();
    const makes = args.has('createHome') || (rules.makesHome && !args.has('system') && !args.has('noHome'));
    if (!makes) return;
    const skeleton = args.value('skeleton') ?? '/etc/skel';
    if (!(yield* makeHome(sys, home, { uid, gid }, { mode: rules.homeMode, skeleton })))
      yield* tool.warn(`warning: the home directory ${home} already exists.\nuseradd: Not copying any file from skel directory into it.`);
  },
});

/** What /etc/login.defs and /etc/default/useradd of the distributions say. */
function rulesOf({ sys }: Tool<Key>): { readonly makesHome: boolean; readonly shell: string; readonly homeMode: number } {
  if (exists(sys, '/etc/centos-release')) return { makesHome: true, shell: '/bin/bash', homeMode: 0o700 };
  return { makesHome: false, shell: '/bin/sh', homeMode: 0o755 };
}

function uidOf({ args }: Tool<Key>, files: AccountFiles): number {
  const text = args.value('uid');
  if (text === undefined) return files.nextId('users', args.has('system'));
  if (!/^\d+$/.test(text)) throw new Fatal(`invalid user ID '${text}'`, 3);
  if (files.hasUid(Number(text)) && !args.has('nonUnique')) throw new Fatal(`UID ${text} is not unique`, 4);
  return Number(text);
}

function gidOf({ args }: Tool<Key>, files: AccountFiles, name: string, uid: number): number {
  const group = args.value('gid');
  if (group !== undefined) {
    const gid = files.gidOf(group);
    if (gid === undefined) throw new Fatal(`group ${quoteAlways(group)} does not exist`, 6);
    return gid;
  }
  if (args.has('noUserGroup')) return files.gidOf('users') ?? 100;
  if (files.gidOf(name) !== undefined) throw new Fatal(`group ${name} exists - if you want to add this user to that group, use -g.`, 9);
  const gid = files.hasGid(uid) ? files.nextId('groups', args.has('system')) : uid;
  files.addGroup(name, gid);
  return gid;
}
