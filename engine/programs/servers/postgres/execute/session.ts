import type { Task, Yielded } from '../../../../core/task.js';
import type { Random } from '../../../../core/random.js';
import { codes, PgError } from '../pg-error.js';
import '../functions/index.js';
import { Runtime, type SessionAccess } from '../plan/runtime.js';
import { schemaNamed, type Catalog, type Globals, type Relation } from '../storage/catalog.js';
import type { Cluster, Database } from '../storage/cluster.js';
import type { Tx } from '../storage/transaction.js';
import { typeIn } from '../storage/row-texts.js';
import { collationOf, type Collation } from '../values/collation.js';
import type { TextContext } from '../values/text-io.js';
import type { PgType } from '../values/type-table.js';
import { findZone } from '../values/zone.js';
import { utc } from '../../../time/calendar.js';
import type { DeclaredCursor } from './cursors.js';
import type { Prepared } from './prepared.js';
import { checkSetting, settingName, settingSpecs, unknownSetting } from './settings.js';
import { isAllowed, defaultAcl, privilegeLetter } from './privileges.js';
import { nameOfOid, oidOfName, splitNames } from './object-names.js';
import { useLog } from './runtime-log.js';
import type { SessionHost } from './session-host.js';
import { SessionRoutines } from '../routines/session-routines.js';
import { SessionSequences } from './session-sequences.js';
import { Transaction } from './transaction.js';
import { waitForTransaction } from './waiting.js';

/** One session: settings, its transaction, and what statements may ask of it. */
export class Session implements SessionAccess {
  readonly host: SessionHost;
  readonly cluster: Cluster;
  readonly database: Database;
  readonly databaseName: string;
  readonly pid: number;
  readonly version: string;
  readonly startedAt: number;
  readonly collation: Collation;
  readonly sequences = new SessionSequences(this);
  readonly routines = new SessionRoutines(this);
  readonly cursors = new Map<string, DeclaredCursor>();
  readonly prepared = new Map<string, Prepared>();
  userOid: number;
  readonly loginOid: number;
  transaction: Transaction | undefined;
  transactionTime = 0;
  statementTime = 0;
  settingValues = new Map<string, string>();
  #random: Random;
  #temporary: number | undefined;
  readonly text: TextContext;
  /** A new database has to be in its files before anybody goes on. */
  needsCheckpoint = false;

  constructor(host: SessionHost) {
    this.host = host;
    this.cluster = host.cluster;
    this.database = host.database;
    this.databaseName = host.databaseName;
    this.pid = host.info.pid;
    this.version = host.version;
    this.startedAt = host.info.startedAt;
    this.userOid = host.userOid;
    this.loginOid = host.userOid;
    this.#random = host.random;
    const entry = host.cluster.globals.databases.get(host.database.oid);
    this.collation = collationOf(entry?.collate ?? 'C');
    this.text = Session.#textContext(this);
  }

