import type { Task } from '../../core/task.js';
import { quotient, rescaled, tenTo, TooManyDigits, type Decimal } from './decimal.js';

/** Counts a step of work. */
export type Tick = () => Task<void>;

/** The functions of `bc -l`, by name. They work with more digits than asked for and cut off the rest. */
export const mathFunctions: Readonly<Record<string, (args: readonly Decimal[], scale: number, tick: Tick) => Task<Decimal>>> = {
  e: ([x], scale, tick) => exponential(x, scale, tick),
  l: ([x], scale, tick) => logarithm(x, scale, tick),
  s: ([x], scale, tick) => sine(x, scale, tick),
  c: ([x], scale, tick) => cosine(x, scale, tick),
  a: ([x], scale, tick) => arcTangent(x, scale, tick),
  j: ([n, x], scale, tick) => bessel(n, x, scale, tick),
};

const none: Decimal = { digits: 0n, scale: 0 };
/** Digits that are calculated beyond those that are asked for. */
const GUARD = 12;
/** Beyond this an exponential has too many digits. */
const MAX_EXPONENT = 200_000n;

/** A number as a whole number of units of 10^-places. */
function fixed(x: Decimal, places: number): bigint {
  return rescaled(x, places).digits;
}

function cut(value: bigint, places: number, scale: number): Decimal {
  return rescaled({ digits: value, scale: places }, scale);
}

function* exponential(x: Decimal = none, scale: number, tick: Tick): Task<Decimal> {
  const whole = rescaled(x, 0).digits;
  if (whole > MAX_EXPONENT) throw new TooManyDigits();
  if (whole < -MAX_EXPONENT) return { digits: 0n, scale };
  const places = scale + GUARD + Math.max(0, Math.ceil(Number(whole) * 0.4343));
  const value = yield* fixedExponential(fixed(x, places), places, tick);
  return cut(value, places, scale);
}

function* fixedExponential(x: bigint, places: number, tick: Tick): Task<bigint> {
  const unit = tenTo(places);
  let halvings = 0n;
  let small = x;
  while (small > unit / 16n || small < -unit / 16n) {
    small /= 2n;
    halvings++;
  }
  // Each squaring doubles the error, so some digits more are carried.
  const extra = Math.ceil(Number(halvings) * 0.31) + 4;
  const fine = unit * tenTo(extra);
  const argument = (x * tenTo(extra)) / (1n << halvings);
  let term = fine;
  let total = fine;
  for (let i = 1n; term !== 0n; i++) {
    yield* tick();
    term = (term * argument) / (fine * i);
    total += term;
  }
  for (; halvings > 0n; halvings--) total = (total * total) / fine;
  return total / tenTo(extra);
}

function* logarithm(x: Decimal = none, scale: number, tick: Tick): Task<Decimal> {
  if (x.digits <= 0n) return quotient({ digits: 1n - tenTo(scale), scale: 0 }, { digits: 1n, scale: 0 }, scale);
  const places = scale + GUARD + 10;
  const unit = tenTo(places);
  // ln x = 2^k ln m, with m near 1 after k square roots; ln m = 2 artanh((m - 1) / (m + 1)).
  let value = x.digits * tenTo(Math.max(0, places - x.scale));
  if (x.scale > places) value = x.digits / tenTo(x.scale - places);
  let exponent = 0n;
  for (; value > 2n * unit; value /= 2n) exponent++;
  for (; value < unit; value *= 2n) exponent--;
  const mantissa = yield* artanh(value - unit, value + unit, places, tick);
  const two = yield* artanh(unit, 3n * unit, places, tick);
  return cut(2n * mantissa + 2n * two * exponent, places, scale);
}

/** Of a fraction. */
function* artanh(numerator: bigint, denominator: bigint, places: number, tick: Tick): Task<bigint> {
  const unit = tenTo(places);
  const x = (numerator * unit) / denominator;
  const square = (x * x) / unit;
  let total = 0n;
  let power = x;
  for (let i = 1n; power !== 0n; i += 2n) {
    yield* tick();
    total += power / i;
    power = (power * square) / unit;
  }
  return total;
}

