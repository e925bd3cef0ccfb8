import type { AccountName, AccountSpec, Statement } from './sql/ast.js';
import { isMariaDb, type Dialect } from './dialect.js';
import { matchesLike } from './query/pattern.js';
import { hashPassword } from './passwords.js';
import type { Account, Catalog } from './storage/catalog.js';
import { sqlErrors } from './sql-error.js';

/** Users and roles, their passwords and what they may do. */

const matches = (pattern: string, text: string): boolean => matchesLike(text, pattern, '\\', 'utf8mb4_general_ci');

/** The account of a user who comes from a host: exact hosts before patterns, named users before anybody. */
export function findAccount(catalog: Catalog, user: string, host: string): Account | undefined {
  const fitting = catalog.accounts.filter(
    account => !account.isRole && (account.user === user || account.user === '') && (account.host === host || matches(account.host, host)),
  );
  const rank = (account: Account): number =>
    (account.host === host ? 1000 : account.host.replaceAll('%', '').length) + (account.user === '' ? 0 : 0.5);
  return fitting.sort((a, b) => rank(b) - rank(a))[0];
}

export function isSameAccount(a: AccountName, b: AccountName): boolean {
  return a.user === b.user && a.host.toLowerCase() === b.host.toLowerCase();
}

export function describeAccount({ user, host }: AccountName): string {
  return `'${user}'@'${host}'`;
}

function findSame(catalog: Catalog, name: AccountName): Account | undefined {
  return catalog.accounts.find(
    account => isSameAccount(account, name) || (account.isRole === true && account.user === name.user && name.host === '%'),
  );
}

function hashOf({ password, hash }: AccountSpec): string | undefined {
  if (password !== undefined) return hashPassword(password);
  return hash?.replace(/^\*/, '').toLowerCase();
}

function update(catalog: Catalog, account: Account, change: Partial<Account>): void {
  catalog.accounts = catalog.accounts.map(other => (other === account ? { ...account, ...change } : other));
}

export function createUsers(
  catalog: Catalog,
  { accounts, ifNotExists, isRole }: Extract<Statement, { kind: 'create-user' }>,
  dialect: Dialect,
): void {
  const verb = isRole ? 'CREATE ROLE' : 'CREATE USER';
  const failing = accounts.filter(({ account }) => account && findSame(catalog, account));
  if (failing.length > 0 && !ifNotExists)
    throw sqlErrors.operationFailed(verb, failing.map(({ account }) => account && describeName(account, isRole, dialect)).join(','));
  for (const spec of accounts) {
    if (!spec.account || failing.includes(spec)) continue;
    const host = isRole && isMariaDb(dialect) ? '' : spec.account.host;
    catalog.accounts = [
      ...catalog.accounts,
      {
        user: spec.account.user,
        host,
        passwordHash: isRole ? '!' : (hashOf(spec) ?? ''),
        grants: {},
        grantable: [],
        isRole,
        locked: isRole,
      },
    ];
  }
}

function describeName(name: AccountName, isRole: boolean, dialect: Dialect): string {
  return isRole && isMariaDb(dialect) ? `'${name.user}'` : describeAccount(name);
}

export function alterUsers(
  catalog: Catalog,
  { accounts, ifExists, expire, locked }: Extract<Statement, { kind: 'alter-user' }>,
  self: Account,
): void {
  for (const spec of accounts) {
    const account = findSame(catalog, spec.account ?? self);
    if (!account) {
      if (ifExists) continue;
      throw sqlErrors.operationFailed('ALTER USER', describeAccount(spec.account ?? self));
    }
    const hash = hashOf(spec);
    update(catalog, account, {
      ...(hash === undefined ? {} : { passwordHash: hash, expired: false }),
      ...(expire === undefined ? {} : { expired: expire }),
      ...(locked === undefined ? {} : { locked }),
    });
  }
}

