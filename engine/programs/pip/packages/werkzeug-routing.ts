/** Routes of the stand-in for Werkzeug. */
export const werkzeugRouting = String.raw`import re
from urllib.parse import quote, urlencode

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound


class RoutingException(Exception): pass


class RequestRedirect(HTTPException, RoutingException):
    code = 308

    def __init__(self, new_url):
        super().__init__()
        self.new_url = new_url

    def get_response(self, environ=None, scope=None):
        from werkzeug.utils import redirect
        return redirect(self.new_url, self.code)


class BuildError(RoutingException, LookupError):
    def __init__(self, endpoint, values, method, known):
        super().__init__(endpoint, values, method)
        self.endpoint, self.values, self.method, self._known = endpoint, values, method, known

    def __str__(self):
        import difflib
        rule = next((each for each in self._known if each.endpoint == self.endpoint), None)
        text = f'Could not build url for endpoint {self.endpoint!r}'
        if rule is not None:
            missing = sorted(rule.arguments - set(self.values))
            text += (f' with values {sorted(self.values)!r}' if self.values else '') + '.'
            return text + f' Did you forget to specify values {missing!r}?'
        if self.values:
            text += f' with values {sorted(self.values)!r}'
        names = [each.endpoint for each in self._known]
        near = difflib.get_close_matches(self.endpoint, names, 1, 0) if hasattr(difflib, 'get_close_matches') else []
        return text + '.' + (f' Did you mean {near[0]!r} instead?' if near else '')


class BaseConverter:
    regex, part_isolating = '[^/]+', True

    def __init__(self, map=None, *args, **kwargs):
        pass

    def to_python(self, value): return value
    def to_url(self, value): return quote(str(value), safe="!$&'()*+,/:;=@")


class ValidationError(ValueError): pass


class UnicodeConverter(BaseConverter):
    def __init__(self, map=None, minlength=1, maxlength=None, length=None):
        count = f'{{{int(length)}}}' if length is not None else f'{{{int(minlength)},{"" if maxlength is None else int(maxlength)}}}'
        self.regex = f'[^/]{count}'


class PathConverter(BaseConverter):
    regex = '[^/].*?'


class IntegerConverter(BaseConverter):
    regex = r'\d+'

    def __init__(self, map=None, fixed_digits=0, min=None, max=None, signed=False):
        self.min, self.max = min, max
        self.regex = r'-?\d+' if signed else r'\d+'

    def to_python(self, value):
        number = int(value)
        if self.min is not None and number < self.min or self.max is not None and number > self.max:
            raise ValidationError()
        return number

    def to_url(self, value): return str(int(value))


class FloatConverter(BaseConverter):
    regex = r'\d+\.\d+'
    def to_python(self, value): return float(value)
    def to_url(self, value): return str(float(value))


class AnyConverter(BaseConverter):
    def __init__(self, map=None, *items):
        self.regex = '(?:' + '|'.join(re.escape(each) for each in items) + ')'


class UUIDConverter(BaseConverter):
    regex = '[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}'

    def to_python(self, value):
        import uuid
        return uuid.UUID(value)


DEFAULT_CONVERTERS = {'default': UnicodeConverter, 'string': UnicodeConverter, 'any': AnyConverter, 'path': PathConverter,
                      'int': IntegerConverter, 'float': FloatConverter, 'uuid': UUIDConverter}
_part = re.compile(r'<(?:([a-zA-Z_]\w*)(?:\((.*?)\))?:)?([a-zA-Z_]\w*)>')


class Rule:
    def __init__(self, string, endpoint=None, methods=None, defaults=None, strict_slashes=None, subdomain=None, host=None, **ignored):
        if not string.startswith('/'):
            raise ValueError(f'URL rule {string!r} must start with a slash.')
        self.rule, self.endpoint, self.defaults, self.strict_slashes = string, endpoint, defaults or {}, strict_slashes
        self.methods = None if methods is None else {each.upper() for each in methods}
        if self.methods and 'GET' in self.methods:
            self.methods.add('HEAD')

    def __repr__(self):
        return f"<Rule {self.rule!r} ({', '.join(sorted(self.methods or ()))}) -> {self.endpoint}>".replace(' ()', '')

    def bind(self, map):
        self.converters, self.arguments, self.parts, pattern, at, weight = {}, set(self.defaults), [], '', 0, []
        for found in _part.finditer(self.rule):
            kind, given, name = found.groups()
            if (kind or 'default') not in map.converters:
                raise LookupError(f'the converter {kind!r} does not exist')
            args, kwargs = _arguments(given or '')
            converter = map.converters[kind or 'default'](map, *args, **kwargs)
            text = self.rule[at:found.start()]
            pattern += re.escape(text) + f'(?P<{name}>{converter.regex})'
            self.parts += [text, (name, converter)]
            weight.append(2 if isinstance(converter, PathConverter) else 1)
            self.converters[name] = converter
            self.arguments.add(name)
            at = found.end()
        tail = self.rule[at:]
        self.parts.append(tail)
        self.is_leaf = not self.rule.endswith('/')
        self.pattern = re.compile(pattern + re.escape(tail if self.is_leaf else tail[:-1]) + ('' if self.is_leaf else '(?P<_slash>/?)') + r'\Z')
        # Plain texts come before converters, longer ones before shorter ones.
        self.weight = (sum(weight) if weight else 0, max(weight, default=0), -self.rule.count('/'), -len(self.rule))

    def match(self, path):
        found = self.pattern.match(path)
        if not found:
            return None
        values = found.groupdict()
        slash = values.pop('_slash', None)
        try:
            values = {name: self.converters[name].to_python(value) for name, value in values.items()}
        except ValueError:
            return None
        return {**self.defaults, **values}, not self.is_leaf and not slash

    def build(self, values):
        path = ''.join(each if isinstance(each, str) else each[1].to_url(values[each[0]]) for each in self.parts)
        rest = {name: value for name, value in values.items() if name not in self.arguments and value is not None}
        return path + ('?' + urlencode(rest, doseq=True) if rest else '')


def _arguments(text):
    args, kwargs = [], {}
    for part in filter(None, (each.strip() for each in text.split(','))):
        name, found, value = part.partition('=')
        value = _plain((value if found else part).strip())
        if found:
            kwargs[name.strip()] = value
        else:
            args.append(value)
    return args, kwargs


def _plain(text):
    if text in ('True', 'False'):
        return text == 'True'
    return int(text) if text.lstrip('-').isdigit() else text.strip('"\'')


class Map:
    def __init__(self, rules=None, strict_slashes=True, **ignored):
        self.converters, self.strict_slashes, self._rules = dict(DEFAULT_CONVERTERS), strict_slashes, []
        for each in rules or ():
            self.add(each)

    def add(self, rule):
        rule.bind(self)
        self._rules.append(rule)
        self._sorted = sorted(self._rules, key=lambda each: each.weight)

    def iter_rules(self, endpoint=None):
        return iter([each for each in self._rules if endpoint is None or each.endpoint == endpoint])

    def match(self, path, method, root=''):
        allowed = []
        for rule in self._sorted if self._rules else ():
            found = rule.match(path)
            if not found:
                continue
            values, lacks_slash = found
            if rule.methods is not None and method not in rule.methods:
                allowed += [each for each in sorted(rule.methods) if each not in allowed]
                continue
            strict = self.strict_slashes if rule.strict_slashes is None else rule.strict_slashes
            if lacks_slash and strict:
                raise RequestRedirect(root + path + '/')
            return rule, values
        if allowed:
            raise MethodNotAllowed(valid_methods=allowed)
        raise NotFound()

    def build(self, endpoint, values, method=None):
        found = [each for each in self._rules if each.endpoint == endpoint]
        for rule in sorted(found, key=lambda each: -len(each.arguments)):
            if all(name in values or name in rule.defaults for name in rule.arguments):
                return rule.build(values)
        raise BuildError(endpoint, values, method, self._rules)
`;
