/** `dataclasses`. */
export const dataclasses = String.raw`"""Classes that are mostly data."""

import copy as _copy

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


class _Factory:
    def __repr__(self):
        return '<factory>'


MISSING = _Missing()
_FACTORY = _Factory()


class KW_ONLY:
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return cls(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = metadata or {}
        self.kw_only = kw_only
        self._only_init = False

    @property
    def _has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING

    def __repr__(self):
        return (
            f'Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},'
            f'init={self.init!r},repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},'
            f'kw_only={self.kw_only!r},_field_type=_FIELD)'
        )


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_named(hint, name):
    return getattr(hint, '__qualname__', '') == name or getattr(hint, '__name__', '') == name or (isinstance(hint, str) and hint.split('[')[0].endswith(name))


def _collect(cls, kw_only):
    found = {}
    for base in reversed(cls.__mro__[1:]):
        found.update(getattr(base, '__dataclass_fields__', {}) if '__dataclass_fields__' in base.__dict__ else {})
    only_words = kw_only
    for name, hint in cls.__dict__.get('__annotations__', {}).items():
        if hint is KW_ONLY or _is_named(hint, 'KW_ONLY'):
            only_words = True
            continue
        origin = getattr(hint, '__origin__', hint)
        if _is_named(origin, 'ClassVar'):
            continue
        default = cls.__dict__.get(name, MISSING)
        each = default if isinstance(default, Field) else field(default=default)
        each.name, each.type = name, hint
        each._only_init = isinstance(hint, InitVar)
        if each.kw_only is MISSING:
            each.kw_only = only_words
        if isinstance(each.default, (list, dict, set)):
            raise ValueError(f'mutable default {type(each.default)} for field {name} is not allowed: use default_factory')
        if isinstance(default, Field):
            if each.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, each.default)
        found[name] = each
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError(f'{name!r} is a field but has no type annotation')
    return found


def _make_init(cls, every, frozen):
    taken = [each for each in every if each.init]
    before = [each for each in taken if not each.kw_only]
    words = [each for each in taken if each.kw_only]
    seen = None
    for each in before:
        if each._has_default:
            seen = each.name
        elif seen is not None:
            raise TypeError(f'non-default argument {each.name!r} follows default argument {seen!r}')
    scope = {'_fields': every, '_MISSING': MISSING, '_FACTORY': _FACTORY, '_set': object.__setattr__}

    def parameter(each):
        if not each._has_default:
            return each.name
        scope['_default_' + each.name] = _FACTORY if each.default is MISSING else each.default
        return f'{each.name}=_default_{each.name}'

    parameters = ', '.join(['self', *map(parameter, before), *(['*'] if words else []), *map(parameter, words)])
    lines = []
    for at, each in enumerate(every):
        if each._only_init:
            continue
        if each.default_factory is not MISSING:
            value = f'_fields[{at}].default_factory() if {each.name} is _FACTORY else {each.name}' if each.init else f'_fields[{at}].default_factory()'
        elif each.init:
            value = each.name
        else:
            continue
        lines.append(f'_set(self, {each.name!r}, {value})' if frozen else f'self.{each.name} = {value}')
    if hasattr(cls, '__post_init__'):
        lines.append(f"self.__post_init__({', '.join(each.name for each in every if each._only_init)})")
    exec(f'def __init__({parameters}):\n' + ''.join(f'    {line}\n' for line in lines or ['pass']), scope)
    made = scope['__init__']
    made.__qualname__ = f'{cls.__qualname__}.__init__'
    made.__annotations__ = {each.name: each.type for each in taken} | {'return': None}
    return made


def _ordering(cls, name, compare):
    def method(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(_key(self, 'compare'), _key(other, 'compare'))

    method.__name__ = name
    method.__qualname__ = f'{cls.__qualname__}.{name}'
    return method


def _key(instance, wanted):
    return tuple(getattr(instance, each.name) for each in fields(instance) if getattr(each, wanted))


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    found = _collect(cls, kw_only)
    parents = [each for each in cls.__mro__[1:] if '__dataclass_params__' in each.__dict__]
    if parents and any(each.__dict__['__dataclass_params__']['frozen'] for each in parents) != frozen:
        raise TypeError('cannot inherit frozen dataclass from a non-frozen one' if frozen else 'cannot inherit non-frozen dataclass from a frozen one')
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    cls.__dataclass_fields__ = found
    cls.__dataclass_params__ = {'frozen': frozen}
    every = list(found.values())
    own = cls.__dict__
    if init:
        cls.__init__ = _make_init(cls, every, frozen)
    if repr and '__repr__' not in own:
        def __repr__(self):
            shown = ', '.join(f'{each.name}={getattr(self, each.name)!r}' for each in fields(self) if each.repr)
            return f'{type(self).__qualname__}({shown})'

        cls.__repr__ = __repr__
    has_hash = '__hash__' in own and own['__hash__'] is not None
    if eq and '__eq__' not in own:
        cls.__eq__ = _ordering(cls, '__eq__', lambda mine, theirs: mine == theirs)
    if order:
        for name, compare in (
            ('__lt__', lambda mine, theirs: mine < theirs),
            ('__le__', lambda mine, theirs: mine <= theirs),
            ('__gt__', lambda mine, theirs: mine > theirs),
            ('__ge__', lambda mine, theirs: mine >= theirs),
        ):
            if name in own:
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering')
            setattr(cls, name, _ordering(cls, name, compare))
    if unsafe_hash or eq and frozen and not has_hash:
        def __hash__(self):
            return hash(tuple(getattr(self, each.name) for each in fields(self) if (each.compare if each.hash is None else each.hash)))

        cls.__hash__ = __hash__
    elif eq and not has_hash:
        cls.__hash__ = None
    if frozen:
        _freeze(cls)
    if match_args and '__match_args__' not in own:
        cls.__match_args__ = tuple(each.name for each in every if each.init and not each.kw_only)
    return _slotted(cls, every) if slots else cls


def _freeze(cls):
    def __setattr__(self, name, value):
        if type(self) is cls or name in cls.__dataclass_fields__:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in cls.__dataclass_fields__:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(cls, self).__delattr__(name)

    cls.__setattr__, cls.__delattr__ = __setattr__, __delattr__


def _slotted(cls, every):
    body = {key: value for key, value in cls.__dict__.items() if key not in ('__dict__', '__weakref__') and key not in cls.__dataclass_fields__}
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get('__slots__', ())}
    body['__slots__'] = tuple(each.name for each in every if not each._only_init and each.name not in inherited)
    return type(cls)(cls.__name__, cls.__bases__, body)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(found):
        return _process(found, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(each for each in found.values() if not each._only_init)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')


def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _plain(obj, lambda found: dict_factory([(each.name, _plain(getattr(found, each.name), None, dict_factory)) for each in fields(found)]), dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return tuple_factory([astuple(value, tuple_factory=tuple_factory) if _is_instance(value := getattr(obj, each.name)) else _copy.deepcopy(value) for each in fields(obj)])


def _plain(value, make, dict_factory):
    if _is_instance(value):
        return asdict(value, dict_factory=dict_factory) if make is None else make(value)
    if isinstance(value, tuple) and hasattr(value, '_fields'):
        return type(value)(*[_plain(each, None, dict_factory) for each in value])
    if isinstance(value, (list, tuple)):
        return type(value)(_plain(each, None, dict_factory) for each in value)
    if isinstance(value, dict):
        return type(value)((_plain(key, None, dict_factory), _plain(each, None, dict_factory)) for key, each in value.items())
    return _copy.deepcopy(value)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for each in obj.__dataclass_fields__.values():
        if not each.init:
            if each.name in changes:
                raise ValueError(f'field {each.name} is declared with init=False, it cannot be specified with replace()')
        elif each.name not in changes:
            if each._only_init and not each._has_default:
                raise ValueError(f'InitVar {each.name!r} must be specified with replace()')
            changes[each.name] = getattr(obj, each.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    body = dict(namespace or {})
    hints = {}
    for each in fields:
        name, hint, *default = (each, 'typing.Any') if isinstance(each, str) else each
        hints[name] = hint
        if default:
            body[name] = default[0]
    body['__annotations__'] = hints
    return dataclass(type(cls_name, tuple(bases), body), **options)
`;
