import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import { WaitQueue } from '../../../../core/wait-queue.js';
import { codes, PgError } from '../pg-error.js';
import { databaseNamed, roleNamed, type DatabaseEntry, type Role } from '../storage/catalog.js';
import type { Cluster, SessionInfo } from '../storage/cluster.js';
import { Store } from '../storage/store.js';
import { isAllowed, defaultAcl } from '../execute/privileges.js';
import { Session } from '../execute/session.js';
import { checkSetting, settingName, settingSpecs } from '../execute/settings.js';
import {
  CANCEL_REQUEST,
  errorMessage,
  GSS_REQUEST,
  MessageReader,
  MessageStream,
  MessageWriter,
  PROTOCOL_3,
  SSL_REQUEST,
} from '../wire/messages.js';
import { authenticate } from './authenticate.js';
import { Backend } from './backend.js';
import { findRule, type AccessRule } from './host-access.js';
import { log, logError } from './server-log.js';
import type { Release } from '../release.js';
import { dropRelations } from '../execute/drop.js';
import { hostOf } from '../execute/run-definition.js';

/** What the processes of a server have in common. */
export interface ServerShare {
  readonly release: Release;
  readonly dataDir: string;
  cluster: Cluster;
  rules: readonly AccessRule[];
  settings: ReadonlyMap<string, string>;
  /** What connections are told that come now, other than welcome. */
  refusal: string | undefined;
  /** Crash recovery is under way: the memory that a process shared is gone. */
  generation: number;
  readonly port: number;
}

export interface Peer {
  readonly fd: Fd;
  /** Undefined: over the unix socket. */
  readonly address: string | undefined;
  readonly port: number;
}

/** The process that serves one client. */
export function* clientProcess(sys: Sys, share: ServerShare, peer: Peer): Task<number> {
  const signals = new Interrupts(sys);
  const stream = new MessageStream(signals.patient(), peer.fd);
  const where = peer.address === undefined ? '[local]' : `${peer.address}(${String(peer.port)})`;
  let info: SessionInfo | undefined;
  try {
    const parameters = yield* startUp(sys, stream, share);
    if (!parameters) return 0;
    const user = parameters.get('user') ?? '';
    sys.setTitle([`postgres: ${user} ${parameters.get('database') ?? user} ${where} authentication`]);
    const admitted = yield* admit(sys, stream, share, peer, parameters);
    info = register(sys, share, peer, admitted);
    yield* serve(sys, stream, share, { info, admitted, where, signals, parameters });
    return 0;
  } catch (error) {
    if (error instanceof PgError) {
      if (info === undefined) {
        yield* logError(sys, error, 'FATAL', '');
        yield* ignoringClosed(function* () {
          yield* stream.write(errorMessage(new PgError(error.code, error.message, withoutDetail(error)), 'FATAL'));
          yield* stream.flush();
        });
      }
      return 1;
    }
    if (isErrno(error)) return 0;
    throw error;
  } finally {
    if (info) share.cluster.sessions.delete(info.pid);
  }
}

/** Why somebody was not let in is told to the log only. */
function withoutDetail(error: PgError): PgError['fields'] {
  return error.code === codes.badPassword ? { severity: 'FATAL' } : error.fields;
}

function* ignoringClosed(work: () => Task<void>): Task<void> {
  try {
    yield* work();
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

/** Signals of a backend: SIGINT ends the statement, SIGTERM the session. */
class Interrupts {
  readonly #sys: Sys;
  #cancel = false;

  constructor(sys: Sys) {
    this.#sys = sys;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) sys.onSignal(signal, 'catch');
    sys.onSignal('SIGPIPE', 'ignore');
    sys.onSignal('SIGQUIT', 'default');
  }

  /** Throws when a signal came that is about what runs now. */
  check(): void {
    for (let signal = this.#sys.takeSignal(); signal; signal = this.#sys.takeSignal()) {
      if (signal === 'SIGTERM')
        throw new PgError(codes.adminShutdown, 'terminating connection due to administrator command', { severity: 'FATAL' });
      if (signal === 'SIGINT') this.#cancel = true;
    }
    if (!this.#cancel) return;
    this.#cancel = false;
    throw new PgError(codes.canceled, 'canceling statement due to user request');
  }

  /** The same system calls, but a wait for the client goes on after a signal that is none of its business. */
  patient(): Sys {
    const sys = this.#sys;
    const check = this.check.bind(this);
    const patient = Object.create(sys) as Sys;
    patient.read = function* (fd, max) {
      for (;;) {
        try {
          return yield* sys.read(fd, max);
        } catch (error) {
          if (!isErrno(error, 'EINTR')) throw error;
        }
        try {
          check();
        } catch (error) {
          if (!(error instanceof PgError) || error.fields.severity === 'FATAL') throw error;
        }
      }
    };
    return patient;
  }
}

/** The first packets; undefined when there is no session to be made of them. */
function* startUp(sys: Sys, stream: MessageStream, share: ServerShare): Task<ReadonlyMap<string, string> | undefined> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const packet = yield* stream.startup();
    if (!packet) return undefined;
    const reader = new MessageReader(packet);
    const code = reader.int32();
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      yield* stream.write(Uint8Array.of(0x4e));
      yield* stream.flush();
      continue;
    }
    if (code === CANCEL_REQUEST) {
      const [pid, secret] = [reader.int32(), reader.int32()];
      if (share.cluster.sessions.get(pid)?.secret === secret) signalProcess(sys, pid, 'SIGINT');
      return undefined;
    }
    if (code >> 16 !== 3)
      throw new PgError(
        codes.featureNotSupported,
        `unsupported frontend protocol ${code >> 16}.${code & 0xffff}: server supports 3.0 to 3.0`,
      );
    if (share.refusal !== undefined) throw new PgError(codes.cannotConnectNow, share.refusal, { severity: 'FATAL' });
    const parameters = new Map<string, string>();
    while (!reader.isAtEnd) {
      const name = reader.text();
      if (name === '') break;
      parameters.set(name, reader.text());
    }
    if (!parameters.has('user'))
      throw new PgError(codes.badAuthorization, 'no PostgreSQL user name specified in startup packet', { severity: 'FATAL' });
    return code === PROTOCOL_3 ? parameters : parameters;
  }
  return undefined;
}

