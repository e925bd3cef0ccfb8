import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { refused } from '../options.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { parseDay } from './aging.js';
import { warnOfShell } from './login-shell.js';
import { exists } from '../files/presence.js';

type Key =
  | 'append'
  | 'badName'
  | 'comment'
  | 'home'
  | 'expires'
  | 'inactive'
  | 'gid'
  | 'groups'
  | 'login'
  | 'lock'
  | 'move'
  | 'nonUnique'
  | 'password'
  | 'prefix'
  | 'remove'
  | 'root'
  | 'shell'
  | 'uid'
  | 'unlock'
  | 'subUids'
  | 'subGids';

export const usermod = define<Key>({
  name: 'usermod',
  options: {
    append: ['-a, --append', 'add to the groups of -G, leave none'],
    badName: refused('-b, --badname'),
    comment: ['-c, --comment=COMMENT', 'new GECOS field'],
    home: ['-d, --home=HOME_DIR', 'new home directory'],
    expires: ['-e, --expiredate=EXPIRE_DATE', 'day on which the account ends'],
    inactive: ['-f, --inactive=INACTIVE', 'days after which an expired password locks the account'],
    gid: ['-g, --gid=GROUP', 'new primary group'],
    groups: ['-G, --groups=GROUPS', 'new list of supplementary groups'],
    login: ['-l, --login=NEW_LOGIN', 'new name'],
    lock: ['-L, --lock', 'lock the password'],
    move: ['-m, --move-home', 'move the home directory to its new place, with -d'],
    nonUnique: ['-o, --non-unique', 'allow a UID that another user has'],
    password: ['-p, --password=PASSWORD', 'new encrypted password'],
    prefix: refused('-P, --prefix=PREFIX_DIR'),
    remove: ['-r, --remove', 'leave the groups of -G only'],
    root: refused('-R, --root=CHROOT_DIR'),
    shell: ['-s, --shell=SHELL', 'new login shell'],
    uid: ['-u, --uid=UID', 'new user ID'],
    unlock: ['-U, --unlock', 'unlock the password'],
    subUids: refused('-v, -V, --add-subuids=FIRST-LAST, --del-subuids=FIRST-LAST'),
    subGids: refused('-w, -W, --add-subgids=FIRST-LAST, --del-subgids=FIRST-LAST'),
  },
  gnu: { usage: ['[options] LOGIN'], about: 'Change an account.' },
  usageHint: () => '',
  usageStatus: 2,
  *run(tool) {
    const { args, sys } = tool;
    const [name, ...more] = args.operands;
    if (name === undefined || more.length > 0) throw new UsageError('');
    if ((args.has('append') || args.has('remove')) && !args.has('groups'))
      throw new UsageError(`-${args.has('append') ? 'a' : 'r'} flag is only allowed with the -G flag`);
    if (args.has('move') && !args.has('home')) throw new UsageError('-m flag is only allowed with the -d flag');
    const files = yield* AccountFiles.load(sys);
    const user = files.user(name);
    if (!user) throw new Fatal(`user '${name}' does not exist`, 6);
    if (sys.credentials().uid !== 0) throw new Fatal('Permission denied.\nusermod: cannot lock /etc/passwd; try again later.');
    changeGroups(tool, files, name);
    changeShadow(tool, files, name);
    yield* warnOfShell(tool, args.value('shell'));
    changeUser(tool, files, name);
    yield* files.save();
    if (args.has('move')) yield* moveHome(tool, user.home, args.value('home') ?? '');
    if (args.has('uid')) giveAway(sys, args.value('home') ?? user.home, user.uid, Number(args.value('uid')));
  },
});

function changeGroups({ args }: Tool<Key>, files: AccountFiles, name: string): void {
  if (!args.has('groups')) return;
  const wanted = (args.value('groups') ?? '').split(',').filter(group => group !== '');
  for (const group of wanted) if (files.gidOf(group) === undefined) throw new Fatal(`group '${group}' does not exist`, 6);
  const named = wanted.map(group => files.nameOfGroup(files.gidOf(group) ?? -1) ?? group);
  const left = args.has('append') ? [] : args.has('remove') ? named : files.groupsOf(name);
  for (const group of left) files.removeMember(group, name);
  if (!args.has('remove')) for (const group of named) files.addMember(group, name);
}

function changeShadow({ args }: Tool<Key>, files: AccountFiles, name: string): void {
  const password = files.shadowOf(name)?.[1] ?? '';
  const given = args.value('password');
  if (given !== undefined) files.setPassword(name, given);
  if (args.has('lock') && !password.startsWith('!')) files.setShadow(name, 1, `!${password}`);
  if (args.has('unlock')) {
    if (password === '!')
      throw new Fatal(
        "unlocking the user's password would result in a passwordless account.\nYou should set a password with usermod -p to unlock this user's password.",
        1,
      );
    files.setShadow(name, 1, password.replace(/^!/, ''));
  }
  const expires = args.value('expires');
  if (expires !== undefined) files.setShadow(name, 7, dayOf(expires));
  const inactive = args.value('inactive');
  if (inactive !== undefined) files.setShadow(name, 6, inactive === '-1' ? '' : inactive);
}

function dayOf(text: string): string {
  const day = parseDay(text);
  if (day === undefined) throw new Fatal(`invalid date '${text}'`, 3);
  return day;
}

function changeUser({ args }: Tool<Key>, files: AccountFiles, name: string): void {
  const uid = args.value('uid');
  if (uid !== undefined && !/^\d+$/.test(uid)) throw new Fatal(`invalid user ID '${uid}'`, 3);
  if (uid !== undefined && files.hasUid(Number(uid)) && files.user(name)?.uid !== Number(uid) && !args.has('nonUnique'))
    throw new Fatal(`UID '${uid}' already exists`, 4);
  const group = args.value('gid');
  const gid = group === undefined ? undefined : files.gidOf(group);
  if (group !== undefined && gid === undefined) throw new Fatal(`group '${group}' does not exist`, 6);
  const login = args.value('login');
  if (login !== undefined && login !== name && files.user(login)) throw new Fatal(`user '${login}' already exists`, 9);
  const [comment, home, shell] = [args.value('comment'), args.value('home'), args.value('shell')];
  files.changeUser(name, {
    ...(login === undefined ? {} : { name: login }),
    ...(uid === undefined ? {} : { uid: Number(uid) }),
    ...(gid === undefined ? {} : { gid }),
    ...(comment === undefined ? {} : { comment }),
    ...(home === undefined ? {} : { home }),
    ...(shell === undefined ? {} : { shell }),
  });
}

function* moveHome(tool: Tool<Key>, from: string, to: string): Task<void> {
  const { sys } = tool;
  if (!exists(sys, from))
    return yield* tool.warn(`The previous home directory (${from}) does not exist or is inaccessible. Move cannot be completed.`);
  if (exists(sys, to)) throw new Fatal(`directory ${to} exists`, 12);
  sys.rename(from, to);
}

/** What a user had in its home stays its own under its new number. */
function giveAway(sys: Sys, home: string, from: number, to: number, depth = 0): void {
  if (depth > 64 || !exists(sys, home)) return;
  const status = sys.lstat(home);
  if (status.uid === from) sys.chown(home, to, status.gid, { follow: false });
  if (status.kind !== 'directory') return;
  for (const { name } of sys.readdir(home)) giveAway(sys, `${home}/${name}`, from, to, depth + 1);
}
