import { negateInt } from '../objects/arithmetic.js';
import { typeError } from '../objects/exception.js';
import { isNative, type Answer, type Native } from '../objects/functions.js';
import { PyGenerator } from '../objects/generator.js';
import { PyIterator } from '../objects/iterator.js';
import type { Value } from '../objects/object.js';
import { generatorType, typeOf } from '../objects/types.js';
import { PyFloat } from '../objects/values.js';
import { callSpecial, special } from './attributes.js';
import type { Frame } from './frame.js';
import type { HandlerTable } from './handler.js';
import { binary, compare, inplace } from './operators.js';
import { iterate, nextOf, plainTruth, truth } from './protocol.js';
import { contains } from './contains.js';
import type { Thread } from './thread.js';
import type { Vm } from './vm.js';

/** Operators, jumps and loops. */
export const flowHandlers: HandlerTable = {
  binary: (t, { stack }, arg) => {
    const b = stack.pop();
    const a = stack.pop();
    if (arg === 0 && typeof a === 'number' && typeof b === 'number') {
      const sum = a + b;
      if (Number.isSafeInteger(sum)) {
        stack.push(sum);
        return;
      }
    }
    t.deliver(binary(t.vm, arg, a, b));
  },
  inplace: (t, { stack }, arg) => {
    const b = stack.pop();
    const a = stack.pop();
    if (typeof a === 'number' && typeof b === 'number') t.deliver(binary(t.vm, arg, a, b));
    else t.deliver(inplace(t.vm, arg, a, b));
  },
  compare: (t, { stack }, arg) => {
    const b = stack.pop();
    t.deliver(compare(t.vm, arg, stack.pop(), b));
  },
  negative: (t, f) => t.deliver(unary(t.vm, f.stack.pop(), '-', '__neg__')),
  positive: (t, f) => t.deliver(unary(t.vm, f.stack.pop(), '+', '__pos__')),
  invert: (t, f) => t.deliver(unary(t.vm, f.stack.pop(), '~', '__invert__')),
  not: (t, f) => {
    const value = f.stack.pop();
    const isTrue = plainTruth(value);
    if (isTrue === undefined) t.deliver(negated(t.vm, value));
    else f.stack.push(!isTrue);
  },
  is: (_, { stack }) => void stack.push(isSame(stack.pop(), stack.pop())),
  isNot: (_, { stack }) => void stack.push(!isSame(stack.pop(), stack.pop())),
  in: (t, { stack }) => {
    const container = stack.pop();
    t.deliver(contains(t.vm, container, stack.pop()));
  },
  notIn: (t, { stack }) => {
    const container = stack.pop();
    t.deliver(notContained(t.vm, container, stack.pop()));
  },
  jump: (_, f, arg) => {
    f.pc = arg;
  },
  popJumpFalse: (t, f, arg) => {
    const value = f.stack.pop();
    if (value === false) f.pc = arg;
    else if (value !== true) jumpOn(t, f, value, isTrue => !isTrue && (f.pc = arg));
  },
  popJumpTrue: (t, f, arg) => {
    const value = f.stack.pop();
    if (value === true) f.pc = arg;
    else if (value !== false) jumpOn(t, f, value, isTrue => isTrue && (f.pc = arg));
  },
  jumpFalseOrPop: (t, f, arg) => keepOrPop(t, f, arg, false),
  jumpTrueOrPop: (t, f, arg) => keepOrPop(t, f, arg, true),
  popJumpNone: (_, f, arg) => {
    if (f.stack.pop() === null) f.pc = arg;
  },
  getIter: (t, f) => {
    const value = f.stack.pop();
    if (value instanceof PyIterator) f.stack.push(value);
    else t.deliver(iterate(t.vm, value));
  },
  forIter: (t, f, arg) => {
    const iterator = f.stack.at(-1);
    if (iterator instanceof PyIterator) {
      const next = iterator.next(t.vm);
      if (isNative(next)) t.deliver(next, 'iterate');
      else if (next === undefined) {
        f.stack.pop();
        f.pc = arg;
      } else f.stack.push(next);
    } else if (iterator instanceof PyGenerator && iterator.type === generatorType) t.resume(iterator, null, 'iterate');
    else t.deliver(nextOf(t.vm, iterator), 'iterate');
  },
  return: (t, f) => t.return(f, f.stack.pop()),
  yield: (t, f) => t.yield(f, f.stack.pop()),
};

/** Integers and texts are the same when they are equal, as small ones are in CPython. */
function isSame(a: Value, b: Value): boolean {
  return a === b;
}

function unary(vm: Vm, value: Value, symbol: string, name: string): Answer {
  if (typeof value === 'number' && symbol === '-') return negateInt(value);
  if (value instanceof PyFloat && symbol === '-' && !value.type.isHeap) return new PyFloat(-value.value);
  const method = special(value, name);
  if (method === undefined) throw typeError(`bad operand type for unary ${symbol}: '${typeOf(value).name}'`);
  return callSpecial(vm, method, value);
}

function* negated(vm: Vm, value: Value): Native {
  return !(yield* truth(vm, value));
}

function notContained(vm: Vm, container: Value, value: Value): Answer {
  const answer = contains(vm, container, value);
  return isNative(answer) ? negatedLater(answer) : !(answer === true);
}

function* negatedLater(work: Native): Native {
  return (yield* work) !== true;
}

/** Jumps by the truth of a value; where its class must be asked the instruction comes again with the answer. */
function jumpOn(thread: Thread, frame: Frame, value: Value, act: (isTrue: boolean) => void): void {
  const isTrue = plainTruth(value);
  if (isTrue !== undefined) {
    act(isTrue);
    return;
  }
  frame.pc--;
  thread.deliver(truth(thread.vm, value));
}

function keepOrPop(thread: Thread, frame: Frame, target: number, keeps: boolean): void {
  const value = frame.stack.at(-1);
  const isTrue = plainTruth(value);
  if (isTrue === undefined) thread.deliver(decideLater(thread.vm, frame, value, target, keeps), 'discard');
  else if (isTrue === keeps) frame.pc = target;
  else frame.stack.pop();
}

function* decideLater(vm: Vm, frame: Frame, value: Value, target: number, keeps: boolean): Native {
  if ((yield* truth(vm, value)) === keeps) frame.pc = target;
  else frame.stack.pop();
  return null;
}
