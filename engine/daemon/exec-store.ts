import type { Stdio } from './stdio.js';
import type { Process } from '../process/launch.js';

/** A command that was or will be run in a running container. */
export interface ExecRecord {
  readonly id: string;
  readonly containerId: string;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly workingDirectory: string;
  readonly tty: boolean;
  readonly privileged: boolean;
  readonly attachStdin: boolean;
  readonly attachStdout: boolean;
  readonly attachStderr: boolean;
  readonly detachKeys: string;
  readonly status:
    | { readonly kind: 'created' }
    | { readonly kind: 'running'; readonly process: Process; readonly stdio: Stdio }
    | { readonly kind: 'exited'; readonly exitCode: number };
}

/** Execs by id, and the ids of each container's. */
export interface ExecStore {
  readonly byId: Map<string, ExecRecord>;
  readonly ofContainer: Map<string, Set<string>>;
}

export function createExecStore(): ExecStore {
  return { byId: new Map(), ofContainer: new Map() };
}
