import { hmac } from '@noble/hashes/hmac.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { decodeBase64, encodeBase64 } from '../functions/strings.js';

const ITERATIONS = 4096;

function hex(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function sign(key: Uint8Array, text: Uint8Array | string): Uint8Array {
  return hmac(sha256, key, typeof text === 'string' ? encodeUtf8(text) : text);
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}

/** PBKDF2 with one block, as SCRAM calls it Hi. */
function stretch(password: string, salt: Uint8Array, iterations: number): Uint8Array {
  const key = encodeUtf8(password);
  let step = sign(key, Uint8Array.of(...salt, 0, 0, 0, 1));
  let result = step;
  for (let i = 1; i < iterations; i++) {
    step = sign(key, step);
    result = xor(result, step);
  }
  return result;
}

const verifiers = new Map<string, string>();
const KEPT_VERIFIERS = 64;

/** What pg_authid keeps of a password; one that is encrypted already stays. */
export function encryptPassword(password: string, user: string, method: string, salt: Uint8Array): string {
  if (/^md5[0-9a-f]{32}$/.test(password) || password.startsWith('SCRAM-SHA-256$')) return password;
  if (method === 'md5') return `md5${hex(md5(encodeUtf8(password + user)))}`;
  const key = `${hex(salt)} ${password}`;
  const known = verifiers.get(key);
  if (known !== undefined) return known;
  const salted = stretch(password, salt, ITERATIONS);
  const stored = sha256(sign(salted, 'Client Key'));
  const verifier = `SCRAM-SHA-256$${ITERATIONS}:${encodeBase64(salt)}$${encodeBase64(stored)}:${encodeBase64(sign(salted, 'Server Key'))}`;
  if (verifiers.size >= KEPT_VERIFIERS) verifiers.clear();
  verifiers.set(key, verifier);
  return verifier;
}

/** What a client answers to an md5 challenge. */
export function md5Answer(stored: string, salt: Uint8Array): string {
  return `md5${hex(md5(Uint8Array.of(...encodeUtf8(stored.slice(3)), ...salt)))}`;
}

export function md5Stored(password: string, user: string): string {
  return `md5${hex(md5(encodeUtf8(password + user)))}`;
}

export interface Verifier {
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** The parts of what pg_authid keeps; undefined when it is no SCRAM password. */
export function parseVerifier(stored: string | undefined): Verifier | undefined {
  const [, iterations, salt = '', storedKey = '', serverKey = ''] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(stored ?? '') ?? [];
  if (iterations === undefined) return undefined;
  return {
    iterations: Number(iterations),
    salt: decodeBase64(salt),
    storedKey: decodeBase64(storedKey),
    serverKey: decodeBase64(serverKey),
  };
}

/** Whether a client's proof is right for what was said before. */
export function isScramProof({ storedKey }: Verifier, message: string, proof: string): boolean {
  const clientKey = xor(sign(storedKey, message), decodeBase64(proof));
  const hash = sha256(clientKey);
  return hash.length === storedKey.length && hash.every((byte, i) => byte === storedKey[i]);
}

export function serverSignature({ serverKey }: Verifier, message: string): string {
  return encodeBase64(sign(serverKey, message));
}

/** A client's proof, and the signature that it expects back. */
export function clientProof(
  password: string,
  salt: Uint8Array,
  iterations: number,
  message: string,
): { readonly proof: string; readonly signature: string } {
  const salted = stretch(password, salt, iterations);
  const clientKey = sign(salted, 'Client Key');
  const proof = xor(clientKey, sign(sha256(clientKey), message));
  return { proof: encodeBase64(proof), signature: encodeBase64(sign(sign(salted, 'Server Key'), message)) };
}
