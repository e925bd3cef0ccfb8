/** `threading` with the one thread that there is. */
export const threading = String.raw`"""Locks and events. There is one thread."""

import time as _time

_count = 0


class ThreadError(RuntimeError):
    pass


class _Lock:
    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True, timeout=-1):
        if not self._held:
            self._held = 1
            return True
        if not blocking:
            return False
        if timeout < 0:
            raise RuntimeError('drydock: threads of Python are not simulated: nobody could release this lock')
        _time.sleep(timeout)
        return False

    def release(self):
        if not self._held:
            raise RuntimeError('release unlocked lock')
        self._held = 0

    def locked(self):
        return bool(self._held)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()


class _RLock(_Lock):
    def acquire(self, blocking=True, timeout=-1):
        self._held += 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError('cannot release un-acquired lock')
        self._held -= 1


Lock, RLock = _Lock, _RLock


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if self._value:
            self._value -= 1
            return True
        if not blocking:
            return False
        raise RuntimeError('drydock: threads of Python are not simulated: nobody could release this semaphore')

    def release(self, n=1):
        self._value += n

    __enter__ = acquire

    def __exit__(self, *details):
        self.release()


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self): return self._flag
    def set(self): self._flag = True
    def clear(self): self._flag = False

    def wait(self, timeout=None):
        while not self._flag and timeout is None:
            _time.sleep(3600)
        if not self._flag:
            _time.sleep(timeout)
        return self._flag


class local:
    pass


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _count
        if name is None:
            _count += 1
            name = f'Thread-{_count}' + (f' ({target.__name__})' if hasattr(target, '__name__') else '')
        self._target, self.name, self._args, self._kwargs = target, str(name), args, kwargs or {}
        self.daemon = bool(daemon)
        self.ident = self.native_id = None

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        raise RuntimeError('drydock: threads of Python are not simulated')

    def is_alive(self):
        return False

    def join(self, timeout=None):
        raise RuntimeError('cannot join thread before it is started')

    def __repr__(self):
        return f'<{type(self).__name__}({self.name}, initial{" daemon" if self.daemon else ""})>'


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)
        self.interval = interval

    def cancel(self):
        pass


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name='MainThread')
        self.ident = self.native_id = 1

    def is_alive(self): return True

    def __repr__(self):
        return f'<_MainThread(MainThread, started {self.ident})>'


_main = _MainThread()


def current_thread(): return _main
def main_thread(): return _main
def active_count(): return 1
def enumerate(): return [_main]
def get_ident(): return _main.ident
def get_native_id(): return _main.native_id
`;
