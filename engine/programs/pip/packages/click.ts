import { clickCommands } from './click-commands.js';

/** Files of the stand-in for click. */
export const clickFiles: Readonly<Record<string, string>> = {
  'click/__init__.py':
    String.raw`"""Command lines. A small stand-in for click, written for Drydock."""

import os
import sys

__version__ = '@VERSION@'
_codes = {name: 30 + index for index, name in enumerate('black red green yellow blue magenta cyan white'.split())}
_codes.update({f'bright_{name}': code + 60 for name, code in list(_codes.items())})


class ClickException(Exception):
    exit_code = 1

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def show(self, file=None):
        echo(f'Error: {self.message}', err=True)


class UsageError(ClickException):
    exit_code = 2

    def __init__(self, message, ctx=None):
        super().__init__(message)
        self.ctx = ctx

    def show(self, file=None):
        if self.ctx is not None:
            echo(f"{self.ctx.command.usage(self.ctx)}\nTry '{self.ctx.command_path} --help' for help.\n", err=True)
        super().show()


class BadParameter(UsageError): pass
class Abort(RuntimeError): pass


class Exit(RuntimeError):
    def __init__(self, code=0):
        self.exit_code = code


def style(text, fg=None, bg=None, bold=None, dim=None, underline=None, reset=True):
    codes = ([_codes[fg]] if fg else []) + ([_codes[bg] + 10] if bg else []) + [1] * bool(bold) + [2] * bool(dim) + [4] * bool(underline)
    return ''.join(f'\x1b[{code}m' for code in codes) + str(text) + ('\x1b[0m' if reset else '')


def unstyle(text):
    import re
    return re.sub('\x1b\\[[;?0-9]*[a-zA-Z]', '', text)


def echo(message=None, file=None, nl=True, err=False, color=None):
    file = file or (sys.stderr if err else sys.stdout)
    text = '' if message is None else message.decode() if isinstance(message, bytes) else str(message)
    if not (file.isatty() if color is None else color):
        text = unstyle(text)
    file.write(text + ('\n' if nl else ''))
    file.flush()


def secho(message=None, file=None, nl=True, err=False, color=None, **styles):
    echo(message if message is None else style(message, **styles), file, nl, err, color)


def prompt(text, default=None, hide_input=False, type=None, confirmation_prompt=False, **ignored):
    while True:
        echo(f'{text}{f" [{default}]" if default is not None else ""}: ', nl=False)
        line = sys.stdin.readline()
        if not line:
            raise Abort()
        value = line.rstrip('\n') or default
        if value is not None and value != '':
            return (type or str)(value)


def confirm(text, default=False, abort=False, **ignored):
    echo(f'{text} [{"Y/n" if default else "y/N"}]: ', nl=False)
    line = sys.stdin.readline()
    answer = line.strip().lower() in ('y', 'yes') if line.strip() else default
    if abort and not answer:
        raise Abort()
    return answer


class Context:
    def __init__(self, command, parent=None, info_name=None, obj=None):
        self.command, self.parent, self.info_name, self.params, self.invoked_subcommand = command, parent, info_name, {}, None
        self.obj = obj if obj is not None or parent is None else parent.obj

    @property
    def command_path(self):
        own = self.info_name or ''
        return f'{self.parent.command_path} {own}' if self.parent else own

    def invoke(self, callback, *args, **kwargs):
        return callback(*args, **kwargs)

    def exit(self, code=0):
        raise Exit(code)

    def fail(self, message):
        raise UsageError(message, self)

    def get_help(self):
        return self.command.get_help(self)


_contexts = []


def get_current_context(silent=False):
    if not _contexts and not silent:
        raise RuntimeError('There is no active click context.')
    return _contexts[-1] if _contexts else None


class Choice:
    name = 'choice'

    def __init__(self, choices, case_sensitive=True):
        self.choices = list(choices)

    def __call__(self, value):
        if value not in self.choices:
            raise ValueError(f"{value!r} is not one of {', '.join(map(repr, self.choices))}.")
        return value


def Path(**ignored): return str
def File(mode='r', **ignored): return lambda value: open(value, mode)


INT, FLOAT, STRING, BOOL = int, float, str, bool
_words = {int: 'INTEGER', float: 'FLOAT', str: 'TEXT', bool: 'BOOLEAN'}


class Option:
    def __init__(self, declarations, default=None, type=None, is_flag=None, help=None, required=False, multiple=False, show_default=False, envvar=None, metavar=None, nargs=1, count=False, prompt=None, **ignored):
        names = [each for each in declarations if not each.startswith('-')]
        flags = [each for each in declarations if each.startswith('-')]
        self.on = [each for flag in flags for each in flag.split('/')[:1]]
        self.off = [each.strip() for flag in flags for each in flag.split('/')[1:]]
        longest = max(self.on, key=len)
        self.name = names[0] if names else longest.strip('- ').replace('-', '_')
        self.is_flag = bool(self.off) or default is True or default is False if is_flag is None else is_flag
        self.type = type or (default.__class__ if default is not None and not callable(default) and not isinstance(default, (list, tuple)) else str)
        self.default, self.help, self.required, self.multiple, self.show_default = default, help, required, multiple, show_default
        self.envvar, self.metavar, self.count, self.prompt, self.flags = envvar, metavar, count, prompt, declarations

    def row(self):
        shown = ', '.join(each for each in sorted(self.on, key=len))
        if self.off:
            shown += ' / ' + ', '.join(self.off)
        elif not self.is_flag and not self.count:
            word = self.metavar or (f"[{'|'.join(self.type.choices)}]" if isinstance(self.type, Choice) else _words.get(self.type, 'TEXT'))
            shown += ' ' + word
        notes = ([f'default: {self.default}'] if self.show_default and self.default is not None else []) + ['required'] * self.required
        return shown, ' '.join(filter(None, [self.help, f"[{'; '.join(notes)}]" if notes else '']))

    def start(self):
        if self.envvar and os.environ.get(self.envvar):
            return self.convert(os.environ[self.envvar])
        value = self.default() if callable(self.default) else self.default
        return (False if self.is_flag and value is None and not self.off else 0 if self.count and value is None else () if self.multiple and value is None else value)

    def convert(self, text):
        try:
            return self.type(text)
        except ValueError as failure:
            what = str(failure) if isinstance(self.type, Choice) else f"{text!r} is not a valid {_words.get(self.type, 'value').lower()}."
            raise BadParameter(f"Invalid value for '{self.on[-1] if len(self.on) == 1 else chr(39) + ' / '.join(self.on) + chr(39)}': {what}".replace("''", "'")) from None


class Argument:
    def __init__(self, declarations, type=None, required=None, default=None, nargs=1, **ignored):
        self.name, self.type, self.default, self.nargs = declarations[0].replace('-', '_').lower(), type or str, default, nargs
        self.required = default is None and nargs != -1 if required is None else required
        self.on, self.off = [], []

    def shown(self):
        word = self.name.upper() + ('...' if self.nargs != 1 else '')
        return word if self.required else f'[{word}]'

    def convert(self, text):
        try:
            return self.type(text)
        except ValueError as failure:
            what = str(failure) if isinstance(self.type, Choice) else f"{text!r} is not a valid {_words.get(self.type, 'value').lower()}."
            raise BadParameter(f"Invalid value for '{self.shown()}': {what}") from None


` + clickCommands,
};
