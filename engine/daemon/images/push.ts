import { Channel } from '../../core/channel.js';
import type { Platform } from '../../core/platform.js';
import { sleepUntil, type Task } from '../../core/task.js';
import { shortId } from '../../image/digest.js';
import type { Layer } from '../../image/layer.js';
import { sealManifest, type SealedManifest } from '../../image/manifest.js';
import { familiarName, formatReference, repositoryOf, type Reference } from '../../image/reference.js';
import type { Credentials, Registry } from '../../image/registry.js';
import { RegistryError } from '../../image/registry-error.js';
import { sealConfigText } from '../../image/config.js';
import type { StoredImage } from '../../image/store.js';
import { isDigested } from '../../image/tags.js';
import { ImageArchiveError } from '../../image/archive-error.js';
import { DaemonError } from '../errors.js';
import { noSuchTag, notLocal } from './errors.js';
import { failure, layerProgress, layerStatus, type Progress } from './progress.js';
import { packHere, pushLayers, pushManifest } from './remote/push.js';
import { RemoteRegistry } from './remote/remote-registry.js';
import { onPlatform } from './platform.js';
import type { ImageService } from './service.js';
import { moveLayers, speed, type Transfer } from './transfer.js';

type Say = (progress: Progress) => Task<boolean>;

/** `docker push`: answers with a stream; everything that goes wrong is said in it, as Docker does. Without a tag, all tags. */
export function pushImage(
  images: ImageService,
  reference: Reference,
  credentials: Credentials | undefined,
  platform?: Platform,
): Channel<unknown> {
  if (platform) checkPlatform(images, reference, platform);
  const channel = new Channel<unknown>();
  images.host.thread('push', pushing(images, reference, credentials, channel));
  return channel;
}

/** Throws when there is no image of the name, or one for another platform. */
function checkPlatform(images: ImageService, reference: Reference, platform: Platform): void {
  const name = formatReference(reference);
  onPlatform(images.findImage(name), name, platform);
}

function* pushing(images: ImageService, reference: Reference, credentials: Credentials | undefined, channel: Channel<unknown>): Task<void> {
  const say: Say = progress => channel.send(progress);
  yield* say({ status: `The push refers to repository [${repositoryOf(reference)}]` });
  try {
    const names = localNames(images, reference);
    const registry = images.registry(reference.domain);
    yield* sleepUntil(images.clock.now() + speed.answer);
    const remote = registry ?? images.remote(reference.domain, credentials);
    if (remote instanceof RemoteRegistry) yield* remote.ping();
    for (const name of names) if (!(yield* pushOne(images, remote, name, credentials, say))) return;
  } catch (error) {
    if (!(error instanceof DaemonError) && !(error instanceof RegistryError) && !(error instanceof ImageArchiveError)) throw error;
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
  registry: Registry | RemoteRegistry,
  name: Reference,
  credentials: Credentials | undefined,
  say: Say,
): Task<boolean> {
  const image = images.store.get(images.store.tags.resolve(name) ?? '');
  if (!image) throw new DaemonError('system', noSuchTag(formatReference(name)));
  for (const layer of image.layers.toReversed()) yield* say(layerStatus(shortId(layer.diffId), 'Preparing'));
  if (registry instanceof RemoteRegistry) return yield* pushRemote(images, registry, name, image, say);
  const packed = image.layers.map(layer => packFor(registry, name, layer));
  const refusal = refusalOf(registry, name, credentials);
  const isAllThere = packed.every(({ packed: descriptor }) => descriptor && registry.hasLayer(name.path, descriptor.digest));
  if (refusal && !(isAllThere && refusal.failure === 'denied')) throw refusal;
  if (!(yield* sendLayers(images, registry, name, packed, say))) return false;
  if (refusal)
    throw new RegistryError(
      'denied',
      'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
    );
  const manifest = manifestOf(image, packed);
  registry.put(name.path, name.tag ?? 'latest', { manifest, config: sealConfigText(image.config, image.configText), layers: packed });
  return yield* finish(images, name, image, { layers: packed, manifest }, say);
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

/** The layer with the descriptor that the registry knows it under, packing it here where it has it not as somebody else packed it. */
function packFor(registry: Registry, { path }: Reference, layer: Layer): Layer {
  return layer.packed && registry.hasLayer(path, layer.packed.digest) ? layer : packHere(layer);
}

/** The same over HTTP. */
function* pushRemote(images: ImageService, remote: RemoteRegistry, name: Reference, image: StoredImage, say: Say): Task<boolean> {
  const layers = yield* pushLayers(images, remote, name, image, say);
  if (!layers) return false;
  const manifest = manifestOf(image, layers);
  yield* pushManifest(remote, name, image, manifest);
  return yield* finish(images, name, image, { layers, manifest }, say);
}

function manifestOf(image: StoredImage, layers: readonly Layer[]): SealedManifest {
  return sealManifest(
    sealConfigText(image.config, image.configText),
    layers.flatMap(({ packed }) => (packed ? [packed] : [])),
  );
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
  name: Reference,
  image: StoredImage,
  { layers, manifest }: { readonly layers: readonly Layer[]; readonly manifest: SealedManifest },
  say: Say,
): Task<boolean> {
  const tag = name.tag ?? 'latest';
  images.rememberLayers(name, layers);
  images.store.tags.set({ ...name, tag: undefined, digest: manifest.digest }, image.id);
  images.emit('push', formatReference(name), familiarName(name), image);
  const { digest, sizeBytes } = manifest;
  return (
    (yield* say({ status: `${tag}: digest: ${digest} size: ${String(sizeBytes)}` })) &&
    (yield* say({ progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: sizeBytes } }))
  );
}
