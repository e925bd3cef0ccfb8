import test from 'ava';
import { DetachKeys, parseDetachKeys } from '../../engine/daemon/detach-keys.js';

test('keys are named as Docker names them', t => {
  t.deepEqual(parseDetachKeys(undefined), [16, 17]);
  t.deepEqual(parseDetachKeys('ctrl-a,x'), [1, 120]);
  t.is(t.throws(() => parseDetachKeys('ctrl-ab')).message, 'Invalid detach keys (ctrl-ab) provided');
});

test('keys that only begin like the sequence are passed on when it turns out otherwise', t => {
  const keys = new DetachKeys([16, 17]);
  t.deepEqual(keys.filter(Uint8Array.of(97, 16)), { pass: Uint8Array.of(97), detach: false });
  t.deepEqual(keys.filter(Uint8Array.of(98)), { pass: Uint8Array.of(16, 98), detach: false });
  t.deepEqual(keys.filter(Uint8Array.of(16, 16, 17, 99)), { pass: Uint8Array.of(16), detach: true });
});
