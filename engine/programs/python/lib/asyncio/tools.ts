/** `asyncio`: what programs use of it. */
export const asyncioTools = String.raw`

async def sleep(delay, result=None):
    if delay <= 0:
        await _Pass()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        timer.cancel()


class _Pass:
    def __await__(self):
        yield


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name, context=context)


def gather(*coros_or_futures, return_exceptions=False):
    loop = getattr(_running, 'loop', None) or get_event_loop()
    children = [ensure_future(each, loop=loop) for each in coros_or_futures]
    outer = _Gathering(children, loop=loop)
    left = len(set(children))
    if not left:
        outer.set_result([])
        return outer

    def finish(child):
        nonlocal left
        left -= 1
        if outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._cancelled_error())
                return
            if child.exception() is not None:
                outer.set_exception(child.exception())
                return
        if not left:
            results = [each._cancelled_error() if each.cancelled() else each.exception() if each.exception() is not None else each._result for each in children]
            if outer._asked:
                outer.set_exception(CancelledError())
            else:
                outer.set_result(results)

    for child in dict.fromkeys(children):
        child.add_done_callback(finish)
    return outer


class _Gathering(Future):
    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children, self._asked = children, False

    def cancel(self, msg=None):
        if self.done():
            return False
        found = [each.cancel(msg) for each in self._children]
        self._asked = self._asked or any(found)
        return any(found)


class Timeout:
    def __init__(self, when):
        self._when, self._expired, self._handle = when, False, None

    async def __aenter__(self):
        self._task = current_task()
        self._requests = self._task.cancelling()
        self.reschedule(self._when)
        return self

    def when(self): return self._when
    def expired(self): return self._expired

    def reschedule(self, when):
        if self._handle is not None:
            self._handle.cancel()
        self._when, loop = when, get_running_loop()
        self._handle = None if when is None else loop.call_at(when, self._end)

    def _end(self):
        self._expired = True
        self._task.cancel()

    async def __aexit__(self, kind, value, traceback):
        if self._handle is not None:
            self._handle.cancel()
        if self._expired and self._task.uncancel() <= self._requests and kind is CancelledError:
            raise TimeoutError from value


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        try:
            await fut
        except CancelledError as failure:
            raise TimeoutError from failure
        raise TimeoutError
    async with Timeout(None if timeout is None else get_running_loop().time() + timeout):
        return await fut


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    fs = set(fs)
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if any(iscoroutine(each) for each in fs):
        raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    loop = get_running_loop()
    waiter = loop.create_future()

    def is_over():
        done = [each for each in fs if each.done()]
        failed = any(not each.cancelled() and each._exception is not None for each in done)
        return len(done) == len(fs) or bool(done) and return_when == FIRST_COMPLETED or failed and return_when == FIRST_EXCEPTION

    def tell(future):
        if is_over():
            _set_unless_done(waiter, None)

    timer = None if timeout is None else loop.call_later(timeout, _set_unless_done, waiter, None)
    if not is_over():
        for each in fs:
            each.add_done_callback(tell)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            for each in fs:
                each.remove_done_callback(tell)
    done = {each for each in fs if each.done()}
    return done, fs - done


def as_completed(fs, *, timeout=None):
    todo, done, loop = {ensure_future(each) for each in fs}, Queue(), get_event_loop()
    for each in todo:
        each.add_done_callback(done.put_nowait)

    async def next_one():
        return (await wait_for(done.get(), timeout)).result()

    for _ in range(len(todo)):
        yield next_one()


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def copy(future):
        if outer.done():
            if not future.cancelled():
                future.exception()
        elif future.cancelled():
            outer.cancel()
        elif future.exception() is not None:
            outer.set_exception(future.exception())
        else:
            outer.set_result(future.result())
    inner.add_done_callback(copy)
    return outer


async def to_thread(func, /, *args, **kwargs):
    context = _contextvars.copy_context()
    return await get_running_loop().run_in_executor(None, lambda: context.run(func, *args, **kwargs))


def run_coroutine_threadsafe(coro, loop):
    from concurrent.futures import Future as _Other
    made = _Other()

    def start():
        def copy(task):
            if task.cancelled():
                made.cancel()
            elif task.exception() is not None:
                made.set_exception(task.exception())
            else:
                made.set_result(task.result())
        ensure_future(coro, loop=loop).add_done_callback(copy)
    loop.call_soon_threadsafe(start)
    return made


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._make, self._loop = loop_factory or new_event_loop, None

    def __enter__(self):
        self._loop = self._loop or self._make()
        return self

    def __exit__(self, *details): self.close()
    def get_loop(self): return self.__enter__()._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f'a coroutine was expected, got {coro!r}')
        if getattr(_running, 'loop', None) is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        loop = self.get_loop()
        set_event_loop(loop)
        task = loop.create_task(coro, context=context)
        asked = []
        import signal
        is_main = _threading.current_thread() is _threading.main_thread()
        if is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            def interrupt(number, frame):
                asked.append(True)
                if len(asked) == 1 and not task.done():
                    loop.call_soon_threadsafe(task.cancel)
                    return
                raise KeyboardInterrupt()
            signal.signal(signal.SIGINT, interrupt)
        else:
            is_main = False
        try:
            return loop.run_until_complete(task)
        except CancelledError:
            if asked and task.uncancel() == 0:
                raise KeyboardInterrupt() from None
            raise
        finally:
            if is_main:
                signal.signal(signal.SIGINT, signal.default_int_handler)

    def close(self):
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        try:
            left = all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(gather(*left, return_exceptions=True))
            for task in left:
                if not task.cancelled() and task.exception() is not None:
                    loop.call_exception_handler({'message': 'unhandled exception during asyncio.run() shutdown', 'exception': task.exception(), 'task': task})
        finally:
            set_event_loop(None)
            loop.close()


def run(main, *, debug=None, loop_factory=None):
    if getattr(_running, 'loop', None) is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


class TaskGroup:
    def __init__(self):
        self._tasks, self._errors, self._exiting, self._aborting, self._waiter, self._parent = set(), [], False, False, None, None

    async def __aenter__(self):
        self._parent = current_task()
        return self

    def create_task(self, coro, *, name=None, context=None):
        if self._parent is None:
            raise RuntimeError(f'{self!r} has not been entered')
        if self._exiting and not self._tasks:
            raise RuntimeError(f'{self!r} is finished')
        task = create_task(coro, name=name, context=context)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            task.cancel()

    def _done(self, task):
        self._tasks.discard(task)
        if self._waiter is not None and not self._tasks:
            _set_unless_done(self._waiter, None)
        if task.cancelled() or task.exception() is None:
            return
        self._errors.append(task.exception())
        if not self._aborting:
            self._abort()
            if not self._exiting:
                self._asked = True
                self._parent.cancel()

    async def __aexit__(self, kind, value, traceback):
        self._exiting, cancelled = True, None
        if kind is not None and issubclass(kind, CancelledError):
            cancelled = value
        if getattr(self, '_asked', False):
            self._parent.uncancel()
        if kind is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._waiter = get_running_loop().create_future()
            try:
                await self._waiter
            except CancelledError as failure:
                cancelled = failure
                self._abort()
        if cancelled is not None and not self._errors:
            raise cancelled
        if kind is not None and not issubclass(kind, CancelledError):
            self._errors.append(value)
        if self._errors:
            raise BaseExceptionGroup('unhandled errors in a TaskGroup', self._errors)
`;
