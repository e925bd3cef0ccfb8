import { asyncioEventLoop } from './event-loop.js';

/** `asyncio`: futures, tasks and the loop. */
export const asyncioLoop =
  String.raw`"""Tasks that wait for each other in one thread."""

import collections as _collections
import contextvars as _contextvars
import heapq as _heapq
import inspect as _inspect
import os as _os
import sys as _sys
import threading as _threading
import time as _time
import _socket

from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION


class CancelledError(BaseException): pass
class InvalidStateError(Exception): pass


CancelledError.__module__ = InvalidStateError.__module__ = 'asyncio.exceptions'
TimeoutError = TimeoutError
iscoroutine, iscoroutinefunction = _inspect.iscoroutine, _inspect.iscoroutinefunction
_running = _threading.local()


class Handle:
    def __init__(self, callback, args, context):
        self._callback, self._args, self._context, self._cancelled = callback, args, context or _contextvars.copy_context(), False

    def cancel(self): self._cancelled = True
    def cancelled(self): return self._cancelled

    def _run(self):
        self._context.run(self._callback, *self._args)


class TimerHandle(Handle):
    _count = 0

    def __init__(self, when, callback, args, context):
        super().__init__(callback, args, context)
        TimerHandle._count += 1
        self._when, self._order = when, TimerHandle._count

    def when(self): return self._when
    def __lt__(self, other): return (self._when, self._order) < (other._when, other._order)


class Future:
    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._loop = loop or get_event_loop()
        self._state, self._result, self._exception, self._callbacks, self._told, self._message = 'PENDING', None, None, [], True, None

    def __repr__(self):
        shown = self._state.lower()
        if self._state == 'FINISHED':
            shown += f' exception={self._exception!r}' if self._exception else f' result={self._result!r}'
        return f'<{type(self).__name__} {shown}>'

    def get_loop(self): return self._loop
    def done(self): return self._state != 'PENDING'
    def cancelled(self): return self._state == 'CANCELLED'

    def _end(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def cancel(self, msg=None):
        if self.done():
            return False
        self._message = msg
        self._end('CANCELLED')
        return True

    def _cancelled_error(self):
        return CancelledError() if self._message is None else CancelledError(self._message)

    def result(self):
        if self._state == 'CANCELLED':
            raise self._cancelled_error()
        if self._state != 'FINISHED':
            raise InvalidStateError('Result is not ready.')
        self._told = True
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception.__traceback__)
        return self._result

    def exception(self):
        if self._state == 'CANCELLED':
            raise self._cancelled_error()
        if self._state != 'FINISHED':
            raise InvalidStateError('Exception is not set.')
        self._told = True
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        context = context or _contextvars.copy_context()
        if self.done():
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        left = [each for each in self._callbacks if each[0] != fn]
        removed, self._callbacks = len(self._callbacks) - len(left), left
        return removed

    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._result = result
        self._end('FINISHED')

    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')
        exception = exception() if isinstance(exception, type) else exception
        if isinstance(exception, StopIteration):
            raise TypeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        self._exception, self._told = exception, False
        self._loop._untold.append(self)
        self._end('FINISHED')

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__
    __class_getitem__ = classmethod(lambda cls, item: cls)


class Task(Future):
    _counter = 0

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if not iscoroutine(coro) and not hasattr(coro, 'send'):
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        if name is None:
            Task._counter += 1
            name = f'Task-{Task._counter}'
        self._name, self._coro, self._waits_for, self._must_cancel, self._requests = str(name), coro, None, False, 0
        self._context = context or _contextvars.copy_context()
        self._loop._tasks.add(self)
        self._loop.call_soon(self._step, context=self._context)

    def __repr__(self):
        shown = self._state.lower()
        if self._state == 'FINISHED':
            shown += f' exception={self._exception!r}' if self._exception else f' result={self._result!r}'
        elif self._must_cancel:
            shown = 'cancelling'
        return f'<Task {shown.split(" ")[0]} name={self._name!r} coro=<{getattr(self._coro, "__qualname__", "?")}() {"done" if self.done() else "running"}>{" " + shown.partition(" ")[2] if " " in shown else ""}>'

    def get_name(self): return self._name
    def set_name(self, value): self._name = str(value)
    def get_coro(self): return self._coro
    def get_context(self): return self._context
    def cancelling(self): return self._requests
    def set_result(self, result): raise RuntimeError('Task does not support set_result operation')
    def set_exception(self, exception): raise RuntimeError('Task does not support set_exception operation')

    def uncancel(self):
        self._requests = max(0, self._requests - 1)
        if not self._requests:
            self._must_cancel = False
        return self._requests

    def cancel(self, msg=None):
        if self.done():
            return False
        self._requests += 1
        if self._waits_for is not None and self._waits_for.cancel(msg):
            return True
        self._must_cancel, self._message = True, msg
        return True

    def _step(self, failure=None):
        if self.done():
            return
        if self._must_cancel:
            if not isinstance(failure, CancelledError):
                failure = self._cancelled_error()
            self._must_cancel = False
        self._waits_for, outer, self._loop._current = None, self._loop._current, self
        try:
            answer = self._coro.send(None) if failure is None else self._coro.throw(failure)
        except StopIteration as end:
            self._loop._tasks.discard(self)
            if self._must_cancel:
                self._must_cancel = False
                super().cancel(self._message)
            else:
                super().set_result(end.value)
        except CancelledError as cancelled:
            self._loop._tasks.discard(self)
            super().cancel(*cancelled.args[:1])
        except (KeyboardInterrupt, SystemExit) as fatal:
            self._loop._tasks.discard(self)
            super().set_exception(fatal)
            raise
        except BaseException as fatal:
            self._loop._tasks.discard(self)
            super().set_exception(fatal)
        else:
            self._next(answer)
        finally:
            self._loop._current = outer
            self = None

    def _next(self, answer):
        if getattr(answer, '_asyncio_future_blocking', None):
            answer._asyncio_future_blocking = False
            if answer is self:
                self._loop.call_soon(self._step, RuntimeError(f'Task cannot await on itself: {self!r}'), context=self._context)
                return
            answer.add_done_callback(self._wake, context=self._context)
            self._waits_for = answer
            if self._must_cancel and answer.cancel(self._message):
                self._must_cancel = False
        elif answer is None:
            self._loop.call_soon(self._step, context=self._context)
        else:
            self._loop.call_soon(self._step, RuntimeError(f'Task got bad yield: {answer!r}'), context=self._context)

    def _wake(self, future):
        try:
            future.result()
        except BaseException as failure:
            self._step(failure)
        else:
            self._step()


` + asyncioEventLoop;
