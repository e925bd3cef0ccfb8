/** `traceback` and `errno`. */
export const traceback = String.raw`"""Tracebacks as text."""

import io as _io
import sys as _sys


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    value = exc if value is None else value
    # The interpreter writes them itself, with carets; here its words are caught.
    before, _sys.stderr = _sys.stderr, _io.StringIO()
    try:
        _sys.__excepthook__(type(value), value, value.__traceback__) if hasattr(_sys, '__excepthook__') else _sys.excepthook(type(value), value, value.__traceback__)
        text = _sys.stderr.getvalue()
    finally:
        _sys.stderr = before
    return text.splitlines(keepends=True)


def format_exception_only(exc, /, value=None):
    value = exc if value is None else value
    kind = type(value)
    name = kind.__qualname__ if kind.__module__ in ('builtins', '__main__') else f'{kind.__module__}.{kind.__qualname__}'
    text = str(value)
    return [f'{name}: {text}\n' if text else f'{name}\n']


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    (file or _sys.stderr).write(''.join(format_exception(exc, value, tb)))


def format_exc(limit=None, chain=True):
    value = _sys.exc_info()[1]
    return 'NoneType: None\n' if value is None else ''.join(format_exception(value))


def print_exc(limit=None, file=None, chain=True):
    (file or _sys.stderr).write(format_exc())


def extract_tb(tb, limit=None):
    found = []
    while tb is not None:
        found.append((tb.tb_frame.f_code.co_filename, tb.tb_lineno, tb.tb_frame.f_code.co_name, ''))
        tb = tb.tb_next
    return found


def format_tb(tb, limit=None):
    return [f'  File "{name}", line {line}, in {where}\n' for name, line, where, _ in extract_tb(tb)]


def print_stack(f=None, limit=None, file=None):
    frame, rows = f or _sys._getframe(1), []
    while frame is not None:
        rows.append(f'  File "{frame.f_code.co_filename}", line {frame.f_lineno}, in {frame.f_code.co_name}\n')
        frame = frame.f_back
    (file or _sys.stderr).write(''.join(reversed(rows)))
`;

export const errno = String.raw`"""Numbers of errors."""

import posix as _posix

errorcode = {}
for _name, _number in _posix.errors:
    globals()[_name] = _number
    errorcode.setdefault(_number, _name)
EWOULDBLOCK = EAGAIN
`;
