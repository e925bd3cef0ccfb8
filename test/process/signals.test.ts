import test from 'ava';
import { defaultAction } from '../../engine/process/signal-actions.js';
import { parseSignal, signalNumbers, signalOf, type Signal } from '../../engine/process/signals.js';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms as programs } from '../helpers/small-programs.js';

test('a signal has a name, a short name and a number', t => {
  t.deepEqual(['TERM', 'SIGTERM', 'sigterm', '15', '0', '64', 'NOPE', ''].map(parseSignal), [
    'SIGTERM',
    'SIGTERM',
    'SIGTERM',
    'SIGTERM',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  t.is(signalOf(9), 'SIGKILL');
});

test('what signals do by default', t => {
  const actions: Record<string, string[]> = {};
  for (const signal of Object.keys(signalNumbers)) (actions[defaultAction(signal as Signal)] ??= []).push(signal);
  t.deepEqual(
    { ...actions, terminate: undefined },
    {
      terminate: undefined,
      ignore: ['SIGCHLD', 'SIGURG', 'SIGWINCH'],
      continue: ['SIGCONT'],
      stop: ['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'],
    },
  );
});

test('SIGKILL ends a program that never stops to look', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    const pid = sys.spawn({ argv: ['busy'] });
    yield* sys.sleep(10);
    sys.kill(pid, 'SIGKILL');
    const ended = yield* sys.wait(pid);
    yield* print(sys, JSON.stringify(ended !== 'interrupted' && ended?.status));
    return 0;
  });
  t.deepEqual(result, { code: 0, stdout: '{"kind":"signaled","signal":"SIGKILL"}', stderr: '' });
});

test('a process that kills itself goes no further than its next call', t => {
  const result = machine().run(function* (sys) {
    sys.kill(sys.pid, 'SIGTERM');
    yield* print(sys, 'not reached');
    return 0;
  });
  t.deepEqual(result, { code: 143, stdout: '', stderr: '' });
});

test('caught signals end waits and are taken one by one', t => {
  const host = machine();
  const started = host.start(function* (sys) {
    sys.onSignal('SIGTERM', 'catch');
    sys.onSignal('SIGUSR1', 'catch');
    const slept = yield* sys.sleep(1_000_000);
    yield* print(sys, `${slept} ${sys.takeSignal()} ${sys.takeSignal()} ${sys.takeSignal()}`);
    return 0;
  });
  host.settle();
  started.process.kill('SIGUSR1');
  started.process.kill('SIGUSR1');
  started.process.kill('SIGTERM');
  host.settle();
  t.is(started.stdout(), 'false SIGUSR1 SIGTERM undefined');
});

test('a signal that came before the wait is not lost', t => {
  const result = machine().run(function* (sys) {
    sys.onSignal('SIGUSR1', 'catch');
    sys.kill(sys.pid, 'SIGUSR1');
    yield* sys.pause();
    const polled = yield* sys.poll([]);
    yield* print(sys, `${polled.kind} ${sys.takeSignal()}`);
    return 0;
  });
  t.deepEqual(result, { code: 0, stdout: 'signal SIGUSR1', stderr: '' });
});

test('a read is interrupted with EINTR, a write goes on', t => {
  const host = machine();
  const started = host.start(function* (sys) {
    sys.onSignal('SIGUSR1', 'catch');
    const { read, write } = sys.pipe();
    yield* sys.write(write, new Uint8Array(65_536));
    sys.fork(
      function* (child) {
        yield* child.sleep(10);
        child.kill(child.ppid, 'SIGUSR1');
        yield* child.sleep(10);
        yield* child.read(0, 65_536);
        yield* child.sleep(10);
        child.kill(child.ppid, 'SIGUSR1');
        return 0;
      },
      { fds: new Map([[0, read]]) },
    );
    yield* sys.write(write, new Uint8Array(100));
    yield* print(sys, `wrote, ${sys.takeSignal()}\n`);
    yield* sys.read(0, 1);
    return 0;
  });
  host.advance(100);
  t.is(started.stdout(), 'wrote, SIGUSR1\n');
  t.is(started.stderr(), 'main: Interrupted system call\n');
});

test('a stopped process goes on with SIGCONT and then takes what came meanwhile', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    const pid = sys.spawn({ argv: ['sleep', '5'] });
    const seen: unknown[] = [];
    for (const signal of ['SIGSTOP', 'SIGTERM', 'SIGCONT'] as const) {
      sys.kill(pid, signal);
      yield* sys.sleep(1);
      seen.push(yield* sys.wait(pid, { noHang: true, untraced: true }));
    }
    const statuses = seen.map(change => (typeof change === 'object' && change !== null && 'status' in change ? change.status : null));
    yield* print(sys, JSON.stringify(statuses));
    return 0;
  });
  t.is(result.stdout, '[{"kind":"stopped","signal":"SIGSTOP"},null,{"kind":"signaled","signal":"SIGTERM"}]');
});

test('ignored signals are inherited by programs, caught ones are not', t => {
  const host = machine({
    programs: {
      report: function* (sys) {
        yield* print(sys, (['SIGHUP', 'SIGINT', 'SIGQUIT'] as const).map(signal => sys.signalAction(signal)).join(' '));
        return 0;
      },
    },
  });
  const result = host.run(function* (sys) {
    sys.onSignal('SIGHUP', 'ignore');
    sys.onSignal('SIGINT', 'catch');
    yield* sys.wait(sys.spawn({ argv: ['report'], ignoreSignals: ['SIGQUIT'] }));
    return 0;
  });
  t.is(result.stdout, 'ignore default ignore');
});

test('kill asks, refuses and finds nobody', t => {
  const host = machine({ programs });
  const started = host.start(['pause']);
  host.settle();
  const result = host.run(
    function* (sys) {
      const outcomes = [];
      for (const [pid, signal] of [
        [started.process.pid, 0],
        [started.process.pid, 'SIGTERM'],
        [99_999, 0],
        [-99_999, 'SIGTERM'],
      ] as const) {
        try {
          sys.kill(pid, signal);
          outcomes.push('ok');
        } catch (error) {
          outcomes.push(error instanceof Error ? error.message : error);
        }
      }
      yield* print(sys, outcomes.join(', '));
      return 0;
    },
    { uid: 1000 },
  );
  t.is(result.stdout, 'Operation not permitted, Operation not permitted, No such process, No such process');
});

test('a signal to a group reaches all of it', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    const leader = sys.spawn({ argv: ['pause'], processGroup: 0 });
    sys.spawn({ argv: ['pause'], processGroup: leader });
    sys.spawn({ argv: ['true'] });
    sys.kill(-leader, 'SIGINT');
    const codes: string[] = [];
    for (let i = 0; i < 3; i++) {
      const child = yield* sys.wait(-1);
      codes.push(child === undefined || child === 'interrupted' ? '' : child.status.kind);
    }
    yield* print(sys, codes.sort().join(' '));
    return 0;
  });
  t.is(result.stdout, 'exited signaled signaled');
});
