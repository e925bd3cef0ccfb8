import { findUser, groupName, loadAccounts, type Accounts } from '../accounts.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define } from '../tool.js';

export const groups = define({
  name: 'groups',
  options: {},
  gnu: { usage: ['[OPTION]... [USERNAME]...'], about: 'Print the groups of each USERNAME, or of this process.' },
  busybox: { usage: ['[USER]'], about: 'Print the groups USER is in' },
  origin: coreutils,
  *run(tool) {
    const accounts = yield* loadAccounts(tool.sys);
    if (tool.args.operands.length === 0) {
      const { gid, groups: more } = tool.sys.credentials();
      yield* tool.out.line(names(accounts, [gid, ...more]));
      return;
    }
    for (const name of tool.args.operands) {
      const user = findUser(accounts, name);
      if (!user) {
        yield* tool.fail(tool.isGnu ? `${quoteAlways(name)}: no such user` : `unknown user ${name}`);
        continue;
      }
      const others = accounts.groups.filter(group => group.members.includes(user.name)).map(group => group.gid);
      yield* tool.out.line((tool.isGnu ? `${name} : ` : '') + names(accounts, [user.gid, ...others]));
    }
  },
});

function names(accounts: Accounts, gids: readonly number[]): string {
  return [...new Set(gids)].map(gid => groupName(accounts, gid)).join(' ');
}
