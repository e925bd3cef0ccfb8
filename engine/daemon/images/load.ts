import { Channel } from '../../core/channel.js';
import type { Duplex } from '../../core/duplex.js';
import { Errno } from '../../core/errno.js';
import { readAll } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { fitsPlatform, type Platform } from '../../core/platform.js';
import { ArchiveError } from '../../fs/tar.js';
import { shortId } from '../../image/digest.js';
import { chainOf } from '../../image/layer.js';
import { ImageArchiveError } from '../../image/archive-error.js';
import { readArchive, type ReadImage } from '../../image/read-archive.js';
import { snapshotOf } from '../../image/store.js';
import { formatReference, InvalidReference, parseReference } from '../../image/reference.js';
import { failure, layerProgress, type Progress } from './progress.js';
import { platformOf } from './platform.js';
import type { ImageService } from './service.js';

/** Bytes of an archive that is taken in; what is bigger is refused. */
const MAX_ARCHIVE_BYTES = 2 ** 31;

export interface LoadOptions {
  readonly quiet: boolean;
  /** Images for other platforms are left out. */
  readonly platform?: Platform | undefined;
}

type Say = (progress: Progress & { readonly stream?: string }) => Task<boolean>;

/** `docker load`: reads an archive and answers with a stream; what is wrong with the archive is said in the stream. */
export function loadImages(images: ImageService, source: Duplex, options: LoadOptions): Channel<unknown> {
  const channel = new Channel<unknown>();
  images.host.thread('load', loading(images, source, options, channel));
  return channel;
}

function* loading(images: ImageService, source: Duplex, { quiet, platform }: LoadOptions, channel: Channel<unknown>): Task<void> {
  const say: Say = progress => channel.send(progress);
  try {
    const bytes = yield* readAll(source, MAX_ARCHIVE_BYTES);
    for (const image of readAllOrNothing(images, bytes))
      if (!platform || fitsPlatform(platformOf(image.config.config), platform)) yield* keep(images, image, quiet, say);
  } catch (error) {
    if (error instanceof ArchiveError)
      yield* say(failure(error.message === 'archive/tar: invalid tar header' ? 'unexpected EOF' : error.message));
    else if (error instanceof ImageArchiveError || error instanceof InvalidReference || error instanceof Errno)
      yield* say(failure(error.message));
    else throw error;
  }
  channel.end();
}

/** The images of an archive, once every one of them can be kept: its names are names, and its layers can be unpacked. */
function readAllOrNothing(images: ImageService, bytes: Uint8Array): readonly ReadImage[] {
  const folder = `/var/lib/docker/tmp/docker-import-${images.temporaryName()}`;
  const all = readArchive(bytes, { known: diffId => images.findLayer(diffId), folder });
  for (const { layers, tags } of all) {
    tags.forEach(parseReference);
    snapshotOf(layers);
  }
  return all;
}

function* keep(images: ImageService, { config, layers, tags }: ReadImage, quiet: boolean, say: Say): Task<void> {
  const chain = chainOf(layers);
  for (const [index, { diffId, archiveBytes }] of layers.entries()) {
    if (quiet || images.store.hasChain(chain[index] ?? '')) continue;
    yield* say(layerProgress(shortId(diffId), 'Loading layer', archiveBytes, archiveBytes));
  }
  const image = images.store.add(config, layers);
  images.emit('load', image.id, image.id, image);
  if (tags.length === 0) yield* say({ stream: `Loaded image ID: ${image.id}\n` });
  for (const tag of tags) yield* name(images, image.id, tag, say);
}

function* name(images: ImageService, id: string, tag: string, say: Say): Task<void> {
  const reference = parseReference(tag);
  const text = formatReference(reference);
  const before = images.store.tags.resolve(reference);
  if (before !== undefined && before !== id) {
    yield* say({ stream: `The image ${text} already exists, renaming the old one with ID ${before} to empty string\n` });
  }
  images.store.tags.set(reference, id);
  yield* say({ stream: `Loaded image: ${text}\n` });
}
