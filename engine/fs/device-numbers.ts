import type { Clock } from '../core/clock.js';

/** The first number that Linux gives to a filesystem without a disk of its own, after those it makes at boot. */
const FIRST = 0x20;
const next = new WeakMap<Clock, number>();

/**
 * The number (st_dev) of a new filesystem. Each host counts for itself, and its clock is what all its parts already share, so
 * the numbers depend on nothing outside the host.
 */
export function deviceNumber(clock: Clock): number {
  const number = next.get(clock) ?? FIRST;
  next.set(clock, number + 1);
  return number;
}
