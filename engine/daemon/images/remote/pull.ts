import type { Task } from '../../../core/task.js';
import { imageOf } from '../../../image/assemble.js';
import { readConfig } from '../../../image/config.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import { shortId, type Digest } from '../../../image/digest.js';
import { chainIds, type Layer } from '../../../image/layer.js';
import type { Descriptor, SealedManifest } from '../../../image/manifest.js';
import type { Reference } from '../../../image/reference.js';
import type { RegistryImage } from '../../../image/registry.js';
import { snapshotOf } from '../../../image/store.js';
import { layerProgress, layerStatus, type Progress } from '../progress.js';
import type { ImageService } from '../service.js';
import { speed } from '../transfer.js';
import { RemoteFailure } from './refusal.js';
import type { RemoteRegistry } from './remote-registry.js';
import { withRetries } from './retry.js';

type Say = (progress: Progress) => Task<boolean>;

/** What a registry says that an image is, before its layers have come. */
export interface RemoteImage {
  readonly reference: Reference;
  readonly manifest: SealedManifest;
  /** Digest of what the name leads to: the manifest, or the index that it is in. */
  readonly top: Digest;
}

/** Asks for the manifest of an image. */
export function* describeRemote(remote: RemoteRegistry, reference: Reference): Task<RemoteImage> {
  const { top, manifest } = yield* remote.manifest(reference.path, reference.digest ?? reference.tag ?? 'latest');
  return { reference, manifest, top };
}

/** Asks for the configuration of an image. Throws what is said of one that does not come. */
export function* fetchConfig(remote: RemoteRegistry, { reference, manifest }: RemoteImage): Task<Uint8Array> {
  try {
    return yield* remote.blob(reference.path, manifest.config);
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    const problem = error.message.startsWith('filesystem layer')
      ? error.message.replace('filesystem layer', 'image config')
      : `download failed after attempts=1: ${error.message}`;
    throw new RemoteFailure(`error pulling image configuration: ${problem}`, { isFinal: true });
  }
}

/** Fetches the layers that no image here has and puts the image together; undefined when nobody listens any more. Throws ImageArchiveError. */
export function* fetchRemote(images: ImageService, remote: RemoteRegistry, image: RemoteImage, say: Say): Task<RegistryImage | undefined> {
  const { manifest, reference } = image;
  const configBytes = yield* fetchConfig(remote, image);
  const diffIds = readConfig(decodeUtf8(configBytes)).config.rootfs.diff_ids;
  const chain = chainIds(diffIds);
  const isHere = manifest.layers.map((_, index) => images.store.hasChain(chain[index] ?? ''));
  for (const [index, { digest }] of manifest.layers.entries())
    if (!(yield* say(layerStatus(shortId(digest), isHere[index] ? 'Already exists' : 'Pulling fs layer')))) return undefined;
  const missing = manifest.layers.filter((_, index) => !isHere[index]);
  for (const { digest } of missing.slice(speed.atOnce)) if (!(yield* say(layerStatus(shortId(digest), 'Waiting')))) return undefined;
  const fetched = new Map<Digest, Uint8Array>();
  for (const layer of missing) {
    const bytes = yield* download(images, remote, reference.path, layer, say);
    if (!bytes) return undefined;
    fetched.set(layer.digest, bytes);
  }
  const made = imageOf(manifest, configBytes, (index, diffId) => {
    const descriptor = manifest.layers[index];
    const known = images.findLayer(diffId);
    return known ? withPlace(known, descriptor) : fetched.get(descriptor?.digest ?? '');
  });
  if (made) snapshotOf(made.layers);
  for (const layer of missing) if (!(yield* unpack(layer, say))) return undefined;
  return made;
}

/** A layer that is here already may be packed differently there. */
function withPlace(layer: Layer, packed: Descriptor | undefined): Layer {
  return layer.packed || !packed ? layer : { ...layer, packed, isPackedElsewhere: true };
}

function* download(images: ImageService, remote: RemoteRegistry, path: string, layer: Descriptor, say: Say): Task<Uint8Array | undefined> {
  const id = shortId(layer.digest);
  const listener = { isHeard: true };
  const bytes = yield* withRetries(images.clock, id, say, () => {
    let shown = 0;
    return remote.blob(path, layer, function* (current) {
      // As often as a terminal can show it, not for every packet.
      if (current - shown < layer.sizeBytes / 20 && current < layer.sizeBytes) return;
      shown = current;
      if (listener.isHeard) listener.isHeard = yield* say(layerProgress(id, 'Downloading', current, layer.sizeBytes));
    });
  });
  const goesOn =
    listener.isHeard && (yield* say(layerStatus(id, 'Verifying Checksum'))) && (yield* say(layerStatus(id, 'Download complete')));
  return goesOn ? bytes : undefined;
}

function* unpack({ digest, sizeBytes }: Descriptor, say: Say): Task<boolean> {
  const id = shortId(digest);
  return (yield* say(layerProgress(id, 'Extracting', sizeBytes, sizeBytes))) && (yield* say(layerStatus(id, 'Pull complete')));
}
