import { flaskDispatch } from './flask-dispatch.js';

/** The application of the stand-in for Flask. */
export const flaskApp =
  String.raw`import logging
import os
import sys

from itsdangerous import BadSignature, URLSafeTimedSerializer
from jinja2 import Environment, FileSystemLoader
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.routing import BuildError, Map, RequestRedirect, Rule
from werkzeug.wrappers import Headers

from flask import globals as _globals
from flask.helpers import get_flashed_messages, send_from_directory, url_for
from flask.wrappers import Request, Response


class Config(dict):
    def __init__(self, root_path, defaults=None):
        super().__init__(defaults or {})
        self.root_path = root_path

    def from_object(self, obj):
        if isinstance(obj, str):
            from werkzeug.utils import import_string
            obj = import_string(obj)
        self.update({name: getattr(obj, name) for name in dir(obj) if name.isupper()})

    def from_mapping(self, mapping=None, **kwargs):
        self.update({name: value for name, value in {**(mapping or {}), **kwargs}.items() if name.isupper()})
        return True

    def from_pyfile(self, filename, silent=False):
        try:
            with open(os.path.join(self.root_path, filename)) as file:
                text = file.read()
        except OSError:
            if silent:
                return False
            raise
        space = {}
        exec(compile(text, filename, 'exec'), space)
        self.update({name: value for name, value in space.items() if name.isupper()})
        return True

    def from_envvar(self, variable_name, silent=False):
        name = os.environ.get(variable_name)
        if name:
            return self.from_pyfile(name, silent)
        if silent:
            return False
        raise RuntimeError(f'The environment variable {variable_name!r} is not set and as such configuration could not be loaded.')

    def from_prefixed_env(self, prefix='FLASK', loads=None):
        import json
        for name, value in os.environ.items():
            if name.startswith(prefix + '_'):
                try:
                    value = json.loads(value)
                except ValueError:
                    pass
                self[name[len(prefix) + 1:]] = value
        return True


class _Names:
    def __contains__(self, name): return name in self.__dict__
    def __iter__(self): return iter(self.__dict__)
    def get(self, name, default=None): return self.__dict__.get(name, default)
    def pop(self, name, *default): return self.__dict__.pop(name, *default)
    def setdefault(self, name, default=None): return self.__dict__.setdefault(name, default)
    def __repr__(self): return "<flask.g of 'app'>"


class _Context:
    def __init__(self, stack):
        self._stack, self._tokens = stack, []

    def push(self):
        self._tokens.append(self._stack.set(self))

    def pop(self, exc=None):
        self._stack.reset(self._tokens.pop())

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, kind, value, traceback):
        self.pop(value)


class AppContext(_Context):
    def __init__(self, app):
        super().__init__(_globals._app_stack)
        self.app, self.g = app, _Names()

    def pop(self, exc=None):
        for function in reversed(self.app._teardown_app):
            function(exc)
        super().pop()


class SecureCookieSession(dict):
    permanent = False


class NullSession(dict):
    def _fail(self, *args, **kwargs):
        raise RuntimeError('The session is unavailable because no secret key was set. Set the secret_key on the application to something unique and secret.')

    __setitem__ = __delitem__ = pop = setdefault = update = clear = _fail


class RequestContext(_Context):
    def __init__(self, app, environ, session=None):
        super().__init__(_globals._request_stack)
        self.app, self.environ, self.request, self.after = app, environ, app.request_class(environ), []
        self.request.max_content_length = app.config['MAX_CONTENT_LENGTH']
        self.session = app._open_session(self.request) if session is None else session
        self.was, self.app_context = dict(self.session), AppContext(app)
        try:
            self.request.url_rule, self.request.view_args = app.url_map.match(self.request.path, self.request.method, self.request.url_root.rstrip('/'))
        except HTTPException as failure:
            self.request.routing_exception = failure

    def push(self):
        self.app_context.push()
        super().push()

    def pop(self, exc=None):
        for function in reversed(self.app._teardown):
            function(exc)
        super().pop()
        self.app_context.pop(exc)

    def copy(self):
        return RequestContext(self.app, self.environ, self.session)


class _Routes:
    """What an application and its blueprints have in common."""

    def _prepare(self, import_name, static_folder, template_folder, static_url_path, root_path=None):
        self.import_name, self._before, self._after, self._teardown, self._handlers, self._processors = import_name, [], [], [], {}, []
        self.root_path = root_path or _root_of(import_name)
        self.template_folder, self._static_url = template_folder, static_url_path
        self.static_folder = os.path.join(self.root_path, static_folder) if static_folder else None

    def route(self, rule, **options):
        def decorate(function):
            self.add_url_rule(rule, options.pop('endpoint', None), function, **options)
            return function
        return decorate

    def _method(self, name, rule, options):
        if 'methods' in options:
            raise TypeError("Use the 'route' decorator to use the 'methods' argument.")
        return self.route(rule, methods=[name], **options)

    def get(self, rule, **options): return self._method('GET', rule, options)
    def post(self, rule, **options): return self._method('POST', rule, options)
    def put(self, rule, **options): return self._method('PUT', rule, options)
    def delete(self, rule, **options): return self._method('DELETE', rule, options)
    def patch(self, rule, **options): return self._method('PATCH', rule, options)

    def _add(self, list, function):
        list.append(function)
        return function

    def before_request(self, f): return self._add(self._before, f)
    def after_request(self, f): return self._add(self._after, f)
    def teardown_request(self, f): return self._add(self._teardown, f)
    def context_processor(self, f): return self._add(self._processors, f)

    def errorhandler(self, code_or_exception):
        def decorate(function):
            self.register_error_handler(code_or_exception, function)
            return function
        return decorate

    def register_error_handler(self, code_or_exception, f):
        self._handlers[code_or_exception] = f


class Blueprint(_Routes):
    def __init__(self, name, import_name, static_folder=None, static_url_path=None, template_folder=None, url_prefix=None, root_path=None, **ignored):
        if '.' in name:
            raise ValueError("'name' may not contain a dot '.' character.")
        self.name, self.url_prefix, self._rules, self._children = name, url_prefix, [], []
        self._prepare(import_name, static_folder, template_folder, static_url_path, root_path)

    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        self._rules.append((rule, endpoint or view_func.__name__, view_func, options))

    def register_blueprint(self, blueprint, **options):
        self._children.append((blueprint, options))

    def _register(self, app, url_prefix=None, name_prefix='', name=None):
        prefix = (url_prefix if url_prefix is not None else self.url_prefix or '').rstrip('/')
        full = name_prefix + (name or self.name)
        for rule, endpoint, function, options in self._rules:
            app.add_url_rule(prefix + '/' + rule.lstrip('/') if prefix else rule, f'{full}.{endpoint}', function, **options)
        if self.static_folder:
            where = self._static_url or '/' + os.path.basename(self.static_folder)
            app.add_url_rule(f'{prefix}{where}/<path:filename>', f'{full}.static', lambda filename: send_from_directory(self.static_folder, filename))
        if self.template_folder:
            app._loader.searchpath.append(os.path.join(self.root_path, self.template_folder))
        app._blueprints[full] = self
        for child, options in self._children:
            inner = options.get('url_prefix', child.url_prefix) or ''
            child._register(app, prefix + inner, full + '.')


def _root_of(import_name):
    module = sys.modules.get(import_name)
    name = getattr(module, '__file__', None)
    return os.path.dirname(os.path.abspath(name)) if name else os.getcwd()


def _logger_of(app):
    logger = logging.getLogger(app.name)
    if app.debug and not logger.level:
        logger.setLevel(logging.DEBUG)
    if not logger.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter('[%(asctime)s] %(levelname)s in %(module)s: %(message)s'))
        logger.addHandler(handler)
    return logger


class Flask(_Routes):
    request_class, response_class = Request, Response
    secret_key = property(lambda self: self.config['SECRET_KEY'], lambda self, value: self.config.__setitem__('SECRET_KEY', value))
    testing = property(lambda self: self.config['TESTING'], lambda self, value: self.config.__setitem__('TESTING', value))

    def __init__(self, import_name, static_url_path=None, static_folder='static', static_host=None, host_matching=False,
                 subdomain_matching=False, template_folder='templates', instance_path=None, instance_relative_config=False, root_path=None):
        self._prepare(import_name, static_folder, template_folder, static_url_path, root_path)
        main = getattr(sys.modules.get('__main__'), '__file__', None) if import_name == '__main__' else None
        self.name = os.path.splitext(os.path.basename(main))[0] if main else import_name
        self.instance_path = instance_path or os.path.join(self.root_path, 'instance')
        self.config = Config(self.instance_path if instance_relative_config else self.root_path, {
            'DEBUG': os.environ.get('FLASK_DEBUG', '').lower() not in ('', '0', 'false', 'no'), 'TESTING': False, 'SECRET_KEY': None,
            'PROPAGATE_EXCEPTIONS': None, 'SESSION_COOKIE_NAME': 'session', 'MAX_CONTENT_LENGTH': None, 'APPLICATION_ROOT': '/',
            'SERVER_NAME': None, 'PREFERRED_URL_SCHEME': 'http', 'TEMPLATES_AUTO_RELOAD': None, 'JSON_SORT_KEYS': True,
        })
        self.view_functions, self.url_map, self._blueprints, self._teardown_app, self._logger, self._cli = {}, Map(), {}, [], None, None
        self.extensions, self.jinja_options, self._jinja = {}, {}, None
        self._loader = FileSystemLoader(os.path.join(self.root_path, template_folder or ''))
        if self.static_folder and (static_folder != 'static' or True):
            where = (static_url_path if static_url_path is not None else '/' + os.path.basename(self.static_folder)).rstrip('/')
            self.add_url_rule(f'{where}/<path:filename>', 'static', lambda filename: send_from_directory(self.static_folder, filename))

    def __repr__(self): return f'<Flask {self.name!r}>'

    @property
    def debug(self): return self.config['DEBUG']

    @debug.setter
    def debug(self, value): self.config['DEBUG'] = value

    @property
    def logger(self):
        self._logger = self._logger or _logger_of(self)
        return self._logger

    @property
    def blueprints(self): return self._blueprints

    @property
    def cli(self):
        from flask.cli import AppGroup
        self._cli = self._cli or AppGroup(self.name)
        return self._cli

    @property
    def jinja_env(self):
        if self._jinja is None:
            self._jinja = Environment(loader=self._loader, autoescape=lambda name: name is None or name.endswith(('.html', '.htm', '.xml', '.xhtml', '.svg')), **self.jinja_options)
            self._jinja.globals.update(url_for=url_for, get_flashed_messages=get_flashed_messages, config=self.config,
                                       request=_globals.request, session=_globals.session, g=_globals.g)
        return self._jinja

    def _render(self, template, context):
        names = {}
        if _globals._request_stack.get(None) is not None:
            names.update(request=_globals.request._get_current_object(), session=_globals.session._get_current_object())
        for function in [*self._processors, *(each for blueprint in self._current_blueprints() for each in blueprint._processors)]:
            names.update(function())
        return template.render({**names, **context})

    def template_filter(self, name=None):
        def decorate(function):
            self.jinja_env.filters[name or function.__name__] = function
            return function
        return decorate

    def template_global(self, name=None):
        def decorate(function):
            self.jinja_env.globals[name or function.__name__] = function
            return function
        return decorate

    def add_url_rule(self, rule, endpoint=None, view_func=None, provide_automatic_options=None, methods=None, **options):
        if endpoint is None:
            assert view_func is not None, 'expected view func if endpoint is not provided.'
            endpoint = view_func.__name__
        if isinstance(methods, str):
            raise TypeError('Allowed methods must be a list of strings, for example: @app.route(..., methods=["POST"])')
        wanted = {each.upper() for each in methods or getattr(view_func, 'methods', None) or ('GET',)}
        made = Rule(rule, endpoint, wanted | {'OPTIONS'}, **options)
        made.provide_automatic_options = 'OPTIONS' not in wanted
        self.url_map.add(made)
        if view_func is not None:
            if self.view_functions.get(endpoint, view_func) is not view_func:
                raise AssertionError(f'View function mapping is overwriting an existing endpoint function: {endpoint}')
            self.view_functions[endpoint] = view_func

    def register_blueprint(self, blueprint, **options):
        name = options.get('name', blueprint.name)
        if name in self._blueprints:
            raise ValueError(f"The name {name!r} is already registered for {'this' if self._blueprints[name] is blueprint else 'a different'} blueprint. Use 'name=' to provide a unique name.")
        blueprint._register(self, **options)

    def teardown_appcontext(self, f): return self._add(self._teardown_app, f)
    def app_context(self): return AppContext(self)

    def test_request_context(self, path='/', method='GET', **kwargs):
        from flask.testing import environ_of
        return RequestContext(self, environ_of(path, method, **kwargs))

    def test_client(self, use_cookies=True, **kwargs):
        from flask.testing import FlaskClient
        return FlaskClient(self)

    def url_for(self, endpoint, _anchor=None, _method=None, _scheme=None, _external=None, **values):
        context = _globals._request_stack.get(None)
        if endpoint.startswith('.'):
            own = context.request.blueprint if context else None
            endpoint = f'{own}{endpoint}' if own else endpoint[1:]
        path = self.url_map.build(endpoint, values, _method)
        if _external:
            path = (context.request.url_root.rstrip('/') if context else f"http://{self.config['SERVER_NAME']}") + path
        return path + (f'#{_anchor}' if _anchor else '')

    def jsonify(self, *args, **kwargs):
        from flask.json import dumps
        if args and kwargs:
            raise TypeError('app.json.response() takes either args or kwargs, not both')
        value = kwargs or (None if not args else args[0] if len(args) == 1 else list(args))
        if not args and not kwargs:
            value = None
        layout = {'indent': 2} if self.debug else {'separators': (',', ':')}
        return self.response_class(dumps(value, **layout) + '\n', mimetype='application/json')

    def _current_blueprints(self):
        context = _globals._request_stack.get(None)
        name = context.request.blueprint if context else None
        return [self._blueprints[name]] if name in self._blueprints else []

` + flaskDispatch;
