import test from 'ava';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms as programs } from '../helpers/small-programs.js';

test('a child that has ended stays a zombie until somebody waits for it', t => {
  const host = machine({ programs });
  const started = host.start(function* (sys) {
    sys.spawn({ argv: ['true'] });
    yield* sys.read(0, 1);
    const child = yield* sys.wait(-1);
    yield* print(sys, JSON.stringify(child === 'interrupted' ? child : child?.status));
    yield* sys.read(0, 1);
    return 0;
  });
  host.settle();
  const table = (): string[] => host.kernel.processes().map(row => `${row.command} ${row.state}`);
  t.deepEqual(table(), ['init S', 'main S', 'true Z']);
  started.write('x');
  t.is(started.stdout(), '{"kind":"exited","code":0}');
  t.deepEqual(table(), ['init S', 'main S']);
});

test('orphans become children of process 1, which reaps them', t => {
  const host = machine({ programs });
  host.run(function* (sys) {
    sys.spawn({ argv: ['sleep', '1'] });
    return 0;
  });
  t.deepEqual(
    host.kernel.processes().map(row => [row.command, row.ppid]),
    [
      ['init', 0],
      ['sleep', 1],
    ],
  );
  host.advance(2000);
  t.deepEqual(
    host.kernel.processes().map(row => row.command),
    ['init'],
  );
});

test('wait without children is ECHILD; noHang does not wait', t => {
  const result = machine({ programs }).run(function* (sys) {
    sys.spawn({ argv: ['pause'] });
    yield* print(sys, String((yield* sys.wait(-1, { noHang: true })) === undefined));
    yield* sys.wait(4711);
    return 0;
  });
  t.deepEqual(result, { code: 1, stdout: 'true', stderr: 'main: No child processes\n' });
});

test('who ignores SIGCHLD has no zombies', t => {
  const result = machine({ programs }).run(function* (sys) {
    sys.onSignal('SIGCHLD', 'ignore');
    sys.spawn({ argv: ['true'] });
    yield* sys.wait(-1);
    return 0;
  });
  t.is(result.stderr, 'main: No child processes\n');
});

test('exit codes are cut to a byte', t => {
  t.deepEqual(
    [-1, 256, 300].map(
      code =>
        machine().run(function* () {
          return code;
        }).code,
    ),
    [255, 0, 44],
  );
});

test('an error that nobody caught is told on standard error; a bug of ours is recorded', t => {
  const host = machine();
  t.deepEqual(
    host.run(function* (sys) {
      sys.open('/nowhere', { read: true });
      return 0;
    }),
    { code: 1, stdout: '', stderr: 'main: No such file or directory\n' },
  );
  t.deepEqual(host.kernel.crashes, []);
  t.is(
    host.run(function* () {
      throw new TypeError('a bug');
    }).code,
    139,
  );
  t.deepEqual(
    host.kernel.crashes.map(({ argv, error }) => [argv, String(error)]),
    [[['/usr/bin/main'], 'TypeError: a bug']],
  );
});
