import test from 'ava';
import { Channel } from '../../engine/core/channel.js';
import { Clock } from '../../engine/core/clock.js';
import { Scheduler } from '../../engine/core/scheduler.js';

const FOREVER = { until: Infinity, maxSteps: 10_000 };

test('a producer waits while the channel is full, a consumer while it is empty', t => {
  const host = new Scheduler(new Clock(0));
  const channel = new Channel<number>(2);
  const log: string[] = [];
  host.spawn(
    (function* () {
      for (let i = 0; i < 5; i++) {
        yield* channel.send(i);
        log.push(`sent ${i}`);
      }
      channel.end();
    })(),
  );
  host.run(FOREVER);
  t.deepEqual(log, ['sent 0', 'sent 1']);
  host.spawn(
    (function* () {
      for (let value = yield* channel.receive(); value !== undefined; value = yield* channel.receive()) log.push(`got ${value}`);
      log.push('end');
    })(),
  );
  host.run(FOREVER);
  t.deepEqual(
    log.filter(line => !line.startsWith('sent')),
    ['got 0', 'got 1', 'got 2', 'got 3', 'got 4', 'end'],
  );
  t.true(channel.isFinished);
});

test('a producer hears that nobody listens any more', t => {
  const host = new Scheduler(new Clock(0));
  const channel = new Channel<number>(1);
  const sent: boolean[] = [];
  host.spawn(
    (function* () {
      for (let i = 0; i < 3; i++) sent.push(yield* channel.send(i));
    })(),
  );
  host.run(FOREVER);
  channel.cancel();
  host.run(FOREVER);
  t.deepEqual([sent, channel.length, channel.offer(9)], [[true, false, false], 0, false]);
});
