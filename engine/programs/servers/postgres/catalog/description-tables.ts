import type { SessionAccess } from '../plan/runtime.js';
import { databases, enums, relations, roles } from './subjects.js';
import { catalogTable } from './system-tables.js';

/** Numbers of the system tables that have rows about what others speak of. */
export const classOids = {
  relation: 1259,
  type: 1247,
  schema: 2615,
  constraint: 2606,
  extension: 3079,
  rule: 2618,
  attributeDefault: 2604,
  routine: 1255,
  trigger: 2620,
} as const;
const sharedClassOids = { database: 1262, role: 1260 } as const;

interface Comment {
  readonly of: number;
  readonly classOid: number;
  /** A column's number; 0 for the whole. */
  readonly part: number;
  readonly text: string;
}

function commentOn(classOid: number, { oid, comment }: { readonly oid: number; readonly comment?: string }, part = 0): readonly Comment[] {
  return comment === undefined ? [] : [{ of: oid, classOid, part, text: comment }];
}

function commentsOf(session: SessionAccess): readonly Comment[] {
  return [
    ...relations(session).flatMap(relation => [
      ...commentOn(classOids.relation, relation),
      ...relation.columns.flatMap(({ number, comment }) =>
        comment === undefined ? [] : commentOn(classOids.relation, { oid: relation.oid, comment }, number),
      ),
      ...relation.constraints.flatMap(constraint => commentOn(classOids.constraint, constraint)),
    ]),
    ...[...session.catalog().schemas.values()].flatMap(schema => commentOn(classOids.schema, schema)),
    ...enums(session).flatMap(type => commentOn(classOids.type, type)),
    ...[...session.catalog().routines.values()].flatMap(routine => commentOn(classOids.routine, routine)),
    ...[...session.catalog().triggers.values()].flatMap(trigger => commentOn(classOids.trigger, trigger)),
    ...[...session.catalog().extensions.values()].flatMap(extension => commentOn(classOids.extension, extension)),
  ];
}

catalogTable({
  name: 'pg_description',
  oid: 2609,
  items: commentsOf,
  columns: {
    'objoid oid': ({ of }) => of,
    'classoid oid': ({ classOid }) => classOid,
    'objsubid int4': ({ part }) => part,
    'description text': ({ text }) => text,
  },
});

catalogTable({
  name: 'pg_shdescription',
  oid: 2396,
  items: session => [
    ...databases(session).flatMap(database => commentOn(sharedClassOids.database, database)),
    ...roles(session).flatMap(role => commentOn(sharedClassOids.role, role)),
  ],
  columns: {
    'objoid oid': ({ of }) => of,
    'classoid oid': ({ classOid }) => classOid,
    'description text': ({ text }) => text,
  },
});
