import type { Sys } from '../../../process/sys.js';
import type { Task } from '../../../core/task.js';
import { findUser, loadAccounts } from '../../accounts.js';
import type { HttpdConfig } from './config.js';

/** What every build has inside. */
const inside = 'core so watchdog http log_config logio version unixd';

/** `httpd -M`: the modules that are there, and those that were loaded. */
export function dumpModules({ main }: HttpdConfig): string {
  const loaded = main.directives.filter(({ name }) => name.toLowerCase() === 'loadmodule').map(({ args }) => args[0] ?? '');
  const rows = [...inside.split(' ').map(name => ` ${name}_module (static)\n`), ...loaded.map(name => ` ${name} (shared)\n`)];
  return `Loaded Modules:\n${rows.join('')}`;
}

/** `httpd -S`: the virtual hosts, and what the server runs with. */
export function* dumpSites(sys: Sys, config: HttpdConfig): Task<string> {
  const { build, main, errorLog, pidFile, user } = config;
  const hosts = main.directives.filter(({ name }) => name.toLowerCase() === 'virtualhost');
  const shownName = config.serverName ?? sys.hostname();
  const rows = hosts.map(host => {
    const name = host.block?.find(each => each.name.toLowerCase() === 'servername')?.args[0] ?? shownName;
    return `${(host.args[0] ?? '').padEnd(22)} ${name} (${host.file}:${String(host.line)})\n`;
  });
  const account = findUser(yield* loadAccounts(sys), user);
  const id = String(account?.uid ?? '');
  const lines = [
    `ServerRoot: "${build.root}"`,
    `Main DocumentRoot: "${main.root}"`,
    `Main ErrorLog: "${errorLog}"`,
    `PidFile: "${pidFile}"`,
    'Define: DUMP_VHOSTS',
    'Define: DUMP_RUN_CFG',
    `User: name="${user}" id=${id}`,
    `Group: name="${user}" id=${String(account?.gid ?? '')}`,
  ];
  return `VirtualHost configuration:\n${rows.join('')}${lines.map(line => `${line}\n`).join('')}`;
}
