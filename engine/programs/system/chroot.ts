import { isErrno } from '../../core/errno.js';
import { groupIdOf, loadAccounts, userIdOf } from '../accounts.js';
import { cannotRun } from '../process/run.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';

export const chroot = define<'groups' | 'userspec' | 'skip'>({
  name: 'chroot',
  stopAtOperand: true,
  options: {
    groups: ['--groups=G_LIST', 'supplementary groups, with commas between them', 'gnu'],
    userspec: ['--userspec=USER:GROUP', 'user and group to be', 'gnu'],
    skip: ['--skip-chdir', 'do not go to / (only where the root stays the same)', 'gnu'],
  },
  gnu: { usage: ['[OPTION] NEWROOT [COMMAND [ARG]...]'], about: 'Run COMMAND with the root directory set to NEWROOT.' },
  busybox: { usage: ['NEWROOT [PROG ARGS]'], about: 'Run PROG with root directory set to NEWROOT' },
  origin: coreutils,
  usageStatus: 125,
  busyboxUnknown: 'operand',
  *run(tool) {
    const { sys, args, isGnu } = tool;
    const [root, ...given] = args.operands;
    if (root === undefined) throw new UsageError(isGnu ? 'missing operand' : '');
    if (args.has('skip')) throw new UsageError(`option --skip-chdir only permitted if NEWROOT is old '/'`);
    const wanted = args.value('userspec');
    try {
      sys.chroot(root);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(
        isGnu
          ? `cannot change root directory to ${quoteAlways(root)}: ${error.message}`
          : `can't change root directory to '${root}': ${error.message}`,
        isGnu ? 125 : 1,
      );
    }
    if (wanted !== undefined) {
      const accounts = yield* loadAccounts(sys);
      const [user = '', group = ''] = wanted.split(':');
      const uid = user === '' ? 0 : userIdOf(accounts, user);
      const gid = group === '' ? 0 : groupIdOf(accounts, group);
      if (uid === undefined) throw new Fatal('invalid user', 125);
      if (gid === undefined) throw new Fatal('invalid group', 125);
      const groups = (args.value('groups') ?? '').split(',').flatMap(name => (name === '' ? [] : (groupIdOf(accounts, name) ?? [])));
      sys.setCredentials({ uid, gid, groups: [gid, ...groups] });
    }
    const shell = sys.env.get('SHELL') ?? '/bin/sh';
    const argv = given.length > 0 ? given : [shell, '-i'];
    const [program = ''] = argv;
    try {
      yield* sys.exec(program, argv);
    } catch (error) {
      throw cannotRun(error, message =>
        isGnu ? `failed to run command ${quoteAlways(program)}: ${message}` : `can't execute '${program}': ${message}`,
      );
    }
  },
});
