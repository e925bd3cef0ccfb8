import type { Instant } from '../core/clock.js';

/** A named or anonymous volume of the local driver. */
export interface VolumeRecord {
  readonly name: string;
  readonly createdAt: Instant;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
  readonly anonymous: boolean;
  /** Ids of the containers that mount it. */
  readonly users: ReadonlySet<string>;
  /** The content of an image may still be copied in: nothing was ever mounted from it. */
  readonly isFresh: boolean;
}

/** Where a volume's files are on the host. */
export function mountpointOf(name: string): string {
  return `/var/lib/docker/volumes/${name}/_data`;
}
