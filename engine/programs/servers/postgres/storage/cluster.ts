import { WaitQueue } from '../../../../core/wait-queue.js';
import { emptyCatalog, oids, type Catalog, type Globals, type Role } from './catalog.js';
import { Heap, type SequenceState } from './heap.js';
import { TableLocks } from './locks.js';
import { Tx } from './transaction.js';

/** What is in one database: its catalog, and the rows of its tables by their file numbers. */
export class Database {
  readonly oid: number;
  catalog: Catalog;
  readonly heaps = new Map<number, Heap>();
  readonly sequences = new Map<number, SequenceState>();
  /** Who is changing the catalog. */
  definer: Tx | undefined;
  /** Files that a checkpoint has to write. */
  readonly dirty = new Set<number>();
  isCatalogDirty = false;

  constructor(oid: number, catalog: Catalog) {
    this.oid = oid;
    this.catalog = catalog;
  }

  heap(filenode: number): Heap {
    let heap = this.heaps.get(filenode);
    if (!heap) {
      heap = new Heap();
      this.heaps.set(filenode, heap);
    }
    return heap;
  }

  sequence(filenode: number): SequenceState {
    let state = this.sequences.get(filenode);
    if (!state) {
      state = { last: 1n, called: false };
      this.sequences.set(filenode, state);
    }
    return state;
  }
}

/** Somebody who is connected, as pg_stat_activity shows it. */
export interface SessionInfo {
  readonly pid: number;
  readonly secret: number;
  readonly user: string;
  readonly database: string;
  readonly databaseOid: number;
  readonly address: string | undefined;
  readonly port: number;
  readonly startedAt: number;
  applicationName: string;
  state: string;
  query: string;
  queryStartedAt: number | undefined;
  transactionStartedAt: number | undefined;
  /** The view of its running transaction, which keeps old versions alive. */
  oldestView: number | undefined;
  waitsForLock: boolean;
  /** Channels of LISTEN. */
  readonly channels: Set<string>;
  readonly notifications: { readonly pid: number; readonly channel: string; readonly payload: string }[];
  readonly notified: WaitQueue;
}

/** Everything that a server keeps in memory, shared by its processes. */
export class Cluster {
  globals: Globals;
  readonly databases = new Map<number, Database>();
  readonly sessions = new Map<number, SessionInfo>();
  readonly locks = new TableLocks();
  nextOid: number = oids.firstNormal;
  nextXid = 740;
  commitNumber = 0;
  isGlobalsDirty = false;
  /** Bytes of the write-ahead log since the last checkpoint. */
  logBytes = 0;
  systemIdentifier = '7300000000000000001';

  constructor(globals: Globals) {
    this.globals = globals;
  }

  database(oid: number): Database {
    let database = this.databases.get(oid);
    if (!database) {
      database = new Database(oid, emptyCatalog());
      this.databases.set(oid, database);
    }
    return database;
  }

  newOid(): number {
    return this.nextOid++;
  }

  giveXid(tx: Tx): number {
    const { top } = tx;
    if (top.xid === 0) top.xid = this.nextXid++;
    return top.xid;
  }

  /** The oldest commit number that somebody's view still needs. */
  oldestView(): number {
    let oldest = this.commitNumber;
    for (const { oldestView } of this.sessions.values()) if (oldestView !== undefined) oldest = Math.min(oldest, oldestView);
    return oldest;
  }
}

const systemRoles: readonly (readonly [number, string])[] = [
  [6171, 'pg_database_owner'],
  [6181, 'pg_read_all_data'],
  [6182, 'pg_write_all_data'],
  [3373, 'pg_monitor'],
  [3374, 'pg_read_all_settings'],
  [3375, 'pg_read_all_stats'],
  [3377, 'pg_stat_scan_tables'],
  [4569, 'pg_read_server_files'],
  [4570, 'pg_write_server_files'],
  [4571, 'pg_execute_server_program'],
  [4200, 'pg_signal_backend'],
  [4544, 'pg_checkpoint'],
];

export const noRights = {
  superuser: false,
  createDb: false,
  createRole: false,
  inherit: true,
  login: false,
  replication: false,
  bypassRls: false,
  connectionLimit: -1,
  memberOf: [],
} as const satisfies Partial<Role>;

/** What initdb makes: one superuser and three databases. */
export function initialCluster(superuser: string, password: string | undefined, locale: string): Cluster {
  const roles = new Map<number, Role>(systemRoles.map(([oid, name]) => [oid, { ...noRights, oid, name }]));
  roles.set(oids.superuser, {
    ...noRights,
    oid: oids.superuser,
    name: superuser,
    superuser: true,
    createDb: true,
    createRole: true,
    login: true,
    replication: true,
    bypassRls: true,
    ...(password === undefined ? {} : { password }),
  });
  const own = { owner: oids.superuser, collate: locale, ctype: locale };
  const acl = [
    { grantee: 0, privileges: 'c', grantor: oids.superuser },
    { grantee: oids.superuser, privileges: 'CTc', grantor: oids.superuser },
  ];
  const databases: Globals['databases'] = new Map([
    [
      1,
      { oid: 1, name: 'template1', isTemplate: true, allowsConnections: true, acl, comment: 'default template for new databases', ...own },
    ],
    [4, { oid: 4, name: 'template0', isTemplate: true, allowsConnections: false, acl, comment: 'unmodifiable empty database', ...own }],
    [
      5,
      {
        oid: 5,
        name: 'postgres',
        isTemplate: false,
        allowsConnections: true,
        comment: 'default administrative connection database',
        ...own,
      },
    ],
  ]);
  const cluster = new Cluster({ roles, databases });
  for (const oid of databases.keys()) cluster.database(oid);
  return cluster;
}
