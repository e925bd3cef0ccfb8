/** `abc`. */
export const abc = String.raw`"""Abstract base classes."""


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


class ABCMeta(type):
    def __new__(metaclass, name, bases, namespace, /, **keywords):
        made = super().__new__(metaclass, name, bases, namespace, **keywords)
        missing = {key for key, value in namespace.items() if getattr(value, '__isabstractmethod__', False) or _is_abstract_property(value)}
        for base in bases:
            for key in getattr(base, '__abstractmethods__', ()):
                value = getattr(made, key, None)
                if getattr(value, '__isabstractmethod__', False) or _is_abstract_property(value):
                    missing.add(key)
        made.__abstractmethods__ = frozenset(missing)
        made._abc_registered = []
        return made

    def __call__(cls, /, *args, **keywords):
        missing = sorted(getattr(cls, '__abstractmethods__', ()))
        if missing:
            names = ', '.join(f"'{each}'" for each in missing)
            methods = 'method' if len(missing) == 1 else 'methods'
            raise TypeError(f"Can't instantiate abstract class {cls.__name__} without an implementation for abstract {methods} {names}")
        return super().__call__(*args, **keywords)

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        cls._abc_registered.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        hook = getattr(cls, '__subclasshook__', None)
        answer = hook(subclass) if hook else NotImplemented
        if answer is not NotImplemented:
            return bool(answer)
        if cls in subclass.__mro__:
            return True
        if any(issubclass(subclass, each) for each in cls.__dict__.get('_abc_registered', ())):
            return True
        return any(issubclass(subclass, each) for each in cls.__subclasses__())


def _is_abstract_property(value):
    return isinstance(value, property) and any(
        getattr(each, '__isabstractmethod__', False) for each in (value.fget, value.fset, value.fdel)
    )


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def update_abstractmethods(cls):
    return cls


def get_cache_token():
    return 0
`;
