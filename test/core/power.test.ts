import test from 'ava';
import { power } from '../../engine/core/power.js';

test('powers of ten are the floats nearest to them', t => {
  for (let exponent = -290; exponent <= 290; exponent++) t.is(power(10, exponent), Number(`1e${String(exponent)}`), String(exponent));
});

test('whole powers that fit are exact, and others are what the language says', t => {
  for (let base = -9; base <= 9; base++)
    for (let exponent = 0; exponent <= 16; exponent++) {
      const exact = BigInt(base) ** BigInt(exponent);
      t.is(power(base, exponent), Number(exact), `${String(base)} ** ${String(exponent)}`);
    }
  t.deepEqual([power(2, -1074), power(2, 1023), power(0, 0), power(2, 0.5), power(-8, 1 / 3)], [2 ** -1074, 2 ** 1023, 1, Math.SQRT2, NaN]);
  t.deepEqual([power(10, 400), power(10, -400), power(0, -1), power(-0, 3), power(Infinity, 2)], [Infinity, 0, Infinity, -0, Infinity]);
  t.deepEqual([power(1.1, 10), power(1.1, -10), power(0.1, 3)], [2.5937424601000023, 0.3855432894295314, 0.0010000000000000002]);
});
