/** `json`, and `json.decoder` and `json.encoder`, where programs look for the classes. */
export const json = String.raw`"""JSON."""

from json.decoder import JSONDecodeError, JSONDecoder
from json.encoder import JSONEncoder

__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder', 'JSONDecodeError', 'JSONEncoder']


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **keywords):
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys, **keywords,
    ).encode(obj)


def dump(obj, fp, **keywords):
    fp.write(dumps(obj, **keywords))


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **keywords):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode('utf-8-sig')
    elif not isinstance(s, str):
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {type(s).__name__}')
    elif s.startswith('\ufeff'):
        raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    return (cls or JSONDecoder)(
        object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
        object_pairs_hook=object_pairs_hook, **keywords,
    ).decode(s)


def load(fp, **keywords):
    return loads(fp.read(), **keywords)
`;

export const jsonDecoder = String.raw`"""Reads JSON."""

_SPACE = ' \t\n\r'
_ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_WORDS = {'null': None, 'true': True, 'false': False}
_NUMBERS = {'NaN': float('nan'), 'Infinity': float('inf'), '-Infinity': float('-inf')}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _NUMBERS.__getitem__
        self.strict = strict

    def decode(self, s):
        value, end = self.raw_decode(s, self._skip(s, 0))
        end = self._skip(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _skip(self, s, at):
        while at < len(s) and s[at] in _SPACE:
            at += 1
        return at

    def _value(self, s, at):
        first = s[at:at + 1]
        if first == '"':
            return self._string(s, at + 1)
        if first == '{':
            return self._object(s, at + 1)
        if first == '[':
            return self._array(s, at + 1)
        for word in _WORDS:
            if s.startswith(word, at):
                return _WORDS[word], at + len(word)
        for word in _NUMBERS:
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        return self._number(s, at)

    def _number(self, s, start):
        at = start + (s[start:start + 1] == '-')
        begin = at
        at = self._digits(s, at)
        if at == begin:
            raise JSONDecodeError('Expecting value', s, start)
        if s[begin] == '0':
            at = begin + 1
        whole = at
        if s[at:at + 1] == '.' and (end := self._digits(s, at + 1)) > at + 1:
            at = end
        if s[at:at + 1] in ('e', 'E'):
            digits = at + 1 + (s[at + 1:at + 2] in ('+', '-') and s[at + 1:at + 2] != '')
            if (end := self._digits(s, digits)) > digits:
                at = end
        return (self.parse_int if at == whole else self.parse_float)(s[start:at]), at

    def _digits(self, s, at):
        while at < len(s) and s[at] in '0123456789':
            at += 1
        return at

    def _string(self, s, at):
        begin, parts = at - 1, []
        while True:
            end = at
            while end < len(s) and s[end] not in '"\\' and s[end] >= ' ':
                end += 1
            parts.append(s[at:end])
            if end >= len(s):
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            mark = s[end]
            if mark == '"':
                return ''.join(parts), end + 1
            if mark != '\\':
                if self.strict:
                    raise JSONDecodeError('Invalid control character at', s, end)
                parts.append(mark)
                at = end + 1
                continue
            letter = s[end + 1:end + 2]
            if not letter:
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if letter != 'u':
                if letter not in _ESCAPES:
                    raise JSONDecodeError('Invalid \\escape', s, end)
                parts.append(_ESCAPES[letter])
                at = end + 2
                continue
            code, at = self._unit(s, end)
            if 0xD800 <= code < 0xDC00 and s.startswith('\\u', at):
                low, after = self._unit(s, at)
                if 0xDC00 <= low < 0xE000:
                    code, at = 0x10000 + ((code - 0xD800) << 10 | low - 0xDC00), after
            parts.append(chr(code))

    def _unit(self, s, at):
        digits = s[at + 2:at + 6]
        if len(digits) != 4 or any(each not in '0123456789abcdefABCDEF' for each in digits):
            raise JSONDecodeError('Invalid \\uXXXX escape', s, at + 1)
        return int(digits, 16), at + 6

    def _object(self, s, at):
        pairs = []
        at = self._skip(s, at)
        if s[at:at + 1] == '}':
            return self._made(pairs), at + 1
        while True:
            if s[at:at + 1] != '"':
                raise JSONDecodeError('Expecting property name enclosed in double quotes', s, at)
            key, at = self._string(s, at + 1)
            at = self._skip(s, at)
            if s[at:at + 1] != ':':
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, self._skip(s, at + 1))
            pairs.append((key, value))
            at = self._skip(s, at)
            mark = s[at:at + 1]
            if mark == '}':
                return self._made(pairs), at + 1
            if mark != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = self._skip(s, at + 1)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        return dict(pairs) if self.object_hook is None else self.object_hook(dict(pairs))

    def _array(self, s, at):
        items = []
        at = self._skip(s, at)
        if s[at:at + 1] == ']':
            return items, at + 1
        while True:
            value, at = self._value(s, at)
            items.append(value)
            at = self._skip(s, at)
            mark = s[at:at + 1]
            if mark == ']':
                return items, at + 1
            if mark != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = self._skip(s, at + 1)
`;

