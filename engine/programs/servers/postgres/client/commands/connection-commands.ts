import { parseUri } from '../client-options.js';
import type { Connection, Target } from '../connection.js';
import type { Command, Commands } from './command.js';

const connect: Command = function* (shell, args) {
  const before = shell.connection?.target;
  if (!before) return false;
  const target = targetOf(args, before, shell.sys.env.get('PGPASSWORD'));
  if (!(yield* shell.reconnect(target))) return false;
  if (shell.isQuiet) return true;
  const where = target.host === before.host && target.port === before.port ? '' : ` ${placeOf(target, shell.connection)}`;
  yield* shell.print(`You are now connected to database "${target.database}" as user "${target.user}"${where}.\n`);
  return true;
};

/** `[DBNAME [USER [HOST [PORT]]]]` or an address; what is not said stays as it is. */
function targetOf(args: readonly string[], before: Target, ownPassword: string | undefined): Target {
  const given = parseUri(args[0] ?? '');
  const pick = <T>(name: string, place: number, old: T): string | T => {
    const arg = given ? undefined : args[place];
    return given?.get(name) ?? (arg === undefined || arg === '-' ? old : arg);
  };
  const user = pick('user', 1, before.user);
  const host = pick('host', 2, before.host);
  const isSame = user === before.user && host === before.host;
  return {
    ...before,
    user,
    host,
    port: Number(pick('port', 3, before.port)),
    database: pick('dbname', 0, before.database),
    password: given?.get('password') ?? (isSame ? before.password : ownPassword),
  };
}

/** `via socket in …` or `on host …`. */
function placeOf({ host, port }: Target, connection: Connection | undefined): string {
  if (host === undefined || host.startsWith('/')) return `via socket in "${host ?? '/var/run/postgresql'}" at port "${String(port)}"`;
  const address = connection?.address !== undefined && connection.address !== host ? ` (address "${connection.address}")` : '';
  return `on host "${host}"${address} at port "${String(port)}"`;
}

const connectionInfo: Command = function* (shell) {
  const { connection } = shell;
  if (!connection) {
    yield* shell.print('You are currently not connected to a database.\n');
    return true;
  }
  const { database, user } = connection.target;
  const where = placeOf(connection.target, connection);
  yield* shell.print(`You are connected to database "${database}" as user "${user}" ${where}.\n`);
  return true;
};

export const connectionCommands: Commands = { c: connect, connect, conninfo: connectionInfo };
