import { codes, PgError } from '../pg-error.js';

/** B boolean, N number, S text, D date, T span, U other, E enum, A array, X unknown, P pseudo, Z internal. */
export type Category = 'B' | 'N' | 'S' | 'D' | 'T' | 'U' | 'E' | 'A' | 'X' | 'P' | 'Z';

/** A type of SQL. There is one object for each, so types are compared by identity or by `oid`. */
export interface PgType {
  readonly oid: number;
  /** As in pg_type: `int4`, `_int4`. */
  readonly name: string;
  /** As format_type shows it: `integer`, `integer[]`. */
  readonly display: string;
  /** Bytes; -1 is variable. */
  readonly length: number;
  readonly category: Category;
  readonly isPreferred: boolean;
  readonly arrayOid: number;
  /** Of an array: the type of its elements. */
  readonly element?: PgType;
  /** Of an enum: its labels in their order. */
  readonly labels?: readonly string[];
  readonly schema?: string;
}

const rows = `
16 bool boolean 1 B* 1000|17 bytea bytea -1 U 1001|18 char "char" 1 Z 1002|19 name name 64 S 1003|20 int8 bigint 8 N 1016
21 int2 smallint 2 N 1005|22 int2vector int2vector -1 A 1006|23 int4 integer 4 N 1007|24 regproc regproc 4 N 1008|25 text text -1 S* 1009
26 oid oid 4 N* 1028|27 tid tid 6 U 1010|28 xid xid 4 U 1011|30 oidvector oidvector -1 A 1013|114 json json -1 U 199
194 pg_node_tree pg_node_tree -1 Z 0|700 float4 real 4 N 1021|701 float8 double_precision 8 N* 1022|790 money money 8 N 791
869 inet inet -1 I 1041|650 cidr cidr -1 I 651|1033 aclitem aclitem 12 U 1034|1042 bpchar character -1 S 1014|1043 varchar character_varying -1 S 1015
1082 date date 4 D 1182|1083 time time_without_time_zone 8 D 1183|1114 timestamp timestamp_without_time_zone 8 D 1115
1184 timestamptz timestamp_with_time_zone 8 D* 1185|1186 interval interval 16 T* 1187|1700 numeric numeric -1 N 1231
2205 regclass regclass 4 N 2210|2206 regtype regtype 4 N 2211|2202 regprocedure regprocedure 4 N 2207|4089 regnamespace regnamespace 4 N 4090|4096 regrole regrole 4 N 4097
2950 uuid uuid 16 U 2951|3802 jsonb jsonb -1 U 3807|2249 record record -1 P 2287|2278 void void 4 P 0|705 unknown unknown -2 X 0
2276 any "any" 4 P 0|2277 anyarray anyarray -1 P 0|2283 anyelement anyelement 4 P 0|2279 trigger trigger 4 P 0|3220 pg_lsn pg_lsn 8 U 3221|5069 xid8 xid8 8 U 271`;

function readTypes(): ReadonlyMap<string, PgType> {
  const types = new Map<string, PgType>();
  for (const row of rows.trim().split(/[\n|]/)) {
    const [oid = '', name = '', display = '', length = '', category = '', arrayOid = ''] = row.split(' ');
    const type: PgType = {
      oid: Number(oid),
      name,
      display: display.replaceAll('_', name === 'pg_node_tree' || name === 'pg_lsn' ? '_' : ' '),
      length: Number(length),
      category: categoryOf(category.charAt(0)),
      isPreferred: category.endsWith('*'),
      arrayOid: Number(arrayOid),
    };
    types.set(name, type);
    if (type.arrayOid !== 0) types.set(`_${name}`, arrayOfType(type));
  }
  return types;
}

function categoryOf(letter: string): Category {
  const all: readonly Category[] = ['B', 'N', 'S', 'D', 'T', 'U', 'E', 'A', 'X', 'P', 'Z'];
  return all.find(category => category === letter) ?? 'U';
}

/** The type of arrays of a type. */
export function arrayOfType(element: PgType): PgType {
  return {
    oid: element.arrayOid,
    name: `_${element.name}`,
    display: `${element.display}[]`,
    length: -1,
    category: 'A',
    isPreferred: false,
    arrayOid: 0,
    element,
    ...(element.schema === undefined ? {} : { schema: element.schema }),
  };
}

const byName = readTypes();
const byOid: ReadonlyMap<number, PgType> = new Map([...byName.values()].map(type => [type.oid, type]));

