import { exceptionType, PyException, raised, Thrown, typeError } from '../objects/exception.js';
import { call, settle, type Native } from '../objects/functions.js';
import { PyType, type Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { PyList } from '../objects/values.js';
import { bind, special } from './attributes.js';
import { isMatch, splitGroup } from './groups.js';
import type { Frame } from './frame.js';
import type { HandlerTable } from './handler.js';
import type { Vm } from './vm.js';

/** Raising, handling, and `with`. */
export const exceptionHandlers: HandlerTable = {
  raise: (t, f, arg) => {
    if (arg === 0) {
      const { handling } = t;
      if (!handling) throw raised('RuntimeError', 'No active exception to reraise');
      t.raise(handling, true);
      return;
    }
    const cause = arg === 2 ? f.stack.pop() : undefined;
    const value = f.stack.pop();
    if (value instanceof PyException && (cause === undefined || cause === null || cause instanceof PyException)) {
      setCause(value, cause);
      t.raise(value);
    } else t.deliver(raiseLater(value, cause), 'discard');
  },
  reraise: (t, f) => {
    const exception = f.stack.pop();
    if (exception instanceof PyException) t.raise(exception, true);
  },
  pushException: (_, f) => {
    const exception = f.stack.pop();
    // What was handled before may be nothing, and nothing is `undefined` on the stack.
    f.stack.push(f.handling, exception);
    f.handling = exception instanceof PyException ? exception : undefined;
  },
  popException: (_, f) => {
    const before = f.stack.pop();
    f.handling = before instanceof PyException ? before : undefined;
  },
  matchException: (_, { stack }) => {
    const type = stack.pop();
    stack.push(isMatch(stack.at(-1), type));
  },
  assertionError: (_, f) => void f.stack.push(exceptionType('AssertionError')),
  enter: (t, f) => {
    const manager = f.stack.pop();
    const exit = managerMethod(manager, '__exit__', 'context manager');
    const enter = managerMethod(manager, '__enter__', 'context manager', exit === undefined);
    t.deliver(enterManager(t.vm, f, manager, enter, exit));
  },
  asyncEnter: (t, f) => {
    const manager = f.stack.pop();
    const enter = managerMethod(manager, '__aenter__', 'asynchronous context manager');
    const exit = managerMethod(manager, '__aexit__', 'asynchronous context manager');
    t.deliver(enterManager(t.vm, f, manager, enter, exit));
  },
  exitNormally: (t, f) => t.call(f.stack.pop(), [null, null, null]),
  exitWithException: (t, { stack }) => {
    const exception = stack.at(-1);
    if (exception instanceof PyException) t.call(stack.at(-3), [exception.type, exception, exception.traceback ?? null]);
  },
  groupRest: (_, { stack }) => {
    const exception = stack.pop();
    stack.push(exception);
  },
  matchGroup: (t, f) => {
    const type = f.stack.pop();
    t.deliver(splitGroup(f, f.stack.pop(), type), 'discard');
  },
  endGroup: (t, { stack }) => {
    const rest = stack.pop();
    const errors = stack.pop();
    const left = [...(errors instanceof PyList ? errors.items : []), rest].filter(each => each instanceof PyException);
    if (left.length === 0) return;
    const [only] = left;
    const exception = left.length === 1 && only ? only : new PyException(exceptionType('ExceptionGroup'), ['', new PyList(left)], left);
    t.raise(exception, exception === rest);
  },
};

function* enterManager(vm: Vm, frame: Frame, manager: Value, enter: Value, exit: Value): Native {
  frame.stack.push(yield* settle(bind(vm, exit, manager, typeOf(manager))));
  const bound = yield* settle(bind(vm, enter, manager, typeOf(manager)));
  try {
    return yield* call(bound, []);
  } catch (error) {
    frame.stack.pop();
    throw error;
  }
}

function managerMethod(manager: Value, name: string, protocol: string, isMissed = false): Value {
  const method = special(manager, name);
  const missed = isMissed || method === undefined;
  if (!missed) return method;
  const hint = name === '__exit__' && special(manager, '__enter__') !== undefined ? ' (missed __exit__ method)' : '';
  throw typeError(`'${typeOf(manager).name}' object does not support the ${protocol} protocol${hint}`);
}

/** Raises what is no exception yet, or has such a cause. */
function* raiseLater(value: Value, cause: Value): Native {
  const exception = yield* exceptionFrom(value);
  setCause(exception, cause === undefined || cause === null ? cause : yield* causeFrom(cause));
  throw new Thrown(exception);
}

function setCause(exception: PyException, cause: PyException | null | undefined): void {
  if (cause === undefined) return;
  exception.suppressContext = true;
  exception.cause = cause ?? undefined;
}

function* exceptionFrom(value: Value): Native<PyException> {
  if (value instanceof PyException) return value;
  if (value instanceof PyType && value.isSubtypeOf(exceptionType('BaseException'))) {
    const made = yield* call(value, []);
    if (made instanceof PyException) return made;
    throw typeError(`calling ${value.name} should have returned an instance of BaseException, not ${typeOf(made).name}`);
  }
  throw typeError('exceptions must derive from BaseException');
}

function* causeFrom(value: Value): Native<PyException> {
  if (value instanceof PyException || (value instanceof PyType && value.isSubtypeOf(exceptionType('BaseException'))))
    return yield* exceptionFrom(value);
  throw typeError('exception causes must derive from BaseException');
}
