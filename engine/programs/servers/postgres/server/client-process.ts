import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { WaitQueue } from '../../../../core/wait-queue.js';
import { codes, PgError } from '../pg-error.js';
import type { SessionInfo } from '../storage/cluster.js';
import type { Session } from '../execute/session.js';
import { errorMessage, MessageStream, MessageWriter } from '../wire/messages.js';
import { admit, readStartup, type Admitted } from './admission.js';
import { Backend } from './backend.js';
import { closeSession, micros, openSession, reported } from './client-session.js';
import { Interrupts } from './interrupts.js';
import { logError } from './server-log.js';
import type { Peer, ServerShare } from './server-share.js';

/** The process that serves one client. */
export function* clientProcess(sys: Sys, share: ServerShare, peer: Peer): Task<number> {
  const signals = new Interrupts(sys);
  const stream = new MessageStream(signals.patient(), peer.fd);
  const where = peer.address === undefined ? '[local]' : `${peer.address}(${String(peer.port)})`;
  let info: SessionInfo | undefined;
  try {
    const parameters = yield* readStartup(sys, stream, share);
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
        yield* tell(stream, new PgError(error.code, error.message, withoutDetail(error)));
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

interface Serving {
  readonly info: SessionInfo;
  readonly admitted: Admitted;
  readonly where: string;
  readonly signals: Interrupts;
  readonly parameters: ReadonlyMap<string, string>;
}

function* serve(sys: Sys, stream: MessageStream, share: ServerShare, { info, admitted, where, signals, parameters }: Serving): Task<void> {
  const { role, database } = admitted;
  const client = openSession(sys, share, info, admitted, parameters);
  yield* welcome(stream, client.session, info);
  // Notices go out before what comes after them.
  const write = stream.write.bind(stream);
  stream.write = function* (message) {
    for (const notice of client.pending.splice(0)) yield* write(notice);
    yield* write(message);
  };
  const backend = new Backend(client.session, stream, {
    check: () => signals.check(),
    title: activity => sys.setTitle([`postgres: ${role.name} ${database.name} ${where} ${activity}`]),
    log: (error, query) => logError(sys, error, error.fields.severity ?? 'ERROR', query),
  });
  try {
    yield* backend.serve();
  } catch (error) {
    if (error instanceof PgError) {
      yield* logError(sys, error, 'FATAL', info.state === 'active' ? info.query : '');
      yield* tell(stream, error);
    }
    throw error;
  } finally {
    yield* closeSession(client, share);
  }
}

/** That somebody is in, and what a client has to know of the session. */
function* welcome(stream: MessageStream, session: Session, info: SessionInfo): Task<void> {
  yield* stream.write(new MessageWriter().int32(0).done('R'));
  for (const name of reported) {
    const value = session.setting(name) ?? '';
    yield* stream.write(new MessageWriter().text(name).text(value).done('S'));
  }
  yield* stream.write(new MessageWriter().int32(info.pid).int32(info.secret).done('K'));
}

/** The last words to a client, who may have gone already. */
function* tell(stream: MessageStream, error: PgError): Task<void> {
  try {
    yield* stream.write(errorMessage(error, 'FATAL'));
    yield* stream.flush();
  } catch (failure) {
    if (!isErrno(failure)) throw failure;
  }
}
