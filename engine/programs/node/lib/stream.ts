/** stream: Readable, Writable, Duplex, Transform, PassThrough. */
export const stream = String.raw`
const EventEmitter = require('events');

class Stream extends EventEmitter {
  pipe(target, options) { return pipe(this, target, options); }
}
function pipe(source, target, options = {}) {
  const onData = chunk => { if (target.write(chunk) === false) { source.pause(); target.once('drain', resume); } };
  const resume = () => source.resume();
  const onEnd = () => target.end();
  source.on('data', onData);
  if (options.end !== false && target !== process.stdout && target !== process.stderr) source.once('end', onEnd);
  const undo = () => { source.removeListener('data', onData); source.removeListener('end', onEnd); target.removeListener('drain', resume); };
  (source._pipes = source._pipes || []).push({ target, undo });
  target.once('close', undo);
  target.emit('pipe', source);
  return target;
}
const nextTick = (...args) => process.nextTick(...args);
const { readableMethods } = require('internal/stream-readable');
const { writableMethods } = require('internal/stream-writable');

function destroy(error) {
  const states = [this._readableState, this._writableState].filter(Boolean);
  if (states.some(state => state.destroyed)) return this;
  for (const state of states) { state.destroyed = true; state.errored = error || null; }
  this.destroyed = true;
  const finish = failure => nextTick(() => {
    const reason = failure || error;
    if (reason) this.emit('error', reason);
    if (this._tellsFailure) this.emit('close', Boolean(reason)); else this.emit('close');
  });
  if (typeof this._destroy === 'function') this._destroy(error || null, finish); else finish();
  return this;
}
const getters = {
  readableFlowing: stream => stream._readableState && stream._readableState.flowing, readableEnded: stream => stream._readableState ? stream._readableState.endEmitted : false,
  readableLength: stream => stream._readableState ? stream._readableState.length : 0, readableObjectMode: stream => stream._readableState ? stream._readableState.objectMode : false,
  readableHighWaterMark: stream => stream._readableState ? stream._readableState.highWaterMark : 0, readableEncoding: stream => stream._readableState ? stream._readableState.encoding : null,
};
const writableGetters = {
  writableEnded: stream => stream._writableState.ending, writableFinished: stream => stream._writableState.finished, writableLength: stream => stream._writableState.length,
  writableHighWaterMark: stream => stream._writableState.highWaterMark, writableNeedDrain: stream => stream._writableState.needDrain, writableObjectMode: stream => stream._writableState.objectMode,
};
function mix(target, methods, computed) {
  for (const key of Reflect.ownKeys(methods)) Object.defineProperty(target, key, { value: methods[key], writable: true, configurable: true, enumerable: false });
  for (const key of Object.keys(computed)) Object.defineProperty(target, key, { get() { return computed[key](this); }, configurable: true, enumerable: false });
  Object.defineProperty(target, 'destroy', { value: destroy, writable: true, configurable: true, enumerable: false });
}

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  EventEmitter.call(this);
  this.readable = true;
  this.destroyed = false;
  this._initReadable(options);
  if (options && typeof options.destroy === 'function') this._destroy = options.destroy;
  if (options && options.autoDestroy === false) this._autoDestroy = false;
}
function Writable(options) {
  if (!(this instanceof Writable) && !(this && this._writableState)) return new Writable(options);
  EventEmitter.call(this);
  this.destroyed = false;
  this._initWritable(options);
  if (options && options.autoDestroy === false) this._autoDestroy = false;
}
function Duplex(options = {}) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  Readable.call(this, options);
  this._initWritable(options);
  this.allowHalfOpen = options.allowHalfOpen !== false;
  if (!this.allowHalfOpen) this.once('end', () => this.end());
}
function Transform(options = {}) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, options);
  if (typeof options.transform === 'function') this._transform = options.transform;
  if (typeof options.flush === 'function') this._flush = options.flush;
}
function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
const extend = (child, parent) => {
  Object.setPrototypeOf(child, parent);
  child.prototype = Object.create(parent.prototype, { constructor: { value: child, writable: true, configurable: true } });
};
extend(Readable, Stream);
extend(Writable, Stream);
extend(Duplex, Readable);
extend(Transform, Duplex);
extend(PassThrough, Transform);
mix(Readable.prototype, readableMethods, getters);
mix(Writable.prototype, writableMethods, writableGetters);
mix(Duplex.prototype, writableMethods, writableGetters);
Object.defineProperty(Writable, Symbol.hasInstance, { value: object => Function.prototype[Symbol.hasInstance].call(Writable, object) || (!!object && object._writableState !== undefined && object instanceof Stream) });
Transform.prototype._write = function (chunk, encoding, callback) {
  this._transform(chunk, encoding, (error, data) => {
    if (data !== undefined && data !== null) this.push(data);
    callback(error);
  });
};
Transform.prototype._final = function (callback) {
  const finish = (error, data) => {
    if (data !== undefined && data !== null) this.push(data);
    if (!error) this.push(null);
    callback(error);
  };
  if (typeof this._flush === 'function') this._flush(finish); else finish();
};
PassThrough.prototype._transform = function (chunk, encoding, callback) { callback(null, chunk); };
Readable.from = (source, options) => {
  const iterator = typeof source === 'string' || Buffer.isBuffer(source) ? [source][Symbol.iterator]() : source[Symbol.asyncIterator] ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  return new Readable({
    objectMode: true, highWaterMark: 1, ...options,
    read() { Promise.resolve(iterator.next()).then(({ done, value }) => Promise.resolve(value).then(item => this.push(done ? null : item)), error => this.destroy(error)); },
  });
};

module.exports = Stream;
Object.assign(Stream, { Stream, Readable, Writable, Duplex, Transform, PassThrough });
const ends = require('internal/stream-end');
Stream.finished = ends.finished;
Stream.pipeline = ends.pipeline;
Stream.promises = ends.promises;
require('internal/stream-operators').addOperators(Readable);
Readable.fromWeb = (source, options) => require('stream/web').toNode(source, options);
Readable.toWeb = source => require('stream/web').fromNode(source);
Stream.addAbortSignal = (signal, stream) => { const stop = () => stream.destroy(Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' })); if (signal.aborted) stop(); else signal.addEventListener('abort', stop); return stream; };
`;
