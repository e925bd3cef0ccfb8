import { codes, PgError } from '../pg-error.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { StatementOf } from '../sql/statements.js';
import {
  databaseNamed,
  oids,
  roleNamed,
  schemaNamed,
  usesRows,
  withoutRelations,
  type Catalog,
  type Globals,
  type Relation,
} from '../storage/catalog.js';
import { showSignature } from '../routines/signature.js';
import { findNamed, kindWords, requireOwner } from './names.js';

type Drop = StatementOf<'drop'>;

export interface DropHost {
  readonly session: SessionAccess;
  readonly saveCatalog: (catalog: Catalog) => void;
  readonly saveGlobals: (globals: Globals) => void;
  readonly afterCommit: (work: () => void) => void;
}

/** DROP of anything. */
export function dropObjects(statement: Drop, host: DropHost): void {
  for (const name of statement.names) dropOne(statement, name, host);
}

function dropOne(statement: Drop, name: readonly string[], host: DropHost): void {
  const { what } = statement;
  const last = name.at(-1) ?? '';
  if (what === 'schema') return dropSchema(statement, last, host);
  if (what === 'role') return dropRole(statement, last, host);
  if (what === 'database') return dropDatabase(statement, last, host);
  if (what === 'type') return dropType(statement, last, host);
  if (what === 'extension') return dropExtension(statement, last, host);
  const { session } = host;
  const relation = findNamed(session, name);
  if (!relation) {
    if (name.length > 1 && !schemaNamed(session.catalog(), name.at(-2) ?? '') && !statement.ifExists)
      throw new PgError(codes.noSchema, `schema "${name.at(-2) ?? ''}" does not exist`);
    return missing(statement, `${what} "${name.join('.')}" does not exist`, codes.undefinedTable, session);
  }
  const kind = kindWords[relation.kind];
  if (kind !== what)
    throw new PgError(codes.wrongObject, `"${last}" is not ${what === 'index' ? 'an' : 'a'} ${what}`, {
      hint: `Use DROP ${kind.toUpperCase()} to remove ${kind === 'index' ? 'an' : 'a'} ${kind}.`,
    });
  requireOwner(session, relation);
  dropRelations([relation], statement.cascade, host);
}

function missing(statement: Drop, message: string, code: string, session: SessionAccess): void {
  if (!statement.ifExists) throw new PgError(code, message);
  session.notice('NOTICE', `${message}, skipping`);
}

interface Dependent {
  readonly text: string;
  readonly of: string;
  readonly apply: (gone: Set<number>, changed: Map<number, Relation>) => void;
}

/** Removes relations with what belongs to them; what only refers to them is in the way, unless CASCADE takes it along. */
export function dropRelations(roots: readonly Relation[], cascade: boolean, { session, saveCatalog }: DropHost): void {
  const gone = new Set<number>();
  const changed = new Map<number, Relation>();
  const dependents: Dependent[] = [];
  for (const root of roots) collect(root, session, gone, dependents);
  const open = dependents.filter(({ text }) => !roots.some(root => text === describe(root)));
  if (open.length > 0 && !cascade) {
    const [root] = roots;
    throw new PgError(
      codes.dependentObjects,
      roots.length === 1 && root
        ? `cannot drop ${describe(root)} because other objects depend on it`
        : 'cannot drop desired object(s) because other objects depend on them',
      {
        detail: open.map(({ text, of }) => `${text} depends on ${of}`).join('\n'),
        hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
      },
    );
  }
  for (const { apply } of dependents) apply(gone, changed);
  if (open.length === 1) session.notice('NOTICE', `drop cascades to ${open[0]?.text ?? ''}`);
  else if (open.length > 1)
    session.notice(
      'NOTICE',
      `drop cascades to ${open.length} other objects\nDETAIL:  ${open.map(({ text }) => `drop cascades to ${text}`).join('\n')}`,
    );
  let next = session.catalog();
  for (const relation of changed.values())
    if (!gone.has(relation.oid)) next = { ...next, relations: new Map(next.relations).set(relation.oid, relation) };
  saveCatalog(withoutRelations(next, gone));
}

function describe(relation: Relation): string {
  return `${kindWords[relation.kind]} ${relation.name}`;
}

