/** `zlib` and `gzip`, over `_zlib`. */
export const zlib = String.raw`"""Packed bytes."""

import _zlib

error, MAX_WBITS, DEFLATED, DEF_MEM_LEVEL = _zlib.error, 15, 8, 8
Z_DEFAULT_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_NO_COMPRESSION = -1, 1, 9, 0
Z_DEFAULT_STRATEGY, Z_NO_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH = 0, 0, 2, 3, 4


def crc32(data, value=0, /):
    if not value:
        return _zlib.crc32(data)
    import binascii
    return binascii.crc32(data, value)


def adler32(data, value=1, /):
    a, b = value & 0xFFFF, value >> 16
    for each in data:
        a = (a + each) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def compress(data, /, level=-1, wbits=15):
    packed = _zlib.deflate(data)
    if wbits < 0:
        return packed
    if wbits > 15:
        return _zlib.gzip(data, 0)
    head = {0: b'\x78\x01', 1: b'\x78\x01', 9: b'\x78\xda'}.get(level, b'\x78\x9c')
    return head + packed + adler32(data).to_bytes(4, 'big')


def decompress(data, /, wbits=15, bufsize=16384):
    if wbits < 0:
        return _zlib.inflate(data, 0)[0]
    if wbits > 15 and data[:2] == b'\x1f\x8b':
        return _zlib.gunzip(data)
    if len(data) < 2:
        raise error('Error -5 while decompressing data: incomplete or truncated stream')
    if data[0] & 15 != 8 or (data[0] << 8 | data[1]) % 31:
        raise error('Error -3 while decompressing data: incorrect header check')
    made, end = _zlib.inflate(data, 2)
    if len(data) < end + 4:
        raise error('Error -5 while decompressing data: incomplete or truncated stream')
    if adler32(made).to_bytes(4, 'big') != data[end:end + 4]:
        raise error('Error -3 while decompressing data: incorrect data check')
    return made


class _Compress:
    def __init__(self, level, wbits):
        self._data, self._level, self._wbits = b'', level, wbits

    def compress(self, data, /):
        self._data += data
        return b''

    def flush(self, mode=4, /):
        if mode != 4:
            raise error('drydock: flushing before the end is not simulated')
        return compress(self._data, self._level, self._wbits)


def compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None):
    return _Compress(level, wbits)


class _Decompress:
    def __init__(self, wbits):
        self._data, self._wbits, self.eof, self.unused_data, self.unconsumed_tail = b'', wbits, False, b'', b''

    def decompress(self, data, /, max_length=0):
        self._data += data
        try:
            made = decompress(self._data, self._wbits)
        except error as failure:
            if 'incomplete' in str(failure):
                return b''
            raise
        self.eof, self._data = True, b''
        return made

    def flush(self, length=16384, /):
        return b''


def decompressobj(wbits=15, zdict=b''):
    return _Decompress(wbits)
`;

export const gzip = String.raw`"""Files of gzip."""

import builtins as _builtins
import io as _io
import time as _time
import _zlib

READ, WRITE = 'rb', 'wb'


class BadGzipFile(OSError): pass


def compress(data, compresslevel=9, *, mtime=None):
    return _zlib.gzip(data, int(_time.time() if mtime is None else mtime))


def decompress(data):
    if data[:2] != b'\x1f\x8b':
        raise BadGzipFile(f'Not a gzipped file ({bytes(data[:2])!r})')
    try:
        return _zlib.gunzip(data)
    except _zlib.error:
        raise EOFError('Compressed file ended before the end-of-stream marker was reached') from None


class GzipFile(_io.BytesIO):
    def __init__(self, filename=None, mode='rb', compresslevel=9, fileobj=None, mtime=None):
        self._own = None
        self.mode, self.name, self._mtime = mode, filename or '', mtime
        if fileobj is None:
            fileobj = self._own = _builtins.open(filename, mode if 'b' in mode else mode + 'b')
        self._file = fileobj
        super().__init__(b'' if 'r' not in mode else decompress(fileobj.read()))

    def close(self):
        if not self.closed:
            if 'r' not in self.mode:
                self._file.write(compress(self.getvalue(), mtime=self._mtime))
            if self._own:
                self._own.close()
            super().close()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    plain = mode.replace('t', '')
    given = hasattr(filename, 'read') or hasattr(filename, 'write')
    made = GzipFile(None if given else filename, plain if 'b' in plain else plain + 'b', compresslevel, filename if given else None)
    return _Text(made, encoding or 'utf-8') if 't' in mode else made


class _Text:
    def __init__(self, file, encoding):
        self._file, self._encoding = file, encoding

    def read(self, *size): return self._file.read(*size).decode(self._encoding)
    def readline(self): return self._file.readline().decode(self._encoding)
    def readlines(self): return list(self)
    def write(self, text): return self._file.write(text.encode(self._encoding)) and len(text)
    def close(self): self._file.close()

    def __iter__(self):
        while line := self.readline():
            yield line

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()
`;
