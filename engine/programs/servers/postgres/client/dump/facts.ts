import type { Task } from '../../../../../core/task.js';
import { quoteName } from '../../sql/keywords.js';
import type { Connection } from '../connection.js';
import { ask, type Fields } from './questions.js';

/** Something in a schema. */
export interface Named {
  readonly oid: number;
  readonly name: string;
  readonly schema: string;
  readonly owner: string;
}

export interface Column {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly typeOid: number;
  readonly notNull: boolean;
  /** a always, d by default, or nothing. */
  readonly identity: string;
  readonly isGenerated: boolean;
  readonly default: string | undefined;
  /** What the default takes its values from. */
  readonly sequence: number | undefined;
}

export interface Constraint {
  readonly oid: number;
  readonly name: string;
  /** p primary key, u unique, c check, f foreign key. */
  readonly kind: string;
  readonly table: number;
  readonly index: number;
  readonly refers: number;
  readonly definition: string;
}

export interface Sequence {
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cache: string;
  readonly cycle: boolean;
  readonly owner: { readonly table: number; readonly column: number; readonly isIdentity: boolean } | undefined;
}

export interface Relation extends Named {
  /** As pg_class has it: r, v, m, S, i. */
  readonly kind: string;
  readonly isUnlogged: boolean;
  readonly isPopulated: boolean;
  readonly acl: readonly string[] | undefined;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly sequence: Sequence | undefined;
  /** Of an index: its table. */
  readonly table: number | undefined;
  /** What a view reads. */
  readonly reads: readonly number[];
}

export interface EnumType extends Named {
  readonly labels: readonly string[];
}

export interface Schema {
  readonly oid: number;
  readonly name: string;
  readonly owner: string;
  readonly acl: readonly string[] | undefined;
}

export interface Extension {
  readonly oid: number;
  readonly name: string;
  readonly schema: string;
}

/** Everything in a database that a dump tells of. */
export interface Facts {
  readonly schemas: readonly Schema[];
  readonly extensions: readonly Extension[];
  readonly enums: readonly EnumType[];
  readonly relations: ReadonlyMap<number, Relation>;
  /** By `classoid.objoid.column`. */
  readonly comments: ReadonlyMap<string, string>;
}

export const classes = {
  relation: 1259,
  type: 1247,
  schema: 2615,
  constraint: 2606,
  extension: 3079,
  routine: 1255,
  trigger: 2620,
} as const;

const FIRST_NORMAL = 16_384;

