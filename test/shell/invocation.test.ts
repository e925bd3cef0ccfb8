import test from 'ava';
import { sh, shellWorld } from './shell-world.js';

test('options, name and arguments of the command line', t => {
  const world = shellWorld({ files: { '/tmp/script': 'echo "$0 $# $*"; exit 4\n' } });
  t.deepEqual(world.run(['/bin/dash', '/tmp/script', 'a', 'b c']), { code: 4, stdout: '/tmp/script 2 a b c\n', stderr: '' });
  t.deepEqual(world.run(['/bin/bash', '-euo', 'pipefail', '-c', 'echo $0 $1; false | true; echo no', 'name', 'arg']), {
    code: 1,
    stdout: 'name arg\n',
    stderr: '',
  });
  t.deepEqual(world.run(['/bin/dash', '-s', 'x'], { stdin: 'echo $1 $0\n' }), { code: 0, stdout: 'x /bin/dash\n', stderr: '' });
  t.deepEqual(world.run(['/bin/dash', '/nope']), { code: 2, stdout: '', stderr: '/bin/dash: 0: cannot open /nope: No such file\n' });
  t.deepEqual(world.run(['/bin/bash', '/nope']), { code: 127, stdout: '', stderr: '/bin/bash: /nope: No such file or directory\n' });
  t.deepEqual(world.run(['/bin/ash', '/nope']), {
    code: 2,
    stdout: '',
    stderr: "/bin/ash: can't open '/nope': No such file or directory\n",
  });
  t.deepEqual(world.run(['/bin/bash', '-c']), { code: 2, stdout: '', stderr: '/bin/bash: -c: option requires an argument\n' });
  t.deepEqual(world.run(['/bin/dash', '-o', 'pipefail', '-c', 'true']), {
    code: 2,
    stdout: '',
    stderr: '/bin/dash: 0: Illegal option -o pipefail\n',
  });
});

test('bash reads its input by the line, so that commands can read what follows; dash reads ahead', t => {
  const stdin = 'read x\nthe next line\necho "got $x"\ncat\nrest\n';
  t.is(shellWorld().run(['/bin/bash'], { stdin }).stdout, 'got the next line\nrest\n');
  t.deepEqual(shellWorld().run(['/bin/dash'], { stdin: 'read x; echo "[$x]"\nfoo\n' }), {
    code: 127,
    stdout: '[]\n',
    stderr: '/bin/dash: 2: foo: not found\n',
  });
});

test('a script can be long, and goes wrong only when it gets there', t => {
  const world = shellWorld({ files: { '/tmp/s': 'echo one\nif true; then\n  echo two\nfi\necho three\nfi\necho four\n' } });
  t.deepEqual(world.run(['/bin/dash', '/tmp/s']), {
    code: 2,
    stdout: 'one\ntwo\nthree\n',
    stderr: '/tmp/s: 6: Syntax error: "fi" unexpected\n',
  });
  t.deepEqual(world.run(['/bin/ash', '/tmp/s']), {
    code: 2,
    stdout: 'one\ntwo\nthree\n',
    stderr: '/tmp/s: line 6: syntax error: unexpected "fi"\n',
  });
  t.deepEqual(world.run(['/bin/bash', '/tmp/s']), {
    code: 2,
    stdout: 'one\ntwo\nthree\n',
    stderr: "/tmp/s: line 6: syntax error near unexpected token `fi'\n/tmp/s: line 6: `fi'\n",
  });
});

test('the last command takes the place of the shell', t => {
  const world = shellWorld();
  for (const shell of ['bash', 'dash', 'ash']) {
    const started = world.start([`/bin/${shell}`, '-c', 'x=1; sleep 5']);
    world.settle();
    t.deepEqual(started.process.argv, ['sleep', '5'], shell);
  }
  const trapped = world.start(['/bin/bash', '-c', 'trap "echo bye" EXIT; sleep 5']);
  world.settle();
  t.deepEqual(trapped.process.argv, ['/bin/bash', '-c', 'trap "echo bye" EXIT; sleep 5']);
});

test('a shell with a trap on TERM ends by it', t => {
  const world = shellWorld();
  const started = world.start(['/bin/bash', '-c', 'trap "echo stopping; exit 0" TERM; while :; do sleep 0.1; done']);
  world.advance(1000);
  started.process.kill('SIGTERM');
  world.advance(1000);
  t.deepEqual([started.stdout(), started.process.exit?.status], ['stopping\n', { kind: 'exited', code: 0 }]);
});

test('scripts without #! are run by the shell, programs that are none are refused', t => {
  const world = shellWorld();
  world.file('/tmp/plain', 'echo plain $1 $0\n', 0o755);
  world.file('/tmp/binary', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0]), 0o755);
  t.deepEqual(world.run(['/bin/dash', '-c', '/tmp/plain x; echo $?']), { code: 0, stdout: 'plain x /tmp/plain\n0\n', stderr: '' });
  t.deepEqual(world.run(['/bin/bash', '-c', '/tmp/binary; echo $?']), {
    code: 0,
    stdout: '126\n',
    stderr: '/bin/bash: line 1: /tmp/binary: cannot execute binary file: Exec format error\n',
  });
});

test('here-documents and words may be long', t => {
  const body = `${'0123456789'.repeat(1000)}\n`.repeat(20);
  const world = shellWorld({ files: { '/tmp/s': `cat <<E | wc\n${body}E\nx=$(cat <<'E'\n${body}E\n); echo \${#x}\n` } });
  t.is(world.run(['/bin/dash', '/tmp/s']).stdout, `20\n${String(body.length - 1)}\n`);
});

test('what is not simulated says so', t => {
  t.deepEqual(sh('bash', 'bind \'"x": ls\''), {
    code: 1,
    stdout: '',
    stderr: '/bin/bash: line 1: bind: warning: line editing not enabled\ndrydock: binding keys anew is not simulated\n',
  });
});

test('a shell on a pipe runs each command as soon as it is complete', t => {
  for (const shell of ['bash', 'dash', 'ash']) {
    const started = shellWorld().start([`/bin/${shell}`]);
    started.write('echo one\nif true\n');
    t.is(started.stdout(), 'one\n', shell);
    started.write('then echo two\nfi\necho thr');
    t.is(started.stdout(), 'one\ntwo\n', shell);
    started.write('ee\ncat <<E\nfour\n');
    started.write('E\nexit 5\n');
    t.deepEqual([started.stdout(), started.process.exit?.status], ['one\ntwo\nthree\nfour\n', { kind: 'exited', code: 5 }], shell);
  }
});

test('functions go through the environment of bash, and nothing else does', t => {
  t.is(sh('bash', 'f() { echo "f $1"; }; export -f f; bash -c "f a"; export -nf f; bash -c f; echo $?').stdout, 'f a\n127\n');
  t.is(sh('bash', 'true', { env: { 'BASH_FUNC_f%%': '() { :; }; echo vulnerable' } }).stdout, '');
});
