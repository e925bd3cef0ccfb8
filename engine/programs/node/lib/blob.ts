/** Blob, File and FormData. */
export const blob = String.raw`
const errors = require('internal/errors');
const { inspect } = require('util');

const parts = new WeakMap();
const bytesOfPart = part => {
  if (part instanceof Blob) return parts.get(part);
  if (part instanceof ArrayBuffer) return Buffer.from(part.slice(0));
  if (ArrayBuffer.isView(part)) return Buffer.from(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength));
  return Buffer.from(String(part));
};
class Blob {
  #type;
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function') throw errors.invalidArgument('sources', 'a sequence', sources);
    parts.set(this, Buffer.concat([...sources].map(bytesOfPart)));
    const type = options.type === undefined ? '' : String(options.type);
    this.#type = /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
  }
  get size() { return parts.get(this).length; }
  get type() { return this.#type; }
  async arrayBuffer() { return Uint8Array.from(parts.get(this)).buffer; }
  async text() { return parts.get(this).toString(); }
  slice(start, end, type = '') { return new Blob([parts.get(this).slice(start, end)], { type }); }
  stream() {
    const bytes = parts.get(this);
    const { ReadableStream } = require('stream/web');
    return new ReadableStream({ start(controller) { if (bytes.length > 0) controller.enqueue(Uint8Array.from(bytes)); controller.close(); } });
  }
  get [Symbol.toStringTag]() { return 'Blob'; }
  [inspect.custom](depth, options) { return 'Blob ' + inspect({ size: this.size, type: this.type }, options); }
}
class File extends Blob {
  #name;
  #lastModified;
  constructor(sources, name, options = {}) {
    if (arguments.length < 2) throw errors.coded(TypeError, 'ERR_MISSING_ARGS', 'The "fileBits" and "fileName" arguments must be specified');
    super(sources, options);
    this.#name = String(name);
    this.#lastModified = options.lastModified === undefined ? Date.now() : Number(options.lastModified);
  }
  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }
  get [Symbol.toStringTag]() { return 'File'; }
  [inspect.custom](depth, options) { return 'File ' + inspect({ size: this.size, type: this.type, name: this.name, lastModified: this.lastModified }, options); }
}

class FormData {
  #entries = [];
  append(name, value, file) { this.#entries.push([String(name), valueOf(value, file)]); }
  set(name, value, file) {
    const at = this.#entries.findIndex(([key]) => key === String(name));
    const entry = [String(name), valueOf(value, file)];
    this.#entries = this.#entries.filter(([key], index) => key !== entry[0] || index === at);
    if (at < 0) this.#entries.push(entry); else this.#entries[at] = entry;
  }
  delete(name) { this.#entries = this.#entries.filter(([key]) => key !== String(name)); }
  get(name) { const found = this.#entries.find(([key]) => key === String(name)); return found ? found[1] : null; }
  getAll(name) { return this.#entries.filter(([key]) => key === String(name)).map(([, value]) => value); }
  has(name) { return this.#entries.some(([key]) => key === String(name)); }
  forEach(callback, self) { for (const [key, value] of this) callback.call(self, value, key, this); }
  *entries() { yield* this.#entries.map(entry => [...entry]); }
  *keys() { for (const [key] of this.#entries) yield key; }
  *values() { for (const [, value] of this.#entries) yield value; }
  [Symbol.iterator]() { return this.entries(); }
  get [Symbol.toStringTag]() { return 'FormData'; }
}
function valueOf(value, name) {
  if (!(value instanceof Blob)) return String(value);
  if (value instanceof File && name === undefined) return value;
  return new File([value], name === undefined ? 'blob' : name, { type: value.type });
}
const escapeName = name => name.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');

/** A form as the body of a request, with the type that names its boundary. */
exports.encodeForm = form => {
  const boundary = '----formdata-undici-0' + String(Math.floor(Math.random() * 1e11)).padStart(11, '0');
  const pieces = [];
  for (const [name, value] of form) {
    const head = '--' + boundary + '\r\nContent-Disposition: form-data; name="' + escapeName(name) + '"';
    if (typeof value === 'string') pieces.push(Buffer.from(head + '\r\n\r\n' + value.replace(/\r?\n|\r/g, '\r\n') + '\r\n'));
    else pieces.push(Buffer.from(head + '; filename="' + escapeName(value.name) + '"\r\nContent-Type: ' + (value.type || 'application/octet-stream') + '\r\n\r\n'), parts.get(value), Buffer.from('\r\n'));
  }
  pieces.push(Buffer.from('--' + boundary + '--\r\n'));
  return { bytes: Buffer.concat(pieces), type: 'multipart/form-data; boundary=' + boundary };
};
/** A form from a body. */
exports.decodeForm = (bytes, type) => {
  const form = new FormData();
  if (/^application\/x-www-form-urlencoded/i.test(type)) { for (const [key, value] of new URLSearchParams(bytes.toString())) form.append(key, value); return form; }
  const [, boundary] = /boundary="?([^";]+)/i.exec(type) || [];
  if (!/^multipart\/form-data/i.test(type) || !boundary) throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
  for (const piece of bytes.toString('latin1').split('--' + boundary).slice(1, -1)) {
    const at = piece.indexOf('\r\n\r\n');
    const head = piece.slice(0, at);
    const body = Buffer.from(piece.slice(at + 4, -2), 'latin1');
    const [, name = ''] = /name="([^"]*)"/i.exec(head) || [];
    const file = /filename="([^"]*)"/i.exec(head);
    const [, kind = ''] = /content-type:\s*([^\r\n]+)/i.exec(head) || [];
    form.append(Buffer.from(name, 'latin1').toString(), file ? new File([body], file[1], { type: kind }) : body.toString());
  }
  return form;
};
exports.bytesOf = blob => parts.get(blob);
Object.assign(exports, { Blob, File, FormData });
`;
