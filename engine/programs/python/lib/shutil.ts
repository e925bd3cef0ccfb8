/** `shutil`. */
export const shutil = String.raw`"""Files and folders as a whole."""

import fnmatch as _fnmatch
import os


class Error(OSError): pass
class SameFileError(Error): pass


def get_terminal_size(fallback=(80, 24)):
    import sys
    sizes = [int(os.environ.get(name, '0') or 0) if os.environ.get(name, '0').isdigit() else 0 for name in ('COLUMNS', 'LINES')]
    if not all(sizes):
        try:
            found = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            found = os.terminal_size(fallback)
        sizes = [sizes[0] or found.columns or fallback[0], sizes[1] or found.lines or fallback[1]]
    return os.terminal_size(sizes)


def copyfileobj(fsrc, fdst, length=0):
    fdst.write(fsrc.read())


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.realpath(src) == os.path.realpath(dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    with open(src, 'rb') as source, open(dst, 'wb') as target:
        target.write(source.read())
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    copymode(src, dst)
    status = os.stat(src)
    os.utime(dst, (status.st_atime, status.st_mtime))


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    dst = copyfile(src, _target(src, dst))
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = copyfile(src, _target(src, dst))
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    return lambda path, names: {name for name in names if any(_fnmatch.fnmatch(name, each) for each in patterns)}


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = os.listdir(src)
    left = ignore(os.fspath(src), names) if ignore else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in left:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        if symlinks and os.path.islink(source):
            os.symlink(os.readlink(source), target)
        elif os.path.isdir(source):
            copytree(source, target, symlinks, ignore, copy_function, dirs_exist_ok=dirs_exist_ok)
        else:
            copy_function(source, target)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    try:
        for name in os.listdir(path):
            full = os.path.join(path, name)
            if os.path.isdir(full) and not os.path.islink(full):
                rmtree(full, ignore_errors)
            else:
                os.unlink(full)
        os.rmdir(path)
    except OSError:
        if not ignore_errors:
            raise


def move(src, dst, copy_function=copy2):
    target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/'))) if os.path.isdir(dst) else dst
    if target is not dst and os.path.exists(target):
        raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError as failure:
        if failure.errno != 18:
            raise
        if os.path.isdir(src):
            copytree(src, target, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


def which(cmd, mode=1, path=None):
    if '/' in cmd:
        return cmd if os.access(cmd, mode) and not os.path.isdir(cmd) else None
    for folder in (os.environ.get('PATH', os.defpath) if path is None else path).split(':'):
        full = os.path.join(folder, cmd)
        if os.access(full, mode) and not os.path.isdir(full):
            return full
    return None
`;
