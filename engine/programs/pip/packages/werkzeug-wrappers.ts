import { werkzeugResponse } from './werkzeug-response.js';

/** Requests and responses of the stand-in for Werkzeug. */
export const werkzeugWrappers =
  String.raw`import io
import json
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, unquote

from werkzeug.http import HTTP_STATUS_CODES


class MultiDict(dict):
    def __init__(self, mapping=None):
        super().__init__()
        pairs = mapping.items(multi=True) if isinstance(mapping, MultiDict) else mapping.items() if isinstance(mapping, dict) else mapping or ()
        for key, value in pairs:
            for each in value if isinstance(value, (list, tuple)) else [value]:
                dict.setdefault(self, key, []).append(each)

    def __getitem__(self, key):
        if key in self:
            return dict.__getitem__(self, key)[0]
        from werkzeug.exceptions import BadRequestKeyError
        raise BadRequestKeyError(key)

    def get(self, key, default=None, type=None):
        if key not in self:
            return default
        try:
            return self[key] if type is None else type(self[key])
        except (ValueError, TypeError):
            return default

    def getlist(self, key, type=None):
        values = dict.get(self, key, [])
        return [type(each) for each in values] if type else list(values)

    def __setitem__(self, key, value): dict.__setitem__(self, key, [value])
    def add(self, key, value): dict.setdefault(self, key, []).append(value)

    def items(self, multi=False):
        for key in self:
            for value in dict.__getitem__(self, key)[:None if multi else 1]:
                yield key, value

    def values(self): return [self[key] for key in self]
    def lists(self): return [(key, list(dict.__getitem__(self, key))) for key in self]
    def to_dict(self, flat=True): return dict(self.items()) if flat else dict(self.lists())

    def pop(self, key, *default):
        return dict.pop(self, key)[0] if key in self or not default else default[0]

    def __repr__(self):
        return f'{type(self).__name__}({list(self.items(multi=True))!r})'


class ImmutableMultiDict(MultiDict):
    def _refuse(self, *args, **kwargs):
        raise TypeError(f'{type(self).__name__!r} objects are immutable')

    __setitem__ = __delitem__ = add = pop = update = clear = _refuse
    def copy(self): return MultiDict(self)


class Headers:
    def __init__(self, defaults=None):
        self._list = []
        for key, value in (defaults.items() if isinstance(defaults, (dict, Headers)) else defaults or ()):
            for each in value if isinstance(value, (list, tuple)) else [value]:
                self.add(key, each)

    def __getitem__(self, key):
        for name, value in self._list:
            if name.lower() == key.lower():
                return value
        raise KeyError(key)

    def get(self, key, default=None, type=None):
        try:
            return self[key] if type is None else type(self[key])
        except (KeyError, ValueError):
            return default

    def getlist(self, key): return [value for name, value in self._list if name.lower() == key.lower()]
    def get_all(self, name): return self.getlist(name)
    def add(self, key, value, **kwargs): self._list.append((key, str(value)))
    def remove(self, key): self._list = [each for each in self._list if each[0].lower() != key.lower()]
    def __delitem__(self, key): self.remove(key)
    def __contains__(self, key): return any(name.lower() == key.lower() for name, _ in self._list)

    def __setitem__(self, key, value):
        for index, (name, _) in enumerate(self._list):
            if name.lower() == key.lower():
                self._list[index] = key, str(value)
                return
        self.add(key, value)

    set = __setitem__

    def setdefault(self, key, default):
        if key not in self:
            self[key] = default
        return self[key]

    def extend(self, *args, **kwargs):
        for each in (*args, kwargs):
            for key, value in (each.items() if hasattr(each, 'items') else each):
                self.add(key, value)

    def update(self, *args, **kwargs):
        for each in (*args, kwargs):
            for key, value in (each.items() if hasattr(each, 'items') else each):
                self[key] = value

    def pop(self, key, default=None):
        value = self.get(key, default)
        self.remove(key)
        return value

    def items(self): return list(self._list)
    def keys(self): return [name for name, _ in self._list]
    def values(self): return [value for _, value in self._list]
    def to_wsgi_list(self): return list(self._list)
    def __iter__(self): return iter(self._list)
    def __len__(self): return len(self._list)
    def __repr__(self): return f'Headers({self._list!r})'
    def __str__(self): return ''.join(f'{name}: {value}\r\n' for name, value in self._list) + '\r\n'


class EnvironHeaders(Headers):
    def __init__(self, environ):
        self._list = []
        for key, value in environ.items():
            if key.startswith('HTTP_'):
                self.add(key[5:].replace('_', '-').title(), value)
            elif key in ('CONTENT_TYPE', 'CONTENT_LENGTH') and value:
                self.add(key.replace('_', '-').title(), value)


class FileStorage:
    def __init__(self, stream=None, filename=None, name=None, content_type=None, **ignored):
        self.stream, self.filename, self.name, self.content_type = stream or io.BytesIO(), filename, name, content_type
        self.mimetype = (content_type or '').split(';')[0].strip()

    def read(self, *args): return self.stream.read(*args)
    def seek(self, *args): return self.stream.seek(*args)
    def __bool__(self): return bool(self.filename)
    def __repr__(self): return f'<FileStorage: {self.filename!r} ({self.content_type!r})>'

    def save(self, dst, buffer_size=16384):
        data = self.stream.read()
        if hasattr(dst, 'write'):
            dst.write(data)
        else:
            with open(dst, 'wb') as file:
                file.write(data)


class _Authorization:
    def __init__(self, header):
        import base64
        self.type, _, rest = header.partition(' ')
        self.type, self.token, self.username, self.password = self.type.lower(), rest, None, None
        if self.type == 'basic':
            self.username, _, self.password = base64.b64decode(rest).decode().partition(':')
            self.token = None


def _multipart(data, boundary):
    form, files, mark = [], [], b'--' + boundary.encode()
    for part in data.split(mark)[1:-1]:
        head, _, body = part[2:].partition(b'\r\n\r\n')
        fields = dict(line.partition(': ')[::2] for line in head.decode().split('\r\n'))
        fields = {key.lower(): value for key, value in fields.items()}
        about = dict(each.strip().partition('=')[::2] for each in fields.get('content-disposition', '').split(';')[1:])
        name, filename = about.get('name', '').strip('"'), about.get('filename')
        body = body[:-2] if body.endswith(b'\r\n') else body
        if filename is None:
            form.append((name, body.decode()))
        else:
            files.append((name, FileStorage(io.BytesIO(body), filename.strip('"'), name, fields.get('content-type'))))
    return form, files


class Request:
    max_content_length = None

    def __init__(self, environ, populate_request=True, shallow=False):
        self.environ, self.headers = environ, EnvironHeaders(environ)
        self.method, self.path = environ.get('REQUEST_METHOD', 'GET'), environ.get('PATH_INFO') or '/'
        self.query_string = environ.get('QUERY_STRING', '').encode()
        self.scheme, self.remote_addr = environ.get('wsgi.url_scheme', 'http'), environ.get('REMOTE_ADDR')
        self.root_path = environ.get('SCRIPT_NAME', '').rstrip('/')
        self.args = ImmutableMultiDict(parse_qsl(environ.get('QUERY_STRING', ''), keep_blank_values=True))
        self._data = self._form = None
        if populate_request:
            environ['werkzeug.request'] = self

    def __repr__(self): return f'<{type(self).__name__} {self.url!r} [{self.method}]>'

    @property
    def host(self): return self.environ.get('HTTP_HOST') or self.environ.get('SERVER_NAME', 'localhost')
    @property
    def host_url(self): return f'{self.scheme}://{self.host}/'
    @property
    def url_root(self): return f'{self.scheme}://{self.host}{self.root_path}/'
    @property
    def base_url(self): return f'{self.scheme}://{self.host}{self.root_path}{_quote(self.path)}'
    @property
    def url(self): return self.base_url + (f'?{self.query_string.decode()}' if self.query_string else '')
    @property
    def full_path(self): return f'{self.path}?{self.query_string.decode()}'
    @property
    def is_secure(self): return self.scheme == 'https'
    @property
    def content_type(self): return self.headers.get('Content-Type')
    @property
    def mimetype(self): return (self.content_type or '').split(';')[0].strip().lower()
    @property
    def is_json(self): return self.mimetype == 'application/json' or self.mimetype.startswith('application/') and self.mimetype.endswith('+json')
    @property
    def content_length(self): return self.headers.get('Content-Length', type=int)
    @property
    def user_agent(self): return _Agent(self.headers.get('User-Agent', ''))
    @property
    def referrer(self): return self.headers.get('Referer')
    @property
    def authorization(self): return _Authorization(self.headers['Authorization']) if 'Authorization' in self.headers else None
    @property
    def access_route(self): return [each.strip() for each in self.headers.get('X-Forwarded-For', '').split(',') if each.strip()] or [self.remote_addr]
    @property
    def cookies(self): return ImmutableMultiDict([(name, each.value) for name, each in SimpleCookie(self.headers.get('Cookie', '')).items()])
    @property
    def stream(self): return self.environ['wsgi.input']

    def _load(self):
        if self._data is None:
            length = self.content_length
            if self.max_content_length is not None and length is not None and length > self.max_content_length:
                from werkzeug.exceptions import RequestEntityTooLarge
                raise RequestEntityTooLarge()
            chunked = self.environ.get('wsgi.input_terminated')
            self._data = self.stream.read() if chunked else self.stream.read(length) if length else b''
        return self._data

    def _parse(self):
        if self._form is None:
            form = files = ()
            if self.mimetype == 'application/x-www-form-urlencoded':
                form = parse_qsl(self._load().decode(), keep_blank_values=True)
            elif self.mimetype == 'multipart/form-data' and 'boundary=' in self.content_type:
                form, files = _multipart(self._load(), self.content_type.partition('boundary=')[2].strip('"'))
            self._form, self._files = ImmutableMultiDict(form), ImmutableMultiDict(files)
        return self._form

    def get_data(self, cache=True, as_text=False, parse_form_data=False):
        data = self._load()
        return data.decode(errors='replace') if as_text else data

    @property
    def data(self):
        return b'' if self.mimetype in ('application/x-www-form-urlencoded', 'multipart/form-data') else self._load()

    @property
    def form(self): return self._parse()

    @property
    def files(self):
        self._parse()
        return self._files

    @property
    def values(self): return ImmutableMultiDict([*self.args.items(multi=True), *self.form.items(multi=True)])
    @property
    def json(self): return self.get_json()

    def get_json(self, force=False, silent=False, cache=True):
        from werkzeug.exceptions import BadRequest, UnsupportedMediaType
        if not (force or self.is_json):
            if silent:
                return None
            raise UnsupportedMediaType("Did not attempt to load JSON data because the request Content-Type was not 'application/json'.")
        try:
            return json.loads(self._load())
        except ValueError as failure:
            return None if silent else self.on_json_loading_failed(failure)

    def on_json_loading_failed(self, failure):
        from werkzeug.exceptions import BadRequest
        raise BadRequest(f'Failed to decode JSON object: {failure}')


class _Agent:
    def __init__(self, string):
        self.string = string

    def __str__(self): return self.string
    def to_header(self): return self.string
    def __bool__(self): return bool(self.string)


def _quote(path):
    from urllib.parse import quote
    return quote(path, safe="!$&'()*+,/:;=@%")


` + werkzeugResponse;
