import { showOperand, type Operand } from './ast.js';
import type { Parameter, TemplateFunction } from './functions.js';
import { typeInfoOf } from './type-info.js';
import { isList, typeName, type Value } from './value.js';

/** Go's complaint about a number of arguments; undefined when it is right. */
export function refuseCount({ parameters, rest }: TemplateFunction, name: string, count: number): string | undefined {
  const wanted = parameters.length;
  if (count === wanted || (rest !== undefined && count > wanted)) return undefined;
  return `wrong number of args for ${name}: want ${rest === undefined ? '' : 'at least '}${String(wanted)} got ${String(count)}`;
}

/** Go's complaint about a literal that its parameter cannot take, which goes by its looks; undefined when it can. */
export function refuseLiteral(operand: Operand, type: Parameter): string | undefined {
  if (operand.kind !== 'constant') return undefined;
  const shown = showOperand(operand);
  if (type === 'string' && operand.type !== 'string') return `expected string; found ${shown}`;
  if (type === 'int' && operand.type !== 'number') return `expected integer; found ${shown}`;
  return type === 'strings' ? `can't handle ${shown} for arg of type []string` : undefined;
}

/** Go's complaint about a value that its parameter cannot take; undefined when it can. */
export function refuseValue(value: Value, type: Parameter): string | undefined {
  if (type === 'any' || fits(value, type)) return undefined;
  const expected = type === 'strings' ? '[]string' : type;
  if (value === undefined) return `invalid value; expected ${expected}`;
  if (value === null) return `wrong type for value; expected ${expected}; got interface {}`;
  return `wrong type for value; expected ${expected}; got ${typeName(value)}`;
}

function fits(value: Value, type: Parameter): boolean {
  if (type === 'string') return typeof value === 'string';
  if (type === 'int') return typeof value === 'number' && Number.isInteger(value);
  return isList(value) && typeInfoOf(value)?.type === '[]string';
}
