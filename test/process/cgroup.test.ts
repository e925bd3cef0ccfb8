import test from 'ava';
import { Cgroup } from '../../engine/process/cgroup.js';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms } from '../helpers/small-programs.js';

const MEBIBYTE = 1024 ** 2;

const programs = {
  ...smallPrograms,
  counter: function* (sys) {
    for (let i = 0; ; i++) {
      yield* print(sys, `${i}\n`);
      yield* sys.sleep(100);
    }
  },
  eat: function* (sys, argv) {
    sys.setMemory(Number(argv[1]) * MEBIBYTE);
    yield* print(sys, 'full\n');
    for (;;) yield* sys.pause();
  },
} satisfies NonNullable<Parameters<typeof machine>[0]>['programs'];

test('a frozen group stands still and goes on where it was', t => {
  const host = machine({ programs });
  const cgroup = new Cgroup('/docker/a');
  const started = host.start(['counter'], { cgroup });
  host.advance(150);
  cgroup.freeze();
  host.advance(1000);
  t.is(started.stdout(), '0\n1\n');
  t.is(host.kernel.processes().at(-1)?.state, 'D');
  cgroup.thaw();
  host.advance(150);
  t.is(started.stdout(), '0\n1\n2\n3\n');
});

test('deadly signals end a frozen process, caught ones wait', t => {
  const host = machine({ programs });
  const cgroup = new Cgroup('/docker/a');
  const busy = host.start(['busy'], { cgroup });
  const careful = host.start(
    function* (sys) {
      sys.onSignal('SIGTERM', 'catch');
      yield* sys.pause();
      return 3;
    },
    { cgroup },
  );
  host.advance(10);
  cgroup.freeze();
  busy.process.kill('SIGKILL');
  careful.process.kill('SIGTERM');
  host.advance(10);
  t.deepEqual([busy.process.exit?.status, careful.process.exit], [{ kind: 'signaled', signal: 'SIGKILL' }, undefined]);
  cgroup.thaw();
  host.advance(10);
  t.deepEqual([careful.process.exit?.status, cgroup.size], [{ kind: 'exited', code: 3 }, 0]);
});

test('processes started in a frozen group wait', t => {
  const host = machine({ programs });
  const cgroup = new Cgroup('/docker/a');
  cgroup.freeze();
  const started = host.start(['echo', 'hello'], { cgroup });
  host.advance(100);
  t.is(started.stdout(), '');
  cgroup.thaw();
  host.settle();
  t.is(started.stdout(), 'hello\n');
});

test('out of memory the biggest process of the group is killed', t => {
  const host = machine({ programs });
  const killed: number[] = [];
  const cgroup = new Cgroup('/docker/a', { memoryBytes: 20 * MEBIBYTE }, process => killed.push(process.pid));
  const big = host.start(['eat', '15'], { cgroup });
  host.settle();
  const small = host.start(['eat', '8'], { cgroup });
  host.settle();
  t.deepEqual(big.process.exit?.status, { kind: 'signaled', signal: 'SIGKILL' });
  t.is(small.stdout(), 'full\n');
  t.deepEqual([cgroup.oomKilled, killed, cgroup.memoryBytes], [true, [big.process.pid], 8 * MEBIBYTE]);
});

test('a process that asks for more than its group may have ends with 137', t => {
  const host = machine({ programs });
  const cgroup = new Cgroup('/docker/a', { memoryBytes: 20 * MEBIBYTE });
  t.deepEqual(host.run(['eat', '21'], { cgroup }), { code: 137, stdout: '', stderr: '' });
  t.is(cgroup.oomKills, 1);
  const lenient = new Cgroup('/docker/b', { memoryBytes: 20 * MEBIBYTE, oomKillDisable: true });
  t.deepEqual(host.run(['eat', '21'], { cgroup: lenient }), { code: 1, stdout: '', stderr: 'eat: Cannot allocate memory\n' });
});

test('a fork bomb meets the limit of its group; others go on', t => {
  const host = machine({ programs });
  const cgroup = new Cgroup('/docker/a', { pids: 20 });
  const bomb = host.start(
    function* (sys) {
      for (;;) {
        try {
          sys.fork(function* (child) {
            for (;;) yield* child.pause();
          });
        } catch (error) {
          yield* print(sys, error instanceof Error ? error.message : '');
          return 1;
        }
      }
    },
    { cgroup },
  );
  host.settle();
  t.is(bomb.stdout(), 'Resource temporarily unavailable');
  t.deepEqual(host.run(['echo', 'still here']), { code: 0, stdout: 'still here\n', stderr: '' });
  cgroup.killAll();
  t.is(cgroup.size, 0);
});

test('CPU time and bytes are counted', t => {
  const host = machine({ programs });
  const cgroup = new Cgroup('/docker/a');
  host.run(['cat'], { cgroup, stdin: 'x'.repeat(10_000) });
  t.deepEqual([cgroup.readBytes, cgroup.writtenBytes, cgroup.cpuSteps], [10_000, 10_000, 7]);
});
