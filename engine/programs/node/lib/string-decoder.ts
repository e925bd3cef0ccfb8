/** string_decoder */
export const stringDecoder = String.raw`
const { completeLength } = require('internal/encoding');

class StringDecoder {
  constructor(encoding = 'utf8') {
    this.encoding = String(encoding).toLowerCase().replace('utf-8', 'utf8');
    Object.defineProperty(this, '_rest', { value: Buffer.alloc(0), writable: true, enumerable: false });
  }
  write(chunk) {
    if (typeof chunk === 'string') return chunk;
    const all = this._rest.length > 0 ? Buffer.concat([this._rest, chunk]) : Buffer.from(chunk);
    const end = this.encoding === 'utf8' ? completeLength(all) : this.encoding === 'base64' ? all.length - all.length % 3 : /^(ucs2|utf16le)$/.test(this.encoding) ? all.length - all.length % 2 : all.length;
    this._rest = all.subarray(end);
    return all.subarray(0, end).toString(this.encoding);
  }
  end(chunk) {
    const text = chunk === undefined ? '' : this.write(chunk);
    const rest = this._rest.toString(this.encoding);
    this._rest = Buffer.alloc(0);
    return text + rest;
  }
}
exports.StringDecoder = StringDecoder;
`;