function collect(relation: Relation, session: SessionAccess, gone: Set<number>, dependents: Dependent[]): void {
  if (gone.has(relation.oid)) return;
  gone.add(relation.oid);
  const catalog = session.catalog();
  for (const routine of catalog.routines.values())
    if (usesRows(routine, relation.oid))
      dependents.push({ text: `function ${showSignature(routine, session)}`, of: describe(relation), apply: () => undefined });
  for (const other of catalog.relations.values()) {
    if (other.index?.table === relation.oid || other.sequence?.ownedBy?.table === relation.oid) gone.add(other.oid);
    for (const constraint of other.constraints) {
      if (other.oid === relation.oid || constraint.foreign?.table !== relation.oid) continue;
      dependents.push({
        text: `constraint ${constraint.name} on table ${other.name}`,
        of: describe(relation),
        apply: (_, changed) => {
          const now = changed.get(other.oid) ?? other;
          changed.set(other.oid, { ...now, constraints: now.constraints.filter(({ oid }) => oid !== constraint.oid) });
        },
      });
    }
    if (other.reads?.includes(relation.oid) && !gone.has(other.oid)) {
      dependents.push({ text: describe(other), of: describe(relation), apply: set => set.add(other.oid) });
      const inner: Dependent[] = [];
      collect(other, session, new Set(gone), inner);
      dependents.push(...inner);
    }
    if (relation.kind === 'S' && other.columns.some(column => column.default?.includes(`'${relation.name}'::regclass`))) {
      const column = other.columns.find(own => own.default?.includes(`'${relation.name}'::regclass`));
      dependents.push({
        text: `default value for column ${column?.name ?? ''} of table ${other.name}`,
        of: describe(relation),
        apply: (_, changed) =>
          changed.set(other.oid, { ...other, columns: other.columns.map(own => (own === column ? withoutDefault(own) : own)) }),
      });
    }
  }
}

function withoutDefault(column: Relation['columns'][number]): Relation['columns'][number] {
  const { default: _, ...rest } = column;
  return rest;
}

function dropSchema(statement: Drop, name: string, host: DropHost): void {
  const { session } = host;
  const schema = schemaNamed(session.catalog(), name);
  if (!schema) return missing(statement, `schema "${name}" does not exist`, codes.noSchema, session);
  if (!session.isMember(session.userOid, schema.owner)) throw new PgError(codes.privilege, `must be owner of schema ${name}`);
  if (schema.oid === oids.pgCatalog || schema.oid === oids.informationSchema)
    throw new PgError(codes.dependentObjects, `cannot drop schema ${name} because it is required by the database system`);
  const inside = [...session.catalog().relations.values()].filter(
    relation => relation.schema === schema.oid && relation.kind !== 'i' && !relation.sequence?.ownedBy,
  );
  if (inside.length > 0 && !statement.cascade)
    throw new PgError(codes.dependentObjects, `cannot drop schema ${name} because other objects depend on it`, {
      detail: inside.map(relation => `${kindWords[relation.kind]} ${name}.${relation.name} depends on schema ${name}`).join('\n'),
      hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
    });
  const shown = (relation: Relation): string =>
    `${kindWords[relation.kind]} ${session.searchPath().includes(schema.oid) ? '' : `${name}.`}${relation.name}`;
  if (inside.length === 1 && inside[0]) session.notice('NOTICE', `drop cascades to ${shown(inside[0])}`);
  if (inside.length > 1)
    session.notice(
      'NOTICE',
      `drop cascades to ${inside.length} other objects\nDETAIL:  ${inside.map(relation => `drop cascades to ${shown(relation)}`).join('\n')}`,
    );
  if (inside.length > 0) dropRelations(inside, true, { ...host, session: quiet(session) });
  const catalog = session.catalog();
  host.saveCatalog({
    ...catalog,
    schemas: new Map([...catalog.schemas].filter(([oid]) => oid !== schema.oid)),
    types: new Map([...catalog.types].filter(([, type]) => type.schema !== schema.oid)),
  });
}

function quiet(session: SessionAccess): SessionAccess {
  const silent: SessionAccess = Object.create(session) as SessionAccess;
  Object.defineProperty(silent, 'notice', { value: () => undefined });
  return silent;
}

