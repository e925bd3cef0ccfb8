import { jinjaFilters } from './jinja2-filters.js';
import { jinjaCompiler } from './jinja2-compiler.js';

/** Files of the stand-in for Jinja. */
export const jinjaFiles: Readonly<Record<string, string>> = {
  'jinja2/__init__.py': `"""Templates. A small stand-in for Jinja, written for Drydock."""

from jinja2.environment import BaseLoader, DictLoader, Environment, FileSystemLoader, PackageLoader, Template, select_autoescape
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import StrictUndefined, Undefined
from markupsafe import Markup, escape

__version__ = '@VERSION@'
`,
  'jinja2/exceptions.py': String.raw`class TemplateError(Exception):
    def __init__(self, message=None):
        super().__init__(message)

    @property
    def message(self):
        return self.args[0] if self.args else None


class TemplateNotFound(IOError, LookupError, TemplateError):
    def __init__(self, name, message=None):
        IOError.__init__(self, name)
        self.name, self.templates, self._message = name, [name], message or name

    def __str__(self):
        return str(self._message)


class TemplateSyntaxError(TemplateError):
    def __init__(self, message, lineno, name=None, filename=None):
        super().__init__(message)
        self.lineno, self.name, self.filename = lineno, name, filename

    def __str__(self):
        where = f'line {self.lineno}'
        if self.filename or self.name:
            where = f'File "{self.filename or self.name}", {where}'
        return f'{self.message}\n  {where}'


class TemplateRuntimeError(TemplateError): pass
class UndefinedError(TemplateRuntimeError): pass
class TemplateAssertionError(TemplateSyntaxError): pass
`,
  'jinja2/runtime.py': String.raw`from jinja2.exceptions import UndefinedError

missing = object()


class Undefined:
    def __init__(self, name=None, obj=missing):
        self._name, self._obj = name, obj

    def _fail(self, *args, **kwargs):
        if self._obj is missing:
            raise UndefinedError(f'{self._name!r} is undefined')
        kind = type(self._obj)
        where = 'builtins' if kind.__module__ == 'builtins' else kind.__module__
        raise UndefinedError(f"'{where}.{kind.__name__} object' has no attribute {self._name!r}" if where != 'builtins' else f"'{kind.__name__} object' has no attribute {self._name!r}")

    def __str__(self): return ''
    def __len__(self): return 0
    def __iter__(self): return iter(())
    def __bool__(self): return False
    def __eq__(self, other): return type(self) is type(other)
    def __hash__(self): return id(type(self))
    def __repr__(self): return 'Undefined'
    def __getattr__(self, name):
        if name[:2] == '__':
            raise AttributeError(name)
        self._fail()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __call__ = __getitem__ = __lt__ = __gt__ = __le__ = __ge__ = __int__ = __float__ = __mod__ = __neg__ = _fail


class StrictUndefined(Undefined):
    __str__ = __len__ = __iter__ = __bool__ = __eq__ = __contains__ = Undefined._fail
    __hash__ = Undefined.__hash__


class LoopContext:
    def __init__(self, items, depth=0):
        self._items, self.index0, self.depth0 = list(items), -1, depth
        self.length = len(self._items)

    def __iter__(self):
        for self.index0, item in enumerate(self._items):
            yield item, self

    @property
    def index(self): return self.index0 + 1
    @property
    def revindex(self): return self.length - self.index0
    @property
    def revindex0(self): return self.length - self.index0 - 1
    @property
    def first(self): return self.index0 == 0
    @property
    def last(self): return self.index0 == self.length - 1
    @property
    def depth(self): return self.depth0 + 1
    @property
    def previtem(self): return self._items[self.index0 - 1] if self.index0 else Undefined('there is no previous item')
    @property
    def nextitem(self): return self._items[self.index0 + 1] if not self.last else Undefined('there is no next item')

    def cycle(self, *args):
        return args[self.index0 % len(args)]

    def changed(self, *value):
        was, self._last = getattr(self, '_last', missing), value
        return was != value

    def __len__(self):
        return self.length


class Namespace:
    def __init__(self, *args, **kwargs):
        self.__dict__.update(*args, **kwargs)
`,
  'jinja2/environment.py': String.raw`import os

from markupsafe import Markup, escape

from jinja2.compiler import compile_template
from jinja2.exceptions import TemplateNotFound
from jinja2.filters import FILTERS, TESTS
from jinja2.runtime import LoopContext, Namespace, Undefined, missing

_globals = {'range': range, 'dict': dict, 'namespace': Namespace}


class BaseLoader:
    def get_source(self, environment, template):
        raise TemplateNotFound(template)


class DictLoader(BaseLoader):
    def __init__(self, mapping):
        self.mapping = mapping

    def get_source(self, environment, template):
        if template in self.mapping:
            return self.mapping[template], None
        raise TemplateNotFound(template)


class FileSystemLoader(BaseLoader):
    def __init__(self, searchpath, encoding='utf-8', followlinks=False):
        self.searchpath = [os.fspath(each) for each in ([searchpath] if isinstance(searchpath, (str, os.PathLike)) else searchpath)]

    def get_source(self, environment, template):
        if '..' in template.split('/'):
            raise TemplateNotFound(template)
        for folder in self.searchpath:
            path = os.path.join(folder, template)
            if os.path.isfile(path):
                with open(path) as file:
                    return file.read(), path
        paths = ', '.join(map(repr, self.searchpath))
        raise TemplateNotFound(template, f'{template!r} not found in search path: {paths}')


class PackageLoader(FileSystemLoader):
    def __init__(self, package_name, package_path='templates'):
        module = __import__(package_name)
        super().__init__(os.path.join(os.path.dirname(module.__file__), package_path))


def select_autoescape(enabled_extensions=('html', 'htm', 'xml'), disabled_extensions=(), default_for_string=True, default=False):
    def autoescape(name):
        if name is None:
            return default_for_string
        ending = name.rsplit('.', 1)[-1].lower()
        return True if ending in enabled_extensions else False if ending in disabled_extensions else default
    return autoescape


class Environment:
    def __init__(self, loader=None, autoescape=False, trim_blocks=False, lstrip_blocks=False, keep_trailing_newline=False,
                 undefined=Undefined, extensions=(), auto_reload=True):
        self.loader, self.autoescape, self.undefined, self.auto_reload = loader, autoescape, undefined, auto_reload
        self.trim_blocks, self.lstrip_blocks, self.keep_trailing_newline = trim_blocks, lstrip_blocks, keep_trailing_newline
        self.filters, self.tests, self.globals = dict(FILTERS), dict(TESTS), dict(_globals)
        self._cache = {}

    def from_string(self, source, globals=None, template_class=None):
        return Template._make(self, source, None, None)

    def get_template(self, name, parent=None, globals=None):
        if isinstance(name, Template):
            return name
        if self.loader is None:
            raise TypeError('no loader for this environment specified')
        source, filename = self.loader.get_source(self, name)[:2]
        known = self._cache.get(name)
        if known is None or known[0] != source:
            known = self._cache[name] = source, Template._make(self, source, name, filename)
        return known[1]

    def select_template(self, names):
        for name in names:
            try:
                return self.get_template(name)
            except TemplateNotFound as failure:
                last = failure
        raise last

    get_or_select_template = get_template

    def _escapes(self, name):
        return self.autoescape(name) if callable(self.autoescape) else self.autoescape


class Template:
    def __new__(cls, source, **options):
        return Environment(**options).from_string(source)

    @classmethod
    def _make(cls, environment, source, name, filename):
        made = object.__new__(cls)
        made.environment, made.name, made.filename = environment, name, filename
        if source.endswith('\n') and not environment.keep_trailing_newline:
            source = source[:-1]
        made._code = compile_template(environment, source, name, filename)
        return made

    def __repr__(self):
        return f'<Template {self.name!r}>' if self.name else f'<Template memory:{id(self):x}>'

    def _functions(self):
        space = {'_runtime': Run(self.environment, self.environment._escapes(self.name))}
        exec(self._code, space)
        return space

    def render(self, *args, **kwargs):
        names = {**self.environment.globals, **dict(*args, **kwargs)}
        return self._render(names, {})

    def _render(self, names, blocks):
        space = self._functions()
        runtime = space['_runtime']
        runtime.blocks = {name: [*blocks.get(name, ()), *([space['blocks'][name]] if name in space['blocks'] else [])]
                          for name in {*blocks, *space['blocks']}}
        out = []
        parent = space['root'](names, out)
        return parent._render(names, runtime.blocks) if parent is not None else ''.join(out)

    def generate(self, *args, **kwargs):
        yield self.render(*args, **kwargs)

    stream = generate

    @property
    def module(self):
        names, space = {**self.environment.globals}, self._functions()
        space['_runtime'].blocks = {}
        space['root'](names, [])
        return Namespace({name: value for name, value in names.items() if name not in self.environment.globals})


class Run:
    """What the code of a template calls."""

    def __init__(self, environment, escapes):
        self.environment, self.escapes, self.blocks = environment, escapes, {}
        self.loop, self.markup = LoopContext, Markup if escapes else str

    def get(self, names, name):
        return names[name] if name in names else self.environment.undefined(name)

    def attribute(self, value, name):
        try:
            return getattr(value, name)
        except AttributeError:
            try:
                return value[name]
            except (TypeError, LookupError):
                return self.environment.undefined(name, value)

    def item(self, value, key):
        try:
            return value[key]
        except (TypeError, LookupError, AttributeError):
            if isinstance(key, str):
                found = getattr(value, key, missing)
                if found is not missing:
                    return found
            return self.environment.undefined(key, value)

    def text(self, value):
        return str(escape(value)) if self.escapes else str(value)

    def join(self, parts):
        return self.markup(''.join(map(self.text, parts)))

    def filter(self, name, value, *args, **kwargs):
        function = self.environment.filters[name]
        if getattr(function, 'needs_environment', False):
            return function(self.environment, value, *args, **kwargs)
        return function(value, *args, **kwargs)

    def test(self, name, value, *args):
        return self.environment.tests[name](value, *args)

    def block(self, name, names, out, level=0):
        stack = self.blocks.get(name, ())
        if level >= len(stack):
            return
        inner = {**names, 'super': lambda: self._captured(name, names, level + 1)}
        stack[level](inner, out)

    def _captured(self, name, names, level):
        out = []
        self.block(name, names, out, level)
        return self.markup(''.join(out))

    def include(self, names, out, which, ignores):
        try:
            template = self.environment.select_template(which) if isinstance(which, (list, tuple)) else self.environment.get_template(which)
        except TemplateNotFound:
            if ignores:
                return
            raise
        out.append(template._render(dict(names), {}))

    def unpack(self, names, targets, value):
        if isinstance(targets, str):
            names[targets] = value
            return
        values = list(value)
        if len(values) != len(targets):
            few = len(values) < len(targets)
            raise ValueError(f'not enough values to unpack (expected {len(targets)}, got {len(values)})' if few else f'too many values to unpack (expected {len(targets)})')
        for target, each in zip(targets, values):
            self.unpack(names, target, each)
`,
  'jinja2/compiler.py': jinjaCompiler,
  'jinja2/filters.py': jinjaFilters,
};
