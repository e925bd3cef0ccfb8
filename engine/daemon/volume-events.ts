import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';

/** A volume begins or ends to be mounted in a container. */
export function volumeEvent(
  daemon: Daemon,
  container: ContainerRecord,
  name: string,
  action: 'mount' | 'unmount',
  mount?: { readonly target: string; readonly writable: boolean },
): void {
  daemon.events.emit('volume', action, name, {
    container: container.id,
    driver: 'local',
    ...(mount ? { destination: mount.target, propagation: '', 'read/write': String(mount.writable) } : {}),
  });
}
