/** The server for development of the stand-in for Werkzeug. */
export const werkzeugServing = String.raw`import io
import os
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn
from urllib.parse import unquote, urlsplit

_logger = None
_colours = {'bold': 1, 'red': 31, 'green': 32, 'yellow': 33, 'magenta': 35, 'cyan': 36}


def _log(kind, message, *args):
    global _logger
    if _logger is None:
        import logging
        _logger = logging.getLogger('werkzeug')
        if _logger.level == logging.NOTSET:
            _logger.setLevel(logging.INFO)
        if not _logger.hasHandlers():
            handler = logging.StreamHandler()
            _logger.addHandler(handler)
    getattr(_logger, kind)(message.rstrip(), *args)


def _style(value, *styles):
    codes = ''.join(f'\x1b[{_colours[each]}m' for each in styles)
    return f'{codes}{value}\x1b[0m' if codes else value


class WSGIRequestHandler(BaseHTTPRequestHandler):
    @property
    def server_version(self):
        from werkzeug import __version__
        return f'Werkzeug/{__version__}'

    def make_environ(self):
        parts = urlsplit(self.path)
        path = parts.path if not self.path.startswith('//') else self.path.partition('?')[0]
        environ = {
            'wsgi.version': (1, 0), 'wsgi.url_scheme': 'http', 'wsgi.input': self.rfile, 'wsgi.errors': sys.stderr,
            'wsgi.multithread': self.server.multithread, 'wsgi.multiprocess': False, 'wsgi.run_once': False,
            'werkzeug.socket': self.connection, 'SERVER_SOFTWARE': self.server_version, 'REQUEST_METHOD': self.command, 'SCRIPT_NAME': '',
            'PATH_INFO': unquote(path), 'QUERY_STRING': parts.query, 'REQUEST_URI': self.path, 'RAW_URI': self.path,
            'REMOTE_ADDR': self.client_address[0], 'REMOTE_PORT': self.client_address[1], 'SERVER_NAME': self.server.server_address[0],
            'SERVER_PORT': str(self.server.server_address[1]), 'SERVER_PROTOCOL': self.request_version,
        }
        for key, value in self.headers.items():
            name = key.upper().replace('-', '_')
            name = name if name in ('CONTENT_TYPE', 'CONTENT_LENGTH') else 'HTTP_' + name
            environ[name] = f'{environ[name]},{value}' if name in environ else value
        if environ.get('HTTP_TRANSFER_ENCODING', '').strip().lower() == 'chunked':
            environ['wsgi.input_terminated'], environ['wsgi.input'] = True, io.BytesIO(self._chunks())
        return environ

    def _chunks(self):
        data = b''
        while size := int(self.rfile.readline().split(b';')[0].strip() or b'0', 16):
            data += self.rfile.read(size)
            self.rfile.readline()
        return data

    def run_wsgi(self):
        if self.headers.get('Expect', '').lower().strip() == '100-continue':
            self.wfile.write(b'HTTP/1.1 100 Continue\r\n\r\n')
        environ, sent, given = self.make_environ(), [], []

        def write(data):
            if not sent:
                status, headers = given[-1]
                code, _, message = status.partition(' ')
                self.send_response(int(code), message)
                names = {name.lower() for name, _ in headers}
                for name, value in headers:
                    self.send_header(name, value)
                self.chunked = False
                if not ('content-length' in names or environ['REQUEST_METHOD'] == 'HEAD' or int(code) < 200 or int(code) in (204, 304)) and self.protocol_version >= 'HTTP/1.1' and self.request_version >= 'HTTP/1.1':
                    self.chunked = True
                    self.send_header('Transfer-Encoding', 'chunked')
                self.send_header('Connection', 'close')
                self.end_headers()
                sent.append(True)
            if data:
                self.wfile.write(b'%x\r\n%s\r\n' % (len(data), data) if self.chunked else data)
                self.wfile.flush()

        def start_response(status, headers, exc_info=None):
            given.append((status, headers))
            return write

        try:
            application = self.server.app(environ, start_response)
            try:
                for data in application:
                    write(data)
                if not sent:
                    write(b'')
                if self.chunked:
                    self.wfile.write(b'0\r\n\r\n')
            finally:
                if hasattr(application, 'close'):
                    application.close()
        except (ConnectionError, TimeoutError):
            pass
        except Exception:
            import traceback
            _log('error', f'Error on request:\n{traceback.format_exc()}')

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            pass

    def handle_one_request(self):
        self.close_connection = True
        self.raw_requestline = self.rfile.readline()
        if self.raw_requestline and self.parse_request():
            self.close_connection = True
            self.run_wsgi()

    def version_string(self):
        return f'{self.server_version} {self.sys_version}'

    def log_request(self, code='-', size='-'):
        request = self.requestline.translate({each: f'\\x{each:02x}' for each in range(32)})
        code = str(code.value if hasattr(code, 'value') else code)
        styles = {'1': ('bold',), '2': () if code == '200' else None, '3': ('cyan',) if code == '304' else ('green',),
                  '4': ('yellow',) if code == '404' else ('red', 'bold')}.get(code[0], ('magenta', 'bold'))
        self.log('info', '"%s" %s %s', _style(request, *(('magenta', 'bold') if styles is None else styles)), code, size)

    def log_error(self, format, *args): self.log('error', format, *args)
    def log_message(self, format, *args): self.log('info', format, *args)

    def log(self, kind, message, *args):
        _log(kind, f'{self.address_string()} - - [{self.log_date_time_string()}] {message}\n'.replace('%', '%%') % () if not args
             else f'{self.address_string()} - - [{self.log_date_time_string()}] {message % args}'.replace('%', '%%'))

    def address_string(self):
        return self.client_address[0]


WSGIRequestHandler.protocol_version = 'HTTP/1.1'


class BaseWSGIServer(HTTPServer):
    multithread = multiprocess = False
    allow_reuse_address = True

    def __init__(self, host, port, app, handler=None):
        self.app, self.host, self.port = app, host, port
        try:
            super().__init__((host, int(port)), handler or WSGIRequestHandler)
        except OSError as failure:
            print(failure.strerror, file=sys.stderr)
            if failure.errno == 98:
                print(f'Port {port} is in use by another program. Either identify and stop that program, or start the server with a different port.', file=sys.stderr)
            sys.exit(1)

    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.port = self.server_address[1]

    def serve_forever(self, poll_interval=0.5):
        try:
            super().serve_forever(poll_interval)
        except KeyboardInterrupt:
            pass
        finally:
            self.server_close()

    def handle_error(self, request, client_address):
        raise

    def log_startup(self):
        text = [_style('WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.', 'red', 'bold')]
        if self.host == '0.0.0.0':
            text += [' * Running on all addresses (0.0.0.0)', f' * Running on http://127.0.0.1:{self.port}', f' * Running on http://{_own_address()}:{self.port}']
        else:
            text.append(f' * Running on http://{self.host}:{self.port}')
        _log('info', '\n'.join(text))
        _log('info', _style('Press CTRL+C to quit', 'yellow'))


def _own_address():
    found = [each for each in socket.gethostbyname_ex(socket.gethostname())[2] if not each.startswith('127.')]
    return found[0] if found else '127.0.0.1'


class ThreadedWSGIServer(ThreadingMixIn, BaseWSGIServer):
    multithread = daemon_threads = True


def make_server(host, port, app, threaded=False, processes=1, request_handler=None, passthrough_errors=False, ssl_context=None, fd=None):
    if ssl_context is not None:
        raise NotImplementedError('drydock: HTTPS servers are not simulated')
    return (ThreadedWSGIServer if threaded else BaseWSGIServer)(host, port, app, request_handler)


def is_running_from_reloader():
    return os.environ.get('WERKZEUG_RUN_MAIN') == 'true'


def run_simple(hostname, port, application, use_reloader=False, use_debugger=False, use_evalex=True, extra_files=None, exclude_patterns=None,
               reloader_interval=1, reloader_type='auto', threaded=False, processes=1, request_handler=None, static_files=None,
               passthrough_errors=False, ssl_context=None):
    if not isinstance(port, int):
        raise TypeError('port must be an integer')
    if use_reloader and not is_running_from_reloader():
        server = make_server(hostname, port, application, threaded, request_handler=request_handler)
        server.log_startup()
        server.server_close()
        from werkzeug._reloader import restart
        _log('info', ' * Restarting with stat')
        sys.exit(restart())
    if use_debugger:
        _log('warning', ' * Debugger is active!')
        _log('info', ' * Debugger PIN: %s', _pin())
    server = make_server(hostname, port, application, threaded, request_handler=request_handler)
    if not is_running_from_reloader():
        server.log_startup()
    if use_reloader:
        from werkzeug._reloader import watch
        threading.Thread(target=server.serve_forever, daemon=True).start()
        watch(extra_files or (), reloader_interval)
    else:
        server.serve_forever()


def _pin():
    """The same for each machine and program."""
    import hashlib
    number = int(hashlib.sha1(f'{socket.gethostname()}{sys.argv[0]}'.encode()).hexdigest(), 16)
    text = f'{number:09d}'[:9]
    return '-'.join((text[:3], text[3:6], text[6:]))
`;
/** Starting again when files change. */
export const werkzeugReloader = String.raw`import os
import subprocess
import sys
import time


def restart():
    """Runs the program again in a process of its own, for as long as that says that its files have changed."""
    while True:
        words = [sys.executable, *_words()]
        code = subprocess.call(words, env={**os.environ, 'WERKZEUG_RUN_MAIN': 'true'})
        if code != 3:
            return code
        from werkzeug.serving import _log
        _log('info', ' * Restarting with stat')


def _words():
    main = sys.modules['__main__']
    package = getattr(main, '__package__', None)
    if package:
        name = os.path.splitext(os.path.basename(main.__file__))[0]
        return ['-m', package if name == '__main__' else f'{package}.{name}', *sys.argv[1:]]
    return sys.argv


def _files(extra):
    for module in list(sys.modules.values()):
        name = getattr(module, '__file__', None)
        if name and os.path.isfile(name) and not name.startswith((sys.prefix + '/lib', sys.base_prefix + '/lib')):
            yield name
    main = sys.argv[0]
    if main and os.path.isfile(main):
        yield main
    yield from extra


def watch(extra, interval):
    known = {}
    try:
        while True:
            for name in _files(extra):
                try:
                    changed = os.stat(name).st_mtime
                except OSError:
                    continue
                if known.setdefault(name, changed) != changed:
                    from werkzeug.serving import _log
                    _log('info', f' * Detected change in {os.path.abspath(name)!r}, reloading')
                    sys.exit(3)
            time.sleep(interval)
    except KeyboardInterrupt:
        pass
`;
