import type { Daemon } from './daemon.js';

/** Numbers of the API for what happened to a path. */
const kinds = { C: 0, A: 1, D: 2 } as const;

/** `docker diff`: null when nothing has changed. */
export function containerChanges(daemon: Daemon, reference: string): readonly { readonly Path: string; readonly Kind: number }[] | null {
  const changes = daemon.liveOf(daemon.containers.find(reference)).rootfs.changes();
  return changes.length > 0 ? changes.map(({ kind, path }) => ({ Path: path, Kind: kinds[kind] })) : null;
}
