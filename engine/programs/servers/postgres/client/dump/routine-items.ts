import type { Task } from '../../../../../core/task.js';
import { quoteName } from '../../sql/keywords.js';
import type { Connection } from '../connection.js';
import { commentOn } from './comments.js';
import { ranks, type Entry, type Item } from './entry.js';
import { classes, qualified, type Facts, type Relation } from './facts.js';
import { ask, type Fields } from './questions.js';

/** Functions and procedures, those that are about rows of a table behind it. */
export function* routineItems(connection: Connection, facts: Facts, wants: (schema: string) => boolean): Task<readonly Item[]> {
  const needs = yield* ask(connection, 'SELECT objid, refobjid FROM pg_depend WHERE classid = 1255');
  const rows = yield* ask(
    connection,
    "SELECT p.oid, p.proname, n.nspname, pg_get_userbyid(p.proowner), p.prokind, pg_get_function_arguments(p.oid), pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid), l.lanname, concat_ws(' ', CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END, CASE WHEN p.proisstrict THEN 'STRICT' END, CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' END), p.prosrc, p.proargtypes FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang ORDER BY p.oid",
  );
  const items: Item[] = [];
  for (const row of rows) {
    if (!wants(row[2] ?? '')) continue;
    const types = yield* typeNames(connection, row.at(-1) ?? '');
    const tables = needs.flatMap(([of, table]) => (of === row[0] ? [table ?? ''] : []));
    items.push(routineItem(row, types, tables, facts));
  }
  return items;
}

/** `23 25` as `integer, text`. */
function* typeNames(connection: Connection, oids: string): Task<string> {
  if (oids === '') return '';
  const named = oids.split(' ').map(oid => `pg_catalog.format_type(${oid}, NULL)`);
  return (yield* ask(connection, `SELECT concat_ws(', ', ${named.join(', ')})`))[0]?.[0] ?? '';
}

function routineItem(row: Fields, types: string, needs: readonly string[], facts: Facts): Item {
  const [oidText, name, schema, owner, kind, args, identity, result, language, traits, body] = row.map(value => value ?? '');
  const [oid, place] = [Number(oidText), { schema: schema ?? '', owner: owner ?? '' }];
  const what = kind === 'p' ? 'PROCEDURE' : 'FUNCTION';
  const full = `${what} ${qualified({ schema: place.schema, name: name ?? '' })}`;
  const made = `CREATE ${full}(${args ?? ''})${result === '' ? '' : ` RETURNS ${result ?? ''}`}`;
  const named = `${full}(${identity ?? ''})`;
  const created: Entry = {
    ...{ name: `${name ?? ''}(${types})`, type: what, ...place, owned: named, drop: `DROP ${named};\n` },
    sql: `${made}\n    LANGUAGE ${language ?? ''}${traits === '' ? '' : ` ${traits ?? ''}`}\n    AS ${dollarQuoted(body ?? '')};\n`,
  };
  const label = `${what} ${quoteName(name ?? '')}(${identity ?? ''})`;
  const comment = commentOn(facts, { classOid: classes.routine, oid, name: label, full: named, ...place });
  const item = { rank: ranks.routine, schema: place.schema, sortName: name ?? '', oid, id: String(oid), needs };
  return { ...item, entries: [created, ...comment] };
}

/** Between dollars, with as much of a tag as the text needs. */
function dollarQuoted(body: string): string {
  let quote = '$';
  for (let i = 0; body.includes(quote); i++) quote += '_XXXXXXX'[i % 8] ?? '';
  return `${quote}$${body}${quote}$`;
}

/** The triggers of the tables that are wanted. */
export function* triggerItems(connection: Connection, facts: Facts, relations: readonly Relation[]): Task<readonly Item[]> {
  const tables = new Map(relations.map(relation => [String(relation.oid), relation]));
  const rows = yield* ask(
    connection,
    'SELECT oid, tgrelid, tgname, pg_get_triggerdef(oid, false), tgenabled FROM pg_trigger WHERE NOT tgisinternal',
  );
  return rows.flatMap(([oid, table, name, definition, enabled]) => {
    const of = tables.get(table ?? '');
    return of ? [triggerItem({ oid: Number(oid), name: name ?? '', definition: definition ?? '', isOff: enabled === 'D' }, of, facts)] : [];
  });
}

interface TriggerFacts {
  readonly oid: number;
  readonly name: string;
  readonly definition: string;
  readonly isOff: boolean;
}

function triggerItem({ oid, name, definition, isOff }: TriggerFacts, table: Relation, facts: Facts): Item {
  const { schema, owner } = table;
  const quoted = quoteName(name);
  const off = isOff ? `\nALTER TABLE ${qualified(table)} DISABLE TRIGGER ${quoted};\n` : '';
  const entry: Entry = {
    ...{ name: `${table.name} ${name}`, type: 'TRIGGER', schema, owner },
    ...{ sql: `${definition};\n${off}`, drop: `DROP TRIGGER ${quoted} ON ${qualified(table)};\n` },
  };
  const comment = commentOn(facts, {
    ...{ classOid: classes.trigger, oid, schema, owner },
    ...{ name: `TRIGGER ${quoted} ON ${quoteName(table.name)}`, full: `TRIGGER ${quoted} ON ${qualified(table)}` },
  });
  return { rank: ranks.trigger, schema, sortName: name, oid, id: `trigger ${String(oid)}`, needs: [], entries: [entry, ...comment] };
}
