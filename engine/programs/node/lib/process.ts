/** process */
export const processSource = String.raw`
const EventEmitter = require('events');
const errors = require('internal/errors');
const tasks = require('internal/task-queue');
const facts = JSON.parse(host.facts());
const { release } = startup;

const prototype = Object.create(EventEmitter.prototype, { constructor: { value: function process() {}, writable: true, configurable: true } });
const process = Object.create(prototype);
EventEmitter.call(process);
module.exports = process;
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });
for (const key of ['_events', '_eventsCount', '_maxListeners']) {
  Object.defineProperty(process, key, { value: process[key], writable: true, enumerable: false, configurable: true });
}

function environment() {
  const values = Object.assign(Object.create(null), Object.fromEntries(JSON.parse(host.env())));
  return new Proxy(Object.setPrototypeOf(values, Object.prototype), {
    set(target, key, value) {
      if (typeof key === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      host.setEnv(key, String(value));
      target[key] = String(value);
      return true;
    },
    defineProperty(target, key, descriptor) {
      host.setEnv(key, String(descriptor.value));
      return Reflect.defineProperty(target, key, { ...descriptor, value: String(descriptor.value) });
    },
    deleteProperty(target, key) { if (typeof key === 'string') host.unsetEnv(key); return delete target[key]; },
  });
}

Object.assign(process, {
  title: 'node',
  version: 'v' + release.version,
  versions: { node: release.version, ...release.versions },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node', ...(release.style === 12 ? { lts: 'Erbium' } : release.style === 20 ? { lts: 'Iron' } : { lts: 'Jod' }) },
  argv: [...startup.argv],
  execArgv: [...startup.execArgv],
  argv0: 'node',
  execPath: startup.execPath,
  env: environment(),
  pid: facts.pid,
  ppid: facts.ppid,
  exitCode: undefined,
  features: { inspector: false, debug: false, uv: true, ipv6: true, tls: false },
  config: { target_defaults: {}, variables: {} },
  nextTick: tasks.nextTick,
});
const call = (syscall, work, path) => {
  try { return work(); } catch (code) { throw typeof code === 'string' ? errors.system(code, syscall, path) : code; }
};
const methods = {
  cwd: () => call('uv_cwd', () => host.cwd()),
  chdir: directory => call('chdir', () => host.chdir(String(directory)), undefined),
  exit(code) { if (code !== undefined) process.exitCode = code; require('internal/loop').leave(process.exitCode); },
  reallyExit(code) { host.exit(Number(code) | 0); for (;;); },
  abort() { host.exit(134); for (;;); },
  umask: mask => host.umask(mask === undefined ? undefined : typeof mask === 'string' ? parseInt(mask, 8) : mask),
  uptime: () => (host.now() - startedAt) / 1000,
  hrtime: Object.assign(previous => {
    const now = host.now();
    const seconds = Math.floor(now / 1000);
    const nanos = Math.round((now - seconds * 1000) * 1e6);
    if (!previous) return [seconds, nanos];
    const difference = [seconds - previous[0], nanos - previous[1]];
    return difference[1] < 0 ? [difference[0] - 1, difference[1] + 1e9] : difference;
  }, { bigint: () => BigInt(Math.round(host.now() * 1e6)) }),
  memoryUsage: Object.assign(() => ({ rss: 42500096, heapTotal: 6070272, heapUsed: 4973120, external: 423221, arrayBuffers: 17606 }), { rss: () => 42500096 }),
  cpuUsage: () => ({ user: Math.round((host.now() - startedAt) * 100), system: 0 }),
  resourceUsage: () => { throw errors.notSimulated('process.resourceUsage'); },
  kill(pid, signal = 'SIGTERM') {
    const { signals } = require('os').constants;
    const name = typeof signal === 'number' ? (signal === 0 ? '' : Object.keys(signals).find(key => signals[key] === signal)) : signal;
    if (name === undefined || (name !== '' && signals[name] === undefined)) throw errors.coded(TypeError, 'ERR_UNKNOWN_SIGNAL', 'Unknown signal: ' + signal);
    call('kill', () => host.kill(pid, name));
    return true;
  },
  getuid: () => JSON.parse(host.facts()).uid,
  geteuid: () => JSON.parse(host.facts()).uid,
  getgid: () => JSON.parse(host.facts()).gid,
  getegid: () => JSON.parse(host.facts()).gid,
  getgroups: () => JSON.parse(host.facts()).groups,
  setuid: id => call('setuid', () => host.setUser(id, undefined)),
  setgid: id => call('setgid', () => host.setUser(undefined, id)),
  emitWarning(warning, kind, code) {
    const options = typeof kind === 'object' && kind !== null ? kind : { type: kind, code };
    const error = warning instanceof Error ? warning : Object.assign(new Error(String(warning)), { name: options.type || 'Warning' });
    if (options.code !== undefined && error.code === undefined) error.code = options.code;
    tasks.nextTick(() => process.emit('warning', error));
  },
  binding: () => { throw errors.notSimulated('process.binding'); },
  hasUncaughtExceptionCaptureCallback: () => false,
  getActiveResourcesInfo: () => [],
};
const startedAt = host.now();
for (const name of Object.keys(methods)) process[name] = methods[name];

process.on('warning', warning => {
  if (startup.execArgv.includes('--no-warnings')) return;
  if (warning.name === 'DeprecationWarning' && (process.noDeprecation || startup.execArgv.includes('--no-deprecation'))) return;
  const code = warning.code === undefined ? '' : '[' + warning.code + '] ';
  const first = !process._warned;
  process._warned || Object.defineProperty(process, '_warned', { value: true, enumerable: false });
  const flag = warning.name === 'DeprecationWarning' ? '--trace-deprecation' : '--trace-warnings';
  const hint = release.style >= 14 && first ? '(Use ' + '\u0060node ' + flag + ' ...\u0060' + ' to show where the warning was created)\n' : '';
  host.write(2, '(node:' + process.pid + ') ' + code + warning.name + ': ' + warning.message + '\n' + hint);
});

/** Signals that somebody listens for are caught. */
const signalNames = new Set(Object.keys(require('os').constants.signals));
const { on, removeListener, removeAllListeners } = EventEmitter.prototype;
const follow = name => { if (signalNames.has(name)) call('uv_signal_start', () => host.catchSignal(name, process.listenerCount(name) > 0)); };
const listen = original => function (name, listener) { const result = original.call(this, name, listener); follow(name); return result; };
for (const [key, original] of [['on', on], ['addListener', on], ['prependListener', EventEmitter.prototype.prependListener], ['off', removeListener], ['removeListener', removeListener], ['removeAllListeners', removeAllListeners]]) {
  Object.defineProperty(prototype, key, { value: listen(original), writable: true, configurable: true, enumerable: false });
}

for (const [fd, name] of ['stdin', 'stdout', 'stderr'].entries()) {
  Object.defineProperty(process, name, {
    configurable: true, enumerable: true,
    get() {
      const stream = require('internal/stdio').open(fd);
      Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true, writable: true });
      return stream;
    },
  });
}
`;
