import test from 'ava';
import { CowMap, CowSet } from '../../engine/core/cow.js';

test('neither side of a fork sees what the other changes', t => {
  const parent = new CowMap(new Map([['a', 1]]));
  const child = parent.fork();
  const grandchild = child.fork();
  parent.set('b', 2);
  child.delete('a');
  t.deepEqual(
    [[...parent], [...child], [...grandchild]],
    [
      [
        ['a', 1],
        ['b', 2],
      ],
      [],
      [['a', 1]],
    ],
  );
});

test('deleting what is not there copies nothing and says so', t => {
  const map = new CowMap(new Map([['a', 1]]));
  t.deepEqual([map.delete('b'), map.delete('a'), map.size], [false, true, 0]);
});

test('clear empties one side only', t => {
  const parent = new CowMap(new Map([['a', 1]]));
  const child = parent.fork();
  child.clear();
  child.set('c', 3);
  t.deepEqual([[...parent.keys()], [...child.values()]], [['a'], [3]]);
});

test('a copy of a plain map is apart from it', t => {
  const plain = new Map([['a', 1]]);
  const copy = CowMap.of(plain).set('a', 2);
  t.deepEqual([plain.get('a'), copy.get('a')], [1, 2]);
});

test('sets fork in the same way', t => {
  const parent = new CowSet(new Set(['a']));
  const child = parent.fork();
  child.add('b');
  parent.delete('a');
  t.deepEqual([[...parent], [...child]], [[], ['a', 'b']]);
});
