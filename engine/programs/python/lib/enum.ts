/** `enum`. */
export const enumeration = String.raw`"""Enumerations."""

__all__ = ['EnumMeta', 'EnumType', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'auto', 'unique', 'member', 'nonmember']


class auto:
    value = None

    def __repr__(self):
        return 'auto()'


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class _Names(dict):
    def __init__(self, cls, bases):
        super().__init__()
        self._members = []
        self._values = []
        self._bases = bases
        self._ignored = ()

    def __setitem__(self, key, value):
        if key.startswith('__') and key.endswith('__') or key.startswith('_') and key.endswith('_') or _is_descriptor(value):
            if key == '_ignore_':
                self._ignored = value.split() if isinstance(value, str) else list(value)
        elif isinstance(value, nonmember):
            value = value.value
        elif key not in self._ignored:
            if key in self._members:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._next(key)
            elif isinstance(value, tuple) and any(isinstance(each, auto) for each in value):
                value = tuple(self._next(key) if isinstance(each, auto) else each for each in value)
            self._members.append(key)
            self._values.append(value)
        super().__setitem__(key, value)

    def _next(self, key):
        make = self.get('_generate_next_value_')
        if make is None:
            for base in self._bases:
                make = getattr(base, '_generate_next_value_', None)
                if make is not None:
                    break
        make = getattr(make, '__func__', make)
        return make(key, 1, len(self._members), list(self._values))


def _is_descriptor(value):
    return any(hasattr(value, each) for each in ('__get__', '__set__', '__delete__'))


class EnumType(type):
    @classmethod
    def __prepare__(metaclass, name, bases, **keywords):
        return _Names(name, bases)

    def __new__(metaclass, name, bases, namespace, **keywords):
        members = [(key, dict.__getitem__(namespace, key)) for key in getattr(namespace, '_members', [])]
        for base in bases:
            if isinstance(base, EnumType) and base._member_map_:
                raise TypeError(f'<enum {name!r}> cannot extend {base!r}')
        body = {key: value for key, value in namespace.items() if key not in dict(members) and key != '_ignore_'}
        made = super().__new__(metaclass, name, bases, body, **keywords)
        made._member_map_ = {}
        made._member_names_ = []
        made._value2member_map_ = {}
        data = next((each for base in bases for each in base.__mro__ if each is not object and not isinstance(each, EnumType)), None)
        made._member_type_ = data or object
        if data is not None:
            # Otherwise the methods of the data would come first.
            kind = globals().get('Flag') if any(base is globals().get('Flag') for each in bases for base in each.__mro__) else globals().get('Enum')
            names = ('__repr__',) if any(issubclass(each, globals().get('ReprEnum', _Nothing)) for each in bases) else ('__repr__', '__str__', '__format__')
            for each in names:
                if each not in namespace:
                    type.__setattr__(made, each, getattr(kind, each))
        for key, value in members:
            made._add(key, value, data, body.get('__new__'))
        return made

    def _add(cls, key, value, data, own_new):
        new = own_new or next((each.__dict__['__new__'] for each in cls.__mro__[1:] if isinstance(each, EnumType) and each is not Enum and '__new__' in each.__dict__ and each not in (IntEnum_or(), )), None)
        args = value if isinstance(value, tuple) else (value,)
        if new is not None:
            made = getattr(new, '__func__', new)(cls, *args)
            if not hasattr(made, '_value_'):
                made._value_ = value
        elif data is not None:
            made = data.__new__(cls, *args)
            made._value_ = data(*args) if isinstance(value, tuple) and data is not tuple else value
        else:
            made = object.__new__(cls)
            made._value_ = value
        made._name_ = key
        made.__objclass__ = cls
        same = next((each for each in cls._member_map_.values() if each._value_ == made._value_), None)
        if same is not None:
            made = same
        else:
            made._sort_order_ = len(cls._member_names_)
            if not isinstance(made, Flag_or()) or _is_single(made._value_):
                cls._member_names_.append(key)
            made.__init__(*args)
        cls._member_map_[key] = made
        type.__setattr__(cls, key, made)
        try:
            cls._value2member_map_.setdefault(made._value_, made)
        except TypeError:
            pass

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        if names is None:
            return cls._look_up(value)
        space = _Names(value, (cls,))
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        pairs = names.items() if isinstance(names, dict) else names
        for at, each in enumerate(pairs):
            key, each_value = (each, start + at) if isinstance(each, str) else each
            space[key] = each_value
        bases = (cls,) if type is None else (type, cls)
        return EnumType.__new__(EnumType, value, bases, space)

    def _look_up(cls, value):
        if isinstance(value, cls):
            return value
        try:
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        except TypeError:
            for each in cls._member_map_.values():
                if each._value_ == value:
                    return each
        found = cls._missing_(value)
        if isinstance(found, cls):
            return found
        raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        return isinstance(value, cls) or value in cls._value2member_map_

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        kind = 'flag' if Flag_or() in cls.__mro__ else 'enum'
        return f'<{kind} {cls.__name__!r}>'

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        super().__delattr__(name)


EnumMeta = EnumType


def Flag_or():
    return globals().get('Flag', _Nothing)


def IntEnum_or():
    return globals().get('IntEnum', _Nothing)


class _Nothing:
    pass


def _is_single(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


class Enum(metaclass=EnumType):
    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __init__(self, *args, **keywords):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return max((each for each in last_values if isinstance(each, int)), default=start - 1) + 1

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f'<{type(self).__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        return f'{type(self).__name__}.{self._name_}'

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        return ['__class__', '__doc__', '__module__', 'name', 'value']

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __setattr__(self, name, value):
        if name in ('name', 'value'):
            raise AttributeError(f"<enum {type(self).__name__!r}> cannot set attribute {name!r}")
        object.__setattr__(self, name, value)


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    __str__ = int.__repr__
    __format__ = int.__format__
    __hash__ = int.__hash__


class StrEnum(str, ReprEnum):
    __str__ = str.__str__
    __format__ = str.__format__
    __hash__ = str.__hash__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 1 << max((each.bit_length() for each in last_values if isinstance(each, int)), default=0)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        everything = 0
        for each in cls._member_map_.values():
            everything |= each._value_
        if value < 0:
            value &= everything
        if value & ~everything and not issubclass(cls, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        made = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        object.__setattr__(made, '_value_', value)
        parts = [each._name_ for each in cls if each._value_ & value]
        object.__setattr__(made, '_name_', '|'.join(parts) if parts else None)
        cls._value2member_map_[value] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {type(self).__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return (each for each in type(self) if each._value_ & self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = type(self).__name__
        return f'<{name}: {self._value_!r}>' if self._name_ is None else f'<{name}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        return f'{type(self).__name__}({self._value_!r})' if self._name_ is None else f'{type(self).__name__}.{self._name_}'

    def _other(self, other):
        if isinstance(other, type(self)):
            return other._value_
        return other if isinstance(self, int) and isinstance(other, int) else None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ ^ value)

    def __invert__(self):
        return type(self)(~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__
    __hash__ = Enum.__hash__


class IntFlag(int, ReprEnum, Flag):
    __str__ = int.__repr__
    __format__ = int.__format__
    __or__, __and__, __xor__, __invert__ = Flag.__or__, Flag.__and__, Flag.__xor__, Flag.__invert__
    __ror__, __rand__, __rxor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __hash__ = int.__hash__


def unique(enumeration):
    repeated = [(name, each._name_) for name, each in enumeration.__members__.items() if name != each._name_]
    if repeated:
        listed = ', '.join(f'{alias} -> {name}' for alias, name in repeated)
        raise ValueError(f'duplicate values found in {enumeration!r}: {listed}')
    return enumeration
`;
