import { floatDigits, formatNumber, unknownCode, type Spec } from '../vm/format-spec.js';
import { floatText } from '../vm/float-text.js';

/** A float as a format spec wants it. */
export function formatFloat(value: number, spec: Spec): string {
  if (!/^[eEfFgGn%]?$/.test(spec.type)) throw unknownCode(spec, 'float');
  const digits = spec.type === '' ? plainDigits(value, spec) : floatDigits(value, spec);
  const isNegative = (value < 0 || Object.is(value, -0)) && !(spec.noNegativeZero && /^[0.]*$/.test(digits));
  return formatNumber(isNegative, '', digits, spec);
}

/** Without a code: like `repr`, or like `g` with at least one digit behind the point. */
function plainDigits(value: number, spec: Spec): string {
  if (spec.precision === undefined) return floatText(Math.abs(value));
  const text = floatDigits(value, { ...spec, type: 'g' });
  if (/[.en]/.test(text) || !/^\d+$/.test(text)) return text;
  return text.length >= Math.max(1, spec.precision) &&
    Math.abs(value) >= 10 ** Math.max(1, spec.precision) / 10 &&
    text.length === Math.max(1, spec.precision)
    ? floatDigits(value, { ...spec, type: 'e', precision: Math.max(0, spec.precision - 1) }).replace(/\.?0+(?=e)/, '')
    : `${text}.0`;
}