export function signalProcess(sys: Sys, pid: number, signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): boolean {
  try {
    sys.kill(pid, signal);
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

interface Admitted {
  readonly role: Role;
  readonly database: DatabaseEntry;
}

function* admit(sys: Sys, stream: MessageStream, share: ServerShare, peer: Peer, parameters: ReadonlyMap<string, string>): Task<Admitted> {
  const { globals } = share.cluster;
  const user = parameters.get('user') ?? '';
  const name = parameters.get('database') ?? user;
  const role = roleNamed(globals, user);
  const rule = findRule(share.rules, {
    database: name,
    user,
    address: peer.address,
    isMember: of => role?.memberOf.includes(roleNamed(globals, of)?.oid ?? -1) ?? false,
  });
  if (!rule || rule.method === 'reject') {
    const verb = rule ? 'pg_hba.conf rejects connection for' : 'no pg_hba.conf entry for';
    throw new PgError(
      codes.badAuthorization,
      `${verb} host "${peer.address ?? '[local]'}", user "${user}", database "${name}", no encryption`,
      { severity: 'FATAL' },
    );
  }
  yield* authenticate(stream, rule, user, role, sys.random);
  const fatal = (code: string, message: string, detail?: string): PgError => new PgError(code, message, { severity: 'FATAL', detail });
  if (!role) throw fatal(codes.badAuthorization, `role "${user}" does not exist`);
  if (!role.login) throw fatal(codes.badAuthorization, `role "${user}" is not permitted to log in`);
  const database = databaseNamed(globals, name);
  if (!database) throw fatal(codes.noDatabase, `database "${name}" does not exist`);
  if (!database.allowsConnections) throw fatal(codes.notInState, `database "${name}" is not currently accepting connections`);
  const most = Number(share.settings.get('max_connections') ?? 100);
  if (share.cluster.sessions.size >= most) throw fatal(codes.tooManyConnections, 'sorry, too many clients already');
  const own = [...share.cluster.sessions.values()].filter(session => session.user === user).length;
  if (role.connectionLimit >= 0 && !role.superuser && own >= role.connectionLimit)
    throw fatal(codes.tooManyConnections, `too many connections for role "${user}"`);
  return { role, database };
}

function register(sys: Sys, share: ServerShare, peer: Peer, { role, database }: Admitted): SessionInfo {
  const info: SessionInfo = {
    pid: sys.pid,
    secret: sys.random.uint32() | 0,
    user: role.name,
    database: database.name,
    databaseOid: database.oid,
    address: peer.address,
    port: peer.port,
    startedAt: micros(sys),
    applicationName: '',
    state: 'idle',
    query: '',
    queryStartedAt: undefined,
    transactionStartedAt: undefined,
    oldestView: undefined,
    waitsForLock: false,
    channels: new Set(),
    notifications: [],
    notified: new WaitQueue(),
  };
  share.cluster.sessions.set(info.pid, info);
  return info;
}

function micros(sys: Sys): number {
  return Math.round(sys.clock.epochMsOf(sys.clock.now()) * 1000);
}

interface Serving {
  readonly info: SessionInfo;
  readonly admitted: Admitted;
  readonly where: string;
  readonly signals: Interrupts;
  readonly parameters: ReadonlyMap<string, string>;
}

const reported = [
  'application_name',
  'client_encoding',
  'DateStyle',
  'default_transaction_read_only',
  'in_hot_standby',
  'integer_datetimes',
  'IntervalStyle',
  'is_superuser',
  'server_encoding',
  'server_version',
  'session_authorization',
  'standard_conforming_strings',
  'TimeZone',
];

function* serve(sys: Sys, stream: MessageStream, share: ServerShare, { info, admitted, where, signals, parameters }: Serving): Task<void> {
  const { role, database } = admitted;
  const store = new Store(sys, share.dataDir);
  const cluster = share.cluster;
  const pending: Uint8Array[] = [];
  const settings = sessionSettings(share, admitted, parameters);
  const session = new Session({
    cluster,
    database: cluster.database(database.oid),
    databaseName: database.name,
    info,
    userOid: role.oid,
    version: share.release.full,
    random: sys.random,
    serverAddress: info.address === undefined ? undefined : '127.0.0.1',
    serverPort: share.port,
    settings,
    clock: () => micros(sys),
    instantAfter: ms => sys.clock.now() + ms,
    write: function* (record) {
      cluster.logBytes += yield* store.append(record);
    },
    signal: (pid, signal) => cluster.sessions.has(pid) && signalProcess(sys, pid, signal),
    reload: () => void signalProcess(sys, sys.ppid, 'SIGHUP'),
    checkpoint: function* () {
      yield* store.checkpoint(cluster);
    },
    notice: (severity, message, detail) =>
      pending.push(errorMessage(new PgError(severity === 'WARNING' ? '01000' : '00000', message, { detail }), severity)),
    reportSetting: (name, value) => {
      if (reported.includes(name)) pending.push(new MessageWriter().text(name).text(value).done('S'));
    },
    dropDatabaseFiles: oid => store.removeDatabase(oid),
  });
  if (!isAllowed(session, role.oid, database.owner, database.acl ?? defaultAcl(database.owner, 'database'), 'c'))
    throw new PgError(codes.privilege, `permission denied for database "${database.name}"`, {
      severity: 'FATAL',
      detail: 'User does not have CONNECT privilege.',
    });
  yield* stream.write(new MessageWriter().int32(0).done('R'));
  for (const name of reported)
    yield* stream.write(
      new MessageWriter()
        .text(name)
        .text(session.setting(name) ?? '')
        .done('S'),
    );
  yield* stream.write(new MessageWriter().int32(info.pid).int32(info.secret).done('K'));
  const title = (activity: string): void => sys.setTitle([`postgres: ${role.name} ${database.name} ${where} ${activity}`]);
  // Notices go out before what comes after them.
  const write = stream.write.bind(stream);
  stream.write = function* (message) {
    for (const notice of pending.splice(0)) yield* write(notice);
    yield* write(message);
  };
  const backend = new Backend(session, stream, {
    check: () => signals.check(),
    title,
    log: (error, query) => logError(sys, error, error.fields.severity ?? 'ERROR', query),
  });
  try {
    yield* backend.serve();
  } catch (error) {
    if (error instanceof PgError && error.fields.severity === 'FATAL' && error.code === codes.adminShutdown) {
      yield* log(sys, 'FATAL', error.message);
      yield* ignoringClosed(function* () {
        yield* stream.write(errorMessage(error, 'FATAL'));
        yield* stream.flush();
      });
    }
    throw error;
  } finally {
    if (session.transaction) yield* session.rollback();
    yield* dropTemporary(session);
    if (cluster.logBytes > MOST_LOG_BYTES) yield* store.checkpoint(cluster);
  }
}

/** A log of more than this is taken into the tables' files. */
const MOST_LOG_BYTES = 4 * 1024 * 1024;

function* dropTemporary(session: Session): Task<void> {
  const schema = session.temporaryOid;
  if (schema === undefined) return;
  session.begin(false);
  const tables = [...session.catalog().relations.values()].filter(relation => relation.schema === schema && relation.kind !== 'i');
  if (tables.length > 0) dropRelations(tables, true, hostOf(session));
  const catalog = session.catalog();
  session.saveCatalog({ ...catalog, schemas: new Map([...catalog.schemas].filter(([oid]) => oid !== schema)) });
  yield* session.commit();
}

function sessionSettings(
  share: ServerShare,
  { role, database }: Admitted,
  parameters: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const settings = new Map(share.settings);
  for (const line of [...(database.settings ?? []), ...(role.settings ?? [])])
    settings.set(settingName(line.slice(0, line.indexOf('='))), line.slice(line.indexOf('=') + 1));
  for (const [, name = '', value = ''] of (parameters.get('options') ?? '').matchAll(/(?:-c\s*|--)([\w.]+)=((?:\\.|\S)*)/g))
    settings.set(settingName(name), checkSetting(settingName(name), value.replaceAll('\\', '')));
  for (const [name, value] of parameters) {
    if (['user', 'database', 'options', 'replication'].includes(name)) continue;
    if (!settingSpecs.has(settingName(name)))
      throw new PgError(codes.unknownSetting, `unrecognized configuration parameter "${name}"`, { severity: 'FATAL' });
    settings.set(settingName(name), checkSetting(settingName(name), value));
  }
  settings.set('lc_collate', database.collate);
  settings.set('lc_ctype', database.ctype);
  return settings;
}
