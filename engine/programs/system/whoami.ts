import { loadAccounts } from '../accounts.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';

export const whoami = define({
  name: 'whoami',
  options: {},
  gnu: { usage: ['[OPTION]...'], about: 'Print the name of the user that this process runs as.' },
  busybox: { usage: [''], about: 'Print the username associated with the current effective user id' },
  origin: coreutils,
  busyboxUnknown: 'usage',
  *run(tool) {
    const [extra] = tool.args.operands;
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand '${extra}'` : '');
    const { uid } = tool.sys.credentials();
    const user = (yield* loadAccounts(tool.sys)).users.find(entry => entry.uid === uid);
    if (!user) throw new Fatal(tool.say({ gnu: `cannot find name for user ID ${String(uid)}`, busybox: `unknown uid ${String(uid)}` }));
    yield* tool.out.line(user.name);
  },
});
