/** `inspect`. */
export const inspect = String.raw`"""What objects are, and how functions are called."""

import enum as _enum
import sys as _sys
import types as _types

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR = 1, 2, 4, 8, 32, 128, 512


async def _coroutine(): pass
async def _async_generator(): yield


_made = _coroutine()
_CoroutineType, _AsyncGeneratorType = type(_made), type(_async_generator())
_made.close()


def ismodule(object): return isinstance(object, _types.ModuleType)
def isclass(object): return isinstance(object, type)
def ismethod(object): return isinstance(object, _types.MethodType)
def isfunction(object): return isinstance(object, _types.FunctionType)
def isgenerator(object): return isinstance(object, _types.GeneratorType)
def iscoroutine(object): return isinstance(object, _CoroutineType)
def isasyncgen(object): return isinstance(object, _AsyncGeneratorType)
def isbuiltin(object): return isinstance(object, _types.BuiltinFunctionType)
def isroutine(object): return isbuiltin(object) or isfunction(object) or ismethod(object) or type(object).__name__ in ('method_descriptor', 'wrapper_descriptor')
def isawaitable(object): return iscoroutine(object) or hasattr(type(object), '__await__')
def isframe(object): return type(object).__name__ == 'frame'
def iscode(object): return isinstance(object, _types.CodeType)
def istraceback(object): return type(object).__name__ == 'traceback'
def isabstract(object): return isinstance(object, type) and bool(getattr(object, '__abstractmethods__', ()))
def isdatadescriptor(object): return not isclass(object) and hasattr(type(object), '__set__')


def _has_flag(function, flag):
    while hasattr(function, 'func'):
        function = function.func
    function = function.__func__ if ismethod(function) else function
    return isfunction(function) and bool(function.__code__.co_flags & flag)


def isgeneratorfunction(obj): return _has_flag(obj, CO_GENERATOR)
def iscoroutinefunction(obj): return _has_flag(obj, CO_COROUTINE)
def isasyncgenfunction(obj): return _has_flag(obj, CO_ASYNC_GENERATOR)


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def getmodule(object):
    return object if ismodule(object) else _sys.modules.get(getattr(object, '__module__', None))


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip(), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    return cleandoc(doc) if isinstance(doc, str) else None


def unwrap(func, *, stop=None):
    while hasattr(func, '__wrapped__') and not (stop and stop(func)):
        func = func.__wrapped__
    return func


class _ParameterKind(_enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    @property
    def description(self):
        return ('positional-only', 'positional or keyword', 'variadic positional', 'keyword-only', 'variadic keyword')[self]


class _empty: pass


def formatannotation(annotation, base_module=None):
    if isinstance(annotation, type) and not hasattr(annotation, '__origin__'):
        return annotation.__qualname__ if annotation.__module__ in ('builtins', base_module) else f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation).replace('typing.', '')


class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, _ParameterKind(kind), default, annotation

    def replace(self, **changes):
        return Parameter(**{**{'name': self.name, 'kind': self.kind, 'default': self.default, 'annotation': self.annotation}, **changes})

    def __eq__(self, other):
        return isinstance(other, Parameter) and (self.name, self.kind, self.default, self.annotation) == (other.name, other.kind, other.default, other.annotation)

    def __hash__(self): return hash((self.name, self.kind))

    def __str__(self):
        shown = {2: '*', 4: '**'}.get(int(self.kind), '') + self.name
        if self.annotation is not _empty:
            shown += f': {formatannotation(self.annotation)}'
        if self.default is not _empty:
            shown += f' = {self.default!r}' if self.annotation is not _empty else f'={self.default!r}'
        return shown

    def __repr__(self): return f'<Parameter "{self}">'


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        found = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            found += self.arguments[name] if parameter.kind == 2 else [self.arguments[name]]
        return tuple(found)

    @property
    def kwargs(self):
        found = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments and parameter.kind == 3:
                found[name] = self.arguments[name]
            elif name in self.arguments and parameter.kind == 4:
                found.update(self.arguments[name])
        return found

    def apply_defaults(self):
        made = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                made[name] = self.arguments[name]
            elif parameter.default is not _empty:
                made[name] = parameter.default
            elif parameter.kind in (2, 4):
                made[name] = () if parameter.kind == 2 else {}
        self.arguments = made

    def __repr__(self):
        return f"<BoundArguments ({', '.join(f'{name}={value!r}' for name, value in self.arguments.items())})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {each.name: each for each in parameters or ()}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **ignored): return signature(obj)

    def replace(self, *, parameters=None, return_annotation=...):
        return Signature(self.parameters.values() if parameters is None else parameters,
                         return_annotation=self.return_annotation if return_annotation is ... else return_annotation)

    def __eq__(self, other):
        return isinstance(other, Signature) and list(self.parameters.values()) == list(other.parameters.values()) and self.return_annotation == other.return_annotation

    def __str__(self):
        shown, kinds = [], [each.kind for each in self.parameters.values()]
        for index, each in enumerate(self.parameters.values()):
            if each.kind == 3 and 2 not in kinds[:index] and 3 not in kinds[:index]:
                shown.append('*')
            shown.append(str(each))
            if each.kind == 0 and (index + 1 == len(kinds) or kinds[index + 1] != 0):
                shown.append('/')
        end = '' if self.return_annotation is _empty else f' -> {formatannotation(self.return_annotation)}'
        return f"({', '.join(shown)}){end}"

    def __repr__(self): return f'<Signature {self}>'

    def bind(self, /, *args, **kwargs): return self._bind(args, kwargs, False)
    def bind_partial(self, /, *args, **kwargs): return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        found, args, kwargs = {}, list(args), dict(kwargs)
        for name, each in self.parameters.items():
            if each.kind == 2:
                found[name], args = tuple(args), []
            elif each.kind == 4:
                found[name], kwargs = kwargs, {}
            elif args and each.kind < 2:
                if name in kwargs and each.kind == 1:
                    raise TypeError(f'multiple values for argument {name!r}')
                found[name] = args.pop(0)
            elif name in kwargs and each.kind != 0:
                found[name] = kwargs.pop(name)
            elif each.default is _empty and not partial:
                raise TypeError(f"missing a required {'keyword-only ' if each.kind == 3 else ''}argument: {name!r}")
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return BoundArguments(self, {name: value for name, value in found.items() if value != () and value != {} or self.parameters[name].kind not in (2, 4)})


def signature(callable, *, follow_wrapped=True, **ignored):
    if hasattr(callable, '__signature__'):
        return callable.__signature__
    if follow_wrapped:
        callable = unwrap(callable)
    if ismethod(callable):
        inner = signature(callable.__func__)
        return inner.replace(parameters=list(inner.parameters.values())[1:])
    if isinstance(callable, type):
        for name in '__init__', '__new__':
            function = getattr(callable, name, None)
            if isfunction(function):
                inner = signature(function)
                return inner.replace(parameters=list(inner.parameters.values())[1:], return_annotation=_empty)
        if callable.__module__ != 'builtins':
            return Signature()
    if hasattr(callable, 'func') and hasattr(callable, 'keywords'):
        return _partial(callable)
    if not isfunction(callable):
        method = getattr(type(callable), '__call__', None)
        if isfunction(method):
            inner = signature(method)
            return inner.replace(parameters=list(inner.parameters.values())[1:])
        if not builtins_callable(callable):
            raise TypeError(f'{callable!r} is not a callable object')
        raise ValueError(f'no signature found for builtin {callable!r}')
    return _of_function(callable)


def builtins_callable(object):
    return hasattr(object, '__call__')


def _partial(callable):
    inner = signature(callable.func)
    given, found = len(callable.args), []
    for each in list(inner.parameters.values())[given:]:
        if each.name in callable.keywords:
            each = each.replace(default=callable.keywords[each.name], kind=3)
        elif any(other.kind == 3 for other in found) and each.kind == 1:
            each = each.replace(kind=3)
        found.append(each)
    return inner.replace(parameters=found)


def _of_function(function):
    code, notes = function.__code__, function.__annotations__
    names, count, only = code.co_varnames, code.co_argcount, code.co_posonlyargcount
    defaults, later = function.__defaults__ or (), function.__kwdefaults__ or {}
    found = []

    def add(name, kind, default=_empty):
        found.append(Parameter(name, kind, default=default, annotation=notes.get(name, _empty)))

    for index, name in enumerate(names[:count]):
        at = index - (count - len(defaults))
        add(name, 0 if index < only else 1, defaults[at] if at >= 0 else _empty)
    at = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[at], 2)
        at += 1
    for name in names[count:count + code.co_kwonlyargcount]:
        add(name, 3, later.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[at], 4)
    return Signature(found, return_annotation=notes.get('return', _empty))


def getfullargspec(func):
    from collections import namedtuple
    kinds = {kind: [each for each in signature(func).parameters.values() if each.kind == kind] for kind in range(5)}
    first = lambda kind: kinds[kind][0].name if kinds[kind] else None
    plain = kinds[0] + kinds[1]
    defaults = tuple(each.default for each in plain if each.default is not _empty) or None
    spec = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')
    return spec([each.name for each in plain], first(2), first(4), defaults, [each.name for each in kinds[3]],
                {each.name: each.default for each in kinds[3] if each.default is not _empty} or None, dict(getattr(func, '__annotations__', {})))


def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError(f'{object!r} is a built-in module')
    object = object.__func__ if ismethod(object) else object
    if isfunction(object):
        return object.__code__.co_filename
    if isclass(object):
        return getfile(_sys.modules[object.__module__])
    raise TypeError(f'module, class, method, function, traceback, frame, or code object was expected, got {type(object).__name__}')


getsourcefile = getfile


def getsourcelines(object):
    try:
        with open(getfile(object)) as file:
            lines = file.readlines()
    except OSError:
        raise OSError('could not get source code') from None
    if ismodule(object):
        return lines, 0
    if isclass(object):
        starts = [index for index, line in enumerate(lines) if line.lstrip().startswith(f'class {object.__name__}')]
        if not starts:
            raise OSError('could not find class definition')
        start = starts[0]
    else:
        start = (object.__func__ if ismethod(object) else object).__code__.co_firstlineno - 1
    margin = len(lines[start]) - len(lines[start].lstrip())
    end, is_head = start + 1, lines[start].lstrip().startswith('@')
    while end < len(lines) and (is_head or not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > margin):
        is_head = is_head and lines[end].lstrip().startswith('@')
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return lines[start:end], start + 1


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def currentframe(): return _sys._getframe(1)


def stack(context=1):
    from collections import namedtuple
    kind, found, frame = namedtuple('FrameInfo', 'frame filename lineno function code_context index'), [], _sys._getframe(1)
    while frame is not None:
        found.append(kind(frame, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, None, None))
        frame = frame.f_back
    return found
`;
