import type { Expression } from '../sql/ast.js';
import type { Compiled } from './compiled.js';
import type { Frame } from './context.js';
import type { ColumnType } from '../values/column-type.js';
import { Decimal } from '../values/decimal.js';
import { isJson, type Value } from '../values/value.js';

/** The type of a constant. */
export function literalType(value: Value): ColumnType {
  if (value === null) return { name: 'null' };
  if (typeof value === 'bigint')
    return { name: value > 2147483647n || value < -2147483648n ? 'bigint' : 'int', length: Math.max(2, String(value).length) };
  if (typeof value === 'number') return { name: 'double' };
  if (typeof value === 'string') return { name: 'varchar', length: value.length };
  if (value instanceof Decimal) return { name: 'decimal', length: value.toString().replace(/[-.]/g, '').length, scale: value.scale };
  if (value instanceof Uint8Array) return { name: 'varbinary', length: value.length };
  if (isJson(value)) return { name: 'json' };
  return { name: value.kind, scale: value.digits };
}

/** BIT values and hexadecimal constants are whole numbers in arithmetic. */
export function numericBytes(compiled: Compiled, expression: Expression): Compiled {
  const isConstant = expression.kind === 'literal' && expression.value instanceof Uint8Array;
  if (compiled.type.name !== 'bit' && !isConstant) return compiled;
  const run = (frame: Frame): Value => {
    const value = compiled.run(frame);
    return value instanceof Uint8Array ? value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) : value;
  };
  return { ...compiled, type: { name: 'bigint', unsigned: true }, run };
}
