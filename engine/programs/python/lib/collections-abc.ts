/** `collections.abc`. */
export const collectionsAbc = String.raw`"""What collections can do."""

import types as _types
from abc import ABCMeta, abstractmethod


def _has(cls, *names):
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class _Alias:
    def __init__(self, origin, args):
        self.__origin__, self.__args__, self.__parameters__ = origin, args if isinstance(args, tuple) else (args,), ()

    def __repr__(self):
        shown = [each.__qualname__ if isinstance(each, type) and each.__module__ == 'builtins' else '...' if each is ... else repr(each) for each in self.__args__]
        return f"collections.abc.{self.__origin__.__name__}[{', '.join(shown)}]"

    def __mro_entries__(self, bases): return (self.__origin__,)
    def __eq__(self, other): return isinstance(other, _Alias) and (self.__origin__, self.__args__) == (other.__origin__, other.__args__)
    def __hash__(self): return hash((self.__origin__, self.__args__))
    def __or__(self, other): return self
    def __ror__(self, other): return self
    def __call__(self, *args, **kwargs): return self.__origin__(*args, **kwargs)


def _plain(name, *methods, bases=(), more=None):
    """A class of which everything is that has some methods."""
    def hook(cls, other):
        return _has(other, *methods) if cls is made else NotImplemented

    space = {each: abstractmethod(lambda self, *args: None) for each in methods}
    space.update({'__slots__': (), '__module__': 'collections.abc', '__subclasshook__': classmethod(hook), '__class_getitem__': classmethod(_Alias), **(more or {})})
    made = ABCMeta(name, bases or (object,), space)
    return made


Hashable = _plain('Hashable', '__hash__')
Awaitable = _plain('Awaitable', '__await__')
Coroutine = _plain('Coroutine', '__await__', 'send', 'throw', 'close')
AsyncIterable = _plain('AsyncIterable', '__aiter__')
AsyncIterator = _plain('AsyncIterator', '__anext__', '__aiter__', bases=(AsyncIterable,), more={'__aiter__': lambda self: self})
Iterable = _plain('Iterable', '__iter__')
Iterator = _plain('Iterator', '__next__', '__iter__', bases=(Iterable,), more={'__iter__': lambda self: self})
Reversible = _plain('Reversible', '__reversed__', '__iter__', bases=(Iterable,))
Generator = _plain('Generator', '__iter__', '__next__', 'send', 'throw', 'close', bases=(Iterator,))
Sized = _plain('Sized', '__len__')
Container = _plain('Container', '__contains__')
Collection = _plain('Collection', '__len__', '__iter__', '__contains__', bases=(Sized, Iterable, Container))
Callable = _plain('Callable', '__call__')
Buffer = _plain('Buffer', '__buffer__')


class Sequence(Reversible, Collection):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        index = 0
        try:
            while True:
                yield self[index]
                index += 1
        except IndexError:
            return

    def __contains__(self, value): return any(each is value or each == value for each in self)
    def __reversed__(self): return (self[index] for index in reversed(range(len(self))))

    def index(self, value, start=0, stop=None):
        for index in range(start, len(self) if stop is None else min(stop, len(self))):
            if self[index] is value or self[index] == value:
                return index
        raise ValueError

    def count(self, value): return sum(1 for each in self if each is value or each == value)


class MutableSequence(Sequence):
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value): raise IndexError
    @abstractmethod
    def __delitem__(self, index): raise IndexError
    @abstractmethod
    def insert(self, index, value): raise IndexError
    def append(self, value): self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        items = list(self)[::-1]
        for index, each in enumerate(items):
            self[index] = each

    def extend(self, values):
        for each in list(values):
            self.append(each)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value): del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(Collection):
    __slots__ = ()
    def __le__(self, other): return len(self) <= len(other) and all(each in other for each in self) if isinstance(other, Set) else NotImplemented
    def __lt__(self, other): return len(self) < len(other) and self <= other if isinstance(other, Set) else NotImplemented
    def __ge__(self, other): return len(self) >= len(other) and all(each in self for each in other) if isinstance(other, Set) else NotImplemented
    def __gt__(self, other): return len(self) > len(other) and self >= other if isinstance(other, Set) else NotImplemented
    def __eq__(self, other): return len(self) == len(other) and self <= other if isinstance(other, Set) else NotImplemented
    @classmethod
    def _from_iterable(cls, it): return cls(it)
    def __and__(self, other): return self._from_iterable(each for each in other if each in self)
    __rand__ = __and__
    def __or__(self, other): return self._from_iterable([*self, *other])
    __ror__ = __or__
    def __sub__(self, other): return self._from_iterable(each for each in self if each not in other)
    def __xor__(self, other): return (self - other) | (self._from_iterable(other) - self)
    def isdisjoint(self, other): return not any(each in self for each in other)


class MutableSet(Set):
    __slots__ = ()

    @abstractmethod
    def add(self, value): raise NotImplementedError
    @abstractmethod
    def discard(self, value): raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, other):
        for each in other:
            self.add(each)
        return self

    def __isub__(self, other):
        for each in list(other):
            self.discard(each)
        return self


class MappingView(Sized):
    __slots__ = '_mapping',
    def __init__(self, mapping): self._mapping = mapping
    def __len__(self): return len(self._mapping)
    def __repr__(self): return f'{type(self).__name__}({self._mapping!r})'


class KeysView(MappingView, Set):
    __slots__ = ()
    _from_iterable = classmethod(lambda cls, it: set(it))
    def __contains__(self, key): return key in self._mapping
    def __iter__(self): return iter(self._mapping)


class ItemsView(MappingView, Set):
    __slots__ = ()
    _from_iterable = classmethod(lambda cls, it: set(it))
    def __contains__(self, item): return item[0] in self._mapping and self._mapping[item[0]] == item[1]
    def __iter__(self): return ((key, self._mapping[key]) for key in self._mapping)


class ValuesView(MappingView, Collection):
    __slots__ = ()
    def __contains__(self, value): return any(self._mapping[key] == value for key in self._mapping)
    def __iter__(self): return (self._mapping[key] for key in self._mapping)


class Mapping(Collection):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, key): raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self): return KeysView(self)
    def items(self): return ItemsView(self)
    def values(self): return ValuesView(self)
    def __eq__(self, other): return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented
    __hash__ = __reversed__ = None


class MutableMapping(Mapping):
    __slots__ = ()
    _missing = object()

    @abstractmethod
    def __setitem__(self, key, value): raise KeyError
    @abstractmethod
    def __delitem__(self, key): raise KeyError

    def pop(self, key, default=_missing):
        try:
            value = self[key]
        except KeyError:
            if default is MutableMapping._missing:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **keywords):
        for key, value in (other.items() if hasattr(other, 'items') else ((key, other[key]) for key in other.keys()) if hasattr(other, 'keys') else other):
            self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


for _kind in type(len), type(_has), type([].append), type(list.append), type, _types.MethodType:
    Callable.register(_kind)
for _kind in tuple, str, range, bytes:
    Sequence.register(_kind)
for _kind in list, bytearray:
    MutableSequence.register(_kind)
Set.register(frozenset)
MutableSet.register(set)
MutableMapping.register(dict)
Mapping.register(_types.MappingProxyType)
KeysView.register(type({}.keys()))
ItemsView.register(type({}.items()))
ValuesView.register(type({}.values()))
ByteString = Sequence
`;
