import test from 'ava';
import { READY, waitFor, type Task } from '../../engine/core/task.js';
import { WaitQueue } from '../../engine/core/wait-queue.js';
import { runTogether } from '../../engine/docker/concurrent.js';

test('a part that nobody waits for any longer gives back what it holds', t => {
  const seen: string[] = [];
  function* holding(): Task<void> {
    try {
      yield* waitFor([new WaitQueue()]);
    } finally {
      seen.push('given back');
    }
  }
  function* quick(): Task<void> {
    seen.push('over');
  }
  t.true(runTogether([holding(), quick()], { until: () => seen.includes('over') }).next(READY).done);
  t.deepEqual(seen, ['over', 'given back']);
});
