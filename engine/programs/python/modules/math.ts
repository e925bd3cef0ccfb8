import { lengthOf } from './vector-length.js';
import * as arithmetic from '../objects/arithmetic.js';
import { raised, typeError, valueError } from '../objects/exception.js';
import { nativeModule, type Definition } from '../objects/define.js';
import { settle, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { intOf, normalInt, PyFloat, PyModule, PyTuple } from '../objects/values.js';
import { callSpecial, special } from '../vm/attributes.js';
import { binary } from '../vm/operators.js';
import { indexOf, itemsOf } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';

/** `math`. */
export function mathModule(): PyModule {
  return nativeModule('math', { ...floatFunctions(), ...others }, [
    ['pi', new PyFloat(Math.PI)],
    ['e', new PyFloat(Math.E)],
    ['tau', new PyFloat(2 * Math.PI)],
    ['inf', new PyFloat(Infinity)],
    ['nan', new PyFloat(NaN)],
  ]);
}

/** A number as a float. */
export function* floatOf(vm: Vm, value: Value): Native<number> {
  if (value instanceof PyFloat) return value.value;
  const int = intOf(value);
  if (int !== undefined) return arithmetic.toFloat(int);
  for (const name of ['__float__', '__index__']) {
    const method = special(value, name);
    const made = method === undefined ? undefined : yield* settle(callSpecial(vm, method, value));
    if (made instanceof PyFloat) return made.value;
    const made2 = intOf(made);
    if (made2 !== undefined) return arithmetic.toFloat(made2);
  }
  throw typeError(`must be real number, not ${typeOf(value).name}`);
}

const ofOne: Readonly<Record<string, (x: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  exp: Math.exp,
  expm1: Math.expm1,
  sqrt: Math.sqrt,
  fabs: Math.abs,
  log1p: Math.log1p,
  cbrt: Math.cbrt,
  exp2: x => 2 ** x,
  degrees: x => (x * 180) / Math.PI,
  radians: x => (x * Math.PI) / 180,
};

function floatFunctions(): Record<string, Definition> {
  const made: Record<string, Definition> = {};
  for (const [name, compute] of Object.entries(ofOne)) {
    made[name] = [
      'x',
      function* (vm, value): Native {
        const x = yield* floatOf(vm, value);
        const result = compute(x);
        if (Number.isNaN(result) && !Number.isNaN(x)) throw valueError('math domain error');
        if (!Number.isFinite(result) && Number.isFinite(x))
          throw name.startsWith('atanh') || name === 'log1p'
            ? valueError('math domain error')
            : raised('OverflowError', 'math range error');
        return new PyFloat(result);
      },
    ];
  }
  return made;
}

const others: Readonly<Record<string, Definition>> = {
  floor: ['x', (vm, value) => rounding(vm, value, '__floor__', Math.floor)],
  ceil: ['x', (vm, value) => rounding(vm, value, '__ceil__', Math.ceil)],
  trunc: ['x', (vm, value) => rounding(vm, value, '__trunc__', Math.trunc)],
  isnan: ['x', (vm, value) => test(vm, value, Number.isNaN)],
  isinf: ['x', (vm, value) => test(vm, value, x => Math.abs(x) === Infinity)],
  isfinite: ['x', (vm, value) => test(vm, value, Number.isFinite)],
  factorial: ['x', factorial],
  gcd: ['*integers', (vm, args) => fold(vm, args, 0, gcd)],
  lcm: ['*integers', (vm, args) => fold(vm, args, 1, (a, b) => (a === 0n || b === 0n ? 0n : absolute((a / gcd(a, b)) * b)))],
  isqrt: ['n', isqrt],
  comb: ['n, k', (vm, n, k) => choose(vm, n, k, true)],
  perm: ['n, k?', (vm, n, k) => choose(vm, n, k ?? n, false)],
  log: ['x, base?', log],
  log2: ['x', (vm, value) => logarithm(vm, value, Math.log2)],
  log10: ['x', (vm, value) => logarithm(vm, value, Math.log10)],
  atan2: ['y, x', (vm, y, x) => ofTwo(vm, y, x, Math.atan2)],
  copysign: ['x, y', (vm, x, y) => ofTwo(vm, x, y, (a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)))],
  fmod: ['x, y', (vm, x, y) => ofTwo(vm, x, y, (a, b) => a % b)],
  remainder: ['x, y', (vm, x, y) => ofTwo(vm, x, y, remainder)],
  pow: ['x, y', (vm, x, y) => ofTwo(vm, x, y, (a, b) => arithmetic.powerFloats(a, b) ?? NaN)],
  ldexp: ['x, i', (vm, x, i) => ofTwo(vm, x, i, (a, b) => a * 2 ** b)],
  hypot: ['*coordinates', hypot],
  dist: ['p, q', dist],
  fsum: ['seq', fsum],
  prod: ['iterable, *, start=', prod],
  modf: ['x', modf],
  frexp: ['x', frexp],
  isclose: ['a:, b:, *, rel_tol=, abs_tol=', isClose],
};

function* rounding(vm: Vm, value: Value, name: string, round: (x: number) => number): Native {
  const method = special(value, name);
  if (method !== undefined) return yield* settle(callSpecial(vm, method, value));
  return normalInt(BigInt(round(yield* floatOf(vm, value))));
}

function* test(vm: Vm, value: Value, holds: (x: number) => boolean): Native {
  return holds(yield* floatOf(vm, value));
}

function* ofTwo(vm: Vm, a: Value, b: Value, compute: (x: number, y: number) => number): Native {
  const [x, y] = [yield* floatOf(vm, a), yield* floatOf(vm, b)];
  const result = compute(x, y);
  if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y)) throw valueError('math domain error');
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) throw raised('OverflowError', 'math range error');
  return new PyFloat(result);
}

