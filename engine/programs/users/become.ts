import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import type { Accounts, User } from '../accounts.js';
import { LineReader } from '../input.js';
import type { Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { isPassword } from './crypt.js';
import { askHidden } from './passwords.js';

/** How long a wrong password makes one wait. */
const FAILURE_MS = 2000;

/** All groups of a user. */
export function groupIdsOf({ groups }: Accounts, { name, gid }: User): readonly number[] {
  return [...new Set([gid, ...groups.filter(group => group.members.includes(name)).map(group => group.gid)])];
}

/** Puts a command in the place of the program, as the user that has been become. */
export function* executeAs(
  sys: Sys,
  user: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] },
  command: { readonly path: string; readonly argv: readonly string[]; readonly env: ReadonlyMap<string, string> },
): Task<never> {
  sys.setCredentials({ uid: user.uid, gid: user.gid, groups: user.groups });
  return yield* sys.exec(command.path, command.argv, command.env);
}

/** Asks for the password of an account, once; whether it is right. */
export function* isAuthentic(tool: Tool, name: string): Task<boolean> {
  const files = yield* AccountFiles.load(tool.sys);
  const typed = yield* askHidden(tool, new LineReader(tool.sys, 0), 'Password: ');
  const isRight = yield* isPassword(tool.sys, typed ?? '', files.shadowOf(name)?.[1] ?? '!');
  if (!isRight) yield* tool.sys.sleep(FAILURE_MS);
  return isRight;
}
