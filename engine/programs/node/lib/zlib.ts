/** zlib: gzip, deflate and raw deflate. Packing chooses other bytes than zlib does; they unpack to the same. */
export const zlib = String.raw`
const { Transform } = require('stream');
const errors = require('internal/errors');
const { bytesOf } = require('internal/encoding');
const { kMaxLength } = { kMaxLength: 0x7fffffff };

const constants = {
  Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5, Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3,
  Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6, Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_FILTERED: 1, Z_HUFFMAN_ONLY: 2, Z_RLE: 3, Z_FIXED: 4,
  Z_DEFAULT_STRATEGY: 0, ZLIB_VERNUM: 4880, DEFLATE: 1, INFLATE: 2, GZIP: 3, GUNZIP: 4, DEFLATERAW: 5, INFLATERAW: 6, UNZIP: 7, BROTLI_DECODE: 8, BROTLI_ENCODE: 9, Z_MIN_WINDOWBITS: 8, Z_MAX_WINDOWBITS: 15,
  Z_DEFAULT_WINDOWBITS: 15, Z_MIN_CHUNK: 64, Z_MAX_CHUNK: Infinity, Z_DEFAULT_CHUNK: 16384, Z_MIN_MEMLEVEL: 1, Z_MAX_MEMLEVEL: 9, Z_DEFAULT_MEMLEVEL: 8, Z_MIN_LEVEL: -1, Z_MAX_LEVEL: 9, Z_DEFAULT_LEVEL: -1,
};
exports.constants = Object.freeze(constants);
exports.codes = Object.freeze({ Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6 });
for (const key of Object.keys(constants)) if (key.startsWith('Z_')) Object.defineProperty(exports, key, { value: constants[key], enumerable: false });

const fail = (message, errno, code) => Object.assign(new Error(message), { errno, code });
const damaged = message => fail(message, -3, 'Z_DATA_ERROR');
const cut = () => fail('unexpected end of file', -5, 'Z_BUF_ERROR');
const packRaw = data => Buffer.from(host.deflateRaw(bytesOf(data)));
function unpackRaw(data, start) {
  let found;
  try { found = Buffer.from(host.inflateRaw(bytesOf(data), start)); } catch (code) {
    if (typeof code !== 'string') throw code;
    throw code === 'EPIPE' ? cut() : damaged((data[start] & 7) === 7 || (data[start] & 6) === 6 ? 'invalid block type' : 'invalid stored block lengths');
  }
  return { end: found.readUInt32BE(0), data: found.subarray(4) };
}
function adler(data) {
  let [a, b] = [1, 0];
  for (let at = 0; at < data.length; at++) { a = (a + data[at]) % 65521; b = (b + a) % 65521; }
  return b * 65536 + a;
}
const word = (value, isLittle) => { const bytes = Buffer.alloc(4); if (isLittle) bytes.writeUInt32LE(value >>> 0); else bytes.writeUInt32BE(value >>> 0); return bytes; };
const headOf = level => level === 0 || level === 1 ? [0x78, 0x01] : level >= 2 && level <= 5 ? [0x78, 0x5e] : level >= 7 ? [0x78, 0xda] : [0x78, 0x9c];

const work = {
  gzip: data => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), packRaw(data), word(host.crc32(bytesOf(data)), true), word(data.length, true)]),
  deflate: (data, options) => Buffer.concat([Buffer.from(headOf(options.level)), packRaw(data), word(adler(data))]),
  deflateRaw: packRaw,
  inflateRaw: data => { if (data.length === 0) throw cut(); return unpackRaw(data, 0).data; },
  inflate(data) {
    if (data.length < 2) throw cut();
    if ((data[0] & 15) !== 8 || (data[0] * 256 + data[1]) % 31 !== 0) throw damaged('incorrect header check');
    const found = unpackRaw(data, 2);
    if (found.end + 4 > data.length) throw cut();
    if (data.readUInt32BE(found.end) !== adler(found.data)) throw damaged('incorrect data check');
    return found.data;
  },
  gunzip(data) {
    const parts = [];
    for (let at = 0; at < data.length || parts.length === 0;) {
      if (data.length - at < 2 && parts.length === 0) throw cut();
      if (data[at] !== 0x1f || data[at + 1] !== 0x8b) { if (parts.length > 0) break; throw damaged('incorrect header check'); }
      if (data.length - at < 10) throw cut();
      const flags = data[at + 3];
      let start = at + 10;
      if (flags & 4) start += 2 + data.readUInt16LE(start);
      for (const flag of [8, 16]) if (flags & flag) { const end = data.indexOf(0, start); if (end < 0) throw cut(); start = end + 1; }
      if (flags & 2) start += 2;
      const found = unpackRaw(data, start);
      if (found.end + 8 > data.length) throw cut();
      if (data.readUInt32LE(found.end) !== host.crc32(bytesOf(found.data))) throw damaged('incorrect data check');
      parts.push(found.data);
      at = found.end + 8;
    }
    return Buffer.concat(parts);
  },
  unzip: data => data[0] === 0x1f ? work.gunzip(data) : work.inflate(data),
};

function bytesFor(data) {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  throw errors.invalidArgument('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', data);
}
function perform(name, data, options = {}) {
  if (options.dictionary) throw errors.notSimulated('zlib with a dictionary');
  const result = work[name](data, options);
  if (options.maxOutputLength !== undefined && result.length > options.maxOutputLength) throw errors.coded(RangeError, 'ERR_BUFFER_TOO_LARGE', 'Cannot create a Buffer larger than ' + options.maxOutputLength + ' bytes');
  return result;
}

/** A stream packs or unpacks when all has come. */
class ZlibBase extends Transform {
  constructor(name, options = {}) {
    super(options);
    this.bytesWritten = 0;
    Object.defineProperty(this, '_zlib', { value: { name, options, parts: [] }, enumerable: false });
  }
  _transform(chunk, encoding, callback) { this.bytesWritten += chunk.length; this._zlib.parts.push(Buffer.from(chunk)); callback(); }
  _flush(callback) {
    let result;
    try { result = perform(this._zlib.name, Buffer.concat(this._zlib.parts), this._zlib.options); } catch (error) { callback(error); return; }
    for (let at = 0; at < result.length; at += 16384) this.push(result.subarray(at, at + 16384));
    callback();
  }
  flush(kind, callback) { const done = typeof kind === 'function' ? kind : callback; if (done) setImmediate(done); }
  close(callback) { this.destroy(); if (callback) process.nextTick(callback); }
}
for (const name of Object.keys(work)) {
  const title = name[0].toUpperCase() + name.slice(1);
  exports[title] = { [title]: class extends ZlibBase { constructor(options) { super(name, options); } } }[title];
  exports['create' + title] = options => new exports[title](options);
  exports[name + 'Sync'] = (data, options) => perform(name, bytesFor(data), options);
  exports[name] = (data, options, callback) => {
    const done = typeof options === 'function' ? options : callback;
    if (typeof done !== 'function') throw errors.invalidArgument('callback', 'of type function', done);
    const bytes = bytesFor(data);
    setImmediate(() => {
      let result;
      try { result = perform(name, bytes, typeof options === 'object' && options !== null ? options : {}); } catch (error) { done(error); return; }
      done(null, result);
    });
  };
}
for (const name of ['brotliCompress', 'brotliDecompress', 'brotliCompressSync', 'brotliDecompressSync', 'createBrotliCompress', 'createBrotliDecompress']) exports[name] = () => { throw errors.notSimulated('zlib.' + name); };
if (startup.release.style >= 22) exports.crc32 = data => host.crc32(bytesOf(bytesFor(data)));
`;
