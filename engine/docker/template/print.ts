import { GoFloat, GoStruct, JsonNumber, NilPointer, entryOf, isList, sortedKeys, type Value } from './value.js';

/** How fmt.Print writes a value (%v): `map[a:b]` with sorted keys, `[a b]`, `<nil>`. */
export function printValue(value: Value): string {
  if (value === undefined || value === null || value instanceof NilPointer) return '<nil>';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return Number.isInteger(value) ? formatInteger(value) : formatFloat(value);
  if (value instanceof GoFloat) return formatFloat(value.value);
  if (value instanceof JsonNumber) return value.text;
  if (value instanceof GoStruct) return value.printed ?? printStruct(value);
  if (isList(value)) return `[${value.map(printValue).join(' ')}]`;
  return `map[${sortedKeys(value)
    .map(key => `${key}:${printValue(entryOf(value, key))}`)
    .join(' ')}]`;
}

function printStruct(value: GoStruct): string {
  return `{${visibleFields(value).map(printValue).join(' ')}}`;
}

/** The fields that printing shows. */
export function visibleFields(value: GoStruct): readonly Value[] {
  return [...value.fields].filter(([name]) => !value.promoted.has(name)).map(([, read]) => read());
}

/** Like `printValue` at the top of an action, where a missing value is `<no value>`. */
export function printResult(value: Value): string {
  return value === undefined || value === null ? '<no value>' : printValue(value);
}

/** fmt.Sprint: spaces between operands when neither is a string. */
export function printAll(values: readonly Value[]): string {
  return values
    .map((value, index) => {
      const before = values[index - 1];
      const spaced = index > 0 && typeof value !== 'string' && typeof before !== 'string';
      return (spaced ? ' ' : '') + printValue(value);
    })
    .join('');
}

/** fmt.Sprintln: spaces between all operands, and a line break. */
export function printLine(values: readonly Value[]): string {
  return `${values.map(printValue).join(' ')}\n`;
}

export function formatInteger(value: number): string {
  // The shortest digits that mean the number are those that came over the wire: nanoseconds since 1970 are beyond 2^53.
  return Math.abs(value) < 1e21 ? String(value === 0 ? 0 : value) : BigInt(value).toString();
}

/** strconv's shortest %g: exponents below -4 and from 21 up, at least two digits in them. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4 || exponent >= 21) return goExponent(value.toExponential());
  const text = String(value);
  return text.includes('e') ? value.toFixed(Math.min(100, 17 - exponent)).replace(/0+$/, '') : text;
}

/** `1e+5` of JavaScript is `1e+05` in Go. */
export function goExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
