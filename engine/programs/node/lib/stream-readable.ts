/** What a readable stream does. */
export const streamReadable = String.raw`
const EventEmitter = require('events');
const errors = require('internal/errors');
const isBytes = chunk => typeof chunk === 'string' || chunk instanceof Uint8Array;
const nextTick = (...args) => process.nextTick(...args);

const readableMethods = {
  _initReadable(options = {}) {
    const mode = options.objectMode === true || options.readableObjectMode === true;
    Object.defineProperty(this, '_readableState', { enumerable: false, writable: true, configurable: true, value: {
      objectMode: mode, highWaterMark: options.highWaterMark || options.readableHighWaterMark || (mode ? 16 : 65536), buffer: [], length: 0, flowing: null, ended: false,
      endEmitted: false, reading: false, scheduled: false, decoder: null, encoding: null, destroyed: false, readableListening: false, errored: null,
    } });
    if (options.encoding) this.setEncoding(options.encoding);
    if (typeof options.read === 'function') this._read = options.read;
  },
  setEncoding(encoding) {
    const { StringDecoder } = require('string_decoder');
    this._readableState.decoder = new StringDecoder(encoding);
    this._readableState.encoding = encoding;
    return this;
  },
  push(chunk, encoding) {
    const state = this._readableState;
    state.reading = false;
    if (chunk === null) {
      if (state.ended) return false;
      const rest = state.decoder ? state.decoder.end() : '';
      if (rest) { state.buffer.push(rest); state.length += rest.length; }
      state.ended = true;
      this._schedule();
      return false;
    }
    if (!state.objectMode) {
      if (!isBytes(chunk)) throw errors.invalidArgument('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
      if (typeof chunk === 'string' && !state.decoder) chunk = Buffer.from(chunk, encoding);
      else if (typeof chunk !== 'string') {
        if (state.decoder) chunk = state.decoder.write(chunk);
        else if (!Buffer.isBuffer(chunk)) chunk = Buffer.from(chunk);
      }
      if (chunk.length === 0) { this._schedule(); return true; }
    }
    state.buffer.push(chunk);
    state.length += state.objectMode ? 1 : chunk.length;
    this._schedule();
    return state.length < state.highWaterMark;
  },
  unshift(chunk) { this._readableState.buffer.unshift(chunk); this._readableState.length += this._readableState.objectMode ? 1 : chunk.length; },
  _schedule() {
    const state = this._readableState;
    if (state.scheduled) return;
    state.scheduled = true;
    nextTick(() => { state.scheduled = false; this._flow(); });
  },
  _flow() {
    const state = this._readableState;
    while (state.flowing && !state.destroyed && state.buffer.length > 0) this.emit('data', this._take());
    if (state.destroyed) return;
    if (state.readableListening && (state.buffer.length > 0 || (state.ended && !state.endEmitted))) this.emit('readable');
    if (state.ended && state.buffer.length === 0 && !state.endEmitted && (state.flowing || state.readableListening)) {
      state.endEmitted = true;
      this.readable = false;
      this.emit('end');
      if (this._autoDestroy !== false && (!this._writableState || this._writableState.finished)) nextTick(() => this.destroy());
      return;
    }
    if (!state.ended && !state.reading && (state.flowing || state.readableListening) && state.length < state.highWaterMark) this._more();
  },
  _more() {
    const state = this._readableState;
    if (state.reading || state.ended || state.destroyed) return;
    state.reading = true;
    try { this._read(state.highWaterMark); } catch (error) { this.destroy(error); }
  },
  _read() {},
  _take(size) {
    const state = this._readableState;
    if (size !== undefined && !state.objectMode) {
      const all = state.decoder ? state.buffer.join('') : Buffer.concat(state.buffer);
      const part = all.slice(0, size);
      const rest = all.slice(size);
      state.buffer = rest.length > 0 ? [rest] : [];
      state.length = rest.length;
      return part;
    }
    const chunk = state.buffer.shift();
    state.length -= state.objectMode ? 1 : chunk.length;
    return chunk;
  },
  read(size) {
    const state = this._readableState;
    if (size === 0) { this._more(); return null; }
    if (state.buffer.length === 0) { this._more(); if (state.ended) this._schedule(); if (state.buffer.length === 0) return null; }
    if (size !== undefined && size > state.length && !state.ended) { this._more(); return null; }
    const chunk = state.objectMode ? this._take() : this._take(size === undefined ? state.length : size);
    if (state.buffer.length === 0) this._schedule();
    if (state.flowing !== true) this.emit('data', chunk);
    return chunk;
  },
  pause() { this._readableState.flowing = false; this.emit('pause'); return this; },
  resume() { this._readableState.flowing = true; this.emit('resume'); this._schedule(); return this; },
  isPaused() { return this._readableState.flowing === false; },
  unpipe(target) {
    for (const entry of (this._pipes || []).filter(item => target === undefined || item.target === target)) { entry.undo(); entry.target.emit('unpipe', this); }
    return this;
  },
  on(name, listener) {
    EventEmitter.prototype.on.call(this, name, listener);
    if (name === 'data' && this._readableState.flowing !== false) this.resume();
    if (name === 'readable') { this._readableState.readableListening = true; this._schedule(); }
    return this;
  },
  [Symbol.asyncIterator]() {
    const self = this;
    return (async function* () {
      const chunks = [];
      let done = false;
      let failure;
      let wake = () => {};
      self.on('data', chunk => { chunks.push(chunk); self.pause(); wake(); });
      self.on('end', () => { done = true; wake(); });
      self.on('close', () => { done = true; wake(); });
      self.on('error', error => { failure = error; wake(); });
      try {
        for (;;) {
          if (failure) throw failure;
          if (chunks.length > 0) { yield chunks.shift(); continue; }
          if (done) return;
          self.resume();
          await new Promise(resolve => { wake = resolve; });
        }
      } finally { self.destroy(); }
    })();
  },
};
readableMethods.addListener = readableMethods.on;

exports.readableMethods = readableMethods;
`;
