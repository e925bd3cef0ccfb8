/** crypto: digests, random numbers, comparing. */
export const crypto = String.raw`
const { Transform } = require('stream');
const errors = require('internal/errors');
const { bytesOf } = require('internal/encoding');
const algorithms = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
const bytes = (data, encoding) => typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data.buffer ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : data);
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
const known = name => {
  const found = String(name).toLowerCase().replace('sha-', 'sha');
  if (!algorithms.includes(found)) throw Object.assign(new Error('Digest method not supported'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
  return found;
};
const refuse = name => () => { throw errors.notSimulated('crypto.' + name); };
Object.assign(exports, {
  getHashes: () => [...algorithms],
  createHash: name => { const algorithm = known(name); return new Digest(data => host.hash(algorithm, data)); },
  createHmac: (name, key) => { const algorithm = known(name); return new Digest(data => host.hmac(algorithm, bytesOf(bytes(key)), data)); },
  hash: (name, data, encoding = 'hex') => exports.createHash(name).update(data).digest(encoding),
  randomBytes(size, callback) { const made = random(size); if (callback) { setImmediate(callback, null, made); return undefined; } return made; },
  randomFillSync(target) { target.set(random(target.length)); return target; },
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
for (const name of ['createCipheriv', 'createDecipheriv', 'createSign', 'createVerify', 'generateKeyPairSync', 'generateKeyPair', 'pbkdf2', 'pbkdf2Sync', 'scrypt', 'scryptSync', 'createDiffieHellman', 'publicEncrypt', 'privateDecrypt', 'sign', 'verify']) exports[name] = refuse(name);
exports.webcrypto = { getRandomValues: target => exports.randomFillSync(target), randomUUID: exports.randomUUID, get subtle() { throw errors.notSimulated('crypto.subtle'); } };
exports.getRandomValues = exports.webcrypto.getRandomValues;
`;
