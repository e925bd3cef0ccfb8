/** What tests of applications use. */
export const flaskTesting = String.raw`import io
import json as _json
from urllib.parse import urlencode, urlsplit, unquote

from werkzeug.wrappers import Response


def environ_of(path='/', method='GET', data=None, json=None, headers=None, query_string=None, content_type=None):
    parts = urlsplit(path)
    if json is not None:
        data, content_type = _json.dumps(json), content_type or 'application/json'
    elif isinstance(data, dict):
        data, content_type = urlencode(data), content_type or 'application/x-www-form-urlencoded'
    body = data.encode() if isinstance(data, str) else data or b''
    query = urlencode(query_string) if isinstance(query_string, dict) else query_string or parts.query
    environ = {
        'REQUEST_METHOD': method, 'PATH_INFO': unquote(parts.path), 'QUERY_STRING': query, 'SERVER_NAME': 'localhost', 'SERVER_PORT': '80',
        'HTTP_HOST': 'localhost', 'SERVER_PROTOCOL': 'HTTP/1.1', 'REMOTE_ADDR': '127.0.0.1', 'SCRIPT_NAME': '', 'wsgi.url_scheme': 'http',
        'wsgi.input': io.BytesIO(body), 'HTTP_USER_AGENT': 'Werkzeug/3.1.3',
    }
    if content_type:
        environ['CONTENT_TYPE'] = content_type
    if body:
        environ['CONTENT_LENGTH'] = str(len(body))
    for key, value in (headers.items() if hasattr(headers, 'items') else headers or ()):
        environ['HTTP_' + key.upper().replace('-', '_')] = value
    return environ


class FlaskClient:
    def __init__(self, application):
        self.application, self._cookies = application, {}

    def open(self, path='/', method='GET', follow_redirects=False, **kwargs):
        environ = environ_of(path, method, **kwargs)
        if self._cookies:
            environ['HTTP_COOKIE'] = '; '.join(f'{name}={value}' for name, value in self._cookies.items())
        given = []
        data = b''.join(self.application(environ, lambda status, headers, exc_info=None: given.append((status, headers))))
        status, headers = given[-1]
        response = Response(data, status, headers)
        for cookie in response.headers.getlist('Set-Cookie'):
            name, _, value = cookie.split(';')[0].partition('=')
            self._cookies[name] = value
        if follow_redirects and response.status_code in (301, 302, 303, 307, 308):
            return self.open(response.location, 'GET', True)
        return response

    def get(self, path='/', **kwargs): return self.open(path, 'GET', **kwargs)
    def post(self, path='/', **kwargs): return self.open(path, 'POST', **kwargs)
    def put(self, path='/', **kwargs): return self.open(path, 'PUT', **kwargs)
    def patch(self, path='/', **kwargs): return self.open(path, 'PATCH', **kwargs)
    def delete(self, path='/', **kwargs): return self.open(path, 'DELETE', **kwargs)
    def head(self, path='/', **kwargs): return self.open(path, 'HEAD', **kwargs)
    def options(self, path='/', **kwargs): return self.open(path, 'OPTIONS', **kwargs)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass
`;
