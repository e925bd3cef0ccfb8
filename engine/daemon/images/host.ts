import type { Task } from '../../core/task.js';
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
  /** Starts work that goes on after the request that asked for it. */
  thread(name: string, task: Task<void>): void;
}
