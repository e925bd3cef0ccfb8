/** Event, EventTarget, AbortController. */
export const abort = String.raw`
class Event {
  constructor(type, options = {}) {
    this.type = String(type);
    this.cancelable = options.cancelable === true;
    this.bubbles = options.bubbles === true;
    this.defaultPrevented = false;
    this.target = null;
    this.timeStamp = host.now();
  }
  preventDefault() { if (this.cancelable) this.defaultPrevented = true; }
  stopPropagation() {}
  stopImmediatePropagation() { this._stopped = true; }
}
class CustomEvent extends Event {
  constructor(type, options = {}) { super(type, options); Object.defineProperty(this, 'detail', { value: options.detail === undefined ? null : options.detail, enumerable: false }); }
}
class EventTarget {
  _of(type) { if (!this._list) Object.defineProperty(this, '_list', { value: new Map(), enumerable: false }); if (!this._list.has(type)) this._list.set(type, []); return this._list.get(type); }
  addEventListener(type, listener, options = {}) { if (!this._of(type).some(item => item.listener === listener)) this._of(type).push({ listener, once: options.once === true }); }
  removeEventListener(type, listener) { const list = this._of(type); const at = list.findIndex(item => item.listener === listener); if (at >= 0) list.splice(at, 1); }
  dispatchEvent(event) {
    event.target = event.currentTarget = this;
    for (const item of [...this._of(event.type)]) {
      if (item.once) this.removeEventListener(event.type, item.listener);
      if (typeof item.listener === 'function') item.listener.call(this, event); else item.listener.handleEvent(event);
      if (event._stopped) break;
    }
    const handler = this['on' + event.type];
    if (typeof handler === 'function') handler.call(this, event);
    return !event.defaultPrevented;
  }
}
const codes = { NotFoundError: 8, NotSupportedError: 9, InvalidStateError: 11, SyntaxError: 12, NetworkError: 19, AbortError: 20, TimeoutError: 23, DataCloneError: 25 };
class DOMException extends Error {
  constructor(message = '', options) {
    super(message);
    const name = typeof options === 'string' ? options : options && options.name || 'Error';
    Object.defineProperty(this, 'name', { value: name, enumerable: false, writable: true, configurable: true });
    Object.defineProperty(this, 'code', { value: codes[name] || 0, enumerable: false, writable: true, configurable: true });
    require('internal/stacks').rename(this, name === 'Error' ? 'Error' : name);
  }
  get [Symbol.toStringTag]() { return 'DOMException'; }
}
const abortError = () => new DOMException('This operation was aborted', 'AbortError');
class AbortSignal extends EventTarget {
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) { return 'AbortSignal ' + inspect({ aborted: this.aborted }, options); }
  static any(signals) { const made = new AbortSignal(); for (const each of signals) { if (each.aborted) stop(made, each.reason); else each.addEventListener('abort', () => stop(made, each.reason)); } return made; }
  constructor() { super(); this.aborted = false; this.reason = undefined; this.onabort = null; }
  throwIfAborted() { if (this.aborted) throw this.reason; }
  static abort(reason) { const signal = new AbortSignal(); stop(signal, reason); return signal; }
  static timeout(ms) {
    const signal = new AbortSignal();
    setTimeout(() => stop(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms).unref();
    return signal;
  }
}
function stop(signal, reason) {
  if (signal.aborted) return;
  signal.aborted = true;
  signal.reason = reason === undefined ? abortError() : reason;
  signal.dispatchEvent(new Event('abort'));
}
class AbortController {
  constructor() { this.signal = new AbortSignal(); }
  abort(reason) { stop(this.signal, reason); }
}
Object.assign(exports, { CustomEvent, DOMException, Event, EventTarget, AbortSignal, AbortController });
`;
