import type { Random } from '../../../core/random.js';
import type { SqlValue, Statement, TableName } from './ast.js';
import { alterTable } from './alter-table.js';
import { alterUsers, createUsers, describeGrants, dropUsers, findAccount, grant, isAdministrator, mayUse } from './accounts.js';
import { findDatabase, findTable, systemDatabases, withDatabase, withTable, type Account, type State, type Table } from './catalog.js';
import { evaluate, type SessionFacts } from './evaluate.js';
import { deleteRows, implicitValue, insertRows, updateRows, type Changed } from './rows.js';
import { runSelect, type ResultSet } from './select.js';
import { createTableText, describeTable, runShow, type ShowContext } from './show.js';
import { sqlErrors } from './sql-error.js';
import { parseStatement } from './statement-parser.js';
import { userTable } from './user-table.js';

/** What the server offers to its sessions. */
export interface Engine {
  state: State;
  readonly version: string;
  readonly variables: Map<string, SqlValue>;
  readonly random: Random;
  readonly now: () => number;
  readonly status: () => ReadonlyMap<string, SqlValue>;
  readonly connections: () => ShowContext['connections'];
}

export type Outcome =
  | { readonly kind: 'rows'; readonly result: ResultSet }
  | { readonly kind: 'ok'; readonly affected: number; readonly lastInsertId: number; readonly info: string }
  | { readonly kind: 'use'; readonly database: string }
  | { readonly kind: 'shutdown' };

const done = (affected = 0, info = '', lastInsertId = 0): Outcome => ({ kind: 'ok', affected, lastInsertId, info });

/** One connection's view of the server. */
export class Session {
  database: string | undefined;
  readonly #engine: Engine;
  readonly #user: string;
  readonly #host: string;
  readonly #id: number;
  #lastInsertId = 0;
  readonly #variables = new Map<string, SqlValue>();
  /** The state to go back to, inside a transaction. */
  #saved: State | undefined;

  constructor(engine: Engine, user: string, host: string, id: number) {
    this.#engine = engine;
    this.#user = user;
    this.#host = host;
    this.#id = id;
  }

