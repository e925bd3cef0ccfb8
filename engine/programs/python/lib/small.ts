/** `warnings`, `getopt`, `shlex` and `locale`. */
export const warnings = String.raw`"""Warnings."""

import sys as _sys

filters, _seen, _recorders = [], set(), []
_defaults = {DeprecationWarning: 'main', PendingDeprecationWarning: 'ignore', ImportWarning: 'ignore', ResourceWarning: 'ignore'}


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno, self.line = message, category, filename, lineno, line


def formatwarning(message, category, filename, lineno, line=None):
    if line is None:
        try:
            with open(filename) as file:
                line = file.read().split('\n')[lineno - 1]
        except (OSError, IndexError):
            line = ''
    return f'{filename}:{lineno}: {category.__name__}: {message}\n' + (f'  {line.strip()}\n' if line.strip() else '')


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or _sys.stderr).write(formatwarning(message, category, filename, lineno, line))


def _action(text, category, module):
    import re
    for action, message, kind, name in filters:
        if issubclass(category, kind) and (not message or re.match(message, text, re.I)) and (not name or re.match(name, module)):
            return action
    for kind, action in _defaults.items():
        if issubclass(category, kind):
            return 'default' if action == 'main' and module == '__main__' else 'ignore'
    return 'default'


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    category = category or UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    try:
        frame = _sys._getframe(stacklevel)
        place = frame.f_code.co_filename, frame.f_lineno, frame.f_globals.get('__name__', '<string>')
    except ValueError:
        place = '<sys>', 1, 'sys'
    warn_explicit(message, category, *place)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    text = str(message)
    action = _action(text, category, module or filename)
    if action == 'error':
        raise message if isinstance(message, Warning) else category(message)
    key = (text, category) if action == 'once' else (text, category, module) if action == 'module' else (text, category, filename, lineno)
    if action == 'ignore' or action != 'always' and key in _seen:
        return
    _seen.add(key)
    made = message if isinstance(message, Warning) else category(message)
    if _recorders:
        _recorders[-1].append(WarningMessage(made, category, filename, lineno))
    else:
        showwarning(made, category, filename, lineno)


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    assert action in ('error', 'ignore', 'always', 'default', 'module', 'once'), f'invalid action: {action!r}'
    filters.insert(len(filters) if append else 0, (action, message, category, module))


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, '', category, '', lineno, append)


def resetwarnings(): filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._action, self._category = record, action, category

    def __enter__(self):
        self._was, self._old = list(filters), set(_seen)
        _seen.clear()
        if self._action:
            simplefilter(self._action, self._category)
        if self._record:
            _recorders.append([])
            return _recorders[-1]

    def __exit__(self, *details):
        filters[:] = self._was
        _seen.update(self._old)
        if self._record:
            _recorders.pop()


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    def decorate(function):
        def call(*args, **kwargs):
            warn(message, category, stacklevel + 1)
            return function(*args, **kwargs)
        return call
    return decorate
`;

export const getopt = String.raw`"""Options as the shell's getopts has them."""


class GetoptError(Exception):
    def __init__(self, msg, opt=''):
        self.msg, self.opt = msg, opt
        super().__init__(msg, opt)

    def __str__(self): return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    found, args = [], list(args)
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        word = args.pop(0)
        if word == '--':
            break
        if word.startswith('--'):
            _long(found, word[2:], longopts, args)
        else:
            _short(found, word[1:], shortopts, args)
    return found, args


def gnu_getopt(args, shortopts, longopts=[]):
    found, rest, args = [], [], list(args)
    while args:
        if args[0] == '--':
            rest += args[1:]
            break
        if args[0].startswith('-') and args[0] != '-':
            some, left = getopt(args[:1] + args[1:], shortopts, longopts)
            found, args = found + some, left
        else:
            rest.append(args.pop(0))
    return found, rest


def _long(found, text, longopts, args):
    name, equals, value = text.partition('=')
    matches = [each for each in longopts if each.rstrip('=').startswith(name)]
    exact = [each for each in matches if each.rstrip('=') == name]
    if not matches:
        raise GetoptError(f'option --{name} not recognized', name)
    if len(matches) > 1 and not exact:
        raise GetoptError(f'option --{name} not a unique prefix', name)
    option = (exact or matches)[0]
    if option.endswith('='):
        if not equals:
            if not args:
                raise GetoptError(f'option --{option[:-1]} requires argument', option[:-1])
            value = args.pop(0)
    elif equals:
        raise GetoptError(f'option --{option} must not have an argument', option)
    found.append(('--' + option.rstrip('='), value))


def _short(found, text, shortopts, args):
    while text:
        letter, text = text[0], text[1:]
        at = shortopts.find(letter)
        if letter == ':' or at < 0:
            raise GetoptError(f'option -{letter} not recognized', letter)
        value = ''
        if shortopts[at + 1:at + 2] == ':':
            if not text:
                if not args:
                    raise GetoptError(f'option -{letter} requires argument', letter)
                text = args.pop(0)
            value, text = text, ''
        found.append(('-' + letter, value))
`;

export const shlex = String.raw`"""Words as a shell splits them."""

import re as _re


def split(s, comments=False, posix=True):
    words, word, quote, at = [], None, '', 0
    while at < len(s):
        each = s[at]
        at += 1
        if quote:
            if each == quote:
                quote = ''
            elif each == '\\' and quote == '"' and s[at:at + 1] in ('"', '\\'):
                word += s[at]
                at += 1
            else:
                word += each
        elif each in '"\'':
            quote, word = each, word or ''
        elif each == '\\':
            if at >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[at]
            at += 1
        elif each.isspace():
            if word is not None:
                words.append(word)
                word = None
        elif each == '#' and comments and word is None:
            end = s.find('\n', at)
            at = len(s) if end < 0 else end
        else:
            word = (word or '') + each
    if quote:
        raise ValueError('No closing quotation')
    return words + ([word] if word is not None else [])


def quote(s):
    if not s:
        return "''"
    return s if _re.fullmatch(r'[\w@%+=:,./-]+', s, _re.ASCII) else "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return ' '.join(map(quote, split_command))
`;

export const locale = String.raw`"""Customs of places: those of C."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)


class Error(Exception): pass


def setlocale(category, locale=None):
    if locale in (None, '', 'C', 'POSIX', 'C.UTF-8', 'C.utf8') or isinstance(locale, tuple):
        return 'C.UTF-8' if locale in ('', 'C.UTF-8', 'C.utf8') else 'C'
    raise Error('unsupported locale setting')


def getlocale(category=LC_CTYPE): return 'C', 'UTF-8'
def getdefaultlocale(envvars=()): return 'C', 'UTF-8'
def getpreferredencoding(do_setlocale=True): return 'UTF-8'
def getencoding(): return 'utf-8'


def localeconv():
    return {'decimal_point': '.', 'thousands_sep': '', 'grouping': [], 'int_curr_symbol': '', 'currency_symbol': '', 'mon_decimal_point': '',
            'mon_thousands_sep': '', 'mon_grouping': [], 'positive_sign': '', 'negative_sign': ''}


def format_string(f, val, grouping=False, monetary=False): return f % val
def str(val): return f'{val:.12g}'
def atof(string, func=float): return func(string)
def atoi(string): return int(string)
def strcoll(a, b): return (a > b) - (a < b)
def strxfrm(string): return string
def resetlocale(category=LC_ALL): pass
`;
