/** crypto: AES ciphers, and keys made from passwords. */
export const cipher = String.raw`
const { Transform } = require('stream');
const errors = require('internal/errors');
const { bytesOf } = require('internal/encoding');
const { toBytes } = require('internal/crypto-bytes');
const NAMES = /^aes-?(128|192|256)-(cbc|ctr|ecb|gcm)$/;
exports.names = [128, 192, 256].flatMap(size => ['cbc', 'ctr', 'ecb', 'gcm'].map(mode => 'aes-' + size + '-' + mode)).sort();
const zeros = size => Buffer.alloc(size);
const step = block => { const next = Buffer.from(block); for (let at = 15; at >= 12; at--) { next[at] = (next[at] + 1) & 255; if (next[at] !== 0) break; } return next; };
const opensslError = (message, reason, code) => Object.assign(new Error(message), { library: 'Provider routines', reason, code });
const call = work => { try { return Buffer.from(work()); } catch (code) { throw code === 'ENOTSUP' ? errors.notSimulated('a cipher over more than a megabyte') : code; } };

class Cipher extends Transform {
  constructor(name, key, iv, options, isEncrypting) {
    super(options);
    const match = NAMES.exec(String(name).toLowerCase());
    if (!match) {
      if (/^(des|aes|rc|camellia|chacha|bf|cast|aria|sm4|id)/.test(String(name))) throw errors.notSimulated('the cipher ' + name);
      throw errors.coded(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
    }
    const mode = match[2];
    const secret = toBytes(key);
    if (secret.length !== Number(match[1]) / 8) throw errors.coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    const start = iv === null || iv === undefined ? zeros(0) : toBytes(iv);
    if (mode === 'ecb' ? start.length > 0 : mode === 'gcm' ? start.length === 0 : start.length !== 16) throw errors.coded(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
    const state = { mode, secret, rest: zeros(0), isEncrypting, pads: true, done: zeros(0), signed: zeros(0), chain: start, isOver: false, tag: undefined, offset: 0 };
    if (mode === 'gcm') {
      if (start.length !== 12) throw errors.notSimulated('GCM with an initialization vector of ' + start.length + ' bytes');
      state.first = Buffer.concat([start, Buffer.from([0, 0, 0, 1])]);
      state.chain = step(state.first);
    }
    Object.defineProperty(this, '_cipher', { value: state, enumerable: false });
  }
  _stream(data) {
    const { _cipher: state } = this;
    // The counter stands at a whole block: what came before of an incomplete one is done again.
    const all = Buffer.concat([zeros(state.offset), data]);
    const result = call(() => host.aesCtr(bytesOf(state.secret), bytesOf(state.chain), bytesOf(all), state.mode === 'gcm' ? 4 : 16)).subarray(state.offset);
    for (let blocks = Math.floor(all.length / 16); blocks > 0; blocks--) {
      const next = Buffer.from(state.chain);
      for (let at = 15; at >= (state.mode === 'gcm' ? 12 : 0); at--) { next[at] = (next[at] + 1) & 255; if (next[at] !== 0) break; }
      state.chain = next;
    }
    state.offset = all.length % 16;
    if (state.mode === 'gcm') state.done = Buffer.concat([state.done, state.isEncrypting ? result : data]);
    return result;
  }
  _blocks(data) {
    const { _cipher: state } = this;
    if (data.length === 0) return data;
    if (state.mode === 'ecb') {
      const parts = [];
      for (let at = 0; at < data.length; at += 16) parts.push(call(() => host.aesCbc(bytesOf(state.secret), bytesOf(zeros(16)), bytesOf(data.subarray(at, at + 16)), state.isEncrypting)));
      return Buffer.concat(parts);
    }
    const result = call(() => host.aesCbc(bytesOf(state.secret), bytesOf(state.chain), bytesOf(data), state.isEncrypting));
    state.chain = Buffer.from((state.isEncrypting ? result : data).subarray(-16));
    return result;
  }
  update(data, inputEncoding, outputEncoding) {
    const { _cipher: state } = this;
    if (state.isOver) throw errors.coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation update');
    const bytes = toBytes(data, inputEncoding);
    let result;
    if (state.mode === 'ctr' || state.mode === 'gcm') result = this._stream(bytes);
    else {
      const all = Buffer.concat([state.rest, bytes]);
      // The last whole block may hold the padding, so whoever decrypts keeps it.
      const whole = state.isEncrypting || !state.pads ? all.length - all.length % 16 : Math.max(0, Math.ceil(all.length / 16) - 1) * 16;
      state.rest = Buffer.from(all.subarray(whole));
      result = this._blocks(all.subarray(0, whole));
    }
    return outputEncoding && outputEncoding !== 'buffer' ? result.toString(outputEncoding) : result;
  }
  final(outputEncoding) {
    const { _cipher: state } = this;
    if (state.isOver) throw errors.coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation final');
    state.isOver = true;
    let result = zeros(0);
    if (state.mode === 'gcm') this._finishTag();
    else if (state.mode !== 'ctr') result = state.isEncrypting ? this._finishPadded() : this._finishPlain();
    return outputEncoding && outputEncoding !== 'buffer' ? result.toString(outputEncoding) : result;
  }
  _finishPadded() {
    const { _cipher: state } = this;
    if (!state.pads) { if (state.rest.length > 0) throw opensslError('error:1C80006A:Provider routines::wrong final block length', 'wrong final block length', 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH'); return zeros(0); }
    const pad = 16 - state.rest.length;
    return this._blocks(Buffer.concat([state.rest, Buffer.alloc(pad, pad)]));
  }
  _finishPlain() {
    const { _cipher: state } = this;
    if (!state.pads && state.rest.length === 0) return zeros(0);
    if (state.rest.length !== 16) throw opensslError('error:1C80006B:Provider routines::wrong final block length', 'wrong final block length', 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH');
    const block = this._blocks(state.rest);
    const pad = block[15];
    if (pad < 1 || pad > 16 || !block.subarray(16 - pad).every(byte => byte === pad)) throw opensslError('error:1C800064:Provider routines::bad decrypt', 'bad decrypt', 'ERR_OSSL_BAD_DECRYPT');
    return block.subarray(0, 16 - pad);
  }
  _finishTag() {
    const { _cipher: state } = this;
    const tag = call(() => host.gcmTag(bytesOf(state.secret), bytesOf(state.first), bytesOf(state.signed), bytesOf(state.done)));
    if (state.isEncrypting) { state.tag = tag; return; }
    if (!state.tag || !tag.subarray(0, state.tag.length).equals(state.tag)) throw new Error('Unsupported state or unable to authenticate data');
  }
  setAutoPadding(on = true) { this._cipher.pads = on; return this; }
  setAAD(data) { this._cipher.signed = Buffer.concat([this._cipher.signed, toBytes(data)]); return this; }
  getAuthTag() { if (!this._cipher.tag) throw errors.coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state for operation getAuthTag'); return this._cipher.tag; }
  setAuthTag(tag) { this._cipher.tag = toBytes(tag); return this; }
  _transform(chunk, encoding, callback) { callback(null, this.update(chunk)); }
  _flush(callback) { let last; try { last = this.final(); } catch (error) { callback(error); return; } callback(null, last); }
}
exports.createCipheriv = (name, key, iv, options) => new Cipher(name, key, iv, options, true);
exports.createDecipheriv = (name, key, iv, options) => new Cipher(name, key, iv, options, false);

const slow = (name, work) => { try { return Buffer.from(work()); } catch (code) { throw code === 'ENOTSUP' ? errors.notSimulated('crypto.' + name + ' with so much work') : code; } };
exports.pbkdf2Sync = (password, salt, rounds, length, digest) => {
  if (typeof digest !== 'string') throw errors.invalidArgument('digest', 'of type string', digest);
  if (typeof rounds !== 'number') throw errors.invalidArgument('iterations', 'of type number', rounds);
  const algorithm = require('crypto')._known(digest);
  if (!algorithm) throw errors.coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest: ' + digest);
  return slow('pbkdf2', () => host.pbkdf2(algorithm, bytesOf(toBytes(password)), bytesOf(toBytes(salt)), rounds, length));
};
exports.scryptSync = (password, salt, length, options = {}) => {
  const cost = options.N || options.cost || 16384;
  return slow('scrypt', () => host.scrypt(bytesOf(toBytes(password)), bytesOf(toBytes(salt)), length, cost, options.r || options.blockSize || 8, options.p || options.parallelization || 1));
};
exports.hkdfSync = (digest, key, salt, info, length) => {
  const { createHmac } = require('crypto');
  const secret = createHmac(digest, toBytes(salt).length === 0 ? zeros(1) : toBytes(salt)).update(toBytes(key)).digest();
  const parts = [];
  for (let size = 0, last = zeros(0), at = 1; size < length; size += last.length) { last = createHmac(digest, secret).update(last).update(toBytes(info)).update(Buffer.from([at++])).digest(); parts.push(last); }
  return bytesOf(Buffer.concat(parts).subarray(0, length));
};
for (const name of ['pbkdf2', 'scrypt', 'hkdf']) {
  exports[name] = (...args) => {
    const callback = args.pop();
    if (typeof callback !== 'function') throw errors.invalidArgument('callback', 'of type function', callback);
    const made = exports[name + 'Sync'](...args);
    setImmediate(callback, null, made);
  };
}
`;

/** Bytes of whatever crypto takes. */
export const cryptoBytes = String.raw`
exports.toBytes = (data, encoding) => typeof data === 'string' ? Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding) : data instanceof ArrayBuffer ? Buffer.from(data) : data && data._secret ? data._secret : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
`;