  /** How values of this session are written and read, at any moment. */
  static #textContext(session: Session): Session['text'] {
    return {
      get now() {
        return session.transactionTime;
      },
      get zone() {
        return findZone(session.setting('TimeZone') ?? 'UTC') ?? utc;
      },
      nameOfOid: (type, oid) => nameOfOid(session, type, oid),
      oidOfName: (type, name) => oidOfName(session, type, name),
    };
  }

  get userName(): string {
    return this.globals().roles.get(this.userOid)?.name ?? '';
  }

  get sessionUser(): string {
    return this.globals().roles.get(this.loginOid)?.name ?? '';
  }

  get clientAddress(): string | undefined {
    return this.host.info.address;
  }

  get clientPort(): number {
    return this.host.info.port;
  }

  get serverAddress(): string | undefined {
    return this.host.serverAddress;
  }

  get serverPort(): number {
    return this.host.serverPort;
  }

  catalog(): Catalog {
    return this.transaction?.catalog ?? this.database.catalog;
  }

  globals(): Globals {
    return this.transaction?.globals ?? this.cluster.globals;
  }

  typeByOid(oid: number): PgType | undefined {
    return typeIn(this.catalog(), oid);
  }

  searchPath(): readonly number[] {
    const catalog = this.catalog();
    const named = splitNames(this.setting('search_path') ?? '').flatMap(
      name => schemaNamed(catalog, name === '$user' ? this.userName : name)?.oid ?? [],
    );
    const temporary = this.#temporary === undefined ? [] : [this.#temporary];
    const pgCatalog = schemaNamed(catalog, 'pg_catalog')?.oid ?? 11;
    return named.includes(pgCatalog) ? [...temporary, ...named] : [...temporary, pgCatalog, ...named];
  }

  /** The schema of this session's temporary tables. */
  temporarySchema(): number {
    const known = this.#temporary;
    if (known !== undefined && this.catalog().schemas.has(known)) return known;
    const oid = this.cluster.newOid();
    const catalog = this.catalog();
    const schemas = new Map(catalog.schemas).set(oid, { oid, name: `pg_temp_${String(this.pid)}`, owner: 10 });
    this.saveCatalog({ ...catalog, schemas });
    this.#temporary = oid;
    return oid;
  }

  get temporaryOid(): number | undefined {
    return this.#temporary;
  }

  saveCatalog(catalog: Catalog): void {
    if (this.transaction) this.transaction.catalog = catalog;
  }

  saveGlobals(globals: Globals): void {
    if (this.transaction) this.transaction.globals = globals;
  }

  setting(name: string): string | undefined {
    const known = settingName(name);
    if (known === 'is_superuser') return this.globals().roles.get(this.userOid)?.superuser ? 'on' : 'off';
    if (known === 'session_authorization') return this.sessionUser;
    if (known === 'role') return this.userOid === this.loginOid ? 'none' : this.userName;
    if (known === 'transaction_isolation') return this.transaction?.isolation ?? this.setting('default_transaction_isolation');
    if (known === 'transaction_read_only') return this.transaction?.isReadOnly ? 'on' : 'off';
    return this.settingValues.get(known) ?? this.host.settings.get(known) ?? settingSpecs.get(known)?.value;
  }

  resetValue(name: string): string | undefined {
    return this.host.settings.get(name) ?? settingSpecs.get(name)?.value;
  }

  setSetting(given: string, value: string, isLocal: boolean): void {
    const name = settingName(given);
    const spec = settingSpecs.get(name);
    if (!spec && !name.includes('.')) throw unknownSetting(given);
    if (spec?.context === 'i') throw new PgError('55P02', `parameter "${name}" cannot be changed`);
    if (spec?.context === 'p') throw new PgError('55P02', `parameter "${name}" cannot be changed without restarting the server`);
    if (spec?.context === 'r') throw new PgError('55P02', `parameter "${name}" cannot be changed now`);
    if (spec?.context === 's' && !this.globals().roles.get(this.userOid)?.superuser)
      throw new PgError(codes.privilege, `permission denied to set parameter "${name}"`);
    const checked = checkSetting(name, value);
    if (name === 'transaction_isolation' && this.transaction) {
      if (this.transaction.hasSnapshot)
        throw new PgError(codes.activeTransaction, 'SET TRANSACTION ISOLATION LEVEL must be called before any query');
      this.transaction.isolation = checked;
      return;
    }
    if (name === 'transaction_read_only' && this.transaction) {
      this.transaction.isReadOnly = checked === 'on';
      return;
    }
    if (isLocal) {
      if (!this.transaction?.isBlock) {
        this.notice('WARNING', 'SET LOCAL can only be used in transaction blocks');
        return;
      }
      this.transaction.localSettings.add(name);
    }
    this.settingValues.set(name, checked);
    this.host.reportSetting(name, checked);
    if (name === 'application_name') this.host.info.applicationName = checked;
  }

  settings(): ReturnType<SessionAccess['settings']> {
    return [...settingSpecs].map(([name, { description }]) => ({
      name,
      value: this.setting(name) ?? '',
      description,
      source: this.settingValues.has(name) ? 'session' : this.host.settings.has(name) ? 'configuration file' : 'default',
    }));
  }

  random(): number {
    return this.#random.uint32() / 0x1_0000_0000;
  }

  seedRandom(seed: number): void {
    const fresh = Object.create(this.#random) as Random;
    let state = Math.floor((seed + 1) * 1e9) >>> 0;
    Object.defineProperty(fresh, 'uint32', {
      value: () => {
        state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
        return state;
      },
    });
    this.#random = fresh;
  }

  clock(): number {
    return this.host.clock();
  }

  instantAfter(ms: number): number {
    return this.host.instantAfter(ms);
  }

  notice(severity: 'NOTICE' | 'WARNING' | 'INFO', message: string): void {
    const levels = ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'];
    if (severity !== 'INFO' && levels.indexOf(severity.toLowerCase()) < levels.indexOf(this.setting('client_min_messages') ?? 'notice'))
      return;
    const [text = '', detail] = message.split('\nDETAIL:  ');
    this.host.notice(severity, text, detail);
  }

  isMember(role: number, of: number): boolean {
    if (role === of) return true;
    const { roles, databases } = this.globals();
    const found = roles.get(role);
    if (found?.superuser) return true;
    if (of === 6171) return databases.get(this.database.oid)?.owner === role;
    return found?.memberOf.some(parent => parent === of || this.isMember(parent, of)) ?? false;
  }

  mayUse(relation: Relation, privilege: string, role = this.userOid): boolean {
    const acl = relation.acl ?? defaultAcl(relation.owner, relation.kind === 'S' ? 'sequence' : 'table');
    if (privilege === 'SELECT' && this.isMember(role, 6181)) return true;
    if (['INSERT', 'UPDATE', 'DELETE'].includes(privilege) && this.isMember(role, 6182)) return true;
    return isAllowed(this, role, relation.owner, acl, privilegeLetter(privilege));
  }

  preparedStatements(): ReturnType<SessionAccess['preparedStatements']> {
    return [...this.prepared].flatMap(([name, { text, params }]) => (name === '' ? [] : [{ name, text, parameters: params }]));
  }

  cancelBackend(pid: number, signal: 'SIGINT' | 'SIGTERM'): boolean {
    return this.host.signal(pid, signal);
  }

  reloadConfiguration(): void {
    this.host.reload();
  }

  currentXid(assign: boolean): number | undefined {
    const top = this.transaction?.top;
    if (!top) return undefined;
    return assign ? this.cluster.giveXid(top) : top.xid || undefined;
  }

  // ── transactions ───────────────────────────────────────────────────────────────────────────────────────────────────

  begin(isBlock: boolean, isolation?: string, isReadOnly?: boolean): Transaction {
    this.transactionTime = this.statementTime;
    this.transaction = new Transaction(this.cluster, this.database, {
      pid: this.pid,
      isBlock,
      isolation: isolation ?? this.setting('default_transaction_isolation') ?? 'read committed',
      isReadOnly: isReadOnly ?? this.setting('default_transaction_read_only') === 'on',
      startedAt: this.clock(),
      settings: this.settingValues,
    });
    this.host.info.transactionStartedAt = this.statementTime;
    return this.transaction;
  }

  *commit(): Task<void> {
    const { transaction } = this;
    if (!transaction) return;
    try {
      yield* transaction.commit(this.host.write);
    } catch (error) {
      yield* this.rollback();
      throw error;
    }
    for (const name of transaction.localSettings) this.#restore(name, transaction.savedSettings);
    this.#ended();
  }

  *rollback(): Task<void> {
    const { transaction } = this;
    if (!transaction) return;
    yield* transaction.rollback(this.host.write);
    for (const name of new Set([...this.settingValues.keys(), ...transaction.savedSettings.keys()]))
      this.#restore(name, transaction.savedSettings);
    this.#ended();
  }

  #restore(name: string, saved: ReadonlyMap<string, string>): void {
    const before = saved.get(name);
    if (before === this.settingValues.get(name)) return;
    if (before === undefined) this.settingValues.delete(name);
    else this.settingValues.set(name, before);
    this.host.reportSetting(name, this.setting(name) ?? '');
  }

  #ended(): void {
    for (const [name, { hold }] of this.cursors) if (!hold) this.cursors.delete(name);
    this.transaction = undefined;
    this.host.info.transactionStartedAt = undefined;
    this.host.info.oldestView = undefined;
    if (this.#temporary !== undefined && !this.catalog().schemas.has(this.#temporary)) this.#temporary = undefined;
  }

  /** What a statement runs with. */
  runtime(params: Runtime['params'] = []): Runtime {
    const transaction = this.transaction ?? this.begin(false);
    const view = transaction.view();
    this.host.info.oldestView = view.upTo;
    const runtime = new Runtime(this, params, transaction.current, view);
    useLog(runtime, transaction.log);
    return runtime;
  }

  wait(holder: Tx, runtime: Runtime, context = ''): Generator<Yielded, void, unknown> {
    return waitForTransaction(holder, runtime, context);
  }
}
