import test from 'ava';
import { sh } from './shell-world.js';

test('recursion without end is refused', t => {
  t.deepEqual(sh('dash', 'f() { f; }; f; echo no'), {
    code: 2,
    stdout: '',
    stderr: '/bin/dash: 1: Maximum function recursion depth (1000) reached\n',
  });
  t.deepEqual(sh('bash', 'f() { f; }; f; echo same\necho next'), {
    code: 0,
    stdout: 'next\n',
    stderr: 'environment: line 1: maximum function nesting level exceeded (1000)\n',
  });
  t.is(
    sh('bash', 'f() { if true; then for i in 1; do case x in x) { while :; do args >/dev/null; f; done; } ;; esac; done; fi; }; f').code,
    1,
  );
  t.is(sh('dash', 'f() { eval f; }; f').code, 2);
  t.is(sh('ash', 'f() { if echo; then f | cat; fi; }; f | head -1', { maxSteps: 1e7 }).stdout, '\n');
});

test('what grows without end is refused', t => {
  t.deepEqual(sh('bash', 'x=a; for i in {1..40}; do x=$x$x; done; echo no\necho next'), {
    code: 0,
    stdout: 'next\n',
    stderr: '/bin/bash: line 1: Cannot allocate memory\n',
  });
  t.deepEqual(sh('bash', 'echo {1..10000000}'), {
    code: 1,
    stdout: '',
    stderr: '/bin/bash: line 1: brace expansion: failed to allocate memory for 10000000 elements\n',
  });
  t.is(sh('bash', `echo ${'{a,b}'.repeat(40)}`).code, 1);
  t.deepEqual(sh('dash', 'x=$(yes); echo no'), { code: 2, stdout: '', stderr: '/bin/dash: 1: Cannot allocate memory\n' });
  t.is(sh('bash', 'printf %1000000000d 1 | wc').code, 0);
});

test('expressions that call themselves are refused', t => {
  t.deepEqual(sh('bash', 'x=x; echo $((x))'), {
    code: 1,
    stdout: '',
    stderr: '/bin/bash: line 1: x: expression recursion level exceeded (error token is "x")\n',
  });
  for (const text of [
    `${'('.repeat(5000)}1${')'.repeat(5000)}`,
    `${'-'.repeat(50_000)}1`,
    `1${'+1'.repeat(50_000)}`,
    `${'1?'.repeat(3000)}1${':1'.repeat(3000)}`,
    `${'2**'.repeat(3000)}1`,
  ])
    t.is(sh('bash', `echo $((${text}))`).code, 1);
  t.is(sh('bash', 'declare -n a=b b=a; a=5; echo on').stdout, 'on\n');
});

test('patterns that would take for ever are refused, others are quick', t => {
  const long = 'x=a; for i in {1..15}; do x=$x$x; done';
  t.is(
    sh('bash', `${long}; [[ $x == *a*a*a*a*a*b ]]; echo $?; [[ $x =~ (a*)*b ]]; echo $?; y=\${x//a*a*a*b/}; echo \${#y}`).stdout.startsWith(
      '1\n1\n',
    ),
    true,
  );
  t.is(sh('bash', `${long}; shopt -s extglob\n[[ $x == +(+(a))b ]]; echo $?`).code, 1);
});

test('a fork bomb leaves the host alive', t => {
  const { code, stdout } = sh('bash', ':(){ :|:& };:; sleep 1; echo survived', { maxSteps: 2e7 });
  t.deepEqual({ code, stdout }, { code: 0, stdout: 'survived\n' });
});

test('busy loops can be killed', t => {
  t.is(sh('dash', 'while :; do :; done & sleep 1; kill $!; wait $!; echo $?').stdout, '143\n');
  t.is(sh('bash', 'for ((;;)); do ((x++)); done & sleep 0.5; kill -9 $!; wait $! 2>/dev/null; echo $?').stdout, '137\n');
  t.is(
    sh('bash', 'f() { g; g; }; g() { h; h; }; h() { while :; do continue; done; }; f & sleep 0.5; kill $!; wait $!; echo $?').stdout,
    '143\n',
  );
});

test('streams have back-pressure', t => {
  t.is(sh('dash', 'yes | head -1; seq 100000 | { read a; echo $a; }; yes | while read x; do echo $x; break; done').stdout, 'y\n1\ny\n');
});
