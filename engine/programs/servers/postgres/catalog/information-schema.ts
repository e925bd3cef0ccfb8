import type { SessionAccess } from '../plan/runtime.js';
import type { Column, Relation } from '../storage/catalog.js';
import type { PgType } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import { showView } from './show-view.js';
import { columnsOf, constraints, ownerName, relations, relationsOf, schemaName, sequences, type Of } from './subjects.js';
import { informationView, systemTables } from './system-tables.js';

const catalogName = (_: unknown, session: SessionAccess): string => session.databaseName;
const schemaOf = ({ relation }: Of<unknown>, session: SessionAccess): string => schemaName(relation, session);
const relationName = ({ relation }: Of<unknown>): string => relation.name;
const yesOrNo = (is: boolean): string => (is ? 'YES' : 'NO');

informationView({
  name: 'schemata',
  oid: 13_010,
  items: session => session.catalog().schemas.values(),
  columns: { 'catalog_name name': catalogName, 'schema_name name': ({ name }) => name, 'schema_owner name': ownerName },
});

/** What `tables` says of a table or a view. */
interface Listed {
  readonly schema: string;
  readonly name: string;
  readonly type: string;
  readonly isWritable: boolean;
}

function listed(relation: Relation, session: SessionAccess): Listed {
  const isTable = relation.kind === 'r';
  const type = isTable ? (relation.persistence === 't' ? 'LOCAL TEMPORARY' : 'BASE TABLE') : 'VIEW';
  return { schema: schemaName(relation, session), name: relation.name, type, isWritable: isTable };
}

informationView<Listed>({
  name: 'tables',
  oid: 13_015,
  items: session => [
    ...relations(session).flatMap(relation => (relation.kind === 'r' || relation.kind === 'v' ? [listed(relation, session)] : [])),
    ...systemTables().map(({ schema, name }) => ({
      schema,
      name,
      type: schema === 'pg_catalog' ? 'BASE TABLE' : 'VIEW',
      isWritable: false,
    })),
  ],
  columns: {
    'table_catalog name': catalogName,
    'table_schema name': ({ schema }) => schema,
    'table_name name': ({ name }) => name,
    'table_type text': ({ type }) => type,
    'is_insertable_into text': ({ isWritable }) => yesOrNo(isWritable),
  },
});

const binaryDigits: Readonly<Record<string, number>> = { int2: 16, int4: 32, int8: 64, float4: 24, float8: 53 };
const MODIFIER_HEADER = 4;

type TypedColumn = Of<Column> & { readonly type: PgType | undefined };

function withType(of: Of<Column>, session: SessionAccess): TypedColumn {
  return { ...of, type: session.typeByOid(of.part.typeOid) };
}

function dataType({ type }: TypedColumn): string {
  return type?.category === 'A' ? 'ARRAY' : type?.labels ? 'USER-DEFINED' : (type?.display ?? '');
}

function mostCharacters({ part: { typmod }, type }: TypedColumn): Value {
  const isText = type?.name === 'varchar' || type?.name === 'bpchar';
  return isText && typmod > 0 ? typmod - MODIFIER_HEADER : null;
}

function isLimitedNumeric({ part: { typmod }, type }: TypedColumn): boolean {
  return type?.name === 'numeric' && typmod >= 0;
}

function precision(column: TypedColumn): Value {
  if (isLimitedNumeric(column)) return Math.floor((column.part.typmod - MODIFIER_HEADER) / 65536);
  return binaryDigits[column.type?.name ?? ''] ?? null;
}

function scale(column: TypedColumn): Value {
  if (isLimitedNumeric(column)) return (column.part.typmod - MODIFIER_HEADER) & 0x7ff;
  return /^int\d/.test(column.type?.name ?? '') ? 0 : null;
}

informationView({
  name: 'columns',
  oid: 13_020,
  items: session => columnsOf('r', 'v', 'm')(session).map(column => withType(column, session)),
  columns: {
    'table_catalog name': catalogName,
    'table_schema name': schemaOf,
    'table_name name': relationName,
    'column_name name': ({ part }) => part.name,
    'ordinal_position int4': ({ relation, part }) => relation.columns.indexOf(part) + 1,
    'column_default text': ({ part }) => (part.identity || part.isGenerated ? null : (part.default ?? null)),
    'is_nullable text': ({ part }) => yesOrNo(!part.notNull),
    'data_type text': dataType,
    'character_maximum_length int4': mostCharacters,
    'numeric_precision int4': precision,
    'numeric_scale int4': scale,
    'udt_name name': ({ type }) => type?.name ?? '',
    'is_identity text': ({ part }) => yesOrNo(part.identity !== undefined),
    'is_generated text': ({ part }) => (part.isGenerated ? 'ALWAYS' : 'NEVER'),
  },
});

const constraintTypes = { primary: 'PRIMARY KEY', unique: 'UNIQUE', check: 'CHECK', foreign: 'FOREIGN KEY' } as const;

informationView({
  name: 'table_constraints',
  oid: 13_025,
  items: constraints,
  columns: {
    'constraint_catalog name': catalogName,
    'constraint_schema name': schemaOf,
    'constraint_name name': ({ part }) => part.name,
    'table_catalog name': catalogName,
    'table_schema name': schemaOf,
    'table_name name': relationName,
    'constraint_type text': ({ part }) => constraintTypes[part.kind],
  },
});

informationView({
  name: 'key_column_usage',
  oid: 13_030,
  items: session =>
    constraints(session)
      .filter(({ part }) => part.kind !== 'check')
      .flatMap(of => of.part.columns.map((number, i) => ({ ...of, number, place: i + 1 }))),
  columns: {
    'constraint_name name': ({ part }) => part.name,
    'table_schema name': schemaOf,
    'table_name name': relationName,
    'column_name name': ({ relation, number }) => relation.columns.find(column => column.number === number)?.name ?? '',
    'ordinal_position int4': ({ place }) => place,
  },
});

informationView({
  name: 'views',
  oid: 13_035,
  items: relationsOf('v'),
  columns: {
    'table_catalog name': catalogName,
    'table_schema name': schemaName,
    'table_name name': ({ name }) => name,
    'view_definition text': showView,
  },
});

informationView({
  name: 'sequences',
  oid: 13_040,
  items: sequences,
  columns: {
    'sequence_catalog name': catalogName,
    'sequence_schema name': schemaOf,
    'sequence_name name': relationName,
    'data_type text': ({ part }, session) => session.typeByOid(part.typeOid)?.display ?? '',
  },
});
