import { sqlErrors } from '../sql-error.js';
import type { AccountName, AccountSpec, GrantedPrivilege, SetItem, Statement, TableName } from './ast.js';
import type { Cursor } from './cursor.js';

/** CREATE USER, GRANT and their kin. */

export function accountName(cursor: Cursor): AccountName {
  if (cursor.accept('current_user')) {
    if (cursor.acceptSymbol('(')) cursor.expectSymbol(')');
    return { user: '', host: '' };
  }
  const user = cursor.token.kind === 'string' ? cursor.string() : cursor.anyIdentifier();
  if (cursor.token.kind !== 'variable' || !cursor.token.text.startsWith('@')) return { user, host: '%' };
  const text = cursor.next().text.slice(1);
  // A quote may stand behind the @ with a blank between.
  if (text === '') return { user, host: hostText(cursor) };
  return { user, host: text.replace(/^(['"`])(.*)\1$/s, '$2') };
}

function hostText(cursor: Cursor): string {
  return cursor.token.kind === 'string' ? cursor.string() : cursor.anyIdentifier();
}

function isSelf({ user, host }: AccountName): boolean {
  return user === '' && host === '';
}

export function accountSpec(cursor: Cursor): AccountSpec {
  const isUserFunction = cursor.isWord('user') && cursor.peek(1).text === '(';
  if (isUserFunction) {
    cursor.next();
    cursor.expectSymbol('(');
    cursor.expectSymbol(')');
  }
  const name = isUserFunction ? { user: '', host: '' } : accountName(cursor);
  const spec = { account: isSelf(name) ? undefined : name, password: undefined, hash: undefined, plugin: undefined };
  if (!cursor.accept('identified')) return spec;
  let plugin: string | undefined;
  if (cursor.accept('with') || cursor.accept('via')) {
    plugin = cursor.token.kind === 'string' ? cursor.string() : cursor.anyIdentifier();
    if (!cursor.isWord('by', 'as', 'using')) return { ...spec, plugin };
  }
  if (cursor.accept('as') || cursor.accept('using')) return { ...spec, plugin, hash: cursor.string() };
  cursor.expect('by');
  if (cursor.accept('password')) return { ...spec, plugin, hash: cursor.string() };
  if (cursor.accept('random', 'password')) throw sqlErrors.notSimulated('IDENTIFIED BY RANDOM PASSWORD');
  return { ...spec, plugin, password: cursor.string() };
}

export function createUser(cursor: Cursor, isRole: boolean): Statement {
  const ifNotExists = cursor.accept('if', 'not', 'exists');
  const accounts = cursor.list(() => accountSpec(cursor));
  skipAccountOptions(cursor);
  return { kind: 'create-user', accounts, ifNotExists, isRole };
}

/** What is said about resources, TLS, expiry and locks behind the accounts. */
function skipAccountOptions(cursor: Cursor): { readonly expire: boolean | undefined; readonly locked: boolean | undefined } {
  let expire: boolean | undefined;
  let locked: boolean | undefined;
  for (;;) {
    if (cursor.accept('account', 'lock')) locked = true;
    else if (cursor.accept('account', 'unlock')) locked = false;
    else if (cursor.accept('password', 'expire')) {
      expire = !(cursor.accept('never') || cursor.accept('default'));
      if (cursor.accept('interval')) {
        cursor.next();
        cursor.expect('day');
      }
    } else if (cursor.accept('require', 'none')) continue;
    else if (cursor.isWord('require', 'with', 'default', 'comment', 'attribute', 'failed_login_attempts'))
      throw sqlErrors.notSimulated(`the option ${cursor.token.text.toUpperCase()} of accounts`);
    else return { expire, locked };
  }
}

export function alterUser(cursor: Cursor): Statement {
  const ifExists = cursor.accept('if', 'exists');
  const accounts = cursor.list(() => accountSpec(cursor));
  return { kind: 'alter-user', accounts, ifExists, ...skipAccountOptions(cursor) };
}

export function dropUser(cursor: Cursor, isRole: boolean): Statement {
  const ifExists = cursor.accept('if', 'exists');
  return { kind: 'drop-user', accounts: cursor.list(() => accountName(cursor)), ifExists, isRole };
}

export function renameUser(cursor: Cursor): Statement {
  const renames = cursor.list(() => {
    const from = accountName(cursor);
    cursor.expect('to');
    return { from, to: accountName(cursor) };
  });
  return { kind: 'rename-user', renames };
}

/** GRANT and REVOKE, from behind their verb. */
export function grant(cursor: Cursor, revoke: boolean): Statement {
  if (isRoleGrant(cursor)) {
    const roles = cursor.list(() => accountName(cursor));
    cursor.expect(revoke ? 'from' : 'to');
    const accounts = cursor.list(() => accountName(cursor));
    cursor.accept('with', 'admin', 'option');
    return { kind: 'grant-role', roles, accounts, revoke };
  }
  const privileges = cursor.list(() => privilege(cursor));
  if (revoke && !cursor.isWord('on') && privileges.some(({ name }) => name === 'GRANT OPTION')) {
    cursor.expect('from');
    return { kind: 'grant', privileges: allPrivileges, on: everything, accounts: specs(cursor), revoke, withGrant: true };
  }
  cursor.expect('on');
  cursor.accept('table');
  if (cursor.isWord('procedure', 'function')) throw sqlErrors.notSimulated('GRANT ON PROCEDURE');
  const on = grantedTable(cursor);
  cursor.expect(revoke ? 'from' : 'to');
  const accounts = specs(cursor);
  const names = privileges.filter(({ name }) => name !== 'GRANT OPTION');
  let withGrant = names.length < privileges.length;
  while (cursor.accept('with')) {
    cursor.expect('grant', 'option');
    withGrant = true;
  }
  return { kind: 'grant', privileges: names, on, accounts, revoke, withGrant };
}

const allPrivileges: readonly GrantedPrivilege[] = [{ name: 'ALL PRIVILEGES', columns: [] }];
const everything: TableName = { database: '*', name: '*' };

function specs(cursor: Cursor): readonly AccountSpec[] {
  return cursor.list(() => accountSpec(cursor));
}

/** A role is named where privileges would be followed by ON. */
function isRoleGrant(cursor: Cursor): boolean {
  for (let distance = 0; distance < 200; distance++) {
    const { kind, text } = cursor.peek(distance);
    if (kind === 'end') return true;
    if (kind === 'word' && text.toLowerCase() === 'on') return false;
    if (kind === 'word' && (text.toLowerCase() === 'to' || text.toLowerCase() === 'from')) return !cursor.isWord('all', 'grant');
  }
  return false;
}

function privilege(cursor: Cursor): GrantedPrivilege {
  const words: string[] = [];
  while (cursor.token.kind === 'word' && !cursor.isWord('on', 'from', 'to')) words.push(cursor.next().text.toUpperCase());
  const columns = cursor.isSymbol('(') ? cursor.parenthesized(() => cursor.identifier()) : [];
  const name = words.join(' ');
  if (name === '') throw cursor.unexpected();
  return { name: name === 'ALL' ? 'ALL PRIVILEGES' : name, columns };
}

/** `*.*`, `db.*`, `*`, `db.table`, `table`. */
function grantedTable(cursor: Cursor): TableName {
  const part = (): string => (cursor.acceptSymbol('*') ? '*' : cursor.anyIdentifier());
  const first = part();
  return cursor.acceptSymbol('.') ? { database: first, name: part() } : { database: undefined, name: first };
}

export function setRole(cursor: Cursor): Statement {
  if (cursor.accept('default')) return { kind: 'set-role', roles: 'default' };
  if (cursor.accept('all')) return { kind: 'set-role', roles: 'all' };
  if (cursor.accept('none')) return { kind: 'set-role', roles: 'none' };
  return { kind: 'set-role', roles: cursor.list(() => accountName(cursor)) };
}

/** SET DEFAULT ROLE, from behind these words. */
export function setDefaultRole(cursor: Cursor): Statement {
  const roles = cursor.accept('all') ? 'all' : cursor.accept('none') ? 'none' : cursor.list(() => accountName(cursor));
  const takesFor = cursor.accept('to') || cursor.accept('for');
  return { kind: 'default-role', roles, accounts: takesFor ? cursor.list(() => accountName(cursor)) : [{ user: '', host: '' }] };
}

/** SET PASSWORD, from behind these words. */
export function setPassword(cursor: Cursor): SetItem {
  const name = cursor.accept('for') ? accountName(cursor) : undefined;
  cursor.expectSymbol('=');
  const wraps = cursor.accept('password');
  if (wraps) cursor.expectSymbol('(');
  const password = cursor.string();
  if (wraps) cursor.expectSymbol(')');
  return { kind: 'password', account: name && !isSelf(name) ? name : undefined, password };
}
