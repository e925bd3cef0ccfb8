import { isTag, parseReference, withDefaultTag, formatReference, familiarName, type Reference } from '../../image/reference.js';
import type { ImageId } from '../../image/store.js';
import { ambiguousTag, asDaemonError, digestedTarget, invalidTag } from './errors.js';
import type { ImageService } from './service.js';

/** Reads the `repo` and `tag` of a request as one name with a tag. Throws what Docker says about bad ones. */
export function targetReference(repository: string, tag: string): Reference {
  let reference: Reference;
  try {
    reference = parseReference(repository);
  } catch (error) {
    throw asDaemonError(error);
  }
  if (reference.digest !== undefined) throw digestedTarget();
  if (tag !== '' && !isTag(tag)) throw invalidTag();
  return withDefaultTag(tag === '' ? reference : { ...reference, tag });
}

/** `docker tag`: gives an image one more name; an image that had the name loses it. */
export function tagImage(images: ImageService, typed: string, repository: string, tag: string): void {
  const target = targetReference(repository, tag);
  nameImage(images, images.findImage(typed).id, target);
}

/** Names an image and says so. */
export function nameImage(images: ImageService, id: ImageId, target: Reference): void {
  if (familiarName(target) === 'sha256') throw ambiguousTag();
  images.store.tags.set(target, id);
  images.store.markTagged(id, images.clock.now());
  images.emit('tag', id, formatReference(target), images.store.get(id));
}
