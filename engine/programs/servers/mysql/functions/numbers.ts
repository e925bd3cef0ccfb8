import { power as floatPower } from '../../../../core/power.js';
import type { Compiled } from '../query/compiled.js';
import { sqlErrors } from '../sql-error.js';
import { isInteger, isNumberType, type ColumnType } from '../values/column-type.js';
import { Decimal } from '../values/decimal.js';
import { toBytes, toInteger, toNumber, toNumeric, toText, type Value } from '../values/value.js';
import { calculate } from '../query/arithmetic.js';
import { at, bigint, double, int, text, type FunctionTable, type SqlFunction } from './define.js';

/** Whole numbers of whole numbers, doubles of texts. */
function sameNumber(args: readonly Compiled[]): ColumnType {
  const type = args[0]?.type ?? { name: 'null' };
  if (isInteger(type)) return { name: 'bigint', unsigned: type.unsigned };
  return isNumberType(type) && type.name !== 'float' ? type : { name: 'double' };
}

function wholeNumber(args: readonly Compiled[]): ColumnType {
  const type = sameNumber(args);
  return type.name === 'decimal' ? { name: 'bigint' } : type;
}

function roundedType(args: readonly Compiled[]): ColumnType {
  const type = sameNumber(args);
  if (type.name !== 'decimal') return type;
  const digits = args[1]?.run({ row: [], slots: [], parent: undefined }) ?? 0n;
  const scale = Math.min(type.scale ?? 0, Math.max(0, Number(toInteger(digits))));
  return { ...type, scale };
}

function round(values: readonly Value[], how: 'round' | 'truncate'): Value {
  const digits = values.length > 1 ? Math.max(-30, Math.min(30, Number(toInteger(at(values, 1))))) : 0;
  const number = toNumeric(at(values, 0));
  if (typeof number === 'number') return roundDouble(number, digits, how);
  const exact = number instanceof Decimal ? number : new Decimal(number, 0);
  if (digits >= exact.scale) return number;
  const cut =
    digits >= 0
      ? cutTo(exact, digits, how)
      : new Decimal(cutTo(new Decimal(exact.unscaled, exact.scale - digits), 0, how).unscaled * 10n ** BigInt(-digits), 0);
  return typeof number === 'bigint' ? cut.unscaled : cut;
}

function cutTo(value: Decimal, scale: number, how: 'round' | 'truncate'): Decimal {
  return how === 'round' ? value.rescale(scale) : value.truncate(scale);
}

function roundDouble(value: number, digits: number, how: 'round' | 'truncate'): number {
  const unit = 10 ** Math.abs(digits);
  const scaled = digits >= 0 ? value * unit : value / unit;
  if (!Number.isFinite(scaled)) return value;
  const floor = Math.trunc(scaled);
  const rest = Math.abs(scaled - floor);
  // Halves go to the even neighbour, as rint() does it.
  const whole = how === 'truncate' ? floor : rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + Math.sign(scaled) : floor;
  return digits >= 0 ? whole / unit : whole * unit;
}

function towards(values: readonly Value[], direction: 'floor' | 'ceil'): Value {
  const number = toNumeric(at(values, 0));
  if (typeof number === 'bigint') return number;
  if (typeof number === 'number') return Math[direction](number);
  const whole = number.truncate(0);
  const difference = number.compare(whole);
  const step = direction === 'floor' ? (difference < 0 ? -1n : 0n) : difference > 0 ? 1n : 0n;
  return whole.unscaled + step;
}

const real = (run: (value: number) => number): SqlFunction => ({
  min: 1,
  max: 1,
  type: double,
  run: values => {
    const result = run(toNumber(at(values, 0)));
    return Number.isNaN(result) || !Number.isFinite(result) ? null : result;
  },
});

function powerOf(values: readonly Value[]): Value {
  const [base, exponent] = [toNumber(at(values, 0)), toNumber(at(values, 1))];
  const result = floatPower(base, exponent);
  if (!Number.isFinite(result)) throw sqlErrors.valueOutOfRange('DOUBLE', `pow(${toText(at(values, 0))},${toText(at(values, 1))})`);
  return result;
}

