/** `io`, as far as it needs no files. */
export const io = String.raw`"""Streams in memory, and the words for others."""

from builtins import open
import sys as _sys

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError):
    pass


class IOBase:
    closed = False

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def close(self): self.closed = True
    def flush(self): self._check()
    def isatty(self): return False
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True

    def fileno(self):
        raise UnsupportedOperation('fileno')

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for each in lines:
            self.write(each)


class RawIOBase(IOBase): pass
class BufferedIOBase(IOBase): pass
class TextIOBase(IOBase): pass


class _Memory:
    def _begin(self, value, empty):
        self._value = value
        self._empty = empty
        self._at = 0

    def getvalue(self):
        self._check()
        return self._value

    def tell(self):
        self._check()
        return self._at

    def seek(self, offset, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f'Invalid whence ({whence}, should be 0, 1 or 2)')
        start = (0, self._at, len(self._value))[whence]
        if whence == 0 and offset < 0:
            raise ValueError(f'negative seek value {offset}' if self._empty else f'Negative seek position {offset}')
        self._at = max(0, start + offset)
        return self._at

    def truncate(self, size=None, /):
        self._check()
        self._value = self._value[:self._at if size is None else size]
        return len(self._value)

    def read(self, size=-1, /):
        self._check()
        end = len(self._value) if size is None or size < 0 else self._at + size
        found = self._value[self._at:end]
        self._at = max(self._at, min(end, len(self._value)))
        return found

    def _line(self, size, newline):
        self._check()
        end = self._value.find(newline, self._at)
        stop = len(self._value) if end < 0 else end + 1
        if size is not None and size >= 0:
            stop = min(stop, self._at + size)
        found = self._value[self._at:stop]
        self._at = max(self._at, stop)
        return found

    def _put(self, value, filler):
        gap = self._at - len(self._value)
        if gap > 0:
            self._value += filler * gap
        end = self._at + len(value)
        self._value = self._value[:self._at] + value + self._value[end:]
        self._at = end
        return len(value)


class StringIO(_Memory, TextIOBase):
    encoding = None
    errors = None

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        self._begin(initial_value or '', '')

    def readline(self, size=-1, /):
        return self._line(size, '\n')

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f'string argument expected, got {type(s).__name__!r}')
        return self._put(s, '\0')


class BytesIO(_Memory, BufferedIOBase):
    def __init__(self, initial_bytes=b''):
        self._begin(bytes(initial_bytes), b'')

    def readline(self, size=-1, /):
        return self._line(size, b'\n')

    def read1(self, size=-1, /):
        return self.read(size)

    def readinto(self, buffer, /):
        found = self.read(len(buffer))
        buffer[:len(found)] = found
        return len(found)

    def getbuffer(self):
        return memoryview(self._value)

    def write(self, b, /):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b), b'\0')


TextIOWrapper = type(_sys.stdout)
`;
