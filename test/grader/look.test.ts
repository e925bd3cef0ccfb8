import test from 'ava';
import { World } from '../../engine/testing.js';
import { lookAt } from '../../grader/look.js';

test('a relative path begins in the learner’s home, whatever it is called', t => {
  const world = new World({ home: '/home/ada' });
  world.sh('echo here > note.txt', { cwd: '/home/ada' });
  const look = lookAt(world.host, new Map());
  t.deepEqual(
    ['note.txt', '/home/ada/note.txt', 'none.txt'].map(path => look.file(path)?.text),
    ['here\n', 'here\n', undefined],
  );
});

test('of a file that is as big as a disk only the beginning is read', t => {
  const world = new World();
  world.sh('echo big > big; truncate -s 8G big');
  const file = lookAt(world.host, new Map()).file('big');
  t.is(file?.text.slice(0, 5), 'big\n\0');
  t.is(file?.text.length, 1_048_576);
});
