/** `socket`, over `_socket`. */
export const socket = String.raw`"""Connections of TCP."""

import enum as _enum
import io as _io
import _socket


class AddressFamily(_enum.IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(_enum.IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2
    SOCK_RAW = 3


AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = AddressFamily
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = SocketKind
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_REUSEPORT, SO_RCVBUF, SO_SNDBUF, SO_ERROR = 1, 2, 9, 6, 15, 8, 7, 4
IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, TCP_NODELAY, SOMAXCONN = 0, 6, 17, 1, 4096
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST = 1, 2, 4
EAI_NONAME, EAI_AGAIN = -2, -3
INADDR_ANY = 0
has_ipv6 = True
error = OSError
timeout = TimeoutError
gethostname = _socket.gethostname
_default_timeout = None


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = 'socket'


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = timeout


def _resolve(host):
    if host in ('', None):
        return ['0.0.0.0']
    if host == '<broadcast>':
        return ['255.255.255.255']
    found = _socket.resolve(host)
    if found == -3:
        raise gaierror(-3, 'Temporary failure in name resolution')
    if found == -2:
        raise gaierror(-2, 'Name or service not known')
    return found


def gethostbyname(hostname):
    return _resolve(hostname)[0]


def gethostbyname_ex(hostname):
    return hostname, [], _resolve(hostname)


def getfqdn(name=''):
    return name or gethostname()


_services = {'http': 80, 'https': 443, 'ssh': 22, 'ftp': 21, 'smtp': 25, 'domain': 53, 'postgresql': 5432, 'mysql': 3306}


def getservbyname(name, protocol='tcp'):
    if name not in _services:
        raise OSError('service/proto not found')
    return _services[name]


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    number = _services.get(port, port) if isinstance(port, str) else port
    try:
        number = int(number or 0)
    except ValueError:
        raise gaierror(-8, 'Servname not supported for ai_socktype') from None
    host = '127.0.0.1' if host is None and not flags & AI_PASSIVE else host
    kinds = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0)]
    return [(AF_INET6 if ':' in ip else AF_INET, kind, protocol, '', (ip, number, 0, 0) if ':' in ip else (ip, number))
            for ip in _resolve(host) for kind, protocol in kinds if type in (0, kind)]


def inet_aton(ip_string):
    parts = ip_string.split('.')
    if len(parts) != 4 or not all(part.isdigit() and int(part) < 256 for part in parts):
        raise OSError('illegal IP address string passed to inet_aton')
    return bytes(int(part) for part in parts)


def inet_ntoa(packed_ip):
    return '.'.join(str(each) for each in packed_ip)


def htons(x): return (x & 255) << 8 | x >> 8
def htonl(x): return int.from_bytes(x.to_bytes(4, 'big'), 'little')


ntohs, ntohl = htons, htonl


class socket:
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self.family = AF_INET if family == -1 else AddressFamily(family)
        self.type = SOCK_STREAM if type == -1 else SocketKind(type)
        if self.family == AF_UNIX or self.type != SOCK_STREAM:
            raise OSError(97, f'drydock: sockets other than those of TCP are not simulated')
        self.proto = 0 if proto == -1 else proto
        self._fd = fileno
        self._closed = False
        self._files = 0
        self._wants_close = False
        self._timeout = _default_timeout
        self._options = {}

    def __enter__(self):
        return self

    def __exit__(self, *details):
        if not self._closed:
            self.close()

    def __repr__(self):
        shown = f'<socket.socket{" [closed]" if self._closed else ""} fd={self.fileno()}, family={int(self.family)}, type={int(self.type)}, proto={self.proto}'
        if self._fd is not None and not self._closed:
            shown += f', laddr={_socket.local(self._fd)}'
            try:
                shown += f', raddr={_socket.peer(self._fd)}'
            except OSError:
                pass
        return shown + '>'

    def _number(self):
        if self._closed:
            raise OSError(9, 'Bad file descriptor')
        if self._fd is None:
            raise OSError(107, 'Transport endpoint is not connected')
        return self._fd

    def fileno(self):
        return -1 if self._closed or self._fd is None else self._fd

    def _pair(self, address, name):
        if not isinstance(address, tuple):
            raise TypeError(f'{name}(): AF_INET address must be tuple, not {type(address).__name__}')
        if len(address) < 2 or not isinstance(address[0], str):
            raise TypeError(f'{name}(): AF_INET address must be a pair (host, port)')
        if not isinstance(address[1], int):
            raise TypeError(f"'{type(address[1]).__name__}' object cannot be interpreted as an integer")
        if not 0 <= address[1] <= 65535:
            raise OverflowError(f'{name}(): port must be 0-65535.')
        return _resolve(address[0])[0], address[1]

    def bind(self, address, /):
        self._fd = _socket.listen(*self._pair(address, 'bind'))

    def listen(self, backlog=128, /):
        if self._fd is None:
            self._fd = _socket.listen('0.0.0.0', 0)

    def accept(self):
        if self._fd is None:
            raise OSError(22, 'Invalid argument')
        fd, peer = _socket.accept(self._number(), self._timeout)
        return socket(self.family, self.type, self.proto, fileno=fd), peer

    def connect(self, address, /):
        if self._closed:
            raise OSError(9, 'Bad file descriptor')
        if self._fd is not None:
            raise OSError(106, 'Transport endpoint is already connected')
        try:
            self._fd = _socket.connect(*self._pair(address, 'connect'), self._timeout)
        except TimeoutError:
            if self._timeout is None:
                raise
            raise TimeoutError('timed out') from None

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as failure:
            if failure.errno is None:
                return 11
            return failure.errno
        return 0

    def recv(self, bufsize, flags=0, /):
        return _socket.recv(self._number(), bufsize, self._timeout)

    def recv_into(self, buffer, nbytes=0, flags=0):
        data = self.recv(nbytes or len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def send(self, data, flags=0, /):
        return _socket.send(self._number(), bytes(data) if isinstance(data, bytearray) else data)

    def sendall(self, data, flags=0, /):
        self.send(data)

    def sendfile(self, file, offset=0, count=None):
        file.seek(offset)
        return self.send(file.read(-1 if count is None else count))

    def shutdown(self, how, /):
        if how != SHUT_RD:
            _socket.shutdown(self._number())

    def close(self):
        self._wants_close = True
        if self._files <= 0:
            self._end()

    def _end(self):
        if not self._closed:
            self._closed = True
            if self._fd is not None:
                _socket.close(self._fd)

    def detach(self):
        fd, self._fd, self._closed = self._fd, None, True
        return fd

    def settimeout(self, value, /):
        if value is not None and value < 0:
            raise ValueError('Timeout value out of range')
        self._timeout = value

    def gettimeout(self):
        return self._timeout

    timeout = property(gettimeout)

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def setsockopt(self, level, option, value, /):
        # Those that change nothing here: addresses are free at once, and nothing waits to be sent.
        if (level, option) not in ((1, 2), (1, 9), (1, 6), (1, 15), (1, 8), (1, 7), (6, 1), (6, 4), (6, 5), (6, 6)):
            raise OSError(92, 'drydock: this option of sockets is not simulated')
        self._options[level, option] = value

    def getsockopt(self, level, option, /):
        return self._options.get((level, option), 0)

    def getsockname(self):
        return ('0.0.0.0', 0) if self._fd is None else _socket.local(self._number())

    def getpeername(self):
        return _socket.peer(self._number())

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        self._files += 1
        return _File(self, mode, buffering, encoding or 'utf-8', errors or 'strict')


SocketType = socket


class _File(_io.BufferedIOBase):
    def __init__(self, connection, mode, buffering, encoding, errors):
        self._connection, self.mode, self._encoding, self._errors = connection, mode, encoding, errors
        self._text = 'b' not in mode
        self._unbuffered = buffering == 0
        self._in, self._out, self._over = b'', [], False

    def _give(self, data):
        return data.decode(self._encoding, self._errors).replace('\r\n', '\n') if self._text else data

    def _fill(self):
        data = b'' if self._over else self._connection.recv(65536)
        self._over = not data
        self._in += data
        return bool(data)

    def read(self, size=-1, /):
        self._check()
        while (size is None or size < 0 or len(self._in) < size) and self._fill():
            pass
        end = len(self._in) if size is None or size < 0 else size
        data, self._in = self._in[:end], self._in[end:]
        return self._give(data)

    def read1(self, size=-1, /):
        if not self._in:
            self._fill()
        end = len(self._in) if size < 0 else size
        data, self._in = self._in[:end], self._in[end:]
        return data

    def readline(self, size=-1, /):
        self._check()
        while b'\n' not in self._in and (size < 0 or len(self._in) < size) and self._fill():
            pass
        end = self._in.find(b'\n') + 1 or len(self._in)
        end = end if size < 0 else min(end, size)
        data, self._in = self._in[:end], self._in[end:]
        return self._give(data)

    def write(self, data, /):
        self._check()
        if self._text:
            data = data.encode(self._encoding, self._errors)
        elif isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._unbuffered:
            self._connection.sendall(data)
        else:
            self._out.append(bytes(data))
            if sum(len(each) for each in self._out) > 8192:
                self.flush()
        return len(data)

    def flush(self):
        out, self._out = b''.join(self._out), []
        if out:
            self._connection.sendall(out)

    def fileno(self):
        return self._connection.fileno()

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.closed = True
                self._connection._files -= 1
                if self._connection._wants_close:
                    self._connection.close()


def create_connection(address, timeout=..., source_address=None, *, all_errors=False):
    host, port = address
    failure = None
    for ip in _resolve(host):
        made = socket()
        if timeout is not ...:
            made.settimeout(timeout)
        try:
            made.connect((ip, port))
            return made
        except OSError as error:
            failure = error
            made.close()
    raise failure


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    made = socket(family)
    made.bind(address)
    made.listen()
    return made
`;