export function dropUsers(
  catalog: Catalog,
  { accounts, ifExists, isRole }: Extract<Statement, { kind: 'drop-user' }>,
  dialect: Dialect,
): void {
  const missing = accounts.filter(account => !findSame(catalog, account));
  if (missing.length > 0 && !ifExists)
    throw sqlErrors.operationFailed(isRole ? 'DROP ROLE' : 'DROP USER', missing.map(name => describeName(name, isRole, dialect)).join(','));
  const gone = accounts.map(name => findSame(catalog, name));
  catalog.accounts = catalog.accounts.filter(account => !gone.includes(account));
}

export function renameUsers(catalog: Catalog, renames: readonly { readonly from: AccountName; readonly to: AccountName }[]): void {
  for (const { from, to } of renames) {
    const account = findSame(catalog, from);
    if (!account || findSame(catalog, to)) throw sqlErrors.operationFailed('RENAME USER', describeAccount(from));
    update(catalog, account, to);
  }
}

/** GRANT and REVOKE of privileges. */
export function grantPrivileges(
  catalog: Catalog,
  statement: Extract<Statement, { kind: 'grant' }>,
  current: string | undefined,
  dialect: Dialect,
): void {
  const { privileges, on, accounts, revoke, withGrant } = statement;
  const database = on.database ?? current;
  if (database === undefined) throw sqlErrors.noDatabase();
  const scope = `${database}.${on.name}`;
  if (on.name !== '*' && !revoke && !catalog.table(database, on.name) && !catalog.view(database, on.name) && database !== 'mysql')
    throw sqlErrors.tableMissing(scope);
  for (const spec of accounts) {
    if (!spec.account) continue;
    let account = findSame(catalog, spec.account);
    if (!account) account = implicitAccount(catalog, spec, revoke, dialect);
    const hash = hashOf(spec);
    const names = privileges.map(({ name, columns }) =>
      columns.length === 0 ? name : `${name} (${columns.map(column => `\`${column}\``).join(', ')})`,
    );
    const held = account.grants[scope] ?? [];
    if (revoke && held.length === 0 && !(scope === '*.*')) {
      throw on.name === '*'
        ? sqlErrors.noSuchGrant(account.user, account.host)
        : sqlErrors.noSuchTableGrant(account.user, account.host, on.name);
    }
    update(catalog, account, {
      grants: { ...account.grants, [scope]: revoke ? without(held, names, scope) : joined(held, names) },
      grantable: withGrant
        ? revoke
          ? account.grantable.filter(other => other !== scope)
          : [...new Set([...account.grantable, scope])]
        : account.grantable,
      ...(hash === undefined ? {} : { passwordHash: hash }),
    });
  }
}

function joined(held: readonly string[], names: readonly string[]): readonly string[] {
  if (names.includes('ALL PRIVILEGES') || held.includes('ALL PRIVILEGES')) return ['ALL PRIVILEGES'];
  return [...new Set([...held, ...names.filter(name => name !== 'USAGE')])];
}

/** Taking something from ALL leaves everything else. */
function without(held: readonly string[], names: readonly string[], scope: string): readonly string[] {
  if (names.includes('ALL PRIVILEGES')) return [];
  const all = held.includes('ALL PRIVILEGES')
    ? scope === '*.*'
      ? [...databasePrivileges, ...globalPrivileges]
      : databasePrivileges
    : held;
  return all.filter(name => !names.includes(name));
}

/** Before MySQL 8 GRANT made accounts; MariaDB and 5.7 still do where NO_AUTO_CREATE_USER does not forbid it. */
function implicitAccount(catalog: Catalog, spec: AccountSpec, revoke: boolean, dialect: Dialect): Account {
  const name = spec.account ?? { user: '', host: '' };
  if (revoke) throw sqlErrors.noSuchGrant(name.user, name.host);
  if (dialect.product === 'mysql8' || (spec.password === undefined && spec.hash === undefined)) {
    if (dialect.product === 'mariadb') throw sqlErrors.noMatchingUser();
    throw sqlErrors.cannotCreateWithGrant();
  }
  const account: Account = { ...name, passwordHash: hashOf(spec) ?? '', grants: {}, grantable: [] };
  catalog.accounts = [...catalog.accounts, account];
  return account;
}

export function grantRoles(catalog: Catalog, { roles, accounts, revoke }: Extract<Statement, { kind: 'grant-role' }>): void {
  for (const role of roles) if (!findSame(catalog, role)) throw sqlErrors.unknownAuthorization(role.user, role.host);
  for (const name of accounts) {
    const account = findSame(catalog, name);
    if (!account) throw sqlErrors.unknownAuthorization(name.user, name.host);
    const names = roles.map(role => keyOf(findSame(catalog, role) ?? role));
    const held = account.roles ?? [];
    update(catalog, account, { roles: revoke ? held.filter(role => !names.includes(role)) : [...new Set([...held, ...names])] });
  }
}

export function keyOf({ user, host }: AccountName): string {
  return `\`${user}\`@\`${host}\``;
}

