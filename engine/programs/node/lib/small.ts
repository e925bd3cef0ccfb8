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
exports.performance = { now: () => host.now() - start, timeOrigin: Date.now(), mark: () => undefined, measure: () => undefined, toJSON: () => ({ timeOrigin: exports.performance.timeOrigin }) };
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
