import type { Platform } from '../../core/platform.js';
import { hexOf } from '../../image/digest.js';
import { formatReference, parseReference, repositoryOf, withDefaultTag, type Reference } from '../../image/reference.js';
import type { StoredImage } from '../../image/store.js';
import { isDigested } from '../../image/tags.js';
import { cannotDelete, referenceInUse } from './errors.js';
import { onPlatform } from './platform.js';
import type { ImageService } from './service.js';

export type Removal = { readonly Untagged: string } | { readonly Deleted: string };

export interface RemoveOptions {
  readonly force: boolean;
  /** Also remove the untagged images that this one was made of. */
  readonly prune: boolean;
  /** Only what is for one of these; none: for any. */
  readonly platforms?: readonly Platform[];
}

/**
 * `docker rmi`, by the rules of moby daemon/images/image_delete.go: a name is taken away while others remain; with the last
 * one the image goes, unless a container or another image needs it.
 */
export function removeImage(images: ImageService, typed: string, { force, prune, platforms = [] }: RemoveOptions): readonly Removal[] {
  const image = images.findImage(typed);
  for (const platform of platforms) onPlatform(image, typed, platform);
  const removals: Removal[] = [];
  const names = images.store.tags.of(image.id);
  if (!isIdPrefix(image.id, typed)) {
    const user = force || !isSingleReference(names) ? undefined : images.host.containersUsing(image.id)[0];
    if (user) throw referenceInUse(typed, user.id, image.id);
    removals.push(...untagTyped(images, image, typed));
    if (images.store.tags.of(image.id).length > 0) return removals;
    return removeUnnamed(images, image, { force, prune, quiet: true }, removals);
  }
  if (isSingleReference(names)) {
    checkConflict(images, image, { soft: !force, references: false });
    for (const name of names) removals.push(untag(images, image, name));
  }
  return removeUnnamed(images, image, { force, prune, quiet: false }, removals);
}

function isIdPrefix(id: string, typed: string): boolean {
  return id.startsWith(typed) || hexOf(id).startsWith(typed);
}

/** One tag at most, and digests of its repository only. */
function isSingleReference(names: readonly Reference[]): boolean {
  const tags = names.filter(name => !isDigested(name));
  if (names.length <= 1) return true;
  if (tags.length > 1) return false;
  const repositories = new Set(names.map(repositoryOf));
  return repositories.size === 1;
}

/** Takes the typed name away, and the digests of its repository when that was its last tag. */
function untagTyped(images: ImageService, image: StoredImage, typed: string): readonly Removal[] {
  const parsed = parseReference(typed);
  const name = parsed.digest === undefined ? withDefaultTag(parsed) : { ...parsed, tag: undefined };
  const removals = [untag(images, image, name)];
  if (isDigested(name)) return removals;
  const siblings = images.store.tags.of(image.id).filter(other => repositoryOf(other) === repositoryOf(name));
  if (siblings.every(isDigested)) for (const sibling of siblings) removals.push(untagQuietly(images, sibling));
  return removals;
}

function untag(images: ImageService, image: StoredImage, name: Reference): Removal {
  const removal = untagQuietly(images, name);
  images.emit('untag', image.id, image.id, image);
  return removal;
}

function untagQuietly(images: ImageService, name: Reference): Removal {
  images.store.tags.delete(name);
  return { Untagged: formatReference(name) };
}

/** Deletes an image that should have no names left, then what it was made of. */
function removeUnnamed(
  images: ImageService,
  image: StoredImage,
  options: RemoveOptions & { readonly quiet: boolean },
  removals: Removal[],
): readonly Removal[] {
  const { force, prune, quiet } = options;
  try {
    checkConflict(images, image, { soft: !force, references: !force });
  } catch (error) {
    if (quiet && (!isDangling(images, image) || images.host.containersUsing(image.id).length > 0)) return removals;
    throw error;
  }
  for (const name of images.store.tags.of(image.id)) removals.push(untag(images, image, name));
  const kept = images.host.containersUsing(image.id).length > 0;
  const released = images.store.delete(image.id);
  images.emit('delete', image.id, image.id, image);
  removals.push({ Deleted: image.id });
  // A container that was stopped keeps the layers below its own.
  if (!kept) removals.push(...released.map(chainId => ({ Deleted: chainId })));
  const parent = image.parent === undefined ? undefined : images.store.get(image.parent);
  if (!prune || !parent) return removals;
  return removeUnnamed(images, parent, { force: false, prune: true, quiet: true }, removals);
}

function isDangling(images: ImageService, { id }: StoredImage): boolean {
  return images.store.tags.of(id).length === 0 && images.store.children(id).length === 0;
}

/** Throws for what stands in the way: children and running containers always, names and stopped containers unless forced. */
function checkConflict(
  images: ImageService,
  { id }: StoredImage,
  { soft, references }: { readonly soft: boolean; readonly references: boolean },
): void {
  const uses = images.host.containersUsing(id);
  const [running] = uses.filter(({ isRunning }) => isRunning);
  const [stopped] = uses.filter(({ isRunning }) => !isRunning);
  if (images.store.children(id).length > 0) throw cannotDelete(id, true, 'image has dependent child images');
  if (running) throw cannotDelete(id, true, `image is being used by running container ${running.id.slice(0, 12)}`);
  if (references && images.store.tags.of(id).length > 0) throw cannotDelete(id, false, 'image is referenced in multiple repositories');
  if (soft && stopped) throw cannotDelete(id, false, `image is being used by stopped container ${stopped.id.slice(0, 12)}`);
}
