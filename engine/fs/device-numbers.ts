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
  return deviceOf(0, number);
}

/** The number (st_dev) of a device: makedev(3) of the GNU C library, whose lowest byte and highest bits are the minor number. */
export function deviceOf(major: number, minor: number): number {
  return (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12);
}

export function majorOf(dev: number): number {
  return (dev >> 8) & 0xfff;
}

export function minorOf(dev: number): number {
  return (dev & 0xff) | ((dev >> 12) & ~0xff);
}
