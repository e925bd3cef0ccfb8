import { sha1 } from '@noble/hashes/legacy.js';
import { encodeUtf8 } from '../../../core/utf8.js';

/** mysql_native_password. */

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}

/** What is kept of a password: SHA1(SHA1(password)). */
export function hashPassword(password: string): string {
  return password === '' ? '' : hexOf(sha1(sha1(encodeUtf8(password))));
}

/** What a client sends for a password: SHA1(password) xor SHA1(salt + SHA1(SHA1(password))). */
export function scramble(password: string, salt: Uint8Array): Uint8Array {
  if (password === '') return new Uint8Array(0);
  const once = sha1(encodeUtf8(password));
  return xor(once, sha1(Uint8Array.of(...salt, ...sha1(once))));
}

/** Whether an answer to the salt proves the password. */
export function isProof(answer: Uint8Array, salt: Uint8Array, passwordHash: string): boolean {
  if (passwordHash === '') return answer.length === 0;
  if (answer.length !== 20 || passwordHash === '!') return false;
  const once = xor(answer, sha1(Uint8Array.of(...salt, ...bytesOf(passwordHash))));
  return hexOf(sha1(once)) === passwordHash;
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] ?? 0));
}
