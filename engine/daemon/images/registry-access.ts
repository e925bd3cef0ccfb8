import { familiarName, formatReference, isTag, parseReference, type Reference } from '../../image/reference.js';
import { RegistryError } from '../../image/registry-error.js';
import { DaemonError, invalid } from '../errors.js';
import { asDaemonError, invalidTag, manifestUnknown, pullDenied } from './errors.js';
import { isLocalName } from './remote/simulated-transport.js';

/** Reads `fromImage` and `tag` of a pull: the tag may be a digest; without either, the whole repository is meant. */
export function pullReference(name: string, tag: string): Reference {
  const reference = parsed(name);
  if (tag.startsWith('sha256:')) return parsed(`${formatReference({ ...reference, tag: undefined, digest: undefined })}@${tag}`);
  if (tag !== '' && !isTag(tag)) throw invalidTag();
  return tag === '' ? reference : { ...reference, tag };
}

/** Reads the name and the `tag` of a push; without a tag, all tags are meant. */
export function pushReference(name: string, tag: string): Reference {
  const reference = parsed(name);
  if (tag !== '' && !isTag(tag)) throw invalidTag();
  return { ...reference, tag: tag === '' ? undefined : tag, digest: undefined };
}

function parsed(text: string): Reference {
  try {
    return parseReference(text);
  } catch (error) {
    throw asDaemonError(error);
  }
}

export function registryUrl(domain: string): string {
  if (domain === 'docker.io') return 'https://registry-1.docker.io';
  return `${isLocalName(domain) ? 'http' : 'https'}://${domain}`;
}

/** What the daemon says when a registry refuses a pull (moby distribution/errors.go). */
export function pullError(error: unknown, reference: Reference): unknown {
  if (!(error instanceof RegistryError)) return error;
  const manifest = `${registryUrl(reference.domain)}/v2/${reference.path}/manifests/${reference.digest ?? reference.tag ?? ''}`;
  switch (error.failure) {
    case 'denied':
      return pullDenied(familiarName(reference), error.message);
    case 'manifest-unknown':
      return manifestUnknown(formatReference(reference));
    case 'no-credentials':
      return new DaemonError('system', `Head "${manifest}": ${error.message}`);
    case 'bad-credentials':
      // The Hub's token service refuses before the registry is asked; a registry of one's own answers itself.
      return new DaemonError('unauthorized', reference.domain === 'docker.io' ? `Head "${manifest}": ${error.message}` : error.message);
    case 'unreachable':
      return invalid(error.message);
  }
}
