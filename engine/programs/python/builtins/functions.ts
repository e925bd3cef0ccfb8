import { PyDict } from '../objects/dict.js';
import { isThrown, typeError, valueError } from '../objects/exception.js';
import type { Definition } from '../objects/define.js';
import { call, isNative, PyMethod, settle, type Native } from '../objects/functions.js';
import { PyFunction } from '../objects/function.js';
import { iteratorType, PyIterator } from '../objects/iterator.js';
import { PyObject, PyType, type Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { intOf, PyList, PyModule, PyTuple, textOf } from '../objects/values.js';
import * as arithmetic from '../objects/arithmetic.js';
import { callSpecial, deleteAttr, getAttr, setAttr, special } from '../vm/attributes.js';
import { format } from '../vm/format-value.js';
import { hash } from '../vm/hash.js';
import { isInstanceOf, isSubclassOf } from '../vm/instances.js';
import { binary, compare, lessThan } from '../vm/operators.js';
import { indexOf, itemsOf, iterate, length, nextOf, quickNext, repr, slow, truth } from '../vm/protocol.js';
import { asciiRepr } from '../vm/quote.js';
import { codePoints } from '../vm/text.js';
import type { Vm } from '../vm/vm.js';
import { CompensatedSum } from './compensated-sum.js';
import { keysFor } from './list.js';
import { callIterator } from './lazy.js';
import { namesOf } from './object.js';
import { sortValues } from './sequence.js';
import { numberOf } from '../objects/identity.js';

/** Functions that need nothing but values. */
export const functions: Readonly<Record<string, Definition>> = {
  abs: ['x', (vm, value) => unarySpecial(vm, value, '__abs__', 'abs')],
  all: [
    'iterable',
    function* (vm, iterable): Native {
      const iterator = yield* settle(iterate(vm, iterable));
      for (let item = yield* nextOf(vm, iterator); item !== undefined; item = yield* nextOf(vm, iterator))
        if (!(yield* truth(vm, item))) return false;
      return true;
    },
  ],
  any: [
    'iterable',
    function* (vm, iterable): Native {
      const iterator = yield* settle(iterate(vm, iterable));
      for (let item = yield* nextOf(vm, iterator); item !== undefined; item = yield* nextOf(vm, iterator))
        if (yield* truth(vm, item)) return true;
      return false;
    },
  ],
  ascii: [
    'obj',
    function* (vm, value): Native {
      return asciiRepr(yield* repr(vm, value));
    },
  ],
  bin: ['number', (vm, value) => inBase(vm, value, 2, '0b')],
  oct: ['number', (vm, value) => inBase(vm, value, 8, '0o')],
  hex: ['number', (vm, value) => inBase(vm, value, 16, '0x')],
  callable: [
    'obj',
    (_vm, value) =>
      value instanceof PyType ||
      value instanceof PyFunction ||
      value instanceof PyMethod ||
      typeOf(value).lookup('__call__') !== undefined ||
      /^(builtin_function_or_method|method_descriptor|wrapper_descriptor|method-wrapper)$/.test(typeOf(value).name),
  ],
  chr: [
    'i',
    function* (vm, value): Native {
      const code = yield* indexOf(vm, value);
      if (code < 0 || code > 0x10ffff) throw valueError('chr() arg not in range(0x110000)');
      return String.fromCodePoint(Number(code));
    },
  ],
  ord: [
    'c',
    (_vm, value) => {
      const text = textOf(value);
      if (text === undefined) {
        if (value instanceof PyObject && 'bytes' in value && value.bytes instanceof Uint8Array && value.bytes.length === 1)
          return value.bytes[0];
        throw typeError(`ord() expected string of length 1, but ${typeOf(value).name} found`);
      }
      const points = codePoints(text);
      if (points.length !== 1) throw typeError(`ord() expected a character, but string of length ${points.length} found`);
      return text.codePointAt(0);
    },
  ],
  delattr: ['obj, name', (vm, object, name) => deleteAttr(vm, object, attributeName(name))],
  setattr: ['obj, name, value', (vm, object, name, value) => setAttr(vm, object, attributeName(name), value)],
  getattr: ['object, name, default?', (vm, object, name, fallback) => getAttribute(vm, object, attributeName(name), fallback)],
  hasattr: [
    'obj, name',
    function* (vm, object, name): Native {
      const missing = new PyList([]);
      return (yield* getAttribute(vm, object, attributeName(name), missing)) !== missing;
    },
  ],
  divmod: ['x, y', divmod],
  format: ['value, format_spec?', (vm, value, spec) => format(vm, value, textOf(spec) ?? '')],
  hash: ['obj', (vm, value) => hash(vm, value)],
  id: ['obj', (vm, value) => (value instanceof PyObject ? vm.addressOf(value) : identity(value))],
  isinstance: ['obj, class_or_tuple', (vm, value, type) => isInstanceOf(vm, value, type)],
  issubclass: ['cls, class_or_tuple', (vm, type, base) => isSubclassOf(vm, type, base)],
  iter: ['iterable, sentinel?', (vm, value, sentinel) => (sentinel === undefined ? iterate(vm, value) : callIterator(value, sentinel))],
  len: ['obj', (vm, value) => length(vm, value)],
  max: ['*args, key=, default=', (vm, args, key, fallback) => extreme(vm, 'max', args, key, fallback)],
  min: ['*args, key=, default=', (vm, args, key, fallback) => extreme(vm, 'min', args, key, fallback)],
  next: [
    'iterator, default?',
    function* (vm, iterator, fallback): Native {
      if (special(iterator, '__next__') === undefined) throw typeError(`'${typeOf(iterator).name}' object is not an iterator`);
      if (fallback === undefined) return yield* settle(callSpecial(vm, special(iterator, '__next__'), iterator));
      const next = yield* nextOf(vm, iterator);
      return next === undefined ? fallback : next;
    },
  ],
  pow: [
    'base:, exp:, mod=',
    (vm, base, exponent, modulus) => {
      if (modulus === undefined || modulus === null) return binary(vm, 6, base, exponent);
      const method = special(base, '__pow__');
      if (method === undefined) throw typeError('unsupported operand type(s) for pow()');
      return callSpecial(vm, method, base, exponent, modulus);
    },
  ],
  repr: ['obj', (vm, value) => repr(vm, value)],
  reversed: [
    'sequence',
    function* (vm, value): Native {
      const method = typeOf(value).lookup('__reversed__');
      if (method !== undefined && method !== null) return yield* settle(callSpecial(vm, method, value));
      if (
        method === null ||
        special(value, '__getitem__') === undefined ||
        special(value, '__len__') === undefined ||
        value instanceof PyDict
      )
        throw typeError(`'${typeOf(value).name}' object is not reversible`);
      let index = yield* length(vm, value);
      return new PyIterator(iteratorType('reversed'), inner => {
        if (index <= 0) return undefined;
        const method = special(value, '__getitem__');
        return callSpecial(inner, method, value, --index);
      });
    },
  ],
  round: [
    'number:, ndigits=',
    (vm, value, digits) => {
      const method = special(value, '__round__');
      if (method === undefined) throw typeError(`type ${typeOf(value).name} doesn't define __round__ method`);
      return digits === undefined || digits === null ? callSpecial(vm, method, value) : callSpecial(vm, method, value, digits);
    },
  ],
  sorted: [
    'iterable, *, key=, reverse=',
    function* (vm, iterable, key, isReversed): Native {
      const items = yield* itemsOf(vm, iterable);
      const keys = yield* keysFor(items, key);
      return new PyList(yield* sortValues(vm, items, keys, isReversed === undefined ? false : yield* truth(vm, isReversed)));
    },
  ],
  sum: ['iterable, start=', sum],
  vars: ['object?', (vm, object) => (object === undefined ? vm.currentLocals() : attributesOf(vm, object))],
  dir: ['object?', dir],
  globals: ['', vm => vm.currentGlobals()],
  locals: ['', vm => vm.currentLocals()],
  aiter: ['async_iterable', (vm, value) => unarySpecial(vm, value, '__aiter__', 'aiter')],
  anext: ['aiterator', (vm, value) => unarySpecial(vm, value, '__anext__', 'anext')],
};

function identity(value: Value): number {
  if (typeof value === 'number') return 0x955000 + (value & 0xffff) * 32;
  return 0x7f0000100000 + numberOf({}) * 48;
}

function unarySpecial(vm: Vm, value: Value, name: string, what: string): ReturnType<typeof callSpecial> {
  const method = special(value, name);
  if (method === undefined)
    throw typeError(
      what === 'abs'
        ? `bad operand type for abs(): '${typeOf(value).name}'`
        : `'${typeOf(value).name}' object is not an async ${what === 'aiter' ? 'iterable' : 'iterator'}`,
    );
  return callSpecial(vm, method, value);
}

function* inBase(vm: Vm, value: Value, base: number, prefix: string): Native {
  const number = yield* indexOf(vm, value);
  return number < 0 ? `-${prefix}${(-number).toString(base)}` : prefix + number.toString(base);
}

function attributeName(name: Value): string {
  const text = textOf(name);
  if (text === undefined) throw typeError(`attribute name must be string, not '${typeOf(name).name}'`);
  return text;
}

function* getAttribute(vm: Vm, object: Value, name: string, fallback: Value): Native {
  try {
    const found = getAttr(vm, object, name);
    return isNative(found) ? yield* found : found;
  } catch (error) {
    if (fallback !== undefined && isThrown(error, 'AttributeError')) return fallback;
    throw error;
  }
}

function* divmod(vm: Vm, a: Value, b: Value): Native {
  const [x, y] = [intOf(a), intOf(b)];
  if (x !== undefined && y !== undefined) return new PyTuple([arithmetic.floorDivideInts(x, y), arithmetic.moduloInts(x, y)]);
  const method = special(a, '__divmod__') ?? undefined;
  const answer = method === undefined ? undefined : yield* settle(callSpecial(vm, method, a, b));
  if (answer !== undefined && answer instanceof PyTuple) return answer;
  const reflected = special(b, '__rdivmod__');
  const other = reflected === undefined ? undefined : yield* settle(callSpecial(vm, reflected, b, a));
  if (other instanceof PyTuple) return other;
  throw typeError(`unsupported operand type(s) for divmod(): '${typeOf(a).name}' and '${typeOf(b).name}'`);
}

function* extreme(vm: Vm, what: 'max' | 'min', args: Value, key: Value, fallback: Value): Native {
  const given = args instanceof PyTuple ? args.items : [];
  if (given.length === 0) throw typeError(`${what} expected at least 1 argument, got 0`);
  if (given.length > 1 && fallback !== undefined)
    throw typeError(`Cannot specify a default for ${what}() with multiple positional arguments`);
  const iterator = yield* settle(iterate(vm, given.length === 1 ? given[0] : args));
  let best: Value;
  let bestKey: Value;
  for (let item = yield* nextOf(vm, iterator); item !== undefined; item = yield* nextOf(vm, iterator)) {
    const own = key === undefined || key === null ? item : yield* call(key, [item]);
    const isBetter = best === undefined || (what === 'max' ? yield* greaterThan(vm, own, bestKey) : yield* lessThan(vm, own, bestKey));
    if (isBetter) [best, bestKey] = [item, own];
  }
  if (best !== undefined) return best;
  if (fallback === undefined) throw valueError(`${what}() iterable argument is empty`);
  return fallback;
}

function* greaterThan(vm: Vm, a: Value, b: Value): Native<boolean> {
  return yield* truth(vm, yield* settle(compare(vm, 4, a, b)));
}

function* sum(vm: Vm, iterable: Value, start: Value): Native {
  let total: Value = start ?? 0;
  if (textOf(total) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  const iterator = yield* settle(iterate(vm, iterable));
  const floats = new CompensatedSum();
  for (;;) {
    const quick = quickNext(vm, iterator);
    const item = quick === slow ? yield* nextOf(vm, iterator) : quick;
    if (item === undefined) break;
    if (typeof total === 'number' && typeof item === 'number') {
      total = arithmetic.addInts(total, item);
      continue;
    }
    if (floats.takes(total, item)) {
      total = floats.add(total, item);
      continue;
    }
    total = yield* settle(binary(vm, 0, floats.settle(total), item));
  }
  return floats.settle(total);
}

function attributesOf(vm: Vm, object: Value): ReturnType<typeof getAttr> {
  try {
    return getAttr(vm, object, '__dict__');
  } catch (error) {
    if (isThrown(error, 'AttributeError')) throw typeError('vars() argument must have __dict__ attribute');
    throw error;
  }
}

function* dir(vm: Vm, object: Value): Native {
  if (object === undefined) {
    const names = yield* settle(vm.currentLocals());
    return new PyList(names instanceof PyDict ? names.keys().map(String).sort() : []);
  }
  const method = special(object, '__dir__');
  if (object instanceof PyType || object instanceof PyModule || method === undefined)
    return new PyList(namesOf(object).filter(name => !(object instanceof PyModule) || name !== '__initializing__'));
  const names = yield* itemsOf(vm, yield* settle(callSpecial(vm, method, object)));
  return new PyList(yield* sortValues(vm, names, names, false));
}
