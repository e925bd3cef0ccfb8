/** `http.server`. */
export const httpServer = String.raw`"""HTTP servers."""

import datetime
import html
import os
import posixpath
import socket
import socketserver
import sys
import urllib.parse
from http import HTTPStatus
from http.client import _read_headers

__version__ = '0.6'
__all__ = ['HTTPServer', 'ThreadingHTTPServer', 'BaseHTTPRequestHandler', 'SimpleHTTPRequestHandler']

DEFAULT_ERROR_MESSAGE = '''<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
'''
DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'


class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = 1

    def server_bind(self):
        super().server_bind()
        host, port = self.server_address[:2]
        self.server_name, self.server_port = socket.getfqdn(host), port


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    sys_version = 'Python/' + sys.version.split()[0]
    server_version = 'BaseHTTP/' + __version__
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    default_request_version = 'HTTP/0.9'
    protocol_version = 'HTTP/1.0'
    weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
    monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
    responses = {each: (each.phrase, each.description) for each in HTTPStatus}

    def parse_request(self):
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, 'iso-8859-1').rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3:
            version = words[-1]
            digits = version[5:].split('.')
            if not version.startswith('HTTP/') or len(digits) != 2 or not all(each.isdigit() for each in digits):
                self.send_error(HTTPStatus.BAD_REQUEST, f'Bad request version ({version!r})')
                return False
            number = int(digits[0]), int(digits[1])
            if number >= (2, 0):
                self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, f'Invalid HTTP version ({version[5:]})')
                return False
            if number >= (1, 1) and self.protocol_version >= 'HTTP/1.1':
                self.close_connection = False
            self.request_version = version
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST, f'Bad request syntax ({self.requestline!r})')
            return False
        self.command, self.path = words[:2]
        if len(words) == 2 and self.command != 'GET':
            self.send_error(HTTPStatus.BAD_REQUEST, f'Bad HTTP/0.9 request type ({self.command!r})')
            return False
        if self.path.startswith('//'):
            self.path = '/' + self.path.lstrip('/')
        self.headers = _read_headers(self.rfile)
        connection = self.headers.get('Connection', '').lower()
        if connection == 'close':
            self.close_connection = True
        elif connection == 'keep-alive' and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = False
        if self.headers.get('Expect', '').lower() == '100-continue' and self.protocol_version >= 'HTTP/1.1' <= self.request_version:
            self.send_response_only(HTTPStatus.CONTINUE)
            self.end_headers()
        return True

    def handle_one_request(self):
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if len(self.raw_requestline) > 65536:
                self.requestline = self.request_version = self.command = ''
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
                return
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            name = 'do_' + self.command
            if not hasattr(self, name):
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, f'Unsupported method ({self.command!r})')
                return
            getattr(self, name)()
            self.wfile.flush()
        except TimeoutError as failure:
            self.log_error('Request timed out: %r', failure)
            self.close_connection = True

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def send_error(self, code, message=None, explain=None):
        short, long = self.responses.get(code, ('???', '???'))
        message = short if message is None else message
        explain = long if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = None
        if code >= 200 and code not in (204, 205, 304):
            words = {'code': code, 'message': html.escape(message, quote=False), 'explain': html.escape(explain, quote=False)}
            body = (self.error_message_format % words).encode('UTF-8', 'replace')
            self.send_header('Content-Type', self.error_content_type)
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD' and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def send_response_only(self, code, message=None):
        if self.request_version == 'HTTP/0.9':
            return
        if message is None:
            message = self.responses[code][0] if code in self.responses else ''
        self._headers_buffer = getattr(self, '_headers_buffer', [])
        self._headers_buffer.append(f'{self.protocol_version} {int(code)} {message}\r\n'.encode('latin-1', 'strict'))

    def send_header(self, keyword, value):
        if self.request_version != 'HTTP/0.9':
            self._headers_buffer = getattr(self, '_headers_buffer', [])
            self._headers_buffer.append(f'{keyword}: {value}\r\n'.encode('latin-1', 'strict'))
        if keyword.lower() == 'connection':
            self.close_connection = {'close': True, 'keep-alive': False}.get(value.lower(), self.close_connection)

    def end_headers(self):
        if self.request_version != 'HTTP/0.9':
            self._headers_buffer.append(b'\r\n')
            self.flush_headers()

    def flush_headers(self):
        if hasattr(self, '_headers_buffer'):
            self.wfile.write(b''.join(self._headers_buffer))
            self._headers_buffer = []

    def log_request(self, code='-', size='-'):
        self.log_message('"%s" %s %s', self.requestline, str(int(code) if isinstance(code, HTTPStatus) else code), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        sys.stderr.write('%s - - [%s] %s\n' % (self.address_string(), self.log_date_time_string(), format % args))

    def version_string(self):
        return self.server_version + ' ' + self.sys_version

    def date_time_string(self, timestamp=None):
        now = datetime.datetime.now() if timestamp is None else datetime.datetime.fromtimestamp(int(timestamp))
        return (f'{self.weekdayname[now.weekday()]}, {now.day:02} {self.monthname[now.month]} {now.year} '
                f'{now.hour:02}:{now.minute:02}:{now.second:02} GMT')

    def log_date_time_string(self):
        now = datetime.datetime.now()
        return f'{now.day:02}/{self.monthname[now.month]}/{now.year} {now.hour:02}:{now.minute:02}:{now.second:02}'

    def address_string(self):
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = 'SimpleHTTP/' + __version__
    index_pages = ('index.html', 'index.htm')
    extensions_map = {'.html': 'text/html', '.htm': 'text/html', '.txt': 'text/plain', '.css': 'text/css', '.js': 'text/javascript',
                      '.json': 'application/json', '.png': 'image/png', '.jpg': 'image/jpeg', '.gif': 'image/gif', '.svg': 'image/svg+xml',
                      '.py': 'text/x-python', '.xml': 'text/xml', '.pdf': 'application/pdf', '.gz': 'application/gzip', '.csv': 'text/csv',
                      '.zip': 'application/zip', '.tar': 'application/x-tar', '.md': 'text/markdown', '.ico': 'image/vnd.microsoft.icon'}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(os.getcwd() if directory is None else directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        body = self.send_head()
        if body is not None:
            self.wfile.write(body)

    def do_HEAD(self):
        self.send_head()

    def send_head(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            where, mark, query = self.path.partition('?')
            if not where.endswith('/'):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header('Location', where + '/' + mark + query)
                self.send_header('Content-Length', '0')
                self.end_headers()
                return None
            index = next((os.path.join(path, each) for each in self.index_pages if os.path.isfile(os.path.join(path, each))), None)
            if index is None:
                return self.list_directory(path)
            path = index
        elif path.endswith('/'):
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        try:
            with open(path, 'rb') as file:
                body = file.read()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', self.guess_type(path))
        self.send_header('Content-Length', str(len(body)))
        self.send_header('Last-Modified', self.date_time_string(os.stat(path).st_mtime))
        self.end_headers()
        return body

    def list_directory(self, path):
        try:
            names = sorted(os.listdir(path), key=str.lower)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
            return None
        title = f'Directory listing for {html.escape(urllib.parse.unquote(self.path), quote=False)}'
        lines = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', '<meta charset="utf-8">', f'<title>{title}</title>', '</head>', '<body>',
                 f'<h1>{title}</h1>', '<hr>', '<ul>']
        for name in names:
            full = os.path.join(path, name)
            shown = link = name
            if os.path.isdir(full):
                shown = link = name + '/'
            if os.path.islink(full):
                shown = name + '@'
            lines.append(f'<li><a href="{urllib.parse.quote(link)}">{html.escape(shown, quote=False)}</a></li>')
        body = '\n'.join([*lines, '</ul>', '<hr>', '</body>', '</html>', '']).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        return body

    def translate_path(self, path):
        path = path.partition('?')[0].partition('#')[0]
        ends = path.rstrip().endswith('/')
        words = [each for each in posixpath.normpath(urllib.parse.unquote(path)).split('/') if each and each not in ('.', '..')]
        made = '/'.join([self.directory, *words])
        return made + '/' if ends else made

    def guess_type(self, path):
        return self.extensions_map.get(posixpath.splitext(path)[1].lower(), 'application/octet-stream')


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=ThreadingHTTPServer, protocol='HTTP/1.0', port=8000, bind=None):
    HandlerClass.protocol_version = protocol
    with ServerClass((bind or '', port), HandlerClass) as httpd:
        host, port = httpd.socket.getsockname()[:2]
        print(f'Serving HTTP on {host} port {port} (http://{host}:{port}/) ...')
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print('\nKeyboard interrupt received, exiting.')
            sys.exit(0)
`;
