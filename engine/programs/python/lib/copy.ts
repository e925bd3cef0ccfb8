/** `copy`. */
export const copy = String.raw`"""Copies of objects."""


class Error(Exception):
    pass


error = Error


def copy(x):
    kind = type(x)
    if kind in (list, dict, set, bytearray):
        return x.copy()
    own = getattr(kind, '__copy__', None)
    if own is not None:
        return own(x)
    if _is_plain(x, kind):
        return x
    if isinstance(x, (list, dict, set)):
        made = kind.__new__(kind)
        (made.extend if isinstance(x, list) else made.update)(x)
        made.__dict__.update(getattr(x, '__dict__', {}))
        return made
    made = kind.__new__(kind)
    for name in _slots(kind):
        if hasattr(x, name):
            setattr(made, name, getattr(x, name))
    made.__dict__.update(x.__dict__) if hasattr(x, '__dict__') else None
    return made


def deepcopy(x, memo=None):
    memo = {} if memo is None else memo
    if id(x) in memo:
        return memo[id(x)]
    kind = type(x)
    made = _deep(x, kind, memo)
    if made is not x:
        memo[id(x)] = made
        memo.setdefault(id(memo), []).append(x)
    return made


def _deep(x, kind, memo):
    own = getattr(kind, '__deepcopy__', None)
    if own is not None:
        return own(x, memo)
    if kind is list:
        made = memo[id(x)] = []
        made.extend(deepcopy(each, memo) for each in x)
        return made
    if kind is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if kind is tuple:
        items = [deepcopy(each, memo) for each in x]
        return x if all(new is old for new, old in zip(items, x)) else tuple(items)
    if kind in (set, frozenset):
        return kind(deepcopy(each, memo) for each in x)
    if kind is bytearray:
        return bytearray(x)
    if _is_plain(x, kind):
        return x
    if isinstance(x, tuple):
        return kind(*(deepcopy(each, memo) for each in x)) if hasattr(kind, '_fields') else tuple.__new__(kind, [deepcopy(each, memo) for each in x])
    made = memo[id(x)] = kind.__new__(kind)
    if isinstance(x, list):
        made.extend(deepcopy(each, memo) for each in x)
    elif isinstance(x, dict):
        made.update((deepcopy(key, memo), deepcopy(value, memo)) for key, value in x.items())
    elif isinstance(x, set):
        made.update(deepcopy(each, memo) for each in x)
    for name in _slots(kind):
        if hasattr(x, name):
            setattr(made, name, deepcopy(getattr(x, name), memo))
    for name, value in getattr(x, '__dict__', {}).items():
        made.__dict__[name] = deepcopy(value, memo)
    return made


def _slots(kind):
    return [name for each in kind.__mro__ for name in ([each.__dict__['__slots__']] if isinstance(each.__dict__.get('__slots__'), str) else each.__dict__.get('__slots__', ())) if name not in ('__dict__', '__weakref__')]


def _is_plain(x, kind):
    return (
        x is None
        or x is NotImplemented
        or x is Ellipsis
        or kind in (int, float, bool, complex, str, bytes, tuple, frozenset, range, slice, property)
        or isinstance(x, type)
        or kind.__name__ in ('function', 'builtin_function_or_method', 'module', 'method')
    )
`;
