import { sha1 } from '@noble/hashes/legacy.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { AccountName, Statement } from './ast.js';
import type { Account, State } from './catalog.js';
import { likePattern } from './evaluate.js';
import { sqlErrors } from './sql-error.js';

/** Users, their passwords and what they may do. */

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}

/** What is kept of a password (mysql_native_password): SHA1(SHA1(password)). */
export function hashPassword(password: string): string {
  return password === '' ? '' : hexOf(sha1(sha1(encodeUtf8(password))));
}

/** What a client sends for a password: SHA1(password) xor SHA1(salt + SHA1(SHA1(password))). */
export function scramble(password: string, salt: Uint8Array): Uint8Array {
  if (password === '') return new Uint8Array(0);
  const once = sha1(encodeUtf8(password));
  return xor(once, sha1(Uint8Array.of(...salt, ...sha1(once))));
}

/** Whether an answer to the salt proves the password. */
export function isProof(answer: Uint8Array, salt: Uint8Array, passwordHash: string): boolean {
  if (passwordHash === '') return answer.length === 0;
  if (answer.length !== 20 || passwordHash === '!') return false;
  const once = xor(answer, sha1(Uint8Array.of(...salt, ...bytesOf(passwordHash))));
  return hexOf(sha1(once)) === passwordHash;
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] ?? 0));
}

/** The account of a user who comes from a host: exact hosts before patterns. */
export function findAccount(state: State, user: string, host: string): Account | undefined {
  const named = state.accounts.filter(account => account.user === user);
  return (
    named.find(account => account.host === host) ??
    named.filter(account => account.host !== host && likePattern(account.host).test(host)).sort((a, b) => b.host.length - a.host.length)[0]
  );
}

export function isSameAccount(a: AccountName, b: AccountName): boolean {
  return a.user === b.user && a.host.toLowerCase() === b.host.toLowerCase();
}

function describe({ user, host }: AccountName): string {
  return `'${user}'@'${host}'`;
}

export function createUsers(state: State, { accounts, ifNotExists }: Extract<Statement, { kind: 'create-user' }>): State {
  let result = state.accounts;
  for (const { account, password } of accounts) {
    if (result.some(other => isSameAccount(other, account))) {
      if (ifNotExists) continue;
      throw sqlErrors.operationFailed('CREATE USER', describe(account));
    }
    result = [...result, { ...account, passwordHash: hashPassword(password ?? ''), grants: {}, canGrant: false }];
  }
  return { ...state, accounts: result };
}

export function alterUsers(state: State, { accounts }: Extract<Statement, { kind: 'alter-user' }>, self: AccountName): State {
  let result = state.accounts;
  for (const { account = self, password } of accounts) {
    if (!result.some(other => isSameAccount(other, account))) throw sqlErrors.operationFailed('ALTER USER', describe(account));
    if (password !== undefined)
      result = result.map(other => (isSameAccount(other, account) ? { ...other, passwordHash: hashPassword(password) } : other));
  }
  return { ...state, accounts: result };
}

export function dropUsers(state: State, { accounts, ifExists }: Extract<Statement, { kind: 'drop-user' }>): State {
  const missing = accounts.find(account => !state.accounts.some(other => isSameAccount(other, account)));
  if (missing && !ifExists) throw sqlErrors.operationFailed('DROP USER', describe(missing));
  return { ...state, accounts: state.accounts.filter(other => !accounts.some(account => isSameAccount(other, account))) };
}

export function grant(
  state: State,
  { privileges, on, accounts, revoke, withGrant }: Extract<Statement, { kind: 'grant' }>,
  current: string | undefined,
): State {
  const database = on.database ?? (on.name === '*' && current !== undefined ? current : undefined) ?? current;
  if (database === undefined) throw sqlErrors.noDatabase();
  const scope = `${database}.${on.name}`;
  const result = state.accounts.map(account => {
    if (!accounts.some(name => isSameAccount(name, account))) return account;
    const held = account.grants[scope] ?? [];
    const next = revoke
      ? held.filter(privilege => !privileges.includes(privilege) && !privileges.includes('ALL PRIVILEGES'))
      : [...new Set([...held, ...privileges])];
    return { ...account, grants: { ...account.grants, [scope]: next }, canGrant: account.canGrant || withGrant };
  });
  const missing = accounts.find(name => !state.accounts.some(account => isSameAccount(name, account)));
  // Since 8.0 GRANT no longer makes accounts.
  if (missing) throw sqlErrors.operationFailed(revoke ? 'REVOKE' : 'GRANT', describe(missing));
  return { ...state, accounts: result };
}

/** Whether an account may do something with a table (or, without one, with anything in the database). */
export function mayUse(account: Account, privilege: string, database: string, table = '*'): boolean {
  return Object.entries(account.grants).some(([scope, privileges]) => {
    const dot = scope.lastIndexOf('.');
    const [ofDatabase, ofTable] = [scope.slice(0, dot), scope.slice(dot + 1)];
    if (ofDatabase !== '*' && !likePattern(ofDatabase).test(database)) return false;
    if (ofTable !== '*' && table !== '*' && ofTable !== table) return false;
    return privileges.includes('ALL PRIVILEGES') || privileges.includes(privilege) || (privilege === 'USE' && privileges.length > 0);
  });
}

export function isAdministrator(account: Account): boolean {
  const all = account.grants['*.*'] ?? [];
  return all.includes('ALL PRIVILEGES') || all.includes('CREATE USER') || all.includes('SUPER');
}

/** The lines of SHOW GRANTS. */
export function describeGrants(account: Account): readonly string[] {
  const name = `\`${account.user}\`@\`${account.host}\``;
  const scopes = Object.entries(account.grants).filter(([, privileges]) => privileges.length > 0);
  const global = scopes.find(([scope]) => scope === '*.*');
  const rest = scopes.filter(([scope]) => scope !== '*.*');
  const suffix = account.canGrant ? ' WITH GRANT OPTION' : '';
  return [
    `GRANT ${global ? global[1].join(', ') : 'USAGE'} ON *.* TO ${name}${global ? suffix : ''}`,
    ...rest.map(([scope, privileges]) => `GRANT ${privileges.join(', ')} ON ${quoteScope(scope)} TO ${name}`),
  ];
}

function quoteScope(scope: string): string {
  const dot = scope.lastIndexOf('.');
  const quote = (part: string): string => (part === '*' ? part : `\`${part}\``);
  return `${quote(scope.slice(0, dot))}.${quote(scope.slice(dot + 1))}`;
}
