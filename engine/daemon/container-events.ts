import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';

/** Tells the world what happened to a container: its labels, image and name go with every event. */
export function containerEvent(
  daemon: Daemon,
  container: ContainerRecord,
  action: string,
  attributes: Readonly<Record<string, string>> = {},
): void {
  daemon.events.emit('container', action, container.id, {
    ...(container.config.Labels ?? {}),
    ...(container.config.Image === '' ? {} : { image: container.config.Image }),
    name: container.name,
    ...attributes,
  });
}
