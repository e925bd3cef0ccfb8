/** timers: kept here, in order of their moments; the host asks for the next one and has them run one at a time. */
export const timers = String.raw`
const { invalidArgument } = require('internal/errors');
const MAX_DELAY = 2147483647;
let sequence = 0;
let heap = [];
const byId = new Map();
const immediates = [];
const custom = Symbol.for('nodejs.util.promisify.custom');

function before(a, b) { return a.at !== b.at ? a.at < b.at : a.order < b.order; }
function push(timer) {
  heap.push(timer);
  for (let i = heap.length - 1; i > 0;) {
    const parent = (i - 1) >> 1;
    if (!before(heap[i], heap[parent])) break;
    [heap[i], heap[parent]] = [heap[parent], heap[i]];
    i = parent;
  }
}
function pop() {
  const first = heap[0];
  const last = heap.pop();
  if (heap.length > 0 && last !== first) {
    heap[0] = last;
    for (let i = 0;;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && before(heap[child], heap[least])) least = child;
      if (least === i) break;
      [heap[i], heap[least]] = [heap[least], heap[i]];
      i = least;
    }
  }
  return first;
}

class Timeout {
  constructor(callback, delay, args, repeats) {
    let wait = Number(delay);
    if (!(wait >= 1 && wait <= MAX_DELAY)) wait = 1;
    this._idleTimeout = Math.trunc(wait);
    this._onTimeout = callback;
    this._repeat = repeats ? this._idleTimeout : null;
    this._destroyed = false;
    hide(this, { args, isRef: true, isIn: false, at: 0, order: 0, id: ++sequence });
    schedule(this);
  }
  ref() { this.isRef = true; return this; }
  unref() { this.isRef = false; return this; }
  hasRef() { return this.isRef; }
  refresh() { if (!this._destroyed) schedule(this); return this; }
  close() { clearTimeout(this); return this; }
  [Symbol.toPrimitive]() { byId.set(this.id, this); return this.id; }
}
function hide(target, values) {
  for (const key of Object.keys(values)) Object.defineProperty(target, key, { value: values[key], writable: true, enumerable: false });
}
function schedule(timer) {
  if (timer.isIn) { heap = heap.filter(other => other !== timer); heap.sort((a, b) => before(a, b) ? -1 : 1); }
  timer.at = host.now() + timer._idleTimeout;
  timer.order = ++sequence;
  timer.isIn = true;
  push(timer);
}

class Immediate {
  constructor(callback, args) {
    this._onImmediate = callback;
    hide(this, { args, isRef: true });
  }
  ref() { this.isRef = true; return this; }
  unref() { this.isRef = false; return this; }
  hasRef() { return this.isRef; }
}

function check(callback) { if (typeof callback !== 'function') throw invalidArgument('callback', 'of type function', callback); }

function setTimeout(callback, delay, ...args) { check(callback); return new Timeout(callback, delay, args, false); }
function setInterval(callback, delay, ...args) { check(callback); return new Timeout(callback, delay, args, true); }
function setImmediate(callback, ...args) {
  check(callback);
  const immediate = new Immediate(callback, args);
  immediates.push(immediate);
  return immediate;
}
function clearTimeout(timer) {
  const found = timer instanceof Timeout ? timer : byId.get(Number(timer));
  if (!found || found._destroyed) return;
  found._destroyed = true;
  byId.delete(found.id);
}
function clearImmediate(immediate) {
  const at = immediates.indexOf(immediate);
  if (at >= 0) immediates.splice(at, 1);
}
function clean() { while (heap.length > 0 && heap[0]._destroyed) pop().isIn = false; }

function abortError(signal) {
  const error = require('internal/errors').coded(Error, 'ABORT_ERR', 'The operation was aborted');
  Object.defineProperty(error, 'name', { value: 'AbortError', enumerable: false, writable: true, configurable: true });
  Object.defineProperty(error, 'cause', { value: signal.reason, enumerable: false, writable: true, configurable: true });
  return error;
}
/** What 'start' begins and its result can take back, until a signal says that nobody waits any more. */
function untilAborted({ signal }, start) {
  if (signal && signal.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const stop = start(resolve);
    if (signal) signal.addEventListener('abort', () => { stop(); reject(abortError(signal)); });
  });
}
const promises = {
  setTimeout: (delay, value, options = {}) => untilAborted(options, done => { const timer = setTimeout(done, delay, value); if (options.ref === false) timer.unref(); return () => clearTimeout(timer); }),
  setImmediate: (value, options = {}) => untilAborted(options, done => { const made = setImmediate(done, value); return () => clearImmediate(made); }),
  async *setInterval(delay, value, options) { for (;;) { await promises.setTimeout(delay, undefined, options); yield value; } },
  scheduler: { wait: (delay, options) => promises.setTimeout(delay, undefined, options), yield: () => promises.setImmediate() },
};
setTimeout[custom] = promises.setTimeout;
setImmediate[custom] = promises.setImmediate;

module.exports = {
  setTimeout, clearTimeout, setInterval, clearInterval: clearTimeout, setImmediate, clearImmediate, promises,
};
const internal = {
  /** Runs the first timer that is due; true when there was one. */
  runTimer(now) {
    clean();
    const timer = heap[0];
    if (!timer || timer.at > now) return false;
    pop();
    timer.isIn = false;
    if (timer._repeat !== null) schedule(timer);
    else clearTimeout(timer);
    timer._onTimeout(...timer.args);
    return true;
  },
  nextTimer() { clean(); return heap.length > 0 ? heap[0].at : Infinity; },
  keepsAlive() { return heap.some(timer => timer.isRef && !timer._destroyed) || immediates.some(item => item.isRef); },
  pendingImmediates() { return immediates.length; },
  runImmediate() {
    const immediate = immediates.shift();
    if (immediate) immediate._onImmediate(...immediate.args);
  },
};
for (const name of Object.keys(internal)) Object.defineProperty(module.exports, name, { value: internal[name], enumerable: false });
`;
