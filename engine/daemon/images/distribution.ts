import { sleepUntil, type Task } from '../../core/task.js';
import type { Reference } from '../../image/reference.js';
import type { Credentials } from '../../image/registry.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { readConfig, type SealedConfig } from '../../image/config.js';
import type { SealedManifest } from '../../image/manifest.js';
import { describeRemote, fetchConfig } from './remote/pull.js';
import { pullError } from './registry-access.js';
import type { ImageService } from './service.js';
import { speed } from './transfer.js';

/** The answer to `GET /distribution/{name}/json`: what a registry says about an image without fetching it. */
export function* distributionInfo(
  images: ImageService,
  reference: Reference,
  credentials: Credentials | undefined,
): Task<Readonly<Record<string, unknown>>> {
  yield* sleepUntil(images.clock.now() + speed.answer);
  const registry = images.registry(reference.domain);
  try {
    if (!registry) {
      const remote = images.remote(reference.domain, credentials);
      const found = yield* describeRemote(remote, reference);
      return info(found.manifest, readConfig(decodeUtf8(yield* fetchConfig(remote, found))));
    }
    const { manifest, config } = registry.pull(reference.path, reference, credentials);
    return info(manifest, config);
  } catch (error) {
    throw pullError(error, reference);
  }
}

function info(manifest: SealedManifest, { config }: SealedConfig): Readonly<Record<string, unknown>> {
  return {
    Descriptor: { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.sizeBytes },
    Platforms: [{ architecture: config.architecture, os: config.os }],
  };
}