export function setDefaultRoles(
  catalog: Catalog,
  roles: readonly AccountName[] | 'all' | 'none',
  accounts: readonly AccountName[],
  self: Account,
): void {
  for (const name of accounts) {
    const account = findSame(catalog, name.user === '' ? self : name);
    if (!account) throw sqlErrors.operationFailed('SET DEFAULT ROLE', describeAccount(name));
    const defaultRoles =
      roles === 'all' ? (account.roles ?? []) : roles === 'none' ? [] : roles.map(role => keyOf(findSame(catalog, role) ?? role));
    update(catalog, account, { defaultRoles });
  }
}

/** The account and the roles that are active, and those that these have. */
export function withRoles(catalog: Catalog, account: Account, active: readonly string[]): readonly Account[] {
  const result: Account[] = [account];
  const wanted = [...active];
  for (let i = 0; i < wanted.length && i < 100; i++) {
    const role = catalog.accounts.find(other => keyOf(other) === wanted[i]);
    if (!role || result.includes(role)) continue;
    result.push(role);
    wanted.push(...(role.roles ?? []));
  }
  return result;
}

/** Whether accounts may do something with a table (or, without one, with anything in the database). */
export function mayUse(accounts: readonly Account[], privilege: string, database: string, table = '*'): boolean {
  return accounts.some(account =>
    Object.entries(account.grants).some(([scope, privileges]) => {
      const dot = scope.lastIndexOf('.');
      const [ofDatabase, ofTable] = [scope.slice(0, dot), scope.slice(dot + 1)];
      if (ofDatabase !== '*' && ofDatabase !== database && !matches(ofDatabase, database)) return false;
      if (ofTable !== '*' && ofTable !== table && privilege !== 'USE') return false;
      if (privilege === 'USE')
        return (
          privileges.length > 0 &&
          (scope !== '*.*' || privileges.some(name => databasePrivileges.includes(name) || name === 'ALL PRIVILEGES'))
        );
      return privileges.some(name => name === 'ALL PRIVILEGES' || name === privilege || name.startsWith(`${privilege} (`));
    }),
  );
}

export function mayGlobally(accounts: readonly Account[], ...privileges: readonly string[]): boolean {
  return accounts.some(({ grants }) => (grants['*.*'] ?? []).some(name => name === 'ALL PRIVILEGES' || privileges.includes(name)));
}

const databasePrivileges: readonly string[] = [
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'CREATE',
  'DROP',
  'REFERENCES',
  'INDEX',
  'ALTER',
  'CREATE TEMPORARY TABLES',
  'LOCK TABLES',
  'EXECUTE',
  'CREATE VIEW',
  'SHOW VIEW',
  'CREATE ROUTINE',
  'ALTER ROUTINE',
  'EVENT',
  'TRIGGER',
];
const globalPrivileges: readonly string[] = [
  'RELOAD',
  'SHUTDOWN',
  'PROCESS',
  'FILE',
  'SHOW DATABASES',
  'SUPER',
  'REPLICATION SLAVE',
  'REPLICATION CLIENT',
  'CREATE USER',
  'CREATE TABLESPACE',
];
const order =
  'SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, SHUTDOWN, PROCESS, FILE, REFERENCES, INDEX, ALTER, SHOW DATABASES, SUPER, CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, REPLICATION SLAVE, REPLICATION CLIENT, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER, CREATE TABLESPACE, CREATE ROLE, DROP ROLE'.split(
    ', ',
  );

