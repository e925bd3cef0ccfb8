import { argparseParser } from './argparse-parser.js';

/** `argparse`. */
export const argparse =
  String.raw`"""Command lines."""

import os as _os
import re as _re
import sys as _sys

SUPPRESS, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '==SUPPRESS==', '?', '*', '+', 'A...', '...'


class Namespace:
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other): return isinstance(other, Namespace) and vars(self) == vars(other)
    def __contains__(self, key): return key in self.__dict__

    def __repr__(self):
        shown = [f'{name}={value!r}' if name.isidentifier() else None for name, value in self.__dict__.items()]
        odd = {name: value for name, value in self.__dict__.items() if not name.isidentifier()}
        return f"Namespace({', '.join([*filter(None, shown), *([f'**{odd!r}'] if odd else [])])})"


def _name_of(argument):
    if argument is None:
        return None
    if argument.option_strings:
        return '/'.join(argument.option_strings)
    if argument.metavar not in (None, SUPPRESS):
        return argument.metavar if isinstance(argument.metavar, str) else '[' + ', '.join(argument.metavar) + ']'
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    if argument.choices:
        return '{' + ','.join(map(str, argument.choices)) + '}'


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name, self.message = _name_of(argument), message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'


class ArgumentTypeError(Exception): pass


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const, self.default = option_strings, dest, nargs, const, default
        self.type, self.choices, self.required, self.help, self.metavar = type, choices, required, help, metavar
        self.container = None

    def __repr__(self):
        names = 'option_strings dest nargs const default type choices required help metavar'.split()
        return f"{self.__class__.__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def format_usage(self): return self.option_strings[0]
    def __call__(self, parser, namespace, values, option_string=None): raise NotImplementedError('.__call__() not defined')


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, **kwargs):
        if nargs == 0:
            raise ValueError('nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate')
        super().__init__(option_strings, dest, nargs, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None): setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None): setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        names = [each for name in option_strings for each in ([name, '--no-' + name[2:]] if name.startswith('--') else [name])]
        super().__init__(names, dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self): return ' | '.join(self.option_strings)


def _added(namespace, dest, values):
    return [*(getattr(namespace, dest, None) or []), *values]


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _added(namespace, self.dest, [values]))


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _added(namespace, self.dest, [self.const]))


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _added(namespace, self.dest, values))


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, None, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        text = self.version if self.version is not None else parser.version
        parser._print_message(parser._filled(text % dict(prog=parser.prog), parser._width()) + '\n', _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog, self._parser_class, self._name_parser_map, self._choices_actions = prog, parser_class, {}, []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, aliases=(), **kwargs):
        kwargs.setdefault('prog', f'{self._prog} {name}')
        if 'help' in kwargs:
            shown = name + (f" ({', '.join(aliases)})" if aliases else '')
            self._choices_actions.append(Action([], shown, help=kwargs.pop('help'), metavar=shown))
        parser = self._parser_class(**kwargs)
        for each in (name, *aliases):
            self._name_parser_map[each] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, words = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(self, f"unknown parser {name!r} (choices: {', '.join(self._name_parser_map)})")
        inner, left = self._name_parser_map[name].parse_known_args(words)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if left:
            namespace.__dict__.setdefault('_unrecognized_args', []).extend(left)


class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._encoding = mode, encoding

    def __call__(self, string):
        if string == '-':
            return _sys.stdin if 'r' in self._mode else _sys.stdout
        try:
            return open(string, self._mode, encoding=self._encoding)
        except OSError as failure:
            raise ArgumentTypeError(f"can't open '{string}': {failure}") from None

    def __repr__(self): return f'FileType({self._mode!r})'


_actions = {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction, 'store_true': _StoreTrueAction,
            'store_false': _StoreFalseAction, 'append': _AppendAction, 'append_const': _AppendConstAction, 'extend': _ExtendAction,
            'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction}


class _Container:
    def _setup(self, title, description, conflict_handler='error'):
        self.title, self.description, self._group_actions, self._conflict = title, description, [], conflict_handler

    def add_argument(self, *args, **kwargs):
        kwargs = dict(kwargs)
        kind = kwargs.pop('action', None)
        make = _actions.get(kind, kind) if not isinstance(kind, type) else kind
        if not callable(make):
            raise ValueError(f'unknown action "{kind}"')
        options = [each for each in args if each[:1] in self._root.prefix_chars]
        if args and not options:
            if len(args) > 1 or 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument')
            if 'required' in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            kwargs['dest'] = args[0]
            if kwargs.get('nargs') not in (OPTIONAL, ZERO_OR_MORE, REMAINDER) or kwargs.get('nargs') == ZERO_OR_MORE and 'default' not in kwargs:
                kwargs['required'] = make in (_StoreAction, _AppendAction, _ExtendAction) or isinstance(kind, type)
        elif options:
            dest = kwargs.pop('dest', None) or next((each for each in args if each[:2] == '--'), args[0]).lstrip(self._root.prefix_chars).replace('-', '_')
            kwargs['dest'] = dest
        if 'default' not in kwargs and self._root.argument_default is not None:
            kwargs['default'] = self._root.argument_default
        if kwargs.get('required') is False:
            kwargs.pop('required')
        if kwargs.get('type') is not None and not callable(kwargs['type']):
            raise ValueError(f"{kwargs['type']!r} is not callable")
        if make is not _HelpAction and make is not _VersionAction or 'dest' not in kwargs or options:
            action = make(options, **{key: value for key, value in kwargs.items() if not (make in (_VersionAction, _HelpAction) and key == 'dest')})
        return self._add(action)

    def _add(self, action):
        for name in action.option_strings:
            if name in self._root._options:
                raise ArgumentError(action, f'conflicting option string: {name}')
            self._root._options[name] = action
        action.container = self
        self._group_actions.append(action)
        self._root._actions.append(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        group = _MutuallyExclusiveGroup(self, required)
        self._root._exclusive.append(group)
        return group

    def add_argument_group(self, title=None, description=None):
        group = _ArgumentGroup(self._root, title, description)
        self._root._groups.append(group)
        return group

    def set_defaults(self, **kwargs):
        self._root._defaults.update(kwargs)
        for action in self._root._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._root._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._root._defaults.get(dest)


class _ArgumentGroup(_Container):
    def __init__(self, root, title, description):
        self._root = root
        self._setup(title, description)


class _MutuallyExclusiveGroup(_Container):
    def __init__(self, outer, required):
        self._root, self._outer, self.required = outer._root, outer, required
        self._setup(None, None)

    def _add(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        self._outer._add(action)
        self._group_actions.append(action)
        return action
` + argparseParser;
