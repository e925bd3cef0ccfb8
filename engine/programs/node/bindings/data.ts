import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { Errno } from '../../../core/errno.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { crc32 } from '../../archive/crc32.js';
import { deflate } from '../../archive/deflate.js';
import { inflate, InflateError } from '../../archive/inflate.js';
import type { Bindings, Value } from '../engine.js';
import { MAX_CIPHER_BYTES, MAX_FILE_BYTES, MAX_KEY_WORK } from '../limits.js';
import { cipherCbc, cipherCtr, gcmTag } from './aes.js';
import { bytes, number, text } from './argument.js';

const MAX_RANDOM_BYTES = 1024 * 1024;

const hashes = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-256': sha512_256,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
} as const;
type Hash = (typeof hashes)[keyof typeof hashes];

/** Work on bytes: chance, digests, keys, packing, texts. */
export function dataBindings(sys: Sys): Bindings {
  return {
    random: count => sys.random.bytes(Math.min(number(count), MAX_RANDOM_BYTES)),
    randomBelow: limit => sys.random.below(number(limit)),
    hashNames: () => Object.keys(hashes).join(' '),
    hash: (name, data) => findHash(name)?.(bytes(data)),
    hmac: (name, key, data) => {
      const found = findHash(name);
      return found && hmac(found, bytes(key), bytes(data));
    },
    pbkdf2: (name, password, salt, rounds, length) => {
      const found = findHash(name);
      charge(sys, number(rounds) * Math.ceil(number(length) / 20));
      return found && pbkdf2(found, bytes(password), bytes(salt), { c: number(rounds), dkLen: number(length) });
    },
    scrypt: (password, salt, length, cost, blocks, lanes) => {
      charge(sys, number(cost) * number(blocks) * number(lanes));
      return scrypt(bytes(password), bytes(salt), { N: number(cost), r: number(blocks), p: number(lanes), dkLen: number(length) });
    },
    ...packingBindings(),
    ...cipherBindings(sys),
    encode: value => encodeUtf8(text(value)),
    decode: data => replaceInvalid(decodeUtf8(bytes(data))),
  };
}

function findHash(name: Value): Hash | undefined {
  return Object.entries(hashes).find(([known]) => known === name)?.[1];
}

/** Making keys is slow on purpose; more than a machine would do in some seconds is refused. */
function charge(sys: Sys, work: number): void {
  if (work > MAX_KEY_WORK) throw new Errno('ENOTSUP');
  for (let done = 0; done < work; done += 1000) sys.tick().next();
}

function packingBindings(): Bindings {
  return {
    deflateRaw: data => deflate(bytes(data)),
    /** The unpacked bytes, with four in front that tell where the packed ones end. */
    inflateRaw: (data, start) => {
      try {
        const found = inflate(bytes(data), number(start), MAX_FILE_BYTES);
        const result = new Uint8Array(4 + found.data.length);
        new DataView(result.buffer).setUint32(0, found.end);
        result.set(found.data, 4);
        return result;
      } catch (error) {
        if (!(error instanceof InflateError)) throw error;
        throw new Errno(error.message.startsWith('unexpected end') ? 'EPIPE' : 'EINVAL');
      }
    },
    crc32: data => crc32(bytes(data)),
  };
}

/** AES; the library has checked the lengths. */
function cipherBindings(sys: Sys): Bindings {
  const limited = (value: Value): Uint8Array => {
    const data = bytes(value);
    if (data.length > MAX_CIPHER_BYTES) throw new Errno('ENOTSUP');
    for (let done = 0; done < data.length; done += 256) sys.tick().next();
    return data;
  };
  return {
    aesCbc: (key, iv, data, isEncrypting) => cipherCbc(bytes(key), bytes(iv), limited(data), isEncrypting === true),
    aesCtr: (key, counter, data, width) => cipherCtr(bytes(key), bytes(counter), limited(data), number(width)),
    gcmTag: (key, start, signed, data) => gcmTag(bytes(key), bytes(start), limited(signed), limited(data)),
  };
}

/** What is no UTF-8 becomes U+FFFD, as in JavaScript. */
function replaceInvalid(value: string): string {
  return value.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, pair => (pair.length === 2 ? pair : '\ufffd'));
}
