import test from 'ava';
import { append, replaceRange } from '../../engine/core/append.js';
import { largestOf, smallestOf } from '../../engine/core/extremes.js';

const many = Array.from({ length: 300_000 }, (_, i) => i);

test('the extremes of few, of none and of more numbers than a call takes arguments', t => {
  t.deepEqual([largestOf([3, 9, 4]), largestOf([3, 9, 4], 10), largestOf([]), largestOf([], 0)], [9, 10, -Infinity, 0]);
  t.deepEqual([smallestOf([3, 9, 4]), smallestOf([3, 9, 4], 2), smallestOf([]), smallestOf([], 7)], [3, 2, Infinity, 7]);
  t.deepEqual([largestOf(many), smallestOf(many)], [299_999, 0]);
});

test('items are appended and put in the place of others, however many they are', t => {
  const list = [1, 2, 3];
  append(list, [4, 5]);
  replaceRange(list, 1, 2, [7, 8, 9]);
  t.deepEqual(list, [1, 7, 8, 9, 4, 5]);
  replaceRange(list, 1, 4, many);
  t.deepEqual([list.length, list[0], list[1], list[300_000], list[300_001]], [300_002, 1, 0, 299_999, 5]);
  append(list, many);
  t.is(list.length, 600_002);
});
