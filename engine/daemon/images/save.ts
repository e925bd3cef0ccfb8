import { Channel } from '../../core/channel.js';
import type { Task } from '../../core/task.js';
import { fitsPlatform, formatPlatform, type Platform } from '../../core/platform.js';
import { archiveImages, type ArchivedImage } from '../../image/archive.js';
import { InvalidReference, parseAnyReference, type Reference } from '../../image/reference.js';
import { isDigested } from '../../image/tags.js';
import { DaemonError, invalid, noSuchImage } from '../errors.js';
import { platformOf } from './platform.js';
import type { ImageService } from './service.js';

/** `docker save`: the archive as a stream. Throws when a name leads to nothing. */
export function saveImages(images: ImageService, names: readonly string[], platform?: Platform): Channel<Uint8Array> {
  const archived = chooseImages(images, names);
  if (platform && !archived.some(({ image }) => fitsPlatform(platformOf(image.config), platform)))
    throw new DaemonError('not-found', `no suitable export target found for platform ${formatPlatform(platform)}`);
  const channel = new Channel<Uint8Array>(16);
  images.host.thread('save', saving(archived, channel));
  for (const { image } of archived) images.emit('save', image.id, image.id, image);
  return channel;
}

function* saving(archived: readonly ArchivedImage[], channel: Channel<Uint8Array>): Task<void> {
  for (const piece of archiveImages(archived)) {
    if (!(yield* channel.send(piece))) return;
  }
  channel.end();
}

/** Each image once, with the tags that were asked for: a repository means all of its tags, an id none. */
function chooseImages(images: ImageService, names: readonly string[]): readonly ArchivedImage[] {
  const chosen = new Map<string, Reference[]>();
  for (const name of names) {
    for (const { id, tags } of namedImages(images, name)) chosen.set(id, [...(chosen.get(id) ?? []), ...tags]);
  }
  return [...chosen].flatMap(([id, tags]) => {
    const image = images.store.get(id);
    return image ? [{ image, tags }] : [];
  });
}

function namedImages(images: ImageService, name: string): readonly { readonly id: string; readonly tags: readonly Reference[] }[] {
  const any = parse(name);
  if (any.kind === 'named') {
    const { reference } = any;
    const byName =
      reference.tag === undefined && reference.digest === undefined
        ? images.store.tags.inRepository(reference).filter(tag => !isDigested(tag))
        : [reference];
    const found = byName.flatMap(tag => {
      const id = images.store.tags.resolve(tag);
      return id === undefined ? [] : [{ id, tags: isDigested(tag) ? [] : [tag] }];
    });
    if (found.length > 0) return found;
  }
  const image = images.store.find(name);
  if (!image) throw noSuchImage(name);
  return [{ id: image.id, tags: [] }];
}

function parse(name: string): ReturnType<typeof parseAnyReference> {
  try {
    return parseAnyReference(name);
  } catch (error) {
    throw error instanceof InvalidReference ? invalid(error.message) : error;
  }
}
