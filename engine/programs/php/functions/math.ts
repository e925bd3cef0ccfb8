import { PhpArray } from '../runtime/array.js';
import { operations } from '../runtime/arithmetic.js';
import { compare } from '../runtime/compare.js';
import { toArithmetic, toFloat } from '../runtime/convert.js';
import { float, type Args, type Natives } from '../runtime/native.js';
import { PhpFloat, intOf, isInt, type Value } from '../runtime/value.js';

function number(a: Args, i: number): number | bigint | PhpFloat {
  return toArithmetic(a.get(i));
}

/** Rounds half away from zero, after undoing what binary fractions did to the decimal places. */
export function roundTo(n: number, places: number): number {
  if (!Number.isFinite(n) || n === 0) return n;
  const factor = 10 ** Math.abs(places);
  const scaled = places >= 0 ? n * factor : n / factor;
  if (!Number.isFinite(scaled)) return n;
  let rounded = Math.round(Math.abs(scaled));
  const near = Number(Math.abs(scaled).toPrecision(15));
  if (Math.abs(near - Math.trunc(near)) >= 0.5) rounded = Math.trunc(near) + 1;
  else rounded = Math.trunc(near);
  const signed = Math.sign(n) * rounded;
  return places >= 0 ? Number((signed / factor).toPrecision(17)) : signed * factor;
}

function extreme(a: Args, sign: 1 | -1): Value {
  const first = a.get(0);
  const values = a.count === 1 && first instanceof PhpArray ? first.values() : a.rest(0);
  if (a.count === 1 && !(first instanceof PhpArray))
    throw a.vm.errors.typeError(`${a.fn.name}(): Argument #1 ($value) must be of type array, ${a.vm.typeName(first)} given`);
  if (values.length === 0) a.invalid(0, 'must contain at least one element');
  let best = values[0] ?? null;
  for (const each of values.slice(1)) if (compare(a.vm, each, best) * sign < 0) best = each;
  return best;
}

function unary(compute: (n: number) => number): (a: Args) => Value {
  return a => float(compute(a.float(0)));
}

function randomInt(a: Args, low: number | bigint, high: number | bigint): Value {
  const span = BigInt(high) - BigInt(low) + 1n;
  if (span <= 0x1_0000_0000n)
    return intOf(BigInt(low) + BigInt(Math.floor((a.vm.sys.random.uint32() / 0x1_0000_0000) * Number(span)))) ?? 0;
  const wide = (BigInt(a.vm.sys.random.uint32()) << 32n) | BigInt(a.vm.sys.random.uint32());
  return intOf(BigInt(low) + (wide % span)) ?? 0;
}

function randomBetween(a: Args): Value {
  const low = a.given(0) ? number(a, 0) : 0;
  const high = a.given(1) ? number(a, 1) : 2_147_483_647;
  if (!isInt(low) || !isInt(high)) return 0;
  if (high < low) {
    if (a.fn.name === 'rand') return randomInt(a, high, low);
    a.invalid(
      a.fn.name === 'random_int' ? 0 : 1,
      a.fn.name === 'random_int'
        ? 'must be less than or equal to argument #2 ($max)'
        : 'must be greater than or equal to argument #1 ($min)',
    );
  }
  return randomInt(a, low, high);
}

/** More than any float. */
const LARGEST = 2n ** 1100n;

function fromBase(a: Args, digits: string, base: number): Value {
  let value = 0n;
  let invalid = false;
  for (const c of digits.toLowerCase().replace(/^0[xob]/, '')) {
    const digit = Number.parseInt(c, 36);
    if (Number.isNaN(digit) || digit >= base) invalid = true;
    else if (value > LARGEST) return float(Infinity);
    else value = value * BigInt(base) + BigInt(digit);
  }
  if (invalid) a.vm.errors.deprecated('Invalid characters passed for attempted conversion, these have been ignored');
  return intOf(value) ?? float(Number(value));
}

function toBase(value: Value, base: number): string {
  const big = BigInt.asUintN(64, BigInt(isInt(value) ? value : 0));
  return big.toString(base);
}

