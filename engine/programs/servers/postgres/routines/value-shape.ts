import { codes, PgError } from '../pg-error.js';
import { findRelation } from '../plan/find-relation.js';
import { findType, requireType } from '../plan/find-type.js';
import { columnsOf } from '../plan/from-plan.js';
import type { Compiled, SessionAccess } from '../plan/runtime.js';
import type { TypeReference } from '../sql/routine-statements.js';
import { relationNamed, schemaNamed, type Relation } from '../storage/catalog.js';
import { t, typeModifier, type PgType } from '../values/type-table.js';

/** What a variable, an argument or a result can hold. */
export interface ValueShape {
  readonly type: PgType;
  readonly typmod: number;
  /** The table whose rows it holds. */
  readonly table?: number;
  /** Of a row: its columns; undefined for a record that may hold any. */
  readonly fields?: Compiled['fields'];
}

/** What a type, `t.c%TYPE` or `t%ROWTYPE` stands for. */
export function shapeOf({ type, like }: TypeReference, session: SessionAccess): ValueShape {
  if (like === 'type') return shapeOfColumn(type.name, session, type.at);
  const table = type.dimensions === 0 ? tableNamed(type.name, session) : undefined;
  if (table && (like === 'rowtype' || findType(type, session) === t.record) && type.name.at(-1) !== 'record')
    return rowShape(table, session);
  if (like === 'rowtype') throw new PgError(codes.undefinedTable, `relation "${type.name.join('.')}" does not exist`, { at: type.at });
  const found = requireType(type, session);
  return { type: found, typmod: typeModifier(found, type.modifiers, type.at) };
}

/** The rows of a table. */
export function rowShape(table: Relation, session: SessionAccess): ValueShape {
  const fields = columnsOf(table, session).map(({ name, type, typmod }) => ({ name, type, typmod }));
  return { type: t.record, typmod: -1, table: table.oid, fields };
}

function tableNamed(name: readonly string[], session: SessionAccess): Relation | undefined {
  const catalog = session.catalog();
  const schemas = name.length > 1 ? [schemaNamed(catalog, name.at(-2) ?? '')?.oid ?? 0] : session.searchPath();
  for (const schema of schemas) {
    const found = relationNamed(catalog, schema, name.at(-1) ?? '');
    if (found && found.kind !== 'i') return found;
  }
  return undefined;
}

function shapeOfColumn(path: readonly string[], session: SessionAccess, at: number): ValueShape {
  const table = findRelation({ analysis: { session } }, path.slice(0, -1), at);
  if (!table) throw new PgError(codes.undefinedTable, `relation "${path.slice(0, -1).join('.')}" does not exist`, { at });
  const column = columnsOf(table, session).find(({ name }) => name === path.at(-1));
  if (!column) throw new PgError(codes.undefinedColumn, `column "${path.at(-1) ?? ''}" of relation "${table.name}" does not exist`, { at });
  return { type: column.type, typmod: column.typmod };
}
