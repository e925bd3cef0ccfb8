import type { SessionAccess } from '../plan/runtime.js';
import type { Relation, Routine } from '../storage/catalog.js';
import { classOids } from './description-tables.js';
import { relationIn } from './show-expressions.js';
import { relations, relationsOf } from './subjects.js';
import { catalogTable } from './system-tables.js';

/** What something needs that is: a row of a system table, or a column of a relation. */
interface Dependency {
  readonly classOid: number;
  readonly oid: number;
  readonly on: number;
  readonly column: number;
  /** n it must stay, a it goes with it, i it is a part of it. */
  readonly kind: 'n' | 'a' | 'i';
}

function ruleOid({ oid }: Relation): number {
  return oid * 100 + 99;
}

export function defaultOid({ oid }: Relation, column: number): number {
  return oid * 100 + column;
}

function dependenciesOf(relation: Relation, session: SessionAccess): readonly Dependency[] {
  const owned = relation.sequence?.ownedBy;
  const own: readonly Dependency[] = owned
    ? [{ classOid: classOids.relation, oid: relation.oid, on: owned.table, column: owned.column, kind: owned.isIdentity ? 'i' : 'a' }]
    : [];
  const read = (relation.reads ?? []).map(
    (on): Dependency => ({ classOid: classOids.rule, oid: ruleOid(relation), on, column: 0, kind: 'n' }),
  );
  const defaults = relation.columns.flatMap((column): readonly Dependency[] => {
    const sequence = relationIn(column.default ?? '', session);
    const oid = defaultOid(relation, column.number);
    return sequence ? [{ classOid: classOids.attributeDefault, oid, on: sequence.oid, column: 0, kind: 'n' }] : [];
  });
  return [...own, ...read, ...defaults];
}

/** The tables whose rows a routine takes or gives. */
function dependenciesOfRoutine({ oid, args, returns }: Routine): readonly Dependency[] {
  const tables = new Set([returns, ...args].flatMap(({ table }) => table ?? []));
  return [...tables].map(on => ({ classOid: classOids.routine, oid, on, column: 0, kind: 'n' }));
}

catalogTable({
  name: 'pg_depend',
  oid: 2608,
  items: session => [
    ...relations(session).flatMap(relation => dependenciesOf(relation, session)),
    ...[...session.catalog().routines.values()].flatMap(dependenciesOfRoutine),
  ],
  columns: {
    'classid oid': ({ classOid }) => classOid,
    'objid oid': ({ oid }) => oid,
    'objsubid int4': 0,
    'refclassid oid': classOids.relation,
    'refobjid oid': ({ on }) => on,
    'refobjsubid int4': ({ column }) => column,
    'deptype char': ({ kind }) => kind,
  },
});

catalogTable({
  name: 'pg_rewrite',
  oid: 2618,
  items: relationsOf('v', 'm'),
  columns: {
    'oid oid': ruleOid,
    'rulename name': '_RETURN',
    'ev_class oid': ({ oid }) => oid,
    'ev_type char': '1',
    'ev_enabled char': 'O',
  },
});
