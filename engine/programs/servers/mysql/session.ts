import type { Task } from '../../../core/task.js';
import { waitFor } from '../../../core/task.js';
import { WaitQueue } from '../../../core/wait-queue.js';
import { findAccount, keyOf, withRoles } from './accounts.js';
import type { Engine } from './engine.js';
import { SessionVariables } from './session-variables.js';
import { SqlError, SqlNote, sqlErrors } from './sql-error.js';
import { parseStatement } from './sql/statements.js';
import type { Statement } from './sql/ast.js';
import type { Account } from './storage/catalog.js';
import type { StoredTable } from './storage/rows.js';
import { Transaction } from './storage/transaction.js';
import { runStatement } from './statements/run.js';
import { LockWait, type Outcome } from './statements/workspace.js';
import type { Row, Value } from './values/value.js';

export interface PreparedStatement {
  readonly sql: string;
  readonly parameters: number;
}

export interface TableLock {
  readonly table: StoredTable;
  readonly alias: string;
  readonly write: boolean;
}

/** One connection's view of the server. */
export class Session {
  readonly engine: Engine;
  readonly user: string;
  readonly host: string;
  readonly id: number;
  readonly variables: SessionVariables;
  readonly userVariables = new Map<string, Value>();
  readonly temporary = new Map<string, StoredTable>();
  readonly prepared = new Map<string, PreparedStatement>();
  /** Told when somebody kills what runs here. */
  readonly interrupted = new WaitQueue();
  database: string | undefined;
  lastInsertId = 0n;
  rowCount = -1n;
  foundRows = 0n;
  warnings: Row[] = [];
  transaction = new Transaction();
  /** BEGIN was said. */
  inTransaction = false;
  tableLocks: readonly TableLock[] = [];
  activeRoles: readonly string[] = [];
  /** What it is doing, for SHOW PROCESSLIST. */
  running: { readonly sql: string; readonly state: string } | undefined;
  #waitsFor: number | undefined;
  #killed = false;
  sleepSeconds = 0;
  readonly #sleepUntil: (seconds: number, queue: WaitQueue) => Task<boolean>;

  constructor(engine: Engine, user: string, host: string, id: number, sleepUntil: (seconds: number, queue: WaitQueue) => Task<boolean>) {
    this.engine = engine;
    this.user = user;
    this.host = host;
    this.id = id;
    this.variables = new SessionVariables(engine);
    this.#sleepUntil = sleepUntil;
    this.activeRoles = this.account?.defaultRoles ?? [];
    engine.sessions.add(this);
  }

  get account(): Account | undefined {
    return findAccount(this.engine.catalog, this.user, this.host);
  }

  /** The account and the roles that are active. */
  get accounts(): readonly Account[] {
    const { account } = this;
    return account ? withRoles(this.engine.catalog, account, this.activeRoles) : [];
  }

  get autocommits(): boolean {
    return this.variables.isOn('autocommit') && !this.inTransaction;
  }

  /** Runs one statement; throws SqlError. */
  *execute(sql: string, parameters: readonly Value[] = []): Task<Outcome> {
    this.#killed = false;
    this.running = { sql, state: 'executing' };
    try {
      const { statement } = this.#parse(sql);
      return yield* this.#patiently(statement, parameters);
    } finally {
      this.running = undefined;
    }
  }

