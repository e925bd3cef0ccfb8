/** `fnmatch`. */
export const fnmatch = String.raw`"""Names that fit a pattern of the shell."""

import posixpath as _path
import re as _re

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']


def translate(pat):
    made, at = '', 0
    while at < len(pat):
        letter = pat[at]
        at += 1
        if letter == '*':
            if not made.endswith('.*'):
                made += '.*'
        elif letter == '?':
            made += '.'
        elif letter == '[':
            end = pat.find(']', at + (2 if pat[at:at + 1] == '!' else 1))
            if end < 0:
                made += r'\['
                continue
            inner = pat[at:end].replace('\\', r'\\')
            at = end + 1
            if inner[:1] == '!':
                inner = '^' + inner[1:]
            elif inner[:1] in ('^', '['):
                inner = '\\' + inner
            made += f'[{inner}]'
        else:
            made += _re.escape(letter)
    return rf'(?s:{made})\Z'


def fnmatchcase(name, pat):
    if isinstance(pat, bytes):
        return _re.match(translate(pat.decode('latin-1')), name.decode('latin-1')) is not None
    return _re.match(translate(pat), name) is not None


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]
`;

/** `glob`. */
export const glob = String.raw`"""Files whose paths fit a pattern."""

import fnmatch as _fnmatch
import os as _os

__all__ = ['escape', 'glob', 'iglob']


def has_magic(text):
    return any(each in text for each in '*?[')


def escape(pathname):
    return ''.join(f'[{each}]' if each in '*?[' else each for each in pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    root = root_dir or ''
    base, parts = '', pathname.split('/')
    if pathname.startswith('/'):
        base, parts = '/', pathname.lstrip('/').split('/')
    yield from _walk(root, base, parts, recursive, include_hidden)


def _names(root, base):
    try:
        return _os.listdir(_os.path.join(root, base) or '.')
    except OSError:
        return []


def _walk(root, base, parts, recursive, hidden):
    part, rest = parts[0], parts[1:]
    if part == '**' and recursive:
        for folder in _folders(root, base, hidden):
            if rest:
                yield from _walk(root, folder, rest, recursive, hidden)
            else:
                yield _os.path.join(folder, '')
                for name in _names(root, folder):
                    path = _os.path.join(folder, name)
                    if (hidden or not name.startswith('.')) and not _os.path.isdir(_os.path.join(root, path)):
                        yield path
        return
    if not has_magic(part):
        found = [part]
    else:
        show = hidden or part.startswith('.')
        found = [name for name in _names(root, base) if (show or not name.startswith('.')) and _fnmatch.fnmatchcase(name, part)]
    for name in found:
        path = _os.path.join(base, name)
        full = _os.path.join(root, path)
        if rest:
            if _os.path.isdir(full):
                yield from _walk(root, path, rest, recursive, hidden)
        elif _os.path.lexists(full) and (name or _os.path.isdir(full)):
            yield path


def _folders(root, base, hidden):
    yield base
    for name in _names(root, base):
        path = _os.path.join(base, name)
        full = _os.path.join(root, path)
        if (hidden or not name.startswith('.')) and _os.path.isdir(full) and not _os.path.islink(full):
            yield from _folders(root, path, hidden)
`;
