import { familiarName, formatReference, isTag, parseReference, type Reference } from '../../image/reference.js';
import type { Registry } from '../../image/registry.js';
import { RegistryError } from '../../image/registry-error.js';
import { DaemonError, invalid } from '../errors.js';
import { asDaemonError, invalidTag, manifestUnknown, pullDenied } from './errors.js';
import type { ImageService } from './service.js';

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

/** The registry that a name leads to. Throws what Go's HTTP client says when nobody answers there. */
export function reachRegistry(images: ImageService, domain: string): Registry {
  const registry = images.registry(domain);
  if (registry) return registry;
  throw new DaemonError('system', unreachable(domain));
}

/** Registries on this machine are asked over plain HTTP; all others over HTTPS, and nobody knows their names here. */
export function unreachable(domain: string): string {
  const [host = '', port] = domain.split(':');
  const url = `${registryUrl(domain)}/v2/`;
  if (isLocal(domain))
    return `Get "${url}": dial tcp ${host === 'localhost' ? '127.0.0.1' : host}:${port ?? '80'}: connect: connection refused`;
  return `Get "${url}": dial tcp: lookup ${host} on 8.8.8.8:53: no such host`;
}

function isLocal(domain: string): boolean {
  return domain === 'localhost' || domain.startsWith('localhost:') || domain.startsWith('127.');
}

export function registryUrl(domain: string): string {
  if (domain === 'docker.io') return 'https://registry-1.docker.io';
  return `${isLocal(domain) ? 'http' : 'https'}://${domain}`;
}

/** What the daemon says when a registry refuses a pull (moby distribution/errors.go). */
export function pullError(error: unknown, reference: Reference): unknown {
  if (!(error instanceof RegistryError)) return error;
  const manifest = `${registryUrl(reference.domain)}/v2/${reference.path}/manifests/${reference.digest ?? reference.tag ?? ''}`;
  switch (error.failure) {
    case 'denied':
      return pullDenied(familiarName(reference));
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
