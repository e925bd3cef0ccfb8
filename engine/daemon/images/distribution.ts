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

/** What a registry has under a name, without the layers. */
interface Description {
  readonly manifest: SealedManifest;
  readonly config: SealedConfig;
}

/** The answer to `GET /distribution/{name}/json`: what a registry says about an image without fetching it. */
export function* distributionInfo(
  images: ImageService,
  reference: Reference,
  credentials: Credentials | undefined,
): Task<Readonly<Record<string, unknown>>> {
  const found = yield* describe(images, reference, credentials);
  return { Descriptor: descriptorOf(found), Platforms: [platformOf(found)] };
}

/** The manifest of an image letter by letter, with its descriptor and platform. */
export function* registryManifest(
  images: ImageService,
  reference: Reference,
  credentials: Credentials | undefined,
): Task<Readonly<Record<string, unknown>>> {
  const found = yield* describe(images, reference, credentials);
  return { Descriptor: descriptorOf(found), Platform: platformOf(found), Manifest: found.manifest.text };
}

function* describe(images: ImageService, reference: Reference, credentials: Credentials | undefined): Task<Description> {
  yield* sleepUntil(images.clock.now() + speed.answer);
  const registry = images.registry(reference.domain);
  try {
    if (registry) return registry.pull(reference.path, reference, credentials);
    const remote = images.remote(reference.domain, credentials);
    const found = yield* describeRemote(remote, reference);
    return { manifest: found.manifest, config: readConfig(decodeUtf8(yield* fetchConfig(remote, found))) };
  } catch (error) {
    throw pullError(error, reference);
  }
}

function descriptorOf({ manifest }: Description): Readonly<Record<string, unknown>> {
  return { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.sizeBytes };
}

function platformOf({ config: { config } }: Description): Readonly<Record<string, unknown>> {
  return { architecture: config.architecture, os: config.os };
}
