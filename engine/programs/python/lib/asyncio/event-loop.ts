/** `asyncio`: the loop. */
export const asyncioEventLoop = String.raw`class AbstractEventLoop: pass


class _Loop(AbstractEventLoop):
    def __init__(self):
        self._ready, self._timers, self._tasks, self._untold, self._current = _collections.deque(), [], set(), [], None
        self._stopping = self._closed = self._is_running = False
        self._readers, self._wake, self._executor, self._signals, self._handler, self._debug = {}, None, None, {}, None, False

    def __repr__(self):
        return f'<_UnixSelectorEventLoop running={self._is_running} closed={self._closed} debug={self._debug}>'

    def time(self): return _time.monotonic()
    def is_running(self): return self._is_running
    def is_closed(self): return self._closed
    def get_debug(self): return self._debug
    def set_debug(self, enabled): self._debug = enabled
    def stop(self): self._stopping = True
    def create_future(self): return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        self._check()
        return Task(coro, loop=self, name=name, context=context)

    def _check(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def call_soon(self, callback, *args, context=None):
        self._check()
        handle = Handle(callback, args, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = self.call_soon(callback, *args, context=context)
        if self._wake is not None:
            _os.write(self._wake[1], b'.')
        return handle

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        self._check()
        handle = TimerHandle(when, callback, args, context)
        _heapq.heappush(self._timers, handle)
        return handle

    def add_reader(self, fd, callback, *args):
        self._readers[fd if isinstance(fd, int) else fd.fileno()] = Handle(callback, args, None)

    def remove_reader(self, fd):
        return self._readers.pop(fd if isinstance(fd, int) else fd.fileno(), None) is not None

    def add_signal_handler(self, sig, callback, *args):
        import signal
        self._signals[sig] = signal.getsignal(sig)
        signal.signal(sig, lambda number, frame: self.call_soon_threadsafe(callback, *args))

    def remove_signal_handler(self, sig):
        import signal
        if sig not in self._signals:
            return False
        signal.signal(sig, self._signals.pop(sig))
        return True

    def set_exception_handler(self, handler): self._handler = handler

    def call_exception_handler(self, context):
        if self._handler is not None:
            self._handler(self, context)
        else:
            self.default_exception_handler(context)

    def default_exception_handler(self, context):
        import logging
        lines = [context.get('message') or 'Unhandled exception in event loop']
        lines += [f'{key}: {context[key]!r}' for key in sorted(context) if key not in ('message', 'exception')]
        logging.getLogger('asyncio').error('\n'.join(lines), exc_info=context.get('exception') or False)

    def run_in_executor(self, executor, func, *args):
        from concurrent.futures import ThreadPoolExecutor
        if executor is None:
            executor = self._executor = self._executor or ThreadPoolExecutor(thread_name_prefix='asyncio')
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor): self._executor = executor

    def run_forever(self):
        self._check()
        if self._is_running:
            raise RuntimeError('This event loop is already running')
        if getattr(_running, 'loop', None) is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        _running.loop, self._is_running, self._wake = self, True, _os.pipe()
        try:
            while True:
                self._once()
                if self._stopping:
                    break
        finally:
            for fd in self._wake:
                _os.close(fd)
            _running.loop, self._is_running, self._stopping, self._wake = None, False, False, None

    def _once(self):
        while self._timers and self._timers[0]._cancelled:
            _heapq.heappop(self._timers)
        wait = None
        if self._ready or self._stopping:
            wait = 0
        elif self._timers:
            wait = max(0, self._timers[0]._when - self.time())
        if wait != 0 or self._readers:
            for fd in _socket.readable([*self._readers, self._wake[0]], wait):
                if fd == self._wake[0]:
                    _os.read(fd, 65536)
                elif fd in self._readers:
                    self._ready.append(self._readers[fd])
        now = self.time() + 1e-9
        while self._timers and self._timers[0]._when <= now:
            self._ready.append(_heapq.heappop(self._timers))
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                try:
                    handle._run()
                except (KeyboardInterrupt, SystemExit):
                    raise
                except BaseException as failure:
                    self.call_exception_handler({'message': f'Exception in callback {handle._callback!r}', 'exception': failure})

    def run_until_complete(self, future):
        self._check()
        is_new = not isinstance(future, Future)
        future = ensure_future(future, loop=self)
        future.add_done_callback(self._finished)
        try:
            self.run_forever()
        except BaseException:
            if is_new and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(self._finished)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def _finished(self, future):
        if isinstance(future._exception, (KeyboardInterrupt, SystemExit)):
            return
        self.stop()

    def close(self):
        if self._is_running:
            raise RuntimeError('Cannot close a running event loop')
        if self._closed:
            return
        for future in self._untold:
            if not future._told:
                what = 'Task' if isinstance(future, Task) else 'Future'
                self.call_exception_handler({'message': f'{what} exception was never retrieved', 'exception': future._exception, 'future': future})
        self._untold, self._closed = [], True
        if self._executor is not None:
            self._executor.shutdown(wait=False)

    async def shutdown_asyncgens(self): pass

    async def shutdown_default_executor(self, timeout=None):
        if self._executor is not None:
            await to_thread(self._executor.shutdown, False)


def new_event_loop(): return _Loop()
def set_event_loop(loop): _running.given = loop


def get_running_loop():
    loop = getattr(_running, 'loop', None)
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def get_event_loop():
    loop = getattr(_running, 'loop', None) or getattr(_running, 'given', None)
    if loop is None:
        if _threading.current_thread() is not _threading.main_thread():
            raise RuntimeError(f'There is no current event loop in thread {_threading.current_thread().name!r}.')
        loop = _running.given = new_event_loop()
    return loop


def current_task(loop=None): return (loop or get_running_loop())._current
def all_tasks(loop=None): return {task for task in (loop or get_running_loop())._tasks if not task.done()}
def isfuture(obj): return hasattr(type(obj), '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not _inspect.isawaitable(coro_or_future):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        coro_or_future = _await(coro_or_future)
    return (loop or get_event_loop()).create_task(coro_or_future)


async def _await(awaitable):
    return await awaitable


def wrap_future(future, *, loop=None):
    made = (loop or get_event_loop()).create_future()

    def copy(done):
        def give():
            if made.done():
                return
            if done.cancelled():
                made.cancel()
            elif done.exception() is not None:
                made.set_exception(done.exception())
            else:
                made.set_result(done.result())
        if not made._loop.is_closed():
            made._loop.call_soon_threadsafe(give)
    future.add_done_callback(copy)
    return made
`;
