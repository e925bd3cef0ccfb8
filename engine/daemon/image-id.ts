import { InvalidReference } from '../image/reference.js';
import type { Daemon } from './daemon.js';

/** The id of the image that a reference means now; undefined when there is none. */
export function imageIdOf(daemon: Daemon, reference: string): string | undefined {
  try {
    return daemon.images.store.find(reference)?.id;
  } catch (error) {
    if (error instanceof InvalidReference) return undefined;
    throw error;
  }
}
