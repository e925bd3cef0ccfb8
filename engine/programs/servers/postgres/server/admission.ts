import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { codes, PgError } from '../pg-error.js';
import { databaseNamed, roleNamed, type DatabaseEntry, type Role } from '../storage/catalog.js';
import { CANCEL_REQUEST, GSS_REQUEST, MessageReader, SSL_REQUEST, type MessageStream } from '../wire/messages.js';
import { authenticate } from './authenticate.js';
import { findRule, type AccessRule } from './host-access.js';
import { signalProcess } from './interrupts.js';
import type { Peer, ServerShare } from './server-share.js';

/** The first packets; undefined when there is no session to be made of them. */
export function* readStartup(sys: Sys, stream: MessageStream, share: ServerShare): Task<ReadonlyMap<string, string> | undefined> {
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
    return readParameters(reader);
  }
  return undefined;
}

function readParameters(reader: MessageReader): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  while (!reader.isAtEnd) {
    const name = reader.text();
    if (name === '') break;
    parameters.set(name, reader.text());
  }
  if (!parameters.has('user')) throw fatal(codes.badAuthorization, 'no PostgreSQL user name specified in startup packet');
  return parameters;
}

function fatal(code: string, message: string): PgError {
  return new PgError(code, message, { severity: 'FATAL' });
}

/** Who was let in, and to what. */
export interface Admitted {
  readonly role: Role;
  readonly database: DatabaseEntry;
}

/** Lets somebody in who may come; throws what the others are told. */
export function* admit(
  sys: Sys,
  stream: MessageStream,
  share: ServerShare,
  peer: Peer,
  parameters: ReadonlyMap<string, string>,
): Task<Admitted> {
  const user = parameters.get('user') ?? '';
  const name = parameters.get('database') ?? user;
  const role = roleNamed(share.cluster.globals, user);
  yield* authenticate(stream, ruleFor(share, peer, { user, name, role }), user, role, sys.random);
  if (!role) throw fatal(codes.badAuthorization, `role "${user}" does not exist`);
  if (!role.login) throw fatal(codes.badAuthorization, `role "${user}" is not permitted to log in`);
  const database = databaseNamed(share.cluster.globals, name);
  if (!database) throw fatal(codes.noDatabase, `database "${name}" does not exist`);
  if (!database.allowsConnections) throw fatal(codes.notInState, `database "${name}" is not currently accepting connections`);
  checkRoom(share, role);
  return { role, database };
}

function ruleFor(
  { rules, cluster }: ServerShare,
  { address }: Peer,
  { user, name, role }: { readonly user: string; readonly name: string; readonly role: Role | undefined },
): AccessRule {
  const isMember = (of: string): boolean => role?.memberOf.includes(roleNamed(cluster.globals, of)?.oid ?? -1) ?? false;
  const rule = findRule(rules, { database: name, user, address, isMember });
  if (rule && rule.method !== 'reject') return rule;
  const verb = rule ? 'pg_hba.conf rejects connection for' : 'no pg_hba.conf entry for';
  throw fatal(codes.badAuthorization, `${verb} host "${address ?? '[local]'}", user "${user}", database "${name}", no encryption`);
}

/** Whether as many as may be connected are already there. */
function checkRoom({ settings, cluster }: ServerShare, role: Role): void {
  const most = Number(settings.get('max_connections') ?? 100);
  if (cluster.sessions.size >= most) throw fatal(codes.tooManyConnections, 'sorry, too many clients already');
  const own = [...cluster.sessions.values()].filter(({ user }) => user === role.name).length;
  if (role.connectionLimit >= 0 && !role.superuser && own >= role.connectionLimit)
    throw fatal(codes.tooManyConnections, `too many connections for role "${role.name}"`);
}
