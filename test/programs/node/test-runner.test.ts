import test from 'ava';
import { World } from '../../../engine/testing.js';

const math = `const test = require('node:test');
const assert = require('node:assert');
test('adds', () => { assert.strictEqual(1 + 1, 2); });
test('fails', () => { assert.deepStrictEqual({ a: 1 }, { a: 2 }); });
test.describe('suite', () => {
  test.it('one', t => { const f = t.mock.fn(x => x * 2); f(4); assert.strictEqual(f.mock.calls[0].result, 8); });
  test.it.skip('two');
});
console.log('printed');
`;

function world(): World {
  const made = new World({ images: ['node:20'] });
  made.sh('docker run -d --name app -w /app node:20 sleep 1000000');
  made.sh("docker exec -i app sh -c 'cat > math.test.js'", { stdin: math });
  made.sh('docker exec app sh -c "echo \\"import test from \'node:test\'; test(\'ok\', async () => {});\\" > other.test.mjs"');
  return made;
}

test('node --test runs the files of tests and tells of them in TAP', t => {
  const { code, stdout, stderr } = world().sh('docker exec app node --test');
  t.deepEqual(
    { code, stdout: stdout.replace(/duration_ms:? [\d.]+/g, 'duration_ms'), stderr },
    {
      code: 1,
      stderr: '',
      stdout: `TAP version 13
# printed
# Subtest: adds
ok 1 - adds
  ---
  duration_ms
  ...
# Subtest: fails
not ok 2 - fails
  ---
  duration_ms
  location: '/app/math.test.js:4:1'
  failureType: 'testCodeFailure'
  error: |-
    Expected values to be strictly deep-equal:
    + actual - expected
    
      {
    +   a: 1
    -   a: 2
      }
  code: 'ERR_ASSERTION'
  name: 'AssertionError'
  expected: { a: 2 }
  actual: { a: 1 }
  operator: 'deepStrictEqual'
  stack: |-
    TestContext.<anonymous> (/app/math.test.js:4:30)
  ...
# Subtest: suite
    # Subtest: one
    ok 1 - one
      ---
      duration_ms
      ...
    # Subtest: two
    ok 2 - two # SKIP
      ---
      duration_ms
      ...
    1..2
ok 3 - suite
  ---
  duration_ms
  type: 'suite'
  ...
# Subtest: ok
ok 4 - ok
  ---
  duration_ms
  ...
1..4
# tests 5
# suites 1
# pass 3
# fail 1
# cancelled 0
# skipped 1
# todo 0
# duration_ms
`,
    },
  );
});

test('the reporter for people marks what failed, and a file that is not there is named', t => {
  const { sh } = world();
  const { code, stdout } = sh('docker exec app node --test --test-reporter=spec other.test.mjs');
  t.deepEqual(
    [code, stdout.replace(/[\d.]+ms/g, 'N ms').replace(/duration_ms [\d.]+/, 'duration_ms')],
    [0, '✔ ok (N ms)\nℹ tests 1\nℹ suites 0\nℹ pass 1\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\nℹ duration_ms\n'],
  );
  t.deepEqual(sh('docker exec app node --test nope.js'), { code: 1, stdout: '', stderr: "Could not find '/app/nope.js'" });
});
