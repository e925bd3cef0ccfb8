import type { Task } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { StatementOf } from '../sql/statements.js';
import { discard } from './discard.js';
import type { Session } from './session.js';
import { setConstraints } from './set-constraints.js';
import { settingName, settingSpecs, unknownSetting } from './settings.js';

/** Where settings are shown. */
export interface TextSink {
  textRows(columns: readonly string[], rows: Iterable<readonly (string | null)[]>): Task<void>;
}

type SettingStatement = StatementOf<'set' | 'reset' | 'show' | 'discard' | 'set-constraints'>;

/** SET, RESET, SHOW and DISCARD. */
export function* runSetting(statement: SettingStatement, session: Session, sink: TextSink): Task<string> {
  if (!session.transaction) session.runtime();
  switch (statement.kind) {
    case 'show': {
      if (statement.name === 'all') {
        yield* sink.textRows(
          ['name', 'setting', 'description'],
          session.settings().map(({ name, value, description }) => [name, value, description]),
        );
        return 'SHOW';
      }
      const value = session.setting(statement.name);
      if (value === undefined) throw unknownSetting(statement.name);
      yield* sink.textRows([settingName(statement.name)], [[value]]);
      return 'SHOW';
    }
    case 'set-constraints':
      yield* setConstraints(statement, session);
      return 'SET CONSTRAINTS';
    case 'set':
      setOne(statement, session);
      return 'SET';
    case 'reset':
      if (statement.name === 'all') session.settingValues.clear();
      else if (statement.name === 'role') session.userOid = session.loginOid;
      else if (
        !settingSpecs.has(settingName(statement.name)) &&
        !statement.name.includes('.') &&
        statement.name !== 'session_authorization'
      )
        throw unknownSetting(statement.name);
      else session.settingValues.delete(settingName(statement.name));
      return 'RESET';
    case 'discard':
      discard(statement.what, session);
      return `DISCARD ${statement.what.toUpperCase()}`;
  }
}

function setOne(statement: StatementOf<'set'>, session: Session): void {
  const { name, values } = statement;
  const value = values?.map(part => (name === 'search_path' && !/^[a-z_$][a-z0-9_$]*$/.test(part) ? `"${part}"` : part)).join(', ');
  if (name === 'role' || name === 'session_authorization') {
    const wanted =
      value === undefined || value === 'none'
        ? session.loginOid
        : [...session.globals().roles.values()].find(role => role.name === value)?.oid;
    if (wanted === undefined) throw new PgError(codes.invalidParameter, `role "${value ?? ''}" does not exist`);
    if (!session.isMember(session.loginOid, wanted))
      throw new PgError(
        codes.privilege,
        name === 'role' ? `permission denied to set role "${value ?? ''}"` : 'permission denied to set session authorization',
      );
    session.userOid = wanted;
    return;
  }
  if (value !== undefined) return session.setSetting(name, value, statement.scope === 'local');
  if (!settingSpecs.has(settingName(name)) && !name.includes('.')) throw unknownSetting(name);
  session.settingValues.delete(settingName(name));
}
