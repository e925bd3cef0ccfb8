import test from 'ava';
import fc from 'fast-check';
import { Clock } from '../../engine/core/clock.js';
import { Scheduler, STEP_COST, type TaskHandle } from '../../engine/core/scheduler.js';
import { RESCHEDULE, sleepUntil, waitFor, type Task } from '../../engine/core/task.js';
import { WaitQueue } from '../../engine/core/wait-queue.js';

const FOREVER = { until: Infinity, maxSteps: 1_000_000 };

function scheduler(): Scheduler {
  return new Scheduler(new Clock(0));
}

/** A task that notes its name each time it runs. */
function* turns(log: string[], name: string, count: number): Task<void> {
  for (let i = 0; i < count; i++) {
    log.push(name);
    yield RESCHEDULE;
  }
}

test('tasks take turns in the order in which they were started', t => {
  const host = scheduler();
  const log: string[] = [];
  for (const name of ['a', 'b', 'c']) host.spawn(turns(log, name, 2));
  t.deepEqual(host.run(FOREVER), { kind: 'idle' });
  t.is(log.join(''), 'abcabc');
  t.is(host.steps, 9);
  t.is(Math.round(host.clock.now() / STEP_COST), 9);
});

test('time jumps to the next timer when nobody has anything to do, and no further than asked', t => {
  const host = scheduler();
  const woken: number[] = [];
  for (const at of [300, 100, 200]) {
    host.spawn(
      (function* () {
        yield* sleepUntil(at);
        woken.push(Math.floor(host.clock.now()));
      })(),
    );
  }
  t.deepEqual(host.run({ until: 250, maxSteps: 100 }), { kind: 'idle' });
  t.deepEqual([woken, host.clock.now()], [[100, 200], 250]);
  host.run(FOREVER);
  t.deepEqual(woken, [100, 200, 300]);
});

test('who is notified goes on in the order of waiting; a deadline and a signal end a wait too', t => {
  const host = scheduler();
  const queue = new WaitQueue();
  const log: string[] = [];
  const waiter = function* (name: string, deadline?: number): Task<void> {
    log.push(`${name}: ${yield* waitFor([queue], deadline)}`);
  };
  host.spawn(waiter('early', 10));
  host.spawn(waiter('first'));
  const interrupted = host.spawn(waiter('signalled'));
  host.spawn(waiter('second'));
  host.at(50, () => interrupted.interrupt());
  host.at(100, () => queue.notify());
  host.run(FOREVER);
  t.deepEqual(log, ['early: timeout', 'signalled: interrupted', 'first: ready', 'second: ready']);
  t.is(queue.size, 0);
});

test('a cancelled task never runs again, a frozen one only after it is thawed', t => {
  const host = scheduler();
  const log: string[] = [];
  const [cancelled, frozen] = [host.spawn(turns(log, 'x', 5)), host.spawn(turns(log, 'f', 2))] as [TaskHandle, TaskHandle];
  host.run({ until: Infinity, maxSteps: 2 });
  cancelled.cancel();
  frozen.freeze();
  host.run(FOREVER);
  t.is(log.join(''), 'xf');
  frozen.thaw();
  host.run(FOREVER);
  t.is(log.join(''), 'xff');
});

test('what wakes a frozen task is not lost', t => {
  const host = scheduler();
  const queue = new WaitQueue();
  let isDone = false;
  const handle = host.spawn(
    (function* () {
      yield* waitFor([queue]);
      isDone = true;
    })(),
  );
  host.run(FOREVER);
  handle.freeze();
  queue.notify();
  host.run(FOREVER);
  t.false(isDone);
  handle.thaw();
  host.run(FOREVER);
  t.true(isDone);
});

test('a promise makes everybody stand still until it is settled', t => {
  const host = scheduler();
  const log: string[] = [];
  host.spawn(
    (function* (): Task<void> {
      const wake = yield { kind: 'external', start: () => Promise.resolve(1) };
      log.push(wake.kind === 'value' ? String(wake.value) : wake.kind);
    })(),
  );
  host.spawn(turns(log, 'other', 1));
  t.is(host.run(FOREVER).kind, 'external');
  t.is(host.run(FOREVER).kind, 'external');
  t.deepEqual(log, []);
  host.resolveExternal({ value: 42 });
  host.run(FOREVER);
  t.deepEqual(log, ['other', '42']);
});

test('an error of a thread reaches its owner, or whoever runs the host', t => {
  const host = scheduler();
  const failing = function* (): Task<void> {
    yield RESCHEDULE;
    throw new Error('broken');
  };
  const outcomes: unknown[] = [];
  host.spawn(failing(), outcome => outcomes.push(outcome.kind));
  host.run(FOREVER);
  t.deepEqual(outcomes, ['failed']);
  host.spawn(failing());
  t.throws(() => host.run(FOREVER), { message: 'broken' });
  t.is(host.current, undefined);
});

test('cancelled timers do not pile up', t => {
  const host = scheduler();
  for (let i = 0; i < 10_000; i++) host.at(1_000_000 + i, () => t.fail()).cancel();
  const fired: number[] = [];
  for (const at of [5, 1, 3]) host.at(at, () => fired.push(at));
  t.is(host.nextTimer(), 1);
  host.run(FOREVER);
  t.deepEqual(fired, [1, 3, 5]);
  t.true(host.clock.now() < 10);
});

/** A little world: tasks that work, sleep, wait for each other and wake each other, as a list of numbers tells. */
function world(plan: readonly (readonly number[])[]): { readonly host: Scheduler; readonly trace: string[] } {
  const host = scheduler();
  const trace: string[] = [];
  const queues = plan.map(() => new WaitQueue());
  for (const [id, steps] of plan.entries()) {
    host.spawn(
      (function* (): Task<void> {
        for (const step of steps) {
          trace.push(`${host.clock.now().toFixed(2)} ${id} ${step}`);
          const queue = queues[step % queues.length] ?? new WaitQueue();
          if (step % 4 === 0) yield RESCHEDULE;
          else if (step % 4 === 1) yield* sleepUntil(host.clock.now() + (step % 7));
          else if (step % 4 === 2) yield* waitFor([queue], host.clock.now() + (step % 11));
          else queue.notify();
        }
      })(),
    );
  }
  return { host, trace };
}

test('how a run is cut into pieces does not change what happens', t => {
  const plan = fc.array(fc.array(fc.nat(50), { maxLength: 20 }), { minLength: 1, maxLength: 8 });
  const cuts = fc.array(fc.record({ ms: fc.double({ min: 0, max: 5, noNaN: true }), steps: fc.integer({ min: 1, max: 30 }) }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(plan, cuts, (steps, pieces) => {
      const whole = world(steps);
      whole.host.run(FOREVER);
      const cut = world(steps);
      for (const { ms, steps: maxSteps } of pieces) cut.host.run({ until: cut.host.clock.now() + ms, maxSteps });
      cut.host.run(FOREVER);
      t.deepEqual(cut.trace, whole.trace);
    }),
    { seed: 1 },
  );
});
