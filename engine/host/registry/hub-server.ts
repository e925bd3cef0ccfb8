import { READY, RESCHEDULE, type Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { decodeBase64 } from '../../image/base64.js';
import { createHub } from '../../image/hub.js';
import { answerRegistry } from '../../image/registry/protocol.js';
import { jsonAnswer, unauthorized, type RegistryAnswer } from '../../image/registry/answers.js';
import { MemoryStorage } from '../../image/registry/memory-storage.js';
import { RegistryError } from '../../image/registry-error.js';
import type { Credentials, Registry } from '../../image/registry.js';
import type { Account } from '../journal.js';

/** A request from outside. Names of headers are in small letters. */
export interface HubRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
  /** The next bytes of the body; empty at its end. */
  readonly read: () => Promise<Uint8Array>;
}

export interface HubAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly lengthBytes: number;
  readonly pieces: Iterable<Uint8Array>;
}

const MAX_TOKENS = 1000;

/**
 * The hub for programs of the real machine: all images of the catalogue, and what accounts push, kept in memory. It hands out tokens as the
 * token service of Docker Hub does.
 */
export class HubServer {
  readonly #hub: Registry;
  readonly #storage: MemoryStorage;
  readonly #newId: () => string;
  /** Who each token stands for; nobody in particular is undefined. */
  readonly #tokens = new Map<string, Credentials | undefined>();

  /** `newId` must be hard to guess: it names tokens. */
  constructor({ accounts, newId }: { readonly accounts: readonly Account[]; readonly newId: () => string }) {
    this.#hub = createHub(accounts.map(({ name, password }) => ({ username: name, password })));
    this.#storage = new MemoryStorage(this.#hub, newId);
    this.#newId = newId;
  }

  async answer(request: HubRequest): Promise<HubAnswer> {
    const { method, target, headers, read } = request;
    if (target.split('?')[0] === '/token') return whole(this.#token(basicCredentials(headers)));
    const identity = this.#identify(headers);
    if (!identity) return whole(unauthorized(challenge(request)));
    const rules = { storage: this.#storage, authorize: this.#hub.authorize, challenge: challenge(request), deletes: true };
    const inbox: Uint8Array[] = [];
    const body = function* (): Task<Uint8Array> {
      // The loop below fetches what is asked for before it goes on.
      yield RESCHEDULE;
      return inbox.shift() ?? new Uint8Array(0);
    };
    const task = answerRegistry(rules, { method, target, headers, body, credentials: identity.credentials });
    for (let step = task.next(READY); ; step = task.next(READY)) {
      if (step.done) return whole(step.value);
      inbox.push(await read());
    }
  }

  /** Exchanges a name and a password for a token; without them, for one that allows what everybody may do. */
  #token(credentials: Credentials | undefined): RegistryAnswer {
    try {
      if (credentials) this.#hub.login(credentials);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      return jsonAnswer(401, { details: 'incorrect username or password' });
    }
    for (const old of [...this.#tokens.keys()].slice(0, Math.max(0, this.#tokens.size - MAX_TOKENS + 1))) this.#tokens.delete(old);
    const token = this.#newId();
    this.#tokens.set(token, credentials);
    return jsonAnswer(200, { token, access_token: token, expires_in: 300 });
  }

  /** Who asks; undefined for those who have said nothing that counts. */
  #identify(headers: ReadonlyMap<string, string>): { readonly credentials: Credentials | undefined } | undefined {
    const token = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (token !== undefined) return this.#tokens.has(token) ? { credentials: this.#tokens.get(token) } : undefined;
    const credentials = basicCredentials(headers);
    return credentials && { credentials };
  }
}

function challenge({ method, target, headers }: HubRequest): string {
  const host = headers.get('host') ?? 'localhost';
  const repository = /^\/v2\/(.+?)\/(?:manifests|blobs|tags)\//.exec(target)?.[1];
  const actions = method === 'GET' || method === 'HEAD' ? 'pull' : 'pull,push';
  const scope = repository === undefined ? '' : `,scope="repository:${repository}:${actions}"`;
  return `Bearer realm="http://${host}/token",service="drydock"${scope}`;
}

function whole({ status, headers, lengthBytes, send }: RegistryAnswer): HubAnswer {
  return { status, headers, lengthBytes, pieces: piecesOf(send) };
}

/** What a task sends, taken piece by piece. */
function* piecesOf(send: RegistryAnswer['send']): Generator<Uint8Array> {
  const sent: Uint8Array[] = [];
  const task = send(function* (piece): Task<void> {
    sent.push(piece);
    yield RESCHEDULE;
  });
  for (let step = task.next(READY); !step.done; step = task.next(READY)) yield* sent.splice(0);
  yield* sent;
}

function basicCredentials(headers: ReadonlyMap<string, string>): Credentials | undefined {
  const [, encoded] = /^Basic (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  const pair = encoded === undefined ? '' : decodeUtf8(decodeBase64(encoded));
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
