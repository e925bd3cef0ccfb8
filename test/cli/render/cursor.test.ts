import test from 'ava';
import { cursorRow } from '../../../cli/render/cursor.js';

test('a prompt on one row', t => {
  t.is(cursorRow('student@docker:~$ docker ps', 80), 0);
});

test('a line that is longer than the window', t => {
  t.deepEqual([cursorRow('$ '.padEnd(80, 'x'), 80), cursorRow('$ '.padEnd(81, 'x'), 80), cursorRow('$ '.padEnd(161, 'x'), 80)], [0, 1, 2]);
});

test('Korean letters wrap by columns', t => {
  t.is(cursorRow(`$ ${'가'.repeat(40)}`, 80), 1);
});

test('moves of a line editor are followed', t => {
  t.is(cursorRow(`$ ${'x'.repeat(100)}\u001B[1A\r`, 80), 0);
});

test('colours take no columns', t => {
  t.is(cursorRow(`\u001B[01;32m${'x'.repeat(80)}\u001B[00m`, 80), 0);
});
