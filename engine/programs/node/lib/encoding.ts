/** TextEncoder and TextDecoder. */
export const encoding = String.raw`
exports.bytesOf = view => view instanceof ArrayBuffer ? view : view.byteOffset === 0 && view.byteLength === view.buffer.byteLength ? view.buffer : view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);

exports.TextEncoder = class TextEncoder {
  get encoding() { return 'utf-8'; }
  encode(text = '') { return new Uint8Array(host.encode(String(text).toWellFormed())); }
  encodeInto(text, target) {
    const bytes = this.encode(text).subarray(0, target.length);
    target.set(bytes);
    return { read: text.length, written: bytes.length };
  }
};

exports.TextDecoder = class TextDecoder {
  constructor(encoding = 'utf-8', options = {}) {
    if (!/^utf-?8$/i.test(encoding)) throw require('internal/errors').notSimulated("TextDecoder('" + encoding + "')");
    this.fatal = options.fatal === true;
    Object.defineProperty(this, '_rest', { value: new Uint8Array(0), writable: true, enumerable: false });
  }
  get encoding() { return 'utf-8'; }
  decode(input, options = {}) {
    const given = input === undefined ? new Uint8Array(0) : new Uint8Array(exports.bytesOf(input));
    const all = new Uint8Array(this._rest.length + given.length);
    all.set(this._rest);
    all.set(given, this._rest.length);
    const end = options.stream === true ? exports.completeLength(all) : all.length;
    this._rest = all.slice(end);
    const text = host.decode(exports.bytesOf(all.subarray(0, end)));
    if (this.fatal && text.includes('\ufffd')) throw require('internal/errors').coded(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA', 'The encoded data was not valid for encoding utf-8');
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }
};

/** How many bytes end with a whole character. */
exports.completeLength = bytes => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};
`;
