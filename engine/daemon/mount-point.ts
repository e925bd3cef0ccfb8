/** A place in a container where something else is mounted, as `docker inspect` lists it under Mounts. */
export interface MountPoint {
  readonly type: 'bind' | 'volume' | 'tmpfs';
  /** The volume's name; empty for others. */
  readonly name: string;
  /** The path on the host; empty for tmpfs. */
  readonly source: string;
  readonly target: string;
  readonly driver: string;
  /** As typed after the second colon; `z` is Docker's own default for named volumes. */
  readonly mode: string;
  readonly writable: boolean;
  readonly propagation: string;
  /** Made for this container alone: `docker rm -v` and `--rm` take it away. */
  readonly anonymous: boolean;
  /** A host directory that is missing is made (`-v`), rather than refused (`--mount`). */
  readonly createSource: boolean;
  /** Content of the image is copied into a new, empty volume. */
  readonly copyUp: boolean;
  readonly subpath: string;
  /** For a volume that is made with it. */
  readonly labels: Readonly<Record<string, string>> | null;
  readonly tmpfs: { readonly sizeBytes: number | undefined; readonly mode: number | undefined } | undefined;
}

export function mountPointJson(mount: MountPoint): Readonly<Record<string, unknown>> {
  return {
    Type: mount.type,
    ...(mount.name === '' ? {} : { Name: mount.name }),
    Source: mount.source,
    Destination: mount.target,
    ...(mount.driver === '' ? {} : { Driver: mount.driver }),
    Mode: mount.mode,
    RW: mount.writable,
    Propagation: mount.propagation,
  };
}
