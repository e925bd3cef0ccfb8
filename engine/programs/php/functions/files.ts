import { bytesOfLatin1 } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Stat } from '../../../fs/stat.js';
import { PhpArray } from '../runtime/array.js';
import { fromHost, toHost } from '../runtime/bytes.js';
import type { Args, NativeTasks, Natives } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import { failedOpen } from './file-streams.js';
import { Stream, openStream, readAll } from './streams.js';

function stat(a: Args, i = 0): Stat | undefined {
  try {
    return a.vm.sys.stat(toHost(a.str(i)));
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

/** Runs a system call; a warning and false where it fails. */
function attempt(
  a: Args,
  work: () => void,
  describe: (reason: string) => string = reason => `${a.fn.name}(${a.str(0)}): ${reason}`,
): Value {
  try {
    work();
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    a.vm.errors.warning(describe(error.message));
    return false;
  }
}

function seconds(a: Args, pick: (stat: Stat) => number): Value {
  const found = stat(a);
  if (found) return Math.floor(a.vm.sys.clock.epochMsOf(pick(found)) / 1000);
  a.vm.errors.warning(`${a.fn.name}(): stat failed for ${a.str(0)}`);
  return false;
}

function removeTree(a: Args): Value {
  return attempt(a, () => a.vm.sys.rmdir(toHost(a.str(0))));
}

export const fileFunctions: Natives = {
  'file_exists(string $filename)': a => stat(a) !== undefined,
  'is_file(string $filename)': a => stat(a)?.kind === 'file',
  'is_dir(string $filename)': a => stat(a)?.kind === 'directory',
  'is_link(string $filename)': a => {
    try {
      return a.vm.sys.lstat(toHost(a.str(0))).kind === 'symlink';
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  },
  'is_readable(string $filename)': a => a.vm.sys.access(toHost(a.str(0)), { read: true }),
  'is_writable(string $filename)': a => a.vm.sys.access(toHost(a.str(0)), { write: true }),
  'is_writeable(string $filename)': a => a.vm.sys.access(toHost(a.str(0)), { write: true }),
  'is_executable(string $filename)': a => a.vm.sys.access(toHost(a.str(0)), { execute: true }),
  'filesize(string $filename)': a => {
    const found = stat(a);
    if (found) return found.sizeBytes;
    a.vm.errors.warning(`filesize(): stat failed for ${a.str(0)}`);
    return false;
  },
  'filemtime(string $filename)': a => seconds(a, found => found.modifiedAt),
  'fileatime(string $filename)': a => seconds(a, found => found.accessedAt),
  'filectime(string $filename)': a => seconds(a, found => found.changedAt),
  'fileperms(string $filename)': a => {
    const found = stat(a);
    return found ? (found.kind === 'directory' ? 0o40000 : 0o100000) | found.mode : false;
  },
  'fileowner(string $filename)': a => stat(a)?.uid ?? false,
  'filegroup(string $filename)': a => stat(a)?.gid ?? false,
  'clearstatcache(bool $clear_realpath_cache = false, string $filename = "")': () => null,
  'unlink(string $filename)': a => attempt(a, () => a.vm.sys.unlink(toHost(a.str(0)))),
  'rmdir(string $directory)': removeTree,
  'mkdir(string $directory, int $permissions = 511, bool $recursive = false)': a =>
    attempt(
      a,
      () => {
        const path = toHost(a.str(0));
        if (!a.bool(2)) return a.vm.sys.mkdir(path, a.int(1));
        const parts = path.split('/');
        for (let i = 1; i <= parts.length; i++) {
          const part = parts.slice(0, i).join('/');
          if (part !== '' && !a.vm.sys.access(part, {})) a.vm.sys.mkdir(part, a.int(1));
        }
      },
      reason => `mkdir(): ${reason}`,
    ),
  'rename(string $from, string $to)': a =>
    attempt(
      a,
      () => a.vm.sys.rename(toHost(a.str(0)), toHost(a.str(1))),
      reason => `rename(${a.str(0)},${a.str(1)}): ${reason}`,
    ),
  'symlink(string $target, string $link)': a =>
    attempt(
      a,
      () => a.vm.sys.symlink(toHost(a.str(0)), toHost(a.str(1))),
      reason => `symlink(): ${reason}`,
    ),
  'readlink(string $path)': a => fromHost(a.vm.sys.readlink(toHost(a.str(0)))),
  'chmod(string $filename, int $permissions)': a =>
    attempt(
      a,
      () => a.vm.sys.chmod(toHost(a.str(0)), a.int(1)),
      reason => `chmod(): ${reason}`,
    ),
  'touch(string $filename, ?int $mtime = null, ?int $atime = null)': a =>
    attempt(
      a,
      () => {
        const { sys } = a.vm;
        sys.close(sys.open(toHost(a.str(0)), { write: true, create: true }));
        sys.utimes(toHost(a.str(0)), sys.clock.now(), sys.clock.now());
      },
      reason => `touch(): Unable to create file ${a.str(0)} because ${reason}`,
    ),
  'getcwd()': a => fromHost(a.vm.sys.cwd()),
  'chdir(string $directory)': a =>
    attempt(
      a,
      () => a.vm.sys.chdir(toHost(a.str(0))),
      reason => `chdir(): ${reason} (errno 2)`,
    ),
  'scandir(string $directory, int $sorting_order = 0)': a => {
    try {
      const names = ['.', '..', ...a.vm.sys.readdir(toHost(a.str(0))).map(entry => fromHost(entry.name))].sort((x, y) => (x < y ? -1 : 1));
      return PhpArray.of(a.int(1) === 1 ? names.reverse() : names);
    } catch (error) {
      if (!isErrno(error)) throw error;
      a.vm.errors.warning(`scandir(${a.str(0)}): Failed to open directory: ${error.message}`);
      a.vm.errors.warning('scandir(): (errno 2): No such file or directory');
      return false;
    }
  },
  'tempnam(string $directory, string $prefix)': a => {
    const { sys } = a.vm;
    const path = `${a.str(0)}/${a.str(1)}${sys.random.hex(6)}`;
    sys.close(sys.open(toHost(path), { write: true, create: true, exclusive: true, mode: 0o600 }));
    return path;
  },
  'disk_free_space(string $directory)': a => {
    const { totalBytes, usedBytes } = a.vm.sys.statfs(toHost(a.str(0)));
    return totalBytes - usedBytes;
  },
  'disk_total_space(string $directory)': a => a.vm.sys.statfs(toHost(a.str(0))).totalBytes,
};

function* lines(a: Args): Task<Value> {
  const content = yield* readAll(a.vm, a.str(0));
  if (typeof content !== 'string') return failedOpen(a, content.reason);
  const flags = a.int(1);
  const all = content.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const trimmed = flags & 2 ? all.map(line => line.replace(/\r?\n$/, '')) : all;
  return PhpArray.of(flags & 4 ? trimmed.filter(line => line !== '') : trimmed);
}

function* put(a: Args): Task<Value> {
  const value = a.get(1);
  const text =
    value instanceof PhpArray
      ? value
          .values()
          .map(each => a.vm.text(each))
          .join('')
      : a.vm.text(value);
  const opened = yield* openStream(a.vm, a.str(0), a.int(2) & 8 ? 'a' : 'w');
  if (!(opened instanceof Stream)) return failedOpen(a, opened.reason);
  try {
    yield* opened.write(text);
  } catch (error) {
    if (!isErrno(error)) throw error;
    a.vm.errors.warning(`file_put_contents(): Write of ${text.length} bytes failed with errno=28 ${error.message}`);
    return false;
  } finally {
    opened.close();
  }
  return text.length;
}

export const fileTasks: NativeTasks = {
  *'file_get_contents(string $filename, bool $use_include_path = false, mixed $context = null, int $offset = 0, ?int $length = null)'(a) {
    if (a.str(0) === '') a.invalid(0, 'cannot be empty');
    const content = yield* readAll(a.vm, a.str(0));
    if (typeof content !== 'string') return failedOpen(a, content.reason);
    return content.slice(a.int(3), a.optInt(4) === undefined ? undefined : a.int(3) + a.int(4));
  },
  'file_put_contents(string $filename, mixed $data, int $flags = 0, mixed $context = null)': put,
  'file(string $filename, int $flags = 0, mixed $context = null)': lines,
  *'readfile(string $filename, bool $use_include_path = false, mixed $context = null)'(a) {
    const content = yield* readAll(a.vm, a.str(0));
    if (typeof content !== 'string') return failedOpen(a, content.reason);
    a.vm.output.echo(content);
    return content.length;
  },
  *'copy(string $from, string $to, mixed $context = null)'(a) {
    const content = yield* readAll(a.vm, a.str(0));
    if (typeof content !== 'string') return failedOpen(a, content.reason);
    const target = yield* openStream(a.vm, a.str(1), 'w');
    if (!(target instanceof Stream)) {
      a.vm.errors.warning(`copy(${a.str(1)}): Failed to open stream: ${target.reason}`);
      return false;
    }
    yield* target.write(content);
    target.close();
    return true;
  },
  *'move_uploaded_file(string $from, string $to)'(a) {
    if (!a.vm.http.uploads.includes(a.str(0))) return false;
    const content = yield* readAll(a.vm, a.str(0));
    if (typeof content !== 'string') return false;
    try {
      const { sys } = a.vm;
      const fd = sys.open(toHost(a.str(1)), { write: true, create: true, truncate: true });
      yield* sys.write(fd, bytesOfLatin1(content));
      sys.close(fd);
      sys.unlink(toHost(a.str(0)));
      return true;
    } catch (error) {
      if (!isErrno(error)) throw error;
      a.vm.errors.warning(`move_uploaded_file(${a.str(1)}): Failed to open stream: ${error.message}`);
      a.vm.errors.warning(`move_uploaded_file(): Unable to move "${a.str(0)}" to "${a.str(1)}"`);
      return false;
    }
  },
};
