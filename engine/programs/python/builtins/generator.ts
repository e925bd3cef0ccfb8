import { exceptionType, isThrown, PyException, raised, Thrown, typeError } from '../objects/exception.js';
import { getters, methods } from '../objects/define.js';
import { call, ResumeRequest, type Native } from '../objects/functions.js';
import { PyGenerator } from '../objects/generator.js';
import { PyIterator, iteratorType } from '../objects/iterator.js';
import { PyType, type Value } from '../objects/object.js';
import { asyncGeneratorType, coroutineType, generatorType } from '../objects/types.js';
import { codeOf } from '../compile/operations.js';
import { sendOnce } from '../vm/handle-async.js';
import { attributeOrNothing } from '../vm/handle-match.js';
import { endDelegation } from '../vm/frame.js';
import type { Vm } from '../vm/vm.js';
import { addressText } from './object.js';

const asGenerator = (value: Value): PyGenerator | undefined => (value instanceof PyGenerator ? value : undefined);
const yieldCode = codeOf('yield');

/** Goes on; StopIteration at the end. */
function* send(generator: PyGenerator, value: Value, thrown?: PyException): Native {
  const request = new ResumeRequest(generator, value, thrown);
  yield request;
  if (request.result !== undefined) return request.result;
  throw request.returned === null ? raised('StopIteration') : raised('StopIteration', request.returned);
}

/** What a generator delegates to at the moment. */
function delegateOf({ frame }: PyGenerator): Value {
  if (!frame || frame.ops[frame.pc - 1] !== yieldCode || frame.args[frame.pc - 1] !== 1) return undefined;
  return frame.stack.at(-1);
}

function* throwInto(vm: Vm, generator: PyGenerator, exception: PyException): Native {
  const inner = delegateOf(generator);
  if (inner === undefined || generator.isRunning) return yield* send(generator, null, exception);
  try {
    if (exception.type.isSubtypeOf(exceptionType('GeneratorExit'))) {
      const close = yield* attributeOrNothing(vm, inner, 'close');
      if (close !== undefined) yield* call(close, []);
      return yield* send(generator, null, exception);
    }
    const method = yield* attributeOrNothing(vm, inner, 'throw');
    if (method === undefined) return yield* send(generator, null, exception);
    return yield* call(method, [exception]);
  } catch (error) {
    if (!(error instanceof Thrown) || !generator.frame || generator.frame.stack.at(-1) !== inner) throw error;
    if (!error.exception.type.isSubtypeOf(exceptionType('StopIteration'))) return yield* send(generator, null, error.exception);
    const { frame } = generator;
    frame.pc -= 1;
    endDelegation(frame, error.exception.args.items[0] ?? null);
    frame.stack.push(undefined);
    return yield* resumeQuietly(generator);
  }
}

/** Goes on without a value of its own: the result of the delegation is on the stack. */
function* resumeQuietly(generator: PyGenerator): Native {
  generator.frame?.stack.pop();
  const value = generator.frame?.stack.pop();
  return yield* send(generator, value ?? null);
}

function* exceptionFrom(type: Value, value: Value): Native<PyException> {
  if (type instanceof PyException) return type;
  if (!(type instanceof PyType) || !type.isSubtypeOf(exceptionType('BaseException')))
    throw typeError('exceptions must be classes or instances deriving from BaseException, not str');
  if (value instanceof PyException) return value;
  const made = yield* call(type, value === undefined || value === null ? [] : [value]);
  return made instanceof PyException ? made : new PyException(type, []);
}

function* close(vm: Vm, generator: PyGenerator): Native {
  if (!generator.frame) return null;
  if (!generator.isStarted) {
    generator.frame = undefined;
    return null;
  }
  try {
    yield* throwInto(vm, generator, new PyException(exceptionType('GeneratorExit'), []));
  } catch (error) {
    if (isThrown(error, 'GeneratorExit') || isThrown(error, 'StopIteration')) return null;
    throw error;
  }
  throw raised('RuntimeError', `${generator.type === coroutineType ? 'coroutine' : 'generator'} ignored GeneratorExit`);
}

