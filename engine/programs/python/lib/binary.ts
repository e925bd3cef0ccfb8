/** `hashlib`. */
export const hashlib = String.raw`"""Digests."""

import _binary

_sizes = {'md5': (16, 64), 'sha1': (20, 64), 'sha224': (28, 64), 'sha256': (32, 64), 'sha384': (48, 128), 'sha512': (64, 128)}
algorithms_guaranteed = algorithms_available = set(_sizes)


class HASH:
    __module__ = '_hashlib'

    def __init__(self, name, data=b''):
        self.name = name
        self.digest_size, self.block_size = _sizes[name]
        self._data = b''
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        self._data += bytes(data)

    def digest(self): return _binary.digest(self.name, self._data)
    def hexdigest(self): return self.digest().hex()
    def copy(self): return HASH(self.name, self._data)
    def __repr__(self): return f'<{self.name} _hashlib.HASH object @ {hex(id(self))}>'


def new(name, data=b'', *, usedforsecurity=True):
    if name.lower() not in _sizes:
        raise ValueError(f'unsupported hash type {name}')
    return HASH(name.lower(), data)


def md5(string=b'', *, usedforsecurity=True): return HASH('md5', string)
def sha1(string=b'', *, usedforsecurity=True): return HASH('sha1', string)
def sha224(string=b'', *, usedforsecurity=True): return HASH('sha224', string)
def sha256(string=b'', *, usedforsecurity=True): return HASH('sha256', string)
def sha384(string=b'', *, usedforsecurity=True): return HASH('sha384', string)
def sha512(string=b'', *, usedforsecurity=True): return HASH('sha512', string)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    return _binary.pbkdf2(hash_name.lower(), bytes(password), bytes(salt), iterations, dklen or _sizes[hash_name.lower()][0])


def scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64):
    return _binary.scrypt(bytes(password), bytes(salt), n, r, p, dklen)


def file_digest(fileobj, digest, /):
    made = new(digest) if isinstance(digest, str) else digest()
    made.update(fileobj.read())
    return made
`;

/** `binascii` and `base64`. */
export const binascii = String.raw`"""Bytes as text."""

import _binary


class Error(ValueError):
    pass


_letters = {letter: index for index, letter in enumerate('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')}


def hexlify(data, *separator): return data.hex(*separator).encode()
b2a_hex = hexlify


def unhexlify(hexstr):
    text = hexstr if isinstance(hexstr, str) else bytes(hexstr).decode('latin-1')
    if len(text) % 2:
        raise Error('Odd-length string')
    if any(each not in '0123456789abcdefABCDEF' for each in text):
        raise Error('Non-hexadecimal digit found')
    return bytes.fromhex(text)


a2b_hex = unhexlify


def b2a_base64(data, *, newline=True):
    return _binary.to_base64(data).encode() + (b'\n' if newline else b'')


def a2b_base64(data, *, strict_mode=False):
    text = data if isinstance(data, str) else bytes(data).decode('latin-1')
    made, bits, count, padding = bytearray(), 0, 0, 0
    for each in text:
        if each == '=':
            padding += 1
            if count % 4 + padding >= 4 and count % 4 >= 2:
                break
        elif each in _letters:
            padding = 0
            bits = (bits << 6 | _letters[each]) & 0xFFFFFF
            count += 1
            if count % 4:
                made.append(bits >> (6 - 2 * (count % 4 - 1)) & 255) if count % 4 > 1 else None
            else:
                made.append(bits & 255)
    if count % 4 == 1:
        raise Error(f'Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4')
    if count % 4 + padding < 4 and count % 4:
        raise Error('Incorrect padding')
    return bytes(made)


def crc32(data, value=0, /):
    crc = value ^ 0xFFFFFFFF
    for each in data:
        crc ^= each
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF
`;

