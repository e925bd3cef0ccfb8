/** `asyncio`: connections, servers and processes. */
export const asyncioStreams = String.raw`class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        super().__init__(f"{len(partial)} bytes read on a total of {'undefined' if expected is None else repr(expected)} expected bytes")
        self.partial, self.expected = partial, expected


async def _readable(connection):
    loop = get_running_loop()
    waiter = loop.create_future()
    loop.add_reader(connection, _set_unless_done, waiter, None)
    try:
        await waiter
    finally:
        loop.remove_reader(connection)


class StreamReader:
    def __init__(self, connection):
        self._connection, self._buffer, self._end = connection, b'', False

    def at_eof(self): return self._end and not self._buffer

    async def _fill(self):
        if self._end:
            return False
        await _readable(self._connection)
        data = self._connection.recv(65536)
        self._end = not data
        self._buffer += data
        return bool(data)

    def _take(self, count):
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data

    async def read(self, n=-1):
        if n == 0:
            return b''
        while n < 0 and await self._fill():
            pass
        if not self._buffer:
            await self._fill()
        return self._take(len(self._buffer) if n < 0 else n)

    async def readexactly(self, n):
        while len(self._buffer) < n and await self._fill():
            pass
        if len(self._buffer) < n:
            raise IncompleteReadError(self._take(n), n)
        return self._take(n)

    async def readuntil(self, separator=b'\n'):
        while separator not in self._buffer and await self._fill():
            pass
        end = self._buffer.find(separator)
        if end < 0:
            raise IncompleteReadError(self._take(len(self._buffer)), None)
        return self._take(end + len(separator))

    async def readline(self):
        try:
            return await self.readuntil()
        except IncompleteReadError as failure:
            return failure.partial

    def __aiter__(self): return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line


class StreamWriter:
    def __init__(self, connection):
        self._connection, self._closed = connection, False

    def write(self, data): self._connection.sendall(bytes(data))
    def writelines(self, data): self.write(b''.join(data))
    async def drain(self): await sleep(0)
    def is_closing(self): return self._closed
    def can_write_eof(self): return True
    def write_eof(self): self._connection.shutdown(1)
    async def wait_closed(self): await sleep(0)

    def close(self):
        if not self._closed:
            self._closed = True
            self._connection.close()

    def get_extra_info(self, name, default=None):
        found = {'peername': self._connection.getpeername, 'sockname': self._connection.getsockname, 'socket': lambda: self._connection}
        return found[name]() if name in found else default


async def open_connection(host=None, port=None, **ignored):
    import socket
    made = await to_thread(socket.create_connection, (host, port))
    return StreamReader(made), StreamWriter(made)


class Server:
    def __init__(self, listener, callback):
        self._listener, self._callback, self._closed, self._tasks = listener, callback, Event(), set()
        get_running_loop().add_reader(listener, self._accept)

    @property
    def sockets(self): return () if self._closed.is_set() else (self._listener,)
    def is_serving(self): return not self._closed.is_set()
    def get_loop(self): return get_running_loop()

    def _accept(self):
        connection, peer = self._listener.accept()
        answer = self._callback(StreamReader(connection), StreamWriter(connection))
        if iscoroutine(answer):
            task = create_task(answer)
            self._tasks.add(task)
            task.add_done_callback(self._done)

    def _done(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            task._loop.call_exception_handler({'message': 'Unhandled exception in client_connected_cb', 'exception': task.exception()})

    def close(self):
        if not self._closed.is_set():
            get_running_loop().remove_reader(self._listener)
            self._listener.close()
            self._closed.set()

    async def start_serving(self): pass
    async def wait_closed(self): await self._closed.wait()

    async def serve_forever(self):
        try:
            await self._closed.wait()
        finally:
            self.close()

    async def __aenter__(self): return self

    async def __aexit__(self, *details):
        self.close()
        await self.wait_closed()


async def start_server(client_connected_cb, host=None, port=None, **ignored):
    import socket
    return Server(socket.create_server((host or '0.0.0.0', port)), client_connected_cb)


class _Process:
    def __init__(self, popen):
        self._popen, self.pid = popen, popen.pid

    returncode = property(lambda self: self._popen.returncode)
    async def wait(self): return await to_thread(self._popen.wait)
    async def communicate(self, input=None): return await to_thread(self._popen.communicate, input)
    def kill(self): self._popen.kill()
    def terminate(self): self._popen.terminate()
    def send_signal(self, signal): self._popen.send_signal(signal)


async def create_subprocess_exec(program, *args, **kwargs):
    import subprocess
    return _Process(subprocess.Popen([program, *args], **kwargs))


async def create_subprocess_shell(cmd, **kwargs):
    import subprocess
    return _Process(subprocess.Popen(cmd, shell=True, **kwargs))
`;
