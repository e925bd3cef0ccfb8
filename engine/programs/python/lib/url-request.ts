/** `urllib.error`. */
export const urlError = String.raw`"""What goes wrong with addresses."""


class URLError(OSError):
    def __init__(self, reason, filename=None):
        self.args = reason,
        self.reason = reason

    def __str__(self): return f'<urlopen error {self.reason}>'


class HTTPError(URLError):
    def __init__(self, url, code, msg, hdrs, fp):
        self.code = self.status = code
        self.msg = self.reason = msg
        self.hdrs = self.headers = hdrs
        self.fp, self.filename, self.url = fp, url, url

    def read(self, *size): return self.fp.read(*size)
    def info(self): return self.headers
    def geturl(self): return self.url
    def close(self): self.fp.close()
    def __str__(self): return f'HTTP Error {self.code}: {self.msg}'
    def __repr__(self): return f'<HTTPError {self.code}: {self.msg!r}>'
`;

/** `urllib.request`. */
export const urlRequest = String.raw`"""Fetching what lies at an address, over http."""

import http.client
import sys
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url, self.data, self.method = url, data, method
        self.headers = {}
        for key, value in headers.items():
            self.add_header(key, value)
        where = urlsplit(url)
        if not where.scheme:
            raise ValueError(f'unknown url type: {url!r}')
        self.type, self.host = where.scheme, where.netloc
        self.selector = (where.path or '/') + ('?' + where.query if where.query else '')

    def add_header(self, key, val): self.headers[key.capitalize()] = val
    def has_header(self, name): return name in self.headers
    def get_header(self, name, default=None): return self.headers.get(name, default)
    def get_full_url(self): return self.full_url
    def get_method(self): return self.method or ('GET' if self.data is None else 'POST')


def urlopen(url, data=None, timeout=None, *, context=None):
    request = url if isinstance(url, Request) else Request(url, data)
    if data is not None:
        request.data = data
    for _ in range(10):
        found = _open(request, timeout)
        place = found.headers.get('Location')
        if found.status not in (301, 302, 303, 307, 308) or place is None or request.get_method() not in ('GET', 'HEAD', 'POST'):
            if 200 <= found.status < 300:
                return found
            raise HTTPError(request.full_url, found.status, found.reason, found.headers, found)
        method = 'HEAD' if request.get_method() == 'HEAD' else 'GET'
        request = Request(urljoin(request.full_url, place), headers=request.headers, method=method)
    raise HTTPError(request.full_url, found.status, 'The HTTP server returned a redirect error that would lead to an infinite loop.', found.headers, found)


def _open(request, timeout):
    if request.type == 'https':
        raise URLError('drydock: HTTPS of Python is not simulated')
    if request.type != 'http':
        raise URLError(f'unknown url type: {request.type}')
    if isinstance(request.data, str):
        raise TypeError('POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.')
    headers = {'User-agent': 'Python-urllib/%d.%d' % sys.version_info[:2], 'Connection': 'close'}
    if request.data is not None:
        headers['Content-type'] = 'application/x-www-form-urlencoded'
    headers.update(request.headers)
    connection = http.client.HTTPConnection(request.host, timeout=timeout)
    try:
        connection.request(request.get_method(), request.selector, request.data, headers)
    except OSError as failure:
        raise URLError(failure) from failure
    found = connection.getresponse()
    found.url = request.full_url
    return found


def urlretrieve(url, filename=None, reporthook=None, data=None):
    with urlopen(url, data) as found, open(filename, 'wb') as file:
        file.write(found.read())
        return filename, found.headers
`;

/** `platform` and `getpass`. */
export const platform = String.raw`"""What machine this is."""

import os as _os
import sys as _sys


def system(): return _os.uname()[0]
def node(): return _os.uname()[1]
def release(): return _os.uname()[2]
def version(): return _os.uname()[3]
def machine(): return _os.uname()[4]
def processor(): return ''
def architecture(*_): return '64bit', 'ELF'
def python_version(): return _sys.version.split()[0]
def python_version_tuple(): return tuple(python_version().split('.'))
def python_implementation(): return 'CPython'
def platform(aliased=False, terse=False): return f'{system()}-{release()}-{machine()}-with-glibc2.36'
`;

export const getpass = String.raw`"""Who is there."""

import os as _os


def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if _os.environ.get(name):
            return _os.environ[name]
    with open('/etc/passwd') as file:
        return next(line.split(':')[0] for line in file if line.split(':')[2] == str(_os.getuid()))
`;
