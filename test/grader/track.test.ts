import test from 'ava';
import { scoreOf } from '../../grader/score.js';
import { Tracker } from '../../grader/track.js';
import type { Look } from '../../grader/check/evidence.js';
import type { Lesson } from '../../grader/lesson/lesson.js';
import { container, lesson, look, ran, state } from './fixture.js';

const seeing = (names: readonly string[], given: Partial<Look> = {}): Look =>
  look({ state: state({ containers: names.map(name => container(name)) }), ...given });

/** Points by step after these looks; the first is at the very beginning. */
function pointsAfter(content: Lesson, ...looks: readonly Look[]): readonly number[] {
  const tracker = new Tracker(content);
  for (const seen of looks) tracker.observe(seen);
  return scoreOf(tracker).steps.map(({ points }) => points);
}

const exists = (name: string): string => `- id: has-${name}\n  title: ${name}\n  container: ${name}`;
const two = (kind: 'guided' | 'assignment'): Lesson => lesson(kind, ['one points=2', exists('a')], ['two points=3', exists('b')]);

test('a guided lesson goes step by step', t => {
  t.deepEqual(pointsAfter(two('guided'), seeing([]), seeing(['b']), seeing([])), [0, 0]);
  t.deepEqual(pointsAfter(two('guided'), seeing([]), seeing(['a']), seeing(['b'])), [2, 3]);
});

test('an assignment may be worked on in any order', t => {
  t.deepEqual(pointsAfter(two('assignment'), seeing([]), seeing(['b']), seeing([])), [0, 3]);
});

test('a step stays done when its things are gone', t => {
  t.deepEqual(pointsAfter(two('assignment'), seeing([]), seeing(['a', 'b']), seeing([])), [2, 3]);
});

test('what was there from the beginning is nobody’s work', t => {
  const content = lesson('assignment', ['one points=2', exists('a')]);
  t.deepEqual(pointsAfter(content, seeing(['a']), seeing(['a'])), [0]);
  t.deepEqual(pointsAfter(content, seeing(['a']), seeing([]), seeing(['a'])), [2]);
});

test('a part of a step gives a part of its points, at its best moment', t => {
  const content = lesson('assignment', ['one points=4', `${exists('a')}\n${exists('b')}\n${exists('c')}`]);
  t.deepEqual(pointsAfter(content, seeing([]), seeing(['a']), seeing(['a', 'b']), seeing(['c'])), [2.67]);
  // Each at another time is not all at once.
  t.deepEqual(pointsAfter(content, seeing([]), seeing(['a']), seeing(['b']), seeing(['c'])), [1.33]);
});

test('what held from the beginning counts when the step is done, not before', t => {
  const content = lesson('assignment', ['one points=4', `${exists('a')}\n${exists('b')}`]);
  t.deepEqual(pointsAfter(content, seeing(['a']), seeing(['a'])), [0]);
  t.deepEqual(pointsAfter(content, seeing(['a']), seeing(['a', 'b'])), [4]);
});

test('a requirement that needs another is not run before it', t => {
  const content = lesson('assignment', ['one points=2', `${exists('a')}\n- id: second\n  title: second\n  needs: [has-a]\n  container: b`]);
  const tracker = new Tracker(content);
  tracker.observe(seeing(['b']));
  t.deepEqual(scoreOf(tracker).steps[0]?.requirements, [
    { id: 'has-a', title: 'a', status: 'fail', reasons: ['There is no container ‘a’.'] },
    { id: 'second', title: 'second', status: 'not-run', reasons: ['Comes after: a'] },
  ]);
});

test('once: it is enough that it was so, and the nearest miss is told', t => {
  const content = lesson('assignment', ['one', '- id: x\n  title: x\n  once: {all: [{container: a}, {container: b}]}']);
  t.deepEqual(pointsAfter(content, seeing([]), seeing(['a', 'b']), seeing([])), [1]);
  const tracker = new Tracker(content);
  for (const names of [[], ['a'], []]) tracker.observe(seeing(names));
  t.deepEqual(scoreOf(tracker).steps[0]?.requirements[0]?.reasons, ['Up to now this was missing: There is no container ‘b’.']);
});

test('while: a command counts when it was run at the right moment', t => {
  const content = lesson('assignment', ['one', '- id: x\n  title: x\n  ran: docker ps\n  while: {container: a}']);
  const ps = ran('docker ps');
  t.deepEqual(pointsAfter(content, seeing([]), seeing([], ps), seeing(['a'], ps)), [0]);
  t.deepEqual(pointsAfter(content, seeing([]), seeing(['a']), seeing(['a'], ps), seeing([], ps)), [1]);
  t.deepEqual(pointsAfter(content, seeing([]), seeing([], ps), seeing(['a'], ran('docker ps', 'docker ps'))), [1]);
});

test('a step without requirements is free and does not stand in the way', t => {
  const content = lesson('guided', ['read points=0', ''], ['do', exists('a')]);
  t.deepEqual(pointsAfter(content, seeing([]), seeing(['a'])), [0, 1]);
  t.true(new Tracker(content).current?.step.id === 'read');
});
