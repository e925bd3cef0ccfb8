/** `concurrent.futures`. */
export const futures = String.raw`"""Work that others do, and what will come of it."""

import itertools as _itertools
import queue as _queue
import sys as _sys
import threading
import time as _time
from collections import namedtuple as _namedtuple

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'


class Error(Exception): pass
class CancelledError(Error): pass
class InvalidStateError(Error): pass
class BrokenExecutor(RuntimeError): pass


CancelledError.__module__ = InvalidStateError.__module__ = 'concurrent.futures._base'
TimeoutError = TimeoutError


class Future:
    def __init__(self):
        self._condition, self._state, self._result, self._exception, self._callbacks = threading.Condition(), 'PENDING', None, None, []

    def __repr__(self):
        shown = f'<Future at {id(self):#x} state={self._state.lower()}'
        if self._state == 'FINISHED':
            shown += f' raised {type(self._exception).__name__}' if self._exception else f' returned {type(self._result).__name__}'
        return shown + '>'

    def cancel(self):
        with self._condition:
            if self._state in ('RUNNING', 'FINISHED'):
                return False
            if self._state == 'CANCELLED':
                return True
            self._state = 'CANCELLED'
            self._condition.notify_all()
        self._tell()
        return True

    def cancelled(self):
        return self._state == 'CANCELLED'

    def running(self):
        return self._state == 'RUNNING'

    def done(self):
        return self._state in ('CANCELLED', 'FINISHED')

    def _tell(self):
        for callback in self._callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            import logging
            logging.getLogger('concurrent.futures').exception('exception calling callback for %r', self)

    def add_done_callback(self, fn):
        with self._condition:
            if not self.done():
                self._callbacks.append(fn)
                return
        self._call(fn)

    def _await(self, timeout):
        with self._condition:
            if not self._condition.wait_for(self.done, timeout):
                raise TimeoutError()
        if self._state == 'CANCELLED':
            raise CancelledError()

    def result(self, timeout=None):
        self._await(timeout)
        if self._exception:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def exception(self, timeout=None):
        self._await(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == 'CANCELLED':
                return False
            self._state = 'RUNNING'
            return True

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._result, self._exception, self._state = result, exception, 'FINISHED'
            self._condition.notify_all()
        self._tell()

    def set_result(self, result): self._finish(result, None)
    def set_exception(self, exception): self._finish(None, exception)

    __class_getitem__ = classmethod(lambda cls, item: cls)


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            for each in futures:
                yield each.result(None if end is None else end - _time.monotonic())
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.shutdown(wait=True)
        return False


_pools = []


def _end_all():
    for pool in _pools:
        pool.shutdown()


threading._register_atexit(_end_all)


class ThreadPoolExecutor(Executor):
    _counter = _itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        import os
        workers = min(32, (os.cpu_count() or 1) + 4) if max_workers is None else max_workers
        if workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._max_workers, self._work, self._threads, self._idle = workers, _queue.SimpleQueue(), [], 0
        self._shutdown, self._initializer, self._initargs = False, initializer, initargs
        self._prefix = thread_name_prefix or f'ThreadPoolExecutor-{ThreadPoolExecutor._counter()}'
        _pools.append(self)

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        self._work.put((future, fn, args, kwargs))
        if self._idle:
            self._idle -= 1
        elif len(self._threads) < self._max_workers:
            thread = threading.Thread(target=self._serve, name=f'{self._prefix}_{len(self._threads)}', daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def _serve(self):
        if self._initializer:
            self._initializer(*self._initargs)
        while True:
            job = self._work.get()
            if job is None:
                self._work.put(None)
                return
            future, fn, args, kwargs = job
            job = None
            if future.set_running_or_notify_cancel():
                try:
                    result = fn(*args, **kwargs)
                except BaseException as failure:
                    future.set_exception(failure)
                else:
                    future.set_result(result)
            future = fn = args = kwargs = result = None
            self._idle += 1

    def shutdown(self, wait=True, *, cancel_futures=False):
        if not self._shutdown:
            self._shutdown = True
            if cancel_futures:
                while not self._work.empty():
                    job = self._work.get_nowait()
                    if job is not None:
                        job[0].cancel()
            self._work.put(None)
            if self in _pools:
                _pools.remove(self)
        if wait:
            for thread in self._threads:
                thread.join()


class ProcessPoolExecutor(Executor):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError('drydock: processes of Python (ProcessPoolExecutor) are not simulated')


DoneAndNotDoneFutures = _namedtuple('DoneAndNotDoneFutures', 'done not_done')


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs, changed = set(fs), threading.Condition()

    def tell(future):
        with changed:
            changed.notify_all()

    def is_over():
        done = [each for each in fs if each.done()]
        if return_when == FIRST_COMPLETED and done:
            return True
        if return_when == FIRST_EXCEPTION and any(not each.cancelled() and each._exception for each in done):
            return True
        return len(done) == len(fs)

    for each in fs:
        each.add_done_callback(tell)
    with changed:
        changed.wait_for(is_over, timeout)
    done = {each for each in fs if each.done()}
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    end = None if timeout is None else _time.monotonic() + timeout
    fs, finished = set(fs), _queue.SimpleQueue()
    total = len(fs)
    for each in fs:
        each.add_done_callback(finished.put)
    for count in range(total):
        try:
            yield finished.get(timeout=None if end is None else max(0, end - _time.monotonic()))
        except _queue.Empty:
            raise TimeoutError(f'{total - count} (of {total}) futures unfinished') from None
`;
