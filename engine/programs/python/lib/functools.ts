/** `functools`, as far as it needs no TypeScript. */
export const functools = `"""Tools for working with functions and callable objects."""

__all__ = ['reduce', 'partial', 'wraps', 'update_wrapper', 'lru_cache', 'cache', 'cmp_to_key', 'cached_property', 'total_ordering', 'singledispatch', 'partialmethod']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)
_missing = object()


def reduce(function, sequence, initial=_missing):
    items = iter(sequence)
    if initial is _missing:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError('reduce() of empty iterable with no initial value') from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)] + [repr(each) for each in self.args]
        parts += [f'{name}={value!r}' for name, value in self.keywords.items()]
        return f'functools.partial({", ".join(parts)})'


def cmp_to_key(mycmp):
    class K:
        __slots__ = ('obj',)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        __hash__ = None
    return K


def lru_cache(maxsize=128, typed=False):
    def decorate(function, limit=maxsize):
        known = {}
        hits = misses = 0

        def wrapper(*args, **keywords):
            nonlocal hits, misses
            key = args
            if keywords:
                key += (_missing,) + tuple(keywords.items())
            if typed:
                key += tuple(type(each) for each in args)
            if key in known:
                hits += 1
                value = known.pop(key)
                known[key] = value
                return value
            misses += 1
            value = function(*args, **keywords)
            if limit is None or limit > 0:
                known[key] = value
                if limit is not None and len(known) > limit:
                    del known[next(iter(known))]
            return value

        def cache_info():
            return _cache_info(hits, misses, limit, len(known))

        def cache_clear():
            nonlocal hits, misses
            known.clear()
            hits = misses = 0

        wrapper.cache_info = cache_info
        wrapper.cache_clear = cache_clear
        return update_wrapper(wrapper, function)
    if callable(maxsize):
        return decorate(maxsize, 128)
    return decorate


def _cache_info(hits, misses, maxsize, currsize):
    from collections import namedtuple
    return namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])(hits, misses, maxsize, currsize)


def cache(function, /):
    return lru_cache(maxsize=None)(function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.func(instance)
        instance.__dict__[self.attrname] = value
        return value


def total_ordering(cls):
    own = [name for name in ('__lt__', '__gt__', '__le__', '__ge__') if getattr(cls, name, None) is not getattr(object, name, None)]
    if not own:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = own[0]

    def less(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        if root == '__lt__':
            return answer
        if root == '__ge__':
            return not answer
        return (not answer and self != other) if root == '__gt__' else (answer and self != other)

    def derived(name, make):
        def compare(self, other):
            below = less(self, other)
            return below if below is NotImplemented else make(self, other, below)

        compare.__name__ = name
        if name not in own:
            setattr(cls, name, compare)

    derived('__lt__', lambda self, other, below: below)
    derived('__le__', lambda self, other, below: below or self == other)
    derived('__gt__', lambda self, other, below: not below and self != other)
    derived('__ge__', lambda self, other, below: not below)
    return cls


def singledispatch(function):
    known = {object: function}

    def dispatch(cls):
        for each in cls.__mro__:
            if each in known:
                return known[each]
        for each in reversed(known):
            if issubclass(cls, each):
                return known[each]
        return function

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda found: register(cls, found)
            hints = [each for name, each in getattr(cls, '__annotations__', {}).items() if name != 'return']
            if not hints:
                raise TypeError(
                    f'Invalid first argument to {chr(96)}register(){chr(96)}: {cls!r}. '
                    f'Use either {chr(96)}@register(some_class){chr(96)} or plain {chr(96)}@register{chr(96)} on an annotated function.'
                )
            func, cls = cls, hints[0]
        known[cls] = func
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f'{function.__name__} requires at least 1 positional argument')
        return dispatch(type(args[0]))(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = known
    return update_wrapper(wrapper, function)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, instance, cls=None):
        return partial(self.func.__get__(instance, cls), *self.args, **self.keywords)
`;
