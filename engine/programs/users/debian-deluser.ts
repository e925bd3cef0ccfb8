import type { Task } from '../../core/task.js';
import { noEffect, refused } from '../options.js';
import { adduserOrigin } from '../origins.js';
import { define, Fatal, type Program, type Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import type { AdduserRelease } from './adduser-releases.js';
import { forget, removeTree } from './userdel.js';
import { exists } from '../files/presence.js';

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

function defineDeluser(name: 'deluser' | 'delgroup', release: AdduserRelease): Program {
  const program = define<Key>({
    name,
    options,
    gnu: { usage: ['[options] user', '--group [options] group', 'user group'], about: 'Remove a user or a group from the system.' },
    origin: adduserOrigin('deluser', release.version),
    run: tool => new Deluser(tool, release).run(name),
  });
  return { ...program, name: `${name}-${release.version}` };
}

/** Debian's deluser and delgroup of a release. */
export function deluserPrograms(release: AdduserRelease): readonly Program[] {
  return [defineDeluser('deluser', release), defineDeluser('delgroup', release)];
}

class Deluser {
  readonly #tool: Tool<Key>;
  readonly #release: AdduserRelease;

  constructor(tool: Tool<Key>, release: AdduserRelease) {
    this.#tool = tool;
    this.#release = release;
  }

  *run(name: 'deluser' | 'delgroup'): Task<void> {
    const { args, sys } = this.#tool;
    const [first, group] = args.operands;
    if (sys.credentials().uid !== 0) yield* this.#fail('Only root may remove a user or group from the system.', 1);
    if (first === undefined) return yield* this.#fail('Only one or two names allowed.', 1);
    const files = yield* AccountFiles.load(sys);
    if (group !== undefined) yield* this.#removeMember(files, first, group);
    else if (name === 'delgroup' || args.has('group')) yield* this.#removeGroup(files, first);
    else yield* this.#removeUser(files, first);
    yield* files.save();
  }

  *#say(text: string): Task<void> {
    if (this.#tool.args.has('quiet')) return;
    yield* this.#tool.out.line(`${this.#release.level('info')}${text}`);
    yield* this.#tool.out.flush();
  }

  *#done(): Task<void> {
    if (this.#release.saysDone) yield* this.#say('Done.');
  }

  *#fail(message: string, status: number): Task<never> {
    // The older one names itself with its path.
    const prefix = this.#release.removesCrontab ? `/usr/sbin/${this.#tool.name}: ` : this.#release.level('fatal');
    if (prefix === '') throw new Fatal(message, status);
    yield* this.#tool.complain(`${prefix}${message}\n`);
    throw new Fatal('', this.#release.removesCrontab ? status : 12);
  }

  *#removeUser(files: AccountFiles, name: string): Task<void> {
    const { args, sys } = this.#tool;
    const user = files.user(name);
    if (args.has('removeHome') && !exists(sys, '/var/lib/dpkg/info/perl.list')) yield* this.#fail(needsPerl, 8);
    if (!user) return yield* this.#fail(`The user \`${name}' does not exist.`, 2);
    if (args.has('removeHome')) yield* this.#say('Looking for files to backup/remove ...');
    if (args.has('removeHome') && removeTree(sys, user.home, 0)) yield* this.#say('Removing files ...');
    yield* this.#removeCrontab();
    yield* this.#say(`Removing user \`${name}' ...`);
    const own = files.gidOf(name);
    if (own !== undefined && own !== user.gid)
      yield* this.#tool.complain(`userdel: group ${name} not removed because it is not the primary group of user ${name}.\n`);
    forget(files, name, user.gid);
    yield* this.#done();
  }

  *#removeCrontab(): Task<void> {
    if (this.#release.removesCrontab || exists(this.#tool.sys, '/usr/bin/crontab')) return yield* this.#say('Removing crontab ...');
    const text = "`/usr/bin/crontab' not executed. Skipping crontab removal. Package `cron' required.";
    const prefix = this.#release.level('warn');
    yield* this.#tool.complain(`${prefix === '' ? `${this.#tool.name}: ` : prefix}${text}\n`);
  }

  *#removeGroup(files: AccountFiles, name: string): Task<void> {
    const gid = files.gidOf(name);
    if (gid === undefined) return yield* this.#fail(`The group \`${name}' does not exist.`, 3);
    if (this.#tool.args.has('onlyIfEmpty') && files.membersOf(name).length > 0) yield* this.#fail(`The group \`${name}' is not empty!`, 5);
    const [user] = files.usersOf(gid);
    if (user !== undefined && this.#release.removesCrontab)
      return yield* this.#fail(`\`${user}' still has \`${name}' as their primary group!`, 7);
    yield* this.#say(`Removing group \`${name}' ...`);
    if (user !== undefined) {
      yield* this.#tool.complain(`groupdel: cannot remove the primary group of user '${user}'\n`);
      yield* this.#fail(`\`/sbin/groupdel ${name}' returned error code 8. Exiting.`, 1);
    }
    files.removeGroup(name);
    yield* this.#done();
  }

  *#removeMember(files: AccountFiles, name: string, group: string): Task<void> {
    if (!files.user(name)) yield* this.#fail(`The user \`${name}' does not exist.`, 2);
    if (files.gidOf(group) === undefined) yield* this.#fail(`The group \`${group}' does not exist.`, 3);
    if (!files.membersOf(group).includes(name)) yield* this.#fail(`The user \`${name}' is not a member of group \`${group}'.`, 6);
    yield* this.#say(`Removing user \`${name}' from group \`${group}' ...`);
    files.removeMember(group, name);
    yield* this.#done();
  }
}

/** perl-base, which every image has, is not all of perl. */
const needsPerl =
  "In order to use the --remove-home, --remove-all-files, and --backup features,\nyou need to install the `perl' package. To accomplish that, run\napt-get install perl.";
