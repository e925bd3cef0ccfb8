import type { Task } from '../../../core/task.js';
import { encipher, expandKey, newBlowfish } from './blowfish.js';

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const MAX_KEY = 72;
const SALT_BYTES = 16;
const plainText = 'OrpheanBeholderScryDoubt';

/** What a bcrypt hash says before the hash itself. */
const settings = /^\$2([abxy])\$(\d\d)\$([./A-Za-z0-9]{22})/;

/** Hashes a password (one character a byte) with the settings and the salt at the beginning of another hash; undefined when those are none. */
export function* bcrypt(password: string, like: string, breathe: () => Task<void>): Task<string | undefined> {
  const [start, kind, digits = '', salt = ''] = settings.exec(like) ?? [];
  const cost = Number(digits);
  if (start === undefined || kind === 'x' || cost < 4 || cost > 31) return undefined;
  const key = wordsOf(keyBytes(password));
  const saltBytes = decode(salt).slice(0, SALT_BYTES);
  const saltWords = wordsOf(saltBytes);
  const nothing = new Int32Array(4);
  const state = newBlowfish();
  expandKey(state, key, saltWords);
  const cycled = wordsOf(saltBytes);
  for (let i = 0; i < 2 ** cost; i++) {
    expandKey(state, key, nothing);
    expandKey(state, cycled, nothing);
    yield* breathe();
  }
  const words = wordsOf([...plainText].map(each => each.charCodeAt(0)));
  const bytes: number[] = [];
  for (let i = 0; i < words.length; i += 2) {
    const block = words.slice(i, i + 2);
    for (let round = 0; round < 64; round++) encipher(state, block);
    for (const word of block) bytes.push((word >>> 24) & 255, (word >>> 16) & 255, (word >>> 8) & 255, word & 255);
  }
  return `$2${kind ?? 'y'}$${digits}$${encode(saltBytes)}${encode(bytes.slice(0, 23))}`;
}

/** New settings with that cost and 16 random bytes. */
export function bcryptSettings(cost: number, random: readonly number[]): string {
  return `$2y$${String(cost).padStart(2, '0')}$${encode(random)}`;
}

/** The password with its closing zero, again and again up to 72 bytes. */
function keyBytes(password: string): number[] {
  const once = [...(password.split('\0')[0] ?? '')].map(each => each.charCodeAt(0));
  once.push(0);
  return Array.from({ length: MAX_KEY }, (_, i) => once[i % once.length] ?? 0);
}

function wordsOf(bytes: readonly number[]): Int32Array {
  const words = new Int32Array(bytes.length / 4);
  for (const [i, byte] of bytes.entries()) words[i >> 2] = ((words[i >> 2] ?? 0) << 8) | byte;
  return words;
}

function encode(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(4, bytes.length - i + 1);
    for (let k = 0; k < letters; k++) text += alphabet[(group >> (18 - 6 * k)) & 63] ?? '';
  }
  return text;
}

function decode(text: string): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 4) {
    let group = 0;
    for (let k = 0; k < 4; k++) group = (group << 6) | Math.max(0, alphabet.indexOf(text[i + k] ?? '.'));
    bytes.push((group >> 16) & 255, (group >> 8) & 255, group & 255);
  }
  return bytes;
}
