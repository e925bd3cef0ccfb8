import test from 'ava';
import { python } from '../../../engine/programs/python/python.js';
import { machine, type Interactive, type Machine } from '../../helpers/machine.js';

function host(): Machine {
  return machine({ programs: { '/usr/local/bin/python3': python }, env: { TERM: 'xterm' } });
}

function type(screen: Interactive, ...lines: readonly string[]): string {
  for (const line of lines) screen.type(`${line}\r`);
  return screen.shown().replaceAll('\r\n', '\n');
}

test('the prompt greets, computes, and keeps the last value', t => {
  const screen = host().interact(['python3']);
  t.regex(
    screen.shown(),
    /^Python 3\.12\.2 \(main, .*\) \[GCC .*\] on linux\r\nType "help", "copyright", "credits" or "license" for more information\.\r\n>>> $/,
  );
  t.is(type(screen, '1 + 1', '_ * 2', 'None', "'text'"), "1 + 1\n2\n>>> _ * 2\n4\n>>> None\n>>> 'text'\n'text'\n>>> ");
});

test('blocks go on until an empty line, brackets until they are closed', t => {
  const screen = host().interact(['python3', '-q']);
  screen.shown();
  t.is(
    type(screen, 'def f(x):', '    return x + 1', '', 'f(4)', 'x = [1,', '2]', 'x'),
    'def f(x):\n...     return x + 1\n... \n>>> f(4)\n5\n>>> x = [1,\n... 2]\n>>> x\n[1, 2]\n>>> ',
  );
});

test('errors leave the prompt alive; exit and ^D end it', t => {
  const screen = host().interact(['python3', '-q']);
  screen.shown();
  t.is(
    type(screen, '1/0', '"abc', 'exit'),
    `1/0
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ZeroDivisionError: division by zero
>>> "abc
  File "<stdin>", line 1
    "abc
    ^
SyntaxError: unterminated string literal (detected at line 1)
>>> exit
Use exit() or Ctrl-D (i.e. EOF) to exit
>>> `,
  );
  type(screen, 'exit(3)');
  t.deepEqual(screen.process.exit?.status, { kind: 'exited', code: 3 });
  const other = host().interact(['python3', '-q']);
  other.type('\u0004');
  t.is(other.shown(), '>>> \r\n');
  t.deepEqual(other.process.exit?.status, { kind: 'exited', code: 0 });
});

test('^C gives up what was typed', t => {
  const screen = host().interact(['python3', '-q']);
  screen.type('print(\r');
  screen.shown();
  screen.type('\u0003');
  t.is(screen.shown(), '^C\r\nKeyboardInterrupt\r\n>>> ');
});

test('the command line', t => {
  const made = host();
  const run = (...words: string[]): unknown => made.run(['python3', ...words], { stdin: 'print(5)\n', cwd: '/tmp' });
  t.deepEqual(run(), { code: 0, stdout: '5\n', stderr: '' });
  t.deepEqual(run('-'), { code: 0, stdout: '5\n', stderr: '' });
  t.deepEqual(run('-c', 'import sys; print(sys.argv)', 'a'), { code: 0, stdout: "['-c', 'a']\n", stderr: '' });
  t.deepEqual(run('-V'), { code: 0, stdout: 'Python 3.12.2\n', stderr: '' });
  t.deepEqual(run('nope.py'), {
    code: 2,
    stdout: '',
    stderr: "/usr/local/bin/python3: can't open file '/tmp/nope.py': [Errno 2] No such file or directory\n",
  });
  t.deepEqual(run('-z'), {
    code: 2,
    stdout: '',
    stderr:
      "Unknown option: -z\nusage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n",
  });
  t.deepEqual(run('-m', 'nope'), { code: 1, stdout: '', stderr: '/usr/local/bin/python3: No module named nope\n' });
});
