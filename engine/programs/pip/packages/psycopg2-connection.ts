/** Connections of the stand-in for psycopg2: PostgreSQL's protocol, passwords, and errors. */
export const psycopgConnection = String.raw`import base64
import hashlib
import hmac
import os
import secrets
import socket
import struct

from psycopg2 import errors
from psycopg2._types import adapt, parse


def _text(value):
    return value.encode() + b'\0'


def _message(kind, body=b''):
    return kind + struct.pack('!i', len(body) + 4) + body


def _fields_of_error(body):
    return {part[:1].decode(): part[1:].decode() for part in body.split(b'\0') if part}


class _Scram:
    """SCRAM-SHA-256, the two words of the client."""

    def __init__(self, password):
        self.password = password
        self.bare = 'n=*,r=' + base64.b64encode(secrets.token_bytes(18)).decode()

    def first(self):
        text = ('n,,' + self.bare).encode()
        return _text('SCRAM-SHA-256') + struct.pack('!i', len(text)) + text

    def final(self, challenge):
        parts = {part[0]: part[2:] for part in challenge.split(',')}
        salted = hashlib.pbkdf2_hmac('sha256', self.password.encode(), base64.b64decode(parts['s']), int(parts['i']))
        client = hmac.new(salted, b'Client Key', 'sha256').digest()
        bare = 'c=biws,r=' + parts['r']
        signed = ','.join([self.bare, challenge, bare]).encode()
        signature = hmac.new(hashlib.sha256(client).digest(), signed, 'sha256').digest()
        proof = bytes(a ^ b for a, b in zip(client, signature))
        return (bare + ',p=' + base64.b64encode(proof).decode()).encode()


class Column:
    def __init__(self, name, type_code):
        self.name = name
        self.type_code = type_code
        self.display_size = self.internal_size = self.precision = self.scale = self.null_ok = None

    def _row(self):
        return (self.name, self.type_code, None, None, None, None, None)

    def __getitem__(self, index):
        return self._row()[index]

    def __len__(self):
        return 7

    def __repr__(self):
        return f"Column(name='{self.name}', type_code={self.type_code})"


class connection:
    def __init__(self, options):
        self._options = options
        self.autocommit = False
        self.closed = 0
        self.notices = []
        self.cursor_factory = options.get('cursor_factory')
        self._status = 'I'
        self._parameters = {}
        self._rest = b''
        self._socket = self._open()
        self._begin()

    @property
    def dsn(self):
        return ' '.join(f'{key}={"xxx" if key == "password" else value}' for key, value in self._options.items() if value is not None and key != 'cursor_factory')

    @property
    def server_version(self):
        major, _, minor = self._parameters.get('server_version', '0').split(' ')[0].partition('.')
        return int(major) * 10000 + int(minor or 0)

    @property
    def status(self):
        return 1 if self._status == 'I' else 2

    def get_parameter_status(self, name):
        return self._parameters.get(name)

    def _open(self):
        host, port = self._options.get('host') or '', int(self._options.get('port') or 5432)
        if host == '' or host.startswith('/'):
            path = f'{host or "/var/run/postgresql"}/.s.PGSQL.{port}'
            raise errors.OperationalError(
                f'connection to server on socket "{path}" failed: No such file or directory\n'
                '\tIs the server running locally and accepting connections on that socket?\n')
        try:
            address = socket.gethostbyname(host)
        except OSError as error:
            raise errors.OperationalError(f'could not translate host name "{host}" to address: {error.strerror}\n') from None
        shown = f'"{host}", port {port}' if host == address else f'"{host}" ({address}), port {port}'
        self._place = f'connection to server at {shown} failed: '
        try:
            return socket.create_connection((address, port), self._options.get('connect_timeout') and float(self._options['connect_timeout']))
        except TimeoutError:
            raise errors.OperationalError(self._place + 'timeout expired\n') from None
        except OSError as error:
            hint = '\tIs the server running on that host and accepting TCP/IP connections?\n'
            raise errors.OperationalError(f'{self._place}{error.strerror}\n{hint}') from None

    def _begin(self):
        user = self._options.get('user') or 'root'
        names = {'user': user, 'database': self._options.get('dbname') or user, 'client_encoding': 'UTF8', 'application_name': self._options.get('application_name') or ''}
        body = struct.pack('!i', 196608) + b''.join(_text(key) + _text(value) for key, value in names.items()) + b'\0'
        self._socket.sendall(struct.pack('!i', len(body) + 4) + body)
        scram = None
        while True:
            kind, body = self._take()
            if kind == b'R':
                scram = self._authenticate(user, body, scram)
            elif kind == b'S':
                name, value = body.decode().split('\0')[:2]
                self._parameters[name] = value
            elif kind == b'E':
                fields = _fields_of_error(body)
                raise errors.OperationalError(f'{self._place}{fields["S"]}:  {fields["M"]}\n')
            elif kind == b'Z':
                return

    def _authenticate(self, user, body, scram):
        code = struct.unpack('!i', body[:4])[0]
        password = self._options.get('password')
        if code in (3, 5, 10) and not password:
            raise errors.OperationalError(self._place + 'fe_sendauth: no password supplied\n')
        if code == 3:
            self._socket.sendall(_message(b'p', _text(password)))
        elif code == 5:
            inner = hashlib.md5((password + user).encode()).hexdigest().encode()
            self._socket.sendall(_message(b'p', _text('md5' + hashlib.md5(inner + body[4:8]).hexdigest())))
        elif code == 10:
            scram = _Scram(password)
            self._socket.sendall(_message(b'p', scram.first()))
        elif code == 11:
            self._socket.sendall(_message(b'p', scram.final(body[4:].decode())))
        elif code not in (0, 12):
            raise errors.OperationalError(self._place + f'authentication method {code} not supported\n')
        return scram

    def _take(self):
        while len(self._rest) < 5 or len(self._rest) < struct.unpack('!i', self._rest[1:5])[0] + 1:
            try:
                chunk = self._socket.recv(65536)
            except ConnectionError:
                chunk = b''
            if not chunk:
                self.closed = 2
                raise errors.OperationalError(
                    'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n'
                    '\tbefore or while processing the request.\n')
            self._rest += chunk
        size = struct.unpack('!i', self._rest[1:5])[0]
        kind, body, self._rest = self._rest[:1], self._rest[5:size + 1], self._rest[size + 1:]
        return kind, body

    def _check(self):
        if self.closed:
            raise errors.InterfaceError('connection already closed')

    def _run(self, query):
        """What a query gives: its columns, its rows, and the words at its end."""
        try:
            self._socket.sendall(_message(b'Q', _text(query)))
        except ConnectionError:
            pass
        columns, rows, tag, failure = None, [], None, None
        while True:
            kind, body = self._take()
            if kind == b'T':
                columns, rows = self._columns(body), []
            elif kind == b'D':
                rows.append(self._row(body, columns))
            elif kind == b'C':
                tag = body[:-1].decode()
            elif kind == b'E':
                failure = _fields_of_error(body)
            elif kind == b'N':
                fields = _fields_of_error(body)
                self.notices.append(f'{fields["S"]}:  {fields["M"]}\n')
            elif kind == b'G' or kind == b'H' or kind == b'W':
                raise errors.NotSupportedError('drydock: COPY with psycopg2 is not simulated')
            elif kind == b'Z':
                self._status = body.decode()
                if failure:
                    raise errors.of_fields(failure, query)
                return columns, rows, tag

    def _columns(self, body):
        count, at, columns = struct.unpack('!h', body[:2])[0], 2, []
        for _ in range(count):
            end = body.index(b'\0', at)
            type_code = struct.unpack('!i', body[end + 7:end + 11])[0]
            columns.append(Column(body[at:end].decode(), type_code))
            at = end + 19
        return columns

    def _row(self, body, columns):
        at, values = 2, []
        for column in columns:
            size = struct.unpack('!i', body[at:at + 4])[0]
            at += 4
            values.append(None if size < 0 else parse(column.type_code, body[at:at + size].decode()))
            at += max(size, 0)
        return tuple(values)

    def _execute(self, query):
        self._check()
        if not self.autocommit and self._status == 'I':
            self._run('BEGIN')
        return self._run(query)

    def cursor(self, name=None, cursor_factory=None):
        from psycopg2.extensions import cursor
        self._check()
        if name is not None:
            raise errors.NotSupportedError('drydock: cursors with names are not simulated')
        return (cursor_factory or self.cursor_factory or cursor)(self)

    def commit(self):
        self._check()
        if self._status != 'I':
            self._run('COMMIT')

    def rollback(self):
        self._check()
        if self._status != 'I':
            self._run('ROLLBACK')

    def set_session(self, isolation_level=None, readonly=None, deferrable=None, autocommit=None):
        if isolation_level is not None or readonly is not None or deferrable is not None:
            raise errors.NotSupportedError('drydock: levels of isolation in set_session are not simulated')
        if autocommit is not None:
            self.autocommit = autocommit

    def set_isolation_level(self, level):
        self.autocommit = level == 0

    def set_client_encoding(self, encoding):
        self._execute(f"SET client_encoding TO '{encoding}'")

    def close(self):
        if not self.closed:
            self._socket.sendall(_message(b'X'))
            self._socket.close()
            self.closed = 1

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.commit()
        else:
            self.rollback()

    def __repr__(self):
        return f"<connection object at {hex(id(self))}; dsn: '{self.dsn}', closed: {self.closed}>"
`;
