import type { Task } from '../../../../core/task.js';
import { detailQueries } from './describe.js';
import type { Psql } from './psql-shell.js';

const titles: Readonly<Record<string, string>> = { r: 'Table', v: 'View', m: 'Materialized view', i: 'Index', S: 'Sequence' };

/** `\d name`: the columns of one relation and what belongs to it. */
export function* describeRelation(shell: Psql, row: readonly (string | null)[], verbose: boolean): Task<void> {
  const [oid = '0', schema = '', name = '', kind = 'r', persistence = 'p'] = row.map(value => value ?? '');
  const title = `${persistence === 'u' ? 'Unlogged table' : (titles[kind] ?? 'Relation')} "${schema}.${name}"`;
  if (kind === 'S') {
    const result = yield* shell.ask(detailQueries.sequence(oid));
    if (result) yield* shell.show({ title, ...result, footers: [] });
    return;
  }
  const columns = yield* shell.ask(detailQueries.columns(oid));
  if (!columns) return;
  const isIndex = kind === 'i';
  const heads = isIndex
    ? ['Column', 'Type']
    : [
        'Column',
        'Type',
        'Collation',
        'Nullable',
        'Default',
        ...(verbose ? ['Storage', ...(kind === 'v' ? [] : ['Compression', 'Stats target']), 'Description'] : []),
      ];
  const rows = columns.rows.map(([column = '', type = '', nullable = '', fallback = '', storage = '', comment = '']) => {
    if (isIndex) return [column, type];
    const more = verbose ? [storage ?? '', ...(kind === 'v' ? [] : ['', '']), comment ?? ''] : [];
    return [column ?? '', type ?? '', '', nullable ?? '', fallback ?? '', ...more];
  });
  const footers = yield* footersOf(shell, oid, kind, verbose);
  yield* shell.show({ title, columns: heads.map(head => ({ name: head, typeOid: 25 })), rows, footers });
}

function* footersOf(shell: Psql, oid: string, kind: string, verbose: boolean): Task<readonly string[]> {
  const footers: string[] = [];
  const section = function* (title: string, sql: string, format: (row: readonly string[]) => string): Task<void> {
    const result = yield* shell.ask(sql);
    if (!result || result.rows.length === 0) return;
    footers.push(title, ...result.rows.map(row => `    ${format(row.map(value => value ?? ''))}`));
  };
  if (kind === 'v' || kind === 'm') {
    if (verbose) yield* section('View definition:', detailQueries.view(oid), ([sql = '']) => sql);
    if (kind === 'v') return footers.map(line => line.replace(/^ {4} /, ' '));
  }
  if (kind === 'i') return footers;
  yield* section(
    'Indexes:',
    detailQueries.indexes(oid),
    ([name = '', primary, unique, definition = '', constraint, deferrable, deferred]) => {
      const method = definition.slice(definition.indexOf(' USING ') + 7);
      const what = primary === 't' ? 'PRIMARY KEY, ' : unique === 't' ? (constraint === 'u' ? 'UNIQUE CONSTRAINT, ' : 'UNIQUE, ') : '';
      const when = `${deferrable === 't' ? ' DEFERRABLE' : ''}${deferred === 't' ? ' INITIALLY DEFERRED' : ''}`;
      return `"${name}" ${what}${method}${when}`;
    },
  );
  yield* section('Check constraints:', detailQueries.checks(oid), ([name = '', definition = '']) => `"${name}" ${definition}`);
  yield* section('Foreign-key constraints:', detailQueries.foreign(oid), ([name = '', definition = '']) => `"${name}" ${definition}`);
  yield* section(
    'Referenced by:',
    detailQueries.referenced(oid),
    ([name = '', table = '', definition = '']) => `TABLE "${table}" CONSTRAINT "${name}" ${definition}`,
  );
  const trigger = ([definition = '']: readonly string[]): string => definition.slice(definition.indexOf(' TRIGGER ') + 9);
  yield* section('Triggers:', detailQueries.triggers(oid, 'O'), trigger);
  yield* section('Disabled user triggers:', detailQueries.triggers(oid, 'D'), trigger);
  if (verbose) footers.push('Access method: heap');
  return footers;
}
