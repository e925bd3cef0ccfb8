/** A float as `repr` shows it. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) {
    const size = Math.abs(value);
    if (size >= 1e16) return exponential(value);
    if (size !== 0 && size < 1e-4) return exponential(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  return joinExponent(mantissa, Number(exponent));
}

function exponential(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return joinExponent(mantissa, Number(exponent));
}

export function joinExponent(mantissa: string, exponent: number): string {
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
