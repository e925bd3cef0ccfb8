import { quoteName } from '../../sql/keywords.js';
import { commentOn, commentOnConstraint, commentOnRelation } from './comments.js';
import { ranks, type Entry, type Item } from './entry.js';
import { classes, qualified, type Column, type Constraint, type Facts, type Relation } from './facts.js';

/** Whether a default counts with the table's own sequence, which is made after the table. */
function isOwnSequence(column: Column, table: Relation, { relations }: Facts): boolean {
  return column.sequence !== undefined && relations.get(column.sequence)?.sequence?.owner?.table === table.oid;
}

function columnLine(column: Column, table: Relation, facts: Facts): string {
  const { default: expression, isGenerated } = column;
  let value = '';
  if (expression !== undefined && isGenerated) value = ` GENERATED ALWAYS AS (${expression}) STORED`;
  else if (expression !== undefined && !isOwnSequence(column, table, facts)) value = ` DEFAULT ${expression}`;
  return `${quoteName(column.name)} ${column.type}${value}${column.notNull ? ' NOT NULL' : ''}`;
}

function columnComments(relation: Relation, facts: Facts): readonly Entry[] {
  return relation.columns.flatMap(column =>
    commentOn(facts, {
      classOid: classes.relation,
      oid: relation.oid,
      part: column.number,
      name: `COLUMN ${quoteName(relation.name)}.${quoteName(column.name)}`,
      full: `COLUMN ${qualified(relation)}.${quoteName(column.name)}`,
      schema: relation.schema,
      owner: relation.owner,
    }),
  );
}

export function tableItem(table: Relation, facts: Facts): Item {
  const { name, schema, owner, oid } = table;
  const checks = table.constraints.filter(({ kind }) => kind === 'c');
  const lines = [
    ...table.columns.map(column => columnLine(column, table, facts)),
    ...checks.map(check => `CONSTRAINT ${quoteName(check.name)} ${check.definition}`),
  ];
  const sql = `CREATE ${table.isUnlogged ? 'UNLOGGED ' : ''}TABLE ${qualified(table)} (${lines.map(line => `\n    ${line}`).join(',')}\n);\n`;
  const full = `TABLE ${qualified(table)}`;
  const created: Entry = { name, type: 'TABLE', schema, owner, sql, owned: full, drop: `DROP ${full};\n`, storage: 'table' };
  const sources = table.columns.flatMap(column =>
    column.sequence === undefined || isOwnSequence(column, table, facts) ? [] : [String(column.sequence)],
  );
  return {
    ...{ rank: ranks.relation, schema, sortName: name, oid, id: String(oid), needs: sources },
    entries: [
      created,
      ...commentOnRelation(facts, 'TABLE', table),
      ...columnComments(table, facts),
      ...checks.flatMap(check => commentOnConstraint(facts, check, table)),
    ],
  };
}

/** Defaults that come after the sequences they count with. */
export function defaultItems(table: Relation, facts: Facts): readonly Item[] {
  const { name, schema, owner, oid } = table;
  return table.columns
    .filter(column => isOwnSequence(column, table, facts))
    .map(column => {
      const alter = `ALTER TABLE ONLY ${qualified(table)} ALTER COLUMN ${quoteName(column.name)}`;
      const entry: Entry = {
        name: `${name} ${column.name}`,
        type: 'DEFAULT',
        schema,
        owner,
        sql: `${alter} SET DEFAULT ${column.default ?? ''};\n`,
        drop: `ALTER TABLE ${qualified(table)} ALTER COLUMN ${quoteName(column.name)} DROP DEFAULT;\n`,
      };
      const id = `default ${String(oid)}.${String(column.number)}`;
      return { rank: ranks.default, schema, sortName: name, oid: oid * 1000 + column.number, id, needs: [], entries: [entry] };
    });
}

export function viewItem(view: Relation, definition: string, facts: Facts): Item {
  const { name, schema, owner, oid } = view;
  const kind = view.kind === 'm' ? 'MATERIALIZED VIEW' : 'VIEW';
  const query = definition.replace(/;\s*$/, '');
  const sql = `CREATE ${kind} ${qualified(view)} AS\n${query}${view.kind === 'm' ? '\n  WITH NO DATA' : ''};\n`;
  const full = `${kind} ${qualified(view)}`;
  const created: Entry = {
    ...{ name, type: kind, schema, owner, sql, owned: full, drop: `DROP ${full};\n` },
    ...(view.kind === 'm' ? { storage: 'table' as const } : {}),
  };
  return {
    ...{ rank: ranks.relation, schema, sortName: name, oid, id: String(oid), needs: view.reads.map(String) },
    entries: [created, ...commentOnRelation(facts, kind, view), ...columnComments(view, facts)],
  };
}

/** A key or a foreign key. */
export function constraintItem(constraint: Constraint, table: Relation, facts: Facts): Item {
  const { schema, owner } = table;
  const isForeign = constraint.kind === 'f';
  const name = quoteName(constraint.name);
  const entry: Entry = {
    name: `${table.name} ${constraint.name}`,
    type: isForeign ? 'FK CONSTRAINT' : 'CONSTRAINT',
    schema,
    owner,
    sql: `ALTER TABLE ONLY ${qualified(table)}\n    ADD CONSTRAINT ${name} ${constraint.definition};\n`,
    drop: `ALTER TABLE ONLY ${qualified(table)} DROP CONSTRAINT ${name};\n`,
    ...(isForeign ? {} : { storage: 'index' as const }),
  };
  return {
    rank: isForeign ? ranks.foreignKey : ranks.constraint,
    schema,
    sortName: constraint.name,
    oid: constraint.oid,
    id: `constraint ${String(constraint.oid)}`,
    needs: [],
    entries: [entry, ...commentOnConstraint(facts, constraint, table)],
  };
}

export function indexItem(index: Relation, definition: string, facts: Facts): Item {
  const { name, schema, owner, oid } = index;
  const entry: Entry = {
    name,
    type: 'INDEX',
    schema,
    owner,
    sql: `${definition};\n`,
    drop: `DROP INDEX ${qualified(index)};\n`,
    storage: 'index',
  };
  const place = { rank: ranks.index, schema, sortName: name, oid, id: String(oid), needs: [] };
  return { ...place, entries: [entry, ...commentOnRelation(facts, 'INDEX', index)] };
}
