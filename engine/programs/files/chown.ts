import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { groupIdOf, groupName, loadAccounts, userIdOf, userName, type Accounts } from '../accounts.js';
import { noEffect, refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Program, type Tool } from '../tool.js';
import { walk } from './walk.js';

type Key =
  | 'changes'
  | 'quiet'
  | 'verbose'
  | 'dereference'
  | 'noDereference'
  | 'recursive'
  | 'reference'
  | 'followArguments'
  | 'follow'
  | 'noFollow';

interface Owner {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

const options = {
  changes: ['-c, --changes', 'like -v, but only where something changes'],
  quiet: ['-f, --silent, --quiet', 'keep most messages back'],
  verbose: ['-v, --verbose', 'say what is done to each file'],
  dereference: ['--dereference', 'change what a symlink points to (default)', 'gnu'],
  noDereference: ['-h, --no-dereference', 'change symlinks themselves'],
  reference: ['--reference=RFILE', "use RFILE's owner and group", 'gnu'],
  recursive: ['-R, --recursive', 'work on files and directories recursively'],
  followArguments: refused('-H'),
  follow: refused('-L'),
  noFollow: noEffect('-P', 'symlinks to directories are never followed'),
} as const;

export const chown: Program = define<Key>({
  name: 'chown',
  options,
  gnu: {
    usage: ['[OPTION]... [OWNER][:[GROUP]] FILE...', '[OPTION]... --reference=RFILE FILE...'],
    about: 'Change the owner and/or group of each FILE to OWNER and/or GROUP.',
  },
  busybox: { usage: ['[-RhLHPcvf]... USER[:[GRP]] FILE...'], about: 'Change the owner and/or group of FILEs to USER and/or GRP' },
  origin: coreutils,
  *run(tool) {
    const accounts = yield* loadAccounts(tool.sys);
    yield* changeOwners(tool, accounts, text => parseOwner(tool, accounts, text));
  },
});

export const chgrp: Program = define<Key>({
  name: 'chgrp',
  options,
  gnu: { usage: ['[OPTION]... GROUP FILE...', '[OPTION]... --reference=RFILE FILE...'], about: 'Change the group of each FILE to GROUP.' },
  busybox: { usage: ['[-RhLHPcvf]... GROUP FILE...'], about: 'Change the group membership of FILEs to GROUP' },
  origin: coreutils,
  *run(tool) {
    const accounts = yield* loadAccounts(tool.sys);
    yield* changeOwners(tool, accounts, text => {
      const gid = groupIdOf(accounts, text);
      if (gid === undefined) throw new Fatal(tool.isGnu ? `invalid group: ${quoteAlways(text)}` : `unknown group ${text}`);
      return { uid: undefined, gid };
    });
  },
});

/** `user`, `user:group`, `:group`, `user:` (the user's own group); numbers need no account. */
function parseOwner(tool: Tool<Key>, accounts: Accounts, text: string): Owner {
  const [user = '', group] = text.split(':');
  const uid = user === '' ? undefined : userIdOf(accounts, user);
  const busybox = group === undefined ? `unknown user ${user}` : `unknown user/group ${text.replace(/:$/, '')}`;
  if (user !== '' && uid === undefined) throw new Fatal(tool.isGnu ? `invalid user: ${quoteAlways(text)}` : busybox);
  if (group === undefined) return { uid, gid: undefined };
  if (group === '') return { uid, gid: accounts.users.find(entry => entry.uid === uid)?.gid };
  const gid = groupIdOf(accounts, group);
  if (gid === undefined) throw new Fatal(tool.isGnu ? `invalid group: ${quoteAlways(text)}` : busybox);
  return { uid, gid };
}

function* changeOwners(tool: Tool<Key>, accounts: Accounts, parse: (text: string) => Owner): Task<void> {
  const { args, sys } = tool;
  const reference = args.value('reference');
  const [first, ...rest] = args.operands;
  if (first === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
  const files = reference === undefined ? rest : args.operands;
  if (files.length === 0) throw new UsageError(tool.isGnu ? `missing operand after ${quoteAlways(first)}` : '');
  const owner = reference === undefined ? parse(first) : sys.stat(reference);
  for (const path of files) {
    yield* walk(
      {
        sys,
        recursive: args.has('recursive') || args.has('noDereference'),
        visit: (at, status) => changeOne(tool, accounts, at, status, owner),
        failed: (at, error) => report(tool, tool.isGnu ? `cannot access ${quoteAlways(at)}: ${error.message}` : `${at}: ${error.message}`),
      },
      path,
    );
  }
}

/** With -f the exit status alone tells. */
function* report(tool: Tool<Key>, message: string): Task<void> {
  if (!tool.args.has('quiet')) return yield* tool.fail(message);
  tool.status = 1;
}

function* changeOne(tool: Tool<Key>, accounts: Accounts, path: string, status: Stat, owner: Owner): Task<void> {
  const uid = owner.uid ?? status.uid;
  const gid = owner.gid ?? status.gid;
  try {
    tool.sys.chown(path, uid, gid, {
      follow: tool.args.last('dereference', 'noDereference') !== 'noDereference' && status.kind !== 'symlink',
    });
  } catch (error) {
    if (!isErrno(error)) throw error;
    const what = owner.uid === undefined ? 'group' : 'ownership';
    return yield* report(tool, tool.isGnu ? `changing ${what} of ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`);
  }
  if (!tool.isGnu) {
    if (tool.args.has('verbose') || (tool.args.has('changes') && (uid !== status.uid || gid !== status.gid)))
      yield* tool.out.line(`changed ownership of '${path}' to ${String(uid)}:${String(gid)}`);
    return;
  }
  const changed = uid !== status.uid || gid !== status.gid;
  const show = (u: number, g: number): string =>
    [owner.uid === undefined ? [] : userName(accounts, u), owner.gid === undefined ? [] : groupName(accounts, g)].flat().join(':');
  const what = owner.uid === undefined ? 'group' : 'ownership';
  if (changed && (tool.args.has('verbose') || tool.args.has('changes')))
    yield* tool.out.line(`changed ${what} of ${quoteAlways(path)} from ${show(status.uid, status.gid)} to ${show(uid, gid)}`);
  else if (tool.args.has('verbose')) yield* tool.out.line(`${what} of ${quoteAlways(path)} retained as ${show(uid, gid)}`);
}
