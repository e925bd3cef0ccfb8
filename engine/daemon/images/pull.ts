import { Channel } from '../../core/channel.js';
import { fitsPlatform, type Platform } from '../../core/platform.js';
import { sleepUntil, type Task } from '../../core/task.js';
import { shortId } from '../../image/digest.js';
import { chainOf, type Layer } from '../../image/layer.js';
import { familiarName, formatReference, withDefaultTag, type Reference } from '../../image/reference.js';
import type { Credentials, RegistryImage } from '../../image/registry.js';
import { ArchiveError } from '../../fs/tar.js';
import { ImageArchiveError } from '../../image/archive-error.js';
import { RegistryError } from '../../image/registry-error.js';
import { DaemonError } from '../errors.js';
import { otherPlatform, platformOf } from './platform.js';
import { failure, layerProgress, layerStatus, type Progress } from './progress.js';
import { pullError } from './registry-access.js';
import { describeRemote, fetchRemote, type RemoteImage } from './remote/pull.js';
import type { RemoteRegistry } from './remote/remote-registry.js';
import type { ImageService } from './service.js';
import { moveLayers, speed, type Transfer, type TransferEvent } from './transfer.js';

export interface PullOptions {
  readonly credentials: Credentials | undefined;
  readonly platform?: Platform | undefined;
}

/**
 * `docker pull` of one image: asks the registry, then answers with a stream of progress while the layers come. What is wrong
 * before the first layer is thrown; the image is there once the stream has ended. A consumer that goes away ends the pull.
 */
export function* pullImage(images: ImageService, reference: Reference, options: PullOptions): Task<Channel<unknown>> {
  const registry = images.registry(reference.domain);
  if (!registry) return yield* pullFrom(images, images.remote(reference.domain, options.credentials), [reference], reference, options);
  yield* sleepUntil(images.clock.now() + speed.answer);
  const image = refusable(reference, () => registry.pull(reference.path, reference, options.credentials));
  const channel = new Channel<unknown>();
  images.host.thread('pull', pulling(images, [{ reference, image }], formatReference(reference), channel, options.platform));
  return channel;
}

/** `docker pull --all-tags`: one image after the other. */
export function* pullAllTags(images: ImageService, repository: Reference, options: PullOptions): Task<Channel<unknown>> {
  const registry = images.registry(repository.domain);
  if (!registry) return yield* pullAllFrom(images, repository, options);
  yield* sleepUntil(images.clock.now() + speed.answer);
  const all = refusable(repository, () =>
    registry.tags(repository.path, options.credentials).map((tag): Found => {
      const reference = { ...repository, tag };
      return { reference, image: registry.pull(repository.path, reference, options.credentials) };
    }),
  );
  const channel = new Channel<unknown>();
  images.host.thread('pull', pulling(images, all, formatReference(repository), channel, options.platform));
  return channel;
}

/** The same from a registry that is spoken to over HTTP. */
function* pullFrom(
  images: ImageService,
  remote: RemoteRegistry,
  references: readonly Reference[],
  name: Reference,
  { platform }: PullOptions,
): Task<Channel<unknown>> {
  const found: RemoteImage[] = [];
  try {
    for (const reference of references) found.push(yield* describeRemote(remote, withDefaultTag(reference)));
  } catch (error) {
    throw remoteError(error, name);
  }
  const channel = new Channel<unknown>();
  images.host.thread('pull', pullingRemote(images, remote, found, formatReference(name), channel, platform));
  return channel;
}

function* pullAllFrom(images: ImageService, repository: Reference, options: PullOptions): Task<Channel<unknown>> {
  const remote = images.remote(repository.domain, options.credentials);
  let tags: readonly string[];
  try {
    tags = yield* remote.tags(repository.path);
  } catch (error) {
    throw remoteError(error, repository);
  }
  const references = tags.map(tag => ({ ...repository, tag }));
  return yield* pullFrom(images, remote, references, repository, options);
}

function* pullingRemote(
  images: ImageService,
  remote: RemoteRegistry,
  all: readonly RemoteImage[],
  name: string,
  channel: Channel<unknown>,
  platform: Platform | undefined,
): Task<void> {
  const say = (progress: Progress): Task<boolean> => channel.send(progress);
  let isNewer = false;
  try {
    for (const found of all) {
      const { reference, top } = found;
      yield* say({ status: `Pulling from ${reference.path}`, id: reference.digest ?? reference.tag ?? '' });
      const image = yield* fetchRemote(images, remote, found, say);
      if (!image) return;
      if (keepImage(images, reference, image, top)) isNewer = true;
      yield* say({ status: `Digest: ${top}` });
      yield* warnOfPlatform(reference, image, platform, say);
    }
    yield* say({ status: isNewer ? `Status: Downloaded newer image for ${name}` : `Status: Image is up to date for ${name}` });
  } catch (error) {
    const [{ reference } = { reference: undefined }] = all;
    yield* say(failure(messageOf(reference ? pullError(error, reference) : error)));
  }
  channel.end();
}

