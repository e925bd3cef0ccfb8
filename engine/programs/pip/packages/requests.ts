/** Files of the stand-ins for requests and what it is made of. */
export const requestsFiles: Readonly<Record<string, string>> = {
  'requests/__init__.py': `"""HTTP for people. A small stand-in for requests, written for Drydock."""

from requests import exceptions
from requests.api import delete, get, head, options, patch, post, put, request
from requests.exceptions import (
    ConnectionError, ConnectTimeout, HTTPError, JSONDecodeError, ReadTimeout, RequestException, Timeout, TooManyRedirects,
)
from requests.models import Response
from requests.sessions import Session, session
from requests.status_codes import codes

__version__ = '@VERSION@'
`,
  'requests/exceptions.py': String.raw`from json import JSONDecodeError as _JSONDecodeError


class RequestException(IOError):
    def __init__(self, *args, **kwargs):
        self.response, self.request = kwargs.pop('response', None), kwargs.pop('request', None)
        super().__init__(*args, **kwargs)


class InvalidJSONError(RequestException): pass


class JSONDecodeError(InvalidJSONError, _JSONDecodeError):
    def __init__(self, *args, **kwargs):
        _JSONDecodeError.__init__(self, *args)
        self.response = self.request = None

    def __str__(self):
        return _JSONDecodeError.__str__(self)


class HTTPError(RequestException): pass
class ConnectionError(RequestException): pass
class ProxyError(ConnectionError): pass
class SSLError(ConnectionError): pass
class Timeout(RequestException): pass
class ConnectTimeout(ConnectionError, Timeout): pass
class ReadTimeout(Timeout): pass
class URLRequired(RequestException): pass
class TooManyRedirects(RequestException): pass
class MissingSchema(RequestException, ValueError): pass
class InvalidSchema(RequestException, ValueError): pass
class InvalidURL(RequestException, ValueError): pass
class ChunkedEncodingError(RequestException): pass
`,
  'requests/status_codes.py': String.raw`from http import HTTPStatus


class _Codes(dict):
    def __getattr__(self, name):
        return self.get(name)


codes = _Codes({name.lower(): each.value for each in HTTPStatus for name in (each.name, each.name.lower())})
`,
  'requests/structures.py': String.raw`class CaseInsensitiveDict(dict):
    def __init__(self, data=None, **kwargs):
        super().__init__()
        self.update(data or {}, **kwargs)

    def _key(self, key):
        return next((each for each in dict.keys(self) if each.lower() == key.lower()), key)

    def __setitem__(self, key, value):
        dict.pop(self, self._key(key), None)
        super().__setitem__(key, value)

    def __getitem__(self, key): return super().__getitem__(self._key(key))
    def __delitem__(self, key): super().__delitem__(self._key(key))
    def __contains__(self, key): return super().__contains__(self._key(key))
    def get(self, key, default=None): return super().get(self._key(key), default)
    def pop(self, key, *default): return super().pop(self._key(key), *default)

    def update(self, data=(), **kwargs):
        for key, value in [*(data.items() if hasattr(data, 'items') else data), *kwargs.items()]:
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]
`,
  'requests/models.py': String.raw`import json as _json

from requests.exceptions import HTTPError, JSONDecodeError
from requests.structures import CaseInsensitiveDict


class PreparedRequest:
    def __init__(self, method, url, headers, body):
        self.method, self.url, self.headers, self.body = method, url, headers, body

    def __repr__(self): return f'<PreparedRequest [{self.method}]>'


class Response:
    def __init__(self):
        self.status_code = self.reason = self.url = self.encoding = self.request = self.elapsed = None
        self.headers, self.cookies, self.history, self._content = CaseInsensitiveDict(), {}, [], b''

    def __repr__(self): return f'<Response [{self.status_code}]>'
    def __bool__(self): return self.ok
    def __iter__(self): return self.iter_content(128)
    def __enter__(self): return self
    def __exit__(self, *details): self.close()
    def close(self): pass

    @property
    def ok(self): return self.status_code < 400
    @property
    def content(self): return self._content
    @property
    def is_redirect(self): return 'location' in self.headers and self.status_code in (301, 302, 303, 307, 308)
    @property
    def apparent_encoding(self): return 'utf-8'

    @property
    def text(self):
        try:
            return self._content.decode(self.encoding or 'utf-8', 'replace')
        except LookupError:
            return self._content.decode('utf-8', 'replace')

    def json(self, **kwargs):
        try:
            return _json.loads(self._content.decode(), **kwargs)
        except ValueError as failure:
            raise JSONDecodeError(failure.msg, failure.doc, failure.pos) from None

    def iter_content(self, chunk_size=1, decode_unicode=False):
        for at in range(0, len(self._content), chunk_size or max(1, len(self._content))):
            yield self._content[at:at + (chunk_size or len(self._content))]

    def iter_lines(self, **ignored):
        yield from self._content.splitlines()

    def raise_for_status(self):
        kind = 'Client' if 400 <= self.status_code < 500 else 'Server' if 500 <= self.status_code < 600 else None
        if kind:
            raise HTTPError(f'{self.status_code} {kind} Error: {self.reason} for url: {self.url}', response=self, request=self.request)
`,
  'requests/auth.py': String.raw`import base64


class HTTPBasicAuth:
    def __init__(self, username, password):
        self.username, self.password = username, password

    def __call__(self, request):
        request.headers['Authorization'] = 'Basic ' + base64.b64encode(f'{self.username}:{self.password}'.encode()).decode()
        return request
`,
  'requests/api.py': String.raw`from requests.sessions import Session


def request(method, url, **kwargs):
    with Session() as session:
        return session.request(method, url, **kwargs)


def get(url, params=None, **kwargs): return request('get', url, params=params, **kwargs)
def options(url, **kwargs): return request('options', url, **kwargs)
def head(url, **kwargs): return request('head', url, **{'allow_redirects': False, **kwargs})
def post(url, data=None, json=None, **kwargs): return request('post', url, data=data, json=json, **kwargs)
def put(url, data=None, **kwargs): return request('put', url, data=data, **kwargs)
def patch(url, data=None, **kwargs): return request('patch', url, data=data, **kwargs)
def delete(url, **kwargs): return request('delete', url, **kwargs)
`,
  'requests/sessions.py': String.raw`import gzip
import http.client
import json as _json
import socket
import time
import zlib
from datetime import timedelta
from urllib.parse import quote, urlencode, urljoin, urlsplit

from requests.auth import HTTPBasicAuth
from requests.exceptions import (
    ConnectionError, ConnectTimeout, InvalidSchema, InvalidURL, MissingSchema, ReadTimeout, SSLError, TooManyRedirects,
)
from requests.models import PreparedRequest, Response
from requests.structures import CaseInsensitiveDict


def _files(data, files):
    boundary = 'f1a4c8d0e2b6957384a1c0de5f72b9e3'
    parts = []
    for name, value in (data.items() if isinstance(data, dict) else data or ()):
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, value in files.items():
        filename, content, kind = (*value, None, None)[:3] if isinstance(value, (tuple, list)) else (getattr(value, 'name', name), value, None)
        content = content.read() if hasattr(content, 'read') else content
        content = content.encode() if isinstance(content, str) else content
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{str(filename).rsplit("/")[-1]}"\r\n'
        parts.append((head + (f'Content-Type: {kind}\r\n' if kind else '') + '\r\n').encode() + content + b'\r\n')
    return b''.join(parts) + f'--{boundary}--\r\n'.encode(), f'multipart/form-data; boundary={boundary}'


class Session:
    max_redirects = 30

    def __init__(self):
        from requests import __version__
        self.headers = CaseInsensitiveDict({'User-Agent': f'python-requests/{__version__}', 'Accept-Encoding': 'gzip, deflate', 'Accept': '*/*', 'Connection': 'keep-alive'})
        self.auth, self.params, self.cookies, self.verify, self.proxies = None, {}, {}, True, {}

    def __enter__(self): return self
    def __exit__(self, *details): self.close()
    def close(self): pass
    def mount(self, prefix, adapter): pass

    def get(self, url, **kwargs): return self.request('GET', url, **kwargs)
    def options(self, url, **kwargs): return self.request('OPTIONS', url, **kwargs)
    def head(self, url, **kwargs): return self.request('HEAD', url, **{'allow_redirects': False, **kwargs})
    def post(self, url, data=None, json=None, **kwargs): return self.request('POST', url, data=data, json=json, **kwargs)
    def put(self, url, data=None, **kwargs): return self.request('PUT', url, data=data, **kwargs)
    def patch(self, url, data=None, **kwargs): return self.request('PATCH', url, data=data, **kwargs)
    def delete(self, url, **kwargs): return self.request('DELETE', url, **kwargs)

    def prepare(self, method, url, params, data, headers, json, files, auth, cookies):
        parts = urlsplit(url)
        if not parts.scheme:
            raise MissingSchema(f'Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?')
        if parts.scheme not in ('http', 'https'):
            raise InvalidSchema(f'No connection adapters were found for {url!r}')
        if not parts.hostname:
            raise InvalidURL(f'Invalid URL {url!r}: No host supplied')
        asked = {**self.params, **params} if isinstance(params, dict) else params or self.params
        query = '&'.join(filter(None, [parts.query, asked if isinstance(asked, str) else urlencode({key: value for key, value in dict(asked).items() if value is not None}, doseq=True)]))
        path = quote(parts.path or '/', safe="!#$%&'()*+,/:;=?@[]~")
        url = f'{parts.scheme}://{parts.netloc}{path}' + (f'?{query}' if query else '')
        merged, body, kind = CaseInsensitiveDict(self.headers), data, None
        if files:
            body, kind = _files(data, files)
        elif json is not None and not data:
            body, kind = _json.dumps(json).encode(), 'application/json'
        elif isinstance(data, (dict, list, tuple)):
            body, kind = urlencode(data, doseq=True).encode(), 'application/x-www-form-urlencoded'
        elif hasattr(data, 'read'):
            body = data.read()
        body = body.encode() if isinstance(body, str) else body
        merged.update({key: value for key, value in (headers or {}).items() if value is not None})
        if body:
            merged['Content-Length'] = str(len(body))
        elif method not in ('GET', 'HEAD', 'OPTIONS'):
            merged['Content-Length'] = '0'
        if kind:
            merged.setdefault('Content-Type', kind)
        jar = {**self.cookies, **(cookies or {})}
        if jar:
            merged['Cookie'] = '; '.join(f'{name}={value}' for name, value in jar.items())
        made = PreparedRequest(method, url, merged, body or None)
        auth = auth or self.auth
        if auth:
            made = (HTTPBasicAuth(*auth) if isinstance(auth, tuple) else auth)(made)
        return made

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None,
                allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
        request = self.prepare(method.upper(), url, params, data, headers, json, files, auth, cookies)
        history = []
        while True:
            response = self.send(request, timeout)
            response.history = list(history)
            self.cookies.update(response.cookies)
            if not allow_redirects or not response.is_redirect:
                return response
            history.append(response)
            if len(history) > self.max_redirects:
                raise TooManyRedirects(f'Exceeded {self.max_redirects} redirects.', response=response)
            keeps = response.status_code in (307, 308) or request.method == 'HEAD'
            request = self.prepare(request.method if keeps else 'GET', urljoin(request.url, response.headers['location']), None,
                                   request.body if keeps else None, headers, None, None, auth, cookies)

    def send(self, request, timeout=None):
        parts, begin = urlsplit(request.url), time.monotonic()
        port = parts.port or (443 if parts.scheme == 'https' else 80)
        if parts.scheme == 'https':
            raise SSLError(f'drydock: HTTPS is not simulated ({request.url})')
        connect, read = timeout if isinstance(timeout, tuple) else (timeout, timeout)
        pool = f"HTTPConnectionPool(host='{parts.hostname}', port={port})"
        path = (parts.path or '/') + (f'?{parts.query}' if parts.query else '')
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=connect)
        where = f'<urllib3.connection.HTTPConnection object at {id(connection):#x}>'
        try:
            connection.connect()
        except TimeoutError:
            raise ConnectTimeout(f"{pool}: Max retries exceeded with url: {path} (Caused by ConnectTimeoutError({where}, 'Connection to {parts.hostname} timed out. (connect timeout={connect})'))", request=request) from None
        except socket.gaierror as failure:
            raise ConnectionError(f'{pool}: Max retries exceeded with url: {path} (Caused by NameResolutionError("{where}: Failed to resolve \'{parts.hostname}\' ({failure})"))', request=request) from None
        except OSError as failure:
            raise ConnectionError(f"{pool}: Max retries exceeded with url: {path} (Caused by NewConnectionError('{where}: Failed to establish a new connection: {failure}'))", request=request) from None
        try:
            connection.sock.settimeout(read)
            connection.request(request.method, path, request.body, dict(request.headers))
            answer = connection.getresponse()
            content = answer.read()
        except TimeoutError:
            raise ReadTimeout(f'{pool}: Read timed out. (read timeout={read})', request=request) from None
        except (http.client.HTTPException, OSError) as failure:
            raise ConnectionError(('Connection aborted.', failure), request=request) from None
        finally:
            connection.close()
        return _response(request, answer, content, timedelta(seconds=time.monotonic() - begin))


def _response(request, answer, content, elapsed):
    made = Response()
    made.status_code, made.reason, made.url, made.request, made.elapsed = answer.status, answer.reason, request.url, request, elapsed
    for key, value in answer.getheaders():
        made.headers[key] = f'{made.headers[key]}, {value}' if key in made.headers else value
        if key.lower() == 'set-cookie':
            name, _, rest = value.split(';')[0].partition('=')
            made.cookies[name] = rest
    packed = made.headers.get('content-encoding', '')
    made._content = gzip.decompress(content) if packed == 'gzip' and content else zlib.decompress(content) if packed == 'deflate' and content else content
    kind = made.headers.get('content-type', '')
    if 'charset=' in kind:
        made.encoding = kind.partition('charset=')[2].split(';')[0].strip('\'" ')
    elif kind.startswith('text/'):
        made.encoding = 'ISO-8859-1'
    elif 'json' in kind:
        made.encoding = 'utf-8'
    return made


def session():
    return Session()
`,
};

const nameOnly = (module: string, about: string): Readonly<Record<string, string>> => ({
  [`${module}/__init__.py`]: `"""${about} A stand-in without content, written for Drydock: requests brings what it needs."""\n\n__version__ = '@VERSION@'\n`,
});

export const urllib3Files = nameOnly('urllib3', 'Connections of HTTP.');
export const certifiFiles = nameOnly('certifi', 'Certificates.');
export const idnaFiles = nameOnly('idna', 'Names of hosts in all languages.');
export const charsetFiles = nameOnly('charset_normalizer', 'Encodings of texts.');
export const packagingFiles = nameOnly('packaging', 'Versions of packages.');
