import type { SessionAccess } from '../plan/runtime.js';
import type { Column, IndexSpec, Relation } from '../storage/catalog.js';
import type { PgType } from '../values/type-table.js';
import { defaultOid } from './dependency-tables.js';
import { partsOf, relations } from './subjects.js';
import { catalogTable } from './system-tables.js';

/** A column of a table or an index, as pg_attribute shows it. */
interface Attribute {
  readonly relation: Relation;
  readonly number: number;
  readonly name: string;
  readonly typeOid: number;
  readonly typmod: number;
  /** Undefined for a column of an index. */
  readonly column?: Column;
  readonly type?: PgType | undefined;
}

const TEXT = 25;
const DEFAULT_COLLATION = 100;

function attributesOf(relation: Relation, session: SessionAccess): readonly Attribute[] {
  if (relation.index) return indexAttributes(relation, relation.index, session);
  return relation.columns.map(column => {
    const { number, name, typeOid, typmod } = column;
    return { relation, number, name, typeOid, typmod, column, type: session.typeByOid(typeOid) };
  });
}

function indexAttributes(relation: Relation, index: IndexSpec, session: SessionAccess): readonly Attribute[] {
  const table = session.catalog().relations.get(index.table);
  return index.columns.map(({ column }, i) => {
    const own = table?.columns.find(({ number }) => number === column);
    return { relation, number: i + 1, name: own?.name ?? 'expr', typeOid: own?.typeOid ?? TEXT, typmod: own?.typmod ?? -1 };
  });
}

function storageOf({ column, type }: Attribute): string {
  if (!column || (type?.length ?? -1) > 0) return 'p';
  return type?.name === 'numeric' ? 'm' : 'x';
}

catalogTable({
  name: 'pg_attribute',
  oid: 1249,
  items: session => relations(session).flatMap(relation => attributesOf(relation, session)),
  columns: {
    'attrelid oid': ({ relation }) => relation.oid,
    'attname name': ({ name }) => name,
    'atttypid oid': ({ typeOid }) => typeOid,
    'attlen int2': ({ type }) => type?.length ?? -1,
    'attnum int2': ({ number }) => number,
    'attndims int2': ({ type }) => (type?.category === 'A' ? 1 : 0),
    'atttypmod int4': ({ typmod }) => typmod,
    'attnotnull bool': ({ column }) => column?.notNull ?? false,
    'atthasdef bool': ({ column }) => column?.default !== undefined && column.identity === undefined,
    'atthasmissing bool': false,
    'attidentity char': ({ column }) => (column?.identity === 'always' ? 'a' : column?.identity ? 'd' : ''),
    'attgenerated char': ({ column }) => (column?.isGenerated ? 's' : ''),
    'attisdropped bool': false,
    'attislocal bool': true,
    'attinhcount int4': 0,
    'attcollation oid': ({ type }) => (type?.category === 'S' ? DEFAULT_COLLATION : 0),
    'attstattarget int4': -1,
    'attstorage char': storageOf,
    'attcompression char': '',
    'attacl _text': null,
    'attoptions _text': null,
    'attfdwoptions _text': null,
  },
});

const defaults = partsOf(({ columns }) => columns.filter(column => column.default !== undefined && !column.identity));

catalogTable({
  name: 'pg_attrdef',
  oid: 2604,
  items: defaults,
  columns: {
    'oid oid': ({ relation, part }) => defaultOid(relation, part.number),
    'adrelid oid': ({ relation }) => relation.oid,
    'adnum int2': ({ part }) => part.number,
    'adbin text': ({ part }) => part.default ?? null,
  },
});
