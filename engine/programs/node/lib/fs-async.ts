/** fs with callbacks, promises, streams and watching. */
export const fsAsync = String.raw`
const errors = require('internal/errors');
const stacks = require('internal/stacks');
const own = { open: [], readFile: ['async Object.readFile (node:internal/fs/promises:1242:14)'], writeFile: ['async Object.writeFile (node:internal/fs/promises:1205:14)'], appendFile: ['async Object.appendFile (node:internal/fs/promises:1226:10)'] };

/** The stack of an error of fs.promises: what waited for it. Only reading and writing whole files wait in JavaScript of node. */
function ofPromise(name, error) {
  if (error.syscall === undefined) return error;
  const user = String(error.stack).split('\n').filter(line => /^ {4}at /.test(line));
  if (startup.release.style < 20 || !Object.hasOwn(own, name) || error.syscall !== 'open') return stacks.setFrames(error, []);
  const match = /^ {4}at (?:(\S+) \()?(\/.*?):(\d+):(\d+)\)?$/.exec(user[0] || '');
  const line = match && stacks.lineOf(match[2], Number(match[3]));
  const wait = line ? line.slice(0, Number(match[4])).lastIndexOf('await ') : -1;
  const caller = wait >= 0 && match[1] !== 'Object.<anonymous>' ? ['async ' + (match[1] ? match[1] + ' (' : '') + match[2] + ':' + match[3] + ':' + (wait + 1) + (match[1] ? ')' : '')] : [];
  stacks.setFrames(error, ['async open (node:internal/fs/promises:639:25)', ...own[name], ...caller]);
  stacks.setArrow(error, 'node:internal/fs/promises:639\n  return new FileHandle(await PromisePrototypeThen(\n                        ^');
  return error;
}
/** A job of the thread pool takes a moment: it is over in one of the next turns of the event loop. */
const later = work => setImmediate(work);

function watchFile(fs, path, options, listener) {
  const given = typeof options === 'object' && options !== null ? options : {};
  const onChange = typeof options === 'function' ? options : listener;
  const zero = () => ({ mtimeMs: 0, size: 0, ino: 0, mtime: new Date(0) });
  const look = () => { try { return fs.statSync(path); } catch { return zero(); } };
  let before = look();
  const timer = setInterval(() => {
    const now = look();
    if (now.mtimeMs === before.mtimeMs && now.size === before.size && now.ino === before.ino) return;
    const previous = before;
    before = now;
    onChange(now, previous);
  }, given.interval || 5007);
  if (given.persistent === false) timer.unref();
  watched.push({ path, onChange, timer });
}
const watched = [];

/** There is no inotify here: whoever watches looks every so often. */
function watch(fs, path, options, listener) {
  const EventEmitter = require('events');
  const given = typeof options === 'object' && options !== null ? options : {};
  const watcher = new EventEmitter();
  const root = fs._pathOf(path);
  if (typeof options === 'function') watcher.on('change', options);
  else if (listener) watcher.on('change', listener);
  const scan = () => {
    const found = new Map();
    const visit = (name, shown) => {
      let stat;
      try { stat = fs.statSync(name); } catch { return; }
      if (!stat.isDirectory()) { found.set(shown, stat.mtimeMs + ' ' + stat.size + ' ' + stat.ino); return; }
      if (shown !== '') found.set(shown, 'directory');
      if (shown !== '' && !given.recursive) return;
      for (const child of fs.readdirSync(name)) visit(name + '/' + child, shown === '' ? child : shown + '/' + child);
    };
    if (fs.statSync(root).isDirectory()) visit(root, '');
    else visit(root, require('path').basename(root));
    return found;
  };
  let before;
  try { before = scan(); } catch (error) { throw errors.system(error.code, 'watch', root); }
  const timer = setInterval(() => {
    let now;
    try { now = scan(); } catch { now = new Map(); }
    for (const [name, mark] of now) if (before.get(name) !== mark) watcher.emit('change', before.has(name) ? 'change' : 'rename', name);
    for (const name of before.keys()) if (!now.has(name)) watcher.emit('change', 'rename', name);
    before = now;
  }, 500);
  if (given.persistent === false) timer.unref();
  watcher.close = () => { clearInterval(timer); watcher.emit('close'); };
  watcher.ref = () => { timer.ref(); return watcher; };
  watcher.unref = () => { timer.unref(); return watcher; };
  return watcher;
}

exports.addTo = (fs, sync) => {
  const promises = { constants: fs.constants };
  for (const name of Object.keys(sync)) {
    fs[name] = (...args) => {
      const callback = args.pop();
      if (typeof callback !== 'function') throw errors.invalidArgument(startup.release.style >= 20 ? 'cb' : 'callback', 'of type function', callback);
      let outcome;
      try { outcome = [null, sync[name](...args)]; } catch (error) {
        if (error.code === undefined || String(error.code).startsWith('ERR_INVALID')) throw error;
        // Nobody waits on the stack for what a thread does.
        outcome = [stacks.setFrames(error, [])];
      }
      if (outcome.length > 1 && outcome[1] === undefined) outcome.pop();
      if (name === 'read' || name === 'write') outcome.push(args[1]);
      later(() => callback(...outcome));
    };
    promises[name] = (...args) => new Promise((resolve, reject) => {
      let outcome;
      try { outcome = [sync[name](...args)]; } catch (error) { const told = ofPromise(name, error); later(() => reject(told)); return; }
      later(() => resolve(outcome[0]));
    });
  }
  fs.exists = (path, callback) => { const found = fs.existsSync(path); later(() => callback(found)); };
  fs.exists[Symbol.for('nodejs.util.promisify.custom')] = path => new Promise(resolve => fs.exists(path, resolve));
  fs.watch = (path, options, listener) => watch(fs, path, options, listener);
  fs.watchFile = (path, options, listener) => watchFile(fs, fs._pathOf(path), options, listener);
  fs.unwatchFile = (path, listener) => {
    for (const item of watched) if (item.path === path && (!listener || item.onChange === listener)) clearInterval(item.timer);
  };
  promises.open = async (path, flags, mode) => fileHandle(fs, sync, sync.open(path, flags, mode));
  promises.access = async (path, mode) => { try { sync.access(path, mode); } catch (error) { throw ofPromise('access', error); } };
  Object.defineProperty(fs, 'promises', { value: promises, enumerable: true, configurable: true });
  addStreams(fs, sync);
};

function fileHandle(fs, sync, fd) {
  const handle = { fd };
  for (const [name, method] of [['readFile', 'readFile'], ['writeFile', 'writeFile'], ['appendFile', 'appendFile'], ['stat', 'fstat'], ['truncate', 'ftruncate'], ['close', 'close'], ['sync', 'fsync']]) {
    handle[name] = async (...args) => sync[method](fd, ...args);
  }
  handle.read = async (buffer, ...rest) => ({ bytesRead: sync.read(fd, buffer, ...rest), buffer });
  handle.write = async (buffer, ...rest) => ({ bytesWritten: sync.write(fd, buffer, ...rest), buffer });
  return handle;
}

function addStreams(fs, sync) {
  const { Readable, Writable } = require('stream');
  class ReadStream extends Readable {
    constructor(path, options = {}) {
      const given = typeof options === 'string' ? { encoding: options } : options;
      super({ highWaterMark: given.highWaterMark || 65536, encoding: given.encoding });
      this.path = path;
      this.fd = given.fd === undefined ? null : given.fd;
      this.bytesRead = 0;
      this.start = given.start;
      this.end = given.end === undefined ? Infinity : given.end;
      Object.defineProperty(this, '_at', { value: given.start, writable: true });
      if (this.fd === null) later(() => {
        try { this.fd = sync.open(path, given.flags || 'r', given.mode); } catch (error) { this.destroy(error); return; }
        this.emit('open', this.fd);
        this.emit('ready');
        this._readableState.reading = false;
        this._schedule();
      });
    }
    _read(size) {
      if (this.fd === null) return;
      later(() => {
        if (this.destroyed) return;
        const max = Math.min(size, this.end - (this._at || 0) + 1);
        const buffer = Buffer.alloc(Math.max(0, max));
        let count = 0;
        try { count = max <= 0 ? 0 : sync.read(this.fd, buffer, 0, buffer.length, this._at); } catch (error) { this.destroy(error); return; }
        if (this._at !== undefined || this.end !== Infinity) this._at = (this._at || 0) + count;
        this.bytesRead += count;
        this.push(count === 0 ? null : buffer.subarray(0, count));
      });
    }
    _destroy(error, callback) {
      if (this.fd !== null) { try { sync.close(this.fd); } catch {} this.fd = null; }
      callback(error);
    }
    close(callback) { if (callback) this.once('close', callback); this.destroy(); }
  }
  class WriteStream extends Writable {
    constructor(path, options = {}) {
      const given = typeof options === 'string' ? { encoding: options } : options;
      super({ highWaterMark: given.highWaterMark });
      this.path = path;
      this.bytesWritten = 0;
      this.fd = given.fd === undefined ? null : given.fd;
      Object.defineProperty(this, '_at', { value: given.start, writable: true });
      if (this.fd !== null) return;
      Object.defineProperty(this, '_waiting', { value: null, writable: true });
      later(() => {
        try { this.fd = sync.open(path, given.flags || 'w', given.mode); } catch (error) { this.destroy(error); return; }
        this.emit('open', this.fd);
        this.emit('ready');
        if (this._waiting) this._waiting();
      });
    }
    _write(chunk, encoding, callback) {
      if (this.fd === null) { this._waiting = () => this._write(chunk, encoding, callback); return; }
      later(() => {
        let count;
        try { count = sync.write(this.fd, chunk, 0, chunk.length, this._at); } catch (error) { callback(error); return; }
        if (this._at !== undefined) this._at += count;
        this.bytesWritten += count;
        callback();
      });
    }
    _final(callback) { if (this.fd === null && !this.destroyed) { this._waiting = callback; return; } callback(); }
    _destroy(error, callback) {
      if (this.fd !== null) { try { sync.close(this.fd); } catch {} this.fd = null; }
      callback(error);
    }
    close(callback) { if (callback) this.once('close', callback); this.end(); }
  }
  fs.ReadStream = ReadStream;
  fs.WriteStream = WriteStream;
  fs.createReadStream = (path, options) => new ReadStream(path, options);
  fs.createWriteStream = (path, options) => new WriteStream(path, options);
}
`;
