import test from 'ava';
import { Clock } from '../../engine/core/clock.js';
import { formatLogTime, formatSeconds, formatTime, parseTime, parseUnixTime, unixNanos } from '../../engine/daemon/timestamps.js';

/** 2026-11-22T18:11:44Z */
const clock = new Clock(1_795_371_104_000);

test('times are printed as Go prints them', t => {
  t.is(formatTime(clock, 0), '2026-11-22T18:11:44Z');
  t.is(formatTime(clock, 222.900253), '2026-11-22T18:11:44.222900253Z');
  t.is(formatTime(clock, 500), '2026-11-22T18:11:44.5Z');
  t.is(formatLogTime(clock, 500), '2026-11-22T18:11:44.500000000Z');
  t.is(formatSeconds(clock, 999), '2026-11-22T18:11:44Z');
  t.is(unixNanos(clock, 1), 1_795_371_104_001_000_000);
});

test('days before the epoch and leap days are right', t => {
  t.is(formatTime(new Clock(-1000), 0), '1969-12-31T23:59:59Z');
  t.is(formatTime(new Clock(951_782_400_000), 0), '2000-02-29T00:00:00Z');
});

test('times are read with their offset', t => {
  t.is(parseTime('2026-11-22T18:11:44Z'), 1_795_371_104_000);
  t.is(parseTime('2026-11-22T20:11:44.5+02:00'), 1_795_371_104_500);
  t.is(parseTime('yesterday'), undefined);
});

test('Unix times keep their nanoseconds', t => {
  t.is(parseUnixTime(clock, '1795371104.271320000'), 271.32);
  t.is(parseUnixTime(clock, '1795371103'), -1000);
  t.is(parseUnixTime(clock, 'x'), undefined);
});