export const jsonEncoder = String.raw`"""Writes JSON."""

_ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f'}


def _quoted(text, ascii_only):
    if text.isascii() and text.isprintable() and '"' not in text and '\\' not in text:
        return f'"{text}"'
    parts = []
    for each in text:
        code = ord(each)
        if each in _ESCAPES:
            parts.append(_ESCAPES[each])
        elif code < 0x20 or ascii_only and code > 0x7E:
            if code > 0xFFFF:
                code -= 0x10000
                parts.append(f'\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}')
            else:
                parts.append(f'\\u{code:04x}')
        else:
            parts.append(each)
    return '"' + ''.join(parts) + '"'


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular, self.allow_nan = skipkeys, ensure_ascii, check_circular, allow_nan
        self.sort_keys = sort_keys
        self.indent = ' ' * indent if isinstance(indent, int) and not isinstance(indent, bool) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        return ''.join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        return self._write(o, 0, [])

    def _write(self, o, depth, around):
        if isinstance(o, str):
            yield _quoted(o, self.ensure_ascii)
        elif o is None:
            yield 'null'
        elif o is True:
            yield 'true'
        elif o is False:
            yield 'false'
        elif isinstance(o, int):
            yield int.__repr__(o)
        elif isinstance(o, float):
            yield self._float(o)
        else:
            if self.check_circular:
                if any(each is o for each in around):
                    raise ValueError('Circular reference detected')
                around.append(o)
            if isinstance(o, (list, tuple)):
                yield from self._list(o, depth, around)
            elif isinstance(o, dict):
                yield from self._dict(o, depth, around)
            else:
                yield from self._write(self.default(o), depth, around)
            if self.check_circular:
                around.pop()

    def _float(self, o):
        if o != o:
            text = 'NaN'
        elif o in (float('inf'), float('-inf')):
            text = 'Infinity' if o > 0 else '-Infinity'
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError(f'Out of range float values are not JSON compliant: {o!r}')
        return text

    def _newline(self, depth):
        return '' if self.indent is None else '\n' + self.indent * depth

    def _list(self, items, depth, around):
        if not items:
            yield '[]'
            return
        lead = '[' + self._newline(depth + 1)
        for each in items:
            yield lead
            yield from self._write(each, depth + 1, around)
            lead = self.item_separator + self._newline(depth + 1)
        yield self._newline(depth) + ']'

    def _dict(self, o, depth, around):
        if not o:
            yield '{}'
            return
        lead = '{' + self._newline(depth + 1)
        empty = True
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if not isinstance(key, str):
                if key is True or key is False or key is None:
                    key = {True: 'true', False: 'false', None: 'null'}[key]
                elif isinstance(key, int):
                    key = int.__repr__(key)
                elif isinstance(key, float):
                    key = self._float(key)
                elif self.skipkeys:
                    continue
                else:
                    raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')
            yield lead + _quoted(key, self.ensure_ascii) + self.key_separator
            yield from self._write(value, depth + 1, around)
            lead = self.item_separator + self._newline(depth + 1)
            empty = False
        yield '{}' if empty else self._newline(depth) + '}'
`;
