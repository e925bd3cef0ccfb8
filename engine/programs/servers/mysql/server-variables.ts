import { editionOf } from './edition.js';
import type { SqlValue } from './ast.js';

export interface ServerFacts {
  readonly version: string;
  readonly port: number;
  readonly socket: string;
  readonly dataDir: string;
  readonly hostname: string;
}

/** The global variables that a server starts with. */
export function serverVariables({ version, port, socket, dataDir, hostname }: ServerFacts): Map<string, SqlValue> {
  return new Map<string, SqlValue>([
    ['version', version],
    ['version_comment', editionOf(version)],
    ['port', port],
    ['socket', socket],
    ['datadir', `${dataDir}/`],
    ['hostname', hostname],
    ['character_set_server', 'utf8mb4'],
    ['character_set_client', 'utf8mb4'],
    ['collation_server', 'utf8mb4_0900_ai_ci'],
    ['max_connections', 151],
    ['autocommit', 'ON'],
    ['sql_mode', 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'],
    ['time_zone', 'SYSTEM'],
    ['sql_safe_updates', 'OFF'],
    ['foreign_key_checks', 'ON'],
    ['wait_timeout', 28800],
    ['max_allowed_packet', 67108864],
    ['default_storage_engine', 'InnoDB'],
    ['lower_case_table_names', 0],
    ['transaction_isolation', 'REPEATABLE-READ'],
  ]);
}
