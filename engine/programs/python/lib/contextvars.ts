/** `contextvars`: values that each thread and each task has for itself. */
export const contextvars = String.raw`"""Values of a context."""

import _thread

_current = {}
_missing = object()


class Token:
    MISSING = _missing

    def __init__(self, var, old_value):
        self.var, self.old_value, self._used = var, old_value, False


class Context:
    def __init__(self):
        self._values = {}

    def run(self, callable, *args, **kwargs):
        me = _thread.get_ident()
        if getattr(self, '_entered', False):
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        outer, _current[me], self._entered = _current.get(me), self, True
        try:
            return callable(*args, **kwargs)
        finally:
            self._entered = False
            if outer is None:
                del _current[me]
            else:
                _current[me] = outer

    def copy(self):
        made = Context()
        made._values = dict(self._values)
        return made

    def get(self, var, default=None): return self._values.get(var, default)
    def __getitem__(self, var): return self._values[var]
    def __contains__(self, var): return var in self._values
    def __iter__(self): return iter(self._values)
    def __len__(self): return len(self._values)
    def keys(self): return self._values.keys()
    def values(self): return self._values.values()
    def items(self): return self._values.items()


def _context():
    me = _thread.get_ident()
    if me not in _current:
        _current[me] = Context()
    return _current[me]


def copy_context():
    return _context().copy()


class ContextVar:
    def __init__(self, name, *, default=_missing):
        self.name, self._default = name, default

    def __repr__(self):
        shown = '' if self._default is _missing else f' default={self._default!r}'
        return f'<ContextVar name={self.name!r}{shown} at {id(self):#x}>'

    def get(self, default=_missing, /):
        values = _context()._values
        if self in values:
            return values[self]
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        values = _context()._values
        token = Token(self, values.get(self, _missing))
        values[self] = value
        return token

    def reset(self, token, /):
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        token._used = True
        values = _context()._values
        if token.old_value is _missing:
            values.pop(self, None)
        else:
            values[self] = token.old_value

    __class_getitem__ = classmethod(lambda cls, item: cls)
`;
