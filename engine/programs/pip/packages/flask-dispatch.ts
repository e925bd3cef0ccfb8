/** The second half of `flask.app`: from a request to a response. */
export const flaskDispatch = String.raw`    # From a request to a response.
    def dispatch_request(self):
        request = _globals._request_stack.get().request
        if request.routing_exception is not None:
            raise request.routing_exception
        rule = request.url_rule
        if request.method == 'OPTIONS' and rule.provide_automatic_options:
            return self.make_default_options_response()
        return self.ensure_sync(self.view_functions[rule.endpoint])(**request.view_args)

    def ensure_sync(self, function):
        import inspect
        if not inspect.iscoroutinefunction(function):
            return function
        import asyncio
        return lambda *args, **kwargs: asyncio.run(function(*args, **kwargs))

    def make_default_options_response(self):
        request, methods = _globals._request_stack.get().request, []
        for rule in self.url_map.iter_rules():
            if rule.match(request.path):
                methods += [each for each in sorted(rule.methods) if each not in methods]
        return self.response_class(headers={'Allow': ', '.join(methods)})

    def preprocess_request(self):
        for function in [*self._before, *(each for blueprint in self._current_blueprints() for each in blueprint._before)]:
            rv = self.ensure_sync(function)()
            if rv is not None:
                return rv

    def full_dispatch_request(self):
        try:
            rv = self.preprocess_request()
            if rv is None:
                rv = self.dispatch_request()
        except Exception as e:
            rv = self.handle_user_exception(e)
        return self.finalize_request(rv)

    def finalize_request(self, rv, from_error_handler=False):
        response = self.make_response(rv)
        try:
            return self.process_response(response)
        except Exception:
            if not from_error_handler:
                raise
            self.logger.exception('Request finalizing failed with an error while handling an error')
            return response

    def process_response(self, response):
        context = _globals._request_stack.get()
        for function in [*context.after, *(each for blueprint in self._current_blueprints() for each in blueprint._after[::-1]), *self._after[::-1]]:
            response = self.ensure_sync(function)(response)
        self._save_session(context, response)
        return response

    def make_response(self, rv):
        status = headers = None
        if isinstance(rv, tuple):
            if len(rv) == 3:
                rv, status, headers = rv
            elif len(rv) == 2:
                rv, other = rv
                if isinstance(other, (Headers, dict, tuple, list)):
                    headers = other
                else:
                    status = other
            else:
                raise TypeError('The view function did not return a valid response tuple. The tuple must have the form (body, status, headers), (body, status), or (body, headers).')
        name = _globals._request_stack.get().request.endpoint
        if rv is None:
            raise TypeError(f'The view function for {name!r} did not return a valid response. The function either returned None or ended without a return statement.')
        if not isinstance(rv, self.response_class):
            rv = self._response_of(rv, status, name)
        if status is not None:
            rv.status = status
        for key, value in (headers.items() if hasattr(headers, 'items') else headers or ()):
            rv.headers[key] = value
        return rv

    def _response_of(self, rv, status, name):
        if isinstance(rv, (str, bytes, bytearray)) or hasattr(rv, '__next__'):
            return self.response_class(rv)
        if isinstance(rv, (dict, list)):
            return self.jsonify(rv)
        if isinstance(rv, HTTPException):
            return rv.get_response()
        if hasattr(rv, 'headers') and hasattr(rv, 'response'):
            made = self.response_class(rv.response, rv.status, rv.headers.items())
            return made
        raise TypeError(f'The view function did not return a valid response. The return type must be a string, dict, list, tuple with headers or status, Response instance, or WSGI callable, but it was a {type(rv).__name__}.')

    def _handler_for(self, failure):
        code = failure.code if isinstance(failure, HTTPException) else None
        for owner in [*self._current_blueprints(), self]:
            if code in owner._handlers and code is not None:
                return owner._handlers[code]
            for kind in type(failure).__mro__:
                if kind in owner._handlers:
                    return owner._handlers[kind]
        return None

    def handle_user_exception(self, e):
        if isinstance(e, HTTPException):
            if isinstance(e, RequestRedirect):
                return e.get_response()
            handler = self._handler_for(e)
            return e if handler is None else self.ensure_sync(handler)(e)
        handler = self._handler_for(e)
        if handler is None:
            raise
        return self.ensure_sync(handler)(e)

    def handle_exception(self, e):
        propagate = self.config['PROPAGATE_EXCEPTIONS']
        if propagate or propagate is None and self.testing:
            raise
        self.log_exception(sys.exc_info())
        error = InternalServerError(original_exception=e)
        handler = self._handler_for(error)
        return self.finalize_request(error if handler is None else self.ensure_sync(handler)(error), from_error_handler=True)

    def log_exception(self, exc_info):
        request = _globals._request_stack.get().request
        self.logger.error(f'Exception on {request.path} [{request.method}]', exc_info=exc_info)

    def _open_session(self, request):
        if not self.secret_key:
            return NullSession()
        value = request.cookies.get(self.config['SESSION_COOKIE_NAME'])
        try:
            return SecureCookieSession(self._serializer().loads(value) if value else {})
        except BadSignature:
            return SecureCookieSession()

    def _serializer(self):
        return URLSafeTimedSerializer(self.secret_key, salt='cookie-session', signer_kwargs={'key_derivation': 'hmac'})

    def _save_session(self, context, response):
        if isinstance(context.session, NullSession) or dict(context.session) == context.was:
            return
        name = self.config['SESSION_COOKIE_NAME']
        response.headers.add('Vary', 'Cookie')
        if context.session:
            response.set_cookie(name, self._serializer().dumps(dict(context.session)), httponly=True)
        else:
            response.delete_cookie(name)

    def wsgi_app(self, environ, start_response):
        context, error = RequestContext(self, environ), None
        try:
            context.push()
            try:
                response = self.full_dispatch_request()
            except Exception as e:
                error = e
                response = self.handle_exception(e)
            return response(environ, start_response)
        finally:
            context.pop(error)

    def __call__(self, environ, start_response):
        return self.wsgi_app(environ, start_response)

    def run(self, host=None, port=None, debug=None, load_dotenv=True, **options):
        if os.environ.get('FLASK_RUN_FROM_CLI') == 'true':
            return
        if debug is not None:
            self.debug = bool(debug)
        from flask.cli import show_server_banner
        from werkzeug.serving import run_simple
        show_server_banner(self.debug, self.name)
        options.setdefault('use_reloader', self.debug)
        options.setdefault('use_debugger', self.debug)
        options.setdefault('threaded', True)
        run_simple(host or '127.0.0.1', int(5000 if port is None else port), self, **options)
`;
