import type { Duplex } from '../../core/duplex.js';
import type { Platform } from '../../core/platform.js';
import { readAll } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { ArchiveError, decodeTar } from '../../fs/tar.js';
import type { RunConfig } from '../../image/config.js';
import { ImageArchiveError } from '../../image/archive-error.js';
import { deriveImage } from '../../image/derive.js';
import { unpacked } from '../../image/layer-blob.js';
import type { ImageId } from '../../image/store.js';
import { failed } from '../errors.js';
import { formatTime } from '../timestamps.js';
import { unexpectedEnd } from './errors.js';
import type { ImageService } from './service.js';
import { nameImage, targetReference } from './tag.js';

const MAX_ARCHIVE_BYTES = 2 ** 31;

export interface ImportRequest {
  readonly source: Duplex | Uint8Array;
  /** Where it comes from: an address, or `-`. */
  readonly origin: string;
  /** '' for an image without a name. */
  readonly repository: string;
  readonly tag: string;
  readonly message: string;
  readonly config: RunConfig;
  readonly platform?: Platform | undefined;
}

/** `docker import`: an archive of files becomes an image of one layer. Returns its id. */
export function* importImage(
  images: ImageService,
  { source, origin, repository, tag, message, config, platform }: ImportRequest,
): Task<ImageId> {
  const target = repository === '' ? undefined : targetReference(repository, tag);
  const bytes = source instanceof Uint8Array ? source : yield* readAll(source, MAX_ARCHIVE_BYTES);
  const created = formatTime(images.clock, images.clock.now());
  const comment = message === '' ? `Imported from ${origin}` : message;
  const changes = read(bytes);
  const { sealed, layers } = deriveImage({ base: undefined, platform, config, changes, created, createdBy: '', comment });
  const image = images.store.add(sealed, layers);
  images.emit('import', image.id, image.id, image);
  if (target) nameImage(images, image.id, target);
  return image.id;
}

function read(bytes: Uint8Array): ReturnType<typeof decodeTar> {
  try {
    return decodeTar(unpacked(bytes, MAX_ARCHIVE_BYTES));
  } catch (error) {
    if (error instanceof ImageArchiveError) throw failed(error.message);
    if (!(error instanceof ArchiveError)) throw error;
    throw error.message === 'unexpected EOF' ? unexpectedEnd() : failed(error.message);
  }
}
