/** fs: the synchronous functions; the others are made of them. */
export const fs = String.raw`
const errors = require('internal/errors');
const { bytesOf } = require('internal/encoding');

const letters = { r: 'r', 'r+': 'rw', rs: 'r', 'rs+': 'rw', w: 'wct', wx: 'wctx', 'w+': 'rwct', 'wx+': 'rwctx', a: 'ac', ax: 'acx', 'a+': 'rac', 'ax+': 'racx', xw: 'wctx', as: 'ac' };
const constants = {
  F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, COPYFILE_FICLONE: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024,
  S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960, S_IFSOCK: 49152,
};
function flagsOf(flags = 'r') {
  if (typeof flags === 'number') return (['r', 'w', 'rw'][flags & 3] || 'r') + (flags & 64 ? 'c' : '') + (flags & 128 ? 'x' : '') + (flags & 512 ? 't' : '') + (flags & 1024 ? 'a' : '');
  const found = letters[flags];
  if (!found) throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'flags' is invalid. Received '" + flags + "'");
  return found;
}
const modeOf = (mode, fallback) => mode === undefined || mode === null ? fallback : typeof mode === 'string' ? parseInt(mode, 8) : mode;
function pathOf(path, name = 'path') {
  if (typeof path === 'string') {
    if (path.includes('\0')) throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument '" + name + "' must be a string, Uint8Array, or URL without null bytes. Received " + require('util').inspect(path));
    return path;
  }
  if (path instanceof Uint8Array) return Buffer.from(path).toString();
  if (path && typeof path === 'object' && path.protocol === 'file:') return require('url').fileURLToPath(path);
  throw errors.invalidArgument(name, 'of type string or an instance of Buffer or URL', path);
}
function call(syscall, path, dest, work) {
  try { return work(); } catch (code) {
    if (typeof code !== 'string') throw code;
    throw errors.system(code, syscall, path, dest);
  }
}
const encodingOf = options => typeof options === 'string' ? options : options && options.encoding;
const decoded = (bytes, options) => { const encoding = encodingOf(options); return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes; };
const dataOf = (data, options) => {
  if (typeof data === 'string') return Buffer.from(data, encodingOf(options) || 'utf8');
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw errors.invalidArgument('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
};

class Stats {
  constructor(facts) {
    const times = {};
    for (const name of ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks', 'atimeMs', 'mtimeMs', 'ctimeMs', 'birthtimeMs']) this[name] = facts[name];
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) this[name] = new Date(Math.round(facts[name + 'Ms']));
  }
  isDirectory() { return (this.mode & 61440) === 16384; }
  isFile() { return (this.mode & 61440) === 32768; }
  isSymbolicLink() { return (this.mode & 61440) === 40960; }
  isFIFO() { return (this.mode & 61440) === 4096; }
  isSocket() { return (this.mode & 61440) === 49152; }
  isCharacterDevice() { return (this.mode & 61440) === 8192; }
  isBlockDevice() { return (this.mode & 61440) === 24576; }
}
class Dirent {
  constructor(name, kind, path) {
    this.name = name;
    if (startup.release.style >= 20) { this.parentPath = path; this.path = path; }
    this[Symbol('type')] = { file: 1, directory: 2, symlink: 3, fifo: 4, socket: 5, character: 6, block: 7 }[kind];
    Object.defineProperty(this, '_kind', { value: kind, enumerable: false });
  }
  isDirectory() { return this._kind === 'directory'; }
  isFile() { return this._kind === 'file'; }
  isSymbolicLink() { return this._kind === 'symlink'; }
  isFIFO() { return this._kind === 'fifo'; }
  isSocket() { return this._kind === 'socket'; }
  isCharacterDevice() { return this._kind === 'character'; }
  isBlockDevice() { return this._kind === 'block'; }
}
const statWith = (name, syscall) => (path, options) => {
  const file = pathOf(path);
  if (options && options.throwIfNoEntry === false) { try { host[name](file); } catch (code) { if (code === 'ENOENT' || code === 'ENOTDIR') return undefined; } }
  return new Stats(JSON.parse(call(syscall, file, undefined, () => host[name](file))));
};
const removeTree = (path, options) => {
  let stat;
  try { stat = sync.lstat(path); } catch (error) {
    if (options.force && error.code === 'ENOENT') return;
    if (error.code === 'ENOENT') throw errors.system('ENOENT', options.syscall || 'stat', path);
    throw error;
  }
  if (stat.isDirectory()) {
    if (!options.recursive) throw errors.coded(Error, 'ERR_FS_EISDIR', 'Path is a directory: rm returned EISDIR (is a directory) ' + path);
    for (const name of sync.readdir(path)) removeTree(path + '/' + name, options);
    sync.rmdir(path);
  } else sync.unlink(path);
};
const listTree = (path, options, below) => JSON.parse(call('scandir', path, undefined, () => host.readdir(path))).flatMap(([name, kind]) => {
  const own = options.withFileTypes ? new Dirent(name, kind, path) : below + name;
  return options.recursive && kind === 'directory' ? [own, ...listTree(path + '/' + name, options, below + name + '/')] : [own];
});

const sync = {
  readFile(path, options) {
    if (typeof path === 'number') {
      const parts = [];
      for (;;) {
        const part = call('read', undefined, undefined, () => host.read(path, 65536, -1));
        if (part.byteLength === 0) return decoded(Buffer.concat(parts), options);
        parts.push(Buffer.from(part));
      }
    }
    const file = pathOf(path);
    let bytes;
    try { bytes = host.readFile(file); } catch (code) {
      if (typeof code !== 'string') throw code;
      throw code === 'EISDIR' ? errors.system(code, 'read') : errors.system(code, 'open', file);
    }
    return decoded(Buffer.from(bytes), options);
  },
  writeFile(path, data, options = {}) {
    const bytes = dataOf(data, options);
    const fd = typeof path === 'number' ? path : sync.open(path, (typeof options === 'object' && options.flag) || 'w', modeOf(options.mode, 0o666));
    try { call('write', undefined, undefined, () => host.writeAt(fd, bytesOf(bytes), -1)); } finally { if (fd !== path) host.close(fd); }
  },
  appendFile(path, data, options = {}) { sync.writeFile(path, data, { ...(typeof options === 'string' ? { encoding: options } : options), flag: 'a' }); },
  open(path, flags, mode) { const file = pathOf(path); return call('open', file, undefined, () => host.open(file, flagsOf(flags), modeOf(mode, 0o666))); },
  close(fd) { call('close', undefined, undefined, () => host.close(fd)); },
  read(fd, buffer, offset, length, position) {
    if (typeof offset === 'object' && offset !== null) return sync.read(fd, buffer, offset.offset, offset.length, offset.position);
    const start = offset || 0;
    const max = length === undefined ? buffer.byteLength - start : length;
    const bytes = new Uint8Array(call('read', undefined, undefined, () => host.read(fd, max, typeof position === 'number' ? position : -1)));
    new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, start);
    return bytes.length;
  },
  write(fd, data, offset, length, position) {
    if (typeof data === 'string') {
      const bytes = Buffer.from(data, typeof length === 'string' ? length : 'utf8');
      call('write', undefined, undefined, () => host.writeAt(fd, bytesOf(bytes), typeof offset === 'number' ? offset : -1));
      return bytes.length;
    }
    const part = dataOf(data).subarray(offset || 0, length === undefined || length === null ? undefined : (offset || 0) + length);
    call('write', undefined, undefined, () => host.writeAt(fd, bytesOf(part), typeof position === 'number' ? position : -1));
    return part.length;
  },
  stat: statWith('stat', 'stat'),
  lstat: statWith('lstat', 'lstat'),
  fstat: fd => new Stats(JSON.parse(call('fstat', undefined, undefined, () => host.fstat(fd)))),
  readdir(path, options) { const file = pathOf(path); return listTree(file, typeof options === 'object' && options !== null ? options : {}, ''); },
  mkdir(path, options) {
    const file = pathOf(path);
    const given = typeof options === 'object' && options !== null ? options : { mode: options };
    const make = name => call('mkdir', file, undefined, () => host.mkdir(name, modeOf(given.mode, 0o777)));
    if (!given.recursive) { make(file); return undefined; }
    let first;
    let current = file.startsWith('/') ? '' : '.';
    for (const part of file.split('/').filter(Boolean)) {
      current += '/' + part;
      try { if (JSON.parse(host.stat(current)).mode >> 12 === 4) continue; throw errors.system(current.endsWith(part) && current.length >= file.length ? 'EEXIST' : 'ENOTDIR', 'mkdir', file); } catch (code) { if (code !== 'ENOENT') throw typeof code === 'string' ? errors.system(code, 'mkdir', file) : code; }
      make(current);
      if (first === undefined) first = require('path').resolve(current);
    }
    return first;
  },
  rmdir(path, options) {
    const file = pathOf(path);
    if (options && options.recursive) { removeTree(file, { recursive: true, force: true }); return; }
    call('rmdir', file, undefined, () => host.rmdir(file));
  },
  rm(path, options = {}) { removeTree(pathOf(path), { ...options, syscall: startup.release.style >= 20 ? 'lstat' : 'stat' }); },
  unlink(path) { const file = pathOf(path); call('unlink', file, undefined, () => host.unlink(file)); },
  rename(from, to) { const [a, b] = [pathOf(from, 'oldPath'), pathOf(to, 'newPath')]; call('rename', a, b, () => host.rename(a, b)); },
  copyFile(from, to, mode = 0) {
    const [a, b] = [pathOf(from, 'src'), pathOf(to, 'dest')];
    call('copyfile', a, b, () => {
      const bytes = host.readFile(a);
      const fd = host.open(b, mode & 1 ? 'wctx' : 'wct', JSON.parse(host.stat(a)).mode & 0o777);
      try { host.writeAt(fd, bytes, -1); } finally { host.close(fd); }
    });
  },
  cp(from, to, options = {}) {
    const stat = sync.lstat(from);
    if (stat.isDirectory()) {
      if (!options.recursive) throw errors.coded(Error, 'ERR_FS_EISDIR', 'Recursive option not enabled, cannot copy a directory: cp returned EISDIR (' + from + ' is a directory (not copied)) ' + from);
      sync.mkdir(to, { recursive: true });
      for (const name of sync.readdir(from)) sync.cp(from + '/' + name, to + '/' + name, options);
    } else if (stat.isSymbolicLink()) sync.symlink(sync.readlink(from), to);
    else sync.copyFile(from, to);
  },
  symlink(target, path) { const [a, b] = [pathOf(target, 'target'), pathOf(path)]; call('symlink', a, b, () => host.symlink(a, b)); },
  link(from, to) { const [a, b] = [pathOf(from, 'existingPath'), pathOf(to, 'newPath')]; call('link', a, b, () => host.link(a, b)); },
  readlink(path) { const file = pathOf(path); return call('readlink', file, undefined, () => host.readlink(file)); },
  realpath(path) { const file = pathOf(path); return call('lstat', file, undefined, () => host.realpath(file)); },
  chmod(path, mode) { const file = pathOf(path); call('chmod', file, undefined, () => host.chmod(file, modeOf(mode, 0))); },
  chown(path, uid, gid) { const file = pathOf(path); call('chown', file, undefined, () => host.chown(file, uid, gid)); },
  utimes(path, atime, mtime) {
    const file = pathOf(path);
    const ms = time => time instanceof Date ? time.getTime() : Number(time) * 1000;
    call('utime', file, undefined, () => host.utimes(file, ms(atime), ms(mtime)));
  },
  access(path, mode = 0) {
    const file = pathOf(path);
    if (!call('access', file, undefined, () => host.access(file, mode))) throw errors.system('EACCES', 'access', file);
  },
  truncate(path, length = 0) { const fd = sync.open(path, 'r+'); try { sync.ftruncate(fd, length); } finally { host.close(fd); } },
  ftruncate(fd, length = 0) { call('ftruncate', undefined, undefined, () => host.truncate(fd, length)); },
  fsync(fd) { sync.fstat(fd); },
  fdatasync(fd) { sync.fstat(fd); },
  mkdtemp(prefix) {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    const name = pathOf(prefix, 'prefix') + Array.from({ length: 6 }, () => alphabet[host.randomBelow(alphabet.length)]).join('');
    call('mkdtemp', name, undefined, () => host.mkdir(name, 0o700));
    return name;
  },
};
sync.realpath.native = sync.realpath;
for (const name of Object.keys(sync)) exports[name + 'Sync'] = sync[name];
exports.existsSync = path => { try { host.stat(pathOf(path)); return true; } catch { return false; } };
Object.assign(exports, { constants, Stats, Dirent, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 });
Object.defineProperty(exports, '_sync', { value: sync, enumerable: false });
Object.defineProperty(exports, '_pathOf', { value: pathOf, enumerable: false });
require('internal/fs-async').addTo(exports, sync);
`;
