/** The host's Docker state as checks see it: typed, without anything that is only layout. */
export interface HostState {
  readonly containers: readonly ContainerState[];
  readonly images: readonly ImageState[];
  readonly networks: readonly NetworkState[];
  readonly volumes: readonly VolumeState[];
}

export type Status = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

export interface ContainerState {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  readonly exitCode: number;
  /** Why Docker could not start it; empty when it could. */
  readonly error: string;
  readonly oomKilled: boolean;
  readonly health: string;
  /** As it was asked for: `nginx`, `nginx:alpine`. */
  readonly image: string;
  readonly imageId: string;
  /** Program and arguments as one line. */
  readonly command: string;
  readonly user: string;
  readonly workdir: string;
  readonly hostname: string;
  readonly detached: boolean;
  readonly tty: boolean;
  readonly interactive: boolean;
  readonly autoRemove: boolean;
  readonly restart: string;
  readonly env: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** `80/tcp` → where it is published: `0.0.0.0:8080`. Ports asked for count while it does not run, too. */
  readonly ports: ReadonlyMap<string, readonly PublishedPort[]>;
  readonly networks: ReadonlyMap<string, readonly string[]>;
  /** Target path → source (volume name or host path). */
  readonly mounts: ReadonlyMap<string, { readonly type: string; readonly source: string; readonly readOnly: boolean }>;
  readonly memoryBytes: number;
}

export interface PublishedPort {
  readonly ip: string;
  readonly port: number;
}

export interface ImageState {
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly sizeBytes: number;
}

export interface NetworkState {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly subnets: readonly string[];
  readonly members: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
}

export interface VolumeState {
  readonly name: string;
  readonly driver: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly usedBy: readonly string[];
}

/** A command that the learner ran on the host, and how it ended (undefined: it still runs). */
export interface CommandRecord {
  readonly argv: readonly string[];
  readonly exitCode: number | undefined;
  /** Position in the order of all commands. */
  readonly index: number;
}
