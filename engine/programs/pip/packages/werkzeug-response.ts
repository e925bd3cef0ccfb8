/** The second half of `werkzeug.wrappers`: responses. */
export const werkzeugResponse = String.raw`class Response:
    default_status, default_mimetype, charset = 200, 'text/plain', 'utf-8'

    def __init__(self, response=None, status=None, headers=None, mimetype=None, content_type=None, direct_passthrough=False):
        self.headers = Headers(headers)
        if content_type is None and (mimetype is not None or 'Content-Type' not in self.headers):
            content_type = mimetype or self.default_mimetype
            if content_type.startswith('text/') or content_type in ('application/xml', 'application/javascript'):
                content_type += '; charset=utf-8'
        if content_type is not None:
            self.headers['Content-Type'] = content_type
        self.status = self.default_status if status is None else status
        self.direct_passthrough, self._on_close = direct_passthrough, []
        self.response = []
        if response is not None and isinstance(response, (str, bytes, bytearray)):
            self.set_data(response)
        elif response is not None:
            self.response = response

    def __repr__(self):
        size = f'{sum(map(len, self.response))} bytes' if isinstance(self.response, list) else 'streamed'
        return f'<{type(self).__name__} {size} [{self.status}]>'

    @property
    def status(self): return self._status

    @status.setter
    def status(self, value):
        if isinstance(value, int):
            value = f"{int(value)} {HTTP_STATUS_CODES.get(int(value), 'UNKNOWN').upper()}"
        self._status = str(value)

    @property
    def status_code(self): return int(self._status.split()[0])

    @status_code.setter
    def status_code(self, value): self.status = int(value)

    @property
    def mimetype(self): return self.headers.get('Content-Type', '').split(';')[0].strip()

    @mimetype.setter
    def mimetype(self, value):
        self.headers['Content-Type'] = f'{value}; charset=utf-8' if value.startswith('text/') else value

    @property
    def content_type(self): return self.headers.get('Content-Type')

    @content_type.setter
    def content_type(self, value): self.headers['Content-Type'] = value

    @property
    def location(self): return self.headers.get('Location')
    @property
    def is_json(self): return self.mimetype == 'application/json'
    @property
    def json(self): return self.get_json()

    def get_json(self, force=False, silent=False):
        return json.loads(self.get_data()) if self.is_json or force else None

    def set_data(self, value):
        data = value.encode(self.charset) if isinstance(value, str) else bytes(value)
        self.response = [data]
        self.headers['Content-Length'] = str(len(data))

    def get_data(self, as_text=False):
        if not isinstance(self.response, list):
            self.response = list(self._encoded())
        data = b''.join(self._encoded())
        return data.decode(self.charset) if as_text else data

    data = property(get_data, set_data)
    text = property(lambda self: self.get_data(as_text=True))

    def _encoded(self):
        for each in self.response:
            yield each.encode(self.charset) if isinstance(each, str) else each

    def set_cookie(self, key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False, samesite=None):
        if hasattr(max_age, 'total_seconds'):
            max_age = int(max_age.total_seconds())
        parts = [f'{key}={value}']
        if domain:
            parts.append(f'Domain={domain}')
        if expires is not None:
            parts.append(f'Expires={_date(expires)}')
        parts += ([f'Max-Age={max_age}'] if max_age is not None else []) + ['Secure'] * secure + ['HttpOnly'] * httponly + [f'Path={path}']
        parts += [f'SameSite={samesite}'] if samesite else []
        self.headers.add('Set-Cookie', '; '.join(parts))

    def delete_cookie(self, key, path='/', domain=None, **ignored):
        self.set_cookie(key, expires=0, max_age=0, path=path, domain=domain)

    def call_on_close(self, function):
        self._on_close.append(function)
        return function

    def close(self):
        if hasattr(self.response, 'close'):
            self.response.close()
        for each in self._on_close:
            each()

    def __call__(self, environ, start_response):
        if self.response == []:
            self.headers.setdefault('Content-Length', '0')
        start_response(self.status, self.headers.to_wsgi_list())
        if environ.get('REQUEST_METHOD') == 'HEAD' or self.status_code in (204, 304) or 100 <= self.status_code < 200:
            return []
        return self._encoded()


def _date(when):
    from email.utils import formatdate
    return formatdate(when if isinstance(when, (int, float)) else when.timestamp(), usegmt=True)
`;
