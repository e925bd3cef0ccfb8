import type { Task } from '../../core/task.js';
import type { Connection, SocketAddress } from '../../net/socket.js';
import type { ImageId } from '../../image/store.js';

/** A container that uses an image, as far as removing images must know. */
export interface ContainerUse {
  readonly id: string;
  readonly isRunning: boolean;
}

/** What the rules for images need of the rest of the daemon. */
export interface ImageHost {
  /** Containers made from exactly this image, running or not. */
  containersUsing(imageId: ImageId): readonly ContainerUse[];
  /** An event of type image. */
  emit(action: string, actorId: string, attributes: Readonly<Record<string, string>>): void;
  /** A connection on the host's own network. Throws Errno. */
  connect(address: SocketAddress): Task<Connection>;
  /** The address of a name, by the host's own table of names and the internet's. */
  lookUp(name: string): string | undefined;
  /** Starts work that goes on after the request that asked for it. */
  thread(name: string, task: Task<void>): void;
}
