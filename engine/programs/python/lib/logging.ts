/** `logging`. */
export const logging = String.raw`"""Logs."""

import sys as _sys
import time as _time
import os as _os
import traceback as _traceback

CRITICAL = FATAL = 50
ERROR, WARNING, INFO, DEBUG, NOTSET = 40, 30, 20, 10, 0
WARN = WARNING
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
_names = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
raiseExceptions = True


def getLevelName(level):
    if level in _names:
        return _names[level]
    return next((number for number, name in _names.items() if name == level), f'Level {level}')


def addLevelName(level, levelName):
    _names[level] = levelName


def _level(level):
    if isinstance(level, int):
        return level
    found = next((number for number, name in _names.items() if name == level), None)
    if found is None:
        if isinstance(level, str):
            raise ValueError(f'Unknown level: {level!r}')
        raise TypeError(f'Level not an integer or a valid string: {level!r}')
    return found


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None):
        self.name, self.levelno, self.levelname = name, level, getLevelName(level)
        self.pathname, self.filename = pathname, _os.path.basename(pathname)
        self.module = _os.path.splitext(self.filename)[0]
        self.lineno, self.funcName, self.msg, self.exc_info, self.exc_text, self.stack_info = lineno, func, msg, exc_info, None, sinfo
        self.args = args[0] if len(args) == 1 and isinstance(args[0], dict) and args[0] else args
        self.created = _time.time()
        self.msecs = int((self.created - int(self.created)) * 1000) + 0.0
        self.process, self.processName = _os.getpid(), 'MainProcess'
        self.thread, self.threadName = 0, 'MainThread'

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'


class Formatter:
    default_time_format = '%Y-%m-%d %H:%M:%S'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        if style not in '%{$':
            raise ValueError('Style must be one of: %,{,$')
        self._style = style
        self._fmt = fmt or {'%': '%(message)s', '{': '{message}', '$': '$' + '{message}'}[style]
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        from datetime import datetime

        moment = datetime.fromtimestamp(record.created)
        return moment.strftime(datefmt) if datefmt else f'{moment:%Y-%m-%d %H:%M:%S},{int(record.msecs):03}'

    def formatException(self, ei):
        return ''.join(_traceback.format_exception(*ei)).rstrip('\n')

    def format(self, record):
        record.message = record.getMessage()
        if 'asctime' in self._fmt:
            record.asctime = self.formatTime(record, self.datefmt)
        if self._style == '%':
            text = self._fmt % record.__dict__
        elif self._style == '{':
            text = self._fmt.format(**record.__dict__)
        else:
            from string import Template

            text = Template(self._fmt).substitute(**record.__dict__)
        if record.exc_info:
            text += '\n' + self.formatException(record.exc_info)
        return text


_usual = Formatter()


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        return all((each.filter if hasattr(each, 'filter') else each)(record) for each in self.filters)


class Filter:
    def __init__(self, name=''):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + '.')


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _level(level)
        self.formatter = None

    def setLevel(self, level): self.level = _level(level)
    def setFormatter(self, fmt): self.formatter = fmt
    def format(self, record): return (self.formatter or _usual).format(record)
    def flush(self): pass
    def close(self): pass
    def emit(self, record): raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handle(self, record):
        if self.filter(record):
            self.emit(record)


class StreamHandler(Handler):
    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = _sys.stderr if stream is None else stream

    def emit(self, record):
        self.stream.write(self.format(record) + self.terminator)
        self.flush()

    def flush(self):
        self.stream.flush()

    def __repr__(self):
        return f"<{type(self).__name__} {getattr(self.stream, 'name', '')} ({getLevelName(self.level)})>"


class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        self.baseFilename = _os.path.abspath(filename)
        super().__init__(open(filename, mode, encoding=encoding))

    def close(self):
        self.stream.close()


class NullHandler(Handler):
    def emit(self, record): pass


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level, self.parent = name, _level(level), None
        self.propagate, self.handlers, self.disabled = True, [], False

    def setLevel(self, level): self.level = _level(level)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        return any(each.handlers for each in self._chain())

    def _chain(self):
        each = self
        while each is not None:
            yield each
            each = each.parent if each.propagate else None

    def getEffectiveLevel(self):
        each = self
        while each is not None:
            if each.level:
                return each.level
            each = each.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f'{self.name}.{suffix}')

    def _log(self, level, msg, args, exc_info=None, stack_info=False, stacklevel=1, extra=None):
        frame = _sys._getframe(2)
        while frame.f_back is not None and frame.f_globals.get('__name__') == 'logging':
            frame = frame.f_back
        if exc_info:
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__) if isinstance(exc_info, BaseException) else _sys.exc_info() if not isinstance(exc_info, tuple) else exc_info
        record = LogRecord(self.name, level, frame.f_code.co_filename, frame.f_lineno, msg, args, exc_info, frame.f_code.co_name)
        for key, value in (extra or {}).items():
            if key in record.__dict__ or key in ('message', 'asctime'):
                raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
            setattr(record, key, value)
        self.handle(record)

    def handle(self, record):
        if self.disabled or not self.filter(record):
            return
        found = False
        for each in self._chain():
            for handler in each.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
        if not found and record.levelno >= WARNING:
            _last.stream = _sys.stderr
            _last.handle(record)

    def log(self, level, msg, *args, **keywords):
        if not isinstance(level, int):
            raise TypeError('level must be an integer')
        if self.isEnabledFor(level):
            self._log(level, msg, args, **keywords)

    def debug(self, msg, *args, **keywords): self.log(DEBUG, msg, *args, **keywords)
    def info(self, msg, *args, **keywords): self.log(INFO, msg, *args, **keywords)
    def warning(self, msg, *args, **keywords): self.log(WARNING, msg, *args, **keywords)
    def error(self, msg, *args, **keywords): self.log(ERROR, msg, *args, **keywords)
    def critical(self, msg, *args, **keywords): self.log(CRITICAL, msg, *args, **keywords)
    def exception(self, msg, *args, exc_info=True, **keywords): self.log(ERROR, msg, *args, exc_info=exc_info, **keywords)
    warn, fatal = warning, critical

    def __repr__(self):
        return f'<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'


class RootLogger(Logger):
    pass


_disabled = NOTSET
_last = StreamHandler()
root = RootLogger('root', WARNING)
_known = {}


def disable(level=CRITICAL):
    global _disabled
    _disabled = _level(level)


def getLogger(name=None):
    if not name or name == 'root':
        return root
    if name not in _known:
        made = _known[name] = Logger(name)
        parents = [each for each in _known.values() if name.startswith(each.name + '.')]
        made.parent = max(parents, key=lambda each: len(each.name), default=root)
        for each in _known.values():
            if each.name.startswith(name + '.') and (each.parent is root or len(each.parent.name) < len(name)):
                each.parent = made
    return _known[name]


def basicConfig(*, filename=None, filemode='a', format=BASIC_FORMAT, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, encoding=None, errors=None):
    if force:
        root.handlers.clear()
    if root.handlers:
        return
    for each in handlers or [FileHandler(filename, filemode, encoding) if filename else StreamHandler(stream)]:
        if each.formatter is None:
            each.setFormatter(Formatter(format, datefmt, style))
        root.addHandler(each)
    if level is not None:
        root.setLevel(level)


def _at_root(name):
    def write(msg, *args, **keywords):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **keywords)

    write.__name__ = name
    return write


debug, info, warning, error, critical, exception, log = map(_at_root, ('debug', 'info', 'warning', 'error', 'critical', 'exception', 'log'))
warn, fatal = warning, critical


def shutdown():
    for each in root.handlers:
        each.flush()


def captureWarnings(capture):
    pass
`;
