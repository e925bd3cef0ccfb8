import { sleepUntil, type Task } from '../../core/task.js';
import type { Reference } from '../../image/reference.js';
import type { Credentials } from '../../image/registry.js';
import { pullError, reachRegistry } from './registry-access.js';
import type { ImageService } from './service.js';
import { speed } from './transfer.js';

/** The answer to `GET /distribution/{name}/json`: what a registry says about an image without fetching it. */
export function* distributionInfo(
  images: ImageService,
  reference: Reference,
  credentials: Credentials | undefined,
): Task<Readonly<Record<string, unknown>>> {
  yield* sleepUntil(images.clock.now() + speed.answer);
  const registry = reachRegistry(images, reference.domain);
  try {
    const { manifest, config } = registry.pull(reference.path, reference, credentials);
    return {
      Descriptor: { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.sizeBytes },
      Platforms: [{ architecture: config.config.architecture, os: config.config.os }],
    };
  } catch (error) {
    throw pullError(error, reference);
  }
}
