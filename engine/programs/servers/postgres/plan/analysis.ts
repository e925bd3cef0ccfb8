import type { PgType } from '../values/type-table.js';
import { planChange } from '../execute/change.js';
import { compileExpression } from './expression.js';
import { planQuery } from './query.js';
import type { SessionAccess } from './runtime.js';
import { Analysis } from './scope.js';

/** What a new statement is compiled with. */
export function newAnalysis(session: SessionAccess, params: (PgType | undefined)[] = []): Analysis {
  return new Analysis(session, params, { planQuery, planChange, compile: compileExpression });
}
