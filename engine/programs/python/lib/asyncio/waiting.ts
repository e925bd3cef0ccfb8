import { asyncioStreams } from './streams.js';

/** `asyncio`: locks, queues, streams and processes. */
export const asyncioWaiting =
  String.raw`

class Lock:
    def __init__(self):
        self._locked, self._waiters = False, _collections.deque()

    def __repr__(self):
        shown = 'locked' if self._locked else 'unlocked'
        return f'<asyncio.locks.Lock object at {id(self):#x} [{shown}{f", waiters:{len(self._waiters)}" if self._waiters else ""}]>'

    def locked(self): return self._locked

    async def acquire(self):
        if not self._locked and not self._waiters:
            self._locked = True
            return True
        waiter = get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
        except CancelledError:
            if not self._locked:
                self._next()
            raise
        finally:
            self._waiters.remove(waiter)
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._next()

    def _next(self):
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)
                return

    async def __aenter__(self): await self.acquire()
    async def __aexit__(self, *details): self.release()


class Event:
    def __init__(self):
        self._value, self._waiters = False, []

    def is_set(self): return self._value
    def clear(self): self._value = False

    def set(self):
        self._value = True
        for waiter in self._waiters:
            _set_unless_done(waiter, True)

    async def wait(self):
        if self._value:
            return True
        waiter = get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value, self._waiters = value, _collections.deque()

    def locked(self): return self._value == 0 or any(not each.cancelled() for each in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        waiter = get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
        except CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._value += 1
                self._next()
            raise
        finally:
            self._waiters.remove(waiter)
        return True

    def release(self):
        self._value += 1
        self._next()

    def _next(self):
        for waiter in self._waiters:
            if not waiter.done() and self._value > 0:
                self._value -= 1
                waiter.set_result(True)

    async def __aenter__(self): await self.acquire()
    async def __aexit__(self, *details): self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        if self._value >= self._bound:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


class Condition:
    def __init__(self, lock=None):
        self._lock, self._waiters = lock or Lock(), _collections.deque()
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release

    async def __aenter__(self): await self.acquire()
    async def __aexit__(self, *details): self.release()

    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        self.release()
        waiter = get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)
            await self.acquire()

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        for waiter in [each for each in self._waiters if not each.done()][:n]:
            waiter.set_result(False)

    def notify_all(self): self.notify(len(self._waiters))


class QueueEmpty(Exception): pass
class QueueFull(Exception): pass


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize, self._getters, self._putters, self._unfinished = maxsize, _collections.deque(), _collections.deque(), 0
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)

    def _init(self, maxsize): self._queue = _collections.deque()
    def _get(self): return self._queue.popleft()
    def _put(self, item): self._queue.append(item)
    maxsize = property(lambda self: self._maxsize)
    def qsize(self): return len(self._queue)
    def empty(self): return not self._queue
    def full(self): return 0 < self._maxsize <= len(self._queue)

    def _next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return

    async def _wait(self, waiters, is_blocked):
        while is_blocked():
            waiter = get_running_loop().create_future()
            waiters.append(waiter)
            try:
                await waiter
            except BaseException:
                waiter.cancel()
                if waiter in waiters:
                    waiters.remove(waiter)
                if not is_blocked() and not waiter.cancelled():
                    self._next(waiters)
                raise

    async def put(self, item):
        await self._wait(self._putters, self.full)
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._next(self._getters)

    async def get(self):
        await self._wait(self._getters, self.empty)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._next(self._putters)
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError('task_done() called too many times')
        self._unfinished -= 1
        if not self._unfinished:
            self._finished.set()

    async def join(self):
        if self._unfinished:
            await self._finished.wait()


class PriorityQueue(Queue):
    def _init(self, maxsize): self._queue = []
    def _put(self, item): _heapq.heappush(self._queue, item)
    def _get(self): return _heapq.heappop(self._queue)


class LifoQueue(Queue):
    def _init(self, maxsize): self._queue = []
    def _get(self): return self._queue.pop()


` + asyncioStreams;
