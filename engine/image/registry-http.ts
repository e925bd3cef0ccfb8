import { encodeUtf8 } from '../core/utf8.js';
import { packedOf } from './layer.js';
import type { Credentials, Registry, RegistryImage } from './registry.js';
import { RegistryError } from './registry-error.js';

/** A request to a registry, as far as it matters. */
export interface RegistryRequest {
  readonly method: string;
  /** `/v2/library/alpine/manifests/latest` */
  readonly path: string;
  readonly credentials: Credentials | undefined;
}

export interface RegistryAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly lengthBytes: number;
  /** The body; empty for HEAD. */
  readonly body: Iterable<Uint8Array>;
}

/** Answers the reading half of the distribution API: what `curl` asks a registry, and what a pull needs. */
export function answerRegistry(registry: Registry, { method, path, credentials }: RegistryRequest): RegistryAnswer {
  if (!path.startsWith('/v2')) return plain(path === '/' ? 200 : 404, path === '/' ? '' : '404 page not found\n');
  try {
    registry.checkAccess(credentials);
  } catch (error) {
    if (error instanceof RegistryError) return unauthorized();
    throw error;
  }
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Method not allowed\n');
  const answer = read(registry, path, credentials);
  return method === 'HEAD' ? { ...answer, body: [] } : answer;
}

function read(registry: Registry, path: string, credentials: Credentials | undefined): RegistryAnswer {
  if (path === '/v2/' || path === '/v2') return jsonText(200, '{}');
  if (path === '/v2/_catalog') return jsonText(200, `${JSON.stringify({ repositories: registry.repositories() })}\n`);
  const [, name = '', kind = '', reference = ''] = /^\/v2\/(.+)\/(tags|manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
  if (name === '' || (kind === 'tags' && reference !== 'list')) return plain(404, '404 page not found\n');
  if (kind === 'manifests') return manifestAnswer(registry, name, reference, credentials);
  if (kind === 'blobs') return blobAnswer(registry.imagesIn(name), reference);
  if (!registry.hasRepository(name)) return problem(404, 'NAME_UNKNOWN', 'repository name not known to registry', { name });
  return jsonText(200, `${JSON.stringify({ name, tags: registry.tags(name, credentials) })}\n`);
}

function manifestAnswer(registry: Registry, name: string, reference: string, credentials: Credentials | undefined): RegistryAnswer {
  const wanted = reference.startsWith('sha256:') ? { digest: reference } : { tag: reference };
  try {
    const { manifest } = registry.pull(name, wanted, credentials);
    const headers = { 'Content-Type': manifest.mediaType, 'Docker-Content-Digest': manifest.digest, Etag: `"${manifest.digest}"` };
    return { status: 200, headers: { ...version, ...headers }, lengthBytes: manifest.sizeBytes, body: [encodeUtf8(manifest.text)] };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return problem(404, 'MANIFEST_UNKNOWN', 'manifest unknown', 'tag' in wanted ? { Tag: reference } : {});
  }
}

function blobAnswer(images: readonly RegistryImage[], digest: string): RegistryAnswer {
  const headers = { ...version, 'Content-Type': 'application/octet-stream', 'Docker-Content-Digest': digest, Etag: `"${digest}"` };
  for (const { config, layers } of images) {
    if (config.id === digest) return { status: 200, headers, lengthBytes: config.sizeBytes, body: [encodeUtf8(config.text)] };
    const layer = layers.find(({ packed }) => packed?.digest === digest);
    if (layer?.packed) return { status: 200, headers, lengthBytes: layer.packed.sizeBytes, body: packedOf(layer) };
  }
  return problem(404, 'BLOB_UNKNOWN', 'blob unknown to registry', { digest });
}

const version = { 'Docker-Distribution-Api-Version': 'registry/2.0' };

function unauthorized(): RegistryAnswer {
  const answer = problem(401, 'UNAUTHORIZED', 'authentication required', null);
  return { ...answer, headers: { ...answer.headers, 'Www-Authenticate': 'Basic realm="Registry Realm"' } };
}

function problem(status: number, code: string, message: string, detail: unknown): RegistryAnswer {
  return jsonText(status, `${JSON.stringify({ errors: [{ code, message, detail }] })}\n`);
}

function jsonText(status: number, text: string): RegistryAnswer {
  const bytes = encodeUtf8(text);
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...version }, lengthBytes: bytes.length, body: [bytes] };
}

function plain(status: number, text: string): RegistryAnswer {
  const bytes = encodeUtf8(text);
  return {
    status,
    headers: text === '' ? {} : { 'Content-Type': 'text/plain; charset=utf-8', ...version },
    lengthBytes: bytes.length,
    body: [bytes],
  };
}
