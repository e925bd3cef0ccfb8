import { codes, PgError } from '../pg-error.js';
import { Decimal } from './decimal.js';
import { displayType, numericModifier, type PgType } from './type-table.js';
import { ArrayValue, asNumber, asText, type Value } from './value.js';

/** Makes a value fit what stands in its type's parentheses: cut when cast explicitly, refused when assigned. */
export function applyModifier(type: PgType, typmod: number, value: Value, isExplicit: boolean): Value {
  if (typmod < 0 || value === null) return value;
  if (type.element && value instanceof ArrayValue) {
    const { element } = type;
    return new ArrayValue(
      value.elements.map(item => applyModifier(element, typmod, item, isExplicit)),
      value.dimensions,
      value.lower,
    );
  }
  switch (type.name) {
    case 'varchar':
    case 'bpchar':
      return fitText(type, typmod, asText(value), isExplicit);
    case 'numeric':
      return value instanceof Decimal ? fitNumeric(typmod, value) : value;
    case 'timestamp':
    case 'timestamptz':
    case 'time': {
      const unit = 10 ** (6 - Math.min(6, typmod));
      return Math.round(asNumber(value) / unit) * unit;
    }
    default:
      return value;
  }
}

function fitText(type: PgType, typmod: number, text: string, isExplicit: boolean): string {
  const limit = typmod - 4;
  const characters = text.length <= limit ? undefined : [...text];
  if (!characters || characters.length <= limit) return type.name === 'bpchar' ? text + ' '.repeat(limit - [...text].length) : text;
  const rest = characters.slice(limit);
  if (!isExplicit && rest.some(char => char !== ' '))
    throw new PgError(codes.stringTooLong, `value too long for type ${displayType(type, typmod)}`);
  return characters.slice(0, limit).join('');
}

function fitNumeric(typmod: number, value: Decimal): Decimal {
  if (value.isNaN) return value;
  const { precision, scale } = numericModifier(typmod);
  const rounded = value.round(scale);
  const digits = (rounded.digits < 0n ? -rounded.digits : rounded.digits).toString();
  if (rounded.digits !== 0n && digits.length > precision)
    throw new PgError(codes.numericOutOfRange, 'numeric field overflow', {
      detail: `A field with precision ${precision}, scale ${scale} must round to an absolute value less than ${precision === scale ? '' : '10^'}${precision === scale ? 1 : precision - scale}.`,
    });
  return rounded;
}
