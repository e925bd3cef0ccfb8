import { planCommonTables } from '../plan/common-tables.js';
import { Scope } from '../plan/scope.js';
import type { Delete, Insert, Update } from '../sql/ast.js';
import type { ChangePlan } from './change-plan.js';
import { planInsert } from './insert.js';
import { planUpdate } from './update.js';
import { planDelete } from './delete.js';

/** INSERT, UPDATE or DELETE, ready to run. */
export function planChange(statement: Insert | Update | Delete, around: Scope): ChangePlan {
  const scope = new Scope(around.analysis, around, around.commonTables);
  if (statement.with) planCommonTables(statement.with, scope);
  switch (statement.kind) {
    case 'insert':
      return planInsert(statement, scope);
    case 'update':
      return planUpdate(statement, scope);
    case 'delete':
      return planDelete(statement, scope);
  }
}
