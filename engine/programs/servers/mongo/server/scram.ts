import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Random } from '../../../../core/random.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { base64 } from '../../../net/url.js';
import { bytesOfBase64 } from '../bson/base64.js';
import { hexOf } from '../bson/decode.js';

export type Mechanism = 'SCRAM-SHA-1' | 'SCRAM-SHA-256';

/** What the server keeps of a password. */
export interface Credential {
  readonly iterationCount: number;
  readonly salt: string;
  readonly storedKey: string;
  readonly serverKey: string;
}

const mechanisms = {
  'SCRAM-SHA-1': { hash: sha1, iterations: 10_000, saltBytes: 16 },
  'SCRAM-SHA-256': { hash: sha256, iterations: 15_000, saltBytes: 28 },
} as const;

/** The password as the mechanism takes it: the older one a digest of the MongoDB of before. */
function preparedPassword(mechanism: Mechanism, user: string, password: string): Uint8Array {
  return encodeUtf8(mechanism === 'SCRAM-SHA-1' ? hexOf(md5(encodeUtf8(`${user}:mongo:${password}`))) : password);
}

function mac(mechanism: Mechanism, key: Uint8Array, text: string): Uint8Array {
  return hmac(mechanisms[mechanism].hash, key, encodeUtf8(text));
}

export function makeCredential(mechanism: Mechanism, user: string, password: string, random: Random): Credential {
  const { hash, iterations, saltBytes } = mechanisms[mechanism];
  const salt = random.bytes(saltBytes);
  const salted = pbkdf2(hash, preparedPassword(mechanism, user, password), salt, { c: iterations, dkLen: hash.outputLen });
  return {
    iterationCount: iterations,
    salt: base64(salt),
    storedKey: base64(hash(mac(mechanism, salted, 'Client Key'))),
    serverKey: base64(mac(mechanism, salted, 'Server Key')),
  };
}

function fieldsOf(message: string): ReadonlyMap<string, string> {
  return new Map(message.split(',').map(part => [part.slice(0, 1), part.slice(2)]));
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] ?? 0));
}

/** The name in a client's first message. */
export function userOf(payload: string): string | undefined {
  return fieldsOf(payload.replace(/^n,[^,]*,/, ''))
    .get('n')
    ?.replaceAll('=2C', ',')
    .replaceAll('=3D', '=');
}

/** The server's side of a conversation. */
export class ScramServer {
  readonly mechanism: Mechanism;
  readonly user: string;
  readonly #credential: Credential;
  readonly #clientFirst: string;
  readonly #nonce: string;
  #step: 'first' | 'final' | 'done' = 'first';

  constructor(mechanism: Mechanism, payload: string, user: string, credential: Credential, random: Random) {
    this.mechanism = mechanism;
    this.user = user;
    this.#credential = credential;
    this.#clientFirst = payload.replace(/^n,[^,]*,/, '');
    this.#nonce = `${fieldsOf(this.#clientFirst).get('r') ?? ''}${base64(random.bytes(24))}`;
  }

  get isDone(): boolean {
    return this.#step === 'done';
  }

  get serverFirst(): string {
    return `r=${this.#nonce},s=${this.#credential.salt},i=${String(this.#credential.iterationCount)}`;
  }

  /** Answers the client's proof; undefined when it proves nothing. */
  answer(payload: string): string | undefined {
    if (this.#step !== 'first') {
      this.#step = 'done';
      return '';
    }
    const fields = fieldsOf(payload);
    if (fields.get('r') !== this.#nonce) return undefined;
    const { hash } = mechanisms[this.mechanism];
    const message = `${this.#clientFirst},${this.serverFirst},${payload.replace(/,p=[^,]*$/, '')}`;
    const storedKey = bytesOfBase64(this.#credential.storedKey);
    const clientKey = xor(bytesOfBase64(fields.get('p') ?? ''), mac(this.mechanism, storedKey, message));
    if (base64(hash(clientKey)) !== this.#credential.storedKey) return undefined;
    this.#step = 'done';
    return `v=${base64(mac(this.mechanism, bytesOfBase64(this.#credential.serverKey), message))}`;
  }
}

/** The client's side of a conversation. */
export class ScramClient {
  readonly #mechanism: Mechanism;
  readonly #user: string;
  readonly #password: string;
  readonly #first: string;

  constructor(mechanism: Mechanism, user: string, password: string, random: Random) {
    this.#mechanism = mechanism;
    this.#user = user;
    this.#password = password;
    this.#first = `n=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${base64(random.bytes(24))}`;
  }

  get clientFirst(): string {
    return `n,,${this.#first}`;
  }

  /** The proof that answers the server's first message. */
  prove(serverFirst: string): string {
    const { hash } = mechanisms[this.#mechanism];
    const fields = fieldsOf(serverFirst);
    const salted = pbkdf2(hash, preparedPassword(this.#mechanism, this.#user, this.#password), bytesOfBase64(fields.get('s') ?? ''), {
      c: Math.min(100_000, Number(fields.get('i')) || 1),
      dkLen: hash.outputLen,
    });
    const clientKey = mac(this.#mechanism, salted, 'Client Key');
    const withoutProof = `c=biws,r=${fields.get('r') ?? ''}`;
    const message = `${this.#first},${serverFirst},${withoutProof}`;
    return `${withoutProof},p=${base64(xor(clientKey, mac(this.#mechanism, hash(clientKey), message)))}`;
  }
}
