import type { SessionAccess } from '../plan/runtime.js';
import { settingSpecs } from '../execute/settings.js';
import { lockName } from '../storage/locks.js';
import type { SessionInfo } from '../storage/cluster.js';
import { relationsOf, rowCount, schemaName } from './subjects.js';
import { catalogTable } from './system-tables.js';

function nameOfApplication({ applicationName, pid }: SessionInfo, session: SessionAccess): string {
  return applicationName || (pid === session.pid ? (session.setting('application_name') ?? '') : '');
}

/** What a session waits for when it does not work: a lock, or its client. */
function waitOf({ waitsForLock, state }: SessionInfo): readonly [type: string | null, event: string | null] {
  if (waitsForLock) return ['Lock', 'transactionid'];
  return state === 'active' ? [null, null] : ['Client', 'ClientRead'];
}

catalogTable({
  name: 'pg_stat_activity',
  oid: 12_040,
  items: session => session.cluster.sessions.values(),
  columns: {
    'datid oid': info => info.databaseOid,
    'datname name': info => info.database,
    'pid int4': info => info.pid,
    'usesysid oid': null,
    'usename name': info => info.user,
    'application_name text': nameOfApplication,
    'client_addr text': info => info.address ?? null,
    'client_port int4': info => (info.address === undefined ? -1 : info.port),
    'backend_start timestamptz': info => info.startedAt,
    'xact_start timestamptz': info => info.transactionStartedAt ?? null,
    'query_start timestamptz': info => info.queryStartedAt ?? null,
    'state_change timestamptz': info => info.queryStartedAt ?? null,
    'wait_event_type text': info => waitOf(info)[0],
    'wait_event text': info => waitOf(info)[1],
    'state text': info => info.state,
    'backend_type text': 'client backend',
    'query text': info => info.query,
  },
});

catalogTable({
  name: 'pg_stat_user_tables',
  oid: 12_045,
  items: relationsOf('r'),
  columns: {
    'relid oid': ({ oid }) => oid,
    'schemaname name': schemaName,
    'relname name': ({ name }) => name,
    'seq_scan int8': 0n,
    'n_tup_ins int8': 0n,
    'n_live_tup int8': (relation, session) => BigInt(rowCount(relation, session)),
    'n_dead_tup int8': 0n,
  },
});

catalogTable({
  name: 'pg_locks',
  oid: 12_050,
  items: session => session.cluster.locks.all(),
  columns: {
    'locktype text': 'relation',
    'database oid': (_, session) => session.database.oid,
    'relation oid': ({ table }) => table,
    'pid int4': ({ tx }) => tx.pid,
    'mode text': ({ mode }) => lockName(mode),
    'granted bool': true,
  },
});

const contexts = { u: 'user', s: 'superuser', p: 'postmaster', r: 'sighup', i: 'internal' } as const;

catalogTable({
  name: 'pg_settings',
  oid: 12_055,
  items: session => session.settings().map(setting => ({ ...setting, spec: settingSpecs.get(setting.name) })),
  columns: {
    'name text': ({ name }) => name,
    'setting text': ({ value }) => value,
    'unit text': null,
    'category text': '',
    'short_desc text': ({ description }) => description,
    'context text': ({ spec }) => contexts[spec?.context ?? 'u'],
    'vartype text': ({ spec }) => spec?.kind ?? 'string',
    'source text': ({ source }) => source,
    'boot_val text': ({ spec }) => spec?.value ?? null,
    'reset_val text': ({ spec }) => spec?.value ?? null,
  },
});
