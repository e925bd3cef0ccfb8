import type { Query } from '../sql/ast.js';
import type { PgType } from '../values/type-table.js';
import type { CompiledQuery } from './runtime.js';
import { Scope } from './scope.js';
import { planSelect } from './select.js';
import { planValues } from './values-list.js';
import { planSet } from './set-operation.js';
import { planCommonTables } from './common-tables.js';

/** A query with its common tables, in a scope whose names it may use. */
export function planQuery(query: Query, around: Scope, wanted?: readonly (PgType | undefined)[]): CompiledQuery {
  const scope = new Scope(around.analysis, around, around.commonTables);
  if (query.with) planCommonTables(query.with, scope);
  const { body } = query;
  switch (body.kind) {
    case 'select':
      return planSelect(body, query, scope, wanted);
    case 'values':
      return planValues(query, body, scope, wanted);
    case 'set':
      return planSet(query, body, scope, wanted);
  }
}
