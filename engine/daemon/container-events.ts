import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';

/** Tells the world what happened to a container: its labels, image and name go with every event. */
export function containerEvent(
  daemon: Daemon,
  container: ContainerRecord,
  action: string,
  attributes: Readonly<Record<string, string>> = {},
): void {
  const { Labels, Image } = container.config;
  const named = Image === '' ? { name: container.name } : { image: Image, name: container.name };
  // Not spread: see the hidden classes in docs/architecture.md.
  daemon.events.emit('container', action, container.id, Object.assign({}, Labels, named, attributes));
}
