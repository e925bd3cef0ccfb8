import type { Host, HostSetup, Input, JournalEntry, SessionId } from '../../engine/index.js';
import type { Outlets } from './outlets.js';

/** A host that one program runs and several clients use: what servers need to know of whoever runs it. */
export interface SharedHost {
  /** The host as it is at this moment. */
  present(): Host;
  /** Puts something in and sees to it that the host works on it. */
  put(input: Input): JournalEntry;
  readonly outlets: Outlets;
  /** Puts a new host in the place of this one; left out where that cannot be done from outside (a lesson). */
  readonly reset?: (setup: HostSetup) => void;
}

/** Ends what belongs to clients and terminals that are gone, as far as this is known: all streams, and sessions that do not go on. */
export function closeOrphans(host: Host, put: (input: Input) => unknown, goesOn: (session: SessionId) => boolean = () => false): void {
  for (const session of host.openSessions) if (!goesOn(session)) put({ kind: 'close', session });
  for (const stream of host.outside.openStreams) put({ kind: 'stream-gone', stream });
}

/** A number for a session or a stream that this host has never had. */
export function freshId(host: Host): number {
  return host.entries.length + 1;
}
