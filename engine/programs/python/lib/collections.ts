/** `collections`. */
export const collections = String.raw`"""Containers beside list, dict, set and tuple."""

import sys as _sys
from _collections import OrderedDict, defaultdict, deque
from itertools import chain as _chain, repeat as _repeat
from operator import itemgetter as _itemgetter

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque', 'namedtuple']


class Counter(dict):
    def __init__(self, iterable=None, /, **keywords):
        super().__init__()
        self.update(iterable, **keywords)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=_itemgetter(1), reverse=True)
        return ordered if n is None else ordered[:max(0, n)]

    def elements(self):
        return _chain.from_iterable(_repeat(key, times) for key, times in self.items())

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def _add(self, sign, iterable, keywords):
        if isinstance(iterable, dict):
            for key, times in iterable.items():
                self[key] = self[key] + sign * times
        elif iterable is not None:
            for key in iterable:
                self[key] = self[key] + sign
        for key, times in keywords.items():
            self[key] = self[key] + sign * times

    def update(self, iterable=None, /, **keywords):
        self._add(1, iterable, keywords)

    def subtract(self, iterable=None, /, **keywords):
        self._add(-1, iterable, keywords)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f'{type(self).__name__}({shown!r})'

    def _combined(self, other, choose):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for key in [*self, *(each for each in other if each not in self)]:
            times = choose(self[key], other[key])
            if times > 0:
                made[key] = times
        return made

    def __add__(self, other):
        return self._combined(other, lambda mine, theirs: mine + theirs)

    def __sub__(self, other):
        return self._combined(other, lambda mine, theirs: mine - theirs)

    def __or__(self, other):
        return self._combined(other, max)

    def __and__(self, other):
        return self._combined(other, min)

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def __eq__(self, other):
        return all(self[key] == other[key] for each in (self, other) for key in each) if isinstance(other, Counter) else NotImplemented

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    __hash__ = None


class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for each in self.maps:
            if key in each:
                return each[key]
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __iter__(self):
        seen = {}
        for each in reversed(self.maps):
            seen.update(dict.fromkeys(each))
        return iter(seen)

    def __len__(self):
        return len(set().union(*self.maps))

    def __contains__(self, key):
        return any(key in each for each in self.maps)

    def __bool__(self):
        return any(self.maps)

    def keys(self):
        return list(self)

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def new_child(self, m=None, **keywords):
        return type(self)({**(m or {}), **keywords}, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}') from None

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.maps))})"


class UserDict:
    def __init__(self, dict=None, /, **keywords):
        self.data = {}
        if dict is not None:
            self.update(dict)
        self.update(keywords)

    def __len__(self): return len(self.data)
    def __iter__(self): return iter(self.data)
    def __contains__(self, key): return key in self.data
    def __setitem__(self, key, item): self.data[key] = item
    def __delitem__(self, key): del self.data[key]
    def __repr__(self): return repr(self.data)
    def __eq__(self, other): return self.data == getattr(other, 'data', other)
    def keys(self): return self.data.keys()
    def values(self): return self.data.values()
    def items(self): return self.data.items()

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(type(self), '__missing__'):
            return type(self).__missing__(self, key)
        raise KeyError(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def update(self, other=(), /, **keywords):
        for key, value in (other.items() if hasattr(other, 'items') else other):
            self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def pop(self, key, *default):
        return self.data.pop(key, *default)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def copy(self):
        return type(self)(self.data)


class UserList:
    def __init__(self, initlist=None):
        self.data = list(getattr(initlist, 'data', initlist) or ())

    def __repr__(self): return repr(self.data)
    def __eq__(self, other): return self.data == getattr(other, 'data', other)
    def __len__(self): return len(self.data)
    def __iter__(self): return iter(self.data)
    def __contains__(self, item): return item in self.data
    def __setitem__(self, at, item): self.data[at] = item
    def __delitem__(self, at): del self.data[at]
    def __add__(self, other): return type(self)(self.data + list(getattr(other, 'data', other)))
    def append(self, item): self.data.append(item)
    def insert(self, at, item): self.data.insert(at, item)
    def pop(self, at=-1): return self.data.pop(at)
    def remove(self, item): self.data.remove(item)
    def clear(self): self.data.clear()
    def count(self, item): return self.data.count(item)
    def index(self, item, *args): return self.data.index(item, *args)
    def reverse(self): self.data.reverse()
    def sort(self, /, **keywords): self.data.sort(**keywords)
    def extend(self, other): self.data.extend(getattr(other, 'data', other))
    def copy(self): return type(self)(self)

    def __getitem__(self, at):
        return type(self)(self.data[at]) if isinstance(at, slice) else self.data[at]


class UserString:
    def __init__(self, seq):
        self.data = str(seq)

    def __str__(self): return self.data
    def __repr__(self): return repr(self.data)
    def __len__(self): return len(self.data)
    def __eq__(self, other): return self.data == str(other)
    def __hash__(self): return hash(self.data)
    def __contains__(self, text): return str(text) in self.data
    def __getitem__(self, at): return type(self)(self.data[at])
    def __add__(self, other): return type(self)(self.data + str(other))
    def __getattr__(self, name): return getattr(self.data, name)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    names = [str(each) for each in field_names]
    if rename:
        seen = set()
        for at, name in enumerate(names):
            if not name.isidentifier() or name in _words or name.startswith('_') or name in seen:
                names[at] = f'_{at}'
            seen.add(name)
    for name in [typename, *names]:
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if name in _words:
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    for at, name in enumerate(names):
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in names[:at]:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
    given = tuple(defaults or ())
    if len(given) > len(names):
        raise TypeError('Got more default values than field names')
    usual = dict(zip(names[len(names) - len(given):], given))

    def __new__(cls, /, *args, **keywords):
        if len(args) > len(names):
            raise TypeError(f'{typename}.__new__() takes {len(names) + 1} positional arguments but {len(args) + 1} were given')
        values = dict(zip(names, args))
        for key, value in keywords.items():
            if key in values:
                raise TypeError(f"{typename}.__new__() got multiple values for argument '{key}'")
            if key not in names:
                raise TypeError(f"{typename}.__new__() got an unexpected keyword argument '{key}'")
            values[key] = value
        missing = [repr(name) for name in names if name not in values and name not in usual]
        if missing:
            listed = missing[0] if len(missing) == 1 else ', '.join(missing[:-1]) + (',' if len(missing) > 2 else '') + f' and {missing[-1]}'
            raise TypeError(f"{typename}.__new__() missing {len(missing)} required positional argument{'s' if len(missing) > 1 else ''}: {listed}")
        return tuple.__new__(cls, [values[name] if name in values else usual[name] for name in names])

    def _make(cls, iterable):
        values = tuple(iterable)
        if len(values) != len(names):
            raise TypeError(f'Expected {len(names)} arguments, got {len(values)}')
        return tuple.__new__(cls, values)

    def _replace(self, /, **keywords):
        made = self._make(keywords.pop(name, value) for name, value in zip(names, self))
        if keywords:
            raise ValueError(f'Got unexpected field names: {list(keywords)!r}')
        return made

    def __repr__(self):
        fields = ', '.join(f'{name}={value!r}' for name, value in zip(names, self))
        return f'{type(self).__name__}({fields})'

    def _asdict(self):
        return dict(zip(names, self))

    def __getnewargs__(self):
        return tuple(self)

    body = {
        '__doc__': f"{typename}({', '.join(names)})",
        '__slots__': (),
        '_fields': tuple(names),
        '_field_defaults': usual,
        '__match_args__': tuple(names),
        '__new__': __new__,
        '_make': classmethod(_make),
        '_replace': _replace,
        '__repr__': __repr__,
        '_asdict': _asdict,
        '__getnewargs__': __getnewargs__,
        '__module__': module if module is not None else _caller(),
    }
    for at, name in enumerate(names):
        body[name] = property(_itemgetter(at), doc=f'Alias for field number {at}')
    return type(typename, (tuple,), body)


def _caller():
    try:
        return _sys._getframe(2).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        return '__main__'


_words = frozenset(
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is '
    'lambda nonlocal not or pass raise return try while with yield'.split()
)
`;
