import test from 'ava';
import { python } from '../../../engine/programs/python/python.js';
import { machine, type RunOutput } from '../../helpers/machine.js';

function run(script: string): RunOutput {
  return machine({ programs: { python3: python } }).run(['python3', '-c', script], { maxSteps: 5_000_000 });
}

const failure = (name: string): RunOutput => ({
  code: 1,
  stdout: '',
  stderr: `Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n${name}\n`,
});

test('what does not fit into memory is a MemoryError', t => {
  for (const script of ['10 ** 10 ** 8', "'a' * 10 ** 10", '[0] * 10 ** 10', "'%10000000000d' % 1", '1 << 10 ** 12', 'bytes(10 ** 12)'])
    t.deepEqual(run(script), failure('MemoryError'), script);
});

test('a process that keeps everything it makes ends', t => {
  t.deepEqual(run('x = []\nwhile True: x.append("abc" * 1000)').stderr.split('\n').at(-2), 'MemoryError');
});

test('recursion has an end, in Python and below it', t => {
  const last = (script: string): string | undefined => run(script).stderr.split('\n').at(-2);
  t.is(last('def f(): f()\nf()'), 'RecursionError: maximum recursion depth exceeded');
  t.is(
    last('x = []\nfor i in range(100000): x = [x]\nrepr(x)'),
    'RecursionError: maximum recursion depth exceeded while getting the repr of an object',
  );
  t.is(last(`eval('(' * 300 + ')' * 300)`), 'SyntaxError: too many nested parentheses');
});

test('names that mean something to JavaScript mean nothing here', t => {
  const script = `
d = {'__proto__': 1, 'constructor': 2, 'toString': 3}
class A: pass
a = A()
a.__proto__ = 5
a.constructor = 6
print(d, a.__dict__, a.__proto__, hasattr(a, 'toString'), '{hasOwnProperty}'.format(hasOwnProperty=1))
def __defineGetter__(valueOf): return valueOf
print(__defineGetter__(valueOf=7))
`;
  t.deepEqual(run(script), {
    code: 0,
    stdout: "{'__proto__': 1, 'constructor': 2, 'toString': 3} {'__proto__': 5, 'constructor': 6} 5 False 1\n7\n",
    stderr: '',
  });
});

test('an endless loop is killed, and ^C is a KeyboardInterrupt', t => {
  const made = machine({ programs: { python3: python } });
  const loop = made.start(['python3', '-c', 'while True: pass']);
  made.advance(20);
  loop.process.kill('SIGKILL');
  made.advance(1);
  t.deepEqual(loop.process.exit?.status, { kind: 'signaled', signal: 'SIGKILL' });
  const asked = made.start(['python3', '-c', 'while True: pass']);
  made.advance(20);
  asked.process.kill('SIGINT');
  made.advance(20);
  t.is(asked.stderr(), 'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nKeyboardInterrupt\n');
  t.deepEqual(asked.process.exit?.status, { kind: 'signaled', signal: 'SIGINT' });
});
