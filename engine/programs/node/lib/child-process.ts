/** child_process: spawn, exec, execFile and fork; children are processes of the container. */
export const childProcess = String.raw`
const EventEmitter = require('events');
const { Readable, Writable } = require('stream');
const errors = require('internal/errors');
const loop = require('internal/loop');
const { bytesOf } = require('internal/encoding');
const { outcomes, shellOf, optionsOf, commandFailed, checkFile, envOf } = require('internal/child-options');

class ChildProcess extends EventEmitter {
  constructor() {
    super();
    Object.assign(this, { _closesNeeded: 1, _closesGot: 0, connected: false, signalCode: null, exitCode: null, killed: false, spawnfile: null });
  }
  kill(signal = 'SIGTERM') {
    if (this.exitCode !== null || this.signalCode !== null || this.pid === undefined) return false;
    try { process.kill(this.pid, signal); } catch (error) { if (error.code === 'ESRCH') return false; throw error; }
    if (signal !== 0) this.killed = true;
    return true;
  }
  ref() { if (this._wait !== undefined) loop.setRef(this._wait, true); return this; }
  unref() { if (this._wait !== undefined) loop.setRef(this._wait, false); this._isUnref = true; return this; }
}
exports.ChildProcess = ChildProcess;

/** Closes a descriptor once: its number may belong to another afterwards. */
function closer(fd) {
  let isOpen = true;
  return () => { if (isOpen) { isOpen = false; try { host.close(fd); } catch {} } };
}
function readEnd(fd) {
  let id;
  const close = closer(fd);
  const stream = new Readable({
    read() {
      if (id !== undefined || stream.destroyed) return;
      id = loop.start('read', [fd, 65536], (code, bytes) => {
        id = undefined;
        if (code === 'EINTR') { stream._readableState.reading = false; stream.read(0); return; }
        if (code !== undefined) { stream.destroy(errors.system(code, 'read')); return; }
        stream.push(bytes.byteLength === 0 ? null : Buffer.from(bytes));
      });
    },
    destroy(error, callback) { if (id !== undefined) loop.cancel(id); close(); callback(error); },
  });
  stream.fd = fd;
  stream.ref = () => { if (id !== undefined) loop.setRef(id, true); return stream; };
  stream.unref = () => { if (id !== undefined) loop.setRef(id, false); return stream; };
  return stream;
}
function writeEnd(fd) {
  const close = closer(fd);
  const stream = new Writable({
    write(chunk, encoding, callback) { loop.start('write', [fd, bytesOf(chunk)], code => callback(code === undefined ? null : errors.network(code, 'write'))); },
    final(callback) { close(); callback(); },
    destroy(error, callback) { close(); callback(error); },
  });
  stream.fd = fd;
  stream.ref = stream.unref = () => stream;
  return stream;
}
Object.assign(exports, { _readEnd: readEnd, _writeEnd: writeEnd });

function start(child, argv, given, plan) {
  try {
    return JSON.parse(host.spawn(JSON.stringify(argv), envOf(given.env || process.env, plan), given.cwd === undefined ? process.cwd() : require('internal/child-options').folderOf(given.cwd), JSON.stringify(plan), given.detached === true));
  } catch (code) {
    if (typeof code !== 'string') throw code;
    const error = errors.system(code, 'spawn ' + argv[0]);
    error.message = 'spawn ' + argv[0] + ' ' + code;
    error.path = argv[0];
    error.spawnargs = argv.slice(1);
    for (const stream of [child.stdin, child.stdout, child.stderr]) if (stream) stream.destroy();
    process.nextTick(() => { child.emit('error', error); child.exitCode = error.errno; child.emit('close', error.errno, null); });
    return undefined;
  }
}

exports.spawn = (file, args, options) => {
  checkFile(file);
  const list = Array.isArray(args) ? args.map(String) : [];
  const given = (Array.isArray(args) || args === undefined || args === null ? options : args) || {};
  const { stdio, plan } = optionsOf(given);
  const argv = shellOf(file, list, given);
  const child = new ChildProcess();
  child.spawnfile = argv[0];
  child.spawnargs = given.argv0 === undefined ? argv : [given.argv0, ...argv.slice(1)];
  const started = start(child, argv, given, plan);
  child.stdin = child.stdout = child.stderr = null;
  if (!started) { if (stdio.slice(0, 3).includes('pipe')) { child.stdin = new Writable(); child.stdout = new Readable({ read() {} }); child.stderr = new Readable({ read() {} }); } return child; }
  child.pid = started.pid;
  child.stdio = started.fds.slice(0, stdio.length).map((fd, index) => fd === null || stdio[index] === 'ipc' ? null : index === 0 ? writeEnd(fd) : readEnd(fd));
  [child.stdin, child.stdout, child.stderr] = child.stdio;
  const channel = stdio.indexOf('ipc');
  if (channel >= 0) require('internal/child-channel').open(child, started.fds[channel], started.fds[channel + 1]);
  watch(child);
  limit(child, given);
  process.nextTick(() => child.emit('spawn'));
  return child;
};

/** 'exit' when the process has ended, 'close' when its streams have, too. */
function watch(child) {
  const closed = () => { if (++child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode); };
  for (const stream of child.stdio.slice(1)) if (stream) { child._closesNeeded++; stream.on('close', closed); }
  const wait = () => {
    child._wait = loop.start('wait', [child.pid], (code, status, signal) => {
      if (code === 'EINTR') { wait(); return; }
      child._wait = undefined;
      // What the child has written by now is told first.
      setImmediate(setImmediate, ended, status, signal);
    });
    if (child._isUnref) loop.setRef(child._wait, false);
  };
  const ended = (status, signal) => {
    if (signal) child.signalCode = signal; else child.exitCode = status;
    if (child.stdin) child.stdin.destroy();
    child.emit('exit', child.exitCode, child.signalCode);
    // What nobody reads is thrown away, for 'close' waits for it.
    process.nextTick(() => { for (const stream of child.stdio) if (stream && stream.readable && stream._readableState && stream._readableState.flowing === null && stream.listenerCount('readable') === 0) stream.resume(); });
    closed();
  };
  wait();
}

function limit(child, { timeout, killSignal = 'SIGTERM', signal }) {
  if (timeout > 0) {
    const timer = setTimeout(() => child.kill(killSignal), timeout);
    child.on('exit', () => clearTimeout(timer));
  }
  if (!signal) return;
  const abort = () => { if (child.kill(killSignal)) child.emit('error', abortError(signal)); };
  if (signal.aborted) process.nextTick(abort); else { signal.addEventListener('abort', abort); child.on('exit', () => signal.removeEventListener('abort', abort)); }
}
const abortError = signal => Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR', cause: signal.reason });

exports.execFile = (file, ...rest) => {
  const args = Array.isArray(rest[0]) ? rest[0] : [];
  const given = { encoding: 'utf8', timeout: 0, maxBuffer: 1024 * 1024, killSignal: 'SIGTERM', ...rest.find(item => typeof item === 'object' && item !== null && !Array.isArray(item)) };
  const callback = rest.find(item => typeof item === 'function');
  const child = exports.spawn(file, args, { ...given, stdio: 'pipe' });
  const parts = { stdout: [], stderr: [] };
  let failure;
  const isText = given.encoding && given.encoding !== 'buffer' && Buffer.isEncoding(given.encoding);
  const textOf = list => isText ? Buffer.concat(list).toString(given.encoding) : Buffer.concat(list);
  let timedOut = false;
  if (given.timeout > 0) setTimeout(() => { timedOut = true; }, given.timeout).unref();
  const end = (code, signal) => {
    if (!callback || child._isOver) return;
    child._isOver = true;
    const [stdout, stderr] = [textOf(parts.stdout), textOf(parts.stderr)];
    const command = given.shell ? file : [file, ...args].join(' ');
    if (!failure && code === 0 && !signal) { callback(null, stdout, stderr); return; }
    const error = failure || commandFailed(command, stderr, { code, signal, killed: child.killed || timedOut });
    if (failure && error.cmd === undefined) error.cmd = command;
    callback(error, stdout, stderr);
  };
  for (const name of ['stdout', 'stderr']) {
    if (!child[name]) continue;
    let size = 0;
    child[name].on('data', chunk => {
      const bytes = Buffer.from(chunk);
      const room = given.maxBuffer - size;
      size += bytes.length;
      if (size <= given.maxBuffer) { parts[name].push(bytes); return; }
      if (room > 0) parts[name].push(bytes.subarray(0, room));
      if (!failure) { failure = errors.coded(RangeError, 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER', name + ' maxBuffer length exceeded'); child.kill(given.killSignal); }
    });
    if (isText) child[name].setEncoding(given.encoding);
  }
  child.on('close', end);
  child.on('error', error => { failure = failure || error; end(null, null); });
  return child;
};
exports.exec = (command, ...rest) => {
  checkFile(command, 'command');
  const given = rest.find(item => typeof item === 'object' && item !== null) || {};
  return exports.execFile(command, [], { ...given, shell: typeof given.shell === 'string' ? given.shell : true }, rest.find(item => typeof item === 'function'));
};
for (const name of ['exec', 'execFile']) {
  const original = exports[name];
  Object.defineProperty(original, require('util').promisify.custom, {
    value: (...args) => {
      let child;
      const promise = new Promise((resolve, reject) => { child = original(...args, (error, stdout, stderr) => { if (error) reject(Object.assign(error, { stdout, stderr })); else resolve({ stdout, stderr }); }); });
      promise.child = child;
      return promise;
    },
  });
}
exports.fork = (file, args, options) => {
  const list = Array.isArray(args) ? args : [];
  const given = (Array.isArray(args) || args === undefined ? options : args) || {};
  const stdio = given.stdio === undefined ? given.silent ? ['pipe', 'pipe', 'pipe', 'ipc'] : [0, 1, 2, 'ipc'] : given.stdio;
  if (Array.isArray(stdio) && !stdio.includes('ipc')) throw errors.coded(Error, 'ERR_CHILD_PROCESS_IPC_REQUIRED', "Forked processes must have an IPC channel, missing value 'ipc' in options.stdio");
  return exports.spawn(given.execPath || process.execPath, [...(given.execArgv || process.execArgv.filter(word => !/^-(e|p|pe|-eval|-print)$/.test(word))), String(file), ...list], { ...given, shell: false, stdio: Array.isArray(stdio) ? stdio : [stdio, stdio, stdio, 'ipc'] });
};
Object.assign(exports, require('internal/child-sync').make(outcomes));
`;
