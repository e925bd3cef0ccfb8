/** `hmac`, `mimetypes`, `http.cookies` and `email.utils`: small ones that servers need. */
export const hmac = String.raw`"""Digests with a key."""

import hashlib as _hashlib


class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._make = (lambda data=b'': _hashlib.new(digestmod, data)) if isinstance(digestmod, str) else digestmod
        inner = self._make()
        self.digest_size, self.block_size, self.name = inner.digest_size, inner.block_size, f'hmac-{inner.name}'
        key = bytes(self._make(key).digest() if len(key) > self.block_size else key).ljust(self.block_size, b'\0')
        self._outer, self._data = bytes(each ^ 0x5c for each in key), bytes(each ^ 0x36 for each in key)
        if msg is not None:
            self.update(msg)

    def update(self, msg): self._data += bytes(msg)
    def digest(self): return self._make(self._outer + self._make(self._data).digest()).digest()
    def hexdigest(self): return self.digest().hex()


def new(key, msg=None, digestmod=''): return HMAC(key, msg, digestmod)
def digest(key, msg, digest): return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    if isinstance(a, str) != isinstance(b, str):
        raise TypeError('unsupported operand types(s) or combination of types: ' + f"'{type(a).__name__}' and '{type(b).__name__}'")
    return a == b
`;

export const mimetypes = String.raw`"""What kind of file a name means."""

import posixpath as _posixpath
from urllib.parse import urlsplit as _urlsplit

encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
suffix_map = {'.tgz': '.tar.gz', '.taz': '.tar.gz', '.tz': '.tar.gz', '.tbz2': '.tar.bz2', '.txz': '.tar.xz', '.svgz': '.svg.gz'}
types_map = {
    '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.webmanifest': 'application/manifest+json',
    '.doc': 'application/msword', '.bin': 'application/octet-stream', '.exe': 'application/octet-stream', '.so': 'application/octet-stream',
    '.pdf': 'application/pdf', '.ps': 'application/postscript', '.rtf': 'application/rtf', '.xls': 'application/vnd.ms-excel',
    '.ppt': 'application/vnd.ms-powerpoint', '.wasm': 'application/wasm', '.sh': 'application/x-sh', '.tar': 'application/x-tar',
    '.py': 'text/x-python', '.pyc': 'application/x-python-code', '.zip': 'application/zip', '.xml': 'text/xml', '.xsl': 'application/xml',
    '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg', '.wav': 'audio/x-wav', '.aac': 'audio/aac', '.opus': 'audio/opus', '.bmp': 'image/bmp',
    '.gif': 'image/gif', '.ico': 'image/vnd.microsoft.icon', '.jpe': 'image/jpeg', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg',
    '.png': 'image/png', '.svg': 'image/svg+xml', '.tif': 'image/tiff', '.tiff': 'image/tiff', '.webp': 'image/webp', '.avif': 'image/avif',
    '.eml': 'message/rfc822', '.css': 'text/css', '.csv': 'text/csv', '.htm': 'text/html', '.html': 'text/html', '.md': 'text/markdown',
    '.txt': 'text/plain', '.c': 'text/plain', '.h': 'text/plain', '.bat': 'text/plain', '.pl': 'text/plain', '.tsv': 'text/tab-separated-values',
    '.vcf': 'text/x-vcard', '.mp4': 'video/mp4', '.mpeg': 'video/mpeg', '.mpg': 'video/mpeg', '.webm': 'video/webm', '.mov': 'video/quicktime',
    '.avi': 'video/x-msvideo', '.woff': 'font/woff', '.woff2': 'font/woff2', '.ttf': 'font/ttf', '.otf': 'font/otf',
}
common_types = {'.rtf': 'application/rtf', '.jpg': 'image/jpg', '.xul': 'text/xul'}
inited, knownfiles = True, []


def init(files=None): pass


def add_type(type, ext, strict=True):
    types_map[ext] = type


def guess_type(url, strict=True):
    base, ext = _posixpath.splitext(_urlsplit(str(url)).path)
    while ext in suffix_map:
        base, ext = _posixpath.splitext(base + suffix_map[ext])
    encoding = encodings_map.get(ext)
    if encoding:
        base, ext = _posixpath.splitext(base)
    return types_map.get(ext, types_map.get(ext.lower())), encoding


guess_file_type = guess_type


def guess_all_extensions(type, strict=True):
    return [ext for ext, each in types_map.items() if each == type.lower()]


def guess_extension(type, strict=True):
    return next(iter(guess_all_extensions(type)), None)
`;

