import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { ImageArchiveError } from '../../../image/archive-error.js';
import { digestOf, type Digest } from '../../../image/digest.js';
import { parseJson } from '../../../image/json-text.js';
import { limits } from '../../../image/limits.js';
import {
  INDEX_TYPES,
  MANIFEST_TYPE,
  OCI_MANIFEST_TYPE,
  readIndex,
  readManifest,
  type Descriptor,
  type SealedManifest,
} from '../../../image/manifest.js';
import type { Credentials } from '../../../image/registry.js';
import { RegistryError } from '../../../image/registry-error.js';
import { DaemonError } from '../../errors.js';
import { isObject } from '../../json.js';
import { authorization } from './authorization.js';
import type { Exchange, ExchangeAnswer, Transport } from './exchange.js';
import { TransportError } from './exchange.js';

/** A registry that is spoken to over HTTP, by the distribution specification. Throws RegistryError and DaemonError. */
export class RemoteRegistry {
  readonly domain: string;
  readonly #transport: Transport;
  readonly #credentials: Credentials | undefined;
  #authorization: string | undefined;
  #hasPinged = false;

  constructor(domain: string, transport: Transport, credentials: Credentials | undefined) {
    this.domain = domain;
    this.#transport = transport;
    this.#credentials = credentials;
  }

  /** Whether the registry takes these credentials, as `docker login` asks. */
  *login(): Task<void> {
    const answer = yield* this.#send({ method: 'GET', target: '/v2/', headers: {} });
    if (answer.status === 200) return;
    const again = answer.status === 401 ? yield* this.#authorized({ method: 'GET', target: '/v2/', headers: {} }, answer) : answer;
    if (again.status === 200) return;
    const status = again.status === 401 ? '401 Unauthorized' : again.reason;
    throw new DaemonError(
      again.status === 401 ? 'unauthorized' : 'system',
      `login attempt to http://${this.domain}/v2/ failed with status: ${status}`,
    );
  }

  /** The manifest under a tag or a digest, or that for this machine in an index. */
  *manifest(path: string, reference: string): Task<{ readonly top: Digest; readonly manifest: SealedManifest }> {
    const first = yield* this.#manifest(path, reference);
    let { digest, text, mediaType } = first;
    for (let depth = 0; INDEX_TYPES.includes(mediaType); depth++) {
      const entry = readIndex(parseJson(text)).find(({ platform }) => platform === undefined || platform === 'linux/amd64');
      if (!entry) throw new DaemonError('not-found', 'no matching manifest for linux/amd64 in the manifest list entries');
      if (depth === limits.indexDepth) throw new ImageArchiveError('drydock: indexes are nested too deeply');
      ({ digest, text, mediaType } = yield* this.#manifest(path, entry.digest));
    }
    const manifest = readManifest(text);
    if (manifest.digest !== digest) throw new ImageArchiveError(`manifest verification failed for digest ${digest}`);
    return { top: first.digest, manifest };
  }

  *#manifest(path: string, reference: string): Task<{ readonly digest: Digest; readonly text: string; readonly mediaType: string }> {
    const accept = [MANIFEST_TYPE, OCI_MANIFEST_TYPE, ...INDEX_TYPES].join(', ');
    const answer = yield* this.#ask({ method: 'GET', target: `/v2/${path}/manifests/${reference}`, headers: { Accept: accept } });
    if (answer.body.length > limits.manifestBytes) throw new ImageArchiveError('drydock: the manifest is too big');
    const digest = digestOf(answer.body);
    if (reference.startsWith('sha256:') && digest !== reference)
      throw new ImageArchiveError(`manifest verification failed for digest ${reference}`);
    const mediaType = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    return { digest, text: decodeUtf8(answer.body), mediaType };
  }

  *tags(path: string): Task<readonly string[]> {
    const { body } = yield* this.#ask({ method: 'GET', target: `/v2/${path}/tags/list`, headers: {} });
    const value = parseJson(decodeUtf8(body));
    const tags = isObject(value) ? value['tags'] : undefined;
    return Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : [];
  }

  /** The bytes under a digest, checked. */
  *blob(path: string, { digest }: Descriptor, moved?: (bytes: number) => Task<void>): Task<Uint8Array> {
    const { body } = yield* this.#ask({ method: 'GET', target: `/v2/${path}/blobs/${digest}`, headers: {} }, moved);
    if (digestOf(body) !== digest) throw new DaemonError('system', `filesystem layer verification failed for digest ${digest}`);
    return body;
  }

  *hasBlob(path: string, digest: Digest): Task<boolean> {
    const answer = yield* this.#try({ method: 'HEAD', target: `/v2/${path}/blobs/${digest}`, headers: {} });
    // Whether it may be sent is said with a text when it is.
    if (answer.status >= 500) throw this.#refused(answer);
    return answer.status === 200;
  }

