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
import { DaemonError } from '../../errors.js';
import { isObject } from '../../json.js';
import { authorization, isSameHost } from './authorization.js';
import type { Exchange, ExchangeAnswer, Transport } from './exchange.js';
import { TransportError } from './exchange.js';
import { refusalOf, RemoteFailure } from './refusal.js';

const MAX_REDIRECTS = 10;
const accepted: readonly string[] = [MANIFEST_TYPE, OCI_MANIFEST_TYPE, ...INDEX_TYPES];

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
    const answer = yield* this.#ask({
      method: 'GET',
      target: `/v2/${path}/manifests/${reference}`,
      headers: { Accept: accepted.join(', ') },
    });
    if (answer.body.length > limits.manifestBytes) throw new ImageArchiveError('drydock: the manifest is too big');
    const digest = digestOf(answer.body);
    if (reference.startsWith('sha256:') && digest !== reference)
      throw new ImageArchiveError(`manifest verification failed for digest ${reference}`);
    const mediaType = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    if (mediaType === '') throw new DaemonError('system', 'missing or empty Content-Type header');
    if (!accepted.includes(mediaType)) checkUnmarked(answer.body);
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
    const exchange: Exchange = { method: 'GET', target: `/v2/${path}/blobs/${digest}`, headers: {} };
    let answer = yield* this.#try(exchange, moved);
    // dockerd asks for the size first, and takes no notice when only that fails.
    if (answer.status >= 500) answer = yield* this.#try(exchange, moved);
    if (answer.status >= 400) throw refusalOf(answer, 'blob', this.#credentials !== undefined);
    if (digestOf(answer.body) !== digest)
      throw new RemoteFailure(`filesystem layer verification failed for digest ${digest}`, { isFinal: true });
    return answer.body;
  }

  *hasBlob(path: string, digest: Digest): Task<boolean> {
    const answer = yield* this.#try({ method: 'HEAD', target: `/v2/${path}/blobs/${digest}`, headers: {} });
    // Whether it may be sent is said with a text when it is.
    if (answer.status >= 500) throw refusalOf(answer, 'other', this.#credentials !== undefined);
    return answer.status === 200;
  }

  /** Has a blob taken over from another repository; false when it must be sent after all. */
  *mount(path: string, digest: Digest, from: string): Task<boolean> {
    const target = `/v2/${path}/blobs/uploads/?mount=${digest}&from=${encodeURIComponent(from)}`;
    // What goes wrong here is met again when the blob is sent.
    return (yield* this.#try({ method: 'POST', target, headers: {} })).status === 201;
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
    if (answer.status >= 400) throw refusalOf(answer, 'other', this.#credentials !== undefined);
    return answer;
  }

  /** Asks with credentials where they are wanted, and where the registry sends on to. The first question is for the registry itself. */
  *#try(exchange: Exchange, moved?: (bytes: number) => Task<void>): Task<ExchangeAnswer> {
    yield* this.ping();
    let target = exchange.target;
    for (let redirects = 0; ; redirects++) {
      const next = { ...exchange, target };
      const first = yield* this.#send(next, moved);
      const answer = first.status === 401 ? yield* this.#authorized(next, first, moved) : first;
      const place =
        exchange.method === 'GET' && [301, 302, 303, 307, 308].includes(answer.status) ? answer.headers.get('location') : undefined;
      if (place === undefined) return answer;
      if (redirects === MAX_REDIRECTS) throw new RemoteFailure(`stopped after ${String(MAX_REDIRECTS)} redirects`, { isFinal: false });
      target = this.#redirected(place);
    }
  }

  /** Path and query of a place that a registry sends on to. Others than the registry itself are not asked. */
  #redirected(place: string): string {
    const [, host, target = '/'] = /^https?:\/\/([^/]+)(\/.*)?$/.exec(place) ?? [];
    if (host === undefined) return place;
    if (isSameHost(host, this.domain)) return target;
    throw new RemoteFailure(`drydock: ${this.domain} sends on to ${host}, which is not allowed`, { isFinal: true });
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
      // dockerd asks for a manifest's headers first.
      const isHead = exchange.target.includes('/manifests/') && exchange.method === 'GET';
      if (error instanceof TransportError)
        throw new RemoteFailure(isHead ? error.message.replace(/^Get /, 'Head ') : error.message, { isFinal: false });
      throw error;
    }
  }
}

/** What has not the type of a manifest must be JSON at least. Throws DaemonError. */
function checkUnmarked(body: Uint8Array): void {
  try {
    parseJson(decodeUtf8(body));
  } catch (error) {
    throw error instanceof ImageArchiveError ? new DaemonError('system', `error unmarshalling content: ${error.message}`) : error;
  }
}

/** Path and query of where an upload goes on; registries may name themselves in it. */
function targetOf({ headers }: ExchangeAnswer): string {
  return (headers.get('location') ?? '').replace(/^https?:\/\/[^/]+/, '');
}
