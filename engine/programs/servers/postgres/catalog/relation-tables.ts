import type { SessionAccess } from '../plan/runtime.js';
import { indexesOf, oids, type Constraint, type IndexSpec, type Relation } from '../storage/catalog.js';
import { ArrayValue, type Value } from '../values/value.js';
import { acl, indexes, relations, rowCount, sequences } from './subjects.js';
import { catalogTable, systemTables, type SystemTable } from './system-tables.js';

catalogTable({
  name: 'pg_namespace',
  oid: 2615,
  items: session => session.catalog().schemas.values(),
  columns: { 'oid oid': ({ oid }) => oid, 'nspname name': ({ name }) => name, 'nspowner oid': ({ owner }) => owner, 'nspacl _text': acl },
});

/** A relation of the database, or one of those that every database has. */
type Listed = Relation | SystemTable;

const isOwn = (listed: Listed): listed is Relation => 'filenode' in listed;
const isCatalog = ({ schema }: Listed): boolean => schema === 'pg_catalog';
const hasRows = (listed: Listed): listed is Relation => isOwn(listed) && (listed.kind === 'r' || listed.kind === 'm');

/** What an own relation has in a column, and what the others have there. */
function own(of: (relation: Relation, session: SessionAccess) => Value, others: Value): (listed: Listed, session: SessionAccess) => Value {
  return (listed, session) => (isOwn(listed) ? of(listed, session) : others);
}

/** The constraint that an index keeps. */
function keyOf({ table }: IndexSpec, { oid }: Relation, session: SessionAccess): Constraint | undefined {
  return session
    .catalog()
    .relations.get(table)
    ?.constraints.find(({ index }) => index === oid);
}

const HEAP = 2;
const BTREE = 403;
const ROWS_OF_A_PAGE = 100;

function accessMethod(listed: Listed): number {
  if (!isOwn(listed)) return HEAP;
  return listed.kind === 'i' ? BTREE : hasRows(listed) ? HEAP : 0;
}

catalogTable<Listed>({
  name: 'pg_class',
  oid: 1259,
  items: session => [...relations(session), ...systemTables()],
  columns: {
    'oid oid': ({ oid }) => oid,
    'relname name': ({ name }) => name,
    'relnamespace oid': listed => (isOwn(listed) ? listed.schema : isCatalog(listed) ? oids.pgCatalog : oids.informationSchema),
    'reltype oid': 0,
    'reloftype oid': 0,
    'relowner oid': own(({ owner }) => owner, oids.superuser),
    'relam oid': accessMethod,
    'relfilenode oid': listed => (isOwn(listed) ? listed.filenode : listed.oid),
    'reltablespace oid': 0,
    'relpages int4': (listed, session) => (hasRows(listed) ? Math.ceil(rowCount(listed, session) / ROWS_OF_A_PAGE) : 0),
    'reltuples float4': (listed, session) => (hasRows(listed) ? rowCount(listed, session) || -1 : -1),
    'relallvisible int4': 0,
    'reltoastrelid oid': 0,
    'relhasindex bool': own(({ oid }, session) => indexesOf(session.catalog(), oid).length > 0, false),
    'relisshared bool': false,
    'relpersistence char': own(({ persistence }) => persistence, 'p'),
    'relkind char': listed => (isOwn(listed) ? listed.kind : isCatalog(listed) ? 'r' : 'v'),
    'relnatts int2': ({ columns }) => columns.length,
    'relchecks int2': own(({ constraints }) => constraints.filter(({ kind }) => kind === 'check').length, 0),
    'relhasrules bool': false,
    'relhastriggers bool': own(({ constraints }) => constraints.some(({ kind }) => kind === 'foreign'), false),
    'relhassubclass bool': false,
    'relrowsecurity bool': false,
    'relforcerowsecurity bool': false,
    'relispopulated bool': own(({ isPopulated }) => isPopulated ?? true, true),
    'relreplident char': own(() => 'd', 'n'),
    'relispartition bool': false,
    'relacl _text': own(acl, null),
    'reloptions _text': null,
    'relpartbound text': null,
  },
});

catalogTable({
  name: 'pg_index',
  oid: 2610,
  items: indexes,
  columns: {
    'indexrelid oid': ({ relation }) => relation.oid,
    'indrelid oid': ({ part }) => part.table,
    'indnatts int2': ({ part }) => part.columns.length,
    'indnkeyatts int2': ({ part }) => part.columns.length,
    'indisunique bool': ({ part }) => part.isUnique,
    'indnullsnotdistinct bool': ({ part }) => part.nullsNotDistinct,
    'indisprimary bool': ({ part }) => part.isPrimary,
    'indisexclusion bool': false,
    'indimmediate bool': ({ part, relation }, session) => !keyOf(part, relation, session)?.deferrable,
    'indisclustered bool': false,
    'indisvalid bool': true,
    'indcheckxmin bool': false,
    'indisready bool': true,
    'indislive bool': true,
    'indisreplident bool': false,
    'indkey int2vector': ({ part }) => new ArrayValue(part.columns.map(({ column }) => column ?? 0)),
    'indexprs text': null,
    'indpred text': ({ part }) => part.where ?? null,
  },
});

catalogTable({
  name: 'pg_sequence',
  oid: 2224,
  items: sequences,
  columns: {
    'seqrelid oid': ({ relation }) => relation.oid,
    'seqtypid oid': ({ part }) => part.typeOid,
    'seqstart int8': ({ part }) => BigInt(part.start),
    'seqincrement int8': ({ part }) => BigInt(part.increment),
    'seqmax int8': ({ part }) => BigInt(part.max),
    'seqmin int8': ({ part }) => BigInt(part.min),
    'seqcache int8': ({ part }) => BigInt(part.cache),
    'seqcycle bool': ({ part }) => part.cycle,
  },
});
