import { Channel } from '../core/channel.js';
import type { Task } from '../core/task.js';
import { entriesOf } from '../fs/snapshot.js';
import { tarChunks } from '../fs/tar.js';
import type { TarEntry } from '../fs/tar-entry.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';

/** `docker export`: all files of a container but those of its mounts. */
export function exportContainer(daemon: Daemon, reference: string): Channel<Uint8Array> {
  const container = daemon.containers.find(reference);
  const snapshot = daemon.liveOf(container).rootfs.freeze();
  containerEvent(daemon, container, 'export');
  return archiveStream(daemon, 'export', entriesOf(snapshot));
}

/** Sends an archive piece by piece, as fast as the client takes it. */
export function archiveStream(daemon: Daemon, name: string, entries: Iterable<TarEntry>): Channel<Uint8Array> {
  const channel = new Channel<Uint8Array>();
  daemon.thread(name, send(entries, channel));
  return channel;
}

function* send(entries: Iterable<TarEntry>, channel: Channel<Uint8Array>): Task<void> {
  for (const chunk of tarChunks(entries)) if (!(yield* channel.send(chunk))) return;
  channel.end();
}
