import test from 'ava';
import type { Main, Sys } from '../../engine/process/sys.js';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms as programs } from '../helpers/small-programs.js';

/** What a call fails with. */
function failure(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'ok';
}

test('a process becomes a leader, joins a group of its session, and no other', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    const [first, second] = [sys.spawn({ argv: ['pause'] }), sys.spawn({ argv: ['pause'] })];
    const outcomes = [
      failure(() => sys.setProcessGroup(first, 0)),
      failure(() => sys.setProcessGroup(second, first)),
      failure(() => sys.setProcessGroup(second, 1)),
      failure(() => sys.setProcessGroup(0, first)),
      failure(() => sys.setProcessGroup(1, 0)),
      failure(() => sys.setSession()),
    ];
    const groups = sys
      .processes()
      .filter(row => row.command === 'pause')
      .map(row => row.processGroup === first);
    yield* print(sys, `${outcomes.join(', ')}; ${groups.join(' ')}`);
    sys.kill(-first, 'SIGKILL');
    return 0;
  });
  t.is(result.stdout, 'ok, ok, Operation not permitted, Operation not permitted, No such process, Operation not permitted; true true');
});

test('a group outlives its leader', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    const leader = sys.spawn({ argv: ['true'], processGroup: 0 });
    const member = sys.spawn({ argv: ['pause'], processGroup: leader });
    yield* sys.wait(leader);
    const late = sys.spawn({ argv: ['pause'], processGroup: leader });
    sys.kill(-leader, 'SIGKILL');
    yield* sys.wait(member);
    yield* sys.wait(late);
    return 0;
  });
  t.is(result.code, 0);
});

test('a new session has no terminal', t => {
  const host = machine({ programs });
  const session = host.interact(function* (sys) {
    sys.fork(function* (child: Sys) {
      const before = failure(() => child.open('/dev/tty', { read: true }));
      child.setSession();
      yield* print(child, `${before}, ${failure(() => child.open('/dev/tty', { read: true }))}`);
      return 0;
    });
    yield* sys.wait(-1);
    return 0;
  });
  t.is(session.shown(), 'ok, No such device or address');
});

test('a program’s name, environment and credentials', t => {
  const main: Main = function* (sys) {
    sys.env.set('A', '1');
    yield* sys.wait(
      sys.fork(function* (child) {
        child.env.set('A', '2');
        child.setTitle(['worker: one']);
        child.setCredentials({ uid: 33, gid: 33, groups: [33] });
        yield* print(child, `${child.env.get('A')} ${child.processes().at(-1)?.argv.join('|')} ${child.credentials().uid} `);
        yield* print(
          child,
          failure(() => child.setCredentials({ uid: 0, gid: 0, groups: [] })),
        );
        return 0;
      }),
    );
    yield* print(sys, ` ${sys.env.get('A')} ${sys.umask(0o77).toString(8)} ${sys.umask().toString(8)}`);
    return 0;
  };
  t.is(machine().run(main).stdout, '2 worker: one 33 Operation not permitted 1 22 77');
});
