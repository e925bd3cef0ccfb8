import { isDigested } from '../../image/tags.js';
import type { StoredImage } from '../../image/store.js';
import { DaemonError, invalid } from '../errors.js';
import { parseTime } from '../timestamps.js';
import { booleanFilter, checkFilters, hasLabels, type Filters } from './filters.js';
import { removeImage, type Removal } from './remove.js';
import type { ImageService } from './service.js';
import { momentOf } from './until.js';
import { formatReference } from '../../image/reference.js';

export interface PruneReport {
  readonly ImagesDeleted: readonly Removal[] | null;
  readonly SpaceReclaimed: number;
}

/** `docker image prune`: untagged images that nobody uses; with `dangling=false`, all that no container uses. */
export function pruneImages(images: ImageService, filters: Filters): PruneReport {
  checkFilters(filters, ['dangling', 'label', 'label!', 'until']);
  const danglingOnly = booleanFilter(filters, 'dangling') ?? true;
  const [until = Infinity, ...more] = (filters.get('until') ?? []).map(value => momentOf(images.clock, value));
  if (more.length > 0) throw invalid('more than one until filter specified');
  const before = images.store.layersBytes();
  const removals = images.store
    .all()
    .filter(image => isUnused(images, image, danglingOnly) && (parseTime(image.config.created) ?? 0) < until && labelsFit(image, filters))
    .flatMap(image => pruneOne(images, image));
  const report = { ImagesDeleted: removals.length === 0 ? null : removals, SpaceReclaimed: before - images.store.layersBytes() };
  images.host.emit('prune', '', { reclaimed: String(report.SpaceReclaimed) });
  return report;
}

/** What nobody needs: without names, nor images made of it; or, when all are meant, with names that can be taken away (pruneOne sees to that). */
function isUnused(images: ImageService, { id }: StoredImage, danglingOnly: boolean): boolean {
  const names = images.store.tags.of(id);
  if (names.length === 0 && images.store.children(id).length > 0) return false;
  return !danglingOnly || names.every(isDigested);
}

function labelsFit({ config }: StoredImage, filters: Filters): boolean {
  const { Labels: labels } = config.config;
  return hasLabels(labels, filters.get('label') ?? []) && !(filters.has('label!') && hasLabels(labels, filters.get('label!') ?? []));
}

/** Removes an image by each of its names, so that all of them are listed; what has come into use meanwhile stays. */
function pruneOne(images: ImageService, { id }: StoredImage): readonly Removal[] {
  const names = images.store.tags.of(id).map(formatReference);
  return [...names, ...(names.length === 0 ? [id] : [])].flatMap(name => {
    try {
      return images.store.find(name) ? removeImage(images, name, { force: false, prune: true }) : [];
    } catch (error) {
      if (error instanceof DaemonError) return [];
      throw error;
    }
  });
}
