/** The first code of a process: takes the bridge to the host away from the learner and builds the world that they see. */
export const boot = String.raw`(function () {
'use strict';
const host = globalThis.__drydock;
delete globalThis.__drydock;
const startup = JSON.parse(host.startup());
// What may have to wait ends this engine: nothing goes on until that is noticed.
for (const name of ['read', 'readFile', 'spawnSync']) {
  const call = host[name];
  host[name] = (...args) => { try { return call(...args); } catch (code) { if (code === 'SUSPENDED') for (;;); throw code; } };
}
const loaded = new Map();

function internalRequire(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const source = host.source(name);
  const module = { exports: {} };
  loaded.set(name, module);
  const body = host.compile('(function (exports, require, module, host, startup) {' + source + '\n})', 'node:' + name);
  body(module.exports, internalRequire, module, host, startup);
  return module.exports;
}

const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
const lazy = (name, file, key) => Object.defineProperty(globalThis, name, {
  configurable: true,
  enumerable: false,
  get() { const value = internalRequire(file)[key]; define(name, value); return value; },
  set(value) { define(name, value); },
});

define('global', globalThis);
Object.defineProperty(globalThis, Symbol.toStringTag, { value: 'global', configurable: true });
internalRequire('internal/errors').install(define);
internalRequire('internal/json');
internalRequire('internal/locale');
const timers = internalRequire('timers');
for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate']) globalThis[name] = timers[name];
globalThis.queueMicrotask = internalRequire('internal/task-queue').queueMicrotask;
define('process', internalRequire('process'));
lazy('console', 'console', 'globalConsole');
lazy('Buffer', 'buffer', 'Buffer');
lazy('URL', 'url', 'URL');
lazy('URLSearchParams', 'url', 'URLSearchParams');
lazy('TextEncoder', 'internal/encoding', 'TextEncoder');
lazy('TextDecoder', 'internal/encoding', 'TextDecoder');
lazy('atob', 'buffer', 'atob');
lazy('btoa', 'buffer', 'btoa');
const major = Number(startup.release.version.split('.')[0]);
if (major >= 15) {
  for (const name of ['AbortController', 'AbortSignal', 'DOMException', 'Event', 'EventTarget']) lazy(name, 'internal/abort', name);
}
if (major >= 16) lazy('performance', 'perf_hooks', 'performance');
if (major >= 17) lazy('structuredClone', 'internal/clone', 'structuredClone');
if (major >= 18) for (const name of ['fetch', 'Headers', 'Request', 'Response']) lazy(name, 'internal/fetch', name);
if (major >= 18) {
  for (const name of ['Blob', 'FormData']) lazy(name, 'internal/blob', name);
  for (const name of ['ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamDefaultController', 'WritableStream', 'WritableStreamDefaultWriter', 'WritableStreamDefaultController', 'TransformStream', 'CountQueuingStrategy', 'ByteLengthQueuingStrategy', 'TextEncoderStream', 'TextDecoderStream', 'CompressionStream', 'DecompressionStream']) lazy(name, 'stream/web', name);
}
if (major >= 15) for (const name of ['MessageChannel', 'MessagePort']) lazy(name, 'internal/ports', name);
if (major >= 19) lazy('CustomEvent', 'internal/abort', 'CustomEvent');
if (major >= 20) lazy('File', 'internal/blob', 'File');
if (major >= 19) lazy('crypto', 'crypto', 'webcrypto');

Object.assign(host, internalRequire('internal/loop').entry);
if (process.env.NODE_CHANNEL_FD !== undefined) {
  const fd = Number(process.env.NODE_CHANNEL_FD);
  delete process.env.NODE_CHANNEL_FD;
  internalRequire('internal/child-channel').join(fd);
}
})();`;
