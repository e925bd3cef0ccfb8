import type { Platform } from '../../core/platform.js';
import { formatReference } from '../../image/reference.js';
import type { ImageId } from '../../image/store.js';
import { isDigested } from '../../image/tags.js';
import { parseTime } from '../timestamps.js';
import { onPlatform } from './platform.js';
import type { ImageService } from './service.js';

export interface HistoryLine {
  readonly Comment: string;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Id: string;
  readonly Size: number;
  readonly Tags: readonly string[] | null;
}

/** The answer to `GET /images/{name}/history`: the steps of an image, the last first, with the ids that this host knows. */
export function imageHistory(images: ImageService, typed: string, platform?: Platform): readonly HistoryLine[] {
  const image = onPlatform(images.findImage(typed), typed, platform);
  const ids = images.ancestors(image.id);
  let layer = 0;
  const sizes = image.config.history.map(({ empty_layer }) => (empty_layer ? 0 : (image.layers[layer++]?.sizeBytes ?? 0)));
  return image.config.history
    .map(({ created, created_by = '', comment = '' }, index) => ({ created, created_by, comment, size: sizes[index] ?? 0 }))
    .toReversed()
    .map(({ created, created_by, comment, size }, index) => ({
      Comment: comment,
      Created: Math.floor((parseTime(created) ?? 0) / 1000),
      CreatedBy: created_by,
      Id: ids[index] ?? '<missing>',
      Size: size,
      Tags: tagsOf(images, ids[index]),
    }));
}

function tagsOf(images: ImageService, id: ImageId | undefined): readonly string[] | null {
  if (id === undefined) return null;
  const tags = images.store.tags.of(id).filter(name => !isDigested(name));
  return tags.length === 0 ? null : tags.map(formatReference);
}
