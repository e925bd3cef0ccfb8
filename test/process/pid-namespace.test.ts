import test from 'ava';
import { machine, type Machine } from '../helpers/machine.js';
import { print, smallPrograms } from '../helpers/small-programs.js';
import type { Main } from '../../engine/process/sys.js';

const programs: Record<string, Main> = {
  ...smallPrograms,
  /** Starts its arguments as children and waits for ever. */
  init: function* (sys, argv) {
    for (const name of argv.slice(1)) sys.spawn({ argv: [name] });
    for (;;) yield* sys.pause();
  },
  who: function* (sys) {
    yield* print(
      sys,
      `${sys.pid} ${sys.ppid} [${sys
        .processes()
        .map(row => `${row.pid}:${row.command}`)
        .join(' ')}]`,
    );
    return 0;
  },
};

function container(host: Machine) {
  return { namespaces: { pid: host.kernel.createPidNamespace() } };
}

test('the first process of a namespace is 1 inside and has another number outside', t => {
  const host = machine({ programs });
  const started = host.start(['who'], container(host));
  host.settle();
  t.is(started.stdout(), '1 0 [1:who]');
  t.true(started.process.pid >= 300);
});

test('a process started in a namespace later takes the next number and does not see the host', t => {
  const host = machine({ programs });
  const inside = container(host);
  const init = host.start(['init', 'pause'], inside);
  host.settle();
  t.is(host.run(['who'], inside).stdout, '3 0 [1:init 2:pause 3:who]');
  t.deepEqual(
    host.kernel
      .processes()
      .map(row => [row.command, row.pid - init.process.pid])
      .slice(1),
    [
      ['init', 0],
      ['pause', 1],
    ],
  );
});

test('process 1 gets only what it catches from inside, SIGKILL too; from outside SIGKILL works', t => {
  const host = machine({ programs });
  const inside = container(host);
  const init = host.start(['init'], inside);
  host.settle();
  const killer: Main = function* (sys) {
    for (const signal of ['SIGTERM', 'SIGKILL', 'SIGSTOP'] as const) sys.kill(1, signal);
    return 0;
  };
  t.is(host.run(killer, inside).code, 0);
  t.is(init.process.exit, undefined);
  t.is(init.process.stopped, undefined);
  init.process.kill('SIGTERM');
  t.is(init.process.exit, undefined);
  init.process.kill('SIGKILL');
  t.deepEqual(init.process.exit?.status, { kind: 'signaled', signal: 'SIGKILL' });
});

test('the end of process 1 is the end of its namespace', t => {
  const host = machine({ programs });
  const inside = container(host);
  const init = host.start(['init', 'pause', 'busy'], inside);
  const extra = host.start(['pause'], inside);
  host.advance(50);
  init.process.kill('SIGKILL');
  t.deepEqual(extra.process.exit?.status, { kind: 'signaled', signal: 'SIGKILL' });
  t.deepEqual(
    host.kernel.processes().map(row => row.command),
    ['init'],
  );
  t.throws(() => host.start(['pause'], inside), { message: 'pause: Cannot allocate memory' });
});

test('orphans of a namespace go to its process 1, and stay zombies when that does not care', t => {
  const host = machine({
    programs: {
      ...programs,
      parent: function* (sys) {
        sys.spawn({ argv: ['true'] });
        yield* sys.sleep(10);
        return 0;
      },
    },
  });
  const inside = container(host);
  host.start(['init', 'parent'], inside);
  host.advance(100);
  t.deepEqual(
    host.kernel.processes(inside.namespaces.pid).map(row => `${row.pid} ${row.ppid} ${row.command} ${row.state}`),
    ['1 0 init S', '2 1 parent Z', '3 1 true Z'],
  );
});

test('a process whose namespace ends while it runs goes no further than its next call', t => {
  const host = machine({ programs });
  const inside = container(host);
  const init = host.start(['init'], inside);
  host.settle();
  const started = host.start(function* (sys) {
    init.process.kill('SIGKILL');
    t.throws(() => sys.spawn({ argv: ['pause'] }), { message: 'Cannot allocate memory' });
    yield* sys.tick();
    t.fail();
    return 0;
  }, inside);
  host.settle();
  t.deepEqual(started.process.exit?.status, { kind: 'signaled', signal: 'SIGKILL' });
  t.deepEqual(
    host.kernel.processes().map(row => row.command),
    ['init'],
  );
  t.deepEqual(host.kernel.crashes, []);
});
