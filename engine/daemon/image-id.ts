import { InvalidReference } from '../image/reference.js';
import type { StoredImage } from '../image/store.js';
import type { Daemon } from './daemon.js';
import type { ContainerImage } from './images-port.js';

/** What containers need of an image is worked out once for each: many containers are made from few images. */
const known = new WeakMap<StoredImage, ContainerImage>();

function forContainers(daemon: Daemon, stored: StoredImage): ContainerImage | undefined {
  let image = known.get(stored);
  if (!image) {
    image = daemon.images.get(stored.id);
    if (image) known.set(stored, image);
  }
  return image;
}

/** The image that a reference means. Throws 'No such image'. */
export function findImage(daemon: Daemon, reference: string): ContainerImage {
  const stored = daemon.images.findImage(reference);
  return forContainers(daemon, stored) ?? daemon.images.find(reference);
}

/** The image of a container, which may have lost its names but not its data. */
export function imageOf(daemon: Daemon, id: string): ContainerImage | undefined {
  const stored = daemon.images.store.get(id);
  return stored && forContainers(daemon, stored);
}

/** The id of the image that a reference means now; undefined when there is none. */
export function imageIdOf(daemon: Daemon, reference: string): string | undefined {
  try {
    return daemon.images.store.find(reference)?.id;
  } catch (error) {
    if (error instanceof InvalidReference) return undefined;
    throw error;
  }
}
