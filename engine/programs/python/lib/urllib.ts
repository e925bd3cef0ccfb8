/** `html`. */
export const html = String.raw`"""Texts in HTML."""

import re as _re


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


_names = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'", 'nbsp': '\xa0', 'copy': '\xa9', 'eacute': '\xe9', 'euro': '\u20ac',
          'hellip': '\u2026', 'mdash': '\u2014', 'ndash': '\u2013'}


def _one(found):
    word = found[1]
    if word.startswith(('#x', '#X')):
        return chr(int(word[2:], 16))
    return chr(int(word[1:])) if word.startswith('#') else _names.get(word, found[0])


def unescape(s):
    return _re.sub(r'&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z]+);', _one, s)
`;

/** `urllib.parse`. */
export const urlParse = String.raw`"""Addresses."""

from collections import namedtuple as _namedtuple

_safe = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote_from_bytes(bs, safe='/'):
    keep = _safe | frozenset(safe.encode('ascii', 'ignore') if isinstance(safe, str) else safe)
    return ''.join(chr(each) if each in keep else f'%{each:02X}' for each in bs)


def quote(string, safe='/', encoding=None, errors=None):
    return quote_from_bytes(string.encode(encoding or 'utf-8', errors or 'strict') if isinstance(string, str) else string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    return quote(string, safe + ' ' if isinstance(safe, str) else safe + b' ', encoding, errors).replace(' ', '+')


def unquote_to_bytes(string):
    data = string.encode() if isinstance(string, str) else string
    first, *parts = data.split(b'%')
    made = [first]
    for part in parts:
        try:
            if len(part) < 2:
                raise ValueError
            made.append(bytes([int(part[:2].decode('ascii'), 16)]) + part[2:])
        except ValueError:
            made.append(b'%' + part)
    return b''.join(made)


def unquote(string, encoding='utf-8', errors='replace'):
    return unquote_to_bytes(string).decode(encoding, errors)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    def shown(value):
        return quote_via(value if isinstance(value, (str, bytes)) else str(value), safe)

    pairs = []
    for key, value in query.items() if hasattr(query, 'items') else query:
        many = doseq and not isinstance(value, (str, bytes)) and hasattr(value, '__iter__')
        pairs += [f'{shown(key)}={shown(each)}' for each in (value if many else [value])]
    return '&'.join(pairs)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    pairs = []
    for part in qs.split(separator):
        key, equals, value = part.partition('=')
        if not part or (not equals and not keep_blank_values):
            if strict_parsing:
                raise ValueError(f'bad query field: {part!r}')
            continue
        if value or keep_blank_values:
            pairs.append((unquote_plus(key), unquote_plus(value)))
    return pairs


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, **options):
    made = {}
    for key, value in parse_qsl(qs, keep_blank_values, strict_parsing, **options):
        made.setdefault(key, []).append(value)
    return made


class _Place:
    def _userinfo(self):
        return self.netloc.rpartition('@')[0]

    @property
    def username(self):
        return self._userinfo().partition(':')[0] or None

    @property
    def password(self):
        name, colon, word = self._userinfo().partition(':')
        return word if colon else None

    def _host(self):
        place = self.netloc.rpartition('@')[2]
        if place.startswith('['):
            host, _, rest = place[1:].partition(']')
            return host, rest.lstrip(':')
        host, _, port = place.partition(':')
        return host, port

    @property
    def hostname(self):
        return self._host()[0].lower() or None

    @property
    def port(self):
        text = self._host()[1]
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise ValueError(f'Port could not be cast to integer value as {text!r}')
        if int(text) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(text)


class SplitResult(_Place, _namedtuple('SplitResult', 'scheme netloc path query fragment')):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Place, _namedtuple('ParseResult', 'scheme netloc path params query fragment')):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


def urlsplit(url, scheme='', allow_fragments=True):
    url = url.strip()
    netloc = query = fragment = ''
    word, colon, rest = url.partition(':')
    if colon and word[:1].isalpha() and word.isascii() and all(each.isalnum() or each in '+-.' for each in word):
        scheme, url = word.lower(), rest
    if url[:2] == '//':
        end = min([at for at in (url.find(each, 2) for each in '/?#') if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
    if allow_fragments:
        url, _, fragment = url.partition('#')
    url, _, query = url.partition('?')
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    made = urlsplit(url, scheme, allow_fragments)
    path, params = made.path, ''
    if ';' in path.rpartition('/')[2]:
        folder, slash, last = path.rpartition('/')
        last, _, params = last.partition(';')
        path = folder + slash + last
    return ParseResult(made.scheme, made.netloc, path, params, made.query, made.fragment)


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc:
        url = '//' + netloc + ('/' if url and url[:1] != '/' else '') + url
    if scheme:
        url = scheme + ':' + url
    return url + ('?' + query if query else '') + ('#' + fragment if fragment else '')


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    return urlunsplit((scheme, netloc, f'{url};{params}' if params else url, query, fragment))


def urldefrag(url):
    made = urlsplit(url)
    return urlunsplit(made._replace(fragment='')), made.fragment


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    old, new = urlsplit(base), urlsplit(url, urlsplit(base).scheme)
    if new.scheme != old.scheme:
        return url
    if new.netloc:
        return urlunsplit(new)
    if not new.path:
        return urlunsplit(old._replace(query=new.query or old.query, fragment=new.fragment))
    words = new.path.split('/') if new.path.startswith('/') else old.path.split('/')[:-1] + new.path.split('/')
    made = []
    for word in words:
        if word == '..':
            if len(made) > 1:
                made.pop()
        elif word != '.':
            made.append(word)
    if words[-1] in ('.', '..'):
        made.append('')
    path = '/'.join(made)
    if old.netloc and not path.startswith('/'):
        path = '/' + path
    return urlunsplit((old.scheme, old.netloc, path, new.query, new.fragment))
`;
