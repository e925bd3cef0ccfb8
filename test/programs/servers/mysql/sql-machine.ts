import { superuser } from '../../../../engine/fs/permissions.js';
import { mysqlClient } from '../../../../engine/programs/servers/mysql/client.js';
import { mysqld } from '../../../../engine/programs/servers/mysql/mysqld.js';
import type { Started } from '../../../helpers/machine.js';
import { networkedMachine, type NetworkedMachine } from '../../net/networked-machine.js';

/** A machine with a server of a version and its client, and nobody but root. */
export interface SqlMachine {
  readonly net: NetworkedMachine;
  readonly server: Started;
  /** Starts the server again. */
  readonly restart: () => Started;
  /** Runs a script through the client; both outputs. */
  readonly run: (sql: string, ...options: readonly string[]) => { readonly stdout: string; readonly stderr: string };
  /** What `mysql -N` prints. */
  readonly show: (sql: string) => string;
}

export function sqlMachine(version: string): SqlMachine {
  const net = networkedMachine({ files: { '/etc/my.cnf': '[mysqld]\nuser=mysql\n' } });
  net.machine.program('server', mysqld(version));
  net.machine.program('client', mysqlClient(version));
  for (const folder of ['/var/run/mysqld', '/var/lib/mysql']) {
    net.machine.directory(folder);
    net.machine.mounts.chmod(superuser, folder, 0o1777);
  }
  net.run('server --initialize-insecure');
  const restart = (): Started => net.serve('server');
  const run: SqlMachine['run'] = (sql, ...options) =>
    net.machine.run(['client', '-uroot', ...options], { stdin: sql, namespaces: { net: net.fabric.host } });
  const show = (sql: string): string => {
    const { stdout, stderr } = run(sql, '-N', '-f');
    return stdout + stderr;
  };
  return { net, server: restart(), restart, run, show };
}
