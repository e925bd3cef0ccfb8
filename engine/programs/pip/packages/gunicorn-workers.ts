/** Workers of the stand-in for Gunicorn. */
export const gunicornWorkers = String.raw`import importlib
import io
import os
import signal
import socket
import sys
import threading
import time
from urllib.parse import unquote

from gunicorn.glogging import Logger


class AppImportError(Exception): pass


class _Stop(BaseException): pass


def import_app(text):
    module, _, name = text.partition(':')
    found = importlib.import_module(module)
    name = name or 'application'
    factory = name.endswith(')')
    try:
        app = getattr(found, name.partition('(')[0])
    except AttributeError:
        raise AppImportError(f'Failed to find attribute {name!r} in {module!r}.') from None
    app = eval(name, vars(found)) if factory else app
    if not callable(app):
        raise AppImportError('Application object must be callable.')
    return app


class Worker:
    def __init__(self, settings, app, count):
        self.settings, self.name, self.log = settings, app, Logger(settings)
        self.sockets = [socket.socket(fileno=3 + index) for index in range(int(count))]

    def run(self):
        self.log.info(f'Booting worker with pid: {os.getpid()}')
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        try:
            try:
                self.app = import_app(self.name)
            except AppImportError as failure:
                print(failure, file=sys.stderr)
                self._leave(4)
            except Exception:
                self.log.exception('Exception in worker process')
                self._leave(3)
            self._serve()
        except _Stop:
            self._leave(0)

    def _leave(self, code):
        self.log.info(f'Worker exiting (pid: {os.getpid()})')
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

    def _stop(self, number, frame):
        raise _Stop()

    def _serve(self):
        import _socket
        threads = self.settings.get('threads', 1)
        free = threading.Semaphore(threads)
        while True:
            for each in _socket.readable([one.fileno() for one in self.sockets], None):
                listener = next(one for one in self.sockets if one.fileno() == each)
                connection, peer = listener.accept()
                if threads > 1:
                    free.acquire()
                    threading.Thread(target=self._answer, args=(connection, peer, listener, free), daemon=True).start()
                else:
                    self._answer(connection, peer, listener)

    def _answer(self, connection, peer, listener, free=None):
        try:
            with connection:
                self._handle(connection, peer, listener)
        except (OSError, ValueError):
            pass
        finally:
            if free:
                free.release()

    def _handle(self, connection, peer, listener):
        reader = connection.makefile('rb')
        words = reader.readline().decode('latin-1').split()
        if len(words) != 3:
            if words:
                connection.sendall(b'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n')
            return
        environ = self._environ(words, reader, peer, listener)
        given, sent, size = [], [], 0

        def start_response(status, headers, exc_info=None):
            given[:] = [status, headers]
            return send

        def send(data):
            nonlocal size
            if not sent:
                sent.append(True)
                names = {name.lower() for name, _ in given[1]}
                head = [f'HTTP/1.1 {given[0]}', 'Server: gunicorn', f'Date: {time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())}', 'Connection: close']
                head += ['Transfer-Encoding: chunked'] if 'content-length' not in names and words[0] != 'HEAD' and given[0][:3] not in ('204', '304') else []
                sent.append('Transfer-Encoding: chunked' in head)
                head += [f'{name}: {value}' for name, value in given[1]]
                connection.sendall('\r\n'.join([*head, '', '']).encode('latin-1'))
            size += len(data)
            if data:
                connection.sendall(b'%x\r\n%s\r\n' % (len(data), data) if sent[1] else data)

        try:
            answer = self.app(environ, start_response)
            try:
                for data in answer:
                    send(data)
                send(b'')
                if sent[1]:
                    connection.sendall(b'0\r\n\r\n')
            finally:
                if hasattr(answer, 'close'):
                    answer.close()
        except OSError:
            raise
        except Exception:
            self.log.exception(f'Error handling request {words[1]}')
            page = '<html>\n  <head>\n    <title>Internal Server Error</title>\n  </head>\n  <body>\n    <h1><p>Internal Server Error</p></h1>\n    \n  </body>\n</html>\n'
            if not sent:
                connection.sendall(f'HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}'.encode())
            return
        self.log.access(environ, given[0], size)

    def _environ(self, words, reader, peer, listener):
        path, _, query = words[1].partition('?')
        host, port = listener.getsockname()
        environ = {
            'wsgi.version': (1, 0), 'wsgi.url_scheme': 'http', 'wsgi.errors': sys.stderr, 'wsgi.multithread': self.settings.get('threads', 1) > 1,
            'wsgi.multiprocess': self.settings['workers'] > 1, 'wsgi.run_once': False, 'SERVER_SOFTWARE': 'gunicorn', 'REQUEST_METHOD': words[0],
            'QUERY_STRING': query, 'RAW_URI': words[1], 'SERVER_PROTOCOL': words[2], 'REMOTE_ADDR': peer[0], 'REMOTE_PORT': str(peer[1]),
            'SERVER_NAME': host, 'SERVER_PORT': str(port), 'PATH_INFO': unquote(path), 'SCRIPT_NAME': '',
        }
        while line := reader.readline().strip():
            name, _, value = line.decode('latin-1').partition(':')
            key = name.strip().upper().replace('-', '_')
            environ[key if key in ('CONTENT_TYPE', 'CONTENT_LENGTH') else f'HTTP_{key}'] = value.strip()
        environ['wsgi.input'] = io.BytesIO(reader.read(int(environ.get('CONTENT_LENGTH') or 0)))
        return environ
`;
