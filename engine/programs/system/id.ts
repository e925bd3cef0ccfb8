import { findUser, groupName, loadAccounts, userName, type Accounts } from '../accounts.js';
import { noEffect } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';

type Key = 'ignored' | 'group' | 'groups' | 'names' | 'real' | 'user' | 'zero';

export const id = define<Key>({
  name: 'id',
  options: {
    ignored: noEffect('-a', 'ignored by id itself', 'gnu', '(has no effect)'),
    group: ['-g, --group', 'print only the group'],
    groups: ['-G, --groups', 'print all groups'],
    names: ['-n, --name', 'print a name instead of a number, with -u, -g, -G'],
    real: noEffect('-r, --real', 'real and effective IDs are the same', undefined, 'print the real ID instead of the effective one'),
    user: ['-u, --user', 'print only the user'],
    zero: ['-z, --zero', 'end entries with NUL, not white space', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... [USER]...'], about: 'Print user and group information of USER, or of this process.' },
  busybox: { usage: ['[-ugGnr] [USER]'], about: 'Print information about USER or the current user' },
  origin: coreutils,
  *run(tool) {
    const { args, sys, out } = tool;
    const accounts = yield* loadAccounts(sys);
    if (args.operands.length === 0) {
      yield* out.write(describe(tool, accounts, sys.credentials()));
      return;
    }
    for (const name of args.operands) {
      const user = findUser(accounts, name);
      if (!user) {
        if (!tool.isGnu) throw new Fatal(`unknown user ${name}`);
        yield* tool.fail(`${quoteAlways(name)}: no such user`);
        continue;
      }
      const others = accounts.groups.filter(group => group.members.includes(user.name)).map(group => group.gid);
      yield* out.write(describe(tool, accounts, { uid: user.uid, gid: user.gid, groups: [user.gid, ...others] }));
    }
  },
});

interface Ids {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

function describe(tool: Tool<Key>, accounts: Accounts, ids: Ids): string {
  const { args } = tool;
  const end = args.has('zero') ? '\0' : '\n';
  // BusyBox prints what getgroups(2) gives, repetitions included.
  const given = ids.groups.length > 0 ? ids.groups : [ids.gid];
  const groups = tool.isGnu ? [...new Set([ids.gid, ...given])] : given;
  const named = args.has('names');
  if (args.has('user')) return (named ? userName(accounts, ids.uid) : String(ids.uid)) + end;
  if (args.has('group')) return (named ? groupName(accounts, ids.gid) : String(ids.gid)) + end;
  if (args.has('groups'))
    return groups.map(gid => (named ? groupName(accounts, gid) : String(gid))).join(args.has('zero') ? '\0' : ' ') + end;
  const user = accounts.users.find(entry => entry.uid === ids.uid);
  const withName = (gid: number): string => {
    const group = accounts.groups.find(entry => entry.gid === gid);
    return group ? `${String(gid)}(${group.name})` : String(gid);
  };
  return `uid=${String(ids.uid)}${user ? `(${user.name})` : ''} gid=${withName(ids.gid)} groups=${groups.map(withName).join(',')}${end}`;
}
