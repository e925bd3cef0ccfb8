import { werkzeugRouting } from './werkzeug-routing.js';
import { werkzeugReloader, werkzeugServing } from './werkzeug-serving.js';
import { werkzeugWrappers } from './werkzeug-wrappers.js';

/** Files of the stand-in for Werkzeug. */
export const werkzeugFiles: Readonly<Record<string, string>> = {
  'werkzeug/__init__.py': `"""Tools for web applications. A small stand-in for Werkzeug, written for Drydock."""

from werkzeug.serving import run_simple
from werkzeug.wrappers import Request, Response

__version__ = '@VERSION@'
`,
  'werkzeug/routing.py': werkzeugRouting,
  'werkzeug/serving.py': werkzeugServing,
  'werkzeug/_reloader.py': werkzeugReloader,
  'werkzeug/wrappers.py': werkzeugWrappers,
  'werkzeug/datastructures.py': 'from werkzeug.wrappers import FileStorage, Headers, ImmutableMultiDict, MultiDict\n',
  'werkzeug/http.py': String.raw`from http import HTTPStatus

HTTP_STATUS_CODES = {each.value: each.phrase for each in HTTPStatus}
HTTP_STATUS_CODES[418] = "I'm a teapot"


def http_date(timestamp):
    from email.utils import formatdate
    return formatdate(timestamp, usegmt=True)
`,
  'werkzeug/exceptions.py': String.raw`from markupsafe import escape

from werkzeug.http import HTTP_STATUS_CODES

_texts = {
    400: 'The browser (or proxy) sent a request that this server could not understand.',
    401: "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.",
    403: "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.",
    404: 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
    405: 'The method is not allowed for the requested URL.',
    409: 'A conflict happened while processing the request. The resource might have been modified while the request was being processed.',
    413: 'The data value transmitted exceeds the capacity limit.',
    415: 'The server does not support the media type transmitted in the request.',
    418: 'This server is a teapot, not a coffee machine',
    422: 'The request was well-formed but was unable to be followed due to semantic errors.',
    429: 'This user has exceeded an allotted request count. Try again later.',
    500: 'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.',
    501: 'The server does not support the action requested by the browser.',
    503: 'The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.',
}


class HTTPException(Exception):
    code, description = None, None

    def __init__(self, description=None, response=None):
        super().__init__()
        if description is not None:
            self.description = description
        self.response = response

    @property
    def name(self):
        return HTTP_STATUS_CODES.get(self.code, 'Unknown Error')

    def get_body(self, environ=None, scope=None):
        text = escape(self.description or '').replace('\n', '<br>')
        return f'<!doctype html>\n<html lang=en>\n<title>{self.code} {escape(self.name)}</title>\n<h1>{escape(self.name)}</h1>\n<p>{text}</p>\n'

    def get_headers(self, environ=None, scope=None):
        return [('Content-Type', 'text/html; charset=utf-8')]

    def get_response(self, environ=None, scope=None):
        from werkzeug.wrappers import Response
        return self.response or Response(self.get_body(), self.code, self.get_headers())

    def __call__(self, environ, start_response):
        return self.get_response()(environ, start_response)

    def __str__(self):
        return f'{self.code} {self.name}: {self.description}'

    def __repr__(self):
        return f"<{type(self).__name__} '{self.code}: {self.name}'>"


default_exceptions = {}


def _make(code, name):
    made = type(name, (HTTPException,), {'code': code, 'description': _texts.get(code), '__module__': __name__})
    default_exceptions[code] = globals()[name] = made


for _code, _name in {
    400: 'BadRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 406: 'NotAcceptable', 408: 'RequestTimeout', 409: 'Conflict',
    410: 'Gone', 411: 'LengthRequired', 412: 'PreconditionFailed', 413: 'RequestEntityTooLarge', 414: 'RequestURITooLarge',
    415: 'UnsupportedMediaType', 416: 'RequestedRangeNotSatisfiable', 418: 'ImATeapot', 422: 'UnprocessableEntity', 423: 'Locked',
    428: 'PreconditionRequired', 429: 'TooManyRequests', 501: 'NotImplemented', 502: 'BadGateway', 503: 'ServiceUnavailable', 504: 'GatewayTimeout',
}.items():
    _make(_code, _name)


class MethodNotAllowed(HTTPException):
    code, description = 405, _texts[405]

    def __init__(self, valid_methods=None, description=None, response=None):
        super().__init__(description, response)
        self.valid_methods = valid_methods

    def get_headers(self, environ=None, scope=None):
        return [*super().get_headers(), *([('Allow', ', '.join(self.valid_methods))] if self.valid_methods else [])]


class InternalServerError(HTTPException):
    code, description = 500, _texts[500]

    def __init__(self, description=None, response=None, original_exception=None):
        super().__init__(description, response)
        self.original_exception = original_exception


class BadRequestKeyError(BadRequest, KeyError):
    def __init__(self, arg=None, *args):
        BadRequest.__init__(self)
        self.args = () if arg is None else (arg,)


default_exceptions.update({405: MethodNotAllowed, 500: InternalServerError})


def abort(status, *args, **kwargs):
    from werkzeug.wrappers import Response
    if isinstance(status, Response):
        raise HTTPException(response=status)
    if status not in default_exceptions:
        raise LookupError(f'no exception for {status!r}')
    raise default_exceptions[status](*args, **kwargs)
`,
  'werkzeug/utils.py': String.raw`import os
import re

from markupsafe import escape

from werkzeug.wrappers import Response


def secure_filename(filename):
    for each in os.sep, os.path.altsep:
        if each:
            filename = filename.replace(each, ' ')
    return re.sub(r'[^A-Za-z0-9_.-]', '', '_'.join(filename.split())).strip('._')


def redirect(location, code=302, Response=Response):
    shown = escape(location)
    page = ('<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: '
            f'<a href="{shown}">{shown}</a>. If not, click the link.\n')
    response = Response(page, code, mimetype='text/html')
    response.headers['Location'] = location
    return response


def import_string(import_name, silent=False):
    module, _, name = import_name.replace(':', '.').rpartition('.')
    try:
        return getattr(__import__(module, fromlist=[name]), name) if module else __import__(name)
    except (ImportError, AttributeError):
        if not silent:
            raise
`,
  'werkzeug/security.py': String.raw`import hashlib
import hmac
import os
import secrets


def _hash(method, salt, password):
    name, *rest = method.split(':')
    if name == 'scrypt':
        n, r, p = map(int, rest) if rest else (2 ** 15, 8, 1)
        return f'scrypt:{n}:{r}:{p}', hashlib.scrypt(password.encode(), salt=salt.encode(), n=n, r=r, p=p, maxmem=132 * n * r * p).hex()
    if name == 'pbkdf2':
        digest, rounds = rest[0] if rest else 'sha256', int(rest[1]) if len(rest) > 1 else 1_000_000
        return f'pbkdf2:{digest}:{rounds}', hashlib.pbkdf2_hmac(digest, password.encode(), salt.encode(), rounds).hex()
    raise ValueError(f'Invalid hash method {name!r}.')


def generate_password_hash(password, method='scrypt', salt_length=16):
    salt = ''.join(secrets.choice('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') for _ in range(salt_length))
    full, value = _hash(method, salt, password)
    return '$'.join([full, salt, value])


def check_password_hash(pwhash, password):
    method, salt, value = pwhash.split('$', 2)
    return hmac.compare_digest(_hash(method, salt, password)[1], value)


def safe_join(directory, *pathnames):
    parts = [directory]
    for name in pathnames:
        name = os.path.normpath(name) if name else name
        if os.path.isabs(name) or name == '..' or name.startswith('../'):
            return None
        parts.append(name)
    return os.path.join(*parts)
`,
  'werkzeug/middleware/__init__.py': '',
  'werkzeug/middleware/proxy_fix.py': String.raw`class ProxyFix:
    def __init__(self, app, x_for=1, x_proto=1, x_host=0, x_port=0, x_prefix=0):
        self.app, self.counts = app, {'FOR': x_for, 'PROTO': x_proto, 'HOST': x_host, 'PREFIX': x_prefix}

    def __call__(self, environ, start_response):
        for name, key in ('FOR', 'REMOTE_ADDR'), ('PROTO', 'wsgi.url_scheme'), ('HOST', 'HTTP_HOST'), ('PREFIX', 'SCRIPT_NAME'):
            values = [each.strip() for each in environ.get(f'HTTP_X_FORWARDED_{name}', '').split(',') if each.strip()]
            if self.counts[name] and len(values) >= self.counts[name]:
                environ[key] = values[-self.counts[name]]
        return self.app(environ, start_response)
`,
};
