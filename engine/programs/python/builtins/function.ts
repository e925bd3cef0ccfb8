import { PyDict } from '../objects/dict.js';
import { raised, typeError } from '../objects/exception.js';
import { construct, getters, methods } from '../objects/define.js';
import { PyCode } from '../objects/code.js';
import { PyFunction } from '../objects/function.js';
import { call, PyBuiltin, PyGetSet, PyMember, PyMethod, PyProperty, PySuper, PyWrapped, type Native } from '../objects/functions.js';
import { PyType, type PyObject, type Value } from '../objects/object.js';
import * as types from '../objects/types.js';
import { PyCell, PyTuple, textOf } from '../objects/values.js';
import { bind, getAttr } from '../vm/attributes.js';
import { functionName } from '../vm/handle-containers.js';
import { superOf } from '../vm/handle-calls.js';
import { equals } from '../vm/operators.js';
import { repr } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';
import { addressText, qualifiedName } from './object.js';

const asFunction = (value: Value): PyFunction | undefined => (value instanceof PyFunction ? value : undefined);
const asMethod = (value: Value): PyMethod | undefined => (value instanceof PyMethod ? value : undefined);

methods(types.functionType, asFunction, {
  __repr__: ['', (vm, fn) => `<function ${fn.qualname} at ${addressText(vm, fn)}>`],
  __get__: ['instance, owner?', (vm, fn, instance) => (instance === null ? fn : bind(vm, fn, instance, types.typeOf(instance)))],
  __call__: ['*args, **kwargs', (_vm, fn, args, kwargs) => call(fn, itemsOf(args), keywordsOf(kwargs))],
});

function itemsOf(args: Value): readonly Value[] {
  return args instanceof PyTuple ? args.items : [];
}

function keywordsOf(kwargs: Value): ReadonlyMap<string, Value> | undefined {
  return kwargs instanceof PyDict
    ? new Map([...kwargs.map].map(([key, value]) => [textOf(typeof key === 'string' ? key : '') ?? '', value]))
    : undefined;
}

type Setter = (fn: PyFunction, value: Value) => void;

function attribute(name: string, get: (fn: PyFunction) => Value, set?: Setter): void {
  const setter = set
    ? (_vm: Vm, self: Value, value: Value): Value => {
        if (self instanceof PyFunction) set(self, value);
        return null;
      }
    : undefined;
  types.functionType.attrs.set(
    name,
    new PyGetSet(name, types.functionType, (_vm, self) => (self instanceof PyFunction ? get(self) : null), setter),
  );
}

attribute(
  '__name__',
  fn => fn.name,
  (fn, value) => {
    const name = textOf(value);
    if (name === undefined) throw typeError('__name__ must be set to a string object');
    fn.name = name;
  },
);
attribute(
  '__qualname__',
  fn => fn.qualname,
  (fn, value) => void (fn.qualname = textOf(value) ?? fn.qualname),
);
attribute(
  '__module__',
  fn => fn.module,
  (fn, value) => void (fn.module = value),
);
attribute(
  '__doc__',
  fn => fn.doc,
  (fn, value) => void (fn.doc = value),
);
attribute(
  '__code__',
  fn => fn.code,
  (fn, value) => {
    if (value instanceof PyCode) fn.code = value;
  },
);
attribute('__globals__', fn => fn.globals);
attribute(
  '__defaults__',
  fn => fn.defaultsTuple,
  (fn, value) => void (fn.defaults = value instanceof PyTuple ? value.items : []),
);
attribute(
  '__kwdefaults__',
  fn => fn.keywordDefaults ?? null,
  (fn, value) => void (fn.keywordDefaults = value instanceof PyDict ? value : undefined),
);
attribute(
  '__annotations__',
  fn => (fn.annotations ??= new PyDict()),
  (fn, value) => void (fn.annotations = value instanceof PyDict ? value : undefined),
);
attribute('__closure__', fn => (fn.closure.length === 0 ? null : new PyTuple(fn.closure)));
attribute('__type_params__', () => new PyTuple([]));

