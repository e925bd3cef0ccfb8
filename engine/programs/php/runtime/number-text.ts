/** A float as PHP prints it: with 17 significant digits where needed (`var_dump`, `json_encode`), or 14 (`echo`). */
export function formatFloat(n: number, digits: 14 | 17): string {
  if (Number.isNaN(n)) return 'NAN';
  if (!Number.isFinite(n)) return n > 0 ? 'INF' : '-INF';
  if (n === 0) return Object.is(n, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = (digits === 17 ? n.toExponential() : n.toExponential(13)).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const figures = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const power = Number(exponent);
  if (power < -4 || power >= digits) {
    const tail = figures.length > 1 ? `.${figures.slice(1)}` : '.0';
    return `${sign}${figures[0] ?? '0'}${tail}E${power < 0 ? '-' : '+'}${Math.abs(power)}`;
  }
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${figures}`;
  if (figures.length <= power + 1) return sign + figures.padEnd(power + 1, '0');
  return `${sign}${figures.slice(0, power + 1)}.${figures.slice(power + 1)}`;
}

const whole = /^[ \t\n\r\v\f]*([+-]?\d+)[ \t\n\r\v\f]*$/;
const decimal = /^[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\r\v\f]*$/;
const prefix = /^[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/;

export type Numeric = { readonly kind: 'int'; readonly text: string } | { readonly kind: 'float'; readonly text: string };

/** What number a text is, if it is nothing else. */
export function numericText(text: string): Numeric | undefined {
  const int = whole.exec(text)?.[1];
  if (int !== undefined) return { kind: 'int', text: int };
  const float = decimal.exec(text)?.[1];
  return float === undefined ? undefined : { kind: 'float', text: float };
}

/** The number at the beginning of a text. */
export function leadingNumber(text: string): Numeric | undefined {
  const found = prefix.exec(text)?.[1];
  if (found === undefined) return undefined;
  return /^[+-]?\d+$/.test(found) ? { kind: 'int', text: found } : { kind: 'float', text: found };
}
