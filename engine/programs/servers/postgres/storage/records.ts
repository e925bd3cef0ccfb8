import {
  type Catalog,
  type DatabaseEntry,
  type EnumType,
  type Extension,
  type Globals,
  type Relation,
  type Routine,
  type Role,
  type Schema,
  type Trigger,
} from './catalog.js';

/** What a commit writes down. */
export interface CommitRecord {
  readonly database: number;
  readonly inserts: readonly (readonly [filenode: number, id: number, values: readonly (string | null)[]])[];
  readonly deletes: readonly (readonly [filenode: number, id: number])[];
  readonly sequences: readonly (readonly [filenode: number, last: string, called: boolean])[];
  readonly catalog?: PlainCatalog;
  readonly globals?: PlainGlobals;
  readonly nextOid: number;
  readonly nextXid: number;
}

interface PlainCatalog {
  readonly schemas: readonly Schema[];
  readonly relations: readonly Relation[];
  readonly types: readonly EnumType[];
  readonly extensions: readonly Extension[];
  readonly routines?: readonly Routine[];
  readonly triggers?: readonly Trigger[];
}

interface PlainGlobals {
  readonly roles: readonly Role[];
  readonly databases: readonly DatabaseEntry[];
}

/** A file of a table or a sequence. */
export interface Content {
  readonly rows?: readonly (readonly [number, ...(string | null)[]])[];
  readonly sequence?: readonly [string, boolean];
}

export function plainCatalog(catalog: Catalog): PlainCatalog {
  const kept = [...catalog.relations.values()].filter(({ persistence }) => persistence !== 't');
  return {
    schemas: [...catalog.schemas.values()],
    relations: kept,
    types: [...catalog.types.values()],
    extensions: [...catalog.extensions.values()],
    ...(catalog.routines.size > 0 ? { routines: [...catalog.routines.values()] } : {}),
    ...(catalog.triggers.size > 0 ? { triggers: [...catalog.triggers.values()] } : {}),
  };
}

export function plainGlobals(globals: Globals): PlainGlobals {
  return { roles: [...globals.roles.values()], databases: [...globals.databases.values()] };
}

export function byOid<T extends { readonly oid: number }>(items: readonly T[]): ReadonlyMap<number, T> {
  return new Map(items.map(item => [item.oid, item]));
}

export function fromPlain(plain: PlainCatalog): Catalog {
  return {
    schemas: byOid(plain.schemas),
    relations: byOid(plain.relations),
    types: byOid(plain.types),
    extensions: byOid(plain.extensions),
    routines: byOid(plain.routines ?? []),
    triggers: byOid(plain.triggers ?? []),
  };
}

function isObjectWith<K extends string>(value: unknown, ...keys: readonly K[]): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && keys.every(key => key in value);
}

export function isCommitRecord(value: unknown): value is CommitRecord {
  return isObjectWith(value, 'database', 'inserts', 'deletes', 'sequences') && Array.isArray(value.inserts) && Array.isArray(value.deletes);
}

export function isGlobals(value: unknown): value is PlainGlobals & { nextOid: number; nextXid: number; system: string } {
  return isObjectWith(value, 'roles', 'databases', 'nextOid') && Array.isArray(value.roles) && Array.isArray(value.databases);
}

export function isCatalog(value: unknown): value is PlainCatalog {
  return isObjectWith(value, 'schemas', 'relations', 'types') && Array.isArray(value.relations);
}

export function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null;
}
