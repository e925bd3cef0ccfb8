import type { Fd } from '../../../../process/sys.js';
import type { Release } from '../release.js';
import type { Cluster } from '../storage/cluster.js';
import type { AccessRule } from './host-access.js';

/** What the processes of a server have in common. */
export interface ServerShare {
  readonly release: Release;
  readonly dataDir: string;
  cluster: Cluster;
  rules: readonly AccessRule[];
  settings: ReadonlyMap<string, string>;
  /** What connections are told that come now, other than welcome. */
  refusal: string | undefined;
  /** Crash recovery is under way: the memory that a process shared is gone. */
  generation: number;
  readonly port: number;
}

export interface Peer {
  readonly fd: Fd;
  /** Undefined: over the unix socket. */
  readonly address: string | undefined;
  readonly port: number;
}
