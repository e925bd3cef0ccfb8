import { power as floatPower } from '../../../../core/power.js';
import { codes, PgError } from '../pg-error.js';
import { Decimal, divisionByZero } from '../values/decimal.js';
import { asBigInt, asDecimal, asNumber, type Value } from '../values/value.js';
import { roundHalfEven, toInt4, toInt8 } from './casts.js';
import { fromNumber, power, squareRoot } from './decimal-math.js';
import { define, defineSet } from './registry.js';

define('abs(int4) int4|abs(int2) int2', ([a]) => toInt4(Math.abs(asNumber(a))));
define('abs(float8) float8|abs(float4) float4', ([a]) => Math.abs(asNumber(a)));
define('abs(int8) int8', ([a]) => toInt8(asBigInt(a) < 0n ? -asBigInt(a) : asBigInt(a)));
define('abs(numeric) numeric', ([a]) => (asDecimal(a).digits < 0n ? asDecimal(a).negate() : asDecimal(a)));
define('ceil(numeric) numeric|ceiling(numeric) numeric', ([a]) => asDecimal(a).ceil());
define('ceil(float8) float8|ceiling(float8) float8', ([a]) => Math.ceil(asNumber(a)));
define('floor(numeric) numeric', ([a]) => asDecimal(a).floor());
define('floor(float8) float8', ([a]) => Math.floor(asNumber(a)));
define('round(numeric) numeric', ([a]) => asDecimal(a).round(0));
define('round(numeric, int4) numeric', ([a, b]) => asDecimal(a).round(asNumber(b)));
define('round(float8) float8', ([a]) => roundHalfEven(asNumber(a)));
define('trunc(numeric) numeric', ([a]) => asDecimal(a).truncate(0));
define('trunc(numeric, int4) numeric', ([a, b]) => asDecimal(a).truncate(asNumber(b)));
define('trunc(float8) float8', ([a]) => Math.trunc(asNumber(a)));
define('sign(numeric) numeric', ([a]) => Decimal.of(BigInt(asDecimal(a).compare(Decimal.zero))));
define('sign(float8) float8', ([a]) => Math.sign(asNumber(a)));
define('sqrt(float8) float8|dsqrt(float8) float8', ([a]) => {
  if (asNumber(a) < 0) throw new PgError('2201F', 'cannot take square root of a negative number');
  return Math.sqrt(asNumber(a));
});
define('sqrt(numeric) numeric', ([a]) => squareRoot(asDecimal(a)));
define('cbrt(float8) float8', ([a]) => Math.cbrt(asNumber(a)));
define('power(float8, float8) float8|pow(float8, float8) float8', ([a, b]) => {
  const value = floatPower(asNumber(a), asNumber(b));
  if (Number.isNaN(value)) throw new PgError('2201F', 'a negative number raised to a non-integer power yields a complex result');
  return value;
});
define('power(numeric, numeric) numeric|pow(numeric, numeric) numeric', ([a, b]) => power(asDecimal(a), asDecimal(b)));
define('exp(float8) float8', ([a]) => Math.exp(asNumber(a)));
define('exp(numeric) numeric', ([a]) => fromNumber(Math.exp(asDecimal(a).toNumber()), asDecimal(a).scale));

function logarithm(value: number): number {
  if (value === 0) throw new PgError('2201E', 'cannot take logarithm of zero');
  if (value < 0) throw new PgError('2201E', 'cannot take logarithm of a negative number');
  return Math.log(value);
}

define('ln(float8) float8', ([a]) => logarithm(asNumber(a)));
define('ln(numeric) numeric', ([a]) => fromNumber(logarithm(asDecimal(a).toNumber()), asDecimal(a).scale));
define('log(float8) float8|log10(float8) float8', ([a]) => (logarithm(asNumber(a)), Math.log10(asNumber(a))));
define('log(numeric) numeric|log10(numeric) numeric', ([a]) => {
  const value = asDecimal(a).toNumber();
  logarithm(value);
  return fromNumber(Math.log10(value), asDecimal(a).scale);
});
define('log(numeric, numeric) numeric', ([a, b]) =>
  fromNumber(logarithm(asDecimal(b).toNumber()) / logarithm(asDecimal(a).toNumber()), asDecimal(a).scale, asDecimal(b).scale),
);
for (const [name, compute] of Object.entries({
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
}))
  define(`${name}(float8) float8`, ([a]) => compute(asNumber(a)));
