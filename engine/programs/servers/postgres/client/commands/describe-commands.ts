import { describeRelation } from '../describe-relation.js';
import {
  listDatabases,
  listExtensions,
  listFunctions,
  listPrivileges,
  listRelations,
  listSchemas,
  listTypes,
  relationsMatching,
  rolesQuery,
  type Listing,
} from '../describe.js';
import type { Task } from '../../../../../core/task.js';
import type { Psql } from '../psql-shell.js';
import { notSimulated, type Command, type Commands } from './command.js';

function* list(shell: Psql, { title, sql }: Listing): Task<boolean> {
  const result = yield* shell.ask(sql);
  if (!result) return false;
  yield* shell.show({ title, ...result });
  return true;
}

/** \\d without a name, and \\dt, \\dv … with or without one. */
export const relations: Command = function* (shell, [pattern], _rest, name) {
  const kinds = name.replace(/^d|\+$/g, '').replaceAll('S', '');
  const wanted = kinds === '' ? 'tvms' : kinds;
  const listing = listRelations(wanted, pattern, name.endsWith('+'));
  const result = yield* shell.ask(listing.sql);
  if (!result) return false;
  if (result.rows.length > 0) yield* shell.show({ title: listing.title, ...result });
  else if (!shell.isQuiet) {
    const message = pattern === undefined ? 'Did not find any relations.' : `Did not find any relation named "${pattern}".`;
    yield* shell.complain(message);
  }
  return result.rows.length > 0 || pattern === undefined;
};

const describe: Command = function* (shell, [pattern], rest, name) {
  if (pattern === undefined) return yield* relations(shell, [], rest, name);
  const result = yield* shell.ask(relationsMatching(pattern));
  if (!result) return false;
  for (const row of result.rows) yield* describeRelation(shell, row, name.endsWith('+'));
  if (result.rows.length === 0) yield* shell.complain(`Did not find any relation named "${pattern}".`);
  return result.rows.length > 0;
};

const roles: Command = function* (shell, [pattern], _rest, name) {
  const where =
    pattern === undefined ? " WHERE r.rolname !~ '^pg_'" : ` WHERE r.rolname LIKE '${pattern.replaceAll("'", "''").replaceAll('*', '%')}'`;
  const result = yield* shell.ask(`${rolesQuery}${where} ORDER BY 1`);
  if (!result) return false;
  // Memberships are no longer shown from 16 on.
  const showsMembership = Number(shell.release.major) < 16;
  const isVerbose = name.endsWith('+');
  const rows = result.rows.map(row => [
    row[0] ?? '',
    attributesOf(row),
    ...(showsMembership ? [row[9] ?? '{}'] : []),
    ...(isVerbose ? [row[10] ?? ''] : []),
  ]);
  const columns = ['Role name', 'Attributes', ...(showsMembership ? ['Member of'] : []), ...(isVerbose ? ['Description'] : [])].map(
    head => ({ name: head, typeOid: TEXT }),
  );
  yield* shell.show({ title: 'List of roles', columns, rows, footers: [] });
  return true;
};

/** \df and its like. */
export const functions: Command = (shell, [pattern], _rest, name) => list(shell, listFunctions(name.slice(2), pattern, name.endsWith('+')));

const databases: Command = (shell, [pattern], _rest, name) =>
  list(shell, listDatabases(pattern, Number(shell.release.major), name.endsWith('+')));

const TEXT = 25;

/** What a role may do, from a row of the query for them. */
function attributesOf(row: readonly (string | null)[]): string {
  const is = (column: number): boolean => row[column] === 't';
  const rights = [
    is(1) ? 'Superuser' : '',
    is(2) ? '' : 'No inheritance',
    is(3) ? 'Create role' : '',
    is(4) ? 'Create DB' : '',
    is(5) ? '' : 'Cannot login',
    is(7) ? 'Replication' : '',
    is(8) ? 'Bypass RLS' : '',
  ].filter(right => right !== '');
  const limit = Number(row[6] ?? -1);
  const connections = limit === 0 ? 'No connections' : `${String(limit)} connection${limit === 1 ? '' : 's'}`;
  return [rights.join(', '), limit < 0 ? '' : connections].filter(line => line !== '').join('\n');
}

export const describeCommands: Commands = {
  l: databases,
  list: databases,
  dn: (shell, [pattern], _rest, name) => list(shell, listSchemas(pattern, name.endsWith('+'))),
  dx: (shell, args, _rest, name) =>
    name.endsWith('+') ? notSimulated(shell, ['\\dx+', ...args].join(' ')) : list(shell, listExtensions()),
  dp: (shell, [pattern]) => list(shell, listPrivileges(pattern)),
  z: (shell, [pattern]) => list(shell, listPrivileges(pattern)),
  dT: (shell, [pattern], _rest, name) => list(shell, listTypes(pattern, name.endsWith('+'))),
  du: roles,
  dg: roles,
  d: describe,
};
