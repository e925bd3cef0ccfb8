import { isThrown, PyException, typeError } from '../objects/exception.js';
import { isNative, ResumeRequest, settle, type Native } from '../objects/functions.js';
import { PyGenerator } from '../objects/generator.js';
import { PyIterator } from '../objects/iterator.js';
import type { Value } from '../objects/object.js';
import { coroutineType, generatorType, typeOf } from '../objects/types.js';
import { callSpecial, special } from './attributes.js';
import { endDelegation, type Frame } from './frame.js';
import type { HandlerTable } from './handler.js';
import { callMethod, iterate, nextOf } from './protocol.js';
import type { Vm } from './vm.js';

/** Delegation (`yield from`, `await`) and what is asynchronous. */
export const asyncHandlers: HandlerTable = {
  getYieldFrom: (t, f) => {
    const value = f.stack.pop();
    if (value instanceof PyGenerator && value.type !== generatorType)
      throw typeError(`cannot 'yield from' a coroutine object in a non-coroutine generator`);
    t.deliver(iterate(t.vm, value));
  },
  getAwaitable: (t, f) => t.deliver(awaitable(t.vm, f.stack.pop())),
  yieldFrom: (t, f) => {
    const sent = f.stack.pop();
    const iterator = f.stack.at(-1);
    if (iterator instanceof PyGenerator) t.resume(iterator, sent, 'iterate', undefined, 'yieldFrom');
    else t.deliver(sendTo(t.vm, f, iterator, sent), 'discard');
  },
  asyncYield: (t, f) => {
    if (f.generator) f.generator.yieldedValue = true;
    t.yield(f, f.stack.pop());
  },
  getAsyncIter: (t, f) => {
    const value = f.stack.pop();
    const method = special(value, '__aiter__');
    if (method === undefined) throw typeError(`'async for' requires an object with __aiter__ method, got ${typeOf(value).name}`);
    t.deliver(callSpecial(t.vm, method, value));
  },
  getAsyncNext: (t, f) => {
    const iterator = f.stack.at(-1);
    const method = special(iterator, '__anext__');
    if (method === undefined)
      throw typeError(`'async for' received an object from __aiter__ that does not implement __anext__: ${typeOf(iterator).name}`);
    t.deliver(nextAwaitable(t.vm, method, iterator));
  },
  endAsyncFor: (t, f) => {
    const exception = f.stack.pop();
    if (!(exception instanceof PyException)) return;
    if (exception.type.name === 'StopAsyncIteration') f.stack.pop();
    else t.raise(exception, true);
  },
};

function* nextAwaitable(vm: Vm, method: Value, iterator: Value): Native {
  return yield* awaitable(vm, yield* settle(callSpecial(vm, method, iterator)));
}

/** What `await` works on: a coroutine, or the iterator that `__await__` gives. */
export function* awaitable(vm: Vm, value: Value): Native {
  if (value instanceof PyGenerator && value.type === coroutineType) return value;
  const method = special(value, '__await__');
  if (method === undefined) throw typeError(`object ${typeOf(value).name} can't be used in 'await' expression`);
  return yield* settle(callSpecial(vm, method, value));
}

/** Sends a value into an iterator that is no generator; at its end the frame has the result. */
function* sendTo(vm: Vm, frame: Frame, iterator: Value, sent: Value): Native {
  const result = yield* sendOnce(vm, iterator, sent);
  if (result.kind === 'value') frame.stack.push(result.value);
  else endDelegation(frame, result.value);
  return null;
}

type Sent = { readonly kind: 'value' | 'end'; readonly value: Value };

/** Lets any iterator go on with a value; what it yields, or what it returns at its end. */
export function* sendOnce(vm: Vm, iterator: Value, sent: Value): Native<Sent> {
  if (iterator instanceof PyGenerator) {
    const request = new ResumeRequest(iterator, sent);
    yield request;
    return request.result === undefined ? { kind: 'end', value: request.returned } : { kind: 'value', value: request.result };
  }
  try {
    if (iterator instanceof PyIterator) {
      const value = yield* settle(iterator.next(vm));
      return value === undefined ? { kind: 'end', value: null } : { kind: 'value', value };
    }
    const next = special(iterator, '__next__');
    if (sent !== null) return { kind: 'value', value: yield* callMethod(vm, iterator, 'send', sent) };
    if (next === undefined) return { kind: 'value', value: yield* nextOf(vm, iterator) };
    const answer = callSpecial(vm, next, iterator);
    return { kind: 'value', value: isNative(answer) ? yield* answer : answer };
  } catch (error) {
    if (!isThrown(error, 'StopIteration')) throw error;
    return { kind: 'end', value: error.exception.args.items[0] ?? null };
  }
}
