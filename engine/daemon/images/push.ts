import { Channel } from '../../core/channel.js';
import { sleepUntil, type Task } from '../../core/task.js';
import { digestPieces, shortId } from '../../image/digest.js';
import { packedOf, type Layer } from '../../image/layer.js';
import { LAYER_TYPE, sealManifest } from '../../image/manifest.js';
import { familiarName, formatReference, repositoryOf, type Reference } from '../../image/reference.js';
import type { Credentials, Registry } from '../../image/registry.js';
import { RegistryError } from '../../image/registry-error.js';
import { sealConfigText, type SealedConfig } from '../../image/config.js';
import type { StoredImage } from '../../image/store.js';
import { isDigested } from '../../image/tags.js';
import { DaemonError } from '../errors.js';
import { noSuchTag, notLocal } from './errors.js';
import { failure, layerProgress, layerStatus, type Progress } from './progress.js';
import { reachRegistry } from './registry-access.js';
import type { ImageService } from './service.js';
import { moveLayers, speed, type Transfer } from './transfer.js';

type Say = (progress: Progress) => Task<boolean>;

/** `docker push`: answers with a stream; everything that goes wrong is said in it, as Docker does. Without a tag, all tags. */
export function pushImage(images: ImageService, reference: Reference, credentials: Credentials | undefined): Channel<unknown> {
  const channel = new Channel<unknown>();
  images.host.thread('push', pushing(images, reference, credentials, channel));
  return channel;
}

function* pushing(images: ImageService, reference: Reference, credentials: Credentials | undefined, channel: Channel<unknown>): Task<void> {
  const say: Say = progress => channel.send(progress);
  yield* say({ status: `The push refers to repository [${repositoryOf(reference)}]` });
  try {
    const names = localNames(images, reference);
    const registry = reachRegistry(images, reference.domain);
    yield* sleepUntil(images.clock.now() + speed.answer);
    for (const name of names) if (!(yield* pushOne(images, registry, name, credentials, say))) return;
  } catch (error) {
    if (!(error instanceof DaemonError) && !(error instanceof RegistryError)) throw error;
    yield* say(failure(error.message));
  }
  channel.end();
}

/** The names to push: the one that was asked for, or all tags of the repository. */
function localNames(images: ImageService, reference: Reference): readonly Reference[] {
  const tags = images.store.tags.inRepository(reference).filter(name => !isDigested(name));
  if (tags.length === 0) throw new DaemonError('system', notLocal(familiarName(reference)));
  if (reference.tag === undefined) return tags;
  if (images.store.tags.resolve(reference) === undefined) throw new DaemonError('system', noSuchTag(formatReference(reference)));
  return [reference];
}

function* pushOne(
  images: ImageService,
  registry: Registry,
  name: Reference,
  credentials: Credentials | undefined,
  say: Say,
): Task<boolean> {
  const image = images.store.get(images.store.tags.resolve(name) ?? '');
  if (!image) throw new DaemonError('system', noSuchTag(formatReference(name)));
  for (const layer of image.layers.toReversed()) yield* say(layerStatus(shortId(layer.diffId), 'Preparing'));
  const packed = image.layers.map(packLayer);
  const refusal = refusalOf(registry, name, credentials);
  const isAllThere = packed.every(({ packed: descriptor }) => descriptor && registry.hasLayer(name.path, descriptor.digest));
  if (refusal && !(isAllThere && refusal.failure === 'denied')) throw refusal;
  if (!(yield* sendLayers(images, registry, name, packed, say))) return false;
  if (refusal)
    throw new RegistryError(
      'denied',
      'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
    );
  return yield* finish(images, registry, name, image, packed, say);
}

/** Why the registry does not take a push to this name, if so. */
function refusalOf(registry: Registry, { path }: Reference, credentials: Credentials | undefined): RegistryError | undefined {
  try {
    registry.checkPush(path, credentials);
    return undefined;
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
}

/** The layer with the descriptor that registries know it under, packing it where that was never done. */
function packLayer(layer: Layer): Layer {
  if (layer.packed) return layer;
  const { digest, sizeBytes } = digestPieces(packedOf(layer));
  return { ...layer, packed: { mediaType: LAYER_TYPE, digest, sizeBytes } };
}

/** Sends what the registry has not, topmost first; false when nobody listens any more. */
function* sendLayers(images: ImageService, registry: Registry, { path }: Reference, layers: readonly Layer[], say: Say): Task<boolean> {
  const missing: Transfer[] = [];
  for (const { diffId, packed, archiveBytes } of layers.toReversed()) {
    const id = shortId(diffId);
    const source = images.layerSource(registry, path, packed?.digest ?? '');
    if (source === undefined) missing.push({ id, bytes: archiveBytes, unpackedBytes: 0 });
    else if (!(yield* say(layerStatus(id, source === path ? 'Layer already exists' : `Mounted from ${source}`)))) return false;
  }
  for (const { id } of missing.slice(speed.atOnce)) if (!(yield* say(layerStatus(id, 'Waiting')))) return false;
  return yield* moveLayers(images.clock, missing, function* (event) {
    if (event.kind === 'moving') return yield* say(layerProgress(event.id, 'Pushing', event.current, event.total));
    return event.kind === 'done' ? yield* say(layerStatus(event.id, 'Pushed')) : true;
  });
}

function* finish(
  images: ImageService,
  registry: Registry,
  name: Reference,
  image: StoredImage,
  layers: readonly Layer[],
  say: Say,
): Task<boolean> {
  const config: SealedConfig = sealConfigText(image.config, image.configText);
  const manifest = sealManifest(
    config,
    layers.flatMap(({ packed }) => (packed ? [packed] : [])),
  );
  const tag = name.tag ?? 'latest';
  registry.put(name.path, tag, { manifest, config, layers });
  images.rememberLayers(name, layers);
  images.store.tags.set({ ...name, tag: undefined, digest: manifest.digest }, image.id);
  images.emit('push', formatReference(name), familiarName(name), image);
  const { digest, sizeBytes } = manifest;
  return (
    (yield* say({ status: `${tag}: digest: ${digest} size: ${String(sizeBytes)}` })) &&
    (yield* say({ progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: sizeBytes } }))
  );
}
