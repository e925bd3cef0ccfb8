import type { ReferentialAction } from '../sql/statements.js';

/** Numbers of what every database has. */
export const oids = { pgCatalog: 11, public: 2200, informationSchema: 13_000, superuser: 10, firstNormal: 16_384 } as const;

export interface Column {
  readonly name: string;
  /** Its number in the table, which it keeps when others go. */
  readonly number: number;
  readonly typeOid: number;
  readonly typmod: number;
  readonly notNull: boolean;
  /** SQL of the default, or of what it is generated from. */
  readonly default?: string;
  readonly identity?: 'always' | 'by default';
  readonly isGenerated?: boolean;
  readonly comment?: string;
}

export interface Constraint {
  readonly oid: number;
  readonly name: string;
  readonly kind: 'primary' | 'unique' | 'check' | 'foreign';
  /** Numbers of columns. */
  readonly columns: readonly number[];
  readonly index?: number;
  /** SQL of a check. */
  readonly expression?: string;
  readonly foreign?: {
    readonly table: number;
    readonly columns: readonly number[];
    readonly onDelete: ReferentialAction;
    readonly onUpdate: ReferentialAction;
  };
  readonly deferrable?: boolean;
  /** It is checked at the end of the transaction unless SET CONSTRAINTS says otherwise. */
  readonly deferred?: boolean;
  /** Rows that were there before it need not keep it. */
  readonly isNotValid?: boolean;
  readonly comment?: string;
}