  /** Has a blob taken over from another repository; false when it must be sent after all. */
  *mount(path: string, digest: Digest, from: string): Task<boolean> {
    const answer = yield* this.#ask({
      method: 'POST',
      target: `/v2/${path}/blobs/uploads/?mount=${digest}&from=${encodeURIComponent(from)}`,
      headers: {},
    });
    return answer.status === 201;
  }

  /** Sends a blob. */
  *upload(
    path: string,
    { digest, sizeBytes }: Descriptor,
    pieces: () => Iterable<Uint8Array>,
    moved?: (bytes: number) => Task<void>,
  ): Task<void> {
    const begun = yield* this.#ask({ method: 'POST', target: `/v2/${path}/blobs/uploads/`, headers: {} });
    const place = targetOf(begun);
    const sent = yield* this.#ask(
      { method: 'PATCH', target: place, headers: { 'Content-Type': 'application/octet-stream' }, body: { sizeBytes, pieces } },
      moved,
    );
    const next = targetOf(sent);
    yield* this.#ask({
      method: 'PUT',
      target: `${next}${next.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`,
      headers: {},
    });
  }

  *putManifest(path: string, tag: string, { mediaType, text }: SealedManifest): Task<void> {
    const bytes = encodeUtf8(text);
    const body = { sizeBytes: bytes.length, pieces: () => [bytes] };
    yield* this.#ask({ method: 'PUT', target: `/v2/${path}/manifests/${tag}`, headers: { 'Content-Type': mediaType }, body });
  }

  /** Asks, and throws what the registry refuses with. */
  *#ask(exchange: Exchange, moved?: (bytes: number) => Task<void>): Task<ExchangeAnswer> {
    const answer = yield* this.#try(exchange, moved);
    if (answer.status >= 400) throw this.#refused(answer);
    return answer;
  }

  /** Asks with credentials where they are wanted. The first question is for the registry itself. */
  *#try(exchange: Exchange, moved?: (bytes: number) => Task<void>): Task<ExchangeAnswer> {
    yield* this.ping();
    const answer = yield* this.#send(exchange, moved);
    return answer.status === 401 ? yield* this.#authorized(exchange, answer, moved) : answer;
  }

  /** Asks once whether there is a registry at all, and what it wants to see. */
  *ping(): Task<void> {
    if (this.#hasPinged) return;
    const exchange: Exchange = { method: 'GET', target: '/v2/', headers: {} };
    const answer = yield* this.#send(exchange);
    this.#hasPinged = true;
    if (answer.status === 401) yield* this.#authorized(exchange, answer);
  }

  *#authorized(exchange: Exchange, refused: ExchangeAnswer, moved?: (bytes: number) => Task<void>): Task<ExchangeAnswer> {
    const challenge = refused.headers.get('www-authenticate') ?? '';
    const value = yield* authorization(challenge, this.domain, this.#credentials, exchange, this.#transport);
    if (value === undefined || value === this.#authorization) return refused;
    this.#authorization = value;
    return yield* this.#send(exchange, moved);
  }

  *#send(exchange: Exchange, moved?: (bytes: number) => Task<void>): Task<ExchangeAnswer> {
    const headers = this.#authorization === undefined ? exchange.headers : { ...exchange.headers, Authorization: this.#authorization };
    try {
      return yield* this.#transport({ ...exchange, headers }, moved);
    } catch (error) {
      if (error instanceof TransportError) throw new DaemonError('system', error.message);
      throw error;
    }
  }

  /** What a refusal means: the registry says it in JSON; what says something else is no registry. */
  #refused({ status, reason, body }: ExchangeAnswer): Error {
    const text = decodeUtf8(body);
    const first = firstProblem(text);
    if (status === 401)
      return new RegistryError(
        this.#credentials ? 'bad-credentials' : 'no-credentials',
        this.#credentials ? 'unauthorized: authentication required' : 'no basic auth credentials',
      );
    if (first?.code === 'DENIED') return new RegistryError('denied', 'denied: requested access to the resource is denied');
    if (first?.code === 'MANIFEST_UNKNOWN' || first?.code === 'NAME_UNKNOWN' || (status === 404 && text === ''))
      return new RegistryError('manifest-unknown', 'manifest unknown: manifest unknown');
    if (first) return new DaemonError('system', `${first.code.toLowerCase().replaceAll('_', ' ')}: ${first.message}`);
    if (status >= 500) return new DaemonError('system', `received unexpected HTTP status: ${reason}`);
    return new DaemonError('system', `unknown: ${text}`);
  }
}

function firstProblem(text: string): { readonly code: string; readonly message: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const errors = isObject(value) ? value['errors'] : undefined;
    const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
    return isObject(first) && typeof first['code'] === 'string'
      ? { code: first['code'], message: typeof first['message'] === 'string' ? first['message'] : '' }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Path and query of where an upload goes on; registries may name themselves in it. */
function targetOf({ headers }: ExchangeAnswer): string {
  return (headers.get('location') ?? '').replace(/^https?:\/\/[^/]+/, '');
}
