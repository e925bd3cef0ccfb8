import { layerBetween, type Snapshot } from '../../fs/snapshot.js';
import type { RunConfig } from '../../image/config.js';
import { deriveImage } from '../../image/derive.js';
import type { ImageId } from '../../image/store.js';
import { formatTime } from '../timestamps.js';
import type { ImageService } from './service.js';
import { nameImage, targetReference } from './tag.js';

export interface CommitRequest {
  /** The image of the container; undefined when it has none. */
  readonly baseId: ImageId | undefined;
  /** The files that the container began with, and those that it has now. */
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly config: RunConfig;
  /** The container's command, as `docker history` shows it. */
  readonly createdBy: string;
  readonly comment: string;
  readonly author: string;
  /** Where to put it; '' for an image without a name. */
  readonly repository: string;
  readonly tag: string;
}

/** `docker commit`: what a container changed, as a layer on top of its image. Returns the new image's id. */
export function commitImage(images: ImageService, request: CommitRequest): ImageId {
  const { baseId, before, after, config, createdBy, comment, author, repository, tag } = request;
  const target = repository === '' ? undefined : targetReference(repository, tag);
  const base = baseId === undefined ? undefined : images.store.get(baseId);
  const now = images.clock.now();
  const changes = layerBetween(before, after, Math.floor(images.clock.epochMsOf(now) / 1000));
  const { sealed, layers } = deriveImage({ base, config, changes, created: formatTime(images.clock, now), createdBy, comment, author });
  const image = images.store.add(sealed, layers, base?.id);
  if (target) nameImage(images, image.id, target);
  return image.id;
}
