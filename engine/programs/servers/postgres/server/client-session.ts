import { copyFile } from './copy-file.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { codes, PgError } from '../pg-error.js';
import type { SessionInfo } from '../storage/cluster.js';
import { Store } from '../storage/store.js';
import { dropRelations } from '../execute/drop.js';
import { defaultAcl, isAllowed } from '../execute/privileges.js';
import { hostOf } from '../execute/run-definition.js';
import { Session } from '../execute/session.js';
import { checkSetting, settingName, settingSpecs } from '../execute/settings.js';
import { errorMessage, MessageWriter } from '../wire/messages.js';
import { changeAutoConfig } from './auto-config.js';
import type { Admitted } from './admission.js';
import { isSetting } from './config-files.js';
import { signalProcess } from './interrupts.js';
import type { ServerShare } from './server-share.js';

/** Microseconds since 1970. */
export function micros(sys: Sys): number {
  return Math.round(sys.clock.epochMsOf(sys.clock.now()) * 1000);
}

/** Settings whose changes the client is told. */
export const reported = [
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

/** A session with the messages that wait to be sent to its client. */
export interface ClientSession {
  readonly session: Session;
  readonly pending: Uint8Array[];
  readonly store: Store;
}

/** Makes the session of somebody who was let in; throws when the database is not theirs to use. */
export function openSession(
  sys: Sys,
  share: ServerShare,
  info: SessionInfo,
  admitted: Admitted,
  parameters: ReadonlyMap<string, string>,
): ClientSession {
  const { role, database } = admitted;
  const { cluster } = share;
  const store = new Store(sys, share.dataDir);
  const pending: Uint8Array[] = [];
  const settings = following(share, () => sessionSettings(share, admitted, parameters));
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
    get settings() {
      return settings();
    },
    clock: () => micros(sys),
    instantAfter: ms => sys.clock.now() + ms,
    write: function* (record) {
      cluster.logBytes += yield* store.append(record);
    },
    signal: (pid, signal) => cluster.sessions.has(pid) && signalProcess(sys, pid, signal),
    reload: () => void signalProcess(sys, sys.ppid, 'SIGHUP'),
    isSetting,
    copyFile: (statement, path, session) => copyFile(statement, path, session, sys),
    alterSystem: (name, value) => changeAutoConfig(sys, share.dataDir, name, value),
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
  checkAccess(session, admitted);
  return { session, pending, store };
}

function checkAccess(session: Session, { role, database }: Admitted): void {
  if (!isAllowed(session, role.oid, database.owner, database.acl ?? defaultAcl(database.owner, 'database'), 'c'))
    throw new PgError(codes.privilege, `permission denied for database "${database.name}"`, {
      severity: 'FATAL',
      detail: 'User does not have CONNECT privilege.',
    });
}

/** What is made of the settings of the server, anew when they have changed. */
function following<T>(share: ServerShare, make: () => T): () => T {
  let { settings } = share;
  let made = make();
  return () => {
    if (share.settings !== settings) {
      settings = share.settings;
      made = make();
    }
    return made;
  };
}

/** Gives back what a session holds when its client has gone. */
export function* closeSession({ session, store }: ClientSession, { cluster }: ServerShare): Task<void> {
  if (session.transaction) yield* session.rollback();
  yield* dropTemporary(session);
  if (cluster.logBytes > MOST_LOG_BYTES) yield* store.checkpoint(cluster);
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
