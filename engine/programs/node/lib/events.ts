/** events */
export const events = String.raw`
const errors = require('internal/errors');
const { inspect } = require('internal/inspect');

function EventEmitter(options) { EventEmitter.init.call(this, options); }
module.exports = EventEmitter;
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.defaultMaxListeners = 10;
EventEmitter.errorMonitor = Symbol('events.errorMonitor');
EventEmitter.captureRejectionSymbol = Symbol.for('nodejs.rejection');
EventEmitter.init = function () {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
};
const proto = EventEmitter.prototype;
proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;

function check(listener) {
  if (typeof listener !== 'function') throw errors.invalidArgument('listener', 'of type function', listener);
}
function eventsOf(emitter) {
  if (emitter._events === undefined) EventEmitter.init.call(emitter);
  return emitter._events;
}
function add(emitter, name, listener, prepend) {
  check(listener);
  const events = eventsOf(emitter);
  if (events.newListener !== undefined) emitter.emit('newListener', name, listener.listener || listener);
  const list = emitter._events[name];
  if (list === undefined) { emitter._events[name] = [listener]; emitter._eventsCount++; }
  else if (prepend) emitter._events[name] = [listener, ...list];
  else emitter._events[name] = [...list, listener];
  const max = emitter.getMaxListeners();
  const now = emitter._events[name];
  if (max > 0 && now.length > max && !now.warned) {
    now.warned = true;
    const kind = emitter.constructor && emitter.constructor.name ? emitter.constructor.name : 'EventEmitter';
    process.emitWarning('Possible EventEmitter memory leak detected. ' + now.length + ' ' + String(name) + ' listeners added to [' + kind + ']. ' + (startup.release.style < 20 ? '' : 'MaxListeners is ' + max + '. ') + 'Use emitter.setMaxListeners() to increase limit', 'MaxListenersExceededWarning');
  } else if (list && list.warned) now.warned = true;
  return emitter;
}
function onceWrapper(emitter, name, listener) {
  check(listener);
  function wrapped(...args) {
    emitter.removeListener(name, wrapped);
    return listener.apply(emitter, args);
  }
  wrapped.listener = listener;
  return wrapped;
}

proto.setMaxListeners = function (count) { this._maxListeners = count; return this; };
proto.getMaxListeners = function () { return this._maxListeners === undefined ? EventEmitter.defaultMaxListeners : this._maxListeners; };
proto.on = proto.addListener = function (name, listener) { return add(this, name, listener, false); };
proto.prependListener = function (name, listener) { return add(this, name, listener, true); };
proto.once = function (name, listener) { return this.on(name, onceWrapper(this, name, listener)); };
proto.prependOnceListener = function (name, listener) { return this.prependListener(name, onceWrapper(this, name, listener)); };
proto.off = proto.removeListener = function (name, listener) {
  check(listener);
  const list = eventsOf(this)[name];
  if (!list) return this;
  let at = list.length - 1;
  while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
  if (at < 0) return this;
  if (list.length === 1) { delete this._events[name]; this._eventsCount--; }
  else this._events[name] = list.filter((item, index) => index !== at);
  if (this._events.removeListener) this.emit('removeListener', name, listener);
  return this;
};
proto.removeAllListeners = function (name) {
  if (name === undefined) { this._events = Object.create(null); this._eventsCount = 0; }
  else if (eventsOf(this)[name]) { delete this._events[name]; this._eventsCount--; }
  return this;
};
proto.emit = function (name, ...args) {
  const list = eventsOf(this)[name];
  if (name === 'error' && this._events[EventEmitter.errorMonitor]) this.emit(EventEmitter.errorMonitor, ...args);
  if (list === undefined) {
    if (name !== 'error') return false;
    if (args[0] instanceof Error) { require('internal/emitted').tell(args[0], this); throw args[0]; }
    const error = errors.coded(Error, 'ERR_UNHANDLED_ERROR', 'Unhandled error. (' + (typeof args[0] === 'string' ? "'" + args[0] + "'" : inspect(args[0])) + ')');
    error.context = args[0];
    require('internal/emitted').tellOther(error);
    throw error;
  }
  for (const listener of list) Reflect.apply(listener, this, args);
  return true;
};
proto.listeners = function (name) { return (eventsOf(this)[name] || []).map(item => item.listener || item); };
proto.rawListeners = function (name) { return (eventsOf(this)[name] || []).slice(); };
proto.listenerCount = function (name) { return (eventsOf(this)[name] || []).length; };
proto.eventNames = function () { return Reflect.ownKeys(eventsOf(this)); };

EventEmitter.listenerCount = (emitter, name) => emitter.listenerCount(name);
EventEmitter.once = (emitter, name, { signal } = {}) => new Promise((resolve, reject) => {
  if (typeof emitter.addEventListener === 'function' && typeof emitter.on !== 'function') { emitter.addEventListener(name, event => resolve([event]), { once: true }); return; }
  const stopped = () => reject(Object.assign(errors.coded(Error, 'ABORT_ERR', 'The operation was aborted'), { name: 'AbortError' }));
  if (signal && signal.aborted) { stopped(); return; }
  if (signal) signal.addEventListener('abort', stopped);
  const onError = error => { emitter.removeListener(name, onEvent); reject(error); };
  const onEvent = (...args) => { emitter.removeListener('error', onError); resolve(args); };
  emitter.once(name, onEvent);
  if (name !== 'error') emitter.once('error', onError);
});
EventEmitter.on = async function* (emitter, name) {
  const waiting = [];
  let wake = () => {};
  const listener = (...args) => { waiting.push(args); wake(); };
  emitter.on(name, listener);
  try {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift();
      await new Promise(resolve => { wake = resolve; });
    }
  } finally { emitter.removeListener(name, listener); }
};
`;
