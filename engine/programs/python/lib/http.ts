/** `http`: the numbers and names of RFC 9110. */
export const http = String.raw`"""HTTP."""

from enum import IntEnum, StrEnum

__all__ = ['HTTPStatus', 'HTTPMethod']


class HTTPStatus(IntEnum):
    def __new__(cls, value, phrase, description=''):
        made = int.__new__(cls, value)
        made._value_ = value
        made.phrase, made.description = phrase, description
        return made

    CONTINUE = 100, 'Continue', 'Request received, please continue'
    SWITCHING_PROTOCOLS = 101, 'Switching Protocols', 'Switching to new protocol; obey Upgrade header'
    PROCESSING = 102, 'Processing'
    EARLY_HINTS = 103, 'Early Hints'
    OK = 200, 'OK', 'Request fulfilled, document follows'
    CREATED = 201, 'Created', 'Document created, URL follows'
    ACCEPTED = 202, 'Accepted', 'Request accepted, processing continues off-line'
    NON_AUTHORITATIVE_INFORMATION = 203, 'Non-Authoritative Information', 'Request fulfilled from cache'
    NO_CONTENT = 204, 'No Content', 'Request fulfilled, nothing follows'
    RESET_CONTENT = 205, 'Reset Content', 'Clear input form for further input'
    PARTIAL_CONTENT = 206, 'Partial Content', 'Partial content follows'
    MULTI_STATUS = 207, 'Multi-Status'
    ALREADY_REPORTED = 208, 'Already Reported'
    IM_USED = 226, 'IM Used'
    MULTIPLE_CHOICES = 300, 'Multiple Choices', 'Object has several resources -- see URI list'
    MOVED_PERMANENTLY = 301, 'Moved Permanently', 'Object moved permanently -- see URI list'
    FOUND = 302, 'Found', 'Object moved temporarily -- see URI list'
    SEE_OTHER = 303, 'See Other', 'Object moved -- see Method and URL list'
    NOT_MODIFIED = 304, 'Not Modified', 'Document has not changed since given time'
    USE_PROXY = 305, 'Use Proxy', 'You must use proxy specified in Location to access this resource'
    TEMPORARY_REDIRECT = 307, 'Temporary Redirect', 'Object moved temporarily -- see URI list'
    PERMANENT_REDIRECT = 308, 'Permanent Redirect', 'Object moved permanently -- see URI list'
    BAD_REQUEST = 400, 'Bad Request', 'Bad request syntax or unsupported method'
    UNAUTHORIZED = 401, 'Unauthorized', 'No permission -- see authorization schemes'
    PAYMENT_REQUIRED = 402, 'Payment Required', 'No payment -- see charging schemes'
    FORBIDDEN = 403, 'Forbidden', 'Request forbidden -- authorization will not help'
    NOT_FOUND = 404, 'Not Found', 'Nothing matches the given URI'
    METHOD_NOT_ALLOWED = 405, 'Method Not Allowed', 'Specified method is invalid for this resource'
    NOT_ACCEPTABLE = 406, 'Not Acceptable', 'URI not available in preferred format'
    PROXY_AUTHENTICATION_REQUIRED = 407, 'Proxy Authentication Required', 'You must authenticate with this proxy before proceeding'
    REQUEST_TIMEOUT = 408, 'Request Timeout', 'Request timed out; try again later'
    CONFLICT = 409, 'Conflict', 'Request conflict'
    GONE = 410, 'Gone', 'URI no longer exists and has been permanently removed'
    LENGTH_REQUIRED = 411, 'Length Required', 'Client must specify Content-Length'
    PRECONDITION_FAILED = 412, 'Precondition Failed', 'Precondition in headers is false'
    REQUEST_ENTITY_TOO_LARGE = 413, 'Request Entity Too Large', 'Entity is too large'
    REQUEST_URI_TOO_LONG = 414, 'Request-URI Too Long', 'URI is too long'
    UNSUPPORTED_MEDIA_TYPE = 415, 'Unsupported Media Type', 'Entity body in unsupported format'
    REQUESTED_RANGE_NOT_SATISFIABLE = 416, 'Requested Range Not Satisfiable', 'Cannot satisfy request range'
    EXPECTATION_FAILED = 417, 'Expectation Failed', 'Expect condition could not be satisfied'
    IM_A_TEAPOT = 418, "I'm a Teapot", 'Server refuses to brew coffee because it is a teapot.'
    MISDIRECTED_REQUEST = 421, 'Misdirected Request', 'Server is not able to produce a response'
    UNPROCESSABLE_ENTITY = 422, 'Unprocessable Entity'
    LOCKED = 423, 'Locked'
    FAILED_DEPENDENCY = 424, 'Failed Dependency'
    TOO_EARLY = 425, 'Too Early'
    UPGRADE_REQUIRED = 426, 'Upgrade Required'
    PRECONDITION_REQUIRED = 428, 'Precondition Required', 'The origin server requires the request to be conditional'
    TOO_MANY_REQUESTS = 429, 'Too Many Requests', 'The user has sent too many requests in a given amount of time ("rate limiting")'
    REQUEST_HEADER_FIELDS_TOO_LARGE = 431, 'Request Header Fields Too Large', 'The server is unwilling to process the request because its header fields are too large'
    UNAVAILABLE_FOR_LEGAL_REASONS = 451, 'Unavailable For Legal Reasons', 'The server is denying access to the resource as a consequence of a legal demand'
    INTERNAL_SERVER_ERROR = 500, 'Internal Server Error', 'Server got itself in trouble'
    NOT_IMPLEMENTED = 501, 'Not Implemented', 'Server does not support this operation'
    BAD_GATEWAY = 502, 'Bad Gateway', 'Invalid responses from another server/proxy'
    SERVICE_UNAVAILABLE = 503, 'Service Unavailable', 'The server cannot process the request due to a high load'
    GATEWAY_TIMEOUT = 504, 'Gateway Timeout', 'The gateway server did not receive a timely response'
    HTTP_VERSION_NOT_SUPPORTED = 505, 'HTTP Version Not Supported', 'Cannot fulfill request'
    VARIANT_ALSO_NEGOTIATES = 506, 'Variant Also Negotiates'
    INSUFFICIENT_STORAGE = 507, 'Insufficient Storage'
    LOOP_DETECTED = 508, 'Loop Detected'
    NOT_EXTENDED = 510, 'Not Extended'
    NETWORK_AUTHENTICATION_REQUIRED = 511, 'Network Authentication Required', 'The client needs to authenticate to gain network access'

    @property
    def is_informational(self): return 100 <= self <= 199

    @property
    def is_success(self): return 200 <= self <= 299

    @property
    def is_redirection(self): return 300 <= self <= 399

    @property
    def is_client_error(self): return 400 <= self <= 499

    @property
    def is_server_error(self): return 500 <= self <= 599


class HTTPMethod(StrEnum):
    CONNECT = 'CONNECT'
    DELETE = 'DELETE'
    GET = 'GET'
    HEAD = 'HEAD'
    OPTIONS = 'OPTIONS'
    PATCH = 'PATCH'
    POST = 'POST'
    PUT = 'PUT'
    TRACE = 'TRACE'
`;