export const base64 = String.raw`"""Bytes in base 64, 32 and 16."""

import binascii


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    return bytes(s)


def b64encode(s, altchars=None):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    made = binascii.b2a_base64(bytes(s), newline=False)
    return made.replace(b'+', altchars[:1]).replace(b'/', altchars[1:]) if altchars else made


def b64decode(s, altchars=None, validate=False):
    data = _bytes(s)
    if altchars:
        data = data.replace(_bytes(altchars)[:1], b'+').replace(_bytes(altchars)[1:], b'/')
    return binascii.a2b_base64(data, strict_mode=validate)


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s): return b64encode(s, b'-_')
def urlsafe_b64decode(s): return b64decode(s, b'-_')
def b16encode(s): return s.hex().upper().encode()
def b16decode(s, casefold=False): return binascii.unhexlify(_bytes(s))


def encodebytes(s):
    return b''.join(binascii.b2a_base64(s[at:at + 57]) for at in range(0, len(s), 57))


def decodebytes(s): return binascii.a2b_base64(s)
`;

/** `secrets` and `uuid`. */
export const secrets = String.raw`"""Random words that nobody guesses."""

import base64
from os import urandom


def token_bytes(nbytes=None): return urandom(32 if nbytes is None else nbytes)
def token_hex(nbytes=None): return token_bytes(nbytes).hex()
def token_urlsafe(nbytes=None): return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode()
def randbits(k): return int.from_bytes(urandom((k + 7) // 8), 'big') >> (-k % 8)


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return randbits(exclusive_upper_bound.bit_length() + 64) % exclusive_upper_bound


def choice(seq):
    if not seq:
        raise IndexError('Cannot choose from an empty sequence')
    return seq[randbelow(len(seq))]


def compare_digest(a, b): return a == b
`;

export const uuid = String.raw`"""Identifiers that are unique."""

import hashlib
from os import urandom


class UUID:
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None):
        if hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = _int(hex, 16)
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = _int.from_bytes(bytes, 'big')
        elif int is None:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if version is not None:
            int = int & ~(0xC000 << 48) | 0x8000 << 48
            int = int & ~(0xF000 << 64) | version << 76
        self.int = int

    hex = property(lambda self: f'{self.int:032x}')
    bytes = property(lambda self: self.int.to_bytes(16, 'big'))
    version = property(lambda self: self.int >> 76 & 15 if self.int >> 62 & 3 == 2 else None)
    urn = property(lambda self: f'urn:uuid:{self}')

    def __str__(self):
        text = self.hex
        return f'{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}'

    def __repr__(self): return f'UUID({str(self)!r})'
    def __eq__(self, other): return self.int == other.int if isinstance(other, UUID) else NotImplemented
    def __lt__(self, other): return self.int < other.int if isinstance(other, UUID) else NotImplemented
    def __hash__(self): return hash(self.int)
    def __int__(self): return self.int


_int = int


def uuid4(): return UUID(bytes=urandom(16), version=4)
def uuid3(namespace, name): return UUID(bytes=hashlib.md5(namespace.bytes + name.encode()).digest(), version=3)
def uuid5(namespace, name): return UUID(bytes=hashlib.sha1(namespace.bytes + name.encode()).digest()[:16], version=5)


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
`;

/** `signal`. */
export const signal = String.raw`"""Signals."""

import enum as _enum
import _signal
import posix as _posix

Signals = _enum.IntEnum('Signals', [(name, number) for name, number in _posix.signals])
Handlers = _enum.IntEnum('Handlers', [('SIG_DFL', 0), ('SIG_IGN', 1)])
globals().update(Signals.__members__)
SIG_DFL, SIG_IGN = Handlers.SIG_DFL, Handlers.SIG_IGN
_known = {}


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


def getsignal(signalnum):
    return _known.get(int(signalnum), default_int_handler if signalnum == 2 else SIG_IGN if signalnum == 13 else SIG_DFL)


def signal(signalnum, handler):
    if not callable(handler) and handler not in (0, 1):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    before = getsignal(signalnum)
    _signal.set(int(signalnum), handler)
    _known[int(signalnum)] = handler
    return before


def raise_signal(signalnum):
    import os
    os.kill(os.getpid(), signalnum)


def pause():
    import time
    time.sleep(3600)
`;
