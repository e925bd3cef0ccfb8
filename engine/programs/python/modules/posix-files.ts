import type { FileKind, Stat } from '../../../fs/stat.js';
import type { OpenOptions } from '../../../process/sys.js';
import type { Definition } from '../objects/define.js';
import { raised } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { bytesOf, PyBytes, PyFloat, PyList, PyTuple } from '../objects/values.js';
import type { Vm } from '../vm/vm.js';
import { attempt, attemptTask, pathOf, wholeOf } from './arguments.js';

/** A function of one path that answers nothing. */
function onPath(name: string, act: (vm: Vm, path: string) => void): Definition {
  return [
    'path',
    function* (vm, value): Native {
      const path = yield* pathOf(vm, value, name);
      attempt(() => {
        act(vm, path);
      }, value);
      return null;
    },
  ];
}

/** A function of two paths that answers nothing. */
function onPaths(name: string, act: (vm: Vm, from: string, to: string) => void): Definition {
  return [
    'src, dst',
    function* (vm, source, target): Native {
      const from = yield* pathOf(vm, source, name);
      const to = yield* pathOf(vm, target, name);
      attempt(
        () => {
          act(vm, from, to);
        },
        source,
        target,
      );
      return null;
    },
  ];
}

const paths: Readonly<Record<string, Definition>> = {
  getcwd: ['', vm => attempt(() => vm.sys.cwd())],
  chdir: onPath('chdir', (vm, path) => {
    vm.sys.chdir(path);
  }),
  rmdir: onPath('rmdir', (vm, path) => {
    vm.sys.rmdir(path);
  }),
  unlink: onPath('unlink', (vm, path) => {
    vm.sys.unlink(path);
  }),
  rename: onPaths('rename', (vm, from, to) => {
    vm.sys.rename(from, to);
  }),
  symlink: onPaths('symlink', (vm, from, to) => {
    vm.sys.symlink(from, to);
  }),
  link: onPaths('link', (vm, from, to) => {
    vm.sys.link(from, to);
  }),
  mkdir: [
    'path, mode?',
    function* (vm, value, mode): Native {
      const path = yield* pathOf(vm, value, 'mkdir');
      attempt(() => {
        vm.sys.mkdir(path, mode === undefined ? 0o777 : wholeOf(mode));
      }, value);
      return null;
    },
  ],
  chmod: [
    'path, mode',
    function* (vm, value, mode): Native {
      const path = yield* pathOf(vm, value, 'chmod');
      attempt(() => {
        vm.sys.chmod(path, wholeOf(mode));
      }, value);
      return null;
    },
  ],
  chown: [
    'path, uid, gid',
    function* (vm, value, uid, gid): Native {
      const path = yield* pathOf(vm, value, 'chown');
      attempt(() => {
        vm.sys.chown(path, wholeOf(uid), wholeOf(gid));
      }, value);
      return null;
    },
  ],
  readlink: [
    'path',
    function* (vm, value): Native {
      const path = yield* pathOf(vm, value, 'readlink');
      return attempt(() => vm.sys.readlink(path), value);
    },
  ],
  realpath: [
    'path',
    function* (vm, value): Native {
      const path = yield* pathOf(vm, value, 'realpath');
      return attempt(() => vm.sys.realpath(path), value);
    },
  ],
  access: [
    'path, mode',
    function* (vm, value, mode): Native {
      const path = yield* pathOf(vm, value, 'access');
      const bits = wholeOf(mode);
      try {
        return vm.sys.access(path, { read: (bits & 4) !== 0, write: (bits & 2) !== 0, execute: (bits & 1) !== 0 });
      } catch {
        return false;
      }
    },
  ],
  /** Pairs of a name and whether it is a directory (`d`), a file (`f`), a link (`l`) or something else. */
  entries: [
    'path',
    function* (vm, value): Native {
      const path = yield* pathOf(vm, value, 'listdir');
      const found = attempt(() => vm.sys.readdir(path), value);
      const letters: Readonly<Record<string, string>> = { directory: 'd', file: 'f', symlink: 'l' };
      return new PyList(found.map(({ name, kind }) => new PyTuple([name, letters[kind] ?? '?'])));
    },
  ],
  /** The fields of stat(2) in the order of `os.stat_result`, times in nanoseconds. */
  status: [
    'path, follow',
    function* (vm, value, follow): Native {
      if (typeof value === 'number')
        return statusOf(
          vm,
          attempt(() => vm.sys.fstat(value)),
        );
      const path = yield* pathOf(vm, value, 'stat');
      return statusOf(
        vm,
        attempt(() => (follow === false ? vm.sys.lstat(path) : vm.sys.stat(path)), value),
      );
    },
  ],
  utime: [
    'path, accessed, modified',
    function* (vm, value, accessed, modified): Native {
      const path = yield* pathOf(vm, value, 'utime');
      const { clock } = vm.sys;
      const instant = (seconds: Value): ReturnType<typeof clock.instantOf> =>
        clock.instantOf(seconds instanceof PyFloat ? seconds.value * 1000 : wholeOf(seconds) * 1000);
      attempt(() => {
        vm.sys.utimes(path, instant(accessed), instant(modified));
      }, value);
      return null;
    },
  ],
};