for (const type of [types.builtinFunctionType, types.methodDescriptorType, types.wrapperDescriptorType]) {
  methods(type, value => (value instanceof PyBuiltin || value instanceof PyMethod ? value : undefined), {
    __repr__: ['', (vm, fn) => (fn instanceof PyMethod ? boundRepr(vm, fn) : builtinRepr(vm, fn))],
    __eq__: ['value', (_vm, self, other) => sameCallable(self, other)],
    __hash__: ['', (vm, self) => vm.addressOf(self instanceof PyMethod && self.callee instanceof PyBuiltin ? self.callee : self)],
  });
  getters(type, value => (value instanceof PyBuiltin || value instanceof PyMethod ? value : undefined), {
    __name__: (_vm, fn) => builtinOf(fn)?.name ?? null,
    __qualname__: (_vm, fn) => qualnameOf(fn),
    __module__: (_vm, fn) => (builtinOf(fn)?.kind === 'function' ? (builtinOf(fn)?.module ?? null) : null),
    __self__: (_vm, fn) => (fn instanceof PyMethod ? fn.self : null),
    __doc__: () => null,
  });
}
methods(types.methodWrapperType, asMethod, { __repr__: ['', (vm, fn) => boundRepr(vm, fn)] });

function builtinOf(fn: PyBuiltin | PyMethod): PyBuiltin | undefined {
  return fn instanceof PyBuiltin ? fn : fn.callee instanceof PyBuiltin ? fn.callee : undefined;
}

function qualnameOf(fn: PyBuiltin | PyMethod): string {
  const builtin = builtinOf(fn);
  return builtin?.owner ? `${builtin.owner.name}.${builtin.name}` : (builtin?.name ?? '');
}

function sameCallable(a: PyBuiltin | PyMethod, b: Value): Value {
  if (a instanceof PyMethod && b instanceof PyMethod) return a.callee === b.callee && a.self === b.self;
  return a === b;
}

function builtinRepr(vm: Vm, fn: PyBuiltin): string {
  switch (fn.kind) {
    case 'method':
    case 'class':
      return `<method '${fn.name}' of '${fn.owner?.name ?? ''}' objects>`;
    case 'wrapper':
      return `<slot wrapper '${fn.name}' of '${fn.owner?.name ?? ''}' objects>`;
    case 'static':
      return `<built-in method ${fn.name} of type object at ${addressText(vm, fn)}>`;
    default:
      return `<built-in function ${fn.name}>`;
  }
}

function boundRepr(vm: Vm, fn: PyMethod): string {
  const name = fn.callee instanceof PyBuiltin ? fn.callee.name : '';
  const self: PyObject = typeof fn.self === 'object' && fn.self !== null ? fn.self : fn;
  if (fn.callee instanceof PyBuiltin && fn.callee.kind === 'wrapper')
    return `<method-wrapper '${name}' of ${types.typeOf(fn.self).name} object at ${addressText(vm, self)}>`;
  return `<built-in method ${name} of ${fn.self instanceof PyType ? 'type' : types.typeOf(fn.self).name} object at ${addressText(vm, self)}>`;
}

