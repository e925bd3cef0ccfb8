import { quoteName } from '../../sql/keywords.js';
import type { Entry } from './entry.js';
import { classes, qualified, type Facts, type Named } from './facts.js';

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

interface Subject {
  readonly classOid: number;
  readonly oid: number;
  readonly part?: number;
  /** As the name of the entry has it: `TABLE items`. */
  readonly name: string;
  /** As the statement has it: `TABLE public.items`. */
  readonly full: string;
  readonly schema: string | undefined;
  readonly owner: string;
}

/** COMMENT ON of something that has a comment. */
export function commentOn({ comments }: Facts, { classOid, oid, part = 0, name, full, schema, owner }: Subject): readonly Entry[] {
  const text = comments.get(`${String(classOid)}.${String(oid)}.${String(part)}`);
  if (text === undefined) return [];
  return [{ name, type: 'COMMENT', schema, owner, sql: `COMMENT ON ${full} IS ${quoted(text)};\n` }];
}

/** The comment on a relation, whose kind is said with it. */
export function commentOnRelation(facts: Facts, kind: string, relation: Named): readonly Entry[] {
  return commentOn(facts, {
    classOid: classes.relation,
    oid: relation.oid,
    name: `${kind} ${quoteName(relation.name)}`,
    full: `${kind} ${qualified(relation)}`,
    schema: relation.schema,
    owner: relation.owner,
  });
}

/** The comment on a constraint of a table. */
export function commentOnConstraint(
  facts: Facts,
  constraint: { readonly oid: number; readonly name: string },
  table: Named,
): readonly Entry[] {
  return commentOn(facts, {
    classOid: classes.constraint,
    oid: constraint.oid,
    name: `CONSTRAINT ${quoteName(constraint.name)} ON ${quoteName(table.name)}`,
    full: `CONSTRAINT ${quoteName(constraint.name)} ON ${qualified(table)}`,
    schema: table.schema,
    owner: table.owner,
  });
}
