/** The mocks of node:test: functions that remember how they were called. */
export const testMock = String.raw`
const { notSimulated } = require('internal/errors');

function mockOf(original, implementation) {
  const calls = [];
  let current = implementation;
  const once = new Map();
  const context = {
    get calls() { return calls.slice(); },
    callCount: () => calls.length,
    resetCalls() { calls.length = 0; },
    mockImplementation(work) { current = work; },
    mockImplementationOnce(work, at = calls.length) { once.set(at, work); },
    restore() { current = original; },
  };
  const made = function (...args) {
    const work = once.get(calls.length) || current;
    once.delete(calls.length);
    const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target: new.target, this: this };
    try {
      call.result = new.target ? Reflect.construct(work, args, new.target) : work.apply(this, args);
      return call.result;
    } catch (error) { call.error = error; throw error; } finally { calls.push(call); }
  };
  Object.defineProperty(made, 'name', { value: original.name, configurable: true });
  Object.defineProperty(made, 'length', { value: original.length, configurable: true });
  Object.defineProperty(made, 'mock', { value: context });
  return made;
}
exports.tracker = mocks => ({
  fn(original = function () {}, implementation = original) {
    const made = mockOf(original, typeof implementation === 'function' ? implementation : original);
    mocks.push(made.mock);
    return made;
  },
  method(object, name, implementation) {
    const original = object[name];
    if (typeof original !== 'function') throw require('internal/errors').coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'methodName' must be a method. Received " + require('util').inspect(original));
    const before = Object.getOwnPropertyDescriptor(object, name);
    const made = mockOf(original, typeof implementation === 'function' ? implementation : original);
    object[name] = made;
    made.mock.restore = () => { if (before) Object.defineProperty(object, name, before); else delete object[name]; };
    mocks.push(made.mock);
    return made;
  },
  getter() { throw notSimulated('mock.getter'); },
  setter() { throw notSimulated('mock.setter'); },
  get timers() { throw notSimulated('mock.timers'); },
  reset() { for (const mock of mocks.splice(0)) mock.restore(); },
  restoreAll() { for (const mock of mocks) mock.restore(); },
});
`;