function dropType(statement: Drop, name: string, { session, saveCatalog }: DropHost): void {
  const catalog = session.catalog();
  const type = [...catalog.types.values()].find(candidate => candidate.name === name);
  if (!type) return missing(statement, `type "${name}" does not exist`, codes.undefinedObject, session);
  const users = [...catalog.relations.values()].flatMap(relation =>
    relation.columns.filter(column => column.typeOid === type.oid).map(column => ({ relation, column })),
  );
  if (users.length > 0 && !statement.cascade)
    throw new PgError(codes.dependentObjects, `cannot drop type ${name} because other objects depend on it`, {
      detail: users.map(({ relation, column }) => `column ${column.name} of table ${relation.name} depends on type ${name}`).join('\n'),
      hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
    });
  if (users.length > 0)
    throw new PgError(codes.featureNotSupported, 'drydock: DROP TYPE … CASCADE of a type that columns have is not simulated');
  saveCatalog({ ...catalog, types: new Map([...catalog.types].filter(([oid]) => oid !== type.oid)) });
}

function dropExtension(statement: Drop, name: string, { session, saveCatalog }: DropHost): void {
  const catalog = session.catalog();
  const extension = [...catalog.extensions.values()].find(candidate => candidate.name === name);
  if (!extension) return missing(statement, `extension "${name}" does not exist`, codes.undefinedObject, session);
  saveCatalog({ ...catalog, extensions: new Map([...catalog.extensions].filter(([oid]) => oid !== extension.oid)) });
}

function dropRole(statement: Drop, name: string, { session, saveGlobals }: DropHost): void {
  const globals = session.globals();
  const role = roleNamed(globals, name);
  if (!role) return missing(statement, `role "${name}" does not exist`, codes.undefinedObject, session);
  if (!globals.roles.get(session.userOid)?.superuser && !globals.roles.get(session.userOid)?.createRole)
    throw new PgError(codes.privilege, 'permission denied to drop role');
  if (role.oid === session.userOid) throw new PgError(codes.objectInUse, 'current user cannot be dropped');
  if (role.oid === oids.superuser)
    throw new PgError(codes.dependentObjects, `cannot drop role ${name} because it is required by the database system`);
  const details = [
    ...[...globals.databases.values()].flatMap(database =>
      database.owner === role.oid
        ? [`owner of database ${database.name}`]
        : (database.acl ?? []).some(({ grantee }) => grantee === role.oid)
          ? [`privileges for database ${database.name}`]
          : [],
    ),
    ...[...session.catalog().relations.values()].flatMap(relation => {
      if (relation.kind === 'i' || relation.sequence?.ownedBy) return [];
      if (relation.owner === role.oid) return [`owner of ${describe(relation)}`];
      return (relation.acl ?? []).some(({ grantee }) => grantee === role.oid) ? [`privileges for ${describe(relation)}`] : [];
    }),
  ];
  if (details.length > 0)
    throw new PgError(codes.dependentObjects, `role "${name}" cannot be dropped because some objects depend on it`, {
      detail: details.join('\n'),
    });
  saveGlobals({ ...globals, roles: new Map([...globals.roles].filter(([oid]) => oid !== role.oid)) });
}

function dropDatabase(statement: Drop, name: string, { session, saveGlobals, afterCommit }: DropHost): void {
  const globals = session.globals();
  const database = databaseNamed(globals, name);
  if (!database) return missing(statement, `database "${name}" does not exist`, codes.noDatabase, session);
  if (!session.isMember(session.userOid, database.owner)) throw new PgError(codes.privilege, `must be owner of database ${name}`);
  if (database.oid === session.database.oid) throw new PgError(codes.objectInUse, 'cannot drop the currently open database');
  if (database.isTemplate) throw new PgError(codes.wrongObject, 'cannot drop a template database');
  const others = [...session.cluster.sessions.values()].filter(({ databaseOid }) => databaseOid === database.oid).length;
  if (others > 0)
    throw new PgError(codes.objectInUse, `database "${name}" is being accessed by other users`, {
      detail: `There ${others === 1 ? 'is 1 other session' : `are ${others} other sessions`} using the database.`,
    });
  saveGlobals({ ...globals, databases: new Map([...globals.databases].filter(([oid]) => oid !== database.oid)) });
  afterCommit(() => session.cluster.databases.delete(database.oid));
}