for (const [type, prefix, word] of [
  [generatorType, 'gi', 'generator'],
  [coroutineType, 'cr', 'coroutine'],
] as const) {
  methods(type, asGenerator, {
    __repr__: ['', (vm, self) => `<${word} object ${self.qualname} at ${addressText(vm, self)}>`],
    send: ['value', (_vm, self, value) => send(self, value)],
    throw: [
      'type, value?, traceback?',
      function* (vm, self, kind, value): Native {
        return yield* throwInto(vm, self, yield* exceptionFrom(kind, value));
      },
    ],
    close: ['', close],
  });
  getters(type, asGenerator, {
    __name__: (_vm, self) => self.name,
    __qualname__: (_vm, self) => self.qualname,
    [`${prefix}_frame`]: (_vm, self) => self.frame ?? null,
    [`${prefix}_running`]: (_vm, self) => self.isRunning,
    [`${prefix}_code`]: (_vm, self) => self.frame?.code ?? null,
  });
}
methods(generatorType, asGenerator, { __iter__: ['', (_vm, self) => self], __next__: ['', (_vm, self) => send(self, null)] });
methods(coroutineType, asGenerator, {
  __await__: ['', (_vm, self) => new PyIterator(iteratorType('coroutine_wrapper'), vm => stepCoroutine(vm, self))],
});

function* stepCoroutine(vm: Vm, coroutine: PyGenerator): Native {
  const sent = yield* sendOnce(vm, coroutine, null);
  return sent.kind === 'value' ? sent.value : undefined;
}

/** An awaitable of an asynchronous generator: ends with the value of its next `yield`. */
class AsyncStep {
  readonly #generator: PyGenerator;
  readonly #first: Value;
  #thrown: PyException | undefined;
  #isStarted = false;

  constructor(generator: PyGenerator, first: Value, thrown?: PyException) {
    this.#generator = generator;
    this.#first = first;
    this.#thrown = thrown;
  }

  *send(value: Value): Native {
    const request = new ResumeRequest(this.#generator, this.#isStarted ? value : this.#first, this.#thrown);
    this.#isStarted = true;
    this.#thrown = undefined;
    this.#generator.yieldedValue = false;
    yield request;
    if (request.result === undefined) throw raised('StopAsyncIteration');
    if (takeMark(this.#generator)) throw raised('StopIteration', request.result);
    return request.result;
  }
}

/** Whether what came was yielded, not awaited. */
function takeMark(generator: PyGenerator): boolean {
  const isYielded = generator.yieldedValue;
  generator.yieldedValue = false;
  return isYielded;
}

const stepType = iteratorType('async_generator_asend');

class PyAsyncStep extends PyIterator {
  readonly step: AsyncStep;
  constructor(step: AsyncStep) {
    super(stepType, () => step.send(null));
    this.step = step;
  }
}

methods(stepType, value => (value instanceof PyAsyncStep ? value : undefined), {
  __await__: ['', (_vm, self) => self],
  send: ['value', (_vm, self, value) => self.step.send(value)],
});

methods(asyncGeneratorType, asGenerator, {
  __repr__: ['', (vm, self) => `<async_generator object ${self.qualname} at ${addressText(vm, self)}>`],
  __aiter__: ['', (_vm, self) => self],
  __anext__: ['', (_vm, self) => new PyAsyncStep(new AsyncStep(self, null))],
  asend: ['value', (_vm, self, value) => new PyAsyncStep(new AsyncStep(self, value))],
  athrow: [
    'type, value?, traceback?',
    function* (_vm, self, kind, value): Native {
      return new PyAsyncStep(new AsyncStep(self, null, yield* exceptionFrom(kind, value)));
    },
  ],
  aclose: ['', (_vm, self) => new PyAsyncStep(new AsyncStep(self, null, new PyException(exceptionType('GeneratorExit'), [])))],
});