methods(types.methodType, asMethod, {
  __repr__: [
    '',
    function* (vm, method): Native {
      return `<bound method ${functionName(method.callee).replace(/^__main__\./, '')} of ${yield* repr(vm, method.self)}>`;
    },
  ],
  __eq__: [
    'value',
    function* (vm, method, other): Native {
      return (
        other instanceof PyMethod &&
        other.callee === method.callee &&
        (other.self === method.self || (yield* equals(vm, method.self, other.self)))
      );
    },
  ],
  __hash__: ['', (vm, method) => (method.callee instanceof PyFunction ? vm.addressOf(method.callee) : 0)],
  __call__: ['*args, **kwargs', (_vm, method, args, kwargs) => call(method, itemsOf(args), keywordsOf(kwargs))],
  __getattribute__: ['name', (vm, method, name) => methodAttribute(vm, method, textOf(name) ?? '')],
});
getters(types.methodType, asMethod, {
  __self__: (_vm, method) => method.self,
  __func__: (_vm, method) => method.callee,
  __name__: (vm, method) => getAttr(vm, method.callee, '__name__'),
  __qualname__: (vm, method) => getAttr(vm, method.callee, '__qualname__'),
  __doc__: (vm, method) => getAttr(vm, method.callee, '__doc__'),
  __module__: (vm, method) => getAttr(vm, method.callee, '__module__'),
});
types.methodType.attrs.set('__getattr__', types.methodType.attrs.get('__getattribute__'));
types.methodType.attrs.delete('__getattribute__');
construct(types.methodType, 'function, instance', (_vm, _type, fn, self) => new PyMethod(fn, self));

/** Attributes of the function are seen through the method. */
function methodAttribute(vm: Vm, method: PyMethod, name: string): ReturnType<typeof getAttr> {
  return getAttr(vm, method.callee, name);
}

const asProperty = (value: Value): PyProperty | undefined => (value instanceof PyProperty ? value : undefined);
construct(
  types.propertyType,
  'fget=, fset=, fdel=, doc=',
  (_vm, type, get, set, remove, doc) =>
    new PyProperty(get ?? null, set ?? null, remove ?? null, doc ?? (get instanceof PyFunction ? get.doc : null), type),
);
methods(types.propertyType, asProperty, {
  __init__: ['*args, **kwargs', () => null],
  getter: ['fget', (_vm, self, get) => withName(self, new PyProperty(get, self.set, self.delete, self.doc, self.type))],
  setter: ['fset', (_vm, self, set) => withName(self, new PyProperty(self.get, set, self.delete, self.doc, self.type))],
  deleter: ['fdel', (_vm, self, remove) => withName(self, new PyProperty(self.get, self.set, remove, self.doc, self.type))],
  __set_name__: ['owner, name', (_vm, self, _owner, name) => ((self.name = name), null)],
  __get__: ['instance, owner?', (vm, self, instance) => (instance === null ? self : bind(vm, self, instance, types.typeOf(instance)))],
  __set__: ['instance, value', (_vm, self, instance, value) => call(self.set, [instance, value])],
});
getters(types.propertyType, asProperty, {
  fget: (_vm, self) => self.get,
  fset: (_vm, self) => self.set,
  fdel: (_vm, self) => self.delete,
  __doc__: (_vm, self) => self.doc,
  __isabstractmethod__: (_vm, self) => self.get instanceof PyFunction && self.get.attrs?.get('__isabstractmethod__') === true,
});

function withName(from: PyProperty, to: PyProperty): PyProperty {
  to.name = from.name;
  return to;
}

const asWrapped = (value: Value): PyWrapped | undefined => (value instanceof PyWrapped ? value : undefined);
for (const type of [types.classmethodType, types.staticmethodType]) {
  construct(type, 'function', (_vm, cls, callee) => new PyWrapped(callee, cls));
  methods(type, asWrapped, {
    __init__: ['*args', () => null],
    __get__: [
      'instance, owner?',
      (vm, self, instance, owner) => bind(vm, self, instance, owner instanceof PyType ? owner : types.typeOf(instance)),
    ],
    __repr__: [
      '',
      function* (vm, self): Native {
        return `<${type.name}(${yield* repr(vm, self.callee)})>`;
      },
    ],
  });
  getters(type, asWrapped, {
    __func__: (_vm, self) => self.callee,
    __wrapped__: (_vm, self) => self.callee,
    __isabstractmethod__: (_vm, self) => self.callee instanceof PyFunction && self.callee.attrs?.get('__isabstractmethod__') === true,
    __name__: (vm, self) => getAttr(vm, self.callee, '__name__'),
    __doc__: (vm, self) => getAttr(vm, self.callee, '__doc__'),
  });
}
types.staticmethodType.attrs.set(
  '__call__',
  new PyBuiltin(
    '__call__',
    { positional: [], keywordOnly: [], required: 0, isRest: true, isKeywords: true, takesKeywords: true },
    (_vm, self, args, kwargs) => call(self instanceof PyWrapped ? self.callee : self, itemsOf(args), keywordsOf(kwargs)),
    'wrapper',
    types.staticmethodType,
  ),
);

