import { argparseUsage } from './argparse-usage.js';

/** The second half of `argparse`: parsing. */
export const argparseParser =
  String.raw`

class HelpFormatter: pass
class RawDescriptionHelpFormatter(HelpFormatter): pass
class RawTextHelpFormatter(RawDescriptionHelpFormatter): pass
class ArgumentDefaultsHelpFormatter(HelpFormatter): pass
class MetavarTypeHelpFormatter(HelpFormatter): pass


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars='-',
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True):
        self._root, self._options, self._actions, self._exclusive, self._groups, self._defaults, self._subparsers = self, {}, [], [], [], {}, None
        self._setup(None, description)
        self.prog, self.usage, self.epilog, self.formatter_class = prog or _os.path.basename(_sys.argv[0]), usage, epilog, formatter_class
        self.prefix_chars, self.fromfile_prefix_chars, self.argument_default = prefix_chars, fromfile_prefix_chars, argument_default
        self.add_help, self.allow_abbrev, self.exit_on_error = add_help, allow_abbrev, exit_on_error
        self._positionals, self._optionals = self.add_argument_group('positional arguments'), self.add_argument_group('options')
        if add_help:
            self.add_argument('-h', '--help', action='help', default=SUPPRESS, help='show this help message and exit')
        for parent in parents:
            for group in parent._groups:
                same = next((each for each in self._groups if each.title == group.title), None) or self.add_argument_group(group.title, group.description)
                for action in group._group_actions:
                    same._add(action)
            self._exclusive += parent._exclusive
            self._defaults.update(parent._defaults)

    def __repr__(self):
        return f'ArgumentParser(prog={self.prog!r}, usage={self.usage!r}, description={self.description!r}, formatter_class={self.formatter_class!r}, conflict_handler={self._conflict!r}, add_help={self.add_help!r})'

    def _add(self, action):
        return (self._optionals if action.option_strings else self._positionals)._add(action)

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, dest=SUPPRESS, required=False, help=None, metavar=None, **ignored):
        if self._subparsers is not None:
            self.error('cannot have multiple subparser arguments')
        group = self.add_argument_group(title or 'subcommands', description) if title or description else self._positionals
        if prog is None:
            own = [each for each in self._actions if not each.option_strings]
            prog = ' '.join([self.prog, *(self._pieces(own, [])[0] if own else [])]).strip()
        self._subparsers = _SubParsersAction([], prog, parser_class or type(self), dest, required, help, metavar)
        group._add(self._subparsers)
        return self._subparsers

    # Parsing.
    def parse_args(self, args=None, namespace=None):
        found, left = self.parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found

    def parse_known_args(self, args=None, namespace=None):
        words = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not self.exit_on_error:
            left = self._parse(words, namespace)
        else:
            try:
                left = self._parse(words, namespace)
            except ArgumentError as failure:
                self.error(str(failure))
        return namespace, left + namespace.__dict__.pop('_unrecognized_args', [])

    parse_intermixed_args = parse_args

    def _option(self, word):
        """The option in a word: an action, its name and the value in the same word. None where the word is no option."""
        if not word or word[0] not in self.prefix_chars:
            return None
        if word in self._options:
            return self._options[word], word, None
        if len(word) == 1:
            return None
        name, equals, value = word.partition('=')
        if equals and name in self._options:
            return self._options[name], name, value
        found = []
        if word.startswith('--'):
            if self.allow_abbrev:
                found = [(self._options[each], each, value if equals else None) for each in self._options if each.startswith(name)]
        else:
            short = word[:2]
            found = [(self._options[each], each, word[2:]) for each in self._options if each == short]
            found += [(self._options[each], each, None) for each in self._options if each.startswith(word) and each != short]
        if len(found) > 1:
            raise ArgumentError(None, f"ambiguous option: {word} could match {', '.join(each[1] for each in found)}")
        if found:
            return found[0]
        if _re.match(r'^-\d+$|^-\d*\.\d+$', word) and not any(_re.match(r'^-\d', each) for each in self._options):
            return None
        return None if ' ' in word else (None, word, None)

    def _count(self, nargs, available, is_open):
        """How many of the words that are there an argument takes; None where they are too few."""
        if nargs is None:
            return 1 if available else None
        if nargs == OPTIONAL:
            return min(1, available)
        if nargs in (ZERO_OR_MORE, REMAINDER):
            return available
        if nargs in (ONE_OR_MORE, PARSER):
            return available or None
        return nargs if available >= nargs else None

    def _parse(self, words, namespace):
        options, after = [], False
        for word in words:
            options.append(None if after else '--' if word == '--' else self._option(word))
            after = after or word == '--'
        seen, chosen, left, at = [], [], [], 0
        positionals = [each for each in self._actions if not each.option_strings]

        def take(action, values, name=None):
            seen.append(action)
            given = self._values(action, values)
            if given is not action.default or action.option_strings or values:
                for group in self._exclusive:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other in chosen and other is not action:
                                raise ArgumentError(action, f'not allowed with argument {_name_of(other)}')
                if values or action.option_strings or action.nargs not in (OPTIONAL, ZERO_OR_MORE):
                    chosen.append(action)
            action(self, namespace, given, name) if given is not SUPPRESS else None

        def plain(start):
            end = start
            while end < len(words) and options[end] in (None, '--'):
                end += 1
            return end

        def positional(start):
            end = plain(start)
            marks = [index for index in range(start, end) if options[index] == '--']
            free = end - start - len(marks)
            for count in range(len(positionals), 0, -1):
                sizes = self._share(positionals[:count], free)
                if sizes is not None:
                    break
            else:
                return start
            for action, size in zip(list(positionals), sizes):
                if size == 0 and end < len(words) and action.nargs in (ZERO_OR_MORE, OPTIONAL) and any(each for each in options[end:]) and free == 0:
                    return start
                values = []
                if action.nargs in (PARSER, REMAINDER) and start < len(words):
                    values, start = [each for each in words[start:] if each != '--'] if '--' in words[start:start + 1] else words[start:], len(words)
                else:
                    while len(values) < size:
                        if options[start] != '--':
                            values.append(words[start])
                        start += 1
                positionals.remove(action)
                take(action, values)
            while start < end and options[start] == '--':
                start += 1
            return start

        while at < len(words):
            if options[at] in (None, '--'):
                moved = positional(at) if positionals else at
                if moved == at:
                    if not (options[at] == '--'):
                        left.append(words[at])
                    moved = at + 1
                at = moved
                continue
            action, name, value = options[at]
            at += 1
            if action is None:
                left.append(name)
                continue
            at = self._take_option(action, name, value, words, options, at, take)
        if positionals:
            positional(len(words))
        missing = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif action.default is not None and isinstance(action.default, str) and hasattr(namespace, action.dest) and action.default is getattr(namespace, action.dest):
                setattr(namespace, action.dest, self._value(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self._exclusive:
            if group.required and not any(each in chosen for each in group._group_actions):
                names = [_name_of(each) for each in group._group_actions if each.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")
        return left

    def _take_option(self, action, name, value, words, options, at, take):
        while value is not None and action.nargs == 0:
            if name.startswith('--') or '-' + value[0] not in self._options:
                raise ArgumentError(action, f'ignored explicit argument {value!r}')
            take(action, [], name)
            name = '-' + value[0]
            action, value = self._options[name], value[1:] or None
        if value is not None:
            if action.nargs not in (None, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, 1):
                raise ArgumentError(action, f"expected {action.nargs} argument{'s' if action.nargs != 1 else ''}")
            take(action, [value.removeprefix('=') if not name.startswith('--') else value], name)
            return at
        end = at
        while end < len(words) and options[end] is None or end < len(words) and action.nargs == REMAINDER:
            end += 1
        size = 0 if action.nargs == 0 else self._count(action.nargs, end - at, True)
        if size is None:
            word = {None: 'one argument', ONE_OR_MORE: 'at least one argument'}.get(action.nargs)
            raise ArgumentError(action, f"expected {word or (str(action.nargs) + ' argument' + ('s' if action.nargs != 1 else ''))}")
        take(action, words[at:at + size], name)
        return at + size

    def _share(self, actions, free):
        """How many of the free words each of some arguments gets, the first ones as many as they like."""
        least = [{None: 1, OPTIONAL: 0, ZERO_OR_MORE: 0, REMAINDER: 0, ONE_OR_MORE: 1, PARSER: 1}.get(each.nargs, each.nargs) for each in actions]
        if sum(least) > free:
            return None
        rest, sizes = free - sum(least), []
        for action, size in zip(actions, least):
            more = rest if action.nargs in (ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER) else min(rest, 1) if action.nargs == OPTIONAL else 0
            sizes.append(size + more)
            rest -= more
        return sizes

    def _values(self, action, values):
        if action.nargs == 0:
            return []
        if action.nargs == OPTIONAL and not values:
            value = action.const if action.option_strings else action.default
            return self._value(action, value) if isinstance(value, str) else value
        if action.nargs == ZERO_OR_MORE and not values and not action.option_strings:
            return [] if action.default is None else action.default
        if action.nargs == PARSER:
            made = [self._value(action, values[0], True), *values[1:]]
            return made
        made = [self._value(action, each, True) for each in values]
        return made[0] if action.nargs in (None, OPTIONAL) else made

    def _value(self, action, text, checks=False):
        kind = action.type
        if kind is not None and isinstance(text, str):
            name = getattr(kind, '__name__', repr(kind))
            try:
                text = kind(text)
            except ArgumentTypeError as failure:
                raise ArgumentError(action, str(failure)) from None
            except (TypeError, ValueError):
                raise ArgumentError(action, f'invalid {name} value: {text!r}') from None
        if checks and action.choices is not None and text not in action.choices:
            raise ArgumentError(action, f"invalid choice: {text!r} (choose from {', '.join(map(repr, action.choices))})")
        return text

` + argparseUsage;
