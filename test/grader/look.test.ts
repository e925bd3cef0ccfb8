import test from 'ava';
import { World } from '../../engine/testing.js';
import { lookAt } from '../../grader/look.js';

test('a relative path begins in the learner’s home, whatever it is called', t => {
  const world = new World({ home: '/home/ada' });
  world.sh('echo here > note.txt', { cwd: '/home/ada' });
  const look = lookAt(world.host, new Map());
  t.deepEqual(
    ['note.txt', '/home/ada/note.txt', 'none.txt'].map(path => look.file(path)),
    ['here\n', 'here\n', undefined],
  );
});
