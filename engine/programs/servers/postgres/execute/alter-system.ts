import type { Task } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { StatementOf } from '../sql/statements.js';
import type { Session } from './session.js';
import { checkSetting, settingName, settingSpecs, unknownSetting } from './settings.js';

/** ALTER SYSTEM: writes a setting down for the next reload of the server. */
export function* alterSystem({ name, values }: StatementOf<'alter-setting'>, session: Session): Task<string> {
  if (session.transaction?.isBlock) throw new PgError(codes.activeTransaction, 'ALTER SYSTEM cannot run inside a transaction block');
  const known = settingName(name);
  const isAll = name === 'all' && values === undefined;
  if (!isAll && !session.host.isSetting(known)) throw unknownSetting(name);
  if (session.globals().roles.get(session.userOid)?.superuser !== true)
    throw new PgError(
      codes.privilege,
      isAll ? 'permission denied to perform ALTER SYSTEM RESET ALL' : `permission denied to set parameter "${known}"`,
    );
  if (settingSpecs.get(known)?.context === 'i') throw new PgError('55P02', `parameter "${known}" cannot be changed`);
  if (values?.length === 1) checkSetting(known, values[0] ?? '');
  const value = values?.map(part => (values.length > 1 && !/^[a-z_$][a-z0-9_$]*$/.test(part) ? `"${part}"` : part)).join(', ');
  yield* session.host.alterSystem(isAll ? 'all' : known, value);
  return 'ALTER SYSTEM';
}
