/** The end of `argparse`: usages and help. */
export const argparseUsage = String.raw`    # Usages and help.
    def _width(self):
        import shutil
        return max(shutil.get_terminal_size().columns - 2, 11)

    def _metavar(self, action, default):
        if action.metavar is not None:
            return action.metavar
        return '{' + ','.join(map(str, action.choices)) + '}' if action.choices is not None else default

    def _args(self, action, default):
        name = self._metavar(action, default)
        names = name if isinstance(name, tuple) else (name, name)
        if action.nargs is None:
            return name if isinstance(name, str) else name[0]
        if action.nargs == OPTIONAL:
            return f'[{names[0]}]'
        if action.nargs == ZERO_OR_MORE:
            return f'[{names[0]} [{names[1]} ...]]' if isinstance(name, tuple) and len(name) == 2 else f'[{names[0]} ...]'
        if action.nargs == ONE_OR_MORE:
            return f'{names[0]} [{names[1]} ...]'
        if action.nargs == REMAINDER:
            return '...'
        if action.nargs == PARSER:
            return f'{names[0]} ...'
        if action.nargs == 0:
            return ''
        return ' '.join(name if isinstance(name, tuple) else [name] * action.nargs)

    def _piece(self, action):
        if not action.option_strings:
            return self._args(action, action.dest)
        if action.nargs == 0:
            return action.format_usage()
        return f'{action.option_strings[0]} {self._args(action, action.dest.upper())}'

    def _pieces(self, actions, groups):
        found, skip = [], set()
        for action in actions:
            if action in skip or action.help is SUPPRESS:
                continue
            group = next((each for each in groups if action in each._group_actions and all(one in actions for one in each._group_actions)), None)
            if group is not None:
                shown = [self._piece(each) for each in group._group_actions if each.help is not SUPPRESS]
                skip |= set(group._group_actions)
                text = ' | '.join(shown)
                found.append(f'({text})' if group.required and len(shown) > 1 else text if group.required else f'[{text}]')
            else:
                text = self._piece(action)
                found.append(f'[{text}]' if action.option_strings and not action.required else text)
        return [found]

    def format_usage(self):
        if self.usage is not None:
            return f'usage: {self.usage % dict(prog=self.prog)}\n'
        optional = self._pieces([each for each in self._actions if each.option_strings], self._exclusive)[0]
        plain = self._pieces([each for each in self._actions if not each.option_strings], self._exclusive)[0]
        line = ' '.join([self.prog, *optional, *plain])
        width = self._width()
        if len(line) + 7 <= width:
            return f'usage: {line}\n'
        indent = ' ' * (len(self.prog) + 8)
        if len(self.prog) + 7 > 0.75 * width:
            indent = ' ' * 7
            lines = self._folded([*optional, *plain] if len(' '.join([*optional, *plain])) + 7 <= width else optional, indent, None, width)
            if len(' '.join([*optional, *plain])) + 7 > width:
                lines += self._folded(plain, indent, None, width)
            return 'usage: ' + '\n'.join([self.prog, *lines]) + '\n'
        if optional:
            lines = self._folded([self.prog, *optional], indent, '', width) + self._folded(plain, indent, None, width)
        else:
            lines = self._folded([self.prog, *plain], indent, '', width)
        return 'usage: ' + '\n'.join(lines) + '\n'

    def _folded(self, parts, indent, first, width):
        lines, line, length = [], [], len(indent) - 1
        for part in parts:
            if line and length + 1 + len(part) > width:
                lines.append(indent + ' '.join(line))
                line, length = [], len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + ' '.join(line))
        if first is not None and lines:
            lines[0] = lines[0][len(indent):]
        return lines

    def _filled(self, text, width, indent=''):
        import textwrap
        if issubclass(self.formatter_class, RawDescriptionHelpFormatter):
            return '\n'.join(indent + line for line in text.split('\n'))
        return textwrap.fill(' '.join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _head(self, action):
        if not action.option_strings:
            return self._args(action, action.dest) if action.nargs is None else self._metavar(action, action.dest) if isinstance(self._metavar(action, action.dest), str) else ' '.join(self._metavar(action, action.dest))
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        args = self._args(action, action.dest.upper())
        return ', '.join(f'{each} {args}' for each in action.option_strings)

    def _about(self, action):
        text = action.help
        if issubclass(self.formatter_class, ArgumentDefaultsHelpFormatter) and '%(default)' not in text and action.default is not SUPPRESS and (action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            text += ' (default: %(default)s)'
        names = {key: value for key, value in vars(action).items() if value is not SUPPRESS}
        names.update(prog=self.prog)
        for key in list(names):
            if hasattr(names[key], '__name__'):
                names[key] = names[key].__name__
        if names.get('choices') is not None:
            names['choices'] = ', '.join(map(str, names['choices']))
        return text % names

    def _rows(self, action, indent):
        rows = [(indent, self._head(action), self._about(action) if action.help else '')]
        return rows + [row for each in getattr(action, '_choices_actions', ()) for row in self._rows(each, indent + 2)]

    def format_help(self):
        width, rows = self._width(), {}
        for group in self._groups:
            rows[group] = [row for action in group._group_actions if action.help is not SUPPRESS for row in self._rows(action, 2)]
        longest = max((indent + len(head) for each in rows.values() for indent, head, _ in each), default=0)
        column = min(longest + 2, 24, max(width - 20, 4))
        parts = [self.format_usage()]
        if self.description:
            parts.append(self._filled(self.description % dict(prog=self.prog), width) + '\n')
        for group in self._groups:
            text = ''.join(self._row(*row, column, width) for row in rows[group])
            if text or group.description:
                about = self._filled(group.description % dict(prog=self.prog), width, '  ') + '\n' + ('\n' if text else '') if group.description else ''
                parts.append((f'{group.title}:\n' if group.title else '') + about + text)
        if self.epilog:
            parts.append(self._filled(self.epilog % dict(prog=self.prog), width) + '\n')
        return '\n'.join(parts)

    def _row(self, indent, head, about, column, width):
        import textwrap
        if not about.strip():
            return ' ' * indent + head + '\n'
        room = max(width - column, 11)
        raw = issubclass(self.formatter_class, RawTextHelpFormatter)
        lines = about.splitlines() if raw else textwrap.wrap(' '.join(about.split()), room)
        if indent + len(head) <= column - 2:
            first = ' ' * indent + head.ljust(column - indent) + lines[0] + '\n'
            lines = lines[1:]
        else:
            first = ' ' * indent + head + '\n'
        return first + ''.join(' ' * column + line + '\n' for line in lines)

    def print_usage(self, file=None): self._print_message(self.format_usage(), file or _sys.stdout)
    def print_help(self, file=None): self._print_message(self.format_help(), file or _sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            (file or _sys.stderr).write(message)

    def exit(self, status=0, message=None):
        self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')
`;
