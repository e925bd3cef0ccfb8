import test from 'ava';
import { Random } from '../../engine/core/random.js';

test('the same seed and purpose always give the same numbers, others give others', t => {
  const first = (seed: string, purpose: string): string => Random.fork(seed, purpose).hex(16);
  t.is(first('a', 'ids'), first('a', 'ids'));
  t.is(new Set([first('a', 'ids'), first('a', 'names'), first('b', 'ids'), first('ab', 'ids')]).size, 4);
});

test('numbers stay in their range and use all of it', t => {
  const random = new Random('range');
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const number = random.below(10);
    counts[number] = (counts[number] ?? 0) + 1;
  }
  t.true(counts.length === 10 && counts.every(count => count > 800 && count < 1200));
});

test('digits, bytes and choices', t => {
  const random = new Random('things');
  t.regex(random.hex(64), /^[0-9a-f]{64}$/);
  t.is(random.bytes(5).length, 5);
  const none: readonly string[] = [];
  t.is(random.pick(none), undefined);
  t.true(['a', 'b'].includes(random.pick(['a', 'b'])));
});
