/** The command of the stand-in for Flask. */
export const flaskCli = String.raw`import os
import sys

import click

from flask.app import Flask


class NoAppException(click.UsageError): pass


class AppGroup(click.Group):
    def command(self, *args, with_appcontext=True, **kwargs):
        outer = super().command

        def decorate(function):
            return outer(*args, **kwargs)(with_app(function) if with_appcontext else function)
        return decorate


def with_app(function):
    def call(*args, **kwargs):
        with _loaded().app_context():
            return function(*args, **kwargs)
    return click._as(call, function)


with_appcontext = with_app


def show_server_banner(debug, app_import_path):
    if os.environ.get('WERKZEUG_RUN_MAIN') == 'true':
        return
    if app_import_path is not None:
        click.echo(f" * Serving Flask app '{app_import_path}'")
    if debug is not None:
        click.echo(f" * Debug mode: {'on' if debug else 'off'}")


def _prepare(path):
    """The name of the module in a file; its folder can be imported from."""
    path = os.path.realpath(path)
    if os.path.splitext(path)[1] == '.py':
        path = os.path.splitext(path)[0]
    if os.path.basename(path) == '__init__':
        path = os.path.dirname(path)
    names = []
    while True:
        path, name = os.path.split(path)
        names.append(name)
        if not os.path.exists(os.path.join(path, '__init__.py')):
            break
    if sys.path[0] != path:
        sys.path.insert(0, path)
    return '.'.join(names[::-1])


def _import(name):
    try:
        __import__(name)
    except ImportError as failure:
        if failure.__traceback__.tb_next and getattr(failure, 'name', None) != name:
            import traceback
            raise NoAppException(f'While importing {name!r}, an ImportError was raised:\n\n{traceback.format_exc()}') from None
        raise NoAppException(f'Could not import {name!r}.') from None
    return sys.modules[name]


def find_best_app(module):
    for name in 'app', 'application':
        if isinstance(getattr(module, name, None), Flask):
            return getattr(module, name)
    found = [each for each in module.__dict__.values() if isinstance(each, Flask)]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise NoAppException(f"Detected multiple Flask applications in module {module.__name__!r}. Use '{module.__name__}:name' to specify the correct one.")
    for name in 'create_app', 'make_app':
        factory = getattr(module, name, None)
        if callable(factory):
            made = factory()
            if isinstance(made, Flask):
                return made
    raise NoAppException(f"Failed to find Flask application or factory in module {module.__name__!r}. Use '{module.__name__}:name' to specify one.")


def _by_name(module, text):
    name, _, rest = text.partition('(')
    found = getattr(module, name.strip(), None)
    if found is None:
        raise NoAppException(f'Failed to find attribute {name.strip()!r} in {module.__name__!r}.')
    if not isinstance(found, Flask) and callable(found):
        found = eval(f'found({rest.rstrip(")")})', {'found': found})
    if not isinstance(found, Flask):
        raise NoAppException(f'A valid Flask application was not obtained from {module.__name__!r}:{text!r}.')
    return found


_state = {'app': None, 'import': None, 'debug': None}


def _loaded():
    if _state['app'] is None:
        where = _state['import']
        app = None
        if where:
            path, _, name = where.partition(':')
            if '/' in path or path.endswith('.py') or os.path.exists(f'{path}.py') or os.path.isdir(path):
                path = _prepare(path) if '.' not in path or path.endswith('.py') or '/' in path else path
            if os.getcwd() not in sys.path:
                sys.path.insert(0, os.getcwd())
            module = _import(path)
            app = _by_name(module, name) if name else find_best_app(module)
        else:
            for path in 'wsgi.py', 'app.py':
                if os.path.exists(path):
                    app = find_best_app(_import(_prepare(path)))
                    break
        if app is None:
            raise NoAppException("Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.")
        if _state['debug'] is not None:
            app.debug = _state['debug']
        _state['app'] = app
    return _state['app']


class FlaskGroup(click.Group):
    def get_command(self, ctx, name):
        if name in self.commands:
            return self.commands[name]
        try:
            return _loaded().cli.commands.get(name)
        except NoAppException:
            return None

    def list_commands(self, ctx):
        names = set(self.commands)
        try:
            names |= set(_loaded().cli.commands)
        except NoAppException as failure:
            failure.ctx = None
            failure.show()
        return sorted(names)


@click.command(cls=FlaskGroup, help="""A general utility script for Flask applications.

An application to load must be given with the '--app' option, 'FLASK_APP'
environment variable, or with a 'wsgi.py' or 'app.py' file in the current
directory.""")
@click.option('--env-file', '-e', metavar='FILE', help='Load environment variables from this file.')
@click.option('--app', '-A', 'app', metavar='IMPORT', help="The Flask application or factory function to load, in the form 'module:name'.")
@click.option('--debug/--no-debug', default=None, is_flag=True, help='Set debug mode.')
@click.option('--version', is_flag=True, help='Show the Flask version.')
def cli(env_file, app, debug, version):
    if version:
        import flask
        import platform
        import werkzeug
        click.echo(f'Python {platform.python_version()}\nFlask {flask.__version__}\nWerkzeug {werkzeug.__version__}')
        raise click.Exit(0)
    if env_file is not None:
        raise click.UsageError('drydock: flask --env-file is not simulated')
    _state['import'] = app or os.environ.get('FLASK_APP')
    if debug:
        os.environ['FLASK_DEBUG'] = '1'
        _state['debug'] = True


cli.invoke_without_command = False
_plain_parse = cli.parse


def _parse(ctx, args):
    rest = _plain_parse(ctx, args)
    if ctx.params.get('version'):
        cli.callback(**ctx.params)
    return rest


cli.parse = _parse


@cli.command('run', help='''Run a local development server.

This server is for development purposes only. It does not provide the
stability, security, or performance of production WSGI servers.

The reloader and debugger are enabled by default with the '--debug' option.''')
@click.option('--debug/--no-debug', default=None, is_flag=True, help='Set debug mode.')
@click.option('--host', '-h', default='127.0.0.1', envvar='FLASK_RUN_HOST', help='The interface to bind to.')
@click.option('--port', '-p', default=5000, envvar='FLASK_RUN_PORT', help='The port to bind to.')
@click.option('--reload/--no-reload', default=None, is_flag=True, help='Enable or disable the reloader. By default the reloader is active if debug is enabled.')
@click.option('--debugger/--no-debugger', default=None, is_flag=True, help='Enable or disable the debugger. By default the debugger is active if debug is enabled.')
@click.option('--with-threads/--without-threads', 'with_threads', default=True, help='Enable or disable multithreading.')
def run_command(debug, host, port, reload, debugger, with_threads):
    if debug:
        os.environ['FLASK_DEBUG'] = '1'
        _state['debug'] = True
    os.environ['FLASK_RUN_FROM_CLI'] = 'true'
    try:
        app = _loaded()
    except NoAppException as failure:
        failure.ctx = click.get_current_context()
        raise
    debug = bool(_state['debug']) or app.debug
    from werkzeug.serving import run_simple
    show_server_banner(debug, _state["import"])
    run_simple(host, port, app, use_reloader=debug if reload is None else reload,
               use_debugger=debug if debugger is None else debugger, threaded=with_threads)


@cli.command('routes', help='Show the routes for the app.')
def routes_command():
    try:
        app = _loaded()
    except NoAppException as failure:
        failure.ctx = click.get_current_context()
        raise
    rows = sorted((rule.endpoint, ', '.join(sorted(rule.methods - {'HEAD', 'OPTIONS'})), rule.rule) for rule in app.url_map.iter_rules())
    heads = 'Endpoint', 'Methods', 'Rule'
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(3)]
    for row in [heads, tuple('-' * width for width in widths), *rows]:
        click.echo('  '.join(cell.ljust(width) for cell, width in zip(row, widths)))


@cli.command('shell', help='Run a shell in the app context.')
def shell_command():
    raise click.UsageError('drydock: flask shell is not simulated')


def main():
    cli.main(prog_name='python -m flask' if sys.argv[0].endswith('__main__.py') else 'flask')
`;