/** S_IFMT of stat(2). */
const kindBits: Readonly<Record<FileKind, number>> = {
  fifo: 0o010000,
  character: 0o020000,
  directory: 0o040000,
  block: 0o060000,
  file: 0o100000,
  symlink: 0o120000,
  socket: 0o140000,
};

function statusOf(vm: Vm, stat: Stat): PyTuple {
  const { clock } = vm.sys;
  const times = [stat.accessedAt, stat.modifiedAt, stat.changedAt].map(at => new PyFloat(clock.epochMsOf(at) / 1000));
  return new PyTuple([kindBits[stat.kind] | stat.mode, stat.ino, stat.dev, stat.nlink, stat.uid, stat.gid, stat.sizeBytes, ...times]);
}

const RDWR = 2;
const WRONLY = 1;

const descriptors: Readonly<Record<string, Definition>> = {
  open: [
    'path, flags, mode?',
    function* (vm, value, flags, mode): Native {
      const path = yield* pathOf(vm, value, 'open');
      const bits = wholeOf(flags);
      const access = bits & 3;
      const options: OpenOptions = {
        read: access !== WRONLY,
        write: access === WRONLY || access === RDWR,
        create: (bits & 0o100) !== 0,
        exclusive: (bits & 0o200) !== 0,
        truncate: (bits & 0o1000) !== 0,
        append: (bits & 0o2000) !== 0,
        mode: mode === undefined ? 0o777 : wholeOf(mode),
      };
      return attempt(() => vm.sys.open(path, options), value);
    },
  ],
  close: [
    'fd',
    (vm, fd) => {
      attempt(() => {
        vm.sys.close(wholeOf(fd));
      });
      return null;
    },
  ],
  read: [
    'fd, n',
    function* (vm, fd, size): Native {
      const data = yield* attemptTask(() => vm.sys.read(wholeOf(fd), wholeOf(size)));
      return new PyBytes(data);
    },
  ],
  write: [
    'fd, data',
    function* (vm, fd, data): Native {
      const bytes = bytesOf(data);
      if (!bytes) throw raised('TypeError', "a bytes-like object is required, not 'str'");
      yield* attemptTask(() => vm.sys.write(wholeOf(fd), bytes));
      return bytes.length;
    },
  ],
  pipe: ['', vm => attempt(() => pairOf(vm.sys.pipe()))],
  dup: ['fd', (vm, fd) => attempt(() => vm.sys.dup(wholeOf(fd)))],
  dup2: ['fd, fd2', (vm, fd, fd2) => attempt(() => vm.sys.dup(wholeOf(fd), wholeOf(fd2)))],
  isatty: ['fd', (vm, fd) => vm.sys.isOpen(wholeOf(fd)) && vm.sys.isTerminal(wholeOf(fd))],
  window: [
    'fd',
    (vm, fd) => {
      const { columns, rows } = attempt(() => vm.sys.windowSize(wholeOf(fd)));
      return new PyTuple([columns, rows]);
    },
  ],
};

function pairOf({ read, write }: { readonly read: number; readonly write: number }): PyTuple {
  return new PyTuple([read, write]);
}

/** What `posix` does with files, by path and by descriptor. */
export const fileFunctions: Readonly<Record<string, Definition>> = { ...paths, ...descriptors };