export interface IndexColumn {
  /** A column's number; left out for an expression. */
  readonly column?: number;
  readonly expression?: string;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface IndexSpec {
  readonly table: number;
  readonly columns: readonly IndexColumn[];
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
  readonly nullsNotDistinct: boolean;
  readonly method: string;
  /** SQL of a partial index's condition. */
  readonly where?: string;
  readonly include: readonly number[];
}

export interface SequenceSpec {
  readonly typeOid: number;
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cache: string;
  readonly cycle: boolean;
  readonly ownedBy?: { readonly table: number; readonly column: number; readonly isIdentity: boolean };
}

/** `grantee=privileges/grantor`; grantee 0 is PUBLIC. */
export interface AclItem {
  readonly grantee: number;
  readonly privileges: string;
  readonly grantor: number;
}

export interface Relation {
  readonly oid: number;
  readonly name: string;
  readonly schema: number;
  /** r table, v view, m materialized view, S sequence, i index. */
  readonly kind: 'r' | 'v' | 'm' | 'S' | 'i';
  readonly owner: number;
  readonly acl?: readonly AclItem[];
  readonly columns: readonly Column[];
  /** How many columns it ever had. */
  readonly lastColumn: number;
  readonly filenode: number;
  /** p permanent, t temporary, u unlogged. */
  readonly persistence: 'p' | 't' | 'u';
  readonly constraints: readonly Constraint[];
  /** SQL of a view. */
  readonly query?: string;
  /** Which relations a view reads. */
  readonly reads?: readonly number[];
  readonly sequence?: SequenceSpec;
  readonly index?: IndexSpec;
  readonly comment?: string;
  readonly isPopulated?: boolean;
}

export interface Schema {
  readonly oid: number;
  readonly name: string;
  readonly owner: number;
  readonly acl?: readonly AclItem[];
  readonly comment?: string;
}

export interface EnumType {
  readonly oid: number;
  readonly arrayOid: number;
  readonly name: string;
  readonly schema: number;
  readonly owner: number;
  readonly labels: readonly string[];
  readonly comment?: string;
}

/** A parameter of a routine, or a column of what it returns. */
export interface RoutineArgument {
  readonly name?: string;
  /** i in, o out, b both, v variadic, t a column of RETURNS TABLE. */
  readonly mode: 'i' | 'o' | 'b' | 'v' | 't';
  readonly typeOid: number;
  /** The table whose rows it takes, if it does. */
  readonly table?: number;
  /** SQL of its default. */
  readonly default?: string;
}

/** A function or procedure of its own. */
export interface Routine {
  readonly oid: number;
  readonly name: string;
  readonly schema: number;
  readonly owner: number;
  /** f function, p procedure. */
  readonly kind: 'f' | 'p';
  readonly language: string;
  readonly args: readonly RoutineArgument[];
  readonly returns: { readonly typeOid: number; readonly table?: number; readonly isSet: boolean };
  readonly isStrict: boolean;
  /** i immutable, s stable, v volatile. */
  readonly volatility: 'i' | 's' | 'v';
  readonly isDefiner: boolean;
  readonly body: string;
  readonly comment?: string;
}

export interface Trigger {
  readonly oid: number;
  readonly name: string;
  readonly table: number;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[];
  /** Numbers of the columns of UPDATE OF; none: all. */
  readonly columns: readonly number[];
  readonly isRow: boolean;
  /** SQL of its condition. */
  readonly when?: string;
  readonly routine: number;
  readonly args: readonly string[];
  readonly isEnabled: boolean;
  readonly comment?: string;
}

export interface Extension {
  readonly oid: number;
  readonly name: string;
  readonly version: string;
  readonly schema: number;
  readonly comment?: string;
}

/** What is in one database. Never changed, only replaced. */
export interface Catalog {
  readonly schemas: ReadonlyMap<number, Schema>;
  readonly relations: ReadonlyMap<number, Relation>;
  readonly types: ReadonlyMap<number, EnumType>;
  readonly extensions: ReadonlyMap<number, Extension>;
  readonly routines: ReadonlyMap<number, Routine>;
  readonly triggers: ReadonlyMap<number, Trigger>;
}

export interface Role {
  readonly oid: number;
  readonly name: string;
  readonly superuser: boolean;
  readonly createDb: boolean;
  readonly createRole: boolean;
  readonly inherit: boolean;
  readonly login: boolean;
  readonly replication: boolean;
  readonly bypassRls: boolean;
  readonly connectionLimit: number;
  /** As in pg_authid: SCRAM-SHA-256$… or md5…; undefined without one. */
  readonly password?: string;
  readonly validUntil?: string;
  readonly memberOf: readonly number[];
  readonly settings?: readonly string[];
  readonly comment?: string;
}

export interface DatabaseEntry {
  readonly oid: number;
  readonly name: string;
  readonly owner: number;
  readonly isTemplate: boolean;
  readonly allowsConnections: boolean;
  readonly collate: string;
  readonly ctype: string;
  readonly acl?: readonly AclItem[];
  readonly settings?: readonly string[];
  readonly comment?: string;
}

/** What all databases share. */
export interface Globals {
  readonly roles: ReadonlyMap<number, Role>;
  readonly databases: ReadonlyMap<number, DatabaseEntry>;
}

export function emptyCatalog(): Catalog {
  const schemas: readonly Schema[] = [
    { oid: oids.pgCatalog, name: 'pg_catalog', owner: oids.superuser },
    {
      oid: oids.public,
      name: 'public',
      owner: 6171,
      acl: [
        { grantee: 6171, privileges: 'UC', grantor: 6171 },
        { grantee: 0, privileges: 'U', grantor: 6171 },
      ],
      comment: 'standard public schema',
    },
    { oid: oids.informationSchema, name: 'information_schema', owner: oids.superuser },
  ];
  const plpgsql: Extension = {
    oid: 13_500,
    name: 'plpgsql',
    version: '1.0',
    schema: oids.pgCatalog,
    comment: 'PL/pgSQL procedural language',
  };
  return {
    schemas: new Map(schemas.map(schema => [schema.oid, schema])),
    relations: new Map(),
    types: new Map(),
    extensions: new Map([[plpgsql.oid, plpgsql]]),
    routines: new Map(),
    triggers: new Map(),
  };
}

const indexes = new WeakMap<Catalog, ReadonlyMap<string, Relation>>();

/** The relation of a schema by its name. */
export function relationNamed(catalog: Catalog, schema: number, name: string): Relation | undefined {
  let index = indexes.get(catalog);
  if (!index) {
    index = new Map([...catalog.relations.values()].map(relation => [`${String(relation.schema)}.${relation.name}`, relation]));
    indexes.set(catalog, index);
  }
  return index.get(`${String(schema)}.${name}`);
}

export function schemaNamed(catalog: Catalog, name: string): Schema | undefined {
  for (const schema of catalog.schemas.values()) if (schema.name === name) return schema;
  return undefined;
}

export function roleNamed(globals: Globals, name: string): Role | undefined {
  for (const role of globals.roles.values()) if (role.name === name) return role;
  return undefined;
}

export function databaseNamed(globals: Globals, name: string): DatabaseEntry | undefined {
  for (const database of globals.databases.values()) if (database.name === name) return database;
  return undefined;
}

export function withRelation(catalog: Catalog, relation: Relation): Catalog {
  return { ...catalog, relations: new Map(catalog.relations).set(relation.oid, relation) };
}

export function withoutRelations(catalog: Catalog, gone: ReadonlySet<number>): Catalog {
  return {
    ...catalog,
    relations: new Map([...catalog.relations].filter(([oid]) => !gone.has(oid))),
    triggers: new Map([...catalog.triggers].filter(([, { table }]) => !gone.has(table))),
    routines:
      catalog.routines.size === 0
        ? catalog.routines
        : new Map([...catalog.routines].filter(([, routine]) => ![...gone].some(table => usesRows(routine, table)))),
  };
}

/** Whether a routine takes or gives rows of a table. */
export function usesRows({ args, returns }: Routine, table: number): boolean {
  return returns.table === table || args.some(arg => arg.table === table);
}

/** The indexes of a table, the primary key first, then by name. */
export function indexesOf(catalog: Catalog, table: number): readonly Relation[] {
  const found = [...catalog.relations.values()].filter(({ index }) => index?.table === table);
  return found.sort((a, b) => Number(b.index?.isPrimary) - Number(a.index?.isPrimary) || (a.name < b.name ? -1 : 1));
}

/** The triggers of a table in the order in which they go off. */
export function triggersOf(catalog: Catalog, table: number): readonly Trigger[] {
  if (catalog.triggers.size === 0) return [];
  return [...catalog.triggers.values()].filter(trigger => trigger.table === table).sort((a, b) => (a.name < b.name ? -1 : 1));
}
