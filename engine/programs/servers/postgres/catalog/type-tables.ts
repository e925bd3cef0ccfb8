import { oids, type EnumType } from '../storage/catalog.js';
import { builtinTypes, type PgType } from '../values/type-table.js';
import { enums } from './subjects.js';
import { catalogTable } from './system-tables.js';

type Listed = PgType | EnumType;

const isEnum = (type: Listed): type is EnumType => !('category' in type);
const ENUM_BYTES = 4;
const MOST_BYTES_BY_VALUE = 8;

function lengthOf(type: Listed): number {
  return isEnum(type) ? ENUM_BYTES : type.length;
}

catalogTable<Listed>({
  name: 'pg_type',
  oid: 1247,
  items: session => [...builtinTypes, ...enums(session)],
  columns: {
    'oid oid': ({ oid }) => oid,
    'typname name': ({ name }) => name,
    'typnamespace oid': type => (isEnum(type) ? type.schema : oids.pgCatalog),
    'typowner oid': type => (isEnum(type) ? type.owner : oids.superuser),
    'typlen int2': lengthOf,
    'typbyval bool': type => lengthOf(type) > 0 && lengthOf(type) <= MOST_BYTES_BY_VALUE,
    'typtype char': type => (isEnum(type) ? 'e' : type.category === 'P' ? 'p' : 'b'),
    'typcategory char': type => (isEnum(type) ? 'E' : type.category),
    'typispreferred bool': type => !isEnum(type) && type.isPreferred,
    'typisdefined bool': true,
    'typdelim char': ',',
    'typrelid oid': 0,
    'typelem oid': type => (isEnum(type) ? 0 : (type.element?.oid ?? 0)),
    'typarray oid': ({ arrayOid }) => arrayOid,
    'typbasetype oid': 0,
    'typtypmod int4': -1,
    'typnotnull bool': false,
    'typcollation oid': 0,
    'typdefault text': null,
    'typacl _text': null,
  },
});

catalogTable({
  name: 'pg_enum',
  oid: 3501,
  items: session => enums(session).flatMap(type => type.labels.map((label, place) => ({ type, label, place }))),
  columns: {
    'oid oid': ({ type, place }) => type.oid * 100 + place,
    'enumtypid oid': ({ type }) => type.oid,
    'enumsortorder float4': ({ place }) => place + 1,
    'enumlabel name': ({ label }) => label,
  },
});
