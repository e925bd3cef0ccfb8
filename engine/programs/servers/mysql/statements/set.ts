import { alterUsers } from '../accounts.js';
import { mayGlobally } from '../accounts.js';
import { compile } from '../query/compiler.js';
import { noFrame } from '../query/context.js';
import { Scope } from '../query/scope.js';
import type { Session } from '../session.js';
import { defaultCollationOf } from '../sql/column-types.js';
import type { Expression, SetItem } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { charsetOf } from '../values/collation.js';
import { toText, type Value } from '../values/value.js';
import { zoneOffset } from '../functions/moments.js';
import { done, type Outcome, type Workspace } from './workspace.js';

/** SET: variables of the user, the session, the server. */
export function runSet(items: readonly SetItem[], session: Session, work: Workspace): Outcome {
  for (const item of items) setOne(item, session, work);
  return done();
}

function valueOf(expression: Expression, work: Workspace): Value {
  return compile(expression, { environment: work.environment, scope: new Scope([], undefined), clause: 'field list' }).run(noFrame);
}

function setOne(item: SetItem, session: Session, work: Workspace): void {
  switch (item.kind) {
    case 'user':
      session.userVariables.set(item.name, valueOf(item.value, work));
      return;
    case 'names':
      return setNames(item.charset, item.collation, session);
    case 'password':
      return setPassword(item, session);
    case 'isolation':
      if (item.level !== '')
        for (const name of ['transaction_isolation', 'tx_isolation'])
          if (session.variables.text(name) !== undefined)
            session.variables.set(name, item.scope === 'global' ? 'global' : 'session', item.level);
      return;
    case 'system':
      return setSystem(item, session, work);
  }
}

function setNames(charset: string, collation: string | undefined, session: Session): void {
  const { dialect } = session.engine;
  const wanted = charset === 'default' ? charsetOf(dialect.defaultCollation) : charset;
  const chosen = collation ?? defaultCollationOf(wanted, dialect.product === 'mysql8');
  for (const name of ['character_set_client', 'character_set_connection', 'character_set_results']) session.variables.assign(name, wanted);
  session.variables.assign('collation_connection', chosen);
}

function setPassword({ account, password }: Extract<SetItem, { kind: 'password' }>, session: Session): void {
  const self = session.account;
  if (!self) return;
  if (account && !(account.user === self.user && account.host === self.host) && !mayGlobally(session.accounts, 'CREATE USER'))
    throw sqlErrors.accessDeniedToDatabase(self.user, self.host, 'mysql');
  const isHash = /^\*[0-9A-F]{40}$/i.test(password);
  alterUsers(
    session.engine.catalog,
    {
      kind: 'alter-user',
      accounts: [{ account, password: isHash ? undefined : password, hash: isHash ? password : undefined, plugin: undefined }],
      ifExists: false,
      expire: undefined,
      locked: undefined,
    },
    self,
  );
}

function setSystem({ name, scope, value }: Extract<SetItem, { kind: 'system' }>, session: Session, work: Workspace): void {
  if (scope === 'global' && !mayGlobally(session.accounts, 'SUPER', 'SYSTEM_VARIABLES_ADMIN'))
    throw sqlErrors.needsPrivilege(
      work.dialect.product === 'mysql8' ? 'SUPER or SYSTEM_VARIABLES_ADMIN' : work.dialect.product === 'mariadb' ? 'SUPER' : 'SUPER',
    );
  const given = value === 'default' ? undefined : valueOf(value, work);
  if (name === 'time_zone' && given !== undefined && zoneOffset(toText(given)) === undefined)
    throw sqlErrors.unknownTimeZone(toText(given));
  const wasOn = session.variables.isOn('autocommit');
  session.variables.set(name, scope, given);
  if (name === 'autocommit' && !wasOn && session.variables.isOn('autocommit')) session.commit();
}
