/** Files of the stand-in for MarkupSafe. */
export const markupsafeFiles: Readonly<Record<string, string>> = {
  'markupsafe/__init__.py': String.raw`"""Texts that are safe in HTML. A small stand-in for MarkupSafe, written for Drydock."""

__version__ = '@VERSION@'
_entities = {'&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&#39;', '"': '&#34;'}


def escape(s, /):
    if hasattr(s, '__html__'):
        return Markup(s.__html__())
    return Markup(''.join(_entities.get(each, each) for each in str(s)))


def escape_silent(s, /):
    return Markup() if s is None else escape(s)


def soft_str(s, /):
    return s if isinstance(s, str) else str(s)


class Markup(str):
    def __new__(cls, object='', encoding=None, errors='strict'):
        if hasattr(object, '__html__'):
            object = object.__html__()
        return super().__new__(cls, object if encoding is None else str(object, encoding, errors))

    def __html__(self):
        return self

    def __add__(self, value, /):
        return Markup(str(self) + str(escape(value))) if isinstance(value, str) or hasattr(value, '__html__') else NotImplemented

    def __radd__(self, value, /):
        return Markup(str(escape(value)) + str(self)) if isinstance(value, str) or hasattr(value, '__html__') else NotImplemented

    def __mul__(self, value, /):
        return Markup(super().__mul__(value))

    def __mod__(self, value, /):
        if isinstance(value, tuple):
            return Markup(str(self) % tuple(map(_safe, value)))
        if isinstance(value, dict):
            return Markup(str(self) % {key: _safe(each) for key, each in value.items()})
        return Markup(str(self) % _safe(value))

    def __repr__(self):
        return f'Markup({str(self)!r})'

    def __str__(self):
        return ''.join(self) if False else str.__str__(self)

    def format(self, *args, **kwargs):
        return Markup(str(self).format(*map(_safe, args), **{key: _safe(each) for key, each in kwargs.items()}))

    def join(self, iterable, /):
        return Markup(str.join(str(self), [str(escape(each)) for each in iterable]))

    def unescape(self):
        from html import unescape
        return unescape(str(self))

    def striptags(self):
        import re
        return ' '.join(re.sub('<[^>]*>', '', re.sub('<!--.*?-->', '', str(self))).split())

    @classmethod
    def escape(cls, s, /):
        return escape(s)


def _safe(value):
    return value if isinstance(value, (int, float)) else str(escape(value))
`,
};
