import { machine } from '../../../process/machine.js';
import type { RedisServer } from './client.js';
import { humanMemory, usedMemory } from './memory.js';

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
    ['Memory', memoryRows(server)],
  ];
}

function memoryRows({ databases, settings }: RedisServer): readonly (readonly [string, string | number])[] {
  const used = usedMemory(databases);
  const most = Number(settings.get('maxmemory') ?? '0');
  return [
    ['used_memory', used],
    ['used_memory_human', humanMemory(used)],
    ['maxmemory', most],
    ['maxmemory_human', humanMemory(most)],
    ['maxmemory_policy', settings.get('maxmemory-policy') ?? 'noeviction'],
  ];
}

function dataSections(server: RedisServer): readonly Section[] {
  return [
    [
      'Persistence',
      [
        ['loading', 0],
        ['rdb_changes_since_last_save', server.dirty],
        ['rdb_bgsave_in_progress', 0],
        ['rdb_last_save_time', Math.floor(server.sys.clock.epochMsOf(server.savedAt) / 1000)],
        ['rdb_last_bgsave_status', 'ok'],
        ['aof_enabled', server.appends ? 1 : 0],
      ],
    ],
    [
      'Stats',
      [
        ['total_connections_received', server.connections],
        ['total_commands_processed', server.commands],
        ['evicted_keys', server.evicted],
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
