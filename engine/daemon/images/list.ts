import { largestOf, smallestOf } from '../../core/extremes.js';
import type { Reference } from '../../image/reference.js';
import { familiarName, formatReference } from '../../image/reference.js';
import type { StoredImage } from '../../image/store.js';
import { isDigested } from '../../image/tags.js';
import { failed } from '../errors.js';
import { parseTime } from '../timestamps.js';
import { booleanFilter, checkFilters, hasLabels, type Filters } from './filters.js';
import { pathMatch } from './path-match.js';
import type { ImageService } from './service.js';
import { momentOf } from './until.js';

/** A row of `docker images`, one for all names of an image. */
export interface ImageSummary {
  readonly Containers: number;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly Id: string;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly ParentId: string;
  readonly RepoDigests: readonly string[];
  readonly RepoTags: readonly string[];
  /** -1 when it was not asked for. */
  readonly SharedSize: number;
  readonly Size: number;
}

export interface ListOptions {
  /** Also the images that others were made of. */
  readonly all: boolean;
  readonly filters: Filters;
  readonly sharedSize?: boolean;
}

const known = ['dangling', 'label', 'label!', 'before', 'since', 'reference', 'until'];

/** The answer to `GET /images/json`, the newest first (moby daemon/images/images.go). */
export function listImages(images: ImageService, { all, filters, sharedSize = false }: ListOptions): readonly ImageSummary[] {
  checkFilters(filters, known);
  const dangling = booleanFilter(filters, 'dangling');
  const wanted = images.store.all().filter(timeFilter(images, filters));
  const rows = wanted.flatMap((image): ImageSummary[] => {
    const { Labels: labels } = image.config.config;
    if (!hasLabels(labels, filters.get('label') ?? [])) return [];
    if (filters.has('label!') && hasLabels(labels, filters.get('label!') ?? [])) return [];
    const names = images.store.tags.of(image.id).filter(name => matchesReference(name, filters.get('reference')));
    const isInner = images.store.children(image.id).length > 0;
    if (names.length === 0 && ((isInner && (!all || dangling === true)) || dangling === false || filters.has('reference'))) return [];
    if (names.some(name => !isDigested(name)) && dangling === true) return [];
    return [summarise(images, image, names, sharedSize)];
  });
  // The host's own images of one second come in the order in which they were made.
  return rows.toReversed().sort((a, b) => created(images, b) - created(images, a));
}

function created(images: ImageService, { Id }: ImageSummary): number {
  return parseTime(images.store.get(Id)?.config.created ?? '') ?? 0;
}

function summarise(images: ImageService, image: StoredImage, names: readonly Reference[], sharedSize: boolean): ImageSummary {
  const { totalBytes, sharedBytes } = images.store.sizes(image.id);
  const { Labels: labels } = image.config.config;
  return {
    Containers: -1,
    Created: Math.floor((parseTime(image.config.created) ?? 0) / 1000),
    Id: image.id,
    Labels: labels && Object.keys(labels).length > 0 ? labels : null,
    ParentId: image.parent ?? '',
    RepoDigests: names.filter(isDigested).map(formatReference),
    RepoTags: names.filter(name => !isDigested(name)).map(formatReference),
    SharedSize: sharedSize ? sharedBytes : -1,
    Size: totalBytes,
  };
}

/** The `before`, `since` and `until` filters. */
function timeFilter(images: ImageService, filters: Filters): (image: StoredImage) => boolean {
  const timeOf = (image: StoredImage): number => parseTime(image.config.created) ?? 0;
  const before = (filters.get('before') ?? []).map(name => timeOf(images.findImage(name)));
  const until = (filters.get('until') ?? []).map(value => momentOf(images.clock, value));
  const since = (filters.get('since') ?? []).map(name => timeOf(images.findImage(name)));
  const latest = smallestOf([...before, ...until]);
  const earliest = largestOf(since);
  return image => timeOf(image) < latest && timeOf(image) > earliest;
}

/** A pattern is for the name with its tag, or for the repository alone. */
function matchesReference(name: Reference, patterns: readonly string[] | undefined): boolean {
  if (!patterns) return true;
  return patterns.some(pattern => {
    const whole = pathMatch(pattern, formatReference(name));
    if (whole === undefined) throw failed('syntax error in pattern');
    return whole || pathMatch(pattern, familiarName(name)) === true;
  });
}