function logarithm(values: readonly Value[]): Value {
  const [first, second] = [toNumber(at(values, 0)), values.length > 1 ? toNumber(at(values, 1)) : undefined];
  const result = second === undefined ? Math.log(first) : Math.log(second) / Math.log(first);
  return Number.isFinite(result) ? result : null;
}

let table: readonly number[] | undefined;

function crc32(bytes: Uint8Array): bigint {
  table ??= Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return BigInt((crc ^ 0xffffffff) >>> 0);
}

export const numberFunctions: FunctionTable = new Map<string, SqlFunction>([
  [
    'abs',
    {
      min: 1,
      max: 1,
      type: sameNumber,
      run: values => {
        const number = toNumeric(at(values, 0));
        if (number instanceof Decimal) return number.unscaled < 0n ? number.negate() : number;
        return number < 0 ? -number : number;
      },
    },
  ],
  ['round', { min: 1, max: 2, type: roundedType, run: values => round(values, 'round') }],
  ['truncate', { min: 2, max: 2, type: roundedType, run: values => round(values, 'truncate') }],
  ['floor', { min: 1, max: 1, type: wholeNumber, run: values => towards(values, 'floor') }],
  ['ceil', { min: 1, max: 1, type: wholeNumber, run: values => towards(values, 'ceil') }],
  ['ceiling', { min: 1, max: 1, type: wholeNumber, run: values => towards(values, 'ceil') }],
  ['sign', { min: 1, max: 1, type: int, run: values => BigInt(Math.sign(toNumber(at(values, 0)))) }],
  [
    'mod',
    {
      min: 2,
      max: 2,
      type: sameNumber,
      run: (values, { context }) => calculate('%', at(values, 0), at(values, 1), { unsigned: false, text: () => '', context }),
    },
  ],
  ['pow', { min: 2, max: 2, type: double, run: powerOf }],
  ['power', { min: 2, max: 2, type: double, run: powerOf }],
  ['sqrt', real(Math.sqrt)],
  ['exp', real(Math.exp)],
  ['ln', real(Math.log)],
  ['log2', real(Math.log2)],
  ['log10', real(Math.log10)],
  ['log', { min: 1, max: 2, type: double, run: logarithm }],
  ['sin', real(Math.sin)],
  ['cos', real(Math.cos)],
  ['tan', real(Math.tan)],
  ['cot', real(value => 1 / Math.tan(value))],
  ['asin', real(Math.asin)],
  ['acos', real(Math.acos)],
  [
    'atan',
    {
      min: 1,
      max: 2,
      type: double,
      run: values =>
        values.length > 1 ? Math.atan2(toNumber(at(values, 0)), toNumber(at(values, 1))) : Math.atan(toNumber(at(values, 0))),
    },
  ],
  ['atan2', { min: 2, max: 2, type: double, run: values => Math.atan2(toNumber(at(values, 0)), toNumber(at(values, 1))) }],
  ['radians', real(value => (value * Math.PI) / 180)],
  ['degrees', real(value => (value * 180) / Math.PI)],
  ['pi', { min: 0, max: 0, type: { name: 'double', length: 8, scale: 6 }, run: () => new Decimal(3141593n, 6) }],
  ['rand', { min: 0, max: 1, type: double, takesNull: true, notNull: true, run: (_, { context }) => context.random() }],
  ['crc32', { min: 1, max: 1, type: bigint, run: values => crc32(toBytes(at(values, 0))) }],
  [
    'bit_count',
    {
      min: 1,
      max: 1,
      type: bigint,
      run: values =>
        BigInt(
          BigInt.asUintN(64, toInteger(at(values, 0)))
            .toString(2)
            .replaceAll('0', '').length,
        ),
    },
  ],
  ['inet_aton', { min: 1, max: 1, type: bigint, run: values => addressNumber(toText(at(values, 0))) }],
  [
    'inet_ntoa',
    {
      min: 1,
      max: 1,
      type: text(31),
      run: values => [24n, 16n, 8n, 0n].map(shift => String((toInteger(at(values, 0)) >> shift) & 255n)).join('.'),
    },
  ],
]);

function addressNumber(address: string): Value {
  const parts = address.split('.');
  if (parts.length !== 4 || parts.some(part => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}
