/** assert */
export const assertSource = String.raw`
const { inspect } = require('util');
const { isDeepEqual } = require('internal/equality');
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
const oneLine = (a, b) => inspect(a).length + inspect(b).length < 70 && !inspect(a).includes('\n') && !inspect(b).includes('\n');
const compare = (head, a, b, sign) => oneLine(a, b) && (typeof a !== 'object' || a === null) && (typeof b !== 'object' || b === null)
  ? head + '\n\n' + inspect(a) + ' ' + sign + ' ' + inspect(b) + '\n'
  : head + '\n+ actual - expected\n\n' + difference(inspect(a, { sorted: true, depth: 1000 }).split('\n'), inspect(b, { sorted: true, depth: 1000 }).split('\n'));
function difference(a, b) {
  if (a.length === 1 && b.length === 1) return '+ ' + a[0] + '\n- ' + b[0];
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) { lines.push('  ' + a[i]); i++; j++; } else if (j < b.length && !a.slice(i).includes(b[j])) { lines.push('- ' + b[j++]); } else if (i < a.length) lines.push('+ ' + a[i++]);
    else lines.push('- ' + b[j++]);
  }
  return lines.join('\n');
}

function ok(value, ...rest) {
  if (value) return;
  if (rest.length === 0 && arguments.length === 0) fail(value, true, 'No value argument passed to \u0060assert.ok()\u0060', '==');
  fail(value, true, rest[0], '==', 'The expression evaluated to a falsy value');
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
  if (typeof expected === 'object' && !(expected instanceof RegExp)) fail(error, expected, message, operator, 'The error is expected to match ' + inspect(expected));
  throw error;
}
Object.assign(assert, {
  AssertionError,
  ok: function ok_(value, message) { ok(value, ...(arguments.length > 1 ? [message] : [])); },
  fail(message = 'Failed') { fail(undefined, undefined, message, 'fail'); },
  equal(a, b, message) { if (!(a == b || (a !== a && b !== b))) fail(a, b, message, '==', inspect(a) + ' == ' + inspect(b)); },
  notEqual(a, b, message) { if (a == b) fail(a, b, message, '!=', inspect(a) + ' != ' + inspect(b)); },
  strictEqual(a, b, message) { if (!Object.is(a, b)) fail(a, b, message, 'strictEqual', compare('Expected values to be strictly equal:', a, b, '!==')); },
  notStrictEqual(a, b, message) { if (Object.is(a, b)) fail(a, b, message, 'notStrictEqual', 'Expected "actual" to be strictly unequal to: ' + inspect(b)); },
  deepEqual(a, b, message) { if (!isDeepEqual(a, b, false)) fail(a, b, message, 'deepEqual', compare('Expected values to be loosely deep-equal:', a, b, '!=')); },
  notDeepEqual(a, b, message) { if (isDeepEqual(a, b, false)) fail(a, b, message, 'notDeepEqual', 'Expected "actual" not to be loosely deep-equal to: ' + inspect(b)); },
  deepStrictEqual(a, b, message) { if (!isDeepEqual(a, b, true)) fail(a, b, message, 'deepStrictEqual', compare('Expected values to be strictly deep-equal:', a, b, '!==')); },
  notDeepStrictEqual(a, b, message) { if (isDeepEqual(a, b, true)) fail(a, b, message, 'notDeepStrictEqual', 'Expected "actual" not to be strictly deep-equal to: ' + inspect(b)); },
  match(text, pattern, message) { if (!pattern.test(text)) fail(text, pattern, message, 'match', 'The input did not match the regular expression ' + inspect(pattern) + '. Input:\n\n' + inspect(text) + '\n'); },
  doesNotMatch(text, pattern, message) { if (pattern.test(text)) fail(text, pattern, message, 'doesNotMatch', 'The input was expected to not match the regular expression ' + inspect(pattern) + '. Input:\n\n' + inspect(text) + '\n'); },
  ifError(value) { if (value !== null && value !== undefined) throw value instanceof Error ? value : new AssertionError({ message: 'ifError got unwanted exception: ' + inspect(value), actual: value, expected: null, operator: 'ifError' }); },
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
