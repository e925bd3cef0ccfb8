import type { Random } from '../../../../core/random.js';
import type { Task } from '../../../../core/task.js';
import type { CopyStatement } from '../sql/statements.js';
import type { Session } from './session.js';
import type { Cluster, Database, SessionInfo } from '../storage/cluster.js';
import type { WriteCommit } from './transaction.js';

/** What a session needs of the process that it runs in. */
export interface SessionHost {
  readonly cluster: Cluster;
  readonly database: Database;
  readonly databaseName: string;
  readonly info: SessionInfo;
  readonly userOid: number;
  readonly version: string;
  readonly random: Random;
  readonly serverAddress: string | undefined;
  readonly serverPort: number;
  /** Settings of the server and of this connection. */
  readonly settings: ReadonlyMap<string, string>;
  /** Microseconds since 1970, and the moment of the host's clock in so many milliseconds. */
  clock(): number;
  instantAfter(ms: number): number;
  readonly write: WriteCommit;
  signal(pid: number, signal: 'SIGINT' | 'SIGTERM'): boolean;
  reload(): void;
  /** Whether there is a setting with this name. */
  isSetting(name: string): boolean;
  /** Writes a setting down for the next reload; without a value it, or all of them, is taken off. */
  alterSystem(name: string, value: string | undefined): Task<void>;
  checkpoint(): Task<void>;
  /** COPY with a file of the server. */
  copyFile(statement: CopyStatement, path: string, session: Session): Task<string>;
  notice(severity: string, message: string, detail?: string): void;
  /** A setting that clients are told of has changed. */
  reportSetting(name: string, value: string): void;
  dropDatabaseFiles(oid: number): void;
}
