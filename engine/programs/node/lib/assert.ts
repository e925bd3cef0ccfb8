/** assert */
export const assertSource = String.raw`
const { inspect } = require('util');
const { isDeepEqual } = require('internal/equality');
const { callText, difference } = require('internal/assert-difference');
const stacks = require('internal/stacks');

class AssertionError extends Error {
  constructor(options) {
    super(options.message);
    Object.defineProperty(this, 'name', { value: 'AssertionError', enumerable: false, writable: true, configurable: true });
    this.generatedMessage = options.generated === true;
    this.code = 'ERR_ASSERTION';
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator;
    stacks.rename(this, 'AssertionError [ERR_ASSERTION]');
  }
}
function fail(actual, expected, message, operator, words) {
  if (message instanceof Error) throw message;
  throw new AssertionError({ message: message === undefined ? words : message, actual, expected, operator, generated: message === undefined });
}
const different = (head, a, b) => difference(head, a, b, /strictly equal/.test(head));

const loosely = (a, b) => 'Expected values to be loosely deep-equal:\n\n' + inspect(a, { sorted: true, depth: 1000 }) + '\n\nshould loosely deep-equal\n\n' + inspect(b, { sorted: true, depth: 1000 });
function textOfCall() {
  const call = callText(new Error());
  return call === undefined ? 'The expression evaluated to a falsy value' : 'The expression evaluated to a falsy value:\n\n  ' + call.split('\n').join('\n  ') + '\n';
}
function ok(value, ...rest) {
  if (value) return;
  if (rest.length === 0 && arguments.length === 0) fail(value, true, 'No value argument passed to \u0060assert.ok()\u0060', '==');
  fail(value, true, rest[0], '==', textOfCall());
}
function assert(value, message) { ok(value, ...(arguments.length > 1 ? [message] : [])); }
module.exports = assert;
const matches = (error, expected) => {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return true;
    return Error.isPrototypeOf(expected) || expected === Error ? false : expected.call({}, error) === true;
  }
  return Object.keys(expected).every(key => expected[key] instanceof RegExp && typeof error[key] === 'string' ? expected[key].test(error[key]) : isDeepEqual(error[key], expected[key], true));
};
function checkThrown(error, expected, message, operator) {
  if (typeof expected === 'string' || matches(error, expected)) return;
  if (typeof expected === 'object' && !(expected instanceof RegExp)) {
    const shown = class Comparison {};
    const both = [error, expected].map(side => Object.assign(new shown(), Object.fromEntries(Object.keys(expected).filter(key => key in side).map(key => [key, side[key]]))));
    fail(error, expected, message, operator, difference('Expected values to be strictly deep-equal:', both[0], both[1], false));
  }
  throw error;
}
Object.assign(assert, {
  AssertionError,
  ok: function ok_(value, message) { ok(value, ...(arguments.length > 1 ? [message] : [])); },
  fail(message = 'Failed') { fail(undefined, undefined, message, 'fail'); },
  equal(a, b, message) { if (!(a == b || (a !== a && b !== b))) fail(a, b, message, '==', inspect(a) + ' == ' + inspect(b)); },
  notEqual(a, b, message) { if (a == b) fail(a, b, message, '!=', inspect(a) + ' != ' + inspect(b)); },
  strictEqual(a, b, message) { if (!Object.is(a, b)) fail(a, b, message, 'strictEqual', different('Expected values to be strictly equal:', a, b)); },
  notStrictEqual(a, b, message) { if (Object.is(a, b)) fail(a, b, message, 'notStrictEqual', typeof b === 'object' && b !== null || typeof b === 'function' ? 'Expected "actual" not to be reference-equal to "expected": ' + inspect(b) : 'Expected "actual" to be strictly unequal to: ' + inspect(b)); },
  deepEqual(a, b, message) { if (!isDeepEqual(a, b, false)) fail(a, b, message, 'deepEqual', loosely(a, b)); },
  notDeepEqual(a, b, message) { if (isDeepEqual(a, b, false)) fail(a, b, message, 'notDeepEqual', 'Expected "actual" not to be loosely deep-equal to: ' + inspect(b)); },
  deepStrictEqual(a, b, message) { if (!isDeepEqual(a, b, true)) fail(a, b, message, 'deepStrictEqual', different('Expected values to be strictly deep-equal:', a, b)); },
  notDeepStrictEqual(a, b, message) { if (isDeepEqual(a, b, true)) fail(a, b, message, 'notDeepStrictEqual', 'Expected "actual" not to be strictly deep-equal to: ' + inspect(b)); },
  match(text, pattern, message) { if (!pattern.test(text)) fail(text, pattern, message, 'match', 'The input did not match the regular expression ' + inspect(pattern) + '. Input:\n\n' + inspect(text) + '\n'); },
  doesNotMatch(text, pattern, message) { if (pattern.test(text)) fail(text, pattern, message, 'doesNotMatch', 'The input was expected to not match the regular expression ' + inspect(pattern) + '. Input:\n\n' + inspect(text) + '\n'); },
  ifError(value) { if (value !== null && value !== undefined) throw new AssertionError({ message: 'ifError got unwanted exception: ' + (value instanceof Error && value.message !== '' ? value.message : value instanceof Error ? value.constructor.name : inspect(value)), actual: value, expected: null, operator: 'ifError', generated: true }); },
  throws(work, expected, message) {
    let thrown;
    try { work(); } catch (error) { thrown = { error }; }
    if (!thrown) fail(undefined, expected, typeof expected === 'string' ? expected : message, 'throws', 'Missing expected exception' + (expected && expected.name ? ' (' + expected.name + ').' : '.'));
    checkThrown(thrown.error, expected, message, 'throws');
  },
  doesNotThrow(work, message) { try { work(); } catch (error) { fail(error, undefined, undefined, 'doesNotThrow', 'Got unwanted exception' + (typeof message === 'string' ? ': ' + message : '.') + '\nActual message: "' + error.message + '"'); } },
  async rejects(work, expected, message) {
    let thrown;
    try { await (typeof work === 'function' ? work() : work); } catch (error) { thrown = { error }; }
    if (!thrown) fail(undefined, expected, message, 'rejects', 'Missing expected rejection.');
    checkThrown(thrown.error, expected, message, 'rejects');
  },
  async doesNotReject(work) { await (typeof work === 'function' ? work() : work); },
});
assert.strict = Object.assign((value, message) => ok(value, message), assert, { equal: assert.strictEqual, notEqual: assert.notStrictEqual, deepEqual: assert.deepStrictEqual, notDeepEqual: assert.notDeepStrictEqual });
assert.strict.strict = assert.strict;
`;
