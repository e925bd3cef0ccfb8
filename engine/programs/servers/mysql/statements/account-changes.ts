import {
  alterUsers,
  createUsers,
  dropUsers,
  grantPrivileges,
  grantRoles,
  keyOf,
  mayGlobally,
  mayUse,
  renameUsers,
  setDefaultRoles,
} from '../accounts.js';
import type { Session } from '../session.js';
import type { Statement } from '../sql/ast.js';
import { SqlError, sqlErrors } from '../sql-error.js';
import { done, type Outcome } from './workspace.js';

type AccountStatement = Extract<
  Statement,
  { kind: 'create-user' | 'alter-user' | 'drop-user' | 'rename-user' | 'grant' | 'grant-role' | 'set-role' | 'default-role' }
>;

/** CREATE USER, GRANT and their kin. */
export function runAccountStatement(statement: AccountStatement, session: Session): Outcome {
  const { catalog, dialect } = session.engine;
  const self = session.account;
  if (!self) throw sqlErrors.accessDenied(session.user, session.host, false);
  checkRight(statement, session);
  switch (statement.kind) {
    case 'create-user':
      createUsers(catalog, statement, dialect);
      break;
    case 'alter-user':
      alterUsers(catalog, statement, self);
      break;
    case 'drop-user':
      dropUsers(catalog, statement, dialect);
      break;
    case 'rename-user':
      renameUsers(catalog, statement.renames);
      break;
    case 'grant':
      grantPrivileges(catalog, statement, session.database, dialect);
      break;
    case 'grant-role':
      grantRoles(catalog, statement);
      break;
    case 'default-role':
      setDefaultRoles(catalog, statement.roles, statement.accounts, self);
      break;
    case 'set-role':
      setRole(statement, session);
      break;
  }
  return done();
}

function checkRight(statement: AccountStatement, session: Session): void {
  const self = session.account;
  if (!self || statement.kind === 'set-role' || statement.kind === 'default-role') return;
  if (statement.kind === 'grant') {
    const database = statement.on.database ?? session.database ?? '';
    const holds = session.accounts.some(
      ({ grantable }) =>
        grantable.includes('*.*') || grantable.includes(`${database}.*`) || grantable.includes(`${database}.${statement.on.name}`),
    );
    if (
      holds &&
      statement.privileges.every(
        ({ name }) =>
          name === 'USAGE' || name === 'ALL PRIVILEGES' || database === '*' || mayUse(session.accounts, name, database, statement.on.name),
      )
    )
      return;
    if (database === '*') throw sqlErrors.accessDenied(session.user, session.host, self.passwordHash !== '');
    if (statement.on.name === '*') throw sqlErrors.accessDeniedToDatabase(self.user, self.host, database);
    throw sqlErrors.commandDenied(statement.revoke ? 'REVOKE' : 'GRANT', self.user, session.host, statement.on.name);
  }
  const onlySelf =
    statement.kind === 'alter-user' &&
    statement.accounts.every(({ account }) => !account || (account.user === self.user && account.host === self.host));
  if (!onlySelf && !mayGlobally(session.accounts, 'CREATE USER')) throw sqlErrors.needsPrivilege('CREATE USER');
}

function setRole({ roles }: Extract<Statement, { kind: 'set-role' }>, session: Session): void {
  const held = session.account?.roles ?? [];
  if (roles === 'none') session.activeRoles = [];
  else if (roles === 'all') session.activeRoles = held;
  else if (roles === 'default') session.activeRoles = session.account?.defaultRoles ?? [];
  else {
    session.activeRoles = roles.map(role => {
      const key = held.find(other => other === keyOf(role) || other === `\`${role.user}\`@\`\``);
      if (key !== undefined) return key;
      throw session.engine.dialect.product === 'mariadb'
        ? new SqlError(1959, 'OP000', `Invalid role specification \`${role.user}\``)
        : new SqlError(
            3530,
            'HY000',
            `\`${role.user}\`@\`${role.host}\` is not granted to \`${session.user}\`@\`${session.account?.host ?? ''}\``,
          );
    });
  }
}