function* factorial(vm: Vm, value: Value): Native {
  if (value instanceof PyFloat) throw typeError("'float' object cannot be interpreted as an integer");
  const n = yield* indexOf(vm, value);
  if (n < 0) throw valueError('factorial() not defined for negative values');
  if (n > 100_000) throw raised('MemoryError');
  return normalInt(productOf(2, Number(n)));
}

/** The product of all numbers from one to another; halves of like size are multiplied quickly. */
function productOf(from: number, to: number): bigint {
  if (to - from > 8) {
    const middle = (from + to) >> 1;
    return productOf(from, middle) * productOf(middle + 1, to);
  }
  let product = 1n;
  for (let i = from; i <= to; i++) product *= BigInt(i);
  return product;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

function* fold(vm: Vm, args: Value, start: number, join: (a: bigint, b: bigint) => bigint): Native {
  let result = BigInt(start);
  for (const each of args instanceof PyTuple ? args.items : []) result = join(result, BigInt(yield* indexOf(vm, each)));
  return normalInt(absolute(result));
}

function* isqrt(vm: Vm, value: Value): Native {
  const n = BigInt(yield* indexOf(vm, value));
  if (n < 0n) throw valueError('isqrt() argument must be nonnegative');
  if (n === 0n) return 0;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return normalInt(x);
    x = y;
  }
}

function* choose(vm: Vm, nValue: Value, kValue: Value, isOrdered: boolean): Native {
  const n = BigInt(yield* indexOf(vm, nValue));
  let k = BigInt(yield* indexOf(vm, kValue));
  if (n < 0n) throw valueError('n must be a non-negative integer');
  if (k < 0n) throw valueError('k must be a non-negative integer');
  if (k > n) return 0;
  if (isOrdered && k > n - k) k = n - k;
  let result = 1n;
  for (let i = 0n; i < k; i++) {
    if (vm.isDue) yield* vm.breathe();
    result *= n - i;
    if (isOrdered) result /= i + 1n;
  }
  return normalInt(result);
}

/** Of ints too big for a float too. */
function* logarithm(vm: Vm, value: Value, compute: (x: number) => number): Native {
  return new PyFloat(yield* plainLogarithm(vm, value, compute));
}

function* plainLogarithm(vm: Vm, value: Value, compute: (x: number) => number): Native<number> {
  const int = intOf(value);
  if (typeof int === 'bigint' && int > 0n) {
    const shift = int.toString(2).length - 60;
    return compute(Number(int >> BigInt(Math.max(0, shift)))) + Math.max(0, shift) * compute(2);
  }
  const x = yield* floatOf(vm, value);
  if (x <= 0) throw valueError('math domain error');
  return compute(x);
}

function* log(vm: Vm, value: Value, base: Value): Native {
  const top = yield* plainLogarithm(vm, value, Math.log);
  if (base === undefined) return new PyFloat(top);
  const bottom = yield* plainLogarithm(vm, base, Math.log);
  if (bottom === 0) throw raised('ZeroDivisionError', 'float division by zero');
  return new PyFloat(top / bottom);
}

function remainder(a: number, b: number): number {
  const quotient = a / b;
  const floor = Math.floor(quotient);
  const rest = quotient - floor;
  return a - b * (rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor);
}

function* floatsOf(vm: Vm, values: Value): Native<number[]> {
  const floats: number[] = [];
  for (const value of yield* itemsOf(vm, values)) floats.push(yield* floatOf(vm, value));
  return floats;
}

function* hypot(vm: Vm, values: Value): Native {
  return new PyFloat(lengthOf(yield* floatsOf(vm, values)));
}

function* dist(vm: Vm, p: Value, q: Value): Native {
  const [a, b] = [yield* floatsOf(vm, p), yield* floatsOf(vm, q)];
  if (a.length !== b.length) throw valueError('both points must have the same number of dimensions');
  return new PyFloat(lengthOf(a.map((x, index) => x - (b[index] ?? 0))));
}

/** Shewchuk's exact sum. */
function* fsum(vm: Vm, values: Value): Native {
  let partials: number[] = [];
  for (let x of yield* floatsOf(vm, values)) {
    const kept: number[] = [];
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) kept.push(low);
      x = high;
    }
    partials = [...kept, x];
  }
  return new PyFloat(partials.reduceRight((sum, each) => sum + each, 0));
}

function* prod(vm: Vm, values: Value, start: Value): Native {
  let product: Value = start ?? 1;
  for (const value of yield* itemsOf(vm, values)) product = yield* settle(binary(vm, 2, product, value));
  return product;
}

function* modf(vm: Vm, value: Value): Native {
  const x = yield* floatOf(vm, value);
  const whole = Math.trunc(x);
  return new PyTuple([new PyFloat(Number.isFinite(x) ? x - whole : 0), new PyFloat(whole)]);
}

function* frexp(vm: Vm, value: Value): Native {
  const x = yield* floatOf(vm, value);
  if (x === 0 || !Number.isFinite(x)) return new PyTuple([new PyFloat(x), 0]);
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let mantissa = x / 2 ** exponent;
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    exponent++;
  }
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    exponent--;
  }
  return new PyTuple([new PyFloat(mantissa), exponent]);
}

function* isClose(vm: Vm, a: Value, b: Value, relative: Value, absolute: Value): Native {
  const [x, y] = [yield* floatOf(vm, a), yield* floatOf(vm, b)];
  const rel = relative === undefined ? 1e-9 : yield* floatOf(vm, relative);
  const abs = absolute === undefined ? 0 : yield* floatOf(vm, absolute);
  if (x === y) return true;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  const difference = Math.abs(x - y);
  return difference <= Math.max(rel * Math.max(Math.abs(x), Math.abs(y)), abs);
}
