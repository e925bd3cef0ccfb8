/** `time`, over `_time`, and `importlib`. */
export const time = String.raw`"""The time, and waiting."""

from _time import (
    altzone, daylight, monotonic, monotonic_ns, perf_counter, perf_counter_ns, process_time, sleep, time, time_ns, timezone,
)

tzname = 'UTC', 'UTC'
CLOCK_REALTIME, CLOCK_MONOTONIC = 0, 1
thread_time = process_time


def process_time_ns(): return int(process_time() * 1e9)
def clock_gettime(clk_id, /): return time() if clk_id == 0 else monotonic()
def tzset(): pass


class struct_time(tuple):
    n_fields, n_sequence_fields = 11, 9
    _names = 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst'.split()

    def __new__(cls, sequence):
        values = tuple(sequence)
        if len(values) < 9:
            raise TypeError(f'time.struct_time() takes an at least 9-sequence ({len(values)}-sequence given)')
        return super().__new__(cls, values[:9])

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        if name == 'tm_zone':
            return 'GMT' if self[8] == 0 else 'UTC'
        if name == 'tm_gmtoff':
            return 0
        raise AttributeError(f"'time.struct_time' object has no attribute {name!r}")

    def __repr__(self):
        return f"time.struct_time({', '.join(f'{name}={value}' for name, value in zip(self._names, self))})"


def gmtime(secs=None, /):
    import datetime
    made = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int((time() if secs is None else secs) // 1))
    return struct_time((made.year, made.month, made.day, made.hour, made.minute, made.second, made.weekday(), made.timetuple_day() if hasattr(made, 'timetuple_day') else (made - datetime.datetime(made.year, 1, 1)).days + 1, 0))


localtime = gmtime


def _moment(t):
    import datetime
    if not isinstance(t, tuple):
        raise TypeError('Tuple or struct_time argument required')
    return datetime.datetime(t[0], t[1] or 1, t[2] or 1, t[3], t[4], min(t[5], 59))


def strftime(format, t=None, /):
    return _moment(gmtime() if t is None else t).strftime(format.replace('%Z', 'UTC').replace('%z', '+0000'))


def mktime(t, /):
    import datetime
    return (_moment(t) - datetime.datetime(1970, 1, 1)).total_seconds()


def asctime(t=None, /):
    t = gmtime() if t is None else t
    return f"{strftime('%a %b', t)} {t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}"


def ctime(secs=None, /): return asctime(gmtime(secs))


def strptime(data_string, format='%a %b %d %H:%M:%S %Y', /):
    import datetime
    made = datetime.datetime.strptime(data_string, format)
    return struct_time((made.year, made.month, made.day, made.hour, made.minute, made.second, made.weekday(), (made - datetime.datetime(made.year, 1, 1)).days + 1, -1))
`;

export const importlib = String.raw`"""Importing by name."""

import sys as _sys


def import_module(name, package=None):
    if name.startswith('.'):
        if not package:
            raise TypeError(f'the \'package\' argument is required to perform a relative import for {name!r}')
        dots = len(name) - len(name.lstrip('.'))
        base = package.rsplit('.', dots - 1)[0] if dots > 1 else package
        name = f'{base}.{name[dots:]}' if name[dots:] else base
    __import__(name)
    return _sys.modules[name]


def reload(module):
    name = module.__name__
    if _sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    del _sys.modules[name]
    try:
        __import__(name)
    except BaseException:
        _sys.modules[name] = module
        raise
    module.__dict__.update(_sys.modules[name].__dict__)
    _sys.modules[name] = module
    return module


def invalidate_caches(): pass


__import__ = __import__
`;

export const importlibMetadata = String.raw`"""What is installed."""

import os as _os
import re as _re
import sys as _sys


class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f'No package metadata was found for {self.args[0]}'


def _plain(name): return _re.sub(r'[-_.]+', '-', name).lower()


class Distribution:
    def __init__(self, folder):
        self._folder, self.metadata = folder, {}
        with open(f'{folder}/METADATA') as file:
            for line in file:
                if not line.strip():
                    break
                key, found, value = line.strip().partition(': ')
                self.metadata.setdefault(key, value)

    name = property(lambda self: self.metadata['Name'])
    version = property(lambda self: self.metadata['Version'])


def distributions():
    for folder in _sys.path:
        if _os.path.isdir(folder):
            for name in sorted(_os.listdir(folder)):
                if name.endswith('.dist-info') and _os.path.exists(f'{folder}/{name}/METADATA'):
                    yield Distribution(f'{folder}/{name}')


def distribution(name):
    for each in distributions():
        if _plain(each.name) == _plain(name):
            return each
    raise PackageNotFoundError(name)


def version(name): return distribution(name).version
def metadata(name): return distribution(name).metadata
`;