/** Of 1/n, for pi. */
function* arcTangentOfInverse(n: bigint, unit: bigint, tick: Tick): Task<bigint> {
  let total = 0n;
  let power = unit / n;
  for (let i = 1n; power !== 0n; i += 2n) {
    yield* tick();
    total += i % 4n === 1n ? power / i : -power / i;
    power /= n * n;
  }
  return total;
}

function* pi(places: number, tick: Tick): Task<bigint> {
  const unit = tenTo(places);
  return 16n * (yield* arcTangentOfInverse(5n, unit, tick)) - 4n * (yield* arcTangentOfInverse(239n, unit, tick));
}

function* sine(x: Decimal = none, scale: number, tick: Tick): Task<Decimal> {
  return yield* wave(x, scale, 1n, tick);
}

function* cosine(x: Decimal = none, scale: number, tick: Tick): Task<Decimal> {
  return yield* wave(x, scale, 0n, tick);
}

/** The series of sine (from 1) or cosine (from 0), of an angle between -pi and pi. */
function* wave(x: Decimal, scale: number, first: bigint, tick: Tick): Task<Decimal> {
  const places = scale + GUARD + rescaled(x, 0).digits.toString().length;
  const unit = tenTo(places);
  const turn = 2n * (yield* pi(places, tick));
  let angle = fixed(x, places) % turn;
  if (angle > turn / 2n) angle -= turn;
  if (angle < -turn / 2n) angle += turn;
  const square = (angle * angle) / unit;
  let term = first === 1n ? angle : unit;
  let total = term;
  for (let i = first; term !== 0n; i += 2n) {
    yield* tick();
    term = -(term * square) / (unit * (i + 1n) * (i + 2n));
    total += term;
  }
  return cut(total, places, scale);
}

function* arcTangent(x: Decimal = none, scale: number, tick: Tick): Task<Decimal> {
  const places = scale + GUARD;
  const unit = tenTo(places);
  const value = fixed(x, places);
  const size = value < 0n ? -value : value;
  const quarter = (yield* pi(places, tick)) / 2n;
  // Above one: the angle of the inverse, from the other side.
  const inside = size > unit ? (unit * unit) / size : size;
  const angle = yield* smallArcTangent(inside, unit, tick);
  const whole = size > unit ? quarter - angle : angle;
  return cut(value < 0n ? -whole : whole, places, scale);
}

/** Up to one: the angle is halved until the series is short. */
function* smallArcTangent(x: bigint, unit: bigint, tick: Tick): Task<bigint> {
  let value = x;
  let halvings = 0n;
  for (; value > unit / 8n; halvings++) {
    const root = rescaledRoot(unit * unit + value * value);
    value = (value * unit) / (unit + root);
  }
  const square = (value * value) / unit;
  let total = 0n;
  let power = value;
  for (let i = 1n; power !== 0n; i += 2n) {
    yield* tick();
    total += i % 4n === 1n ? power / i : -power / i;
    power = (power * square) / unit;
  }
  return total << halvings;
}

function rescaledRoot(value: bigint): bigint {
  let guess = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

function* bessel(n: Decimal = none, x: Decimal = none, scale: number, tick: Tick): Task<Decimal> {
  const order = rescaled(n, 0).digits;
  const size = order < 0n ? -order : order;
  const whole = Number(rescaled(x, 0).digits);
  const places = scale + GUARD + Math.ceil(Math.abs(whole) * 0.87);
  const unit = tenTo(places);
  const half = fixed(x, places) / 2n;
  const square = (half * half) / unit;
  let term = unit;
  for (let i = 1n; i <= size && term !== 0n; i++) {
    yield* tick();
    term = (term * half) / (unit * i);
  }
  let total = term;
  for (let k = 1n; term !== 0n; k++) {
    yield* tick();
    term = -(term * square) / (unit * k * (k + size));
    total += term;
  }
  return cut(order < 0n && size % 2n === 1n ? -total : total, places, scale);
}
