import { notSimulated } from '../../errors.js';
import type { Operator } from '../expression.js';
import { arithmetic } from './arithmetic.js';
import { arrays } from './arrays.js';
import { conversions } from './conversions.js';
import { dates } from './dates.js';
import { logic } from './logic.js';
import { objects } from './objects.js';
import { sets } from './sets.js';
import { texts } from './texts.js';

const tables: readonly ReadonlyMap<string, Operator>[] = [arithmetic, logic, texts, arrays, sets, objects, conversions, dates];
const missing = new Set(['$function', '$accumulator', '$meta', '$binarySize', '$tsSecond', '$tsIncrement', '$toHashedIndexKey']);

/** The operator of an expression by its name. */
export function findOperator(name: string): Operator | undefined {
  if (missing.has(name)) throw notSimulated(`the expression ${name}`);
  for (const table of tables) {
    const found = table.get(name);
    if (found) return found;
  }
  return undefined;
}