construct(types.superType, 'type?, object?', (_vm, _type, type, self) => {
  if (type === undefined) throw raised('RuntimeError', 'super(): no arguments');
  if (!(type instanceof PyType)) throw typeError(`super() argument 1 must be a type, not ${types.typeOf(type).name}`);
  return superOf(type, self ?? null);
});
methods(types.superType, value => (value instanceof PySuper ? value : undefined), {
  __init__: ['*args', () => null],
  __repr__: ['', (_vm, self) => `<super: <class '${self.after?.name ?? 'NULL'}'>, <${self.selfType?.name ?? 'NULL'} object>>`],
});

methods(types.getSetType, value => (value instanceof PyGetSet ? value : undefined), {
  __repr__: ['', (_vm, self) => `<attribute '${self.name}' of '${self.owner.name}' objects>`],
  __get__: ['instance, owner?', (vm, self, instance) => (instance === null ? self : self.get(vm, instance))],
});
methods(types.memberType, value => (value instanceof PyMember ? value : undefined), {
  __repr__: ['', (_vm, self) => `<member '${self.name}' of '${qualifiedName(self.owner)}' objects>`],
  __get__: ['instance, owner?', (vm, self, instance) => (instance === null ? self : bind(vm, self, instance, types.typeOf(instance)))],
});

const asCode = (value: Value): PyCode | undefined => (value instanceof PyCode ? value : undefined);
methods(types.codeType, asCode, {
  __repr__: [
    '',
    (vm, code) => `<code object ${code.parts.name} at ${addressText(vm, code)}, file "${code.parts.file}", line ${code.parts.firstLine}>`,
  ],
});
getters(types.codeType, asCode, {
  co_name: (_vm, { parts }) => parts.name,
  co_qualname: (_vm, { parts }) => parts.qualname,
  co_filename: (_vm, { parts }) => parts.file,
  co_firstlineno: (_vm, { parts }) => parts.firstLine,
  co_argcount: (_vm, { parts }) => parts.positional,
  co_posonlyargcount: (_vm, { parts }) => parts.positionalOnly,
  co_kwonlyargcount: (_vm, { parts }) => parts.keywordOnly,
  co_varnames: (_vm, { parts }) => new PyTuple(parts.locals),
  co_freevars: (_vm, { parts }) => new PyTuple(parts.free),
  co_cellvars: (_vm, { parts }) => new PyTuple(parts.cells),
  co_names: (_vm, { parts }) => new PyTuple(parts.names),
  co_consts: (_vm, { parts }) => new PyTuple(parts.consts),
  co_flags: (_vm, { parts }) =>
    3 +
    (parts.hasRest ? 4 : 0) +
    (parts.hasKeywords ? 8 : 0) +
    (parts.kind === 'generator' ? 32 : parts.kind === 'coroutine' ? 128 : parts.kind === 'asyncGenerator' ? 512 : 0),
});

methods(types.cellType, value => (value instanceof PyCell ? value : undefined), {
  __repr__: [
    '',
    (vm, self) => `<cell at ${addressText(vm, self)}: ${self.value === undefined ? 'empty' : `${types.typeOf(self.value).name} object`}>`,
  ],
});
types.cellType.attrs.set(
  'cell_contents',
  new PyGetSet(
    'cell_contents',
    types.cellType,
    (_vm, self) => {
      if (self instanceof PyCell && self.value !== undefined) return self.value;
      throw raised('ValueError', 'Cell is empty');
    },
    (_vm, self, value) => {
      if (self instanceof PyCell) self.value = value;
      return null;
    },
  ),
);
