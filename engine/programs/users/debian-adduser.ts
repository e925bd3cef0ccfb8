import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { refused } from '../options.js';
import { adduserOrigin } from '../origins.js';
import { define, Fatal, type Program, type Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import type { AdduserRelease } from './adduser-releases.js';
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

/** Debian's adduser, a friendlier useradd, or `adduser USER GROUP`; and addgroup, the same program by another name. */
export function adduserPrograms(release: AdduserRelease): readonly Program[] {
  return (['adduser', 'addgroup'] as const).map(called => {
    const program = define<Key>({
      name: called,
      options,
      gnu:
        called === 'adduser'
          ? { usage: ['[options] user', '--system [options] user', 'user group'], about: 'Add a user to the system.' }
          : { usage: ['[options] group', 'user group'], about: 'Add a group to the system.' },
      origin: adduserOrigin('adduser', release.version),
      run: tool => new Adduser(tool, release).run(called),
    });
    return { ...program, name: `${called}-${release.version}` };
  });
}

class Adduser {
  readonly #tool: Tool<Key>;
  readonly #release: AdduserRelease;

  constructor(tool: Tool<Key>, release: AdduserRelease) {
    this.#tool = tool;
    this.#release = release;
  }

  *run(called: 'adduser' | 'addgroup'): Task<void> {
    const { args, sys } = this.#tool;
    const [name, group] = args.operands;
    if (sys.credentials().uid !== 0) throw new Fatal('Only root may add a user or group to the system.');
    if (name === undefined) throw new Fatal('Only one or two names allowed.');
    const files = yield* AccountFiles.load(sys);
    const makesGroup = called === 'addgroup' || (args.has('group') && !args.has('system'));
    if (makesGroup && group === undefined) yield* this.#addGroup(files, name);
    else if (group !== undefined) yield* this.#addMember(files, name, group);
    else yield* this.#addUser(files, name);
    yield* files.save();
  }

  *#say(text: string): Task<void> {
    if (!this.#tool.args.has('quiet')) yield* this.#tool.out.line(`${this.#release.level('info')}${text}`);
  }

  *#done(): Task<void> {
    if (this.#release.saysDone) yield* this.#say('Done.');
  }

  /** Where numbers are looked for; for one alone an empty line follows. */
  *#selecting(what: 'UID' | 'GID' | 'UID/GID', [from, to]: readonly [number, number]): Task<void> {
    if (!this.#release.saysRanges) return;
    const blank = what === 'UID' ? '\n' : '';
    yield* this.#say(`Selecting ${what} from range ${String(from)} to ${String(to)} ...${blank}`);
  }

  *#fail(message: string, level: 'fatal' | 'err' = 'fatal'): Task<never> {
    const { level: prefix } = this.#release;
    if (prefix('fatal') === '') throw new Fatal(message);
    yield* this.#tool.out.flush();
    yield* this.#tool.complain(`${prefix(level)}${message}\n`);
    throw new Fatal('', message.includes('already') ? 11 : level === 'err' ? 31 : 12);
  }

  *#addGroup(files: AccountFiles, name: string): Task<void> {
    const { args } = this.#tool;
    if (files.gidOf(name) !== undefined) return yield* this.#fail(`The group \`${name}' already exists.`);
    const text = args.value('gid');
    if (text !== undefined && files.hasGid(Number(text))) return yield* this.#fail(`The GID \`${text}' is already in use.`);
    const [from, to] = args.has('system') ? systemIds : userIds;
    const gid = text === undefined ? files.freeId(from, to, 'groups') : Number(text);
    if (text === undefined) yield* this.#selecting('GID', args.has('system') ? systemIds : userIds);
    yield* this.#say(`Adding group \`${name}' (GID ${String(gid)}) ...`);
    files.addGroup(name, gid);
    yield* this.#done();
  }

  *#addMember(files: AccountFiles, name: string, group: string): Task<void> {
    if (!files.user(name)) return yield* this.#fail(`The user \`${name}' does not exist.`);
    if (files.gidOf(group) === undefined) return yield* this.#fail(`The group \`${group}' does not exist.`);
    if (files.membersOf(group).includes(name)) {
      const message = `The user \`${name}' is already a member of \`${group}'.`;
      if (this.#release.warnsOfMember) yield* this.#tool.warn(message);
      else yield* this.#say(message);
      return;
    }
    yield* this.#say(`Adding user \`${name}' to group \`${group}' ...`);
    if (this.#release.repeatsMember) yield* this.#say(`Adding user ${name} to group ${group}`);
    files.addMember(group, name);
    yield* this.#done();
  }

  *#addUser(files: AccountFiles, name: string): Task<void> {
    const { args } = this.#tool;
    const system = args.has('system');
    if (files.user(name)) {
      if (!system) return yield* this.#fail(`The user \`${name}' already exists.`);
      yield* this.#say(`The system user \`${name}' already exists. Exiting.`);
      return;
    }
    if (!/^[a-z][-a-z0-9_]*\$?$/.test(name)) return yield* this.#fail(this.#release.badName, 'err');
    const text = args.value('uid');
    const uid = text === undefined ? this.#freeUid(files) : Number(text);
    if (text !== undefined && files.hasUid(uid)) return yield* this.#fail(`The UID ${text} is already in use.`);
    const hasOwnGroup = system ? args.has('group') : (args.value('ingroup') ?? args.value('gid')) === undefined;
    if (system && text === undefined) yield* this.#selecting('UID', systemIds);
    if (system && hasOwnGroup) yield* this.#selecting('GID', systemIds);
    yield* this.#say(system ? `Adding system user \`${name}' (UID ${String(uid)}) ...` : `Adding user \`${name}' ...`);
    if (!system && text === undefined) yield* this.#selecting(hasOwnGroup ? 'UID/GID' : 'UID', userIds);
    const gid = yield* this.#firstGroup(files, name, uid);
    const group = files.nameOfGroup(gid) ?? String(gid);
    const shown = system ? group : this.#release.describesGroup(group, gid);
    yield* this.#say(`Adding new user \`${name}' (${system ? `UID ${String(uid)}` : String(uid)}) with group \`${shown}' ...`);
    const home = args.value('home') ?? (system ? this.#release.systemHome(name) : `/home/${name}`);
    const shell = args.value('shell') ?? (system ? '/usr/sbin/nologin' : '/bin/bash');
    files.addUser({ name, uid, gid, comment: args.value('comment') ?? (system ? '' : ',,,'), home, shell, password: '!' });
    yield* this.#makeHome(home, { uid, gid }, system);
    if (system) return;
    if (!args.has('noPassword') && !args.has('noLogin')) yield* askDetails(this.#tool, files, name);
    yield* this.#addToExtraGroups(files, name);
  }

  *#addToExtraGroups(files: AccountFiles, name: string): Task<void> {
    const groups = this.#release.extraGroups.filter(group => files.gidOf(group) !== undefined);
    if (groups.length === 0) return;
    yield* this.#say(`Adding new user \`${name}' to supplemental / extra groups \`${groups.join(', ')}' ...`);
    for (const group of groups) {
      yield* this.#say(`Adding user \`${name}' to group \`${group}' ...`);
      files.addMember(group, name);
    }
  }

  /** A user with a group of his own has the same number twice, where that is free. */
  #freeUid(files: AccountFiles): number {
    const { args } = this.#tool;
    if (args.has('system')) return files.freeId(...systemIds, 'users');
    return files.freeId(...userIds, (args.value('ingroup') ?? args.value('gid')) ? 'users' : 'both');
  }

  *#firstGroup(files: AccountFiles, name: string, uid: number): Task<number> {
    const { args } = this.#tool;
    const system = args.has('system');
    const wanted = args.value('ingroup') ?? args.value('gid') ?? (system && !args.has('group') ? 'nogroup' : undefined);
    if (wanted !== undefined) {
      const gid = files.gidOf(wanted);
      if (gid === undefined) return yield* this.#fail(`The group \`${wanted}' does not exist.`);
      return gid;
    }
    const gid = system ? files.freeId(...systemIds, 'groups') : files.hasGid(uid) ? files.freeId(...userIds, 'groups') : uid;
    if (files.gidOf(name) !== undefined) return yield* this.#fail(`The group \`${name}' already exists.`);
    yield* this.#say(`Adding new group \`${name}' (${system ? `GID ${String(gid)}` : String(gid)}) ...`);
    files.addGroup(name, gid);
    return gid;
  }

  *#makeHome(home: string, owner: { readonly uid: number; readonly gid: number }, system: boolean): Task<void> {
    if (home === '/nonexistent') return yield* this.#say(`Not creating \`${home}'.`);
    if (this.#tool.args.has('noHome')) return yield* this.#say(`Not creating home directory \`${home}'.`);
    yield* this.#say(`Creating home directory \`${home}' ...`);
    const skeleton = system ? undefined : '/etc/skel';
    const made = yield* makeHome(this.#tool.sys, home, owner, { mode: this.#release.homeMode, skeleton });
    if (made && !system) yield* this.#say("Copying files from `/etc/skel' ...");
  }
}

const systemIds = [100, 999] as const;
const userIds = [1000, 59_999] as const;

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
