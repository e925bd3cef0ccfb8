/** `pathlib`. */
export const pathlib = String.raw`"""Paths as objects."""

import fnmatch as _fnmatch
import glob as _glob
import os as _os

__all__ = ['PurePath', 'PurePosixPath', 'Path', 'PosixPath']


class PurePath:
    def __new__(cls, *args):
        made = object.__new__({'PurePath': PurePosixPath, 'Path': PosixPath}.get(cls.__name__, cls))
        text = ''
        for each in args:
            each = _os.fspath(each)
            if not isinstance(each, str):
                raise TypeError(f"argument should be a str or an os.PathLike object where __fspath__ returns a str, not {type(each).__name__!r}")
            text = _os.path.join(text, each)
        root = '/' if text.startswith('/') else ''
        made.root = made.anchor = root
        made._words = [word for word in text.split('/') if word and word != '.']
        made.drive = ''
        return made

    def __init__(self, *args): pass
    def _made(self, words, root=None): return type(self)((self.root if root is None else root) + '/'.join(words))
    def __fspath__(self): return str(self)
    def __str__(self): return self.root + '/'.join(self._words) or '.'
    def __repr__(self): return f'{type(self).__name__}({str(self)!r})'
    def __hash__(self): return hash(str(self))
    def __bytes__(self): return str(self).encode()
    def __eq__(self, other): return str(self) == str(other) if isinstance(other, PurePath) else NotImplemented
    def __lt__(self, other): return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented
    def __le__(self, other): return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented
    def __gt__(self, other): return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented
    def __ge__(self, other): return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, other):
        return type(self)(str(self), other) if isinstance(other, (str, PurePath)) else NotImplemented

    def __rtruediv__(self, other):
        return type(self)(other, str(self)) if isinstance(other, str) else NotImplemented

    parts = property(lambda self: ((self.root,) if self.root else ()) + tuple(self._words))
    name = property(lambda self: self._words[-1] if self._words else '')
    parent = property(lambda self: self._made(self._words[:-1]))
    suffixes = property(lambda self: ['.' + each for each in self.name.lstrip('.').split('.')[1:]] if not self.name.endswith('.') else [])

    @property
    def parents(self):
        return tuple(self._made(self._words[:end]) for end in range(len(self._words) - 1, -1, -1))

    @property
    def suffix(self):
        at = self.name.rfind('.')
        return self.name[at:] if 0 < at < len(self.name) - 1 else ''

    @property
    def stem(self):
        return self.name[:len(self.name) - len(self.suffix)]

    def joinpath(self, *others): return type(self)(str(self), *others)
    def is_absolute(self): return bool(self.root)
    def as_posix(self): return str(self)

    def as_uri(self):
        if not self.root:
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote
        return 'file://' + quote(str(self))

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._made([*self._words[:-1], name])

    def with_stem(self, stem): return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError(f'Invalid suffix {suffix!r}')
        return self.with_name(self.stem + suffix)

    def is_relative_to(self, other):
        base = type(self)(other)
        return self.root == base.root and self._words[:len(base._words)] == base._words

    def relative_to(self, other, /, *others, walk_up=False):
        base = type(self)(other, *others)
        if not self.is_relative_to(base):
            raise ValueError(f'{str(self)!r} is not in the subpath of {str(base)!r}')
        return self._made(self._words[len(base._words):], '')

    def match(self, path_pattern):
        words = type(self)(path_pattern)._words
        own = self._words[-len(words):]
        return len(own) == len(words) and all(_fnmatch.fnmatchcase(a, b) for a, b in zip(own, words))


class PurePosixPath(PurePath): pass


class Path(PurePath):
    @classmethod
    def cwd(cls): return cls(_os.getcwd())

    @classmethod
    def home(cls): return cls(_os.path.expanduser('~'))

    def stat(self, *, follow_symlinks=True): return _os.stat(self) if follow_symlinks else _os.lstat(self)
    def lstat(self): return _os.lstat(self)
    def exists(self, *, follow_symlinks=True): return _os.path.exists(self) if follow_symlinks else _os.path.lexists(self)
    def is_file(self): return _os.path.isfile(self)
    def is_dir(self): return _os.path.isdir(self)
    def is_symlink(self): return _os.path.islink(self)
    def samefile(self, other): return _os.path.realpath(self) == _os.path.realpath(other)
    def expanduser(self): return type(self)(_os.path.expanduser(str(self)))
    def absolute(self): return type(self)(_os.getcwd(), str(self))
    def readlink(self): return type(self)(_os.readlink(self))
    def chmod(self, mode): _os.chmod(self, mode)
    def rmdir(self): _os.rmdir(self)
    def symlink_to(self, target, target_is_directory=False): _os.symlink(target, self)
    def hardlink_to(self, target): _os.link(target, self)

    def resolve(self, strict=False):
        if strict:
            self.stat()
        return type(self)(_os.path.realpath(self))

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open('r', encoding=encoding, errors=errors) as file:
            return file.read()

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open('wb') as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, 'File exists', str(self))
            import time
            _os.utime(self, (time.time(), time.time()))
        else:
            self.open('a').close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, False, exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def unlink(self, missing_ok=False):
        try:
            _os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        _os.rename(self, target)
        return type(self)(target)

    replace = rename

    def iterdir(self):
        for name in _os.listdir(self):
            yield self / name

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        for name in _glob.iglob(pattern, root_dir=str(self), recursive=True, include_hidden=True):
            yield self / name

    def rglob(self, pattern): return self.glob('**/' + pattern)

    def walk(self, top_down=True):
        for folder, folders, files in _os.walk(self, top_down):
            yield type(self)(folder), folders, files

    def __enter__(self): return self
    def __exit__(self, *details): pass


class PosixPath(Path, PurePosixPath): pass
`;

/** `tempfile`. */
export const tempfile = String.raw`"""Files that are there for a while."""

import os
import shutil as _shutil

tempdir = None


def gettempdir(): return tempdir or os.environ.get('TMPDIR') or '/tmp'
def gettempprefix(): return 'tmp'


def _name(suffix, prefix, dir):
    letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'
    word = ''.join(letters[each % 37] for each in os.urandom(8))
    return os.path.join(dir or gettempdir(), ('tmp' if prefix is None else prefix) + word + (suffix or ''))


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _name(suffix, prefix, dir)
    os.mkdir(path, 0o700)
    return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    path = _name(suffix, prefix, dir)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), path


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self): return self.name
    def __exit__(self, *details): self.cleanup()
    def __repr__(self): return f'<{type(self).__name__} {self.name!r}>'

    def cleanup(self):
        if os.path.exists(self.name):
            _shutil.rmtree(self.name)


class _Temporary:
    def __init__(self, path, mode, delete, encoding):
        self.name, self._delete = path, delete
        self.file = open(path, mode, encoding=encoding)

    def __getattr__(self, name): return getattr(self.file, name)
    def __iter__(self): return iter(self.file)
    def __enter__(self): return self
    def __exit__(self, *details): self.close()

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self._delete:
                os.unlink(self.name)


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True):
    fd, path = mkstemp(suffix, prefix, dir)
    os.close(fd)
    return _Temporary(path, mode, delete, encoding)


TemporaryFile = NamedTemporaryFile
`;
