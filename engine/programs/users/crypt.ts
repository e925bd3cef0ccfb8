import { sha512 } from '@noble/hashes/sha2.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { concatBytes } from '../input.js';
import type { Sys } from '../../process/sys.js';

const letters = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ROUNDS = 5000;
const MAX_ROUNDS = 100_000;
const DIGEST_BYTES = 64;

/** A new password as it stands in /etc/shadow, `$6$salt$hash` (Ulrich Drepper's SHA-crypt). */
export function* encrypted(sys: Sys, password: string): Task<string> {
  const salt = Array.from({ length: 16 }, () => letters.charAt(sys.random.below(64))).join('');
  return yield* shaCrypt(sys, password, salt, ROUNDS, `$6$${salt}$`);
}

/** Whether a password is the one of a field of /etc/shadow. */
export function* isPassword(sys: Sys, password: string, field: string): Task<boolean> {
  if (field === '') return password === '';
  const [, prefix = '', rounds, salt] = /^(\$6\$(?:rounds=(\d+)\$)?([^$]{0,16})\$)/.exec(field) ?? [];
  if (salt === undefined) return false;
  return (yield* shaCrypt(sys, password, salt, Math.min(MAX_ROUNDS, Number(rounds ?? ROUNDS)), prefix)) === field;
}

function* shaCrypt(sys: Sys, password: string, salt: string, rounds: number, prefix: string): Task<string> {
  const key = encodeUtf8(password);
  const saltBytes = encodeUtf8(salt);
  const other = sha512(concatBytes([key, saltBytes, key]));
  const first: Uint8Array[] = [key, saltBytes, repeated(other, key.length)];
  for (let length = key.length; length > 0; length >>= 1) first.push((length & 1) !== 0 ? other : key);
  let digest = sha512(concatBytes(first));
  const keyPart = repeated(sha512(concatBytes(Array.from(key, () => key))), key.length);
  const saltPart = repeated(sha512(concatBytes(Array.from({ length: 16 + (digest[0] ?? 0) }, () => saltBytes))), saltBytes.length);
  for (let round = 0; round < rounds; round++) {
    if (round % 100 === 0) yield* sys.tick();
    const isOdd = round % 2 === 1;
    const parts = [isOdd ? keyPart : digest];
    if (round % 3 !== 0) parts.push(saltPart);
    if (round % 7 !== 0) parts.push(keyPart);
    parts.push(isOdd ? digest : keyPart);
    digest = sha512(concatBytes(parts));
  }
  return prefix + digits(digest);
}

/** A digest again and again, up to a length. */
function repeated(digest: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => digest[i % DIGEST_BYTES] ?? 0);
}

/** The digest in groups of three bytes, which are taken from its three parts in turn. */
function digits(digest: Uint8Array): string {
  let text = '';
  for (let i = 0; i < 21; i++) {
    const order = [i, i + 21, i + 42];
    const [a = 0, b = 0, c = 0] = order.map((_, k) => digest[order[(k + i) % 3] ?? 0] ?? 0);
    text += group((a << 16) | (b << 8) | c, 4);
  }
  return text + group(digest[63] ?? 0, 2);
}

function group(value: number, count: number): string {
  return Array.from({ length: count }, (_, i) => letters.charAt((value >> (6 * i)) & 63)).join('');
}
