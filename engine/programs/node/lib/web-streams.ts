/** stream/web: the streams of the web. */
export const webStreams = String.raw`
const errors = require('internal/errors');
const { inspect } = require('util');
const invalidState = words => errors.coded(TypeError, 'ERR_INVALID_STATE', 'Invalid state: ' + words);
const later = () => { const made = {}; made.promise = new Promise((resolve, reject) => { made.resolve = resolve; made.reject = reject; }); made.promise.catch(() => {}); return made; };
const sizeOf = strategy => strategy && typeof strategy.size === 'function' ? strategy.size.bind(strategy) : () => 1;
const markOf = (strategy, fallback) => strategy && strategy.highWaterMark !== undefined ? Number(strategy.highWaterMark) : fallback;

class ReadableStreamDefaultController {
  constructor(state) { Object.defineProperty(this, '_state', { value: state }); }
  get desiredSize() { const { _state: s } = this; return s.kind === 'errored' ? null : s.kind === 'closed' ? 0 : s.mark - s.size; }
  enqueue(chunk) {
    const s = this._state;
    if (s.closing || s.kind !== 'readable') throw invalidState('Controller is already closed');
    if (s.waiting.length > 0) s.waiting.shift().resolve({ value: chunk, done: false });
    else { const size = s.sizeOf(chunk); s.queue.push({ chunk, size }); s.size += size; }
    pull(s);
  }
  close() {
    const s = this._state;
    if (s.closing || s.kind !== 'readable') throw invalidState('Controller is already closed');
    s.closing = true;
    if (s.queue.length === 0) finish(s);
  }
  error(reason) { fail(this._state, reason); }
}
function finish(s) {
  if (s.kind !== 'readable') return;
  s.kind = 'closed';
  for (const waiter of s.waiting.splice(0)) waiter.resolve({ value: undefined, done: true });
  s.closed.resolve();
}
function fail(s, reason) {
  if (s.kind !== 'readable') return;
  s.kind = 'errored';
  s.reason = reason;
  s.queue = [];
  for (const waiter of s.waiting.splice(0)) waiter.reject(reason);
  s.closed.reject(reason);
}
function pull(s) {
  if (!s.started || s.closing || s.kind !== 'readable' || typeof s.source.pull !== 'function') return;
  if (s.waiting.length === 0 && s.mark - s.size <= 0) return;
  if (s.pulling) { s.pullAgain = true; return; }
  s.pulling = true;
  let result;
  try { result = s.source.pull(s.controller); } catch (error) { fail(s, error); return; }
  Promise.resolve(result).then(() => { s.pulling = false; if (s.pullAgain || s.waiting.length > 0) { s.pullAgain = false; pull(s); } }, error => fail(s, error));
}
class ReadableStreamDefaultReader {
  constructor(stream) {
    if (stream.locked) throw invalidState('ReadableStream is locked');
    Object.defineProperty(this, '_stream', { value: stream, writable: true });
    stream._state.reader = this;
  }
  get closed() { return this._stream._state.closed.promise; }
  read() { return this._stream ? take(this._stream._state) : Promise.reject(invalidState('The reader is not attached to a stream')); }
  releaseLock() { if (this._stream) { this._stream._state.reader = undefined; this._stream = undefined; } }
  cancel(reason) { return cancel(this._stream._state, reason); }
}
function take(s) {
  if (s.queue.length > 0) {
    const { chunk, size } = s.queue.shift();
    s.size -= size;
    if (s.closing && s.queue.length === 0) finish(s); else pull(s);
    return Promise.resolve({ value: chunk, done: false });
  }
  if (s.kind === 'closed') return Promise.resolve({ value: undefined, done: true });
  if (s.kind === 'errored') return Promise.reject(s.reason);
  const waiter = later();
  s.waiting.push(waiter);
  pull(s);
  return waiter.promise;
}
async function cancel(s, reason) {
  if (s.kind === 'errored') throw s.reason;
  if (s.kind === 'closed') return;
  s.queue = [];
  finish(s);
  if (typeof s.source.cancel === 'function') await s.source.cancel(reason);
}
class ReadableStream {
  constructor(source = {}, strategy = {}) {
    const s = { source, mark: markOf(strategy, source.type === 'bytes' ? 0 : 1), sizeOf: sizeOf(strategy), queue: [], size: 0, waiting: [], kind: 'readable', closed: later(), started: false, pulling: false, closing: false };
    Object.defineProperty(this, '_state', { value: s });
    s.controller = new ReadableStreamDefaultController(s);
    const begun = typeof source.start === 'function' ? source.start(s.controller) : undefined;
    Promise.resolve(begun).then(() => { s.started = true; pull(s); }, error => fail(s, error));
  }
  get locked() { return this._state.reader !== undefined; }
  getReader(options) {
    if (options && options.mode === 'byob') throw errors.notSimulated('a reader that brings its own buffer');
    return new ReadableStreamDefaultReader(this);
  }
  cancel(reason) { return this.locked ? Promise.reject(invalidState('ReadableStream is locked')) : cancel(this._state, reason); }
  pipeThrough(pair, options) { this.pipeTo(pair.writable, options).catch(() => {}); return pair.readable; }
  async pipeTo(target, options = {}) {
    const reader = this.getReader();
    const writer = target.getWriter();
    try {
      for (;;) {
        if (options.signal) options.signal.throwIfAborted();
        await writer.ready;
        const { value, done } = await reader.read();
        if (done) break;
        writer.write(value).catch(() => {});
      }
      if (!options.preventClose) await writer.close();
    } catch (error) {
      if (!options.preventAbort) await writer.abort(error).catch(() => {});
      if (!options.preventCancel) await cancel(this._state, error).catch(() => {});
      throw error;
    } finally { reader.releaseLock(); writer.releaseLock(); }
  }
  tee() {
    const reader = this.getReader();
    const controllers = [];
    const next = async () => {
      try {
        const { value, done } = await reader.read();
        for (const each of controllers) { if (done) each.close(); else each.enqueue(value); }
      } catch (error) { for (const each of controllers) each.error(error); }
    };
    return [0, 1].map(() => new ReadableStream({ start(controller) { controllers.push(controller); }, pull: next }, { highWaterMark: 0 }));
  }
  async *values(options = {}) {
    const reader = this.getReader();
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally { if (!options.preventCancel) await cancel(this._state).catch(() => {}); reader.releaseLock(); }
  }
  [Symbol.asyncIterator](options) { return this.values(options); }
  static from(items) {
    const iterator = items[Symbol.asyncIterator] ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    return new ReadableStream({
      async pull(controller) { const { value, done } = await iterator.next(); if (done) controller.close(); else controller.enqueue(await value); },
      async cancel(reason) { if (iterator.return) await iterator.return(reason); },
    }, { highWaterMark: 0 });
  }
  get [Symbol.toStringTag]() { return 'ReadableStream'; }
  [inspect.custom](depth, options) { return 'ReadableStream ' + inspect({ locked: this.locked, state: this._state.kind, supportsBYOB: this._state.source.type === 'bytes' }, options); }
}

class WritableStreamDefaultController {
  constructor(state) { Object.defineProperty(this, '_state', { value: state }); this.signal = new AbortController().signal; }
  error(reason) { breakDown(this._state, reason); }
}
function breakDown(s, reason) {
  if (s.kind !== 'writable') return;
  s.kind = 'errored';
  s.reason = reason;
  s.ready.reject(reason);
  s.closed.reject(reason);
}
/** Puts work behind what is being written. */
function inOrder(s, work) {
  const result = s.last.then(() => { if (s.kind === 'errored') throw s.reason; return work(); });
  s.last = result.catch(error => breakDown(s, error));
  return result;
}
class WritableStreamDefaultWriter {
  constructor(stream) {
    if (stream.locked) throw invalidState('WritableStream is locked');
    Object.defineProperty(this, '_stream', { value: stream, writable: true });
    stream._state.writer = this;
  }
  get ready() { return this._stream._state.ready.promise; }
  get closed() { return this._stream._state.closed.promise; }
  get desiredSize() { const s = this._stream._state; return s.kind === 'errored' ? null : s.kind === 'closed' ? 0 : s.mark - s.size; }
  write(chunk) {
    const s = this._stream._state;
    if (s.kind === 'closed' || s.closing) return Promise.reject(invalidState('WritableStream is closed'));
    const size = s.sizeOf(chunk);
    s.size += size;
    if (s.size >= s.mark && s.isReady) { s.isReady = false; s.ready = later(); }
    return inOrder(s, () => typeof s.sink.write === 'function' ? s.sink.write(chunk, s.controller) : undefined).then(() => {
      s.size -= size;
      if (!s.isReady && s.size < s.mark) { s.isReady = true; s.ready.resolve(); }
    });
  }
  close() {
    const s = this._stream._state;
    if (s.kind === 'closed' || s.closing) return Promise.reject(invalidState('WritableStream is closed'));
    s.closing = true;
    return inOrder(s, () => typeof s.sink.close === 'function' ? s.sink.close(s.controller) : undefined).then(() => { s.kind = 'closed'; s.closed.resolve(); });
  }
  async abort(reason) {
    const s = this._stream._state;
    if (s.kind !== 'writable') return;
    breakDown(s, reason);
    if (typeof s.sink.abort === 'function') await s.sink.abort(reason);
  }
  releaseLock() { if (this._stream) { this._stream._state.writer = undefined; this._stream = undefined; } }
}
class WritableStream {
  constructor(sink = {}, strategy = {}) {
    const s = { sink, mark: markOf(strategy, 1), sizeOf: sizeOf(strategy), size: 0, kind: 'writable', ready: later(), isReady: true, closed: later(), closing: false };
    Object.defineProperty(this, '_state', { value: s });
    s.ready.resolve();
    s.controller = new WritableStreamDefaultController(s);
    const begun = typeof sink.start === 'function' ? sink.start(s.controller) : undefined;
    s.last = Promise.resolve(begun).catch(error => breakDown(s, error));
  }
  get locked() { return this._state.writer !== undefined; }
  getWriter() { return new WritableStreamDefaultWriter(this); }
  async close() { const writer = this.getWriter(); try { await writer.close(); } finally { writer.releaseLock(); } }
  async abort(reason) { const writer = this.getWriter(); try { await writer.abort(reason); } finally { writer.releaseLock(); } }
  get [Symbol.toStringTag]() { return 'WritableStream'; }
  [inspect.custom](depth, options) { return 'WritableStream ' + inspect({ locked: this.locked, state: this._state.kind }, options); }
}

class TransformStream {
  constructor(transformer = {}, writableStrategy, readableStrategy) {
    let controller;
    let demand = later();
    this.readable = new ReadableStream({ start(c) { controller = c; }, pull() { demand.resolve(); }, cancel(reason) { demand.resolve(); breakDown(writable._state, reason); } }, { highWaterMark: 0, ...readableStrategy });
    const outside = { enqueue: chunk => controller.enqueue(chunk), error: reason => { controller.error(reason); breakDown(writable._state, reason); }, terminate() { controller.close(); }, get desiredSize() { return controller.desiredSize; } };
    const guarded = async work => { try { await work(); } catch (error) { controller.error(error); throw error; } };
    const writable = new WritableStream({
      start: () => typeof transformer.start === 'function' ? transformer.start(outside) : undefined,
      async write(chunk) {
        if (controller.desiredSize !== null && controller.desiredSize <= 0 && this !== undefined && controller._state.waiting.length === 0) { demand = later(); await demand.promise; }
        await guarded(() => typeof transformer.transform === 'function' ? transformer.transform(chunk, outside) : outside.enqueue(chunk));
      },
      async close() {
        await guarded(() => typeof transformer.flush === 'function' ? transformer.flush(outside) : undefined);
        if (!controller._state.closing && controller._state.kind === 'readable') controller.close();
      },
      abort(reason) { controller.error(reason); },
    }, writableStrategy);
    this.writable = writable;
  }
  get [Symbol.toStringTag]() { return 'TransformStream'; }
}
class CountQueuingStrategy { constructor({ highWaterMark }) { this.highWaterMark = highWaterMark; } size() { return 1; } }
class ByteLengthQueuingStrategy { constructor({ highWaterMark }) { this.highWaterMark = highWaterMark; } size(chunk) { return chunk.byteLength; } }
class TextEncoderStream extends TransformStream {
  constructor() { const encoder = new TextEncoder(); super({ transform(chunk, controller) { if (String(chunk) !== '') controller.enqueue(encoder.encode(String(chunk))); } }); this.encoding = 'utf-8'; }
}
class TextDecoderStream extends TransformStream {
  constructor(label = 'utf-8') {
    const { StringDecoder } = require('string_decoder');
    const decoder = new StringDecoder(label);
    super({
      transform(chunk, controller) { const text = decoder.write(Buffer.from(chunk)); if (text !== '') controller.enqueue(text); },
      flush(controller) { const text = decoder.end(); if (text !== '') controller.enqueue(text); },
    });
    this.encoding = label;
  }
}
const packers = { gzip: ['gzip', 'gunzip'], deflate: ['deflate', 'inflate'], 'deflate-raw': ['deflateRaw', 'inflateRaw'] };
/** A stream that packs or unpacks all at its end. */
function packing(format, index) {
  if (!Object.hasOwn(packers, format)) throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'format' must be one of: 'deflate', 'deflate-raw', 'gzip'. Received " + inspect(format));
  const chunks = [];
  return {
    transform(chunk) { chunks.push(Buffer.from(chunk)); },
    flush(controller) { controller.enqueue(Uint8Array.from(require('zlib')[packers[format][index] + 'Sync'](Buffer.concat(chunks)))); },
  };
}
class CompressionStream extends TransformStream { constructor(format) { super(packing(format, 0)); } }
class DecompressionStream extends TransformStream { constructor(format) { super(packing(format, 1)); } }

Object.assign(exports, {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController, WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController, TransformStream,
  CountQueuingStrategy, ByteLengthQueuingStrategy, TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream,
});
/** A stream of the web as one of node, and the other way round. */
exports.toNode = (source, options) => require('stream').Readable.from(source, { objectMode: false, ...options });
exports.fromNode = source => ReadableStream.from((async function* () { for await (const chunk of source) yield typeof chunk === 'string' ? Buffer.from(chunk) : new Uint8Array(chunk); })());
`;
