/** `re`, over `_re`. */
export const re = String.raw`"""Regular expressions."""

import enum as _enum
import functools as _functools
import _re

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge', 'escape', 'error', 'Pattern',
           'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE', 'NOFLAG',
           'RegexFlag']


class RegexFlag(_enum.IntFlag):
    NOFLAG = 0
    IGNORECASE = 2
    LOCALE = 4
    MULTILINE = 8
    DOTALL = 16
    UNICODE = 32
    VERBOSE = 64
    ASCII = 256

    def __repr__(self):
        names = [f're.{name}' for name, bit in _bits if self.value & bit]
        return '|'.join(names) or 're.NOFLAG'

    __str__ = object.__str__


_bits = [('ASCII', 256), ('IGNORECASE', 2), ('LOCALE', 4), ('UNICODE', 32), ('MULTILINE', 8), ('DOTALL', 16), ('VERBOSE', 64)]
_letters = [('i', 2), ('L', 4), ('m', 8), ('s', 16), ('u', 32), ('x', 64), ('a', 256)]
NOFLAG = RegexFlag.NOFLAG
A = ASCII = RegexFlag.ASCII
I = IGNORECASE = RegexFlag.IGNORECASE
L = LOCALE = RegexFlag.LOCALE
M = MULTILINE = RegexFlag.MULTILINE
S = DOTALL = RegexFlag.DOTALL
U = UNICODE = RegexFlag.UNICODE
X = VERBOSE = RegexFlag.VERBOSE


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = b'\n' if isinstance(pattern, bytes) else '\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


error.__module__ = 're'
PatternError = error


class Match:
    __module__ = 're'

    def __init__(self, pattern, text, spans, pos, endpos):
        self.re, self.string, self._spans, self.pos, self.endpos = pattern, text, spans, pos, endpos

    def _index(self, group):
        if isinstance(group, str):
            if group in self.re.groupindex:
                return self.re.groupindex[group]
        elif hasattr(group, '__index__') and 0 <= group.__index__() <= self.re.groups:
            return group.__index__()
        raise IndexError('no such group')

    def _text(self, index, default=None):
        start = self._spans[2 * index]
        return default if start < 0 else self.string[start:self._spans[2 * index + 1]]

    def group(self, *groups):
        if len(groups) <= 1:
            return self._text(self._index(groups[0] if groups else 0))
        return tuple(self._text(self._index(each)) for each in groups)

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        return tuple(self._text(index, default) for index in range(1, self.re.groups + 1))

    def groupdict(self, default=None):
        return {name: self._text(index, default) for name, index in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self._spans[2 * self._index(group)]

    def end(self, group=0, /):
        return self._spans[2 * self._index(group) + 1]

    def span(self, group=0, /):
        index = self._index(group)
        return self._spans[2 * index], self._spans[2 * index + 1]

    @property
    def lastindex(self):
        best = None
        for index in range(1, self.re.groups + 1):
            end = self._spans[2 * index + 1]
            if end >= 0 and (best is None or end > self._spans[2 * best + 1]):
                best = index
        return best

    @property
    def lastgroup(self):
        last = self.lastindex
        return next((name for name, index in self.re.groupindex.items() if index == last), None)

    @property
    def regs(self):
        return tuple(self.span(index) for index in range(self.re.groups + 1))

    def expand(self, template):
        return _fill(_template(template, self.re), self)

    def __copy__(self):
        return self

    def __repr__(self):
        return f'<re.Match object; span={self.span()}, match={self.group()!r}>'


class Pattern:
    __module__ = 're'

    def __init__(self, pattern, flags):
        letters = ''.join(letter for letter, bit in _letters if flags & bit)
        is_text = isinstance(pattern, str)
        if not is_text and flags & 32:
            raise ValueError('cannot use UNICODE flag with a bytes pattern')
        if is_text and flags & 4:
            raise ValueError('cannot use LOCALE flag with a str pattern')
        if flags & 32 and flags & 256:
            raise ValueError('ASCII and UNICODE flags are incompatible')
        made = _re.translate(pattern, letters if is_text else letters + 'a')
        if len(made) == 2:
            raise error(made[0], pattern, made[1])
        self.pattern = pattern
        self._source, self._letters, names, self._end = made
        self.groups = len(names)
        self.groupindex = {name: index + 1 for index, name in enumerate(names) if name is not None}
        flags = sum(bit for letter, bit in _letters if letter in (self._letters if is_text else self._letters.replace('a', '')))
        self.flags = flags | 32 if is_text and not flags & 256 else flags

    def _find(self, how, string, pos, endpos):
        if isinstance(string, str) != isinstance(self.pattern, str):
            if isinstance(string, str):
                raise TypeError('cannot use a bytes pattern on a string-like object')
            if isinstance(string, (bytes, bytearray)):
                raise TypeError('cannot use a string pattern on a bytes-like object')
            raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'")
        size = len(string)
        endpos = size if endpos is None else max(0, min(endpos, size))
        pos = max(0, min(pos, size))
        spans = _re.find(self._source, self._letters, self._end, how, string, pos, endpos)
        return spans and Match(self, string, spans, pos, endpos)

    def search(self, string, pos=0, endpos=None):
        return self._find('search', string, pos, endpos)

    def match(self, string, pos=0, endpos=None):
        return self._find('match', string, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._find('fullmatch', string, pos, endpos)

    def finditer(self, string, pos=0, endpos=None):
        size = len(string) if endpos is None else endpos
        while pos <= size:
            found = self._find('search', string, pos, endpos)
            if found is None:
                return
            yield found
            start, end = found.span()
            pos = end if end > start else end + 1

    def findall(self, string, pos=0, endpos=None):
        empty = string[:0]
        if self.groups == 0:
            return [found.group() for found in self.finditer(string, pos, endpos)]
        if self.groups == 1:
            return [found._text(1, empty) for found in self.finditer(string, pos, endpos)]
        return [found.groups(empty) for found in self.finditer(string, pos, endpos)]

    def split(self, string, maxsplit=0):
        parts, last = [], 0
        for found in self.finditer(string):
            parts.append(string[last:found.start()])
            parts.extend(found.groups())
            last = found.end()
            maxsplit -= 1
            if maxsplit == 0:
                break
        parts.append(string[last:])
        return parts

    def subn(self, repl, string, count=0):
        make = repl
        if not callable(repl):
            parts = _template(repl, self)
            make = lambda found: _fill(parts, found)
        pieces, last, done = [], 0, 0
        for found in self.finditer(string):
            pieces.append(string[last:found.start()])
            pieces.append(make(found))
            last = found.end()
            done += 1
            if done == count:
                break
        pieces.append(string[last:])
        return string[:0].join(pieces), done

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __eq__(self, other):
        return isinstance(other, Pattern) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        flags = self.flags & ~32 if isinstance(self.pattern, str) else self.flags
        return f're.compile({self.pattern!r}, {RegexFlag(flags)!r})' if flags else f're.compile({self.pattern!r})'


_controls = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}


def _template(template, pattern):
    """Literal texts and numbers of groups, in turn."""
    source = template.decode('latin-1') if isinstance(template, (bytes, bytearray)) else template
    put = (lambda text: text.encode('latin-1')) if isinstance(template, (bytes, bytearray)) else (lambda text: text)
    parts, at = [], 0
    while True:
        slash = source.find('\\', at)
        if slash < 0:
            parts.append(put(source[at:]))
            return parts
        parts.append(put(source[at:slash]))
        if slash + 1 >= len(source):
            raise error('bad escape (end of pattern)', template, slash)
        letter = source[slash + 1]
        at = slash + 2
        if letter == 'g':
            end = source.find('>', at)
            if source[at:at + 1] != '<':
                raise error('missing <', template, at)
            if end < 0:
                raise error('missing >, unterminated name', template, at + 1)
            parts.append(_reference(source[at + 1:end], pattern, template, at + 1))
            at = end + 1
        elif letter == '0':
            digits = letter
            while len(digits) < 3 and source[at:at + 1] in tuple('01234567'):
                digits += source[at]
                at += 1
            parts.append(put(chr(int(digits, 8))))
        elif letter in '123456789':
            if source[at:at + 1].isdigit():
                letter += source[at]
                at += 1
            if int(letter) > pattern.groups:
                raise error(f'invalid group reference {letter}', template, slash + 1)
            parts.append(int(letter))
        elif letter in _controls:
            parts.append(put(_controls[letter]))
        elif letter.isascii() and letter.isalpha():
            raise error(f'bad escape \\{letter}', template, slash)
        else:
            parts.append(put('\\' + letter))


def _reference(name, pattern, template, at):
    if not name:
        raise error('missing group name', template, at)
    if name.isdigit():
        if int(name) > pattern.groups:
            raise error(f'invalid group reference {int(name)}', template, at)
        return int(name)
    if not name.isidentifier():
        raise error(f'bad character in group name {name!r}', template, at)
    if name not in pattern.groupindex:
        raise IndexError(f'unknown group name {name!r}')
    return pattern.groupindex[name]


def _fill(parts, found):
    empty = found.string[:0]
    return empty.join(found._text(part, empty) if isinstance(part, int) else part for part in parts)


@_functools.lru_cache(maxsize=512)
def _made(kind, pattern, flags):
    return Pattern(pattern, flags)


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError('first argument must be string or compiled pattern')
    return _made(type(pattern), pattern, int(flags))


def purge():
    _made.cache_clear()


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


_special = {ord(each): '\\' + each for each in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return pattern.decode('latin-1').translate(_special).encode('latin-1')
`;