/** What is said of a layer that came and cannot be kept; other errors pass. */
function messageOf(error: unknown): string {
  if (error instanceof ImageArchiveError || error instanceof ArchiveError) return `failed to register layer: ${error.message}`;
  if (error instanceof DaemonError || error instanceof RegistryError) return error.message;
  throw error;
}

function remoteError(error: unknown, reference: Reference): unknown {
  return error instanceof ImageArchiveError ? new DaemonError('system', error.message) : pullError(error, withDefaultTag(reference));
}

interface Found {
  readonly reference: Reference;
  readonly image: RegistryImage;
}

/** Does something with a registry; a refusal becomes what the daemon says about it. */
function refusable<T>(reference: Reference, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw pullError(error, reference);
  }
}

function* pulling(
  images: ImageService,
  all: readonly Found[],
  name: string,
  channel: Channel<unknown>,
  platform: Platform | undefined,
): Task<void> {
  const say = (progress: Progress): Task<boolean> => channel.send(progress);
  let isNewer = false;
  for (const { reference, image } of all) {
    yield* say({ status: `Pulling from ${reference.path}`, id: reference.digest ?? reference.tag ?? '' });
    const isKnown = images.store.get(image.config.id) !== undefined;
    if (!isKnown && !(yield* fetchLayers(images, image.layers, say))) return;
    if (keepImage(images, reference, image)) isNewer = true;
    yield* say({ status: `Digest: ${image.manifest.digest}` });
  }
  yield* say({ status: isNewer ? `Status: Downloaded newer image for ${name}` : `Status: Image is up to date for ${name}` });
  for (const { reference, image } of all) yield* warnOfPlatform(reference, image, platform, say);
  channel.end();
}

function* warnOfPlatform(
  reference: Reference,
  { config }: RegistryImage,
  platform: Platform | undefined,
  say: (progress: Progress) => Task<boolean>,
): Task<void> {
  if (!platform || fitsPlatform(platformOf(config.config), platform)) return;
  yield* say({ status: `WARNING: ${otherPlatform(formatReference(reference), config.config, platform)}` });
}

/** Fetches the layers that no image here has; false when nobody listens any more. */
function* fetchLayers(images: ImageService, layers: readonly Layer[], say: (progress: Progress) => Task<boolean>): Task<boolean> {
  const chain = chainOf(layers);
  const missing: Transfer[] = [];
  for (const [index, layer] of layers.entries()) {
    const transfer = transferOf(layer);
    const isHere = images.store.hasChain(chain[index] ?? '');
    if (!(yield* say(layerStatus(transfer.id, isHere ? 'Already exists' : 'Pulling fs layer')))) return false;
    if (!isHere) missing.push(transfer);
  }
  for (const { id } of missing.slice(speed.atOnce)) if (!(yield* say(layerStatus(id, 'Waiting')))) return false;
  return yield* moveLayers(images.clock, missing, event => reportLayer(event, say));
}

function transferOf({ diffId, packed, archiveBytes }: Layer): Transfer {
  return { id: shortId(packed?.digest ?? diffId), bytes: packed?.sizeBytes ?? archiveBytes, unpackedBytes: archiveBytes };
}

function* reportLayer(event: TransferEvent, say: (progress: Progress) => Task<boolean>): Task<boolean> {
  switch (event.kind) {
    case 'moving':
      return yield* say(layerProgress(event.id, 'Downloading', event.current, event.total));
    case 'moved':
      return (yield* say(layerStatus(event.id, 'Verifying Checksum'))) && (yield* say(layerStatus(event.id, 'Download complete')));
    case 'unpacking':
      return yield* say(layerProgress(event.id, 'Extracting', event.current, event.total));
    case 'done':
      return yield* say(layerStatus(event.id, 'Pull complete'));
  }
}

/** Puts the image and its names into the store; false when the name led to it before. */
function keepImage(
  images: ImageService,
  reference: Reference,
  { config, layers, manifest }: RegistryImage,
  top = manifest.digest,
): boolean {
  const { store } = images;
  const image = store.add(config, layers);
  images.rememberLayers(reference, layers);
  const digested = { ...reference, tag: undefined, digest: top };
  const before = store.tags.resolve(reference);
  store.tags.set(digested, image.id);
  if (reference.digest === undefined) store.tags.set(reference, image.id);
  images.emit('pull', formatReference(reference), familiarName(reference), image);
  return before !== image.id;
}