/** `http.client`. */
export const httpClient = String.raw`"""HTTP from the side of the client."""

import io as _io
import socket
from http import HTTPStatus

HTTP_PORT, HTTPS_PORT = 80, 443
responses = {each: each.phrase for each in HTTPStatus}


class HTTPException(Exception): pass
class NotConnected(HTTPException): pass
class InvalidURL(HTTPException): pass


class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial, self.expected = partial, expected

    def __repr__(self):
        more = '' if self.expected is None else f', {self.expected} more expected'
        return f'{type(self).__name__}({len(self.partial)} bytes read{more})'

    __str__ = __repr__


class BadStatusLine(HTTPException):
    def __init__(self, line):
        self.args = line or repr(line),
        self.line = line


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, *args):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *args)


class HTTPMessage:
    def __init__(self, pairs=()):
        self._headers = list(pairs)

    def get(self, name, failobj=None):
        return next((value for key, value in self._headers if key.lower() == name.lower()), failobj)

    def get_all(self, name, failobj=None):
        return [value for key, value in self._headers if key.lower() == name.lower()] or failobj

    def __getitem__(self, name): return self.get(name)
    def __contains__(self, name): return self.get(name) is not None
    def __setitem__(self, name, value): self._headers.append((name, value))
    def __iter__(self): return iter(self.keys())
    def __len__(self): return len(self._headers)
    def __str__(self): return ''.join(f'{key}: {value}\n' for key, value in self._headers) + '\n'
    def as_string(self): return str(self)
    def keys(self): return [key for key, value in self._headers]
    def values(self): return [value for key, value in self._headers]
    def items(self): return list(self._headers)
    def get_content_type(self): return self.get('Content-Type', 'text/plain').partition(';')[0].strip().lower()

    def get_content_charset(self, failobj=None):
        for part in self.get('Content-Type', '').split(';')[1:]:
            key, _, value = part.strip().partition('=')
            if key.lower() == 'charset':
                return value.strip('"').lower()
        return failobj


def _read_headers(file):
    pairs = []
    while len(pairs) <= 100:
        line = file.readline(65537).decode('iso-8859-1')
        if line in ('\r\n', '\n', ''):
            return HTTPMessage(pairs)
        key, _, value = line.partition(':')
        pairs.append((key, value.strip()))
    raise HTTPException('got more than 100 headers')


class HTTPResponse(_io.BufferedIOBase):
    def __init__(self, connection, method=None):
        self._file = connection.makefile('rb')
        self._method = method
        while True:
            line = str(self._file.readline(65537), 'iso-8859-1')
            if not line:
                raise RemoteDisconnected('Remote end closed connection without response')
            version, _, rest = line.strip().partition(' ')
            status, _, self.reason = rest.partition(' ')
            if not version.startswith('HTTP/') or not status.isdigit():
                raise BadStatusLine(line)
            self.version = 10 if version == 'HTTP/1.0' else 11
            self.status = self.code = int(status)
            self.headers = self.msg = _read_headers(self._file)
            if self.status != 100:
                break
        self._body = None

    def _all(self):
        if self._body is None:
            length = self.headers.get('Content-Length')
            if self._method == 'HEAD' or self.status in (204, 304):
                data = b''
            elif self.headers.get('Transfer-Encoding', '').lower() == 'chunked':
                data = self._chunks()
            elif length is not None:
                data = self._file.read(int(length))
                if len(data) < int(length):
                    raise IncompleteRead(data, int(length) - len(data))
            else:
                data = self._file.read()
            self._body = _io.BytesIO(data)
        return self._body

    def _chunks(self):
        parts = []
        while True:
            size = int(self._file.readline().partition(b';')[0], 16)
            if size == 0:
                _read_headers(self._file)
                return b''.join(parts)
            parts.append(self._file.read(size))
            self._file.readline()

    def read(self, amt=-1): return self._all().read(amt)
    def readline(self, limit=-1): return self._all().readline(limit)
    def getheaders(self): return self.headers.items()
    def info(self): return self.headers
    def getcode(self): return self.status
    def geturl(self): return self.url

    def getheader(self, name, default=None):
        found = self.headers.get_all(name)
        return default if found is None else ', '.join(found)

    def close(self):
        if not self.closed:
            self.closed = True
            self._file.close()


class HTTPConnection:
    default_port = HTTP_PORT

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192):
        name, colon, digits = host.rpartition(':')
        if colon and port is None:
            if not digits.isdigit():
                raise InvalidURL(f"nonnumeric port: '{digits}'")
            host, port = name, int(digits)
        self.host, self.port, self.timeout = host, self.default_port if port is None else port, timeout
        self.sock = self._method = None

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port), self.timeout)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        if self.sock is None:
            self.connect()
        body = body.encode('iso-8859-1') if isinstance(body, str) else body.read() if hasattr(body, 'read') else body
        given = {key.lower() for key in headers}
        lines = [f'{method} {url or "/"} HTTP/1.1']
        if 'host' not in given:
            lines.append(f'Host: {self.host}' + ('' if self.port == self.default_port else f':{self.port}'))
        if 'accept-encoding' not in given:
            lines.append('Accept-Encoding: identity')
        if 'content-length' not in given and (body is not None or method in ('POST', 'PUT', 'PATCH')):
            lines.append(f'Content-Length: {len(body or b"")}')
        lines += [f'{key}: {value}' for key, value in headers.items()]
        self._method = method
        self.sock.sendall('\r\n'.join([*lines, '', '']).encode('iso-8859-1') + (body or b''))

    def getresponse(self):
        if self.sock is None:
            raise NotConnected()
        made = HTTPResponse(self.sock, self._method)
        made._all()
        if made.version == 10 or made.headers.get('Connection', '').lower() == 'close':
            self.close()
        return made

    def close(self):
        if self.sock is not None:
            self.sock.close()
            self.sock = None


class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT

    def connect(self):
        raise OSError('drydock: HTTPS of Python is not simulated')
`;
