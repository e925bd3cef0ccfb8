/** `threading`, over `_thread`. */
export const threading = String.raw`"""Threads, and what they wait for each other with."""

import sys as _sys
import _thread
from collections import deque as _deque, namedtuple as _namedtuple
from time import monotonic as _time

Lock = _thread.allocate_lock
get_ident, get_native_id = _thread.get_ident, _thread.get_native_id
TIMEOUT_MAX = _thread.TIMEOUT_MAX
ThreadError = RuntimeError
_active, _counter, _trace = {}, 0, None


class _RLock:
    def __init__(self):
        self._block, self._owner, self._count = Lock(), None, 0

    def __repr__(self):
        owner = _active[self._owner].name if self._owner in _active else self._owner
        return f'<{"locked" if self._block.locked() else "unlocked"} _thread.RLock object owner={self._owner or 0} count={self._count} at {hex(id(self))}>'

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        got = self._block.acquire(blocking, timeout)
        if got:
            self._owner, self._count = me, 1
        return got

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if not self._count:
            self._owner = None
            self._block.release()

    def __exit__(self, *details):
        self.release()

    def _release_save(self):
        state = self._count, self._owner
        self._count, self._owner = 0, None
        self._block.release()
        return state

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state

    def _is_owned(self):
        return self._owner == get_ident()


def RLock(): return _RLock()


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'

    def _is_owned(self):
        if hasattr(self._lock, '_is_owned'):
            return self._lock._is_owned()
        return self._lock.locked()

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        save = getattr(self._lock, '_release_save', None)
        state = save() if save else self._lock.release()
        got = False
        try:
            got = waiter.acquire() if timeout is None else waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return got
        finally:
            if save:
                self._lock._acquire_restore(state)
            else:
                self._lock.acquire()
            if not got and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _time() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - _time()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        for _ in range(min(n, len(self._waiters))):
            self._waiters.popleft().release()

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond, self._value = Condition(Lock()), value

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: value={self._value}>'

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if not self._cond.wait_for(lambda: self._value, timeout if blocking else 0):
                return False
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, *details):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')
        super().release(n)


class Event:
    def __init__(self):
        self._cond, self._flag = Condition(Lock()), False

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: {"set" if self._flag else "unset"}>'

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._cond, self.parties, self._action, self._timeout = Condition(Lock()), parties, action, timeout
        self._round, self._count, self.broken = 0, 0, False

    @property
    def n_waiting(self):
        return self._count

    def wait(self, timeout=None):
        with self._cond:
            if self.broken:
                raise BrokenBarrierError
            index, round = self._count, self._round
            self._count += 1
            if self._count == self.parties:
                if self._action:
                    self._action()
                self._round, self._count = self._round + 1, 0
                self._cond.notify_all()
            else:
                passed = self._cond.wait_for(lambda: self._round != round or self.broken, self._timeout if timeout is None else timeout)
                if not passed or self.broken:
                    self._break()
                    raise BrokenBarrierError
            return index

    def _break(self):
        self.broken = True
        self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    def reset(self):
        with self._cond:
            self._round, self._count, self.broken = self._round + 1, 0, False
            self._cond.notify_all()
`;
