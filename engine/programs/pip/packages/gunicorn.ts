import { gunicornWorkers } from './gunicorn-workers.js';

/** Files of the stand-in for Gunicorn. */
export const gunicornFiles: Readonly<Record<string, string>> = {
  'gunicorn/__init__.py':
    '"""A server for web applications. A small stand-in for Gunicorn, written for Drydock."""\n\n__version__ = \'@VERSION@\'\n',
  'gunicorn/__main__.py': 'from gunicorn.app.wsgiapp import run\n\nrun()\n',
  'gunicorn/app/__init__.py': '',
  'gunicorn/app/wsgiapp.py': String.raw`import os
import sys

from gunicorn import __version__
from gunicorn.arbiter import Arbiter
from gunicorn.workers import Worker

# What is called how, and whether a value follows.
_options = {
    '-b': 'bind', '--bind': 'bind', '-w': 'workers', '--workers': 'workers', '-k': 'worker_class', '--worker-class': 'worker_class',
    '--threads': 'threads', '-t': 'timeout', '--timeout': 'timeout', '--access-logfile': 'accesslog', '--error-logfile': 'errorlog',
    '--log-file': 'errorlog', '--log-level': 'loglevel', '--chdir': 'chdir', '-n': 'name', '--name': 'name', '-e': 'env', '--env': 'env',
    '--keep-alive': 'keepalive', '--graceful-timeout': 'graceful_timeout', '--access-logformat': 'access_log_format',
    '--worker-tmp-dir': 'tmp', '--max-requests': 'max_requests', '--max-requests-jitter': 'jitter', '--forwarded-allow-ips': 'ips',
}
_flags = {'--preload': 'preload', '--capture-output': 'capture'}
_usage = 'usage: gunicorn [OPTIONS] [APP_MODULE]'


def _fail(message):
    print(f'{_usage}\ngunicorn: error: {message}', file=sys.stderr)
    sys.exit(2)


def parse(words):
    found, rest, words = {'bind': [], 'env': []}, [], list(words)
    while words:
        word = words.pop(0)
        name, equals, value = word.partition('=') if word.startswith('--') else (word[:2], word[2:], word[2:])
        if name in ('-v', '--version'):
            print(f'gunicorn (version {__version__})')
            sys.exit(0)
        if name in _flags:
            found[_flags[name]] = True
        elif name in _options:
            if not equals:
                if not words:
                    _fail(f'argument {name}: expected one argument')
                value = words.pop(0)
            key = _options[name]
            found[key] = [*found[key], value] if key in ('bind', 'env') else value
        elif word.startswith('-'):
            _fail(f'drydock: gunicorn {name} is not simulated')
        else:
            rest.append(word)
    for key in 'workers', 'threads', 'timeout':
        if key in found:
            if not found[key].isdigit():
                _fail(f'argument --{key}: invalid int value: {found[key]!r}'.replace('int value', 'auto_int value' if key == 'workers' else 'int value'))
            found[key] = int(found[key])
    return found, rest


def run():
    given = os.environ.get('GUNICORN_CMD_ARGS', '').split()
    settings, rest = parse([*given, *sys.argv[1:]])
    if not rest:
        print('\nError: No application module specified.', file=sys.stderr)
        sys.exit(1)
    if settings.get('worker_class', 'sync') not in ('sync', 'gthread'):
        print(f"\nError: class uri {settings['worker_class']!r} invalid or not found: \n\ndrydock: workers of gunicorn other than sync and gthread are not simulated", file=sys.stderr)
        sys.exit(1)
    for pair in settings['env']:
        os.environ.setdefault(*pair.split('=', 1))
    if 'chdir' in settings:
        os.chdir(settings['chdir'])
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    settings.setdefault('workers', int(os.environ.get('WEB_CONCURRENCY', 1)))
    if 'DRYDOCK_GUNICORN' in os.environ:
        Worker(settings, rest[0], os.environ.pop('DRYDOCK_GUNICORN')).run()
    else:
        Arbiter(settings, rest[0]).run()
`,
  'gunicorn/glogging.py': String.raw`import os
import sys
import time

_levels = {'debug': 10, 'info': 20, 'warning': 30, 'error': 40, 'critical': 50}


class Logger:
    def __init__(self, settings):
        self.level = _levels.get(settings.get('loglevel', 'info').lower(), 20)
        name = settings.get('errorlog', '-')
        self._file = sys.stderr if name == '-' else open(name, 'a')
        access = settings.get('accesslog')
        self._access = None if not access else sys.stdout if access == '-' else open(access, 'a')

    def _say(self, level, text):
        if _levels[level] >= self.level:
            stamp = time.strftime('%Y-%m-%d %H:%M:%S +0000', time.gmtime())
            self._file.write(f'[{stamp}] [{os.getpid()}] [{level.upper()}] {text}\n')
            self._file.flush()

    def info(self, text): self._say('info', text)
    def warning(self, text): self._say('warning', text)
    def error(self, text): self._say('error', text)

    def exception(self, text):
        import traceback
        self._say('error', f'{text}\n{traceback.format_exc().rstrip()}')

    def access(self, environ, status, size):
        if self._access:
            stamp = time.strftime('[%d/%b/%Y:%H:%M:%S +0000]', time.gmtime())
            line = f"{environ['REQUEST_METHOD']} {environ['RAW_URI']} {environ['SERVER_PROTOCOL']}"
            agent, referer = environ.get('HTTP_USER_AGENT', '-'), environ.get('HTTP_REFERER', '-')
            self._access.write(f'{environ["REMOTE_ADDR"]} - - {stamp} "{line}" {status.split()[0]} {size} "{referer}" "{agent}"\n')
            self._access.flush()
`,
  'gunicorn/arbiter.py': String.raw`import os
import posix
import signal
import socket
import sys
import time

from gunicorn import __version__
from gunicorn.glogging import Logger


class _Stop(BaseException): pass


def _address(text):
    if text.startswith('unix:'):
        print('drydock: sockets of gunicorn other than those of TCP are not simulated', file=sys.stderr)
        sys.exit(1)
    host, found, port = text.rpartition(':')
    return (host.strip('[]') or '0.0.0.0', int(port)) if found else (text, 8000)


class Arbiter:
    def __init__(self, settings, app):
        self.settings, self.app, self.log, self.workers = settings, app, Logger(settings), {}
        port = os.environ.get('PORT')
        self.binds = settings['bind'] or [f'0.0.0.0:{port}' if port else '127.0.0.1:8000']

    def run(self):
        self.log.info(f'Starting gunicorn {__version__}')
        self.sockets = [self._listen(_address(each)) for each in self.binds]
        for name in 'SIGTERM', 'SIGINT', 'SIGQUIT':
            signal.signal(getattr(signal, name), self._stop)
        shown = ','.join(f'http://{host}:{port}' for host, port in (each.getsockname() for each in self.sockets))
        self.log.info(f'Listening at: {shown} ({os.getpid()})')
        threads = self.settings.get('threads', 1)
        self.log.info('Using worker: ' + ('gthread' if threads > 1 else self.settings.get('worker_class', 'sync')))
        try:
            while True:
                while len(self.workers) < self.settings['workers']:
                    self._start()
                pid, status = os.waitpid(-1, 0)
                self.workers.pop(pid, None)
                code = status >> 8
                if code in (3, 4):
                    self.log.error(f'Worker (pid:{pid}) exited with code {code}')
                    self._halt('Worker failed to boot.' if code == 3 else 'App failed to load.', code)
                elif status & 127:
                    hint = ' Perhaps out of memory?' if status & 127 == 9 else ''
                    self.log.error(f'Worker (pid:{pid}) was sent {signal.Signals(status & 127).name}!{hint}')
        except _Stop as stop:
            self.log.info(f'Handling signal: {stop.args[0]}')
            self._halt(None, 0)

    def _listen(self, address):
        for tries in range(5):
            try:
                return socket.create_server(address)
            except OSError as failure:
                if failure.errno != 98:
                    self.log.error(f'Invalid address: {address}')
                    sys.exit(1)
                self.log.error(f'Connection in use: {address}')
                if tries < 4:
                    self.log.error('Retrying in 1 second.')
                    time.sleep(1)
        self.log.error(f"Can't connect to {address}")
        sys.exit(1)

    def _stop(self, number, frame):
        raise _Stop(signal.Signals(number).name[3:].lower())

    def _start(self):
        words = [sys.executable, *(['-m', 'gunicorn'] if sys.argv[0].endswith('__main__.py') else [sys.argv[0]]), *sys.argv[1:]]
        env = {**os.environ, 'DRYDOCK_GUNICORN': str(len(self.sockets))}
        pid = posix.spawn(words, list(env.items()), None, [0, 1, 2, *(each.fileno() for each in self.sockets)])
        self.workers[pid] = True

    def _halt(self, reason, code):
        for each in self.sockets:
            each.close()
        for pid in self.workers:
            os.kill(pid, signal.SIGTERM)
        for pid in list(self.workers):
            os.waitpid(pid, 0)
        if reason is None:
            self.log.info('Shutting down: Master')
        else:
            self.log.error('Shutting down: Master')
            self.log.error(f'Reason: {reason}')
        sys.exit(code)
`,
  'gunicorn/workers.py': gunicornWorkers,
};
