/** Filters and tests of the stand-in for Jinja. */
export const jinjaFilters = String.raw`import json
import math
import random as _random
from itertools import groupby as _groupby
from urllib.parse import quote

from markupsafe import Markup, escape

from jinja2.runtime import Undefined


def _getter(environment, attribute):
    if attribute is None:
        return lambda item: item
    parts = [int(part) if part.isdigit() else part for part in str(attribute).split('.')]

    def get(item):
        for part in parts:
            try:
                item = item[part]
            except (TypeError, LookupError, AttributeError):
                item = getattr(item, part, None) if isinstance(part, str) else None
        return item
    return get


def _default(value, default_value='', boolean=False):
    return default_value if isinstance(value, Undefined) or (boolean and not value) else value


def _join(value, d='', attribute=None):
    parts = list(map(_getter(None, attribute), value))
    if any(hasattr(each, '__html__') for each in parts):
        return Markup(str(escape(d))).join(parts)
    return str(d).join(map(str, parts))


def _truncate(s, length=255, killwords=False, end='...', leeway=5):
    if len(s) <= length + leeway:
        return s
    if killwords:
        return s[:length - len(end)] + end
    return s[:length - len(end)].rsplit(' ', 1)[0] + end


def _round(value, precision=0, method='common'):
    if method == 'common':
        return round(value, precision) if precision else float(round(value))
    return getattr(math, method)(value * 10 ** precision) / 10 ** precision


def _int(value, default=0, base=10):
    try:
        return int(value, base) if isinstance(value, str) else int(value)
    except (TypeError, ValueError):
        try:
            return int(float(value))
        except (TypeError, ValueError):
            return default


def _float(value, default=0.0):
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


def _sort_key(get, case_sensitive):
    def key(item):
        found = get(item)
        return found.lower() if isinstance(found, str) and not case_sensitive else found
    return key


def _sort(value, reverse=False, case_sensitive=False, attribute=None):
    return sorted(value, key=_sort_key(_getter(None, attribute), case_sensitive), reverse=reverse)


def _dictsort(value, case_sensitive=False, by='key', reverse=False):
    return sorted(value.items(), key=_sort_key(lambda item: item[by == 'value'], case_sensitive), reverse=reverse)


def _group(value, attribute, default=None):
    get = _getter(None, attribute)
    return [(key, list(items)) for key, items in _groupby(sorted(value, key=get), get)]


def _unique(value, case_sensitive=False, attribute=None):
    seen, key = set(), _sort_key(_getter(None, attribute), case_sensitive)
    for item in value:
        if key(item) not in seen:
            seen.add(key(item))
            yield item


def _batch(value, linecount, fill_with=None):
    row = []
    for item in value:
        if len(row) == linecount:
            yield row
            row = []
        row.append(item)
    if row:
        yield row + [fill_with] * (linecount - len(row)) if fill_with is not None else row


def _map(environment, value, name=None, *args, attribute=None, default=None):
    if attribute is not None:
        get = _getter(environment, attribute)
        return [default if get(item) is None and default is not None else get(item) for item in value]
    return [environment.filters[name](item, *args) for item in value]


def _chooser(wanted, has_attribute):
    def choose(environment, value, *args):
        get = _getter(environment, args[0]) if has_attribute else lambda item: item
        rest = args[1:] if has_attribute else args
        test = environment.tests[rest[0]] if rest else lambda item: bool(item)
        return [item for item in value if bool(test(get(item), *rest[1:])) == wanted]
    choose.needs_environment = True
    return choose


def _tojson(value, indent=None):
    text = json.dumps(value, sort_keys=True, indent=indent)
    for each in "<>&'":
        text = text.replace(each, '\\u%04x' % ord(each))
    return Markup(text)


def _indent(s, width=4, first=False, blank=False):
    space = width if isinstance(width, str) else ' ' * width
    lines = str(s).split('\n')
    rest = [space + line if line or blank else line for line in lines[1:]]
    return '\n'.join([space + lines[0] if first else lines[0], *rest])


def _filesize(value, binary=False):
    base, size = (1024 if binary else 1000), float(value)
    if size < base:
        return f"{int(size)} Byte{'s' if size != 1 else ''}"
    for unit in 'kMGTPEZY':
        size /= base
        if size < base:
            break
    return f"{size:.1f} {unit if not binary or unit != 'k' else 'K'}{'i' if binary else ''}B"


def _title(s):
    return ''.join(word[:1].upper() + word[1:].lower() for word in _words(str(s)))


def _words(text):
    import re
    return re.split(r'([-\s({\[<]+)', text)


def _urlencode(value):
    if isinstance(value, str):
        return quote(value)
    pairs = value.items() if isinstance(value, dict) else value
    return '&'.join(f'{quote(str(key), safe="")}={quote(str(each), safe="")}' for key, each in pairs)


def _replace(s, old, new, count=-1):
    return s.replace(old, new, count)


_map.needs_environment = True
FILTERS = {
    'abs': abs, 'batch': _batch, 'capitalize': lambda s: str(s).capitalize(), 'center': lambda s, width=80: str(s).center(width), 'count': len,
    'd': _default, 'default': _default, 'dictsort': _dictsort, 'e': escape, 'escape': escape, 'filesizeformat': _filesize,
    'first': lambda value: next(iter(value), Undefined('No first item, sequence was empty.')), 'float': _float,
    'forceescape': lambda value: escape(str(value)), 'format': lambda s, *args, **kwargs: str(s) % (kwargs or args), 'groupby': _group,
    'indent': _indent, 'int': _int, 'items': lambda value: value.items(), 'join': _join,
    'last': lambda value: next(iter(list(value)[::-1]), Undefined('No last item, sequence was empty.')), 'length': len, 'list': list,
    'lower': lambda s: str(s).lower(), 'map': _map, 'max': lambda value, attribute=None: max(value, key=_getter(None, attribute)),
    'min': lambda value, attribute=None: min(value, key=_getter(None, attribute)), 'pprint': repr, 'random': lambda value: _random.choice(list(value)),
    'reject': _chooser(False, False), 'rejectattr': _chooser(False, True), 'replace': _replace,
    'reverse': lambda value: value[::-1] if isinstance(value, str) else list(value)[::-1], 'round': _round,
    'safe': lambda value: Markup(value), 'select': _chooser(True, False), 'selectattr': _chooser(True, True), 'sort': _sort,
    'string': lambda value: value if isinstance(value, str) else str(value), 'striptags': lambda value: Markup(value).striptags(),
    'sum': lambda value, attribute=None, start=0: sum(map(_getter(None, attribute), value), start), 'title': _title, 'tojson': _tojson,
    'trim': lambda value, chars=None: value.strip(chars), 'truncate': _truncate, 'unique': _unique, 'upper': lambda s: str(s).upper(),
    'urlencode': _urlencode, 'wordcount': lambda s: len(str(s).split()),
}
TESTS = {
    'boolean': lambda value: value is True or value is False, 'callable': callable, 'defined': lambda value: not isinstance(value, Undefined),
    'divisibleby': lambda value, num: value % num == 0, 'eq': lambda a, b: a == b, 'equalto': lambda a, b: a == b, '==': lambda a, b: a == b,
    'even': lambda value: value % 2 == 0, 'false': lambda value: value is False, 'float': lambda value: isinstance(value, float),
    'ge': lambda a, b: a >= b, 'gt': lambda a, b: a > b, 'greaterthan': lambda a, b: a > b, 'in': lambda a, b: a in b,
    'integer': lambda value: isinstance(value, int) and not isinstance(value, bool), 'iterable': lambda value: hasattr(value, '__iter__'),
    'le': lambda a, b: a <= b, 'lt': lambda a, b: a < b, 'lessthan': lambda a, b: a < b, 'lower': lambda value: str(value).islower(),
    'mapping': lambda value: isinstance(value, dict), 'ne': lambda a, b: a != b, 'none': lambda value: value is None,
    'number': lambda value: isinstance(value, (int, float)), 'odd': lambda value: value % 2 == 1, 'sameas': lambda a, b: a is b,
    'sequence': lambda value: hasattr(value, '__len__') and hasattr(value, '__getitem__'), 'string': lambda value: isinstance(value, str),
    'true': lambda value: value is True, 'undefined': lambda value: isinstance(value, Undefined), 'upper': lambda value: str(value).isupper(),
}
`;
