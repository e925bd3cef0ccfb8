/** `os`. */
export const os = String.raw`"""What the operating system offers."""

import posix as _posix
import posixpath as path
import sys as _sys
from posix import (
    _exit, access, chdir, chmod, chown, close, cpu_count, dup, dup2, getcwd, getegid, geteuid, getgid, getpid, getppid, getuid, isatty,
    kill, link, pipe, putenv, read, rename, rmdir, symlink, umask, unlink, unsetenv, urandom, write,
)

_sys.modules['os.path'] = path

name = 'posix'
curdir, pardir, sep, altsep, extsep, pathsep, linesep, devnull, defpath = '.', '..', '/', None, '.', ':', '\n', '/dev/null', '/bin:/usr/bin'
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 0o100, 0o200, 0o1000, 0o2000
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
WNOHANG = 1
EX_OK = 0
error = OSError
remove = unlink
replace = rename


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        found = type(path).__fspath__(path)
    except AttributeError:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(path).__name__}') from None
    if not isinstance(found, (str, bytes)):
        raise TypeError(f'expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(found).__name__}')
    return found


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


class PathLike:
    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, '__fspath__')

    def __class_getitem__(cls, kind):
        return cls


class _Environ(dict):
    def _text(self, value, what):
        if not isinstance(value, str):
            raise TypeError(f'str expected, not {type(value).__name__}')
        return value

    def __setitem__(self, key, value):
        putenv(self._text(key, 'name'), self._text(value, 'value'))
        super().__setitem__(key, value)

    def __delitem__(self, key):
        if key not in self:
            raise KeyError(key) from None
        unsetenv(key)
        super().__delitem__(key)

    def pop(self, key, *default):
        found = super().pop(key, *default)
        unsetenv(key)
        return found

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def update(self, *others, **values):
        for key, value in dict(*others, **values).items():
            self[key] = value

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f'environ({dict(self)!r})'


environ = _Environ(_posix.environment())


def getenv(key, default=None):
    return environ.get(key, default)


class _Record(tuple):
    """A tuple with names for its items."""

    def __new__(cls, items):
        return tuple.__new__(cls, items)

    def __getattr__(self, name):
        if name in type(self)._names:
            return self[type(self)._names.index(name)]
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')

    def __repr__(self):
        return f"{type(self)._title}({', '.join(f'{key}={value!r}' for key, value in zip(type(self)._names, self))})"


class stat_result(_Record):
    _title = 'os.stat_result'
    _names = ('st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', 'st_atime', 'st_mtime', 'st_ctime')

    def __new__(cls, items):
        made = tuple.__new__(cls, [*items[:7], *(int(each) for each in items[7:])])
        made._times = dict(zip(('st_atime', 'st_mtime', 'st_ctime'), items[7:]))
        return made

    def __getattr__(self, name):
        times = self.__dict__['_times']
        if name in times:
            return times[name]
        if name.endswith('_ns') and name[:-3] in times:
            return int(times[name[:-3]] * 1000) * 1000000
        return super().__getattr__(name)


class uname_result(_Record):
    _title = 'posix.uname_result'
    _names = ('sysname', 'nodename', 'release', 'version', 'machine')


class terminal_size(_Record):
    _title = 'os.terminal_size'
    _names = ('columns', 'lines')


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return stat_result(_posix.status(path, follow_symlinks))


def lstat(path, *, dir_fd=None):
    return stat_result(_posix.status(path, False))


def fstat(fd):
    return stat_result(_posix.status(fd, True))


def uname():
    return uname_result(_posix.uname())


def get_terminal_size(fd=1):
    return terminal_size(_posix.window(fd))


def utime(path, times=None, **others):
    import time

    accessed, modified = times or (time.time(), time.time())
    _posix.utime(path, accessed, modified)


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _posix.open(path, flags, mode)


def fdopen(fd, *args, **keywords):
    import builtins

    return builtins.open(fd, *args, **keywords)


def mkdir(path, mode=0o777, *, dir_fd=None):
    _posix.mkdir(path, mode)


def readlink(path, *, dir_fd=None):
    return _posix.readlink(path)


def listdir(path='.'):
    return [name for name, _ in _posix.entries(path)]


class DirEntry:
    def __init__(self, folder, name, letter):
        self.name = name
        self.path = path.join(folder, name)
        self._letter = letter

    def __fspath__(self):
        return self.path

    def is_symlink(self):
        return self._letter == 'l'

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path) if self._letter == 'l' and follow_symlinks else self._letter == 'd'

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path) if self._letter == 'l' and follow_symlinks else self._letter == 'f'

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def inode(self):
        return lstat(self.path).st_ino

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'


class _Entries:
    def __init__(self, items):
        self._items = items

    def __iter__(self): return self
    def __next__(self): return next(self._items)
    def __enter__(self): return self
    def __exit__(self, *details): self.close()
    def close(self): self._items = iter(())


def scandir(path='.'):
    return _Entries(iter([DirEntry(fspath(path), name, letter) for name, letter in _posix.entries(path)]))


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=exist_ok)
        if tail == '.':
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head = path.dirname(name)
    while head:
        try:
            rmdir(head)
        except OSError:
            return
        head = path.dirname(head)


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        entries = _posix.entries(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders, files = [], []
    for name, letter in entries:
        (folders if letter == 'd' or letter == 'l' and path.isdir(path.join(top, name)) else files).append(name)
    if topdown:
        yield top, folders, files
    for each in list(folders):
        below = path.join(top, each)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def system(command):
    return _posix.waitpid(_posix.spawn(['/bin/sh', '-c', command], None, None, [0, 1, 2]), True)[1]


def popen(cmd, mode='r', buffering=-1):
    import subprocess

    process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE if mode == 'r' else None, stdin=subprocess.PIPE if mode == 'w' else None)
    return process.stdout if mode == 'r' else process.stdin


def waitpid(pid, options, /):
    return _posix.waitpid(pid, not options & WNOHANG)


def wait():
    return _posix.waitpid(-1, True)


def WIFEXITED(status): return status & 0x7F == 0
def WEXITSTATUS(status): return status >> 8 & 0xFF
def WIFSIGNALED(status): return 0 < status & 0x7F < 0x7F
def WTERMSIG(status): return status & 0x7F


def waitstatus_to_exitcode(status):
    return -(status & 0x7F) if status & 0x7F else status >> 8


def abort():
    kill(getpid(), 6)


def getlogin():
    return environ.get('LOGNAME') or environ.get('USER') or 'root'


def get_exec_path(env=None):
    return (environ if env is None else env).get('PATH', defpath).split(pathsep)
`;
