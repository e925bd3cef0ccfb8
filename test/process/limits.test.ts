import test from 'ava';
import type { Main } from '../../engine/process/sys.js';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms as programs } from '../helpers/small-programs.js';

test('a fork bomb is stopped by the host’s limit, and the host goes on', t => {
  const host = machine({ programs, limits: { processes: 100 } });
  const bomb = host.start(function* bomb(sys) {
    for (;;) {
      try {
        sys.fork(child => bomb(child));
        sys.fork(child => bomb(child));
      } catch {
        yield* sys.pause();
      }
      yield* sys.tick();
    }
  });
  host.advance(100);
  t.is(host.kernel.root.size, 100);
  host.cgroup
    .members()
    .filter(process => process.pid !== 1)
    .forEach(process => process.kill('SIGKILL'));
  host.settle();
  t.is(host.kernel.root.size, 1);
  t.deepEqual(bomb.process.exit?.status, { kind: 'signaled', signal: 'SIGKILL' });
  t.deepEqual(host.run(['echo', 'alive']), { code: 0, stdout: 'alive\n', stderr: '' });
  t.deepEqual(host.kernel.crashes, []);
});

test('descriptors run out with EMFILE', t => {
  const result = machine().run(function* (sys) {
    sys.setLimit('nofile', 10);
    let last = 0;
    try {
      for (;;) last = sys.dup(0);
    } catch (error) {
      yield* print(sys, `${last} ${error instanceof Error ? error.message : ''}`);
    }
    return 0;
  });
  t.is(result.stdout, '9 Too many open files');
});

test('a file that grows beyond the limit brings SIGXFSZ', t => {
  const host = machine();
  const result = host.run(function* (sys) {
    sys.setLimit('fsize', 10);
    const fd = sys.open('/tmp/big', { write: true, create: true });
    yield* print(sys, 'x'.repeat(20), fd);
    return 0;
  });
  t.deepEqual([result, host.read('/tmp/big')], [{ code: 153, stdout: '', stderr: '' }, 'x'.repeat(10)]);
});

test('CPU time runs out with SIGXCPU, then SIGKILL', t => {
  const host = machine();
  t.is(
    host.run(function* (sys) {
      sys.setLimit('cpu', 1);
      for (;;) yield* sys.tick();
    }).code,
    152,
  );
  t.is(
    host.run(function* (sys) {
      sys.onSignal('SIGXCPU', 'ignore');
      sys.setLimit('cpu', 1);
      for (;;) yield* sys.tick();
    }).code,
    137,
  );
  t.true(host.clock.now() > 3000 && host.clock.now() < 3100);
});

test('others may lower their limits, root may raise them', t => {
  const change: Main = function* (sys) {
    sys.setLimit('nofile', 20);
    sys.setLimit('nofile', 30);
    yield* print(sys, String(sys.getLimit('nofile')));
    return 0;
  };
  t.is(machine().run(change).stdout, '30');
  t.is(machine().run(change, { uid: 1000 }).stderr, 'main: Operation not permitted\n');
});

test('the number of processes of a user is limited by nproc', t => {
  const host = machine({ programs });
  const bomb: Main = function* (sys) {
    sys.setLimit('nproc', 5);
    for (let count = 1; ; count++) {
      try {
        sys.spawn({ argv: ['pause'] });
      } catch (error) {
        yield* print(sys, `${count} ${error instanceof Error ? error.message : ''}`);
        return 0;
      }
    }
  };
  t.is(host.run(bomb, { uid: 1000 }).stdout, '5 Resource temporarily unavailable');
});

test('the machine’s own memory ends too', t => {
  const host = machine({ limits: { memoryBytes: 100 * 1024 ** 2 } });
  t.is(
    host.run(function* (sys) {
      sys.setMemory(200 * 1024 ** 2);
      yield* sys.tick();
      return 0;
    }).code,
    137,
  );
});
