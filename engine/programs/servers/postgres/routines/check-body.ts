import type { Session } from '../execute/session.js';
import { PgError } from '../pg-error.js';
import { checkNames } from '../plpgsql/check-names.js';
import { bodyOf } from '../plpgsql/call.js';
import type { Routine } from '../storage/catalog.js';
import { checkSqlFunction } from './sql-function.js';

/** Looks whether the body of a new function can be right; errors point into the statement that makes it, in which it begins at `bodyAt`. */
export function checkBody(routine: Routine, bodyAt: number, session: Session): void {
  try {
    if (routine.language === 'plpgsql') checkNames(bodyOf(routine), new Set(namesIn(routine)));
    else checkSqlFunction(routine, session);
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    const { at, ...fields } = error.fields;
    throw new PgError(error.code, error.message, { ...fields, ...(at === undefined ? {} : { at: at + bodyAt }) });
  }
}

/** What the body may assign to besides what it declares. */
function namesIn({ name, args }: Routine): readonly string[] {
  return [name, 'found', 'new', 'old', ...args.flatMap((arg, i) => [arg.name ?? `column${String(i + 1)}`, `$${String(i + 1)}`])];
}
