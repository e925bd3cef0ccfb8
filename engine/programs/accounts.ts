import { isErrno } from '../core/errno.js';
import { remembered } from '../core/remembered.js';
import type { Task } from '../core/task.js';
import type { Sys } from '../process/sys.js';
import { readText, splitLines } from './input.js';

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** /etc/passwd and /etc/group of the root that a program runs in. */
export interface Accounts {
  readonly users: readonly User[];
  readonly groups: readonly Group[];
}

export const noAccounts: Accounts = { users: [], groups: [] };

/** Reads both files; one that is missing counts as empty. */
export function* loadAccounts(sys: Sys): Task<Accounts> {
  const users = parseUsers(yield* textOf(sys, '/etc/passwd'));
  return { users, groups: parseGroups(yield* textOf(sys, '/etc/group')) };
}

const parseUsers = remembered((text: string): readonly User[] =>
  linesOf(text).flatMap(line => {
    const [name = '', , uid = '', gid = '', comment = '', home = '', shell = ''] = line.split(':');
    return isId(uid) && isId(gid) ? [{ name, uid: Number(uid), gid: Number(gid), comment, home, shell }] : [];
  }),
);

const parseGroups = remembered((text: string): readonly Group[] =>
  linesOf(text).flatMap(line => {
    const [name = '', , gid = '', members = ''] = line.split(':');
    return isId(gid) ? [{ name, gid: Number(gid), members: members.split(',').filter(member => member !== '') }] : [];
  }),
);

/** Whether it is a number that a user or group can have; the C library does not see lines with others. */
function isId(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) < 2 ** 32;
}

function linesOf(text: string): string[] {
  return splitLines(text).filter(line => !line.startsWith('#'));
}

function* textOf(sys: Sys, path: string): Task<string> {
  try {
    return yield* readText(sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return '';
  }
}

/** The user's name, or the number where nobody has it. */
export function userName(accounts: Accounts, uid: number): string {
  return accounts.users.find(user => user.uid === uid)?.name ?? String(uid);
}

export function groupName(accounts: Accounts, gid: number): string {
  return accounts.groups.find(group => group.gid === gid)?.name ?? String(gid);
}

export function findUser(accounts: Accounts, nameOrId: string): User | undefined {
  return (
    accounts.users.find(user => user.name === nameOrId) ??
    (/^\d+$/.test(nameOrId) ? accounts.users.find(user => user.uid === Number(nameOrId)) : undefined)
  );
}

/** A user id from a name or number; numbers need no entry. */
export function userIdOf(accounts: Accounts, nameOrId: string): number | undefined {
  return findUser(accounts, nameOrId)?.uid ?? (/^\d+$/.test(nameOrId) ? Number(nameOrId) : undefined);
}

export function groupIdOf(accounts: Accounts, nameOrId: string): number | undefined {
  return accounts.groups.find(group => group.name === nameOrId)?.gid ?? (/^\d+$/.test(nameOrId) ? Number(nameOrId) : undefined);
}
