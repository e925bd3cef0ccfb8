import { machine } from '../../../process/machine.js';
import type { RedisServer } from './client.js';

type Section = readonly [string, readonly (readonly [string, string | number])[]];

/** What INFO prints: the wanted sections by their names in lower case, all when none is named. */
export function infoText(server: RedisServer, wanted: readonly string[]): string {
  const sections = [...serverSections(server), ...dataSections(server)];
  const shown = sections.filter(
    ([name]) => wanted.length === 0 || wanted.some(section => ['all', 'everything', 'default', name.toLowerCase()].includes(section)),
  );
  return shown.map(([name, rows]) => `# ${name}\r\n${rows.map(([key, value]) => `${key}:${String(value)}\r\n`).join('')}`).join('\r\n');
}

function serverSections(server: RedisServer): readonly Section[] {
  const seconds = Math.floor((server.sys.clock.now() - server.startedAt) / 1000);
  return [
    [
      'Server',
      [
        ['redis_version', '7.2.4'],
        ['redis_mode', 'standalone'],
        ['os', `Linux ${machine.kernelRelease} x86_64`],
        ['arch_bits', 64],
        ['process_id', server.sys.pid],
        ['tcp_port', server.settings.get('port') ?? ''],
        ['uptime_in_seconds', seconds],
        ['uptime_in_days', Math.floor(seconds / 86400)],
      ],
    ],
    ['Clients', [['connected_clients', server.clients.size]]],
    ['Memory', [['maxmemory', server.settings.get('maxmemory') ?? '0']]],
  ];
}

function dataSections(server: RedisServer): readonly Section[] {
  return [
    [
      'Persistence',
      [
        ['loading', 0],
        ['rdb_changes_since_last_save', server.dirty],
        ['aof_enabled', server.appends ? 1 : 0],
      ],
    ],
    [
      'Stats',
      [
        ['total_connections_received', server.connections],
        ['total_commands_processed', server.commands],
      ],
    ],
    ['Replication', server.replication.rows()],
    [
      'Keyspace',
      server.databases.flatMap((database, index) =>
        database.size > 0
          ? [[`db${String(index)}`, `keys=${String(database.size)},expires=${String(database.expiring)},avg_ttl=0`] as const]
          : [],
      ),
    ],
  ];
}
