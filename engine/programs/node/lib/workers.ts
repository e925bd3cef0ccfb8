/** worker_threads and cluster: what a program asks them that runs alone, and ports of messages. */
export const ports = String.raw`
const EventEmitter = require('events');
const { structuredClone } = require('internal/clone');
const others = new WeakMap();
class MessagePort extends EventEmitter {
  #isOpen = true;
  #timer;
  #held = [];
  #isStarted = false;
  constructor() {
    super();
    Object.defineProperty(this, 'onmessage', { get: () => this.handler, set: handler => { this.handler = handler; if (handler) this.start(); }, enumerable: false });
    Object.defineProperty(this, 'handler', { value: null, writable: true, enumerable: false });
  }
  /** An open port with somebody who listens keeps the process alive. */
  ref() { if (!this.#timer && this.#isOpen) this.#timer = setInterval(() => {}, 0x7fffffff); return this; }
  unref() { clearInterval(this.#timer); this.#timer = undefined; return this; }
  start() { this.#isStarted = true; this.ref(); for (const message of this.#held.splice(0)) this._take(message); }
  on(name, listener) { super.on(name, listener); if (name === 'message') this.start(); return this; }
  addEventListener(name, listener) { this.on(name, data => listener({ type: name, data, target: this })); }
  postMessage(message) {
    const other = others.get(this);
    const copy = structuredClone(message);
    if (this.#isOpen && other) setImmediate(() => other._take(copy));
  }
  _take(message) {
    if (!this.#isOpen) return;
    if (!this.#isStarted) { this.#held.push(message); return; }
    if (this.handler) this.handler({ type: 'message', data: message, target: this });
    this.emit('message', message);
  }
  close() {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.unref();
    setImmediate(() => { this.emit('close'); const other = others.get(this); if (other) other.close(); });
  }
}
MessagePort.prototype.addListener = MessagePort.prototype.on;
class MessageChannel {
  constructor() { this.port1 = new MessagePort(); this.port2 = new MessagePort(); others.set(this.port1, this.port2); others.set(this.port2, this.port1); }
}
Object.assign(exports, { MessageChannel, MessagePort });
`;

export const workerThreads = String.raw`
const { notSimulated } = require('internal/errors');
const { MessageChannel, MessagePort } = require('internal/ports');
const environment = new Map();
Object.assign(exports, {
  isMainThread: true, parentPort: null, workerData: null, threadId: 0, resourceLimits: {}, SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'), MessageChannel, MessagePort,
  Worker: class Worker { constructor() { throw notSimulated('worker_threads.Worker'); } },
  BroadcastChannel: class BroadcastChannel { constructor() { throw notSimulated('BroadcastChannel'); } },
  getEnvironmentData: key => environment.get(key),
  setEnvironmentData: (key, value) => { if (value === undefined) environment.delete(key); else environment.set(key, value); },
  markAsUntransferable() {},
  moveMessagePortToContext() { throw notSimulated('moveMessagePortToContext'); },
  receiveMessageOnPort() { throw notSimulated('receiveMessageOnPort'); },
});
`;

export const cluster = String.raw`
const EventEmitter = require('events');
const { notSimulated } = require('internal/errors');
module.exports = Object.assign(new EventEmitter(), {
  isWorker: false, isMaster: true, isPrimary: true, SCHED_NONE: 1, SCHED_RR: 2, schedulingPolicy: 2, settings: {}, workers: {}, Worker: class Worker extends EventEmitter {},
  setupPrimary(settings) { Object.assign(this.settings, settings); },
  setupMaster(settings) { Object.assign(this.settings, settings); },
  fork() { throw notSimulated('cluster.fork'); },
  disconnect(callback) { if (callback) process.nextTick(callback); },
});
`;