export function qualified({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${quoteName(schema)}.${quoteName(name)}`;
}

/** `{a,"b c"}` as texts; undefined for nothing. */
export function readList(text: string | null | undefined): readonly string[] | undefined {
  if (text === null || text === undefined) return undefined;
  return [...text.slice(1, -1).matchAll(/"((?:\\.|[^"\\])*)"|([^,]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'),
  );
}

function grouped<T>(items: readonly T[], key: (item: T) => number): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Reads the catalogue of the database that a connection is to. */
export function* readFacts(connection: Connection): Task<Facts> {
  const rows = (sql: string): Task<readonly Fields[]> => ask(connection, sql);
  const schemas = (yield* rows(
    "SELECT oid, nspname, pg_get_userbyid(nspowner), nspacl FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'",
  )).map(readSchema);
  const schemaNames = new Map(schemas.map(({ oid, name }) => [oid, name]));
  const comments = (yield* rows('SELECT classoid, objoid, objsubid, description FROM pg_description')).map(
    ([classOid, oid, part, text]) => [`${classOid ?? ''}.${oid ?? ''}.${part ?? ''}`, text ?? ''] as const,
  );
  return {
    schemas,
    extensions: (yield* rows('SELECT oid, extname, extnamespace FROM pg_extension')).flatMap(row => readExtension(row, schemaNames)),
    enums: yield* readEnums(connection, schemaNames),
    relations: yield* readRelations(connection, schemaNames),
    comments: new Map(comments),
  };
}

function readSchema([oid, name, owner, acl]: Fields): Schema {
  return { oid: Number(oid), name: name ?? '', owner: owner ?? '', acl: readList(acl) };
}

function readExtension([oid, name, schema]: Fields, schemas: ReadonlyMap<number, string>): readonly Extension[] {
  return Number(oid) < FIRST_NORMAL ? [] : [{ oid: Number(oid), name: name ?? '', schema: schemas.get(Number(schema)) ?? '' }];
}

function* readEnums(connection: Connection, schemas: ReadonlyMap<number, string>): Task<readonly EnumType[]> {
  const labels = grouped(yield* ask(connection, 'SELECT enumtypid, enumlabel FROM pg_enum ORDER BY enumtypid, enumsortorder'), row =>
    Number(row[0]),
  );
  const types = yield* ask(connection, "SELECT oid, typname, typnamespace, pg_get_userbyid(typowner) FROM pg_type WHERE typtype = 'e'");
  return types.map(([oid, name, schema, owner]) => ({
    oid: Number(oid),
    name: name ?? '',
    schema: schemas.get(Number(schema)) ?? '',
    owner: owner ?? '',
    labels: (labels.get(Number(oid)) ?? []).map(row => row[1] ?? ''),
  }));
}

function* readRelations(connection: Connection, schemas: ReadonlyMap<number, string>): Task<ReadonlyMap<number, Relation>> {
  const columns = grouped(yield* readColumns(connection), ({ of }) => of);
  const constraints = grouped(yield* readConstraints(connection), ({ table }) => table);
  const sequences = yield* readSequences(connection);
  const indexes = new Map(
    (yield* ask(connection, 'SELECT indexrelid, indrelid FROM pg_index')).map(([index, table]) => [Number(index), Number(table)]),
  );
  const reads = grouped(
    yield* ask(connection, 'SELECT r.ev_class, d.refobjid FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid WHERE d.classid = 2618'),
    row => Number(row[0]),
  );
  const rows = yield* ask(
    connection,
    "SELECT oid, relname, relnamespace, pg_get_userbyid(relowner), relkind, relpersistence, relispopulated, relacl FROM pg_class WHERE oid >= 16384 AND relpersistence <> 't' ORDER BY oid",
  );
  return new Map(
    rows.map(([text, name, schema, owner, kind, persistence, populated, acl]) => {
      const oid = Number(text);
      const relation: Relation = {
        oid,
        name: name ?? '',
        schema: schemas.get(Number(schema)) ?? '',
        owner: owner ?? '',
        kind: kind ?? '',
        isUnlogged: persistence === 'u',
        isPopulated: populated === 't',
        acl: readList(acl),
        columns: columns.get(oid) ?? [],
        constraints: constraints.get(oid) ?? [],
        sequence: sequences.get(oid),
        table: indexes.get(oid),
        reads: (reads.get(oid) ?? []).map(row => Number(row[1])),
      };
      return [oid, relation];
    }),
  );
}

function* readColumns(connection: Connection): Task<readonly (Column & { readonly of: number })[]> {
  const sources = new Map(
    (yield* ask(connection, 'SELECT objid, refobjid FROM pg_depend WHERE classid = 2604')).map(([from, to]) => [from, Number(to)]),
  );
  const rows = yield* ask(
    connection,
    'SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.atttypid, a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), d.oid FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum ORDER BY a.attrelid, a.attnum',
  );
  return rows.map(([of, number, name, type, typeOid, notNull, identity, generated, expression, defaultOid]) => ({
    of: Number(of),
    number: Number(number),
    name: name ?? '',
    type: type ?? '',
    typeOid: Number(typeOid),
    notNull: notNull === 't',
    identity: identity ?? '',
    isGenerated: generated === 's',
    default: expression ?? undefined,
    sequence: sources.get(defaultOid ?? null),
  }));
}

function* readConstraints(connection: Connection): Task<readonly Constraint[]> {
  const rows = yield* ask(
    connection,
    'SELECT oid, conname, contype, conrelid, conindid, confrelid, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY conname',
  );
  return rows.map(([oid, name, kind, table, index, refers, definition]) => ({
    oid: Number(oid),
    name: name ?? '',
    kind: kind ?? '',
    table: Number(table),
    index: Number(index),
    refers: Number(refers),
    definition: definition ?? '',
  }));
}

function* readSequences(connection: Connection): Task<ReadonlyMap<number, Sequence>> {
  const owners = new Map(
    (yield* ask(
      connection,
      "SELECT objid, refobjid, refobjsubid, deptype FROM pg_depend WHERE classid = 1259 AND deptype IN ('a', 'i')",
    )).map(([oid, table, column, kind]) => [Number(oid), { table: Number(table), column: Number(column), isIdentity: kind === 'i' }]),
  );
  const rows = yield* ask(
    connection,
    'SELECT seqrelid, format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle FROM pg_sequence',
  );
  return new Map(
    rows.map(([oid, type, start, increment, min, max, cache, cycle]) => [
      Number(oid),
      {
        type: type ?? '',
        start: start ?? '',
        increment: increment ?? '',
        min: min ?? '',
        max: max ?? '',
        cache: cache ?? '',
        cycle: cycle === 't',
        owner: owners.get(Number(oid)),
      },
    ]),
  );
}
