import { quoteName } from '../../sql/keywords.js';
import { grantsOf } from './acl.js';
import { commentOn, quoted } from './comments.js';
import { ranks, type Entry, type Item } from './entry.js';
import { classes, qualified, type EnumType, type Extension, type Facts, type Relation, type Schema } from './facts.js';

/** The schema that every database has from the beginning. */
export const PUBLIC = 'public';
const publicAcl = ['pg_database_owner=UC/pg_database_owner', '=U/pg_database_owner'];

export function schemaItem({ oid, name, owner }: Schema, facts: Facts): Item {
  const full = `SCHEMA ${quoteName(name)}`;
  const created: Entry = {
    ...{ name, type: 'SCHEMA', schema: undefined, owner },
    ...{ sql: `CREATE ${full};\n`, owned: full, drop: `DROP ${full};\n` },
  };
  const comment = commentOn(facts, { classOid: classes.schema, oid, name: full, full, schema: undefined, owner });
  return { rank: ranks.schema, schema: '', sortName: name, oid, id: String(oid), needs: [], entries: [created, ...comment] };
}

export function extensionItem({ oid, name, schema }: Extension, facts: Facts): Item {
  const full = `EXTENSION ${quoteName(name)}`;
  const sql = `CREATE EXTENSION IF NOT EXISTS ${quoteName(name)} WITH SCHEMA ${quoteName(schema)};\n`;
  const created: Entry = { name, type: 'EXTENSION', schema: undefined, owner: '-', sql, drop: `DROP ${full};\n` };
  const comment = commentOn(facts, { classOid: classes.extension, oid, name: full, full, schema: undefined, owner: '' });
  return { rank: ranks.extension, schema: '', sortName: name, oid, id: String(oid), needs: [], entries: [created, ...comment] };
}

export function enumItem(type: EnumType, facts: Facts): Item {
  const { oid, name, schema, owner, labels } = type;
  const full = `TYPE ${qualified(type)}`;
  const sql = `CREATE ${full} AS ENUM (${labels.map(label => `\n    ${quoted(label)}`).join(',')}\n);\n`;
  const created: Entry = { name, type: 'TYPE', schema, owner, sql, owned: full, drop: `DROP ${full};\n` };
  const comment = commentOn(facts, { classOid: classes.type, oid, name: `TYPE ${quoteName(name)}`, full, schema, owner });
  return { rank: ranks.type, schema, sortName: name, oid, id: String(oid), needs: [], entries: [created, ...comment] };
}

/** What others may do with a schema. */
export function schemaGrants({ name, owner, acl }: Schema): readonly Entry[] {
  const sql = grantsOf('SCHEMA', quoteName(name), owner, acl, name === PUBLIC ? publicAcl : undefined);
  return sql === '' ? [] : [{ name: `SCHEMA ${quoteName(name)}`, type: 'ACL', schema: undefined, owner, sql }];
}

/** What others may do with a table, a view or a sequence. */
export function relationGrants(relation: Relation): readonly Entry[] {
  const { schema, owner, acl, kind } = relation;
  const what = kind === 'S' ? 'SEQUENCE' : 'TABLE';
  const sql = grantsOf(what, qualified(relation), owner, acl);
  return sql === '' ? [] : [{ name: `${what} ${quoteName(relation.name)}`, type: 'ACL', schema, owner, sql }];
}

/** What fills a materialized view again. */
export function refreshEntry(view: Relation): Entry {
  const { name, schema, owner } = view;
  return { name, type: 'MATERIALIZED VIEW DATA', schema, owner, sql: `REFRESH MATERIALIZED VIEW ${qualified(view)};\n` };
}
