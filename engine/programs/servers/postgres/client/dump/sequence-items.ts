import { quoteName } from '../../sql/keywords.js';
import { commentOnRelation, quoted } from './comments.js';
import { ranks, type Item } from './entry.js';
import { qualified, type Facts, type Relation, type Sequence } from './facts.js';

const largest: Readonly<Record<string, string>> = { smallint: '32767', integer: '2147483647', bigint: '9223372036854775807' };
const smallest: Readonly<Record<string, string>> = { smallint: '-32768', integer: '-2147483648', bigint: '-9223372036854775808' };

/** The lines that say how a sequence counts, without those that say nothing new. */
function counting({ type, start, increment, min, max, cache, cycle }: Sequence): string {
  const goesUp = !increment.startsWith('-');
  const usualMin = goesUp ? '1' : smallest[type];
  const usualMax = goesUp ? largest[type] : '-1';
  return [
    `START WITH ${start}`,
    `INCREMENT BY ${increment}`,
    min === usualMin ? 'NO MINVALUE' : `MINVALUE ${min}`,
    max === usualMax ? 'NO MAXVALUE' : `MAXVALUE ${max}`,
    `CACHE ${cache}${cycle ? '\n    CYCLE' : ''}`,
  ]
    .map(line => `\n    ${line}`)
    .join('');
}

/** A sequence, and to which column it belongs. */
export function sequenceItem(relation: Relation, sequence: Sequence, facts: Facts): Item {
  const { name, schema, owner, oid } = relation;
  const table = facts.relations.get(sequence.owner?.table ?? 0);
  const column = quoteName(table?.columns.find(({ number }) => number === sequence.owner?.column)?.name ?? '');
  const full = qualified(relation);
  const base = { name, schema, owner };
  const place = { rank: ranks.relation, schema, sortName: name, oid, id: String(oid), needs: table ? [String(table.oid)] : [] };
  const comments = commentOnRelation(facts, 'SEQUENCE', relation);
  if (table && sequence.owner?.isIdentity) {
    const how = table.columns.find(({ number }) => number === sequence.owner?.column)?.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT';
    const sql = `ALTER TABLE ${qualified(table)} ALTER COLUMN ${column} ADD GENERATED ${how} AS IDENTITY (\n    SEQUENCE NAME ${full}${counting(sequence)}\n);\n`;
    return { ...place, entries: [{ ...base, type: 'SEQUENCE', sql }, ...comments] };
  }
  const type = sequence.type === 'bigint' ? '' : `\n    AS ${sequence.type}`;
  const sql = `CREATE ${relation.isUnlogged ? 'UNLOGGED ' : ''}SEQUENCE ${full}${type}${counting(sequence)};\n`;
  const belongs = table
    ? [{ ...base, type: 'SEQUENCE OWNED BY', sql: `ALTER SEQUENCE ${full} OWNED BY ${qualified(table)}.${column};\n` }]
    : [];
  const created = { ...base, type: 'SEQUENCE', sql, owned: `SEQUENCE ${full}`, drop: `DROP SEQUENCE ${full};\n` };
  return { ...place, entries: [created, ...belongs, ...comments] };
}

/** How far a sequence is. */
export function sequenceValueItem(relation: Relation, last: string, called: boolean): Item {
  const { name, schema, owner, oid } = relation;
  const sql = `SELECT pg_catalog.setval(${quoted(qualified(relation))}, ${last}, ${String(called)});\n`;
  const entry = { name, type: 'SEQUENCE SET', schema, owner, sql };
  return { rank: ranks.sequenceValue, schema, sortName: name, oid, id: `value ${String(oid)}`, needs: [], entries: [entry] };
}
