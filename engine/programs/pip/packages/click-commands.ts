/** Commands and groups of the stand-in for click. */
export const clickCommands = String.raw`class Command:
    def __init__(self, name=None, callback=None, params=None, help=None, short_help=None, context_settings=None, **ignored):
        self.name, self.callback, self.params = name, callback, list(params or ())
        self.help = help or (callback.__doc__ if callback else None)
        self._short = short_help

    def short(self):
        return self._short or (self.help or '').strip().split('\n\n')[0].replace('\n', ' ').strip()

    def pieces(self):
        return ['[OPTIONS]', *(each.shown() for each in self.params if isinstance(each, Argument))]

    def usage(self, ctx):
        return f'Usage: {ctx.command_path} {" ".join(self.pieces())}'

    def get_help(self, ctx):
        import inspect
        text = self.usage(ctx) + '\n'
        if self.help:
            text += '\n' + '\n'.join(f'  {line}'.rstrip() for line in inspect.cleandoc(self.help).split('\n')) + '\n'
        rows = [each.row() for each in self.params if isinstance(each, Option)] + [('--help', 'Show this message and exit.')]
        return (text + '\nOptions:\n' + _table(rows) + self.more_help(ctx)).rstrip('\n')

    def more_help(self, ctx):
        return ''

    def parse(self, ctx, args):
        options = {flag: each for each in self.params for flag in [*each.on, *each.off]}
        values, rest, args = {}, [], list(args)
        while args:
            word = args.pop(0)
            if word == '--':
                rest += args
                break
            if word.startswith('-') and word != '-':
                self._option(ctx, options, word, args, values)
            else:
                rest.append(word)
                if self.is_group:
                    rest += args
                    break
        for each in self.params:
            if isinstance(each, Option) and each.name not in values:
                values[each.name] = each.start()
                if values[each.name] is None and each.prompt:
                    values[each.name] = each.convert(prompt(each.prompt if isinstance(each.prompt, str) else each.name.replace('_', ' ').capitalize()))
                if each.required and values[each.name] is None:
                    raise UsageError(f"Missing option '{each.on[-1]}'.", ctx)
        for each in self.params:
            if isinstance(each, Argument):
                count = len(rest) if each.nargs == -1 else each.nargs
                taken, rest = rest[:count], rest[count:]
                if not taken and each.required:
                    raise UsageError(f"Missing argument '{each.shown()}'.", ctx)
                made = tuple(map(each.convert, taken))
                values[each.name] = made if each.nargs != 1 else made[0] if made else each.default
        ctx.params = values
        return rest

    is_group = False

    def _option(self, ctx, options, word, args, values):
        name, equals, value = word.partition('=') if word.startswith('--') else (word[:2], '', word[2:])
        if name == '--help':
            echo(self.get_help(ctx))
            raise Exit(0)
        option = options.get(name)
        if option is None:
            raise UsageError(f'No such option: {name}', ctx)
        if option.is_flag or option.count:
            values[option.name] = values.get(option.name, 0) + 1 if option.count else name in option.on
            if value and not equals:
                args.insert(0, '-' + value)
            return
        if not equals and not value:
            if not args:
                raise UsageError(f"Option '{name}' requires an argument.", ctx)
            value = args.pop(0)
        try:
            made = option.convert(value)
        except UsageError as failure:
            failure.ctx = ctx
            raise
        values[option.name] = (*values.get(option.name, ()), made) if option.multiple else made

    def invoke(self, ctx, rest):
        if rest:
            raise UsageError(f"Got unexpected extra argument{'s' if len(rest) > 1 else ''} ({' '.join(rest)})", ctx)
        return self.callback(**ctx.params) if self.callback else None

    def run(self, args, parent=None, info_name=None, obj=None):
        ctx = Context(self, parent, info_name or self.name, obj)
        _contexts.append(ctx)
        try:
            return self.invoke(ctx, self.parse(ctx, args))
        finally:
            _contexts.pop()

    def main(self, args=None, prog_name=None, standalone_mode=True, obj=None, **ignored):
        words = sys.argv[1:] if args is None else list(args)
        try:
            result = self.run(words, None, prog_name or os.path.basename(sys.argv[0]), obj)
            if not standalone_mode:
                return result
            sys.exit(0)
        except Exit as done:
            sys.exit(done.exit_code)
        except ClickException as failure:
            if not standalone_mode:
                raise
            failure.show()
            sys.exit(failure.exit_code)
        except (Abort, KeyboardInterrupt, EOFError):
            echo('Aborted!', err=True)
            sys.exit(1)

    def __call__(self, *args, **kwargs):
        return self.main(*args, **kwargs)


class Group(Command):
    is_group = True

    def __init__(self, name=None, commands=None, invoke_without_command=False, **kwargs):
        super().__init__(name, **kwargs)
        self.commands, self.invoke_without_command = dict(commands or {}), invoke_without_command

    def pieces(self):
        return ['[OPTIONS]', 'COMMAND', '[ARGS]...']

    def add_command(self, cmd, name=None):
        self.commands[name or cmd.name] = cmd

    def command(self, *args, **kwargs):
        def decorate(function):
            made = command(*args, **kwargs)(function)
            self.add_command(made)
            return made
        return decorate(args[0]) if args and callable(args[0]) else decorate

    def group(self, *args, **kwargs):
        return self.command(*args, cls=Group, **kwargs)

    def list_commands(self, ctx):
        return sorted(self.commands)

    def get_command(self, ctx, name):
        return self.commands.get(name)

    def more_help(self, ctx):
        rows = [(name, self.get_command(ctx, name).short()) for name in self.list_commands(ctx)]
        return '\nCommands:\n' + _table(rows) if rows else ''

    def invoke(self, ctx, rest):
        if not rest:
            if self.invoke_without_command:
                return super().invoke(ctx, rest)
            echo(self.get_help(ctx), err=False)
            raise Exit(0 if not ctx.parent else 2)
        found = self.get_command(ctx, rest[0])
        if found is None:
            raise UsageError(f"No such command '{rest[0]}'.", ctx)
        ctx.invoked_subcommand = rest[0]
        super().invoke(ctx, [])
        return found.run(rest[1:], ctx, rest[0])


def _table(rows):
    width = min(30, max(len(left) for left, _ in rows))
    return ''.join(_row(left, right, width) for left, right in rows)


def _row(left, right, width):
    import textwrap
    lines = textwrap.wrap(right, 76 - width) or ['']
    if len(left) > width:
        return f'  {left}\n' + ''.join(f'  {"":{width}}  {line}\n' for line in lines if line)
    return f'  {left:{width}}  {lines[0]}'.rstrip() + '\n' + ''.join(f'  {"":{width}}  {line}\n' for line in lines[1:])


def command(name=None, cls=None, **kwargs):
    def decorate(function):
        params = list(reversed(getattr(function, '__click_params__', [])))
        own = name if isinstance(name, str) else function.__name__.lower().replace('_', '-')
        made = (cls or Command)(own, callback=function, params=params, **kwargs)
        made.__doc__ = function.__doc__
        return made
    return decorate(name) if callable(name) else decorate


def group(name=None, **kwargs):
    return command(name, cls=Group, **kwargs)


def _parameter(made):
    def decorate(function):
        if isinstance(function, Command):
            function.params.append(made)
        else:
            function.__dict__.setdefault('__click_params__', []).append(made)
        return function
    return decorate


def option(*declarations, cls=None, **kwargs): return _parameter(Option(declarations, **kwargs))
def argument(*declarations, **kwargs): return _parameter(Argument(declarations, **kwargs))


def pass_context(function):
    def call(*args, **kwargs):
        return function(get_current_context(), *args, **kwargs)
    return _as(call, function)


def pass_obj(function):
    def call(*args, **kwargs):
        return function(get_current_context().obj, *args, **kwargs)
    return _as(call, function)


def _as(call, function):
    import functools
    return functools.update_wrapper(call, function)


def version_option(version=None, *declarations, prog_name=None, message='%(prog)s, version %(version)s', **ignored):
    def decorate(function):
        made = Option(declarations or ('--version',), is_flag=True, help='Show the version and exit.')

        def call(**kwargs):
            if kwargs.pop(made.name):
                echo(message % {'prog': prog_name or get_current_context().info_name, 'version': version})
                raise Exit(0)
            return function(**kwargs)
        return _parameter(made)(_as(call, function))
    return decorate
`;
