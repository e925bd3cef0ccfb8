import * as arithmetic from '../objects/arithmetic.js';
import { typeError, valueError } from '../objects/exception.js';
import { call, settle, type Native } from '../objects/functions.js';
import { iteratorType, PyIterator } from '../objects/iterator.js';
import type { Value } from '../objects/object.js';
import { PyTuple } from '../objects/values.js';
import { compare } from '../vm/operators.js';
import { indexOf, iterate, nextOf, truth } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';

/** The classes of what `enumerate` and so on give: they are called to make one. */
export const lazyTypes = {
  enumerate: iteratorType('enumerate'),
  filter: iteratorType('filter'),
  map: iteratorType('map'),
  zip: iteratorType('zip'),
};

export function* enumerate(vm: Vm, iterable: Value, start: Value): Native {
  const iterator = yield* settle(iterate(vm, iterable));
  let index = start === undefined ? 0 : yield* indexOf(vm, start);
  return new PyIterator(lazyTypes.enumerate, function* (inner): Native {
    const item = yield* nextOf(inner, iterator);
    if (item === undefined) return undefined;
    const pair = new PyTuple([index, item]);
    index = arithmetic.addInts(index, 1);
    return pair;
  });
}

export function* filter(vm: Vm, fn: Value, iterable: Value): Native {
  const iterator = yield* settle(iterate(vm, iterable));
  return new PyIterator(lazyTypes.filter, function* (inner): Native {
    for (;;) {
      const item = yield* nextOf(inner, iterator);
      if (item === undefined || (yield* truth(inner, fn === null ? item : yield* call(fn, [item])))) return item;
    }
  });
}

export function* map(vm: Vm, fn: Value, iterables: Value): Native {
  const iterators: Value[] = [];
  if (!(iterables instanceof PyTuple) || iterables.items.length === 0) throw typeError('map() must have at least two arguments.');
  for (const iterable of iterables.items) iterators.push(yield* settle(iterate(vm, iterable)));
  return new PyIterator(lazyTypes.map, function* (inner): Native {
    const args: Value[] = [];
    for (const iterator of iterators) {
      const item = yield* nextOf(inner, iterator);
      if (item === undefined) return undefined;
      args.push(item);
    }
    return yield* call(fn, args);
  });
}

export function* zip(vm: Vm, iterables: Value, strict: Value): Native {
  const iterators: Value[] = [];
  const given = iterables instanceof PyTuple ? iterables.items : [];
  for (const iterable of given) {
    iterators.push(yield* settle(iterate(vm, iterable)));
  }
  const isStrict = strict !== undefined && (yield* truth(vm, strict));
  return new PyIterator(lazyTypes.zip, inner => (iterators.length === 0 ? undefined : zipNext(inner, iterators, isStrict)));
}

function* zipNext(vm: Vm, iterators: readonly Value[], isStrict: boolean): Native {
  const items: Value[] = [];
  for (const [index, iterator] of iterators.entries()) {
    const item = yield* nextOf(vm, iterator);
    if (item === undefined) {
      if (isStrict && index > 0)
        throw valueError(`zip() argument ${index + 1} is shorter than argument${index === 1 ? ' 1' : `s 1-${index}`}`);
      if (isStrict) yield* checkLonger(vm, iterators);
      return undefined;
    }
    items.push(item);
  }
  return new PyTuple(items);
}

function* checkLonger(vm: Vm, iterators: readonly Value[]): Native<void> {
  for (let index = 1; index < iterators.length; index++)
    if ((yield* nextOf(vm, iterators[index])) !== undefined)
      throw valueError(`zip() argument ${index + 1} is longer than argument${index === 1 ? ' 1' : `s 1-${index}`}`);
}

/** `iter(function, sentinel)` */
export function callIterator(fn: Value, sentinel: Value): Value {
  let isOver = false;
  return new PyIterator(iteratorType('callable_iterator'), function* (vm): Native {
    if (isOver) return undefined;
    const value = yield* call(fn, []);
    const answer = value === sentinel ? true : yield* truth(vm, yield* settle(compare(vm, 2, value, sentinel)));
    isOver = answer;
    return isOver ? undefined : value;
  });
}
