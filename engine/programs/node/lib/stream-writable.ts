/** What a writable stream does. */
export const streamWritable = String.raw`
const errors = require('internal/errors');
const isBytes = chunk => typeof chunk === 'string' || chunk instanceof Uint8Array;
const nextTick = (...args) => process.nextTick(...args);

const writableMethods = {
  _initWritable(options = {}) {
    const mode = options.objectMode === true || options.writableObjectMode === true;
    Object.defineProperty(this, '_writableState', { enumerable: false, writable: true, configurable: true, value: {
      objectMode: mode, highWaterMark: options.highWaterMark || options.writableHighWaterMark || (mode ? 16 : 16384), queue: [], length: 0, writing: false, ending: false,
      finished: false, needDrain: false, destroyed: false, corked: 0, decodeStrings: options.decodeStrings !== false, defaultEncoding: 'utf8', errored: null,
    } });
    for (const name of ['write', 'writev', 'final', 'destroy']) if (typeof options[name] === 'function') this['_' + name] = options[name];
    this.writable = true;
  },
  write(chunk, encoding, callback) {
    const done = typeof encoding === 'function' ? encoding : callback;
    const state = this._writableState;
    if (chunk === null) throw errors.coded(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    if (!state.objectMode && !isBytes(chunk)) throw errors.invalidArgument('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
    if (state.ending || state.destroyed) {
      const error = state.destroyed && !state.ending ? errors.coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed') : errors.coded(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
      nextTick(() => { if (done) done(error); });
      if (!state.destroyed) this.destroy(error);
      return false;
    }
    let kind = typeof encoding === 'string' ? encoding : state.defaultEncoding;
    let data = chunk;
    if (!state.objectMode && state.decodeStrings && typeof chunk === 'string') { data = Buffer.from(chunk, kind); kind = 'buffer'; }
    else if (!state.objectMode && typeof chunk !== 'string' && !Buffer.isBuffer(chunk)) data = Buffer.from(chunk);
    state.length += state.objectMode ? 1 : data.length;
    state.queue.push({ data, kind, done });
    this._pump();
    const room = state.length < state.highWaterMark;
    if (!room) state.needDrain = true;
    return room;
  },
  _pump() {
    const state = this._writableState;
    if (state.writing || state.corked > 0) return;
    const next = state.queue.shift();
    if (!next) { this._maybeFinish(); return; }
    state.writing = true;
    let isSync = true;
    const finish = error => {
      state.writing = false;
      state.length -= state.objectMode ? 1 : next.data.length;
      if (error) { if (next.done) nextTick(next.done, error); this.destroy(error); return; }
      const after = () => {
        if (next.done) next.done(null);
        if (state.needDrain && state.length === 0 && !state.ending && !state.destroyed) { state.needDrain = false; this.emit('drain'); }
        this._maybeFinish();
      };
      if (isSync) nextTick(after); else after();
      this._pump();
    };
    try { this._write(next.data, next.kind, finish); } catch (error) { if (!isSync) throw error; throw error; }
    isSync = false;
  },
  _write(chunk, encoding, callback) { callback(errors.coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented')); },
  _maybeFinish() {
    const state = this._writableState;
    if (!state.ending || state.writing || state.queue.length > 0 || state.finished || state.finalCalled || state.destroyed) return;
    state.finalCalled = true;
    const finish = error => {
      if (error) { this.destroy(error); return; }
      nextTick(() => {
        if (state.destroyed) return;
        state.finished = true;
        this.emit('finish');
        if (this._autoDestroy !== false && (!this._readableState || this._readableState.endEmitted)) this.destroy();
      });
    };
    if (typeof this._final === 'function') this._final(finish); else finish();
  },
  end(chunk, encoding, callback) {
    let done = callback;
    if (typeof chunk === 'function') done = chunk;
    else if (typeof encoding === 'function') done = encoding;
    const state = this._writableState;
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk, typeof encoding === 'string' ? encoding : undefined);
    if (typeof done === 'function') { if (state.finished) nextTick(done); else this.once('finish', done); }
    if (!state.ending) {
      state.ending = true;
      this.writable = false;
      state.corked = 0;
      this._pump();
    }
    return this;
  },
  cork() { this._writableState.corked++; },
  uncork() { const state = this._writableState; if (state.corked > 0 && --state.corked === 0) this._pump(); },
  setDefaultEncoding(encoding) { this._writableState.defaultEncoding = encoding; return this; },
};

exports.writableMethods = writableMethods;
`;