export const mathFunctions: Natives = {
  'abs(int|float $num)': a => {
    const n = number(a, 0);
    if (n instanceof PhpFloat) return float(Math.abs(n.n));
    return n < 0 ? operations['-'](a.vm, 0, n) : n;
  },
  'max(mixed $value, mixed ...$values)': a => extreme(a, -1),
  'min(mixed $value, mixed ...$values)': a => extreme(a, 1),
  'floor(int|float $num)': unary(Math.floor),
  'ceil(int|float $num)': unary(Math.ceil),
  'round(int|float $num, int $precision = 0)': a => {
    const n = a.get(0);
    if (isInt(n) && a.int(1) >= 0) return float(Number(n));
    return float(roundTo(toFloat(n), a.int(1)));
  },
  'sqrt(float $num)': unary(Math.sqrt),
  'pow(mixed $num, mixed $exponent)': a => operations['**'](a.vm, a.get(0), a.get(1)),
  'intdiv(int $num1, int $num2)': a => {
    const divisor = a.get(1);
    if (divisor === 0) throw a.vm.errors.make('DivisionByZeroError', 'Division by zero');
    const x = a.get(0);
    if (!isInt(x) || !isInt(divisor)) return 0;
    const result = intOf(BigInt(x) / BigInt(divisor));
    if (result === undefined) throw a.vm.errors.make('ArithmeticError', 'Division of PHP_INT_MIN by -1 is not an integer');
    return result;
  },
  'fmod(float $num1, float $num2)': a => float(a.float(0) % a.float(1)),
  'fdiv(float $num1, float $num2)': a => float(a.float(0) / a.float(1)),
  'sin(float $num)': unary(Math.sin),
  'cos(float $num)': unary(Math.cos),
  'tan(float $num)': unary(Math.tan),
  'asin(float $num)': unary(Math.asin),
  'acos(float $num)': unary(Math.acos),
  'atan(float $num)': unary(Math.atan),
  'atan2(float $y, float $x)': a => float(Math.atan2(a.float(0), a.float(1))),
  'sinh(float $num)': unary(Math.sinh),
  'cosh(float $num)': unary(Math.cosh),
  'tanh(float $num)': unary(Math.tanh),
  'exp(float $num)': unary(Math.exp),
  'log(float $num, float $base = 2.718281828459045)': a =>
    float(a.given(1) ? Math.log(a.float(0)) / Math.log(a.float(1)) : Math.log(a.float(0))),
  'log10(float $num)': unary(Math.log10),
  'log2(float $num)': unary(Math.log2),
  'pi()': () => float(Math.PI),
  'hypot(float $x, float $y)': a => float(Math.hypot(a.float(0), a.float(1))),
  'deg2rad(float $num)': unary(n => (n / 180) * Math.PI),
  'rad2deg(float $num)': unary(n => (n / Math.PI) * 180),
  'is_nan(float $num)': a => Number.isNaN(a.float(0)),
  'is_finite(float $num)': a => Number.isFinite(a.float(0)),
  'is_infinite(float $num)': a => Math.abs(a.float(0)) === Infinity,
  'rand(int $min = 0, int $max = 2147483647)': randomBetween,
  'mt_rand(int $min = 0, int $max = 2147483647)': randomBetween,
  'random_int(int $min, int $max)': randomBetween,
  'mt_srand(int $seed = 0, int $mode = 0)': () => null,
  'srand(int $seed = 0, int $mode = 0)': () => null,
  'mt_getrandmax()': () => 2_147_483_647,
  'getrandmax()': () => 2_147_483_647,
  'lcg_value()': a => float(a.vm.sys.random.uint32() / 0x1_0000_0000),
  'random_bytes(int $length)': a => {
    if (a.int(0) < 1) a.invalid(0, 'must be greater than 0');
    a.vm.memory.reserve(a.int(0));
    return Array.from(a.vm.sys.random.bytes(a.int(0)), byte => String.fromCharCode(byte)).join('');
  },
  'bindec(string $binary_string)': a => fromBase(a, a.str(0), 2),
  'hexdec(string $hex_string)': a => fromBase(a, a.str(0), 16),
  'octdec(string $octal_string)': a => fromBase(a, a.str(0), 8),
  'decbin(int $num)': a => toBase(a.get(0), 2),
  'dechex(int $num)': a => toBase(a.get(0), 16),
  'decoct(int $num)': a => toBase(a.get(0), 8),
  'base_convert(string $num, int $from_base, int $to_base)': a => {
    const value = fromBase(a, a.str(0), a.int(1));
    if (value instanceof PhpFloat && !Number.isFinite(value.n))
      throw a.vm.errors.make('ValueError', `An infinite value cannot be converted to base ${a.int(2)}`);
    return value instanceof PhpFloat ? BigInt(value.n).toString(a.int(2)) : toBase(value, a.int(2));
  },
  'array_sum(array $array)': a =>
    a
      .arr(0)
      .values()
      .reduce<Value>((sum, each) => operations['+'](a.vm, sum, toArithmetic(each)), 0),
  'array_product(array $array)': a =>
    a
      .arr(0)
      .values()
      .reduce<Value>((product, each) => operations['*'](a.vm, product, toArithmetic(each)), 1),
  'number_format(float $num, int $decimals = 0, ?string $decimal_separator = ".", ?string $thousands_separator = ",")': a => {
    const decimals = Math.max(0, a.int(1));
    const rounded = roundTo(a.float(0), decimals);
    const [whole = '0', fraction] = Math.abs(rounded).toFixed(Math.min(decimals, 100)).split('.');
    const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, a.optStr(3) ?? ',');
    const sign = rounded < 0 && /[1-9]/.test(whole + (fraction ?? '')) ? '-' : '';
    return sign + grouped + (fraction === undefined ? '' : (a.optStr(2) ?? '.') + fraction);
  },
};
