import { isRunning } from '../container.js';
import type { Daemon } from '../daemon.js';
import type { ImageService } from './service.js';

/** Lets the image rules see the daemon's containers, send events and start threads. */
export function connectImages(daemon: Daemon, images: ImageService): void {
  images.connect({
    containersUsing: (imageId) =>
      [...daemon.containers.ofImage(imageId)].flatMap((id) => {
        const container = daemon.containers.get(id);
        return container ? [{ id, isRunning: isRunning(container) }] : [];
      }),
    emit: (action, actorId, attributes) => {
      daemon.events.emit('image', action, actorId, attributes);
    },
    thread: (name, task) => {
      daemon.thread(name, task);
    },
  });
}
