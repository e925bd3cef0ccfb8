import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Main, Sys } from '../../process/sys.js';
import { groupIdOf, findUser, loadAccounts, userIdOf, type Accounts } from '../accounts.js';

const VERSION = '1.16 (go1.18.2 on linux/amd64; gc)';
const usage = `Usage: ./gosu user-spec command [args]
   eg: ./gosu tianon bash
       ./gosu nobody:root bash -c 'whoami && id'
       ./gosu 1000:1 id

./gosu version: ${VERSION}
`;

/** `gosu USER[:GROUP] COMMAND…`: becomes a command as another user, without a process in between. */
export const gosu: Main = function* (sys, argv) {
  const [, specification = '', ...command] = argv;
  if (specification === '--version' || specification === '-v') return yield* say(sys, 1, `${VERSION}\n`, 0);
  if (specification === '--help' || specification === '-h') return yield* say(sys, 1, usage, 0);
  const [program] = command;
  if (program === undefined) return yield* say(sys, 2, usage, 1);
  const problem = become(sys, yield* loadAccounts(sys), specification);
  if (problem !== undefined) return yield* say(sys, 2, `error: failed switching to "${specification}": ${problem}\n`, 1);
  try {
    return yield* sys.exec(program, command);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const cause = program.includes('/') || !isErrno(error, 'ENOENT') ? error.message.toLowerCase() : 'executable file not found in $PATH';
    return yield* say(sys, 2, `error: exec: "${program}": ${cause}\n`, 1);
  }
};

/** Takes on the user's ids, groups and home; says what is wrong with the specification, if anything is. */
function become(sys: Sys, accounts: Accounts, specification: string): string | undefined {
  const [userName = '', groupName] = specification.split(':');
  const user = findUser(accounts, userName);
  const uid = userIdOf(accounts, userName);
  if (uid === undefined) return `unable to find user ${userName}: no matching entries in passwd file`;
  const group = groupName === undefined ? (user?.gid ?? 0) : groupIdOf(accounts, groupName);
  if (group === undefined) return `unable to find group ${groupName ?? ''}: no matching entries in group file`;
  const memberships =
    groupName === undefined && user ? accounts.groups.filter(({ members }) => members.includes(user.name)).map(({ gid }) => gid) : [];
  try {
    sys.setCredentials({ uid, gid: group, groups: [...new Set([group, ...memberships])] });
  } catch (error) {
    if (isErrno(error)) return error.message.toLowerCase();
    throw error;
  }
  sys.env.set('HOME', user?.home ?? '/');
  return undefined;
}

function* say(sys: Sys, fd: 1 | 2, text: string, status: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return status;
}