  /** Runs one statement; throws SqlError. */
  execute(sql: string): Outcome {
    const statement = parseStatement(sql);
    switch (statement.kind) {
      case 'select':
        return rows(runSelect(statement, ({ table }) => this.#readable(table, 'SELECT'), this.#facts()));
      case 'show':
        return rows(runShow(statement, this.#showContext()));
      case 'show-grants':
        return this.#showGrants(statement.account?.user ?? this.#account.user, statement.account?.host ?? this.#account.host);
      case 'describe':
        return rows(describeTable(this.#readable(statement.table, 'SELECT')));
      case 'show-create':
        return rows({
          columns: ['Table', 'Create Table'],
          rows: [[statement.table.name, createTableText(this.#readable(statement.table, 'SELECT'))]],
        });
      case 'use':
        return this.use(statement.database);
      case 'set':
        return this.#setVariable(statement);
      case 'nothing':
        return done();
      case 'transaction':
        return this.#transaction(statement.verb);
      case 'shutdown':
        if (!isAdministrator(this.#account)) throw sqlErrors.needsPrivilege('SHUTDOWN');
        return { kind: 'shutdown' };
      default:
        return this.#change(statement);
    }
  }

  /** Makes a database the current one. */
  use(database: string): Outcome {
    if (!findDatabase(this.#engine.state, database) && !systemDatabases.includes(database)) throw sqlErrors.unknownDatabase(database);
    this.#need('USE', database);
    this.database = database;
    return { kind: 'use', database };
  }

  get #account(): Account {
    const account = findAccount(this.#engine.state, this.#user, this.#host);
    if (!account) throw sqlErrors.accessDenied(this.#user, this.#host, false);
    return account;
  }

  #need(privilege: string, database: string, table?: string): void {
    const account = this.#account;
    if (database === 'information_schema' || mayUse(account, privilege, database, table)) return;
    if (table !== undefined) throw sqlErrors.commandDenied(privilege, account.user, account.host, table);
    throw sqlErrors.accessDeniedToDatabase(account.user, account.host, database);
  }

  #readable(name: TableName, privilege: string): Table {
    if ((name.database ?? this.database) === 'mysql' && name.name === 'user') return this.#userTable();
    const { database, table } = findTable(this.#engine.state, name, this.database);
    this.#need(privilege, database, table.name);
    return table;
  }

  /** mysql.user, as far as people look at it. */
  #userTable(): Table {
    if (!isAdministrator(this.#account)) throw sqlErrors.commandDenied('SELECT', this.#account.user, this.#account.host, 'user');
    return userTable(this.#engine.state.accounts);
  }

  #facts(): SessionFacts {
    const engine = this.#engine;
    return {
      epochMs: engine.now(),
      version: engine.version,
      database: this.database,
      user: `${this.#user}@${this.#host}`,
      connectionId: this.#id,
      random: () => engine.random.uint32() / 2 ** 32,
      lastInsertId: this.#lastInsertId,
      variable: name => this.#variable(name),
    };
  }

  #variable(text: string): SqlValue {
    if (!text.startsWith('@@')) return this.#variables.get(text.toLowerCase()) ?? null;
    const name = text
      .slice(2)
      .replace(/^(global|session|local)\./i, '')
      .toLowerCase();
    const value = this.#variables.get(name) ?? this.#engine.variables.get(name);
    if (value === undefined) throw sqlErrors.unknownVariable(name);
    return value;
  }

  #setVariable({ name, value }: Extract<Statement, { kind: 'set' }>): Outcome {
    const isUser = name.startsWith('@') && !name.startsWith('@@');
    const plain = name.replace(/^@@(global\.|session\.|local\.)?/i, '').toLowerCase();
    if (!isUser && !this.#engine.variables.has(plain)) throw sqlErrors.unknownVariable(plain);
    this.#variables.set(isUser ? name.toLowerCase() : plain, evaluate(value, { session: this.#facts(), column: (_, column) => column }));
    return done();
  }

  #transaction(verb: 'begin' | 'commit' | 'rollback'): Outcome {
    if (verb === 'rollback' && this.#saved) this.#engine.state = this.#saved;
    this.#saved = verb === 'begin' ? this.#engine.state : undefined;
    return done();
  }

  #showContext(): ShowContext {
    const { state, variables, status, connections } = this.#engine;
    return { state, account: this.#account, database: this.database, variables, status: status(), connections: connections() };
  }

  #showGrants(user: string, host: string): Outcome {
    const account = this.#engine.state.accounts.find(other => other.user === user && other.host === host);
    if (!account) throw sqlErrors.operationFailed('SHOW GRANTS', `'${user}'@'${host}'`);
    return rows({ columns: [`Grants for ${user}@${host}`], rows: describeGrants(account).map(line => [line]) });
  }

  #change(
    statement: Exclude<
      Statement,
      { kind: 'select' | 'show' | 'show-grants' | 'describe' | 'show-create' | 'use' | 'set' | 'nothing' | 'transaction' | 'shutdown' }
    >,
  ): Outcome {
    const engine = this.#engine;
    switch (statement.kind) {
      case 'insert':
      case 'update':
      case 'delete':
        return this.#changeRows(statement);
      case 'create-database':
      case 'drop-database':
        return this.#changeDatabase(statement);
      case 'create-table':
        return this.#createTable(statement);
      case 'alter-table':
        return this.#alterTable(statement);
      case 'drop-table':
        return this.#dropTables(statement);
      case 'truncate': {
        const { database, table } = this.#writable(statement.table, 'DROP');
        engine.state = withTable(engine.state, database, { ...table, rows: [], nextId: 1 });
        return done();
      }
      default:
        return this.#changeAccounts(statement);
    }
  }

  #writable(name: TableName, privilege: string): { readonly database: string; readonly table: Table } {
    const found = findTable(this.#engine.state, name, this.database);
    this.#need(privilege, found.database, found.table.name);
    return found;
  }

  #changeRows(statement: Extract<Statement, { kind: 'insert' | 'update' | 'delete' }>): Outcome {
    const facts = this.#facts();
    const { database, table } = this.#writable(statement.table, statement.kind.toUpperCase());
    const changed = this.#applyToRows(statement, table, facts);
    this.#engine.state = withTable(this.#engine.state, database, changed.table);
    if (changed.lastInsertId > 0) this.#lastInsertId = changed.lastInsertId;
    if (statement.kind === 'update')
      return done(changed.affected, `Rows matched: ${String(changed.matched)}  Changed: ${String(changed.affected)}  Warnings: 0`);
    const many = statement.kind === 'insert' && (statement.rows.length > 1 || statement.select);
    return done(changed.affected, many ? `Records: ${String(changed.matched)}  Duplicates: 0  Warnings: 0` : '', changed.lastInsertId);
  }

  #applyToRows(statement: Extract<Statement, { kind: 'insert' | 'update' | 'delete' }>, table: Table, facts: SessionFacts): Changed {
    if (statement.kind === 'update') return updateRows(table, statement, facts);
    if (statement.kind === 'delete') return deleteRows(table, statement, facts);
    const values = statement.select
      ? runSelect(statement.select, source => this.#readable(source.table, 'SELECT'), facts).rows
      : statement.rows.map(row =>
          row.map(value =>
            evaluate(value, {
              session: facts,
              column: (_, name) => {
                throw sqlErrors.unknownColumn(name, 'field list');
              },
            }),
          ),
        );
    return insertRows(table, statement, values, facts);
  }

  #changeDatabase(statement: Extract<Statement, { kind: 'create-database' | 'drop-database' }>): Outcome {
    const engine = this.#engine;
    const { name } = statement;
    this.#need(statement.kind === 'create-database' ? 'CREATE' : 'DROP', name);
    const found = findDatabase(engine.state, name);
    if (systemDatabases.includes(name))
      throw statement.kind === 'create-database'
        ? sqlErrors.databaseExists(name)
        : sqlErrors.accessDeniedToDatabase(this.#user, this.#host, name);
    if (statement.kind === 'create-database') {
      if (found && !statement.ifNotExists) throw sqlErrors.databaseExists(name);
      if (!found) engine.state = withDatabase(engine.state, { name, tables: new Map() });
      return done(1);
    }
    if (!found && !statement.ifExists) throw sqlErrors.databaseMissing(name);
    const databases = new Map(engine.state.databases);
    databases.delete(name);
    engine.state = { ...engine.state, databases };
    if (this.database === name) this.database = undefined;
    return done(found?.tables.size ?? 0);
  }

  #createTable({ table, ifNotExists, columns }: Extract<Statement, { kind: 'create-table' }>): Outcome {
    const engine = this.#engine;
    const database = table.database ?? this.database;
    if (database === undefined) throw sqlErrors.noDatabase();
    const found = findDatabase(engine.state, database);
    if (!found) throw sqlErrors.unknownDatabase(database);
    this.#need('CREATE', database, table.name);
    if (found.tables.has(table.name)) {
      if (ifNotExists) return done();
      throw sqlErrors.tableExists(table.name);
    }
    const names = columns.map(({ name }) => name.toLowerCase());
    const twice = columns.find(({ name }, index) => names.indexOf(name.toLowerCase()) !== index);
    if (twice) throw sqlErrors.duplicateColumn(twice.name);
    engine.state = withTable(engine.state, database, { name: table.name, columns, rows: [], nextId: 1 });
    return done();
  }

  #alterTable({ table: name, changes }: Extract<Statement, { kind: 'alter-table' }>): Outcome {
    const { database, table } = this.#writable(name, 'ALTER');
    const next = alterTable(table, changes, column => implicitValue(column, this.#facts()));
    this.#engine.state = withTable(this.#engine.state, database, next, table.name);
    return done(0, 'Records: 0  Duplicates: 0  Warnings: 0');
  }

  #dropTables({ tables, ifExists }: Extract<Statement, { kind: 'drop-table' }>): Outcome {
    const engine = this.#engine;
    const missing: string[] = [];
    for (const { database = this.database, name } of tables) {
      if (database === undefined) throw sqlErrors.noDatabase();
      const found = findDatabase(engine.state, database);
      if (!found?.tables.has(name)) missing.push(`${database}.${name}`);
      else {
        this.#need('DROP', database, name);
        const rest = new Map(found.tables);
        rest.delete(name);
        engine.state = withDatabase(engine.state, { name: database, tables: rest });
      }
    }
    if (missing.length > 0 && !ifExists) throw sqlErrors.unknownTable(missing.join(','));
    return done();
  }

  #changeAccounts(statement: Extract<Statement, { kind: 'create-user' | 'alter-user' | 'drop-user' | 'grant' }>): Outcome {
    const engine = this.#engine;
    const self = this.#account;
    const onlySelf =
      statement.kind === 'alter-user' &&
      statement.accounts.every(({ account }) => !account || (account.user === self.user && account.host === self.host));
    if (!isAdministrator(self) && !onlySelf) throw sqlErrors.needsPrivilege('CREATE USER');
    switch (statement.kind) {
      case 'create-user':
        engine.state = createUsers(engine.state, statement);
        break;
      case 'alter-user':
        engine.state = alterUsers(engine.state, statement, self);
        break;
      case 'drop-user':
        engine.state = dropUsers(engine.state, statement);
        break;
      case 'grant':
        engine.state = grant(engine.state, statement, this.database);
        break;
    }
    return done();
  }
}

function rows(result: ResultSet): Outcome {
  return { kind: 'rows', result };
}