define('atan2(float8, float8) float8', ([a, b]) => Math.atan2(asNumber(a), asNumber(b)));
define('cot(float8) float8', ([a]) => 1 / Math.tan(asNumber(a)));
define('degrees(float8) float8', ([a]) => (asNumber(a) * 180) / Math.PI);
define('radians(float8) float8', ([a]) => (asNumber(a) * Math.PI) / 180);
define('pi() float8', () => Math.PI);
define('mod(int4, int4) int4|mod(int2, int2) int2', ([a, b]) => {
  if (asNumber(b) === 0) throw divisionByZero();
  return (asNumber(a) % asNumber(b)) + 0;
});
define('mod(int8, int8) int8', ([a, b]) => {
  if (asBigInt(b) === 0n) throw divisionByZero();
  return asBigInt(a) % asBigInt(b);
});
define('mod(numeric, numeric) numeric', ([a, b]) => asDecimal(a).remainder(asDecimal(b)));
define('div(numeric, numeric) numeric', ([a, b]) => asDecimal(a).divide(asDecimal(b)).truncate(0));
define('gcd(int4, int4) int4', ([a, b]) => Number(gcd(BigInt(asNumber(a)), BigInt(asNumber(b)))));
define('gcd(int8, int8) int8', ([a, b]) => gcd(asBigInt(a), asBigInt(b)));
define('lcm(int4, int4) int4', ([a, b]) => Number(lcm(BigInt(asNumber(a)), BigInt(asNumber(b)))));
define('lcm(int8, int8) int8', ([a, b]) => lcm(asBigInt(a), asBigInt(b)));
define('scale(numeric) int4', ([a]) => asDecimal(a).scale);
define('min_scale(numeric) int4', ([a]) => asDecimal(a).trimmed().scale);
define('trim_scale(numeric) numeric', ([a]) => asDecimal(a).trimmed());
define('factorial(int8) numeric', ([a]) => {
  const n = asBigInt(a);
  if (n < 0n) throw new PgError(codes.numericOutOfRange, 'factorial of a negative number is undefined');
  if (n > 3000n) throw new PgError(codes.numericOutOfRange, 'value overflows numeric format');
  let product = 1n;
  for (let i = 2n; i <= n; i++) product *= i;
  return Decimal.of(product);
});

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function lcm(a: bigint, b: bigint): bigint {
  const divisor = gcd(a, b);
  const product = divisor === 0n ? 0n : (a / divisor) * b;
  return product < 0n ? -product : product;
}

define('width_bucket(numeric, numeric, numeric, int4) int4', ([value, low, high, count]) => {
  const [x, a, b, n] = [asDecimal(value).toNumber(), asDecimal(low).toNumber(), asDecimal(high).toNumber(), asNumber(count)];
  if (x < a) return 0;
  return x >= b ? n + 1 : Math.floor(((x - a) / (b - a)) * n) + 1;
});
define('random() float8', (_args, { runtime }) => runtime.session.random(), { isVolatile: true });
define('setseed(float8) void', ([seed], { runtime }) => (runtime.session.seedRandom(asNumber(seed)), ''), { isVolatile: true });

function zeroStep(isZero: boolean): void {
  if (isZero) throw new PgError(codes.invalidParameter, 'step size cannot equal zero');
}

defineSet('generate_series(int4, int4) int4|generate_series(int4, int4, int4) int4', function* ([from, to, step]): Iterable<Value> {
  const by = step === undefined ? 1 : asNumber(step);
  zeroStep(by === 0);
  for (let i = asNumber(from); by > 0 ? i <= asNumber(to) : i >= asNumber(to); i += by) yield i;
});
defineSet('generate_series(int8, int8) int8|generate_series(int8, int8, int8) int8', function* ([from, to, step]): Iterable<Value> {
  const by = step === undefined ? 1n : asBigInt(step);
  zeroStep(by === 0n);
  for (let i = asBigInt(from); by > 0n ? i <= asBigInt(to) : i >= asBigInt(to); i += by) yield i;
});
defineSet(
  'generate_series(numeric, numeric) numeric|generate_series(numeric, numeric, numeric) numeric',
  function* ([from, to, step]): Iterable<Value> {
    const by = step === undefined ? Decimal.of(1n) : asDecimal(step);
    zeroStep(by.digits === 0n);
    const sign = by.compare(Decimal.zero);
    for (let i = asDecimal(from); i.compare(asDecimal(to)) * sign <= 0; i = i.add(by)) yield i;
  },
);
