import { redisClient } from './redis-client.js';

/** Files of the stand-in for redis-py. */
export const redisFiles: Readonly<Record<string, string>> = {
  'redis/__init__.py': `"""A client of Redis. A small stand-in for redis-py, written for Drydock."""

from redis.client import Pipeline, Redis, StrictRedis
from redis.connection import Connection, ConnectionPool
from redis import exceptions
from redis.exceptions import (
    AuthenticationError, BusyLoadingError, ConnectionError, DataError, InvalidResponse, PubSubError, ReadOnlyError, RedisError,
    ResponseError, TimeoutError, WatchError,
)

__version__ = '@VERSION@'


def from_url(url, **kwargs):
    return Redis.from_url(url, **kwargs)
`,
  'redis/exceptions.py': `class RedisError(Exception): pass
class ConnectionError(RedisError): pass
class TimeoutError(RedisError): pass
class AuthenticationError(ConnectionError): pass
class BusyLoadingError(ConnectionError): pass
class InvalidResponse(RedisError): pass
class ResponseError(RedisError): pass
class DataError(RedisError): pass
class PubSubError(RedisError): pass
class WatchError(RedisError): pass
class ReadOnlyError(ResponseError): pass
class NoScriptError(ResponseError): pass
`,
  'redis/connection.py': String.raw`import socket
from urllib.parse import parse_qs, unquote, urlparse

from redis.exceptions import AuthenticationError, ConnectionError, DataError, InvalidResponse, ReadOnlyError, ResponseError, TimeoutError


class Connection:
    def __init__(self, host='localhost', port=6379, db=0, username=None, password=None, socket_timeout=None,
                 socket_connect_timeout=None, decode_responses=False, encoding='utf-8', health_check_interval=0, **ignored):
        self.host, self.port, self.db, self.username, self.password = host, int(port), db, username, password
        self.socket_timeout, self.socket_connect_timeout = socket_timeout, socket_connect_timeout or socket_timeout
        self.decode_responses, self.encoding = decode_responses, encoding
        self._sock = self._file = None

    def __repr__(self):
        return f'<redis.connection.Connection(host={self.host},port={self.port},db={self.db})>'

    def connect(self):
        if self._sock:
            return
        try:
            self._sock = socket.create_connection((self.host, self.port), self.socket_connect_timeout)
        except socket.timeout:
            raise TimeoutError(f'Timeout connecting to server') from None
        except OSError as failure:
            self._sock = None
            raise ConnectionError(_why(failure, self)) from failure
        self._sock.settimeout(self.socket_timeout)
        self._file = self._sock.makefile('rb')
        if self.password:
            words = ['AUTH', self.username, self.password] if self.username else ['AUTH', self.password]
            try:
                self.ask(*words)
            except ResponseError as failure:
                self.disconnect()
                raise AuthenticationError(str(failure)) from None
        if self.db:
            self.ask('SELECT', self.db)

    def disconnect(self):
        if self._sock:
            self._file.close()
            self._sock.close()
        self._sock = self._file = None

    def ask(self, *words):
        self.send(*words)
        return self.read()

    def send(self, *words):
        self.connect()
        self._write(self.pack(*words))

    def _write(self, data):
        try:
            self._sock.sendall(data)
        except OSError as failure:
            self.disconnect()
            raise ConnectionError(f'Error {failure.errno} while writing to socket. {failure.strerror}.') from failure

    def pack(self, *words):
        parts = [self._encode(each) for word in words for each in (word.split() if word is words[0] else [word])]
        return b''.join([b'*%d\r\n' % len(parts), *(b'$%d\r\n%s\r\n' % (len(each), each) for each in parts)])

    def _encode(self, value):
        if isinstance(value, (bytes, bytearray)):
            return bytes(value)
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            kind = type(value).__name__
            raise DataError(f"Invalid input of type: '{kind}'. Convert to a bytes, string, int or float first.")
        return (repr(value) if isinstance(value, float) else str(value)).encode(self.encoding)

    def _line(self):
        try:
            line = self._file.readline()
        except socket.timeout:
            self.disconnect()
            raise TimeoutError('Timeout reading from socket') from None
        except OSError as failure:
            self.disconnect()
            raise ConnectionError(f'Error while reading from {self.host}:{self.port} : {failure.args}') from failure
        if not line.endswith(b'\r\n'):
            self.disconnect()
            raise ConnectionError('Connection closed by server.')
        return line[:-2]

    def _give(self, data):
        return data.decode(self.encoding) if self.decode_responses else data

    def read(self):
        answer = self._read()
        if isinstance(answer, ResponseError):
            raise answer
        return answer

    def _read(self):
        line = self._line()
        kind, rest = line[:1], line[1:]
        if kind == b'+':
            return self._give(rest)
        if kind == b'-':
            return _error(rest.decode())
        if kind == b':':
            return int(rest)
        if kind == b'$':
            size = int(rest)
            return None if size < 0 else self._give(self._file.read(size + 2)[:-2])
        if kind == b'*':
            return None if int(rest) < 0 else [self._read() for _ in range(int(rest))]
        raise InvalidResponse(f'Protocol Error: {line!r}')




def _why(failure, connection):
    where = f'{connection.host}:{connection.port}'
    return f'Error {failure.errno} connecting to {where}. {failure.strerror}.'


def _error(text):
    kind = text.split(' ', 1)[0]
    if kind in ('NOAUTH', 'WRONGPASS'):
        return _auth(text)
    if kind == 'READONLY':
        return ReadOnlyError(text.split(' ', 1)[1])
    return ResponseError(text[4:] if kind == 'ERR' else text)


class _AuthResponse(ResponseError, AuthenticationError):
    pass


_AuthResponse.__name__, _AuthResponse.__module__, _AuthResponse.__qualname__ = 'AuthenticationError', 'redis.exceptions', 'AuthenticationError'


def _auth(text):
    return _AuthResponse(text.split(' ', 1)[1] if text.startswith('NOAUTH') else text)


def parse_url(url):
    parts = urlparse(url)
    if parts.scheme not in ('redis', 'rediss', 'unix'):
        raise ValueError('Redis URL must specify one of the following schemes (redis://, rediss://, unix://)')
    if parts.scheme != 'redis':
        raise NotImplementedError(f'drydock: redis over {parts.scheme}:// is not simulated')
    found = {name: values[0] for name, values in parse_qs(parts.query).items()}
    for name in ('socket_timeout', 'socket_connect_timeout'):
        if name in found:
            found[name] = float(found[name])
    if 'decode_responses' in found:
        found['decode_responses'] = found['decode_responses'].upper() not in ('0', 'F', 'FALSE', 'N', 'NO')
    if parts.hostname:
        found['host'] = parts.hostname
    if parts.port:
        found['port'] = parts.port
    if parts.username:
        found['username'] = unquote(parts.username)
    if parts.password:
        found['password'] = unquote(parts.password)
    if parts.path.strip('/').isdigit():
        found['db'] = int(parts.path.strip('/'))
    return found


class ConnectionPool:
    def __init__(self, connection_class=Connection, max_connections=None, **kwargs):
        self.connection_kwargs, self._free = kwargs, []

    @classmethod
    def from_url(cls, url, **kwargs):
        return cls(**{**kwargs, **parse_url(url)})

    def get_connection(self, *ignored):
        return self._free.pop() if self._free else Connection(**self.connection_kwargs)

    def release(self, connection):
        self._free.append(connection)

    def disconnect(self):
        for each in self._free:
            each.disconnect()
        self._free = []

    def __repr__(self):
        return f'<redis.connection.ConnectionPool({Connection(**self.connection_kwargs)!r})>'
`,
  'redis/client.py': redisClient,
};