/** A built-in type by its name in pg_type, which must be one. */
export function builtin(name: string): PgType {
  const type = byName.get(name);
  if (!type) throw new Error(`postgres: no type ${name}`);
  return type;
}

export function findBuiltin(name: string): PgType | undefined {
  return byName.get(name);
}

export function builtinByOid(oid: number): PgType | undefined {
  return byOid.get(oid);
}

export const builtinTypes: readonly PgType[] = [...byName.values()];

export const t = {
  bool: builtin('bool'),
  bytea: builtin('bytea'),
  name: builtin('name'),
  int2: builtin('int2'),
  int4: builtin('int4'),
  int8: builtin('int8'),
  oid: builtin('oid'),
  text: builtin('text'),
  varchar: builtin('varchar'),
  bpchar: builtin('bpchar'),
  char: builtin('char'),
  float4: builtin('float4'),
  float8: builtin('float8'),
  numeric: builtin('numeric'),
  date: builtin('date'),
  time: builtin('time'),
  timestamp: builtin('timestamp'),
  timestamptz: builtin('timestamptz'),
  interval: builtin('interval'),
  uuid: builtin('uuid'),
  json: builtin('json'),
  jsonb: builtin('jsonb'),
  record: builtin('record'),
  unknown: builtin('unknown'),
  void: builtin('void'),
  regclass: builtin('regclass'),
  textArray: builtin('_text'),
  xid: builtin('xid'),
} as const;

/** What SQL calls the types, besides their names in pg_type. */
export const sqlNames: ReadonlyMap<string, string> = new Map([
  ['integer', 'int4'],
  ['int', 'int4'],
  ['smallint', 'int2'],
  ['bigint', 'int8'],
  ['real', 'float4'],
  ['double precision', 'float8'],
  ['float', 'float8'],
  ['decimal', 'numeric'],
  ['dec', 'numeric'],
  ['boolean', 'bool'],
  ['character varying', 'varchar'],
  ['character', 'bpchar'],
  ['char', 'bpchar'],
  ['nchar', 'bpchar'],
  ['timestamp with time zone', 'timestamptz'],
  ['timestamp without time zone', 'timestamp'],
  ['time without time zone', 'time'],
]);

/** The number in pg_attribute.atttypmod for what stands in parentheses after a type. */
export function typeModifier(type: PgType, numbers: readonly number[], at?: number): number {
  const [first, second = 0] = numbers;
  if (first === undefined) return -1;
  if (type.element) return typeModifier(type.element, numbers, at);
  switch (type.name) {
    case 'varchar':
    case 'bpchar':
      if (first < 1)
        throw new PgError(codes.invalidParameter, `length for type ${type.name === 'bpchar' ? 'char' : 'varchar'} must be at least 1`, {
          at,
        });
      if (first > 10_485_760)
        throw new PgError(codes.invalidParameter, `length for type ${type.name === 'bpchar' ? 'char' : 'varchar'} cannot exceed 10485760`, {
          at,
        });
      return first + 4;
    case 'numeric':
      if (first < 1 || first > 1000)
        throw new PgError(codes.invalidParameter, `NUMERIC precision ${first} must be between 1 and 1000`, { at });
      return first * 65536 + (second & 0x7ff) + 4;
    case 'timestamp':
    case 'timestamptz':
    case 'time':
    case 'interval':
      return first;
    default:
      throw new PgError(codes.syntax, `type modifier is not allowed for type "${type.name}"`, { at });
  }
}

export function numericModifier(typmod: number): { readonly precision: number; readonly scale: number } {
  return { precision: Math.floor((typmod - 4) / 65536), scale: (typmod - 4) & 0x7ff };
}

/** format_type: `character varying(20)`, `numeric(10,2)[]`. */
export function displayType(type: PgType, typmod = -1): string {
  if (type.element && type.name.startsWith('_')) return `${displayType(type.element, typmod)}[]`;
  if (typmod < 0) return type.name === 'bpchar' && typmod === -2 ? 'bpchar' : type.display;
  switch (type.name) {
    case 'varchar':
    case 'bpchar':
      return `${type.display}(${String(typmod - 4)})`;
    case 'numeric': {
      const { precision, scale } = numericModifier(typmod);
      return `numeric(${String(precision)},${String(scale)})`;
    }
    case 'timestamp':
    case 'timestamptz':
    case 'time':
      return type.display.replace(/^\w+/, word => `${word}(${String(typmod)})`);
    default:
      return type.display;
  }
}
