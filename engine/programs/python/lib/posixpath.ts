/** `posixpath`, which is `os.path`. */
export const posixpath = String.raw`"""Names of files."""

import posix as _posix

curdir, pardir, extsep, sep, pathsep, altsep, devnull = '.', '..', '.', '/', ':', None, '/dev/null'


def _text(path):
    import os

    return os.fspath(path)


def normcase(s): return _text(s)
def isabs(s): return _text(s).startswith('/')


def join(a, /, *p):
    path = _text(a)
    for each in map(_text, p):
        if not isinstance(each, type(path)):
            raise TypeError("Can't mix strings and bytes in path components")
        path = each if each.startswith('/') else path + each if not path or path.endswith('/') else f'{path}/{each}'
    return path


def split(p):
    p = _text(p)
    at = p.rfind('/') + 1
    head, tail = p[:at], p[at:]
    return head if head == '/' * len(head) else head.rstrip('/'), tail


def basename(p): return split(p)[1]
def dirname(p): return split(p)[0]
def splitdrive(p): return '', _text(p)


def splitext(p):
    p = _text(p)
    name = p[p.rfind('/') + 1:]
    dot = name.rfind('.')
    if dot <= 0 or not name[:dot].strip('.'):
        return p, ''
    at = len(p) - len(name) + dot
    return p[:at], p[at:]


def _stat(path, follow=True):
    try:
        return _posix.status(path, follow)
    except (OSError, ValueError):
        return None


def exists(path): return _stat(path) is not None
def lexists(path): return _stat(path, False) is not None
def _is(path, kind, follow=True): return (found := _stat(path, follow)) is not None and found[0] & 0o170000 == kind
def isfile(path): return _is(path, 0o100000)
def isdir(s): return _is(s, 0o040000)
def islink(path): return _is(path, 0o120000, False)
def ismount(path): return realpath(path) == '/'
def getsize(filename): return _posix.status(filename, True)[6]
def getatime(filename): return _posix.status(filename, True)[7]
def getmtime(filename): return _posix.status(filename, True)[8]
def getctime(filename): return _posix.status(filename, True)[9]
def samefile(a, b): return _posix.status(a, True)[1:3] == _posix.status(b, True)[1:3]


def expanduser(path):
    import os

    path = _text(path)
    if path != '~' and not path.startswith('~/'):
        return path
    return os.environ.get('HOME', '/root').rstrip('/') + path[1:] or '/'


def expandvars(path):
    import os

    path, made, at = _text(path), '', 0
    while (mark := path.find('$', at)) >= 0:
        made += path[at:mark]
        end = mark + 1
        if path[end:end + 1] == '{' and '}' in path[end:]:
            end = path.index('}', end) + 1
            name = path[mark + 2:end - 1]
        else:
            while end < len(path) and (path[end].isalnum() or path[end] == '_'):
                end += 1
            name = path[mark + 1:end]
        made += os.environ.get(name, path[mark:end]) if name else path[mark:end]
        at = end
    return made + path[at:]


def normpath(path):
    path = _text(path)
    if not path:
        return '.'
    lead = '//' if path.startswith('//') and not path.startswith('///') else '/' if path.startswith('/') else ''
    parts = []
    for each in path.split('/'):
        if each in ('', '.'):
            continue
        if each != '..' or not lead and not parts or parts and parts[-1] == '..':
            parts.append(each)
        elif parts:
            parts.pop()
    return lead + '/'.join(parts) or '.'


def abspath(path):
    return normpath(join(_posix.getcwd(), path))


def realpath(filename, *, strict=False):
    try:
        return _posix.realpath(filename)
    except OSError:
        if strict:
            raise
        head, tail = split(abspath(filename))
        return join(realpath(head), tail) if tail else head


def relpath(path, start='.'):
    if not path:
        raise ValueError('no path specified')
    mine, theirs = ([each for each in abspath(name).split('/') if each] for name in (path, start))
    same = 0
    while same < min(len(mine), len(theirs)) and mine[same] == theirs[same]:
        same += 1
    return join(*['..'] * (len(theirs) - same), *mine[same:]) if mine != theirs else '.'


def commonprefix(m):
    if not m:
        return ''
    low, high = min(m), max(m)
    for at, each in enumerate(low):
        if each != high[at]:
            return low[:at]
    return low


def commonpath(paths):
    paths = [_text(each) for each in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    if len({isabs(each) for each in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in each.split('/') if part not in ('', '.')] for each in paths]
    shared = commonprefix(split_paths)
    return ('/' if isabs(paths[0]) else '') + '/'.join(shared)
`;
