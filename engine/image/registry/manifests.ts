import { concatBytes } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { ImageArchiveError } from '../archive-error.js';
import { digestOf, isDigest, type Digest } from '../digest.js';
import { parseJson } from '../json-text.js';
import { limits } from '../limits.js';
import { INDEX_TYPES, MANIFEST_TYPE, OCI_MANIFEST_TYPE, readIndex, readManifest } from '../manifest.js';
import { isTag } from '../reference.js';
import type { RawManifest } from '../registry.js';
import { apiVersion, emptyAnswer, problem, type RegistryAnswer } from './answers.js';
import { isRead, originOf, problemMethod, type RepositoryCall } from './call.js';

/** `/v2/NAME/manifests/TAG-OR-DIGEST` */
export function* manifestRequest(call: RepositoryCall): Task<RegistryAnswer> {
  const { request, reference } = call;
  if (!isDigest(reference) && !isTag(reference)) return problem('TAG_INVALID', {});
  if (isRead(request)) return yield* read(call);
  if (request.method === 'PUT') return yield* write(call);
  return request.method === 'DELETE' ? yield* remove(call) : problemMethod();
}

function* read({ rules, repository, reference }: RepositoryCall): Task<RegistryAnswer> {
  const manifest = yield* rules.storage.manifest(repository, reference);
  if (!manifest) {
    const detail = isDigest(reference) ? { Name: repository, Revision: reference } : { Tag: reference };
    return problem('MANIFEST_UNKNOWN', detail);
  }
  const { mediaType, digest, bytes } = manifest;
  const headers = { ...apiVersion, 'Content-Type': mediaType, 'Docker-Content-Digest': digest, Etag: `"${digest}"` };
  return { status: 200, headers, lengthBytes: bytes.length, send: send => send(bytes) };
}

function* write(call: RepositoryCall): Task<RegistryAnswer> {
  const { rules, request, repository, reference } = call;
  const bytes = yield* readBody(request.body);
  if (!bytes) return problem('MANIFEST_INVALID', 'manifest too big');
  const digest = digestOf(bytes);
  if (isDigest(reference) && reference !== digest) return problem('DIGEST_INVALID', {});
  let parsed: Parsed;
  try {
    parsed = parse(bytes, request.headers.get('content-type')?.split(';')[0]?.trim() ?? '');
  } catch (error) {
    if (error instanceof ImageArchiveError) return problem('MANIFEST_INVALID', {});
    throw error;
  }
  const missing = yield* firstMissing(call, parsed);
  if (missing !== undefined) return problem('MANIFEST_BLOB_UNKNOWN', missing);
  const manifest: RawManifest = { mediaType: parsed.mediaType, digest, bytes };
  yield* rules.storage.putManifest(repository, manifest, isDigest(reference) ? undefined : reference);
  return emptyAnswer(201, { 'Docker-Content-Digest': digest, Location: `${originOf(call)}/v2/${repository}/manifests/${digest}` });
}

interface Parsed {
  readonly mediaType: string;
  readonly blobs: readonly Digest[];
  readonly manifests: readonly Digest[];
}

function parse(bytes: Uint8Array, contentType: string): Parsed {
  const text = decodeUtf8(bytes);
  if (INDEX_TYPES.includes(contentType))
    return { mediaType: contentType, blobs: [], manifests: readIndex(parseJson(text)).map(({ digest }) => digest) };
  if (contentType !== MANIFEST_TYPE && contentType !== OCI_MANIFEST_TYPE) throw new ImageArchiveError('unsupported manifest');
  const { mediaType, config, layers } = readManifest(text);
  if (mediaType !== contentType) throw new ImageArchiveError('mismatched media type');
  return { mediaType, blobs: [config, ...layers].map(({ digest }) => digest), manifests: [] };
}

/** What a manifest names must be there before it. */
function* firstMissing({ rules: { storage }, repository }: RepositoryCall, { blobs, manifests }: Parsed): Task<Digest | undefined> {
  for (const digest of blobs) if (!(yield* storage.blob(repository, digest))) return digest;
  for (const digest of manifests) if (!(yield* storage.manifest(repository, digest))) return digest;
  return undefined;
}

function* remove({ rules, repository, reference }: RepositoryCall): Task<RegistryAnswer> {
  if (!isDigest(reference)) return problem('DIGEST_INVALID');
  if (!rules.deletes) return problem('UNSUPPORTED');
  const isGone = yield* rules.storage.deleteManifest(repository, reference);
  return isGone ? emptyAnswer(202, {}) : problem('MANIFEST_UNKNOWN');
}

/** A whole body that is small; undefined when it is not. */
function* readBody(next: () => Task<Uint8Array>): Task<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let piece = yield* next(); piece.length > 0; piece = yield* next()) {
    length += piece.length;
    if (length > limits.manifestBytes) return undefined;
    pieces.push(piece);
  }
  return concatBytes(pieces);
}