export const cookies = String.raw`"""Cookies."""

_legal = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_|~:" + chr(96)
_names = {'expires': 'expires', 'path': 'Path', 'comment': 'Comment', 'domain': 'Domain', 'max-age': 'Max-Age', 'secure': 'Secure',
          'httponly': 'HttpOnly', 'version': 'Version', 'samesite': 'SameSite'}


class CookieError(Exception): pass


def _quote(text):
    if all(each in _legal for each in text):
        return text
    return '"' + ''.join('\\' + each if each in '"\\' else f'\\{ord(each):03o}' if each in ',;' or ord(each) < 32 or ord(each) > 126 else each for each in text) + '"'


def _unquote(text):
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    made, at, text = '', 0, text[1:-1]
    while at < len(text):
        if text[at] == '\\' and text[at + 1:at + 4].isdigit() and len(text[at + 1:at + 4]) == 3:
            made += chr(int(text[at + 1:at + 4], 8))
            at += 4
            continue
        at += text[at] == '\\'
        made += text[at:at + 1]
        at += 1
    return made


class Morsel(dict):
    def __init__(self):
        super().__init__({name: '' for name in _names})
        self.key = self.value = self.coded_value = None

    def set(self, key, val, coded_val):
        if not key or any(each not in _legal for each in key):
            raise CookieError(f'Illegal key {key!r}')
        self.key, self.value, self.coded_value = key, val, coded_val

    def __setitem__(self, key, value):
        if key.lower() not in _names:
            raise CookieError(f'Invalid attribute {key!r}')
        super().__setitem__(key.lower(), value)

    def OutputString(self, attrs=None):
        parts = [f'{self.key}={self.coded_value}']
        for name, value in sorted(self.items()):
            if value == '' or attrs is not None and name not in attrs:
                continue
            if name in ('secure', 'httponly'):
                parts += [_names[name]] * bool(value)
            elif name == 'max-age' and isinstance(value, int):
                parts.append(f'Max-Age={value}')
            else:
                parts.append(f'{_names[name]}={value}')
        return '; '.join(parts)

    def output(self, attrs=None, header='Set-Cookie:'): return f'{header} {self.OutputString(attrs)}'
    __str__ = output
    def __repr__(self): return f'<Morsel: {self.OutputString()}>'


class BaseCookie(dict):
    def __init__(self, input=None):
        if input:
            self.load(input)

    def value_encode(self, val): return str(val), _quote(str(val))

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            super().__setitem__(key, value)
            return
        made = self.get(key) or Morsel()
        made.set(key, *self.value_encode(value))
        super().__setitem__(key, made)

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        return sep.join(each.output(attrs, header) for _, each in sorted(self.items()))

    __str__ = output

    def load(self, rawdata):
        if not isinstance(rawdata, str):
            for key, value in rawdata.items():
                self[key] = value
            return
        last = None
        for part in rawdata.split(';'):
            key, found, value = part.strip().partition('=')
            if key.lower() in _names and last is not None:
                last[key] = _unquote(value) if found else True
            elif found and key and all(each in _legal for each in key):
                last = Morsel()
                last.set(key, _unquote(value), value)
                super().__setitem__(key, last)


class SimpleCookie(BaseCookie): pass
`;

export const emailUtils = String.raw`"""Dates and addresses of messages."""

import datetime as _datetime
import time as _time

_days = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def _format(when, zone):
    return f'{_days[when.weekday()]}, {when.day:02d} {_months[when.month - 1]} {when.year:04d} {when.hour:02d}:{when.minute:02d}:{when.second:02d} {zone}'


def formatdate(timeval=None, localtime=False, usegmt=False):
    when = _datetime.datetime.fromtimestamp(_time.time() if timeval is None else timeval, _datetime.timezone.utc)
    return _format(when, 'GMT' if usegmt else '+0000' if localtime else '-0000')


def format_datetime(dt, usegmt=False):
    if dt.tzinfo is None:
        return _format(dt, '-0000')
    return _format(dt, 'GMT' if usegmt else dt.strftime('%z'))


def parsedate_to_datetime(data):
    words = data.replace(',', ' ').split()
    words = words[1:] if words[0][:3].title() in _days else words
    hour, minute, second = (words[3].split(':') + ['0'])[:3]
    zone = words[4] if len(words) > 4 else '-0000'
    offset = 0 if not zone[1:].isdigit() else (int(zone[1:3]) * 60 + int(zone[3:5])) * (-1 if zone[0] == '-' else 1)
    info = None if zone == '-0000' else _datetime.timezone(_datetime.timedelta(minutes=offset))
    return _datetime.datetime(int(words[2]), _months.index(words[1].title()) + 1, int(words[0]), int(hour), int(minute), int(second), tzinfo=info)


def formataddr(pair, charset='utf-8'):
    name, address = pair
    quoted = '"' + name + '"' if any(each in '()<>@,;:\\".[]' for each in name) else name
    return f'{quoted} <{address}>' if name else address


def parseaddr(addr, *, strict=True):
    name, found, rest = addr.partition('<')
    return (name.strip().strip('"'), rest.rstrip('> ')) if found else ('', addr.strip())
`;
