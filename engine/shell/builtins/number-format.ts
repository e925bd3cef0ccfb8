/** The flags, width and precision of a printf(3) directive. */
export interface Spec {
  readonly left: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly precision: number | undefined;
}

/** Fills a text up to the width. */
export function pad(text: string, spec: Spec): string {
  const length = /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
  const missing = spec.width - length;
  if (missing <= 0) return text;
  if (spec.left) return text + ' '.repeat(missing);
  if (!spec.zero) return ' '.repeat(missing) + text;
  const prefix = /^[-+ ]?(?:0[xX])?/.exec(text)?.[0] ?? '';
  return prefix + '0'.repeat(missing) + text.slice(prefix.length);
}

/** `%d %i %o %u %x %X` of a 64-bit value. */
export function formatInteger(value: bigint, conversion: string, spec: Spec): string {
  const signed = conversion === 'd' || conversion === 'i';
  const unsigned = BigInt.asUintN(64, value);
  let digits: string;
  if (signed) digits = (value < 0n ? -value : value).toString();
  else if (conversion === 'o') digits = unsigned.toString(8);
  else digits = unsigned.toString(conversion === 'u' ? 10 : 16);
  if (conversion === 'X') digits = digits.toUpperCase();
  if (spec.precision !== undefined) digits = spec.precision === 0 && value === 0n ? '' : digits.padStart(spec.precision, '0');
  if (spec.alternate && conversion === 'o' && !digits.startsWith('0')) digits = `0${digits}`;
  if (spec.alternate && value !== 0n && (conversion === 'x' || conversion === 'X')) digits = `0${conversion}${digits}`;
  const sign = signed ? signOf(value < 0n, spec) : '';
  return pad(sign + digits, { ...spec, zero: spec.zero && spec.precision === undefined });
}

/** `%e %f %g` and their capitals. */
export function formatFloat(value: number, conversion: string, spec: Spec): string {
  const negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  const upper = conversion === conversion.toUpperCase();
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? 'nan' : 'inf';
  else {
    const precision = Math.min(spec.precision ?? 6, 100);
    const lower = conversion.toLowerCase();
    text =
      lower === 'f'
        ? fixed(magnitude, precision)
        : lower === 'e'
          ? exponential(magnitude, precision)
          : general(magnitude, precision, spec.alternate);
  }
  const shown = signOf(negative, spec) + (upper ? text.toUpperCase() : text);
  return pad(shown, { ...spec, zero: spec.zero && Number.isFinite(value) });
}

function signOf(negative: boolean, spec: Spec): string {
  return negative ? '-' : spec.plus ? '+' : spec.space ? ' ' : '';
}

/** toFixed turns to exponents from 10^21 on. */
function fixed(value: number, precision: number): string {
  if (value < 1e21) return roundHalfEven(value, precision);
  const whole = BigInt(value).toString();
  return precision > 0 ? `${whole}.${'0'.repeat(precision)}` : whole;
}

/** C rounds exact halves to even, toFixed rounds them up. */
function roundHalfEven(value: number, precision: number): string {
  const rounded = value.toFixed(precision);
  if (precision > 70) return rounded;
  const exact = value.toFixed(precision + 30);
  const kept = exact.slice(0, -30);
  if (!/^50*$/.test(exact.slice(-30)) || !/[02468]\.?$/.test(kept)) return rounded;
  return kept.replace(/\.$/, '');
}

function exponential(value: number, precision: number): string {
  return value.toExponential(precision).replace(/e([-+])(\d)$/, 'e$10$2');
}

function general(value: number, precision: number, keepZeros: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  const exponent = value === 0 ? 0 : Number(/e([-+]\d+)$/.exec(value.toExponential(digits - 1))?.[1] ?? 0);
  const text =
    exponent < -4 || exponent >= digits ? exponential(value, digits - 1) : roundHalfEven(value, Math.max(0, digits - 1 - exponent));
  if (keepZeros || !text.includes('.')) return text;
  return text.replace(/\.?0+(?=e|$)/, '');
}
