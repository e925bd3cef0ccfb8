/** `textwrap` and `pprint`. */
export const textwrap = String.raw`"""Paragraphs of a width."""


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 drop_whitespace=True, break_long_words=True, break_on_hyphens=True, max_lines=None, placeholder=' [...]'):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.break_long_words, self.break_on_hyphens = break_long_words, break_on_hyphens
        self.max_lines, self.placeholder = max_lines, placeholder

    def _words(self, text):
        words = []
        for word in text.expandtabs().split():
            while self.break_on_hyphens and (at := next((i for i in range(1, len(word) - 1) if word[i] == '-' and word[i - 1].isalpha() and word[i + 1].isalpha()), 0)):
                words.append((word[:at + 1], False))
                word = word[at + 1:]
            words.append((word, True))
        return words

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        lines, line, gap = [], '', False
        waiting = list(reversed(self._words(text)))
        while waiting:
            word, ends = waiting.pop()
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            spaced = line + (' ' if line and gap else '') + word
            if len(spaced) <= room:
                line, gap = spaced, ends
                continue
            if line:
                lines.append(indent + line)
                waiting.append((word, ends))
            elif self.break_long_words:
                lines.append(indent + word[:max(1, room)])
                waiting.append((word[max(1, room):], ends))
            else:
                lines.append(indent + word)
            line, gap = '', False
        if line:
            lines.append((self.subsequent_indent if lines else self.initial_indent) + line)
        return lines if self.max_lines is None or len(lines) <= self.max_lines else self._cut(lines)

    def _cut(self, lines):
        kept = lines[:self.max_lines]
        words = kept[-1].split(' ')
        while words and len(' '.join(words)) + len(self.placeholder) > self.width:
            words.pop()
        kept[-1] = ' '.join(words) + self.placeholder if words else self.placeholder.lstrip()
        return kept

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **keywords):
    return TextWrapper(width=width, **keywords).wrap(text)


def fill(text, width=70, **keywords):
    return TextWrapper(width=width, **keywords).fill(text)


def shorten(text, width, **keywords):
    return TextWrapper(width=width, max_lines=1, **keywords).fill(' '.join(text.strip().split()))


def dedent(text):
    lines = [each if each.strip(' \t') else '' for each in text.split('\n')]
    margins = [each[:len(each) - len(each.lstrip(' \t'))] for each in lines if each]
    margin = margins[0] if margins else ''
    for each in margins:
        while not each.startswith(margin):
            margin = margin[:-1]
    return '\n'.join(each[len(margin):] for each in lines)


def indent(text, prefix, predicate=None):
    wanted = predicate or (lambda line: line.strip())
    return ''.join(prefix + each if wanted(each) else each for each in text.splitlines(True))
`;

export const pprint = String.raw`"""Readable forms of data."""

import sys as _sys


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort = compact, sort_dicts

    def pprint(self, object):
        (self._stream or _sys.stdout).write(self.pformat(object) + '\n')

    def pformat(self, object):
        return self._write(object, 0, 0, 1)

    def _flat(self, value, level):
        if self._depth is not None and level > self._depth and isinstance(value, (dict, list, tuple)) and value:
            return '{...}' if isinstance(value, dict) else '[...]' if isinstance(value, list) else '(...)'
        if type(value) is dict:
            return '{' + ', '.join(f'{self._flat(key, level + 1)}: {self._flat(each, level + 1)}' for key, each in self._items(value)) + '}'
        if type(value) is list:
            return '[' + ', '.join(self._flat(each, level + 1) for each in value) + ']'
        if type(value) is tuple:
            inner = ', '.join(self._flat(each, level + 1) for each in value)
            return f'({inner},)' if len(value) == 1 else f'({inner})'
        return repr(value)

    def _items(self, value):
        if not self._sort:
            return list(value.items())
        try:
            return sorted(value.items())
        except TypeError:
            return sorted(value.items(), key=lambda pair: (str(type(pair[0])), id(pair[0])))

    def _write(self, value, column, allowance, level):
        flat = self._flat(value, level)
        if len(flat) <= self._width - column - allowance:
            return flat
        if type(value) is dict and value:
            return '{' + self._rows(self._items(value), column, allowance, level, '}') + '}'
        if type(value) is list and value:
            return '[' + self._rows(value, column, allowance, level, ']') + ']'
        if type(value) is tuple and value:
            end = ',)' if len(value) == 1 else ')'
            return '(' + self._rows(value, column, allowance, level, end) + end
        if type(value) in (set, frozenset) and value:
            lead = '{' if type(value) is set else 'frozenset({'
            end = '}' if type(value) is set else '})'
            return lead + self._rows(sorted(value), column + len(lead) - 1, allowance, level, end) + end
        return flat

    def _rows(self, items, column, allowance, level, end):
        at = column + self._indent
        rows = []
        for number, each in enumerate(items):
            last = number == len(items) - 1
            room = allowance + len(end) if last else 1
            if isinstance(each, tuple) and end == '}' and len(each) == 2 and isinstance(items, list) and items and level and self._is_pairs:
                key = self._flat(each[0], level + 1)
                rows.append(f'{key}: ' + self._write(each[1], at + len(key) + 2, room, level + 1))
            else:
                rows.append(self._write(each, at, room, level + 1))
        lead = ' ' * (self._indent - 1)
        return lead + (',\n' + ' ' * at).join(rows)

    _is_pairs = True


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pp(object, *args, sort_dicts=False, **keywords):
    pprint(object, *args, sort_dicts=sort_dicts, **keywords)
`;