  #parse(sql: string): { readonly statement: Statement } {
    try {
      return parseStatement(sql, this.engine.dialect);
    } catch (error) {
      if (error instanceof SqlError) this.#failed(error);
      throw error;
    }
  }

  /** Tries until no lock is in the way. */
  *#patiently(statement: Statement, parameters: readonly Value[]): Task<Outcome> {
    const keepsWarnings =
      (statement.kind === 'show' && (statement.what === 'warnings' || statement.what === 'errors')) || statement.kind === 'show-count';
    let patience = Number(this.variables.text('innodb_lock_wait_timeout') ?? 50);
    for (;;) {
      if (!keepsWarnings) this.warnings = [];
      try {
        const outcome = runStatement(statement, this, parameters);
        yield* this.#sleepIfAsked();
        this.#succeeded(outcome);
        return outcome;
      } catch (error) {
        this.transaction.dropPending();
        if (!(error instanceof LockWait)) {
          if (error instanceof SqlError) this.#failed(error);
          if (error instanceof RangeError) throw sqlErrors.tooDeep();
          throw error;
        }
        patience = yield* this.#waitForLock(error.holder, patience);
      }
    }
  }

  *#sleepIfAsked(): Task<void> {
    const seconds = this.sleepSeconds;
    this.sleepSeconds = 0;
    if (seconds <= 0) return;
    this.running = { sql: this.running?.sql ?? '', state: 'User sleep' };
    yield* this.#sleepUntil(seconds, this.interrupted);
    if (this.#killed) throw sqlErrors.interrupted();
  }

  *#waitForLock(holder: number, patience: number): Task<number> {
    this.#waitsFor = holder;
    this.running = { sql: this.running?.sql ?? '', state: 'Waiting for lock' };
    try {
      if (this.#isDeadlocked()) {
        this.rollback();
        this.#failed(sqlErrors.deadlock());
        throw sqlErrors.deadlock();
      }
      // Once a second, or when a lock goes, it looks again.
      yield* this.#sleepUntil(Math.min(1, patience), this.engine.unlocked);
      if (this.#killed) throw sqlErrors.interrupted();
      if (patience > 1) return patience - 1;
      this.#failed(sqlErrors.lockTimeout());
      throw sqlErrors.lockTimeout();
    } finally {
      this.#waitsFor = undefined;
    }
  }

  #isDeadlocked(): boolean {
    const byId = new Map([...this.engine.sessions].map(session => [session.id, session]));
    let next = this.#waitsFor;
    for (let i = 0; i < byId.size && next !== undefined; i++) {
      if (next === this.id) return true;
      next = byId.get(next)?.waitsFor;
    }
    return next === this.id;
  }

  get waitsFor(): number | undefined {
    return this.#waitsFor;
  }

  #succeeded(outcome: Outcome): void {
    if (outcome.kind === 'ok') {
      this.rowCount = BigInt(outcome.affected);
      if (outcome.generated !== undefined && outcome.generated > 0n) this.lastInsertId = outcome.generated;
    } else if (outcome.kind === 'rows') {
      this.rowCount = -1n;
      this.foundRows = BigInt(outcome.result.rows.length);
    }
  }

  #failed(error: SqlError): void {
    this.warnings = [...this.warnings, ['Error', BigInt(error.number), error.message]];
    this.rowCount = -1n;
    if (this.autocommits && !this.transaction.hasChanges) this.commit();
  }

  /** Notes a warning. */
  warn(error: SqlError): void {
    if (this.warnings.length >= 64) return;
    this.warnings.push([
      error instanceof SqlNote || noteNumbers.has(error.number) ? 'Note' : 'Warning',
      BigInt(error.number),
      error.message,
    ]);
  }

  commit(): void {
    const { transaction, engine } = this;
    const changes = transaction.changes();
    if (changes.size > 0) {
      for (const [table, rows] of changes) table.rows = table.rows.apply(rows);
      engine.note(changes);
    }
    this.#endTransaction();
  }

  rollback(): void {
    this.#endTransaction();
  }

  #endTransaction(): void {
    const hadLocks = this.transaction.locks.size > 0 || this.transaction.hasChanges;
    this.transaction.dropSnapshot();
    this.transaction = new Transaction();
    this.inTransaction = false;
    if (hadLocks) this.engine.unlocked.notify();
  }

  /** Ends what it is doing. */
  interrupt(): void {
    this.#killed = true;
    this.interrupted.notify();
    this.engine.unlocked.notify();
  }

  /** The connection has ended. */
  close(): void {
    this.rollback();
    this.tableLocks = [];
    for (const [name, holder] of this.engine.namedLocks) if (holder === this.id) this.engine.namedLocks.delete(name);
    this.engine.sessions.delete(this);
    this.engine.unlocked.notify();
  }

  /** The name of the role that is active. */
  get role(): string | null {
    const [first] = this.activeRoles;
    return first === undefined
      ? null
      : this.engine.dialect.product === 'mariadb'
        ? first.replace(/^`(.*)`@.*$/, '$1')
        : this.activeRoles.join(',');
  }

  get accountKey(): string {
    return this.account ? keyOf(this.account) : '';
  }
}

/** What is noted only. */
const noteNumbers: ReadonlySet<number> = new Set([1050, 1051, 1007, 1008, 1003, 1305]);

/** Waits for a time or until a queue is notified; whether it was the queue. */
export function* waitOr(deadline: number, queue: WaitQueue): Task<boolean> {
  return (yield* waitFor([queue], deadline)) === 'ready';
}
