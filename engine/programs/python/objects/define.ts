import type { Vm } from '../vm/vm.js';
import { typeError } from './exception.js';
import { PyBuiltin, PyGetSet, type Answer, type Run } from './functions.js';
import type { PyType, Value } from './object.js';
import { signatureOf } from './signature.js';
import { typeOf } from './types.js';
import { PyModule } from './values.js';

/** A function that modules have: its parameters (`signatureOf` tells the words) and what it does. */
export type Definition = readonly [parameters: string, run: Run];

/** `len = native('len', 'obj', (vm, value) => …)`: a built-in function. */
export function native(name: string, parameters: string, run: Run): PyBuiltin {
  return new PyBuiltin(name, signatureOf(parameters), run, 'function');
}

/** A module in TypeScript: functions by their parameters, and values as they are. */
export function nativeModule(
  name: string,
  functions: Readonly<Record<string, Definition>>,
  values: Iterable<readonly [string, Value]> = [],
): PyModule {
  const made = Object.entries(functions).map(([key, [parameters, run]]): readonly [string, Value] => {
    const fn = native(key, parameters, run);
    fn.module = name;
    return [key, fn];
  });
  return new PyModule(name, [...made, ...values]);
}

type MethodRun<Self> = (vm: Vm, self: Self, ...args: Value[]) => Answer;

/** Adds methods to a built-in type. `take` makes of a value what they work with, undefined when it is of another type. */
export function methods<Self>(
  type: PyType,
  take: (value: Value) => Self | undefined,
  table: Readonly<Record<string, readonly [parameters: string, run: MethodRun<Self>]>>,
): void {
  for (const [name, [parameters, run]] of Object.entries(table)) {
    const kind = /^__.+__$/.test(name) && !plainDunders.has(name) ? 'wrapper' : 'method';
    const checked: Run = (vm, self, ...args) => {
      const own = take(self);
      if (own === undefined) throw wrongSelf(type, name, kind, self);
      return run(vm, own, ...args);
    };
    type.attrs.set(name, new PyBuiltin(name, signatureOf(parameters), checked, kind, type));
  }
}

const plainDunders = new Set([
  '__format__',
  '__reversed__',
  '__sizeof__',
  '__dir__',
  '__getnewargs__',
  '__class_getitem__',
  '__round__',
  '__trunc__',
  '__ceil__',
  '__floor__',
  '__enter__',
  '__exit__',
  '__reduce__',
  '__reduce_ex__',
  '__length_hint__',
  '__subclasses__',
  '__prepare__',
  '__instancecheck__',
  '__subclasscheck__',
  '__copy__',
  '__deepcopy__',
  '__missing__',
  '__complex__',
  '__bytes__',
  '__aenter__',
  '__aexit__',
]);

function wrongSelf(type: PyType, name: string, kind: string, self: Value): Error {
  if (self === undefined)
    return typeError(
      kind === 'wrapper'
        ? `descriptor '${name}' of '${type.name}' object needs an argument`
        : `unbound method ${type.name}.${name}() needs an argument`,
    );
  return typeError(
    kind === 'wrapper'
      ? `descriptor '${name}' requires a '${type.name}' object but received a '${typeOf(self).name}'`
      : `descriptor '${name}' for '${type.name}' objects doesn't apply to a '${typeOf(self).name}' object`,
  );
}

/** Adds functions that get the class: `dict.fromkeys`. */
export function classMethods(type: PyType, table: Readonly<Record<string, Definition>>): void {
  for (const [name, [parameters, run]] of Object.entries(table))
    type.attrs.set(name, new PyBuiltin(name, signatureOf(parameters), run, 'class', type));
}

/** Adds functions that get nothing: `str.maketrans`, and `__new__`, which gets the class as its first argument like any other. */
export function staticMethods(type: PyType, table: Readonly<Record<string, Definition>>): void {
  for (const [name, [parameters, run]] of Object.entries(table))
    type.attrs.set(name, new PyBuiltin(name, signatureOf(parameters), run, 'static', type));
}

/** Adds attributes that are computed. */
export function getters<Self>(
  type: PyType,
  take: (value: Value) => Self | undefined,
  table: Readonly<Record<string, (vm: Vm, self: Self) => Answer>>,
): void {
  for (const [name, get] of Object.entries(table)) {
    const checked = (vm: Vm, self: Value): Answer => {
      const own = take(self);
      if (own === undefined) throw wrongSelf(type, name, 'method', self);
      return get(vm, own);
    };
    type.attrs.set(name, new PyGetSet(name, type, checked));
  }
}

/** How a constructor is called: `construct(listType, 'iterable?', (vm, type, iterable) => …)` is its `__new__`. */
export function construct(type: PyType, parameters: string, make: (vm: Vm, type: PyType, ...args: Value[]) => Answer): void {
  type.attrs.set(
    '__new__',
    new PyBuiltin('__new__', signatureOf(parameters), (vm, cls, ...args) => make(vm, asType(cls), ...args), 'static', type),
  );
}

function asType(value: Value): PyType {
  const type = value;
  if (typeof type === 'object' && type !== null && 'mro' in type && isType(type)) return type;
  throw typeError(`object.__new__(X): X is not a type object (${typeOf(value).name})`);
}

function isType(value: object): value is PyType {
  return 'layout' in value;
}
