/** Modules of a few lines. */
export const asyncHooks = String.raw`
const { notSimulated } = require('internal/errors');
exports.AsyncLocalStorage = class AsyncLocalStorage { constructor() { throw notSimulated('AsyncLocalStorage'); } };
exports.AsyncResource = class AsyncResource {
  constructor(type) { this.type = type; }
  runInAsyncScope(work, self, ...args) { return work.apply(self, args); }
  emitDestroy() { return this; }
  bind(work) { return work; }
};
exports.executionAsyncId = () => 1;
exports.createHook = () => { throw notSimulated('async_hooks.createHook'); };
`;

export const perfHooks = String.raw`
const start = host.now();
const { notSimulated, coded } = require('internal/errors');
class PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail) { this.name = name; this.entryType = entryType; this.startTime = startTime; this.duration = duration; if (detail !== undefined) this.detail = detail; }
  toJSON() { return { ...this }; }
}
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}
let entries = [];
const observers = new Set();
const now = () => host.now() - start;
function add(entry) {
  entries.push(entry);
  for (const observer of observers) observer.take(entry);
  return entry;
}
function timeOf(mark) {
  if (typeof mark === 'number') return mark;
  const found = entries.findLast(entry => entry.entryType === 'mark' && entry.name === mark);
  if (!found) throw coded(SyntaxError, 'ERR_INVALID_PERFORMANCE_MARK', 'The "' + mark + '" performance mark has not been set');
  return found.startTime;
}
exports.PerformanceEntry = PerformanceEntry;
exports.PerformanceObserver = class PerformanceObserver {
  constructor(callback) { Object.assign(this, { callback, types: [], buffer: [] }); }
  observe({ entryTypes, type }) { this.types = entryTypes || [type]; observers.add(this); }
  disconnect() { observers.delete(this); }
  take(entry) {
    if (!this.types.includes(entry.entryType)) return;
    this.buffer.push(entry);
    if (this.buffer.length === 1) setImmediate(() => { const list = this.buffer; this.buffer = []; this.callback({ getEntries: () => list, getEntriesByName: name => list.filter(item => item.name === name), getEntriesByType: kind => list.filter(item => item.entryType === kind) }, this); });
  }
};
exports.monitorEventLoopDelay = () => { throw notSimulated('perf_hooks.monitorEventLoopDelay'); };
exports.performance = {
  now, timeOrigin: Date.now(),
  mark: (name, options = {}) => add(new PerformanceMark(String(name), 'mark', options.startTime === undefined ? now() : options.startTime, 0, options.detail === undefined ? null : options.detail)),
  measure(name, from, to) {
    const options = typeof from === 'object' && from !== null ? from : { start: from, end: to };
    const begin = options.start === undefined ? 0 : timeOf(options.start);
    const end = options.end !== undefined ? timeOf(options.end) : options.duration !== undefined ? begin + options.duration : now();
    return add(new PerformanceMeasure(String(name), 'measure', begin, end - begin, options.detail === undefined ? null : options.detail));
  },
  getEntries: () => entries.slice(), getEntriesByName: (name, type) => entries.filter(entry => entry.name === name && (type === undefined || entry.entryType === type)), getEntriesByType: type => entries.filter(entry => entry.entryType === type),
  clearMarks(name) { entries = entries.filter(entry => entry.entryType !== 'mark' || (name !== undefined && entry.name !== name)); },
  clearMeasures(name) { entries = entries.filter(entry => entry.entryType !== 'measure' || (name !== undefined && entry.name !== name)); },
  timerify: work => work,
  toJSON: () => ({ timeOrigin: exports.performance.timeOrigin }) };
`;

export const tty = String.raw`
exports.isatty = fd => Number.isInteger(fd) && fd >= 0 && host.isTerminal(fd);
exports.ReadStream = class ReadStream {};
exports.WriteStream = class WriteStream {};
`;

export const constants = String.raw`
Object.assign(exports, require('fs').constants, require('os').constants.signals, require('os').constants.errno);
`;

export const diagnosticsChannel = String.raw`
const channels = new Map();
class Channel {
  constructor(name) { this.name = name; this._listeners = []; }
  get hasSubscribers() { return this._listeners.length > 0; }
  subscribe(listener) { this._listeners.push(listener); }
  unsubscribe(listener) { this._listeners = this._listeners.filter(item => item !== listener); }
  publish(message) { for (const listener of this._listeners) listener(message, this.name); }
}
exports.Channel = Channel;
exports.channel = name => { if (!channels.has(name)) channels.set(name, new Channel(name)); return channels.get(name); };
exports.hasSubscribers = name => channels.has(name) && channels.get(name).hasSubscribers;
`;
