import type { CanonicalCommand } from '../../engine/index.js';
import type { Reason } from './outcome.js';
import type { Assertion } from './requirement.js';
import type { CommandRecord, ContainerState, HostState } from './state.js';

/** An event as the daemon reported it. */
export interface EventRecord {
  readonly type: string;
  readonly action: string;
  /** The thing that it happened to. */
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The answer of a server, or that there was none. */
export type HttpAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  | { readonly kind: 'none'; readonly reason: string };

/** A text of a container or a file, made when it is read: another object when there is more of it. */
export interface Printed {
  readonly text: string;
}

/** Asks a copy of the host, so that nothing in the learner's host changes. */
export interface Probe {
  http(url: string): HttpAnswer;
  run(line: string): { readonly exitCode: number; readonly output: string };
}

/** All that checks may see of a host at one moment. What is costly to find out is found out when it is asked for. */
export interface Look {
  readonly state: HostState;
  readonly commands: readonly CommandRecord[];
  /** All containers that there are and were; those that are gone as they were in the end. */
  readonly containersEver: readonly ContainerState[];
  /** What ran in a container. */
  readonly executionsIn: (containerId: string) => readonly CommandRecord[];
  /** What a container and its execs printed. */
  readonly printedBy: (containerId: string) => Printed;
  readonly events: readonly EventRecord[];
  /** A file of the host, undefined when there is none; a relative path begins in the learner's home. */
  readonly file: (path: string) => Printed | undefined;
  readonly answers: ReadonlyMap<string, string>;
  readonly probe: Probe;
  /** The docker command behind an argv, with aliases resolved: `docker ps -a` → container ls, {all}. Undefined for others. */
  readonly canonical: (argv: readonly string[]) => CanonicalCommand | undefined;
}

/** What a check goes by: the host now, and what was seen of it before. */
export interface Evidence {
  readonly look: Look;
  /** Whether the assertion held at some earlier prompt. */
  readonly heldBefore: (assertion: Assertion) => boolean;
  /** Why it did not hold at the prompt at which it came nearest; undefined when that is not known. */
  readonly nearest: (assertion: Assertion) => readonly Reason[] | undefined;
}
