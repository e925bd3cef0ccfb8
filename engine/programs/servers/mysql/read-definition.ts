import { invariant } from '../../../core/invariant.js';
import { SqlError } from './sql-error.js';
import { Session } from './session.js';
import type { Dialect } from './dialect.js';
import { Catalog, firstAccounts } from './storage/catalog.js';
import type { Engine } from './engine.js';
import type { TableDefinition } from './storage/definition.js';
import type { StoredDatabase } from './storage/rows.js';
import { parseStatement } from './sql/statements.js';
import { addElements } from './statements/create-table.js';
import { makeWorkspace } from './statements/session-workspace.js';
import { WaitQueue } from '../../../core/wait-queue.js';
import { Random } from '../../../core/random.js';

/** The definition that the text of a CREATE TABLE in a file says; foreign keys may name tables that are read later. */
export function readDefinition(
  sql: string,
  database: StoredDatabase,
  dialect: Dialect,
): { readonly definition: TableDefinition; readonly nextId: bigint } {
  const { statement } = parseStatement(sql, dialect);
  invariant(statement.kind === 'create-table', 'a table is kept as CREATE TABLE');
  const session = loader(dialect);
  const work = { ...makeWorkspace(session, { parameters: [], changesRows: false }), checksForeignKeys: false, isStrict: false };
  const base: TableDefinition = {
    name: statement.table.name,
    columns: [],
    keys: [],
    foreignKeys: [],
    checks: [],
    engine: statement.options.engine ?? 'InnoDB',
    collation: statement.options.collation ?? database.collation,
    comment: statement.options.comment ?? '',
  };
  try {
    return {
      definition: addElements(base, statement.elements, { work, database: database.name }),
      nextId: BigInt(statement.options.autoIncrement ?? 1),
    };
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    // A file that somebody else has written: an empty table of the name is all that can be said.
    return { definition: base, nextId: 1n };
  }
}

/** Somebody who may do everything while files are read. */
function loader(dialect: Dialect): Session {
  const catalog = new Catalog();
  catalog.accounts = firstAccounts();
  const engine: Engine = {
    catalog,
    dialect,
    variables: new Map([
      ['sql_mode', ''],
      ['foreign_key_checks', 'OFF'],
      ['timestamp', '1'],
    ]),
    random: new Random('files'),
    now: () => 0,
    status: () => new Map<string, string>(),
    processes: () => [],
    kill: () => false,
    note: () => undefined,
    sessions: new Set<Session>(),
    unlocked: new WaitQueue(),
    namedLocks: new Map<string, number>(),
  };
  return new Session(engine, 'root', 'localhost', 0, function* () {
    return false;
  });
}
