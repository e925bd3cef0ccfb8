import { codes, PgError } from '../pg-error.js';
import { compileCondition } from '../plan/coerce.js';
import { denied } from '../plan/find-relation.js';
import { type Env, newEnv, type SessionAccess } from '../plan/runtime.js';
import { shiftEntry } from '../plan/from-plan.js';
import type { Scope } from '../plan/scope.js';
import type { Conflict, Insert } from '../sql/ast.js';
import type { Relation } from '../storage/catalog.js';
import type { Tuple } from '../storage/heap.js';
import type { Row } from '../values/value.js';
import { assigned, compileAssignments } from './assignments.js';
import type { Waiting } from './waiting.js';
import { tableScope } from './table-parts.js';
import type { TableWriter } from './table-writer.js';

/** What happens to a row that is there already. */
export interface ConflictPlan {
  /** Puts a row in, or does to the one in its way what DO says; `touched` are rows of this statement. */
  insert(writer: TableWriter, row: Row, touched: Set<Tuple>, outer: Env | undefined): Waiting<Tuple | undefined>;
}

/** ON CONFLICT of an INSERT. */
export function planConflict(conflict: Conflict, relation: Relation, statement: Insert, scope: Scope): ConflictPlan {
  const { session } = scope.analysis;
  const arbiter = conflict.constraint ?? (conflict.columns ? conflictIndex(conflict, relation, scope) : undefined);
  if (conflict.set && arbiter === undefined)
    throw new PgError(codes.syntax, 'ON CONFLICT DO UPDATE requires inference specification or constraint name', {
      at: conflict.at,
      hint: 'For example, ON CONFLICT (column_name).',
    });
  if (conflict.constraint !== undefined && !relation.constraints.some(({ name }) => name === conflict.constraint))
    throw new PgError(codes.undefinedObject, `constraint "${conflict.constraint}" for table "${relation.name}" does not exist`);
  refuseDeferrable(relation, arbiter, session);
  const inner = conflictScope(relation, statement.table.alias ?? relation.name, scope);
  if (conflict.set && !session.mayUse(relation, 'UPDATE')) throw denied(relation);
  const set = conflict.set ? compileAssignments(conflict.set, relation, inner) : undefined;
  const where = compileCondition(conflict.where, 'WHERE', inner);
  return {
    *insert(writer, row, touched, outer) {
      let there: Tuple | undefined;
      const inserted = yield* writer.insert(row, (index, tuple) => {
        if (arbiter !== undefined && index.relation.name !== arbiter) return false;
        there = tuple;
        return true;
      });
      if (inserted || !there || !set) return inserted;
      if (touched.has(there))
        throw new PgError(codes.cardinality, 'ON CONFLICT DO UPDATE command cannot affect row a second time', {
          hint: 'Ensure that no rows proposed for insertion within the same command have duplicate constrained values.',
        });
      const env = newEnv(writer.runtime, newEnv(writer.runtime, outer), [...there.values, ...writer.completed(row)]);
      if (where && where.eval(env) !== true) return undefined;
      return yield* writer.update(there, assigned(there.values, set, env));
    },
  };
}

/** A key that may be doubled for a while cannot tell whether there is a conflict. */
function refuseDeferrable(relation: Relation, arbiter: string | undefined, session: SessionAccess): void {
  const { relations } = session.catalog();
  const isMeant = (index: number | undefined): boolean => arbiter === undefined || relations.get(index ?? 0)?.name === arbiter;
  if (relation.constraints.some(({ deferrable, index }) => deferrable && isMeant(index)))
    throw new PgError(codes.notInState, 'ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters');
}

/** What DO UPDATE may name: the row that is there, and `excluded`, the row that was to be put in. */
function conflictScope(relation: Relation, alias: string, scope: Scope): Scope {
  const inner = tableScope(relation, scope.analysis, alias, scope);
  const [own] = inner.entries;
  if (!own) return inner;
  const excluded = shiftEntry({ ...own, alias: 'excluded' }, relation.columns.length);
  inner.use([own, excluded], own.columns, relation.columns.length * 2);
  return inner;
}

/** The unique index that the columns of ON CONFLICT mean. */
function conflictIndex(conflict: Conflict, relation: Relation, scope: Scope): string {
  const names = (conflict.columns ?? []).map(expr => (expr.kind === 'column' ? (expr.path.at(-1) ?? '') : ''));
  for (const [i, name] of names.entries()) {
    if (!relation.columns.some(column => column.name === name))
      throw new PgError(codes.undefinedColumn, `column "${name}" does not exist`, { at: conflict.columns?.[i]?.at });
  }
  const numbers = relation.columns.filter(({ name }) => names.includes(name)).map(({ number }) => number);
  for (const index of scope.analysis.session.catalog().relations.values()) {
    if (index.index?.table !== relation.oid || !index.index.isUnique) continue;
    const own = index.index.columns.map(({ column }) => column ?? -1);
    if (own.length === numbers.length && own.every(number => numbers.includes(number))) return index.name;
  }
  throw new PgError(codes.badColumnReference, 'there is no unique or exclusion constraint matching the ON CONFLICT specification');
}
