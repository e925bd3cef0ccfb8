import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'ava';
import { jq } from '../../../engine/programs/jq/jq.js';
import { machine, type RunOutput } from '../../helpers/machine.js';

interface Recorded {
  readonly argv: readonly string[];
  readonly stdin: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What stands for SAMPLE in the recordings. */
const SAMPLE =
  '[{"id":1,"name":"web","tags":["a","b"],"net":{"ip":"10.0.0.1","ports":{"80/tcp":[{"HostPort":"8080"}]}},"up":true},{"id":2,"name":"db","tags":[],"net":{"ip":null},"up":false}]';
const env = { HOME: '/root', PATH: '/usr/bin' };

/** Commands with what jq 1.6 printed; one JSON object a line. */
const recordings: readonly Recorded[] = readFileSync(new URL('../../../../test/programs/jq/recorded.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as Recorded)
  .map(recorded => ({ ...recorded, stdin: recorded.stdin === 'SAMPLE' ? SAMPLE : recorded.stdin }));

function run(argv: readonly string[], stdin: string): RunOutput {
  return machine({ files: {}, programs: { jq } }).run(['jq', ...argv], { stdin, env });
}

test('jq does what jq 1.6 did', t => {
  const on = machine({ files: {}, programs: { jq } });
  for (const { argv, stdin, ...expected } of recordings)
    t.deepEqual(on.run(['jq', ...argv], { stdin, env }), expected, `jq ${argv.join(' ')} < ${stdin}`);
  t.true(recordings.length > 300);
});

/** The real one, where this machine has it. */
const realJq = 'jq';
const check = spawnSync(realJq, ['--version'], { encoding: 'utf8' }).stdout === 'jq-1.6\n' ? test : test.skip;

check('the recordings are what the jq of this machine prints', t => {
  for (const { argv, stdin, ...expected } of recordings.filter((_, index) => index % 8 === 0)) {
    const { status, stdout, stderr } = spawnSync(realJq, argv, { input: stdin, env, encoding: 'utf8' });
    t.deepEqual({ code: status, stdout, stderr }, expected, `jq ${argv.join(' ')}`);
  }
});

test('programs that would never end, or go too deep, are given up', t => {
  t.deepEqual(run(['-n', '[repeat(1)]'], ''), { code: 5, stdout: '', stderr: 'drydock: jq: a computation this long is not simulated\n' });
  t.deepEqual(run(['-n', 'def f: 1 + f; f'], ''), { code: 5, stdout: '', stderr: 'drydock: jq: recursion this deep is not simulated\n' });
  t.is(run(['-n', '"a" * 1e12 | length'], '').stderr, 'jq: error (at <unknown>): out of memory\n');
  t.is(run(['-n', '[] | .[1e12] = 1'], '').stderr, 'jq: error (at <unknown>): Array index too large\n');
  t.is(run(['-n', '('.repeat(5000)], '').stderr, 'drydock: jq: a program nested this deep is not simulated\n');
  t.is(run(['.'], '['.repeat(100_000)).stderr, 'parse error: Exceeds depth limit for parsing at line 1, column 257\n');
  t.is(run(['-n', '("a" * 5000) | test("(a*)*b")'], '').stdout, 'false\n');
  t.deepEqual(run(['-c', '.'], '{"__proto__":{"x":1}}'), { code: 0, stdout: '{"__proto__":{"x":1}}\n', stderr: '' });
});
