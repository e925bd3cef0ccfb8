import { flaskApp } from './flask-app.js';
import { flaskCli } from './flask-cli.js';
import { flaskTesting } from './flask-testing.js';

/** Files of the stand-in for Flask. */
export const flaskFiles: Readonly<Record<string, string>> = {
  'flask/__init__.py': `"""A web framework. A small stand-in for Flask, written for Drydock."""

from flask import json
from flask.app import Blueprint, Flask
from flask.globals import current_app, g, request, session
from flask.helpers import (
    abort, after_this_request, copy_current_request_context, flash, get_flashed_messages, get_template_attribute, has_app_context,
    has_request_context, jsonify, make_response, redirect, render_template, render_template_string, send_file, send_from_directory,
    stream_with_context, url_for,
)
from flask.wrappers import Request, Response
from markupsafe import Markup, escape

__version__ = '@VERSION@'
`,
  'flask/__main__.py': 'from flask.cli import main\n\nmain()\n',
  'flask/json.py': String.raw`import json as _json

from flask.helpers import jsonify
from json import JSONDecodeError


def _default(value):
    import datetime
    import decimal
    import uuid
    if isinstance(value, datetime.datetime):
        return value.strftime('%a, %d %b %Y %H:%M:%S GMT')
    if isinstance(value, datetime.date):
        return value.strftime('%a, %d %b %Y 00:00:00 GMT')
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    if hasattr(value, '__dataclass_fields__'):
        import dataclasses
        return dataclasses.asdict(value)
    if hasattr(value, '__html__'):
        return str(value.__html__())
    raise TypeError(f'Object of type {type(value).__name__} is not JSON serializable')


def dumps(obj, **kwargs):
    kwargs.setdefault('default', _default)
    kwargs.setdefault('sort_keys', True)
    return _json.dumps(obj, **kwargs)


def loads(s, **kwargs): return _json.loads(s, **kwargs)
def dump(obj, fp, **kwargs): fp.write(dumps(obj, **kwargs))
def load(fp, **kwargs): return loads(fp.read(), **kwargs)
`,
  'flask/globals.py': String.raw`from contextvars import ContextVar

_app_stack, _request_stack = ContextVar('flask.app_ctx'), ContextVar('flask.request_ctx')
_no_app = '''Working outside of application context.

This typically means that you attempted to use functionality that needed
the current application. To solve this, set up an application context
with app.app_context(). See the documentation for more information.'''
_no_request = '''Working outside of request context.

This typically means that you attempted to use functionality that needed
an active HTTP request. Consult the documentation on testing for
information about how to avoid this problem.'''


class LocalProxy:
    def __init__(self, find):
        object.__setattr__(self, '_find', find)

    def _get_current_object(self): return object.__getattribute__(self, '_find')()
    def __getattr__(self, name): return getattr(self._get_current_object(), name)
    def __setattr__(self, name, value): setattr(self._get_current_object(), name, value)
    def __delattr__(self, name): delattr(self._get_current_object(), name)
    def __getitem__(self, key): return self._get_current_object()[key]
    def __setitem__(self, key, value): self._get_current_object()[key] = value
    def __delitem__(self, key): del self._get_current_object()[key]
    def __contains__(self, key): return key in self._get_current_object()
    def __iter__(self): return iter(self._get_current_object())
    def __len__(self): return len(self._get_current_object())
    def __bool__(self):
        try:
            return bool(self._get_current_object())
        except RuntimeError:
            return False
    def __eq__(self, other): return self._get_current_object() == other
    def __hash__(self): return hash(self._get_current_object())
    def __str__(self): return str(self._get_current_object())
    def __repr__(self):
        try:
            return repr(self._get_current_object())
        except RuntimeError:
            return '<LocalProxy unbound>'


def _from(stack, message, name):
    def find():
        context = stack.get(None)
        if context is None:
            raise RuntimeError(message)
        return getattr(context, name)
    return LocalProxy(find)


current_app = _from(_app_stack, _no_app, 'app')
g = _from(_app_stack, _no_app, 'g')
request = _from(_request_stack, _no_request, 'request')
session = _from(_request_stack, _no_request, 'session')
`,
  'flask/wrappers.py': String.raw`import json

from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Request as _Request, Response as _Response


class Request(_Request):
    url_rule = view_args = routing_exception = None

    @property
    def endpoint(self):
        return self.url_rule.endpoint if self.url_rule is not None else None

    @property
    def blueprint(self):
        return self.endpoint.rpartition('.')[0] or None if self.endpoint else None

    def on_json_loading_failed(self, failure):
        from flask.globals import current_app
        if current_app and current_app.debug:
            return super().on_json_loading_failed(failure)
        raise BadRequest()


class Response(_Response):
    default_mimetype = 'text/html'
`,
  'flask/helpers.py': String.raw`import mimetypes
import os

from flask.globals import _app_stack, _request_stack, current_app, request, session
from werkzeug.exceptions import NotFound, abort
from werkzeug.security import safe_join
from werkzeug.utils import redirect


def has_app_context(): return _app_stack.get(None) is not None
def has_request_context(): return _request_stack.get(None) is not None
def jsonify(*args, **kwargs): return current_app.jsonify(*args, **kwargs)
def url_for(endpoint, **values): return current_app.url_for(endpoint, **values)


def make_response(*args):
    if not args:
        return current_app.response_class()
    return current_app.make_response(args[0] if len(args) == 1 else args)


def render_template(template_name_or_list, **context):
    return current_app._render(current_app.jinja_env.select_template([template_name_or_list]) if isinstance(template_name_or_list, str)
                               else current_app.jinja_env.select_template(template_name_or_list), context)


def render_template_string(source, **context):
    return current_app._render(current_app.jinja_env.from_string(source), context)


def get_template_attribute(template_name, attribute):
    return getattr(current_app.jinja_env.get_template(template_name).module, attribute)


def flash(message, category='message'):
    session['_flashes'] = [*session.get('_flashes', []), (category, message)]


def get_flashed_messages(with_categories=False, category_filter=()):
    context = _request_stack.get()
    if not hasattr(context, 'flashes'):
        context.flashes = [tuple(each) for each in session.pop('_flashes', [])] if '_flashes' in session else []
    found = [each for each in context.flashes if not category_filter or each[0] in category_filter]
    return found if with_categories else [each[1] for each in found]


def after_this_request(function):
    _request_stack.get().after.append(function)
    return function


def copy_current_request_context(function):
    context = _request_stack.get()

    def call(*args, **kwargs):
        with context.copy():
            return function(*args, **kwargs)
    return call


def stream_with_context(generator_or_function):
    context = _request_stack.get()

    def stream():
        items = generator_or_function
        with context.copy():
            yield from items
    return stream()


def send_file(path_or_file, mimetype=None, as_attachment=False, download_name=None, max_age=None, **ignored):
    if hasattr(path_or_file, 'read'):
        data, name, changed = path_or_file.read(), download_name, None
    else:
        path = os.path.join(current_app.root_path, path_or_file)
        name = download_name or os.path.basename(path)
        with open(path, 'rb') as file:
            data = file.read()
        changed = os.stat(path).st_mtime
    response = current_app.response_class(data, mimetype=mimetype or mimetypes.guess_type(name or '')[0] or 'application/octet-stream')
    response.headers['Content-Disposition'] = f'{"attachment" if as_attachment else "inline"}; filename={name}'
    if not as_attachment and name and '"' not in name and ' ' in name:
        response.headers['Content-Disposition'] = f'inline; filename="{name}"'
    if changed is not None:
        from werkzeug.http import http_date
        response.headers['Last-Modified'] = http_date(changed)
    response.headers['Cache-Control'] = 'no-cache' if max_age is None else f'public, max-age={max_age}'
    return response


def send_from_directory(directory, path, **kwargs):
    full = safe_join(os.path.join(current_app.root_path, directory), path)
    if full is None or not os.path.isfile(full):
        raise NotFound()
    return send_file(full, **kwargs)
`,
  'flask/app.py': flaskApp,
  'flask/cli.py': flaskCli,
  'flask/testing.py': flaskTesting,
};
