import type { Random } from '../../../core/random.js';
import { WaitQueue } from '../../../core/wait-queue.js';
import type { Dialect } from './dialect.js';
import type { Variables } from './server-variables.js';
import type { Session } from './session.js';
import type { Catalog } from './storage/catalog.js';
import type { StoredTable } from './storage/rows.js';
import type { Row } from './values/value.js';

export interface Process {
  readonly id: number;
  readonly user: string;
  readonly host: string;
  readonly database: string | undefined;
  readonly command: string;
  readonly seconds: number;
  readonly state: string;
  readonly info: string | null;
}

/** What the server offers to its sessions. */
export interface Engine {
  readonly catalog: Catalog;
  readonly dialect: Dialect;
  readonly variables: Variables;
  readonly random: Random;
  readonly now: () => number;
  readonly status: () => ReadonlyMap<string, string>;
  readonly processes: () => readonly Process[];
  /** Ends a connection, or what it is doing; false when there is none with the number. */
  readonly kill: (id: number, queryOnly: boolean) => boolean;
  /** Notes a transaction's changes for the log. */
  readonly note: (changes: ReadonlyMap<StoredTable, ReadonlyMap<number, Row | null>>) => void;
  readonly sessions: Set<Session>;
  /** Told when a lock has gone. */
  readonly unlocked: WaitQueue;
  /** Locks of GET_LOCK: who holds each. */
  readonly namedLocks: Map<string, number>;
}
