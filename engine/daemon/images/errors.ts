import { InvalidReference, formatReference, parseAnyReference, withDefaultTag } from '../../image/reference.js';
import { shortId, type Digest } from '../../image/digest.js';
import { DaemonError, invalid, noSuchImage } from '../errors.js';

/** What a user typed leads to no image; Docker answers with the name as it understood it. */
export function noImage(typed: string): DaemonError {
  const any = parseAnyReference(typed);
  return noSuchImage(any.kind === 'id' ? any.id : formatReference(withDefaultTag(any.reference)));
}

/** A name that is none, as the daemon's error; other errors pass. */
export function asDaemonError(error: unknown): unknown {
  return error instanceof InvalidReference ? invalid(error.message) : error;
}

const conflict = (message: string): DaemonError => new DaemonError('conflict', message);

export const referenceInUse = (typed: string, container: string, image: Digest): DaemonError =>
  conflict(
    `conflict: unable to remove repository reference "${typed}" (must force) - container ${shortId(container)} is using its referenced image ${shortId(image)}`,
  );
export const cannotDelete = (image: Digest, isHard: boolean, reason: string): DaemonError =>
  conflict(`conflict: unable to delete ${shortId(image)} (${isHard ? 'cannot be forced' : 'must be forced'}) - ${reason}`);

export const invalidTag = (): DaemonError => invalid('invalid tag format');
export const digestedTarget = (): DaemonError => invalid('cannot import digest reference');
export const ambiguousTag = (): DaemonError => invalid('refusing to create an ambiguous tag using digest algorithm as name');
export const badFilterValue = (name: string, values: readonly string[]): DaemonError =>
  invalid(`invalid filter '${name}=[${values.join(' ')}]'`);

// ── registries ───────────────────────────────────────────────────────────────────────────────────────────────────────
export const manifestUnknown = (reference: string): DaemonError =>
  new DaemonError('not-found', `manifest for ${reference} not found: manifest unknown: manifest unknown`);
export const pullDenied = (name: string, reason: string): DaemonError =>
  new DaemonError('not-found', `pull access denied for ${name}, repository does not exist or may require 'docker login': ${reason}`);
export const notLocal = (name: string): string => `An image does not exist locally with the tag: ${name}`;
export const noSuchTag = (reference: string): string => `tag does not exist: ${reference}`;

// ── archives ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const unexpectedEnd = (): DaemonError => new DaemonError('system', 'unexpected EOF');