function sortedPrivileges(privileges: readonly string[]): string {
  const rank = (name: string): number => order.indexOf(name.replace(/ \(.*/, '')) + 1 || 100;
  return [...privileges].sort((a, b) => rank(a) - rank(b)).join(', ');
}

/** The lines of SHOW GRANTS. */
export function describeGrants(account: Account, dialect: Dialect): readonly string[] {
  const quote = dialect.product === 'mysql57' ? (text: string): string => `'${text}'` : (text: string): string => `\`${text}\``;
  const name = account.isRole && isMariaDb(dialect) ? quote(account.user) : `${quote(account.user)}@${quote(account.host)}`;
  const held = (scope: string): readonly string[] => account.grants[scope] ?? [];
  const suffix = (scope: string): string => (account.grantable.includes(scope) ? ' WITH GRANT OPTION' : '');
  const global = held('*.*');
  const everything = dialect.product === 'mysql8' && global.includes('ALL PRIVILEGES') ? order.join(', ') : sortedPrivileges(global);
  const proof =
    isMariaDb(dialect) && !['', '!'].includes(account.passwordHash)
      ? ` IDENTIFIED BY PASSWORD '*${account.passwordHash.toUpperCase()}'`
      : '';
  const scopes = Object.keys(account.grants).filter(scope => scope !== '*.*' && held(scope).length > 0);
  const roles = account.roles ?? [];
  const lines = [`GRANT ${global.length === 0 ? 'USAGE' : everything} ON *.* TO ${name}${proof}${suffix('*.*')}`];
  if (dialect.product === 'mysql8' && global.includes('ALL PRIVILEGES'))
    lines.push(`GRANT ${dynamicPrivileges} ON *.* TO ${name}${suffix('*.*')}`);
  lines.push(...scopes.map(scope => `GRANT ${sortedPrivileges(held(scope))} ON ${quoteScope(scope)} TO ${name}${suffix(scope)}`));
  if (roles.length > 0)
    lines.push(
      ...(isMariaDb(dialect) ? roles.map(role => `GRANT ${role.replace(/@``$/, '')} TO ${name}`) : [`GRANT ${roles.join(',')} TO ${name}`]),
    );
  if (dialect.product === 'mysql8' && global.includes('ALL PRIVILEGES') && account.user === 'root')
    lines.push(`GRANT PROXY ON \`\`@\`\` TO ${name} WITH GRANT OPTION`);
  return lines;
}

const dynamicPrivileges =
  'APPLICATION_PASSWORD_ADMIN,AUDIT_ABORT_EXEMPT,AUDIT_ADMIN,AUTHENTICATION_POLICY_ADMIN,BACKUP_ADMIN,BINLOG_ADMIN,BINLOG_ENCRYPTION_ADMIN,CLONE_ADMIN,CONNECTION_ADMIN,ENCRYPTION_KEY_ADMIN,FIREWALL_EXEMPT,FLUSH_OPTIMIZER_COSTS,FLUSH_STATUS,FLUSH_TABLES,FLUSH_USER_RESOURCES,GROUP_REPLICATION_ADMIN,GROUP_REPLICATION_STREAM,INNODB_REDO_LOG_ARCHIVE,INNODB_REDO_LOG_ENABLE,PASSWORDLESS_USER_ADMIN,PERSIST_RO_VARIABLES_ADMIN,REPLICATION_APPLIER,REPLICATION_SLAVE_ADMIN,RESOURCE_GROUP_ADMIN,RESOURCE_GROUP_USER,ROLE_ADMIN,SENSITIVE_VARIABLES_OBSERVER,SERVICE_CONNECTION_ADMIN,SESSION_VARIABLES_ADMIN,SET_USER_ID,SHOW_ROUTINE,SYSTEM_USER,SYSTEM_VARIABLES_ADMIN,TABLE_ENCRYPTION_ADMIN,TELEMETRY_LOG_ADMIN,XA_RECOVER_ADMIN';

function quoteScope(scope: string): string {
  const dot = scope.lastIndexOf('.');
  const quote = (part: string): string => (part === '*' ? part : `\`${part}\``);
  return `${quote(scope.slice(0, dot))}.${quote(scope.slice(dot + 1))}`;
}
