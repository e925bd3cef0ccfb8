/** crypto: digests, random numbers, comparing. */
export const crypto = String.raw`
const { Transform } = require('stream');
const errors = require('internal/errors');
const { bytesOf } = require('internal/encoding');
const algorithms = host.hashNames().split(' ');
const { toBytes: bytes } = require('internal/crypto-bytes');
const cipher = require('internal/cipher');
const random = size => Buffer.from(host.random(size));

class Digest extends Transform {
  constructor(compute) {
    super();
    Object.defineProperty(this, '_digest', { value: { parts: [], compute, isDone: false }, enumerable: false });
  }
  update(data, encoding) {
    if (this._digest.isDone) throw errors.coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw errors.invalidArgument('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
    this._digest.parts.push(bytes(data, encoding));
    return this;
  }
  digest(encoding) {
    if (this._digest.isDone) throw errors.coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this._digest.isDone = true;
    const result = Buffer.from(this._digest.compute(bytesOf(Buffer.concat(this._digest.parts))));
    return encoding && encoding !== 'buffer' ? result.toString(encoding) : result;
  }
  copy() { const other = new Digest(this._digest.compute); other._digest.parts.push(...this._digest.parts); return other; }
  _transform(chunk, encoding, callback) { this.update(chunk); callback(); }
  _flush(callback) { callback(null, this.digest()); }
}
const find = name => { const found = String(name).toLowerCase().replace(/^rsa-/, '').replace(/^sha-/, 'sha').replace('sha512/256', 'sha512-256').replace('rmd160', 'ripemd160'); return algorithms.includes(found) ? found : undefined; };
const known = name => {
  if (typeof name !== 'string') throw errors.invalidArgument('algorithm', 'of type string', name);
  const found = find(name);
  if (!found) throw new Error('Digest method not supported');
  return found;
};
Object.defineProperty(exports, '_known', { value: find, enumerable: false });
/** A secret key as an object. */
class KeyObject {
  constructor(secret) { Object.defineProperty(this, '_secret', { value: secret, enumerable: false }); }
  get type() { return 'secret'; }
  get symmetricKeySize() { return this._secret.length; }
  export(options) { return options && options.format === 'jwk' ? { kty: 'oct', k: this._secret.toString('base64url') } : Buffer.from(this._secret); }
  equals(other) { return this._secret.equals(other._secret); }
}
exports.KeyObject = KeyObject;
const refuse = name => () => { throw errors.notSimulated('crypto.' + name); };
Object.assign(exports, {
  getHashes: () => [...algorithms],
  getCiphers: () => [...cipher.names],
  createSecretKey: (key, encoding) => new KeyObject(bytes(key, encoding)),
  constants: {},
  createHash: name => { const algorithm = known(name); return new Digest(data => host.hash(algorithm, data)); },
  createHmac: (name, key) => {
    if (typeof name !== 'string') throw errors.invalidArgument('hmac', 'of type string', name);
    const algorithm = find(name);
    if (!algorithm) throw errors.coded(startup.release.style < 20 ? Error : TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest: ' + name);
    if (key === undefined || key === null) throw errors.invalidArgument('key', 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey', key);
    return new Digest(data => host.hmac(algorithm, bytesOf(bytes(key)), data));
  },
  hash: (name, data, encoding = 'hex') => exports.createHash(name).update(data).digest(encoding),
  randomBytes(size, callback) {
    if (typeof size !== 'number') throw errors.invalidArgument('size', 'of type number', size);
    if (!(size >= 0 && size <= 2147483647)) throw errors.outOfRange('size', '>= 0 && <= 2147483647', size);
    const made = random(size); if (callback) { setImmediate(callback, null, made); return undefined; }
    return made;
  },
  randomFillSync(target, offset = 0, size = target.length - offset) { const view = target instanceof ArrayBuffer ? new Uint8Array(target) : new Uint8Array(target.buffer, target.byteOffset, target.byteLength); const unit = target.BYTES_PER_ELEMENT || 1; view.set(random((size === undefined ? view.length / unit : size) * unit), offset * unit); return target; },
  randomFill(target, ...rest) { const callback = rest.pop(); exports.randomFillSync(target, ...rest); setImmediate(callback, null, target); },
  randomInt(min, max, callback) {
    const [from, to] = typeof max === 'number' ? [min, max] : [0, min];
    const value = from + host.randomBelow(to - from);
    const done = typeof max === 'function' ? max : callback;
    if (done) { setImmediate(done, null, value); return undefined; }
    return value;
  },
  randomUUID() {
    const data = random(16);
    data[6] = (data[6] & 15) | 64;
    data[8] = (data[8] & 63) | 128;
    return data.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  },
  timingSafeEqual(a, b) {
    if (a.byteLength !== b.byteLength) throw errors.coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    return Buffer.compare(bytes(a), bytes(b)) === 0;
  },
});
for (const name of ['createSign', 'createVerify', 'generateKeyPairSync', 'generateKeyPair', 'createDiffieHellman', 'publicEncrypt', 'privateDecrypt', 'sign', 'verify']) exports[name] = refuse(name);
for (const name of ['createCipheriv', 'createDecipheriv', 'pbkdf2', 'pbkdf2Sync', 'scrypt', 'scryptSync', 'hkdf', 'hkdfSync']) exports[name] = cipher[name];
const subtle = { digest: (name, data) => new Promise(resolve => setImmediate(setImmediate, resolve)).then(() => bytesOf(exports.createHash(typeof name === 'string' ? name : name.name).update(bytes(data)).digest())) };
for (const name of ['encrypt', 'decrypt', 'sign', 'verify', 'generateKey', 'deriveKey', 'deriveBits', 'importKey', 'exportKey', 'wrapKey', 'unwrapKey']) subtle[name] = async () => { throw errors.notSimulated('crypto.subtle.' + name); };
exports.subtle = subtle;
exports.webcrypto = { getRandomValues: target => exports.randomFillSync(target), randomUUID: exports.randomUUID, subtle };
exports.getRandomValues = exports.webcrypto.getRandomValues;
`;
