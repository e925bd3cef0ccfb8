/** What bounds the daemon; Docker's own numbers where it has them. */
export const limits = {
  /** Output kept of one container when its log driver sets no limit; the oldest lines go first. */
  logBytes: 8 * 1024 * 1024,
  /** Longest line that is kept in one piece (moby daemon/logger/copier.go). */
  logLineBytes: 16 * 1024,
  /** Frames that may wait for one attached client before the container has to wait. */
  attachedFrames: 256,
  /** Bytes of standard input that may wait for a container. */
  stdinBytes: 65_536,
  /** What is remembered of a container's output, and of that of all containers, for graders. */
  transcriptBytes: 128 * 1024,
  transcriptsBytes: 4 * 1024 * 1024,
  /** Removed containers that graders can still ask for. */
  goneContainers: 500,
  containers: 20_000,
  networks: 1000,
  volumes: 20_000,
  execs: 10_000,
  /** Probes of a health check that are remembered, and the output kept of each (moby daemon/health.go). */
  healthResults: 5,
  healthOutputBytes: 4096,
  /** An archive that is copied into a container. */
  archiveBytes: 1024 * 1024 * 1024,
  /** Output of `ps` that `docker top` reads. */
  psOutputBytes: 4 * 1024 * 1024,
} as const;
