/** `typing`. */
export const typing = String.raw`"""Words for type hints. Nothing here checks anything, as in CPython."""

from abc import ABCMeta as _ABCMeta, abstractmethod as _abstractmethod
import collections as _collections

TYPE_CHECKING = False


class _Special:
    def __init__(self, name, arguments=()):
        self._name = self.__name__ = self.__qualname__ = name
        self.__args__ = tuple(arguments)

    def __getitem__(self, given):
        given = given if isinstance(given, tuple) else (given,)
        if self._name == 'Optional':
            return _union((*given, type(None)))
        if self._name == 'Union':
            return _union(given)
        made = _Special(self._name, given)
        made.__origin__ = _ORIGINS.get(self._name, self)
        return made

    def __call__(self, *args, **keywords):
        origin = _ORIGINS.get(self._name)
        if origin is None:
            raise TypeError(f'Cannot instantiate typing.{self._name}')
        return origin(*args, **keywords)

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __mro_entries__(self, bases):
        if self._name in ('Generic', 'Protocol'):
            return ({'Generic': Generic, 'Protocol': Protocol}[self._name],)
        return (_ORIGINS.get(self._name, object),)

    def __eq__(self, other):
        return isinstance(other, _Special) and (self._name, self.__args__) == (other._name, other.__args__)

    def __hash__(self):
        return hash((self._name, self.__args__))

    def __repr__(self):
        if self._name == 'Optional' and self.__args__:
            return f'typing.Optional[{_shown(self.__args__[0])}]'
        if not self.__args__:
            return f'typing.{self._name}'
        return f"typing.{self._name}[{', '.join(map(_shown, self.__args__))}]"


def _union(given):
    kinds = []
    for each in given:
        each = type(None) if each is None else each
        for kind in each.__args__ if isinstance(each, _Special) and each._name in ('Union', 'Optional') else (each,):
            if kind not in kinds:
                kinds.append(kind)
    if len(kinds) == 1:
        return kinds[0]
    others = [each for each in kinds if each is not type(None)]
    made = _Special('Optional', kinds) if len(kinds) == 2 and len(others) == 1 else _Special('Union', kinds)
    if made._name == 'Optional':
        made.__args__ = (others[0], type(None))
    made.__origin__ = Union
    return made


def _shown(kind):
    if kind is type(None):
        return 'None'
    if kind is ...:
        return '...'
    if isinstance(kind, list):
        return f"[{', '.join(map(_shown, kind))}]"
    if isinstance(kind, type) and not hasattr(kind, '__origin__'):
        return kind.__qualname__ if kind.__module__ == 'builtins' else f'{kind.__module__}.{kind.__qualname__}'
    return repr(kind)


_ORIGINS = {
    'List': list, 'Dict': dict, 'Set': set, 'FrozenSet': frozenset, 'Tuple': tuple, 'Type': type,
    'DefaultDict': _collections.defaultdict, 'OrderedDict': _collections.OrderedDict, 'Counter': _collections.Counter,
    'Deque': _collections.deque, 'ChainMap': _collections.ChainMap,
}
Any, Union, Optional = _Special('Any'), _Special('Union'), _Special('Optional')
List, Dict, Set, FrozenSet, Tuple, Type = map(_Special, ('List', 'Dict', 'Set', 'FrozenSet', 'Tuple', 'Type'))
DefaultDict, OrderedDict, Counter, Deque, ChainMap = map(_Special, ('DefaultDict', 'OrderedDict', 'Counter', 'Deque', 'ChainMap'))
Callable, Iterable, Iterator, Generator, Sequence, Mapping = map(_Special, ('Callable', 'Iterable', 'Iterator', 'Generator', 'Sequence', 'Mapping'))
MutableMapping, MutableSequence, MutableSet, Collection = map(_Special, ('MutableMapping', 'MutableSequence', 'MutableSet', 'Collection'))
Hashable, Sized, Container, Awaitable, Coroutine = map(_Special, ('Hashable', 'Sized', 'Container', 'Awaitable', 'Coroutine'))
AsyncIterator, AsyncIterable, AsyncGenerator, ContextManager = map(_Special, ('AsyncIterator', 'AsyncIterable', 'AsyncGenerator', 'ContextManager'))
ClassVar, Final, Literal, Annotated, Concatenate = map(_Special, ('ClassVar', 'Final', 'Literal', 'Annotated', 'Concatenate'))
NoReturn, Never, Self, LiteralString, TypeAlias = map(_Special, ('NoReturn', 'Never', 'Self', 'LiteralString', 'TypeAlias'))
TypeGuard, Required, NotRequired, Unpack, IO, TextIO, BinaryIO, Pattern, Match = map(
    _Special, ('TypeGuard', 'Required', 'NotRequired', 'Unpack', 'IO', 'TextIO', 'BinaryIO', 'Pattern', 'Match')
)
Text = str


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound
        self._mark = '+' if covariant else '-' if contravariant else '~'

    def __or__(self, other):
        return _union((self, other))

    def __repr__(self):
        return self._mark + self.__name__


class ParamSpec(TypeVar):
    @property
    def args(self): return self

    @property
    def kwargs(self): return self


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


class Generic:
    def __class_getitem__(cls, given):
        made = _Special(cls.__name__, given if isinstance(given, tuple) else (given,))
        made.__origin__ = cls
        made.__mro_entries__ = lambda bases: (cls,)
        return _Alias(cls, made.__args__)


class _Alias:
    def __init__(self, origin, arguments):
        self.__origin__, self.__args__ = origin, arguments

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __call__(self, *args, **keywords):
        return self.__origin__(*args, **keywords)

    def __getattr__(self, name):
        return getattr(self.__origin__, name)

    def __repr__(self):
        return f"{_shown(self.__origin__)}[{', '.join(map(_shown, self.__args__))}]"


class _ProtocolMeta(_ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get('_is_protocol'):
            return super().__instancecheck__(instance)
        if not cls.__dict__.get('_is_runtime'):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        names = [name for name in (*cls.__dict__, *cls.__dict__.get('__annotations__', ())) if not name.startswith('_') or name in ('__call__', '__len__', '__iter__')]
        return all(hasattr(instance, name) for name in names)


class Protocol(Generic, metaclass=_ProtocolMeta):
    def __init_subclass__(cls, /, **keywords):
        super().__init_subclass__(**keywords)
        cls._is_protocol = Protocol in cls.__bases__


def runtime_checkable(cls):
    cls._is_runtime = True
    return cls


class _NamedTupleMeta(type):
    def __new__(metaclass, name, bases, namespace):
        hints = namespace.get('__annotations__', {})
        defaults = [namespace[key] for key in hints if key in namespace]
        made = _collections.namedtuple(name, list(hints), defaults=defaults, module=namespace.get('__module__'))
        made.__annotations__ = dict(hints)
        for key, value in namespace.items():
            if key not in hints and key not in ('__annotations__', '__module__', '__qualname__', '__classcell__', '__orig_bases__'):
                setattr(made, key, value)
        return made


_named_tuple = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})


class _NamedTuple:
    def __call__(self, typename, fields=(), /):
        return _collections.namedtuple(typename, [name for name, _ in fields])

    def __mro_entries__(self, bases):
        return (_named_tuple,)


NamedTuple = _NamedTuple()


class _TypedDictMeta(type):
    def __new__(metaclass, name, bases, namespace, total=True):
        made = type.__new__(metaclass, name, (dict,), dict(namespace))
        made.__total__ = total
        return made


TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (dict,), {})


def NewType(name, tp):
    def make(value):
        return value

    make.__name__ = make.__qualname__ = name
    make.__supertype__ = tp
    return make


def cast(typ, val): return val
def overload(func): return func
def final(func): return func
def override(func): return func
def no_type_check(func): return func
def assert_type(val, typ, /): return val
def reveal_type(obj, /): return obj
def get_origin(tp): return getattr(tp, '__origin__', None)
def get_args(tp): return getattr(tp, '__args__', ())


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    found = {}
    for each in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        found.update(each.__dict__.get('__annotations__', {}) if isinstance(each, type) else getattr(each, '__annotations__', {}))
    return {key: eval(value, globalns if globalns is not None else getattr(obj, '__globals__', {}), localns) if isinstance(value, str) else value for key, value in found.items()}


def assert_never(arg, /):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')
`;
